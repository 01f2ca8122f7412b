package explain

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
)

// function is the sender of a route, or of the principal one; nil where there is none.
func (x *Index) function(op *model.Operation, route *model.Route) *plan.Function {
	functions := x.names.Operation(op).Functions
	i := slices.Index(op.Routes, principal(op, route))
	if i < 0 || i >= len(functions) {
		return nil
	}
	return functions[i]
}

// bodyField is the field for a row of the request's table: of the body's own
// struct, or of the type that is sent.
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

// bothNames is the API's name with that in Go behind it, unless the two differ
// by no more than a capital at the start.
func bothNames(name, goName string) string {
	if goName == "" || len(goName) == len(name) && strings.EqualFold(goName[:1], name[:1]) && goName[1:] == name[1:] {
		return name
	}
	return name + " (" + goName + ")"
}
