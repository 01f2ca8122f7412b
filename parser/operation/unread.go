package operation

import (
	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/model"
)

// countRequests counts the blocks that begin with a request, and those that were read.
// It reports the others.
func countRequests(o *outline.Outline, lines *lineReader, out *Page) {
	for s, code := range o.Codes() {
		if !notation.StartsWithMethod(code.Text) {
			continue
		}
		out.Requests.Of++
		if lines.blocks[code] || example.IsExample(o.About(s), code) {
			out.Requests.Read++
			continue
		}
		out.Findings.Add(code.TextPos, ruleRequestUnread, "%.80q is below no heading for request lines or examples and is not read; move it below \"HTTP request\" or \"Example\"", notation.FirstLine(code.Text))
	}
}

// reportTables reports the tables of parameters whose columns are not known. Their
// rows count as missed rows. A table of the members of an enum is read with the types.
func reportTables(o *outline.Outline, enums []*model.Enum, out *Page) {
	read := map[int]bool{} // the lines of members
	for _, e := range enums {
		for _, m := range e.Members {
			read[m.Position.Line] = true
		}
	}
	for _, s := range o.Page.Sections {
		switch o.About(s) {
		case dialect.PathParameters, dialect.FunctionParameters, dialect.QueryParameters, dialect.RequestHeaders, dialect.RequestBody:
		default:
			continue
		}
		for t := range outline.Tables(s) {
			if n := len(t.Table.Rows); !t.IsNamed() && n > 0 && !read[t.Table.Rows[0].Pos.Line] {
				out.Rows.Of += n
				out.Findings.Add(t.Pos, ruleTableUnread, "the table below %q has no column of names and is not read (rows: %d); give a column the header Name", s.Title, n)
			}
		}
	}
}
