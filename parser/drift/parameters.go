package drift

import (
	"cmp"
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

// parameters compares two lists of parameters.
func (c *comparison) parameters(s subject, l lists, role role) {
	for _, p := range l.is {
		at := s.parameter(p.Name)
		at.is = cmp.Or(p.Position, s.is)
		q := model.ParameterNamed(l.was, p.Name)
		if q == nil && l.wasToo != nil && l.wasToo(p.Name) {
			continue
		}
		if q == nil {
			weighs := p.Required && role != change
			c.parameterGained(at, p, weighs)
			continue
		}
		at.was = cmp.Or(q.Position, s.was)
		if p.Name != q.Name {
			c.differ(parameterCase, at, true, "the name", p.Name, q.Name)
		}
		if p.Collection != q.Collection {
			c.differ(parameterType, at, true, "the parameter", p.Ref.CSDL(), q.Ref.CSDL())
		} else {
			c.refer(parameterType, at, p.Ref, q.Ref)
		}
		if p.Required != q.Required && role != change {
			c.states(parameterRequired, at, "the parameter", p.Required, "required", "optional")
		}
	}
	for _, q := range l.was {
		if model.ParameterNamed(l.is, q.Name) == nil && (l.isToo == nil || !l.isToo(q.Name)) {
			at := s.parameter(q.Name)
			at.was = cmp.Or(q.Position, s.was)
			c.parameterLost(at, q, l.is, role)
		}
	}
}

func (c *comparison) parameterGained(s subject, p *model.Parameter, weighs bool) {
	gained := c.words.gained
	if c.kind == Revisions {
		gained += alsoRequired(weighs)
	}
	c.report(parameterGained, s, weighs, "", "the parameter %s; it is %s", gained, p.Ref.CSDL())
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
	c.report(parameterLost, s, weighs, "", "the parameter %s; it %s %s", c.words.lost, c.words.were, q.Ref.CSDL())
}
