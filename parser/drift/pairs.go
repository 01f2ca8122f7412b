package drift

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// pairs are the operations of two revisions that correspond to each other. Was
// has the earlier counterpart of an operation, and is the later one. Several
// operations may have the same counterpart.
type pairs struct {
	is, was map[*model.Operation]*model.Operation
}

// pair returns the pairs of operations. Two operations correspond if they have
// a request line in common, on any page. Otherwise they correspond if page,
// method and kind are equal, or else if they have a path in common, or page and
// name, so that the method changed.
func (c *comparison) pair() *pairs {
	p := &pairs{map[*model.Operation]*model.Operation{}, map[*model.Operation]*model.Operation{}}
	isAlike, wasAlike := byIdentity(c.is.Model.Operations), byIdentity(c.was.Model.Operations)
	var added, removed []*model.Operation
	for _, op := range c.is.Model.Operations {
		if p.was[op] = counterpart(op, c.is.lines, c.was.lines, wasAlike); p.was[op] == nil {
			added = append(added, op)
		}
	}
	for _, old := range c.was.Model.Operations {
		if p.is[old] = counterpart(old, c.was.lines, c.is.lines, isAlike); p.is[old] == nil {
			removed = append(removed, old)
		}
	}
	p.join(added, removed, sharesPath)
	p.join(added, removed, isSamePage)
	return p
}

// join pairs operations without a counterpart for which the condition holds.
func (p *pairs) join(added, removed []*model.Operation, alike func(op, old *model.Operation) bool) {
	for _, op := range added {
		for _, old := range removed {
			if p.is[old] == nil && p.was[op] == nil && alike(op, old) {
				p.was[op], p.is[old] = old, op
			}
		}
	}
}

// isSamePage reports whether a page with the same title documents both operations,
// under the same name or with the same last segment.
func isSamePage(op, old *model.Operation) bool {
	return op.Page == old.Page && op.Title == old.Title && (op.Name == old.Name || lastSegment(op) == lastSegment(old))
}

// lastSegment returns the shape of the last segment of an operation's first path.
func lastSegment(op *model.Operation) string {
	if len(op.Routes) == 0 || len(op.Routes[0].Segments) == 0 {
		return ""
	}
	segments := op.Routes[0].Segments
	return segments[len(segments)-1].Shape()
}

// counterpart returns the operation of the other side that corresponds to op,
// or nil.
func counterpart(op *model.Operation, own, others *requestLines, alike map[[3]string]*model.Operation) *model.Operation {
	if found := others.counterpart(op.Page, own.of[op]); found != nil {
		return found
	}
	return alike[identity(op)]
}

// sharesPath reports whether two operations have a path in common.
func sharesPath(op, old *model.Operation) bool {
	return slices.ContainsFunc(op.Routes, func(r *model.Route) bool {
		return slices.ContainsFunc(old.Routes, func(q *model.Route) bool { return r.Shape() == q.Shape() })
	})
}

// renamed reports names that stand for another request line now, while the line
// that they stood for still exists. A caller of a generated function with the
// name sends another request without an error of the compiler. A line that
// several pages document may have the name of any of them, so it is left out.
func (c *comparison) renamed() {
	before := c.was.named()
	for _, op := range c.is.Model.Operations {
		for _, l := range c.is.lines.of[op] {
			old, ok := before[l.route.Name]
			if !ok || old.key == l.key || len(c.is.lines.byKey[l.key]) > 1 || len(c.is.lines.byKey[old.key]) == 0 {
				continue
			}
			s := subject{name: c.lineName(l), is: l.route.Position, was: old.route.Position}
			c.report(operationName, s, true, l.route.Name, "the name %s stands for this request line now, and for %s before", l.route.Name, c.lineName(old))
		}
	}
}

// named returns the request lines that one page documents, by their names.
func (s *side) named() map[string]line {
	names := map[string]line{}
	for _, op := range s.Model.Operations {
		for _, l := range s.lines.of[op] {
			if len(s.lines.byKey[l.key]) == 1 {
				names[l.route.Name] = l
			}
		}
	}
	return names
}
