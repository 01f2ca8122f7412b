package drift

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// lineSubject returns an operation as the subject, with the name of its first
// request line. All pages with the request line give the same name.
func (c *comparison) lineSubject(op *model.Operation, lines []line) subject {
	s := operationSubject(op)
	if len(lines) > 0 {
		s.name = c.lineName(lines[0])
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

// identity returns the facts that identify an operation whose paths change. An
// action or function of metadata may have no path. It is identified by its
// binding and its parameters.
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

// byIdentity indexes operations by their identity.
func byIdentity(ops []*model.Operation) map[[3]string]*model.Operation {
	index := make(map[[3]string]*model.Operation, len(ops))
	for _, op := range ops {
		index[identity(op)] = op
	}
	return index
}

// callName returns the method and name of an action or function, with its
// binding type.
func callName(op *model.Operation) string {
	if op.Binding == nil {
		return op.Method + " " + op.Name
	}
	return op.Method + " " + (*op.Binding).CSDL() + "/" + op.Name
}
