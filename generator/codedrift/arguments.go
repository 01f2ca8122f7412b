package codedrift

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// arguments finds a function that has fewer arguments than its path has parameters.
// Nothing is said of one that may have them from elsewhere.
func (c *comparison) arguments(s subject, f *gocode.Function) {
	has, wants := scalars(f), placeholders(f.Path)
	if has >= wants || c.hasMore(f) || slices.ContainsFunc(f.Params, carriesAny) {
		return
	}
	s.way = travel.Sent
	c.report(argumentMissing, s, true, f.Name, "the path has %s, and %s has %s to give: add what is missing",
		counted(wants, "parameter"), f.Name, counted(has, "argument"))
}

// body finds a function that has nothing to make the body from which all its pages
// ask for. Nothing is said of one that may have it from elsewhere.
func (c *comparison) body(s subject, f *gocode.Function, ops []*model.Operation) {
	if !all(ops, needsBody) || c.hasMore(f) || picks(f) || slices.ContainsFunc(f.Params, maySend) {
		return
	}
	body := ofAction
	if r := ops[0].Request.Ref; r.Type != "" {
		body = r.Words()
	}
	s.way = travel.Sent
	c.report(argumentMissing, s, true, f.Name+" body", "it takes %s in the pages, and %s has nothing to send: add what is missing", body, f.Name)
}

// hasMore reports whether the receiver of a function may have what its arguments
// lack.
func (c *comparison) hasMore(f *gocode.Function) bool {
	return f.On != nil && c.types[f.On] != nil || f.Holds && !c.namesAll[f.Receiver]
}

// needsBody reports whether the operation makes no sense without a body. An action all
// of whose parameters are optional does.
func needsBody(op *model.Operation) bool {
	b := op.Request
	return b != nil && (b.Type != "" || slices.ContainsFunc(b.Parameters, func(p *model.Parameter) bool { return p.Required }))
}

func counted(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun
	case 1:
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
