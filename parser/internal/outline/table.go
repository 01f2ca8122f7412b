package outline

import (
	"iter"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Table is a table of parameters, properties, options or headers.
type Table struct {
	*page.Table
	Columns schema.ColumnSet
}

// Tables yields all tables of a section. The columns are those that their headers
// name; a table of which it names no column of names describes no parameters.
func Tables(s *page.Section) iter.Seq[Table] {
	return func(yield func(Table) bool) {
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok {
				c, _ := schema.Columns(t)
				if !yield(Table{t, c}) {
					return
				}
			}
		}
	}
}

// Named yields the tables of the sections that are about something and that have
// a column of names.
func (o *Outline) Named(about dialect.Section) iter.Seq[Table] {
	return func(yield func(Table) bool) {
		for s := range o.Sections(about) {
			for t := range Tables(s) {
				if t.IsNamed() && !yield(t) {
					return
				}
			}
		}
	}
}

// IsNamed reports whether the table has a column of names.
func (t Table) IsNamed() bool { return t.Columns.Name >= 0 }

// Describes reports whether the table says more of what it names than the name.
func (t Table) Describes() bool { return t.Columns.Type >= 0 || t.Columns.Description >= 0 }

// Rows yields the rows of the table.
func (t Table) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range t.Table.Rows {
			if !yield(Row{&t.Table.Rows[i], &t.Columns}) {
				return
			}
		}
	}
}

// Row is a row of a [Table].
type Row struct {
	row     *page.Row
	columns *schema.ColumnSet
}

// Pos is the place of the row.
func (r Row) Pos() source.Position { return r.row.Pos }

func (r Row) cell(column int) page.Text {
	if column < 0 || column >= len(r.row.Cells) {
		return nil
	}
	return r.row.Cells[column].Text
}

// Label is the text of the cell of the name.
func (r Row) Label() string { return Plain(r.cell(r.columns.Name)) }

// Type is the cell of the type; nil where the table has no such column.
func (r Row) Type() page.Text { return r.cell(r.columns.Type) }

// Text is the cell of the description; nil where the table has no such column.
func (r Row) Text() page.Text { return r.cell(r.columns.Description) }

// Description is the text of the cell of the description.
func (r Row) Description() string { return Plain(r.Text()) }

// HasType reports whether the row says a type.
func (r Row) HasType() bool { return Plain(r.Type()) != "" }

// Decides reports whether the table has a column that says what is required.
func (r Row) Decides() bool { return r.columns.Required >= 0 }

// Required reports whether the row says that what it describes is required, in a
// column for that or in its description.
func (r Row) Required() bool {
	if r.Decides() {
		return dialect.Says(dialect.Yes, Plain(r.cell(r.columns.Required)))
	}
	return dialect.Requires(r.Description())
}

// Name reads the name of a parameter: the first word, without brackets, emphasis
// and what some pages add to it. It is empty where the cell has no name.
func (r Row) Name() string {
	name := strings.Trim(r.Label(), " \u00a0\u200b\u202f`*{}<>:\"'")
	name = strings.TrimPrefix(name, "_")
	if i := strings.IndexAny(name, "(=,"); i > 0 {
		name = strings.TrimRight(name[:i], " \u00a0")
	}
	name = strings.TrimSuffix(name, "_")
	if !notation.IsName(name) {
		return ""
	}
	return name
}
