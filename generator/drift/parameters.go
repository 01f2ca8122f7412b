package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// role is what a parameter is to a request.
type role int

// The roles of parameters.
const (
	argument role = iota // of an action or function, which refuses those that it doesn't know
	option               // in the query, a header, or the body that creates something
	change               // one of the properties to change, of which none is required
)

// lists are the parameters of an operation by one page of either side.
type lists struct {
	is, was []*model.Parameter
	// isToo and wasToo report whether another page on the same request line has a
	// parameter that this page has not: it is no change then.
	isToo, wasToo func(name string) bool
}

// lists returns the parameters of two operations.
func (c *comparison) lists(op, old *model.Operation, of func(*model.Operation) []*model.Parameter) lists {
	return lists{is: of(op), was: of(old), isToo: c.is.lines.mentions(c.was.lines.of[old], of), wasToo: c.was.lines.mentions(c.is.lines.of[op], of)}
}

func headers(op *model.Operation) []*model.Parameter { return op.Headers }

func bodyParameters(op *model.Operation) []*model.Parameter { return body(op).Parameters }

// queries returns the query parameters. One that only some request lines name is
// not required: callers have the others.
func queries(op *model.Operation) []*model.Parameter {
	if len(op.Routes) < 2 {
		return op.QueryParameters
	}
	list := slices.Clone(op.QueryParameters)
	for i, p := range list {
		if p.Required && slices.ContainsFunc(op.Routes, func(r *model.Route) bool { return parameter(r.Query, p.Name) == nil }) {
			optional := *p
			optional.Required = false
			list[i] = &optional
		}
	}
	return list
}

// arguments returns what an operation gives to functions in its paths. One that
// can be left out of a call, as another request line shows, is optional.
func arguments(op *model.Operation) []*model.Parameter {
	var list []*model.Parameter
	for _, p := range op.PathParameters {
		with, without := callsWith(op, p)
		if len(with) == 0 {
			continue
		}
		if slices.ContainsFunc(with, func(call string) bool { return slices.Contains(without, call) }) {
			optional := *p
			optional.Required = false
			p = &optional
		}
		list = append(list, p)
	}
	return list
}

// callsWith returns the paths, without what stands in parentheses, of those
// request lines that have the argument, and of those that don't.
func callsWith(op *model.Operation, p *model.Parameter) (with, without []string) {
	for _, route := range op.Routes {
		if slices.ContainsFunc(route.Segments, func(s model.Segment) bool { return isArgument(s, p) }) {
			with = append(with, callee(route))
		} else {
			without = append(without, callee(route))
		}
	}
	return with, without
}

func callee(route *model.Route) string {
	segments := strings.Split(route.Shape(), "/")
	for i, s := range segments {
		segments[i], _, _ = strings.Cut(s, "(")
	}
	return strings.Join(segments, "/")
}

// isArgument reports whether the parameter stands in the parentheses of the
// segment. A key that is named without them is no argument.
func isArgument(s model.Segment, p *model.Parameter) bool {
	return len(s) > 1 && strings.Contains(s[0].Text, "(") && slices.ContainsFunc(s[1:], func(part model.Part) bool { return part.Param == p })
}

// parameters compares two lists of parameters.
func (c *comparison) parameters(s subject, l lists, role role) {
	for _, p := range l.is {
		at := s.parameter(p.Name)
		at.is = standing(p.Position, s.is)
		q := parameter(l.was, p.Name)
		if q == nil && l.wasToo != nil && l.wasToo(p.Name) {
			continue
		}
		if q == nil {
			weighs := p.Required && role != change
			c.parameterGained(at, p, weighs)
			continue
		}
		at.was = standing(q.Position, s.was)
		if p.Name != q.Name {
			c.differ(parameterCase, at, true, "the name", p.Name, q.Name)
		}
		if p.Collection != q.Collection {
			c.differ(parameterType, at, true, "the parameter", described(p.Ref), described(q.Ref))
		} else {
			c.refer(parameterType, at, p.Ref, q.Ref)
		}
		if p.Required != q.Required && role != change {
			c.states(parameterRequired, at, "the parameter", p.Required, "required", "optional")
		}
	}
	for _, q := range l.was {
		if parameter(l.is, q.Name) == nil && (l.isToo == nil || !l.isToo(q.Name)) {
			at := s.parameter(q.Name)
			at.was = standing(q.Position, s.was)
			c.parameterLost(at, q, l.is, role)
		}
	}
}

func (c *comparison) parameterGained(s subject, p *model.Parameter, weighs bool) {
	gained := c.words.gained
	if c.kind == Revisions {
		gained += alsoRequired(weighs)
	}
	c.report(parameterGained, s, weighs, "", "the parameter %s; it is %s", gained, described(p.Ref))
}

// parameterLost reports a parameter that is not among the given. Options that a page
// supports as a whole, and never named, are told from those that it named.
func (c *comparison) parameterLost(s subject, q *model.Parameter, is []*model.Parameter, role role) {
	weighs := role == argument
	switch named := func(p *model.Parameter) bool { return !p.General && strings.HasPrefix(p.Name, "$") }; {
	case c.kind == Metadata:
		weighs = q.Required
	case q.General && slices.ContainsFunc(is, named):
		c.note(parameterLost, s, "", "any option was documented before; %s is not among those named now", q.Name)
		return
	}
	c.report(parameterLost, s, weighs, "", "the parameter %s; it %s %s", c.words.lost, c.words.were, described(q.Ref))
}

// parameter is a parameter of what the subject is.
func (s subject) parameter(name string) subject {
	s.name += "?" + name
	return s
}

// parameter returns the parameter of the name, spelled so or with other capitals.
func parameter(list []*model.Parameter, name string) *model.Parameter {
	return find(list, name, func(p *model.Parameter) string { return p.Name })
}
