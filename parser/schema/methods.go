package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Method is a row of a type's table of methods: a link to an operation page,
// and the return type.
type Method struct {
	Page string // the file name of the linked page, in lower case and without extension
	// Returns is the text of the return type cell.
	Returns  string
	Position source.Position // the position of that cell

	in   *Declarations
	cell cell
}

// Refer makes ref a reference to the return type of the method. [Link] resolves
// it.
func (m *Method) Refer(ref *model.Ref) { m.in.refer(ref, nil, m.cell, nil, "", m.Returns, m.Position) }

// Word is the return type as a word that may name a type. It is none where the cell has
// a primitive type.
func (m *Method) Word() (w Word, ok bool) {
	if edm.InCell(m.cell.name).Name != "" && (m.cell.target == "" || !isPageLink(m.cell.target)) {
		return Word{}, false
	}
	return Word{Name: m.cell.name, Target: m.cell.target}, true
}

// methods reads the rows with a return type from the tables of methods.
func (r *reader) methods() {
	for _, s := range r.page.Sections {
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok {
				r.methodTable(t)
			}
		}
	}
}

// returnsColumn returns the index of the column of return types in a table of
// methods, or -1. A table of relationships may have such a column, too.
func returnsColumn(t *page.Table) int {
	i := slices.IndexFunc(t.Header, func(c page.Cell) bool {
		return dialect.HeaderOf(plain(c.Text)).Property == dialect.ReturnsColumn
	})
	if i >= 0 {
		if _, properties := Columns(t); properties {
			return -1
		}
	}
	return i
}

func (r *reader) methodTable(t *page.Table) {
	returns := returnsColumn(t)
	if returns < 1 || r.read[t] {
		return
	}
	r.read[t] = true
	for _, row := range t.Rows {
		if returns >= len(row.Cells) {
			continue
		}
		link, text := firstLink(row.Cells[0].Text), row.Cells[returns].Text
		if link == nil || !isPageLink(link.Target) {
			continue
		}
		c := readCell(text)
		if c.isCertain() && c.union == nil && !dialect.Says(dialect.None, strings.Trim(plain(text), ".")) && (c.target == "" || isPageLink(c.target)) {
			name, _ := stem(link.Target)
			r.d.Methods = append(r.d.Methods, &Method{Page: name, Returns: plain(text), Position: row.Cells[returns].Pos, in: r.d, cell: c})
		}
	}
}
