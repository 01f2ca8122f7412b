package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
)

// addCalls adds the call of a function whose parameters are in a table, but in
// no request line: /cell with the rows "row" and "column" gives
// /cell(row={row},column={column}).
func (r *lineReader) addCalls(title naming.Title) {
	if len(r.rows.calls) == 0 && r.isFunction(title) {
		r.callsOfPath()
		r.callsOfBody()
	}
	if len(r.rows.calls) == 0 || !r.lacksCalls() {
		return
	}
	var arguments []string
	for _, name := range r.rows.calls {
		arguments = append(arguments, notation.Argument(name, edm.InCell(outline.Plain(r.rows.of(name).Type())).Name == edm.String))
	}
	for _, l := range slices.Clone(r.lines) {
		call := strings.TrimSuffix(l.Path.Text, "/") + "(" + strings.Join(arguments, ",") + ")"
		if len(call) > maxRequest {
			r.out.Findings.Add(l.pos, ruleLineUnread, "the request line with the %d parameters in the table of function parameters has %d bytes and is not read; a line may have %d bytes", len(arguments), len(call), maxRequest)
			continue
		}
		r.out.Findings.Add(l.pos, ruleLineArguments, "the request line lacks the parameters in the table of function parameters; it is also read as %s", call)
		r.add(l.Method, call, l.pos)
	}
}

// isFunction reports whether all request lines call the function in the title.
func (r *lineReader) isFunction(title naming.Title) bool {
	return title.Action != "" && !slices.ContainsFunc(r.lines, func(l *line) bool {
		return l.Method != "GET" || !strings.EqualFold(l.Path.LastWord(), title.Action)
	})
}

// callsOfPath makes function parameters of the path parameters that a table has
// and no request line has.
func (r *lineReader) callsOfPath() {
	for _, row := range r.rows.listed {
		if !slices.ContainsFunc(r.lines, func(l *line) bool { return l.Path.Has(row.name) }) {
			r.rows.call(row.name)
		}
	}
}

// callsOfBody makes function parameters of the rows in the request body
// section, since a GET has no body.
func (r *lineReader) callsOfBody() {
	for t := range r.outline.Named(dialect.RequestBody) {
		if t.Columns.Type >= 0 {
			r.rows.table(t, true)
		}
	}
}

// lacksCalls reports whether all request lines lead to a function and none has
// its parameters. Functions earlier in the path may have theirs.
func (r *lineReader) lacksCalls() bool {
	return !slices.ContainsFunc(r.lines, func(l *line) bool {
		p := l.Path
		return l.Method != "GET" || p.EndsInKey() || len(p.Query) > 0 || strings.HasPrefix(p.LastWord(), "$") || len(p.Segments) == 0 ||
			slices.ContainsFunc(p.Last(), hasArguments) ||
			slices.ContainsFunc(p.Segments, func(s notation.Segment) bool { return slices.ContainsFunc(s, r.isArgument) })
	})
}

// hasArguments reports whether a piece of a path is an argument or opens a list
// of arguments.
func hasArguments(p notation.Piece) bool {
	return p.Argument != "" || !p.Placeholder && strings.Contains(p.Text, "(")
}

// isArgument reports whether a piece of a path is an argument in a table of
// function parameters.
func (r *lineReader) isArgument(p notation.Piece) bool {
	return p.Argument != "" && r.rows.arguments[strings.ToLower(p.Argument)]
}

// leaveOptional adds the call of a function without the arguments that the
// table marks as optional. OData models such calls as overloads (OData CSDL
// 4.01, section 12.9.1). The query options of a line that the table marks so are not
// part of it.
func (r *lineReader) leaveOptional() {
	for _, l := range r.lines {
		l.Path.Query = slices.DeleteFunc(l.Path.Query, func(o notation.Option) bool {
			left := !o.System() && r.rows.mayBeLeft(o.Name)
			if left {
				l.optional = append(l.optional, o)
			}
			return left
		})
	}
	for _, l := range slices.Clone(r.lines) {
		without, ok := r.withoutOptional(l.Path.Text)
		if !ok || len(l.Path.Query) > 0 {
			continue
		}
		shorter := r.parse(l.Method, without, l.pos)
		if r.has(shorter) {
			continue
		}
		r.out.Findings.Add(l.pos, ruleLineOptional, "the table of function parameters makes arguments optional; the function is also read as %s", without)
		r.lines = append(r.lines, shorter)
	}
}

// withoutOptional removes the optional arguments from a path that ends in a
// call. It removes empty parentheses, too.
func (r *lineReader) withoutOptional(path string) (without string, ok bool) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") {
		return "", false
	}
	var kept []string
	arguments := strings.Split(path[open+1:len(path)-1], ",")
	for _, argument := range arguments {
		name, _, named := strings.Cut(argument, "=")
		if !named {
			return "", false
		}
		row := r.rows.of(strings.TrimSpace(name))
		if row == nil || !dialect.Says(dialect.Optional, row.Description()) {
			kept = append(kept, argument)
		}
	}
	switch len(kept) {
	case len(arguments):
		return "", false
	case 0:
		return path[:open], true
	}
	return path[:open] + "(" + strings.Join(kept, ",") + ")", true
}
