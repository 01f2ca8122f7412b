package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/page"
)

// parameterRow is a row of a table of path or function parameters.
type parameterRow struct {
	outline.Row
	name string
	used bool // a parameter uses the row
}

// parameterRows are the rows of the tables of path and function parameters.
// They affect how request lines are read.
type parameterRows struct {
	outline *outline.Outline
	out     *Page

	byKey     map[string]*parameterRow // by [notation.Key] of the name
	listed    []*parameterRow          // in the order of the tables, with repetitions
	calls     []string                 // the names of function parameters, in the order of the table
	arguments map[string]bool          // the same names in lower case
}

// readRows reads the tables of path and function parameters.
func readRows(o *outline.Outline, out *Page) *parameterRows {
	r := &parameterRows{outline: o, out: out, byKey: map[string]*parameterRow{}, arguments: map[string]bool{}}
	for _, s := range o.Parts {
		about := o.About(s)
		if about != dialect.PathParameters && about != dialect.FunctionParameters {
			continue
		}
		for t := range outline.Tables(s) {
			if t.IsNamed() {
				r.table(t, about == dialect.FunctionParameters)
			}
		}
	}
	return r
}

// table reads a table of path or function parameters.
func (r *parameterRows) table(t outline.Table, function bool) {
	for row := range t.Rows() {
		r.out.Rows.Of++
		name := row.Name()
		if name == "" {
			r.out.Findings.Add(row.Pos(), ruleRowUnread, "%q is not the name of a parameter", row.Label())
			continue
		}
		r.listed = append(r.listed, r.add(name, row))
		if function {
			r.call(name)
		}
	}
}

// call records the name of a function parameter.
func (r *parameterRows) call(name string) {
	r.arguments[strings.ToLower(name)] = true
	r.calls = append(r.calls, name)
}

// add records the first row for each parameter.
func (r *parameterRows) add(name string, row outline.Row) *parameterRow {
	key := notation.Key(name)
	if r.byKey[key] == nil {
		r.byKey[key] = &parameterRow{Row: row, name: name}
	}
	return r.byKey[key]
}

// addBody adds the types of function arguments from the request body section,
// where pages of functions sometimes have their table.
func (r *parameterRows) addBody() {
	for t := range r.outline.Named(dialect.RequestBody) {
		for row := range t.Rows() {
			r.add(row.Name(), row)
		}
	}
}

// of returns the row of a parameter, or nil.
func (r *parameterRows) of(name string) *parameterRow { return r.byKey[notation.Key(name)] }

// typed returns the row, type and description of a parameter. The result ok is
// false if the table has no row with a type for it.
func (r *parameterRows) typed(name string) (row *parameterRow, typ, description page.Text, ok bool) {
	if row = r.of(name); row == nil || !row.HasType() {
		return nil, nil, nil, false
	}
	row.used = true
	return row, row.Type(), row.Text(), true
}

// mayBeLeft reports whether the row of a parameter says that it is optional.
func (r *parameterRows) mayBeLeft(name string) bool {
	row := r.of(name)
	if row == nil || row.Required() {
		return false
	}
	says := strings.TrimRight(strings.ToLower(row.Description()), " .")
	return dialect.Says(dialect.Optional, says) || strings.HasSuffix(says, " optional")
}
