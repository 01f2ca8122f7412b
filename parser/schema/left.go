package schema

import (
	"slices"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/page"
)

// untitled reads the tables that can only be of properties, on a page that has
// none below a heading that says so.
func (r *reader) untitled(d *declaration) {
	for _, s := range r.page.Sections {
		if _, enum := enumHeading(s.Title); enum || propertiesOfOther(s) {
			continue
		}
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok || r.read[t] || !namesTypes(t) {
				continue
			}
			r.d.Findings.Add(t.Pos, ruleHeadingUnknown, "the table below %s is read as that of the properties of %s", quote(s.Title), quote(d.typ.Name))
			r.table(d, t, s, dialect.Properties)
		}
	}
}

// namesTypes reports whether a table has columns of names and of types, and some
// row has a type for certain.
func namesTypes(t *page.Table) bool {
	c, ok := Columns(t)
	return ok && slices.ContainsFunc(t.Rows, func(row page.Row) bool { return looksLikeType(c.text(row, c.Type)) })
}

// leftTables reports the tables on the page of a type that nothing was made of.
// Rows that could be of properties are missed ones.
func (r *reader) leftTables() {
	if len(r.d.declared) == 0 {
		return
	}
	for _, s := range r.page.Sections {
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok || r.read[t] || dialect.Says(dialect.Methods, s.Title) || len(t.Rows) == 0 {
				continue
			}
			if namesTypes(t) {
				r.d.Rows.Of += len(t.Rows)
			}
			r.d.Findings.Add(t.Pos, ruleTableUnread, "nothing is made of the table below %s (rows: %d)", quote(s.Title), len(t.Rows))
		}
	}
}
