package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/page"
)

// untitled reads tables that can only list properties, on a page without a
// properties section.
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
			r.d.Findings.Add(t.Pos, ruleHeadingUnknown, "the heading %s does not announce properties; its table is read as the properties of %s", quote(s.Title), quote(d.typ.Name))
			r.table(d, t, s, dialect.Properties)
		}
	}
}

// namesTypes reports whether a table has columns for names and types, and at
// least one row has a recognizable type.
func namesTypes(t *page.Table) bool {
	c, ok := Columns(t)
	return ok && slices.ContainsFunc(t.Rows, func(row page.Row) bool { return looksLikeType(c.text(row, c.Type)) })
}

// reportUnread reports the tables on a type page that were not read. Their
// rows count as missed rows. On a page that names no type, these are the tables with
// types.
func (r *reader) reportUnread() {
	nameless := len(r.d.declared) == 0
	if nameless && (r.d.Kind.Kind != kind.Type || len(r.d.Enums) > 0) {
		return
	}
	for _, s := range r.page.Sections {
		if r.d.Kind.Operations && ofOperation[dialect.SectionOf(s.Title)] {
			continue
		}
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok || r.read[t] || dialect.Says(dialect.Methods, s.Title) || len(t.Rows) == 0 || nameless && !namesTypes(t) {
				continue
			}
			r.d.Rows.Of += len(t.Rows)
			r.overlook(t)
			r.d.Findings.Add(t.Pos, ruleTableUnread, "the table below %s is not read (rows: %d)", quote(s.Title), len(t.Rows))
		}
	}
}

// ofOperation are the subjects of tables that describe operations, which are read with
// those.
var ofOperation = map[dialect.Section]bool{
	dialect.RequestLines: true, dialect.Permissions: true, dialect.QueryParameters: true, dialect.PathParameters: true, dialect.FunctionParameters: true,
	dialect.RequestHeaders: true, dialect.RequestBody: true, dialect.Response: true, dialect.ResponseHeaders: true,
}

// overlook records the names in the first column of a table that is not read.
func (r *reader) overlook(t *page.Table) {
	for _, row := range t.Rows {
		if len(row.Cells) > 0 {
			r.d.Overlooked = append(r.d.Overlooked, strings.Trim(plain(row.Cells[0].Text), "*` "))
		}
	}
}
