package codedrift

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// arguments reports a function with fewer arguments than its path has
// parameters, unless the values may come from elsewhere.
func (c *comparison) arguments(s subject, f *gocode.Function) {
	has, wants := scalars(f), placeholders(f.Path)
	if has >= wants || c.hasMore(f) || slices.ContainsFunc(f.Params, carriesAny) {
		return
	}
	s.way = travel.Sent
	c.report(argumentMissing, s, true, f.Name, "the path has %s, but %s has %s: add the missing arguments",
		counted(wants, "parameter"), f.Name, counted(has, "argument"))
}

// body reports a function without an argument for the body if all its pages
// require one, unless the body may come from elsewhere.
func (c *comparison) body(s subject, f *gocode.Function, ops []*model.Operation) {
	if !all(ops, needsBody) || c.hasMore(f) || selects(f) || slices.ContainsFunc(f.Params, maySend) {
		return
	}
	body := ofAction
	if r := ops[0].Request.Ref; r.Type != "" {
		body = r.Words()
	}
	s.way = travel.Sent
	c.report(argumentMissing, s, true, f.Name+" body", "the operation takes %s in the pages, but %s has no argument for a body: add one", body, f.Name)
}

// hasMore reports whether the receiver of a function may have the values that
// its arguments lack.
func (c *comparison) hasMore(f *gocode.Function) bool {
	return f.On != nil && c.types[f.On] != nil || f.Holds && !c.namesAll[f.Receiver]
}

// needsBody reports whether the operation requires a body. An action does not
// if all its parameters are optional.
func needsBody(op *model.Operation) bool {
	b := op.Request
	return b != nil && (b.Type != "" || slices.ContainsFunc(b.Parameters, func(p *model.Parameter) bool { return p.Required }))
}

func counted(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
