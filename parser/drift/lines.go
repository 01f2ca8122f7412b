package drift

import (
	"github.com/docwright/docwright/parser/model"
)

// line is a request line: a method and a path of an operation.
type line struct {
	op    *model.Operation
	route *model.Route
	key   string
}

// requestLines are the request lines of a side. Several pages may document the
// same one.
type requestLines struct {
	of    map[*model.Operation][]line
	byKey map[string][]*model.Operation
	names map[string]string // by key; the request line as spelled on the first page
}

func newRequestLines(ops []*model.Operation) *requestLines {
	r := &requestLines{of: make(map[*model.Operation][]line, len(ops)), byKey: make(map[string][]*model.Operation, len(ops)), names: make(map[string]string, len(ops))}
	for _, op := range ops {
		for _, route := range op.Routes {
			l := line{op, route, op.Method + " " + route.Shape()}
			r.of[op] = append(r.of[op], l)
			r.byKey[l.key] = append(r.byKey[l.key], op)
			if r.names[l.key] == "" {
				r.names[l.key] = op.Method + " " + route.Path
			}
		}
	}
	return r
}

// permitted is a list of permissions that a page gives.
type permitted struct {
	page string
	list []*model.Permission
}

// permissions returns what each page gives for a request line.
func (r *requestLines) permissions(key string) []permitted {
	var pages []permitted
	for _, op := range r.byKey[key] {
		for _, l := range r.of[op] {
			if l.key == key {
				pages = append(pages, permitted{op.Page, op.PermissionsOf(l.route)})
			}
		}
	}
	return pages
}

// counterpart returns an operation with one of the request lines, preferably on
// the given page. It returns nil if there is none.
func (r *requestLines) counterpart(page string, lines []line) *model.Operation {
	var found *model.Operation
	for _, l := range lines {
		for _, op := range r.byKey[l.key] {
			if op.Page == page {
				return op
			}
			if found == nil {
				found = op
			}
		}
	}
	return found
}

// mentions returns a function that reports whether any operation with one of
// the request lines, on any page, has a parameter with a name.
func (r *requestLines) mentions(lines []line, of func(*model.Operation) []*model.Parameter) func(string) bool {
	return func(name string) bool {
		for _, l := range lines {
			for _, op := range r.byKey[l.key] {
				if model.ParameterNamed(of(op), name) != nil {
					return true
				}
			}
		}
		return false
	}
}
