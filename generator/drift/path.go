package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// line is one request line: a method and a path of an operation.
type line struct {
	op    *model.Operation
	route *model.Route
	key   string
}

// newLines returns the request lines of all operations, by operation.
func newLines(ops []*model.Operation) map[*model.Operation][]line {
	lines := make(map[*model.Operation][]line, len(ops))
	for _, op := range ops {
		for _, route := range op.Routes {
			lines[op] = append(lines[op], line{op, route, op.Method + " " + shape(route)})
		}
	}
	return lines
}

// shape is a path without what callers don't see: names of parameters, and
// capitals, which services like Microsoft Graph don't tell apart in paths.
func shape(route *model.Route) string {
	var b strings.Builder
	for _, segment := range route.Segments {
		b.WriteByte('/')
		for _, part := range segment {
			if part.Param != nil {
				b.WriteString("{}")
			} else {
				b.WriteString(strings.ToLower(part.Text))
			}
		}
	}
	return b.String()
}
