package codedrift

import (
	"slices"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// request compares the arguments of a function with the request bodies on its
// pages.
func (c *comparison) request(s subject, f *gocode.Function, ops []*model.Operation) {
	s.way = travel.Sent
	for _, g := range f.Params {
		if c.typeOf(g.Type) != nil {
			c.sent(s, f, g, ops)
		} else if g.Struct != nil {
			c.action(s, g, ops)
		}
	}
}

// sent compares the type of an argument with the type of the body. If the
// function has fewer scalar arguments than its path has parameters, the argument
// may only provide a key, and is not compared.
func (c *comparison) sent(s subject, f *gocode.Function, g gocode.Param, ops []*model.Operation) {
	body, detail, fits := c.takes(g, ops)
	if fits || scalars(f) < placeholders(f.Path) {
		return
	}
	is := model.Ref{Type: c.typeOf(g.Type).Qualified(), Collection: g.Collection}
	c.report(requestDiffers, s, true, detail, "the operation takes %s in the pages, %s in the code", body, is.Words())
}

// takes describes the body that the operations take, and reports whether an
// argument may be that body. Detail identifies the difference.
func (c *comparison) takes(g gocode.Param, ops []*model.Operation) (body, detail string, fits bool) {
	t := c.typeOf(g.Type)
	is := model.Ref{Type: t.Qualified(), Collection: g.Collection}
	body, detail = "no body", is.Type+" nothing"
	for _, op := range ops {
		b := op.Request
		switch {
		case b == nil && g.Pointer && op.Result() != nil && t.IsRelated(op.Result().Struct):
			return "", "", true // the function stores the response there
		case b == nil:
		case c.mayBe(g, t, op):
			return "", "", true
		case isAction(b):
			body, detail = ofAction, is.Type+" "+ofAction
		case !t.IsRelated(b.Struct):
			body, detail = b.Ref.Words(), is.Type+" "+b.Struct.Qualified()
		default:
			body, detail = b.Ref.Words(), is.CSDL()+" "+b.Ref.CSDL()
		}
	}
	return body, detail, false
}

const ofAction = "the parameters of an action"

func isAction(b *model.Body) bool { return b.Type == "" && len(b.Parameters) > 0 }

// mayBe reports whether an argument of the type may be the body of the operation.
func (c *comparison) mayBe(g gocode.Param, t *model.Type, op *model.Operation) bool {
	switch b := op.Request; {
	case isAction(b):
		return wraps(op, t)
	case b.Struct == nil:
		return true
	case !t.IsRelated(b.Struct) && !c.belongs(t, op):
		return false
	default:
		return b.Collection == g.Collection || g.Wrapped && !g.Collection || g.Variadic
	}
}

// wraps reports whether a value may be a part of the body: a parameter of an
// action, or the target of a link.
func wraps(op *model.Operation, t *model.Type) bool {
	return op.Kind == model.Reference || slices.ContainsFunc(op.Request.Parameters, func(p *model.Parameter) bool { return t.IsRelated(p.Struct) })
}

// belongs reports whether the operation adds to a list that may have elements of
// the type. The page may show a request with another type.
func (c *comparison) belongs(t *model.Type, op *model.Operation) bool {
	if op.Method != "POST" {
		return false
	}
	for _, route := range op.Routes {
		for _, list := range c.lines[requestKey("GET", route.Path)] {
			if r := list.Result(); r != nil && r.Collection && t.DerivesFrom(r.Struct) {
				return true
			}
		}
	}
	return false
}

// action compares a struct with the parameters of an action. If several pages
// document the request line, the one with the fewest differences is used.
func (c *comparison) action(s subject, g gocode.Param, ops []*model.Operation) {
	before := c.changes
	var least []drift.Change
	var found *model.Operation
	for _, op := range ops {
		if op.Request == nil || op.Request.Type != "" || !sendsAny(g.Struct, op.Request) {
			continue
		}
		c.changes = nil
		c.parameters(s, g.Struct, op)
		if found == nil || len(c.changes) < len(least) {
			found, least = op, c.changes
		}
	}
	c.changes = append(before, least...)
	if found != nil && g.Collection && !g.Variadic {
		s.page = found.Position()
		c.report(requestDiffers, s, true, g.Text, "the operation takes one object with the parameters of an action in the pages, %s in the code", g.Text)
	}
}

// sendsAny reports whether a struct has a field for a parameter of the body. Such
// a struct is the body, and not another argument.
func sendsAny(s *gocode.Struct, b *model.Body) bool {
	return slices.ContainsFunc(s.Fields, func(f *gocode.Field) bool { return model.ParameterNamed(b.Parameters, f.Name) != nil })
}

// parameters compares the fields of a struct with the parameters of an action.
func (c *comparison) parameters(s subject, g *gocode.Struct, op *model.Operation) {
	has := map[*model.Parameter]bool{}
	for _, f := range g.Fields {
		p := model.ParameterNamed(op.Request.Parameters, f.Name)
		if p == nil {
			c.report(parameterUndocumented, s.parameter(f.Name).at(f.Position, op.Position()), true, "", "the action has no parameter %s", f.Name)
			continue
		}
		has[p] = true
		at := s.parameter(p.Name).at(f.Position, p.Position)
		if p.Name != f.Name {
			c.report(parameterCase, at, true, f.Name, "the name is %s in the pages, %s in the code", p.Name, f.Name)
		}
		c.fits(parameterType, parameterType, at, f.Type, p.Ref)
		c.nested(f.Type, p.Ref)
	}
	lost := c.shadowed(g, s.parameter)
	for _, p := range op.Request.Parameters {
		if !has[p] && !g.Partial && !slices.Contains(lost, p.Name) {
			c.report(parameterMissing, s.parameter(p.Name).at(g.Position, p.Position), p.Required, "", "%s has no field for the parameter, which is %s", structName(g), p.Ref.Words())
		}
	}
}
