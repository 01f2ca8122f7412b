package explain

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
)

// function returns the function for a route, or for the principal route if route
// is nil. It returns nil if there is none.
func (x *Index) function(op *model.Operation, route *model.Route) *plan.Function {
	functions := x.names.Operation(op).Functions
	i := slices.Index(op.Routes, principal(op, route))
	if i < 0 || i >= len(functions) {
		return nil
	}
	return functions[i]
}

// bodyField returns the field for a parameter of the request body. The field is in
// the struct for the body, or in the type that is sent.
func (x *Index) bodyField(op *model.Operation, name string) *plan.Field {
	if op.Request.Struct == nil {
		return x.names.Operation(op).Parameter(name)
	}
	for owner, q := range op.Request.Struct.AllProperties() {
		if q.Name == name {
			return x.names.Field(owner, q)
		}
	}
	return nil
}

// fieldName returns the Go field of a property, without its type.
func (x *Index) fieldName(owner *model.Type, q *model.Property) string {
	if f := x.names.Field(owner, q); f != nil {
		return f.Name.String()
	}
	return ""
}

// bothNames returns the name in the API and, in parentheses, the name in Go. The
// latter is left out if only the case of its first letter differs.
func bothNames(name, goName string) string {
	if goName == "" || len(goName) == len(name) && strings.EqualFold(goName[:1], name[:1]) && goName[1:] == name[1:] {
		return name
	}
	return name + " (" + goName + ")"
}
