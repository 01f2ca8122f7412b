package codedrift

import (
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
)

// function compares a function with the operations that it calls. Several pages
// may document the same request line.
func (c *comparison) function(f *gocode.Function) {
	ops := c.lines[requestKey(f.Method, f.Path)]
	if len(ops) == 0 {
		s := subject{name: f.Method + " " + f.Path, code: f.Position}
		c.report(operationUndocumented, s, true, "", "no page documents it%s", c.otherMethods(f))
		return
	}
	s := subject{name: requestLine(f, ops[0]), code: f.Position, page: ops[0].Position()}
	c.response(s, f, ops)
	c.request(s, f, ops)
	c.arguments(s, f)
	c.body(s, f, ops)
	if !f.Deprecated && all(ops, isDeprecated) {
		c.report(deprecation, s, true, f.Name, deprecationMessage, f.Name)
	}
}

func isDeprecated(op *model.Operation) bool { return op.Deprecated }

// requestLine returns the request line of the function as its page spells it.
func requestLine(f *gocode.Function, op *model.Operation) string {
	key := requestKey(f.Method, f.Path)
	for _, route := range op.Routes {
		if op.Method+" "+route.Shape() == key || requestKey(f.Method, route.Path) == key {
			return f.Method + " " + route.Path
		}
	}
	return f.Method + " " + f.Path
}

// otherMethods returns a hint with the methods that pages document for the path.
func (c *comparison) otherMethods(f *gocode.Function) string {
	var found []string
	for _, method := range [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"} {
		if len(c.lines[requestKey(method, f.Path)]) > 0 {
			found = append(found, method)
		}
	}
	if found == nil {
		return ""
	}
	return "; the path is documented with " + strings.Join(found, ", ")
}
