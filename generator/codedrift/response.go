package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// response compares the results of a function with the responses on its pages.
func (c *comparison) response(s subject, f *gocode.Function, ops []*model.Operation) {
	s.way = travel.Received
	for _, g := range f.Results {
		if a := c.resultOf(g); a.t != nil {
			c.compareResult(s, f, ops, a)
			return
		}
	}
	for _, g := range f.Yields {
		if a := c.resultOf(g); a.t != nil {
			a.counted = false // any number of values, one by one
			c.compareResult(s, f, ops, a)
			return
		}
	}
	c.ignored(s, f, ops)
}

// result is the response as the Go type of a result describes it. Many reports
// whether it is a collection. Counted reports whether Many is known.
type result struct {
	t             *model.Type
	many, counted bool
}

// items are the names of fields, in lower case, that hold the elements of a page
// of a list.
var items = map[string]bool{"value": true, "values": true, "items": true, "results": true, "data": true}

// resultOf reads the Go type of a result. A struct that represents no type is a
// page of a list if it has a slice of structs that represent one.
func (c *comparison) resultOf(g gocode.Type) result {
	if t := c.typeOf(g); t != nil {
		return result{t, g.Collection, g.Collection || !g.Wrapped}
	}
	if g.Struct == nil || slices.ContainsFunc(g.Struct.Embedded, func(s *gocode.Struct) bool { return c.types[s] != nil }) {
		return result{}
	}
	for _, f := range g.Struct.Fields {
		if t := c.typeOf(f.Type); t != nil && f.Type.Collection && items[strings.ToLower(f.Name)] {
			return result{t, true, true}
		}
	}
	return result{}
}

// compareResult compares the result of a function with the responses of the
// operations. It is enough if one of them may be the result.
func (c *comparison) compareResult(s subject, f *gocode.Function, ops []*model.Operation, a result) {
	is := model.Ref{Type: a.t.Qualified(), Collection: a.counted && a.many}
	response, detail, when := "without a body", is.Type+" nothing", true
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
			detail, when = is.Type+" "+r.Ref.CSDL(), false // the function may make an object of it
		case !a.t.IsRelated(r.Struct):
			detail, when = is.Type+" "+r.Struct.Qualified(), true
		default:
			detail, when = is.CSDL()+" "+r.Ref.CSDL(), a.many || !selects(f)
		}
		response = r.Ref.Words()
	}
	c.report(responseDiffers, s, when, detail, "the response is %s in the pages, %s in the code", response, is.Words())
}

// isAssumed reports whether the reason is for a status that the page does not
// state. Such a page does not describe the response body, either.
func isAssumed(r model.Reason) bool { return r.Why.Name == "response-usual" }

// fits reports whether the result may be the response. Bytes may be JSON, and a
// type that no page describes may be any type.
func (a result) fits(r *model.Response) bool {
	if r.Struct != nil {
		return a.t.IsRelated(r.Struct) && (!a.counted || a.many == r.Collection)
	}
	return r.Type == edm.Stream || isText(r.Ref) && r.Enum == nil && r.Type != edm.String
}

// ignored reports a function that returns only an error although all its pages
// have a response body, unless an argument may receive the response.
func (c *comparison) ignored(s subject, f *gocode.Function, ops []*model.Operation) {
	if len(f.Results) != 1 || f.Results[0].Text != "error" || f.On != nil && c.types[f.On] != nil {
		return
	}
	for _, op := range ops {
		r := op.Result()
		if r == nil || r.Type == edm.Stream || r.Type == edm.Untyped || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return c.takesOut(p, op) }) {
			return
		}
	}
	response := ops[0].Result().Ref
	c.report(responseDiffers, s, false, "error "+response.CSDL(), "the response is %s in the pages, but %s returns only an error", response.Words(), f.Name)
}

// takesOut reports whether a function may pass the response to an argument: it
// calls the argument, or stores through a pointer. A struct that is sent does not
// receive the response, unless it has the type of the response.
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
