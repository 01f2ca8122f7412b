package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// role is the role of a parameter in a request.
type role int

// The roles of parameters.
const (
	argument role = iota // a parameter of an action or function, which rejects unknown parameters
	option               // in the query, in a header, or in the body that creates an entity
	change               // a property to change, which is never required
)

// lists are the parameters of an operation, as one page of each side lists
// them.
type lists struct {
	is, was []*model.Parameter
	// isToo and wasToo report whether another page with the request line has a
	// parameter that this page does not list. The parameter is then not a
	// change.
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
			when := p.Required && role != change
			c.parameterGained(at, p, when)
			continue
		}
		at.was = cmp.Or(q.Position, s.was)
		if p.Name != q.Name {
			c.differ(parameterCase, at, true, "the name", p.Name, q.Name)
		}
		c.parameterType(at, p.Ref, q.Ref)
		if role != change {
			c.required(parameterRequired, at, "the parameter", p.Required, q.Required)
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

// parameterType compares the types of two parameters.
func (c *comparison) parameterType(s subject, p, q model.Ref) {
	if p.Collection != q.Collection && !isAny(p) && !isAny(q) {
		c.differ(parameterType, s, true, "the parameter", shown(p).CSDL(), shown(q).CSDL())
		return
	}
	c.compareType(parameterType, s, p, q)
}

func (c *comparison) parameterGained(s subject, p *model.Parameter, when bool) {
	gained := c.words.gained
	if c.kind == Revisions {
		gained += alsoRequired(when)
	}
	c.report(parameterGained, s, when, "", "the parameter %s; it is %s", gained, shown(p.Ref).CSDL())
}

// parameterLost reports a parameter that is not in the list. An option that the
// earlier page supported without naming it differs from one that the page
// named.
func (c *comparison) parameterLost(s subject, q *model.Parameter, is []*model.Parameter, role role) {
	when := role == argument
	switch named := func(p *model.Parameter) bool { return !p.General && strings.HasPrefix(p.Name, "$") }; {
	case c.kind != Revisions:
		when = q.Required
	case q.General && slices.ContainsFunc(is, named):
		c.note(parameterLost, s, "", "the page supported all options before; %s is not among the options listed now", q.Name)
		return
	}
	c.report(parameterLost, s, when, "", "the parameter %s; it %s %s", c.words.lost, c.words.were, shown(q.Ref).CSDL())
}
