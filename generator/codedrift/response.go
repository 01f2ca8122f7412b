package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// response compares what a function returns with what its pages say.
func (c *comparison) response(s subject, f *gocode.Function, ops []*model.Operation) {
	s.way = travel.Received
	for _, g := range f.Results {
		if a := c.answer(g); a.t != nil {
			c.answers(s, f, ops, a)
			return
		}
	}
	for _, g := range f.Yields {
		if a := c.answer(g); a.t != nil {
			a.told = false // one after the other, however many
			c.answers(s, f, ops, a)
			return
		}
	}
	c.ignores(s, f, ops)
}

// answer is what a Go type says of what a function gets. It is told whether that
// is one value or many unless something hides it.
type answer struct {
	t          *model.Type
	many, told bool
}

// items are the names, in lower case, of the fields that pages of a list have their
// items in.
var items = map[string]bool{"value": true, "values": true, "items": true, "results": true, "data": true}

// answer reads the Go type of a result. A struct that stands for no type, and has a
// slice of what stands for one, is a page of a list.
func (c *comparison) answer(g gocode.Type) answer {
	if t := c.typeOf(g); t != nil {
		return answer{t, g.Collection, g.Collection || !g.Wrapped}
	}
	if g.Struct == nil || slices.ContainsFunc(g.Struct.Embedded, func(s *gocode.Struct) bool { return c.types[s] != nil }) {
		return answer{}
	}
	for _, f := range g.Struct.Fields {
		if t := c.typeOf(f.Type); t != nil && f.Type.Collection && items[strings.ToLower(f.Name)] {
			return answer{t, true, true}
		}
	}
	return answer{}
}

// answers compares what a function returns with the answers of the operations. It
// is right if one of them gives it, or if that can't be told.
func (c *comparison) answers(s subject, f *gocode.Function, ops []*model.Operation, a answer) {
	is := model.Ref{Type: a.t.Qualified(), Collection: a.told && a.many}
	said, detail, apart := "nothing", is.Type+" nothing", true
	for _, op := range ops {
		r := op.Result()
		switch {
		case r == nil && len(ops) == 1 && slices.ContainsFunc(op.Reasons, isAssumed):
			return
		case r == nil:
			continue
		case a.fits(r):
			return
		case r.Struct == nil:
			detail, apart = is.Type+" "+r.Ref.CSDL(), false // an object may be made of it
		case !a.t.IsRelated(r.Struct):
			detail, apart = is.Type+" "+r.Struct.Qualified(), true
		default:
			detail, apart = is.CSDL()+" "+r.Ref.CSDL(), a.many || !picks(f)
		}
		said = r.Ref.Words()
	}
	c.report(responseDiffers, s, apart, detail, "it answers with %s in the pages, %s in the code", said, is.Words())
}

// isAssumed reports whether the reason is that of a status that the page does not
// name: it says nothing of a body either, then.
func isAssumed(r model.Reason) bool { return r.Why.Name == "response-usual" }

// fits reports whether an answer is what the page says, or can't be told not to be:
// bytes may be JSON, and what no page describes may be anything.
func (a answer) fits(r *model.Response) bool {
	if r.Struct != nil {
		return a.t.IsRelated(r.Struct) && (!a.told || a.many == r.Collection)
	}
	return r.Type == edm.Stream || isText(r.Ref) && r.Enum == nil && r.Type != edm.String
}

// ignores finds a function that hands back an error alone where all pages have an
// answer, and takes nothing to put the answer into.
func (c *comparison) ignores(s subject, f *gocode.Function, ops []*model.Operation) {
	if len(f.Results) != 1 || f.Results[0].Text != "error" || f.On != nil && c.types[f.On] != nil {
		return
	}
	for _, op := range ops {
		r := op.Result()
		if r == nil || r.Type == edm.Stream || r.Type == edm.Untyped || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return c.takesOut(p, op) }) {
			return
		}
	}
	said := ops[0].Result().Ref
	c.report(responseDiffers, s, false, "error "+said.CSDL(), "it answers with %s in the pages, and %s hands back no more than an error", said.Words(), f.Name)
}

// takesOut reports whether a function may hand the answer back by a parameter: it
// calls it, or writes to where it points. What is sent is not written to, unless it
// is what comes back.
func (c *comparison) takesOut(p gocode.Param, op *model.Operation) bool {
	switch t := c.typeOf(p.Type); {
	case p.Func || p.Variadic:
		return true
	case t != nil:
		return p.Pointer && t.IsRelated(op.Result().Struct)
	case p.Struct != nil && op.Request != nil && sendsAny(p.Struct, op.Request):
		return false
	}
	return p.Pointer || p.Kind == gocode.Any && p.Text != "context.Context"
}
