package drift

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// role is what a parameter is to a request.
type role int

// The roles of parameters.
const (
	argument role = iota // of an action or function, which refuses those that it doesn't know
	option               // in the query, a header, or the body that creates something
	change               // one of the properties to change, of which none is required
)

// parameters compares two lists of parameters.
func (c *comparison) parameters(s subject, is, was []*model.Parameter, role role) {
	for _, p := range is {
		at := s
		at.is = located(p, s.is)
		q := parameter(was, p.Name)
		if q == nil {
			weighs := p.Required && role != change
			c.report(parameterGained, at, weighs, p.Name, "the parameter %s %s; it is %s", p.Name, c.words.gained, described(p.Ref))
			continue
		}
		at.was = located(q, s.was)
		if p.Name != q.Name {
			c.differ(parameterCase, at, true, "the name of a parameter", p.Name, q.Name)
		}
		what := at
		what.name += "?" + p.Name
		c.refer(parameterType, what, p.Ref, q.Ref)
		if p.Collection != q.Collection {
			c.differ(parameterType, what, true, "the parameter", described(p.Ref), described(q.Ref))
		}
		if p.Required != q.Required && role != change {
			c.differ(parameterRequired, what, p.Required, "the parameter", either(p.Required, "required", "optional"), either(q.Required, "required", "optional"))
		}
	}
	for _, q := range was {
		if parameter(is, q.Name) == nil {
			at := s
			at.was = located(q, s.was)
			weighs := role == argument
			if c.kind == Metadata {
				weighs = q.Required
			}
			c.report(parameterLost, at, weighs, q.Name, "the parameter %s %s; it %s %s", q.Name, c.words.lost, c.words.were, described(q.Ref))
		}
	}
}

// parameter returns the parameter of the name, spelled so or with other capitals.
func parameter(list []*model.Parameter, name string) *model.Parameter {
	return find(list, name, func(p *model.Parameter) string { return p.Name })
}

// located returns where a parameter stands, or the given position if its own is
// not known.
func located(p *model.Parameter, at source.Position) source.Position {
	if p.Position.File != "" {
		return p.Position
	}
	return at
}
