package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// countRows counts the rows that are read, and reports rows without a
// parameter.
func countRows(r *parameterRows, lines []*line) {
	for _, row := range r.listed {
		if row.used || hasParameter(row.name, lines, r.out.Operations) {
			r.out.Rows.Read++
		} else {
			r.out.Findings.Add(row.Pos(), ruleRowUnused, "no request line has a placeholder for the parameter %q", row.name)
		}
		row.used = true
	}
}

// hasParameter reports whether a request line has a placeholder with the name,
// or an operation has such a parameter elsewhere.
func hasParameter(name string, lines []*line, ops []*model.Operation) bool {
	key := notation.Key(strings.TrimPrefix(name, "$"))
	is := func(p *model.Parameter) bool { return notation.Key(strings.TrimPrefix(p.Name, "$")) == key }
	if slices.ContainsFunc(lines, func(l *line) bool { return l.Path.Has(name) }) {
		return true
	}
	return slices.ContainsFunc(ops, func(op *model.Operation) bool {
		return slices.ContainsFunc(op.PathParameters, is) || slices.ContainsFunc(op.QueryParameters, is) || slices.ContainsFunc(op.Headers, is) ||
			op.Request != nil && slices.ContainsFunc(op.Request.Parameters, is)
	})
}

// reportUnsent reports the tables of request bodies on a page whose operations
// send none. Tables of function parameters are not reported.
func reportUnsent(r *parameterRows) {
	if len(r.calls) > 0 || slices.ContainsFunc(r.out.Operations, func(op *model.Operation) bool { return op.Request != nil }) {
		return
	}
	for t := range r.outline.Named(dialect.RequestBody) {
		if t.Describes() {
			r.out.Rows.Of += len(t.Table.Rows)
			r.out.Findings.Add(t.Pos, ruleBodyTable, "the table is about a request body, but no operation sends one (rows: %d)", len(t.Table.Rows))
		}
	}
}
