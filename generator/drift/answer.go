package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
)

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
func (c *codeComparison) answer(g gocode.Type) answer {
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

// response holds what a function returns against what its pages say.
func (c *codeComparison) response(f *gocode.Function, name string, ops []*model.Operation) {
	for _, g := range f.Results {
		if a := c.answer(g); a.t != nil {
			c.answers(f, name, ops, a)
			return
		}
	}
	for _, g := range f.Yields {
		if a := c.answer(g); a.t != nil {
			a.told = false // one after the other, however many
			c.answers(f, name, ops, a)
			return
		}
	}
	c.ignores(f, name, ops)
}

// answers holds what a function returns against the answers of the operations. It
// is right if one of them gives it, or if that can't be told.
func (c *codeComparison) answers(f *gocode.Function, name string, ops []*model.Operation, a answer) {
	is := model.Ref{Type: a.t.Qualified(), Collection: a.told && a.many}
	said, detail, apart := "nothing", is.Type+" nothing", true
	for _, op := range ops {
		r := op.Result()
		switch {
		case r == nil && len(ops) == 1 && op.Responses == nil:
			return
		case r == nil:
			continue
		case a.fits(r):
			return
		case r.Struct == nil:
			detail, apart = is.Type+" "+described(r.Ref), false // an object may be made of it
		case !a.t.IsRelated(r.Struct):
			detail, apart = is.Type+" "+r.Struct.Qualified(), true
		default:
			detail, apart = described(is)+" "+described(r.Ref), a.many || !picks(f)
		}
		said = inWords(r.Ref)
	}
	c.report(codeResponse, apart, received, name, detail, f.Position, ops[0].Position(), "it answers with %s in the pages, %s in the code", said, inWords(is))
}

// fits reports whether an answer is what the page says, or can't be told not to be:
// bytes may be JSON, and what no page describes may be anything.
func (a answer) fits(r *model.Response) bool {
	if r.Struct == nil {
		return r.Type == bytesApart || r.Enum == nil && notations[r.Type] == "" && r.Type != "Edm.String"
	}
	return a.t.IsRelated(r.Struct) && (!a.told || a.many == r.Collection)
}

// picks reports whether a function has an argument of its own, besides those for
// its path, by which it may pick one of many. Options are no such thing: functions
// that list have them, too.
func picks(f *gocode.Function) bool {
	return scalars(f) > placeholders(f.Path) || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return p.Func })
}

// ignores finds a function that hands back an error alone where all pages have an
// answer, and takes nothing to put the answer into.
func (c *codeComparison) ignores(f *gocode.Function, name string, ops []*model.Operation) {
	if len(f.Results) != 1 || f.Results[0].Text != "error" || f.On != nil && c.types[f.On] != nil {
		return
	}
	for _, op := range ops {
		r := op.Result()
		if r == nil || r.Type == bytesApart || r.Type == untyped || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return c.takesOut(p, op) }) {
			return
		}
	}
	said := ops[0].Result().Ref
	c.report(codeResponse, false, received, name, "error "+described(said), f.Position, ops[0].Position(), "it answers with %s in the pages, and %s hands back no more than an error", inWords(said), f.Name)
}

// takesOut reports whether a function may hand the answer back by a parameter: it
// calls it, or writes to where it points. What is sent is not written to, unless it
// is what comes back.
func (c *codeComparison) takesOut(p gocode.Param, op *model.Operation) bool {
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
