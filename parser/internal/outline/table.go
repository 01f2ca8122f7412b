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

// Tables yields all tables of a section. The header names the columns. A table
// without a name column does not describe parameters.
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

// Named yields the tables with a name column in the sections with the given
// subject.
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

// IsNamed reports whether the table has a name column.
func (t Table) IsNamed() bool { return t.Columns.Name >= 0 }

// Describes reports whether the table has a type or description column.
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

// Pos returns the position of the row.
func (r Row) Pos() source.Position { return r.row.Pos }

func (r Row) cell(column int) page.Text {
	if column < 0 || column >= len(r.row.Cells) {
		return nil
	}
	return r.row.Cells[column].Text
}

// Label returns the text of the name cell.
func (r Row) Label() string { return Plain(r.cell(r.columns.Name)) }

// Type returns the type cell, or nil if the table has no such column.
func (r Row) Type() page.Text { return r.cell(r.columns.Type) }

// Text returns the description cell, or nil if the table has no such column.
func (r Row) Text() page.Text { return r.cell(r.columns.Description) }

// Description returns the text of the description cell.
func (r Row) Description() string { return Plain(r.Text()) }

// HasType reports whether the row has a type.
func (r Row) HasType() bool { return Plain(r.Type()) != "" }

// Decides reports whether the table has a column for required parameters.
func (r Row) Decides() bool { return r.columns.Required >= 0 }

// Required reports whether the row is marked as required, in a column for that
// or in its description.
func (r Row) Required() bool {
	if r.Decides() {
		return dialect.Says(dialect.Yes, Plain(r.cell(r.columns.Required)))
	}
	return dialect.Requires(r.Description())
}

// Name returns the name of a parameter: the first word of the name cell,
// without brackets, emphasis and additions. It is empty if the cell has no
// name.
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
