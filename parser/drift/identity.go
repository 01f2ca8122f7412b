package drift

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// lineSubject is an operation under the name of its first request line, which is
// the same on all pages that have it.
func (c *comparison) lineSubject(op *model.Operation, lines []line) subject {
	s := operationSubject(op)
	if len(lines) > 0 {
		s.name = c.named(lines[0])
	}
	return s
}

func operationSubject(op *model.Operation) subject {
	s := subject{name: callName(op), is: op.Position()}
	if len(op.Paths) > 0 {
		s.name = op.Method + " " + op.Paths[0]
	}
	return s
}

func onPage(op *model.Operation) string {
	if op.Title == "" {
		return ""
	}
	return "; its page is " + strconv.Quote(op.Title)
}

// identity is what an operation keeps when its paths change. One that has none,
// an action or function of metadata, is known by what it is bound to and takes.
func identity(op *model.Operation) [3]string {
	if len(op.Paths) > 0 {
		return [3]string{op.Page, op.Method, string(op.Kind)}
	}
	var names strings.Builder
	for _, p := range callParameters(op) {
		names.WriteString(p.Name + " ")
	}
	return [3]string{callName(op), string(op.Kind), names.String()}
}

// alike returns an operation of each identity.
func alike(ops []*model.Operation) map[[3]string]*model.Operation {
	byIdentity := make(map[[3]string]*model.Operation, len(ops))
	for _, op := range ops {
		byIdentity[identity(op)] = op
	}
	return byIdentity
}

// callName is the method and name of an action or function, with the type that
// it is bound to.
func callName(op *model.Operation) string {
	if op.Binding == nil {
		return op.Method + " " + op.Name
	}
	return op.Method + " " + (*op.Binding).CSDL() + "/" + op.Name
}
