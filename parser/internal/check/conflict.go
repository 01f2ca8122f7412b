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

// Conflicts reports request lines that two pages have and that these describe as
// two operations: what is sent, or what is answered, has nothing to do with each
// other. A page that is silent contradicts none, and neither does one whose request
// lines lead to resources of several kinds: its words are on what these have in
// common. The operations are settled, and in the order of their pages.
func Conflicts(ops []*model.Operation) source.Findings {
	var findings source.Findings
	known := map[string][]place{}
	for _, op := range ops {
		if isScattered(op) {
			continue
		}
		told := map[string]bool{op.Page: true}
		for _, route := range op.Routes {
			key := op.Method + " " + routeShape(route)
			for _, p := range known[key] {
				here, there := contradiction(op, p.op)
				if here == "" || told[p.op.Page] {
					continue
				}
				told[p.op.Page] = true
				findings.Add(route.Position, ruleConflict, "%s %s %s here, and %s in %s:%d", op.Method, route.Path, here, there, p.op.Page, p.route.Position.Line)
			}
			known[key] = append(known[key], place{op, route})
		}
	}
	return findings
}

// isScattered reports whether the request lines of an operation lead to resources of
// more than two names: two may be what a thing is called in two places.
func isScattered(op *model.Operation) bool {
	var names []string
	for _, r := range op.Routes {
		if name := lastName(r); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return len(names) > 2
}

// routeShape is what request lines have in common that only call their
// placeholders otherwise. Options that a line itself names are a part of it.
func routeShape(route *model.Route) string {
	shape := route.Shape()
	for _, p := range route.Query {
		shape += "?" + p.Name
	}
	return shape
}

// contradiction says what each of two operations has that the other can't have:
// the type of what is sent, or else of what is answered. Both are empty where
// they agree, or one says nothing.
func contradiction(a, b *model.Operation) (here, there string) {
	if a.Request != nil && b.Request != nil {
		if areApart(&a.Request.Ref, &b.Request.Ref) {
			return "sends " + a.Request.CSDL(), "sends " + b.Request.CSDL()
		}
		if p, q := disagreeing(a.Request, b.Request); p != nil {
			return "takes " + strconv.Quote(p.Name) + " as " + p.CSDL(), "as " + q.CSDL()
		}
	}
	if p, q := a.Result(), b.Result(); p != nil && q != nil && areApart(&p.Ref, &q.Ref) {
		return "answers with " + p.CSDL(), "answers with " + q.CSDL()
	}
	return "", ""
}

// disagreeing returns the first parameter that two actions have with types that are
// apart; nil where there is none.
func disagreeing(a, b *model.Body) (here, there *model.Parameter) {
	if a.Type != "" || b.Type != "" {
		return nil, nil
	}
	for _, p := range a.Parameters {
		if q := parameter(b.Parameters, p.Name); q != nil && areApart(&p.Ref, &q.Ref) {
			return p, q
		}
	}
	return nil, nil
}

// areApart reports whether a value can't be of both types.
func areApart(a, b *model.Ref) bool {
	switch {
	case a.Type == "" || b.Type == "" || a.IsUndescribed() || b.IsUndescribed():
		return false
	case a.Collection != b.Collection:
		return true
	case a.Struct != nil && b.Struct != nil:
		return !areKin(a.Struct, b.Struct)
	}
	return a.Type != b.Type
}

// areKin reports whether two types are, or derive from, one that is more than what
// all entity types derive from: a page on each of several kinds of a thing has the
// request line of the thing.
func areKin(a, b *model.Type) bool {
	base := a.CommonBase(b)
	return base != nil && (base.Name != "entity" || base == a || base == b)
}
