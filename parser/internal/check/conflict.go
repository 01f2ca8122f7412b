package check

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// place is a request line of an operation.
type place struct {
	op    *model.Operation
	route *model.Route
}

// Conflicts reports request lines that two pages describe as different
// operations, because the request or response types are unrelated. A page
// without types contradicts no other page. Neither does a page whose request
// lines lead to several kinds of resources, since it describes only what those
// have in common. The operations must be settled and in the order of their
// pages.
func Conflicts(ops []*model.Operation) source.Findings {
	var findings source.Findings
	known := map[string][]place{}
	for _, op := range ops {
		if isScattered(op) {
			continue
		}
		reported := map[string]bool{op.Page: true}
		for _, route := range op.Routes {
			key := op.Method + " " + routeShape(route)
			for _, p := range known[key] {
				here, there := contradiction(op, p.op)
				if here == "" || reported[p.op.Page] {
					continue
				}
				reported[p.op.Page] = true
				findings.Add(route.Position, ruleConflict, "%s %s %s here, but %s in %s:%d", op.Method, route.Path, here, there, p.op.Page, p.route.Position.Line)
			}
			known[key] = append(known[key], place{op, route})
		}
	}
	return findings
}

// isScattered reports whether the request lines of an operation lead to
// resources with more than two names. One kind of resource may have two names,
// in different places.
func isScattered(op *model.Operation) bool {
	var names []string
	for _, r := range op.Routes {
		if name := lastName(r); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return len(names) > 2
}

// routeShape returns a key that is equal for request lines that differ only in
// the names of placeholders. It includes the query options of the line.
func routeShape(route *model.Route) string {
	shape := route.Shape()
	for _, p := range route.Query {
		shape += "?" + p.Name
	}
	return shape
}

// contradiction describes how two operations contradict each other: by the type
// of the request, or else by that of the response. Both results are empty if
// the operations agree or one of them has no type.
func contradiction(a, b *model.Operation) (here, there string) {
	if a.Request != nil && b.Request != nil {
		if areIncompatible(&a.Request.Ref, &b.Request.Ref) {
			return "sends " + a.Request.CSDL(), "sends " + b.Request.CSDL()
		}
		if p, q := incompatibleParameter(a.Request, b.Request); p != nil {
			return "takes " + strconv.Quote(p.Name) + " as " + p.CSDL(), "as " + q.CSDL()
		}
	}
	if p, q := a.Result(), b.Result(); p != nil && q != nil && areIncompatible(&p.Ref, &q.Ref) {
		return "returns " + p.CSDL(), "returns " + q.CSDL()
	}
	return "", ""
}

// incompatibleParameter returns the first parameter that two actions share with
// incompatible types, or nil.
func incompatibleParameter(a, b *model.Body) (here, there *model.Parameter) {
	if a.Type != "" || b.Type != "" {
		return nil, nil
	}
	for _, p := range a.Parameters {
		if q := parameter(b.Parameters, p.Name); q != nil && areIncompatible(&p.Ref, &q.Ref) {
			return p, q
		}
	}
	return nil, nil
}

// areIncompatible reports whether no value can be of both types.
func areIncompatible(a, b *model.Ref) bool {
	switch {
	case a.Type == "" || b.Type == "" || a.IsUndescribed() || b.IsUndescribed():
		return false
	case a.Collection != b.Collection:
		return true
	case a.Struct != nil && b.Struct != nil:
		return !areRelated(a.Struct, b.Struct)
	}
	return a.Type != b.Type
}

// areRelated reports whether two types have a common base type other than
// "entity", the base of all entity types. Pages for several subtypes often
// share the request line of the base type.
func areRelated(a, b *model.Type) bool {
	base := a.CommonBase(b)
	return base != nil && (base.Name != "entity" || base == a || base == b)
}
