// Package check compares the examples and tables of operations with the linked
// types, and the pages of operations with each other.
//
// An example is compared by the rules that decoding and encoding follow in a
// generated package. Where page and example contradict each other, the example gets a
// gap, the rule that says why, and a finding at its line.
package check

import (
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Page checks the operations of a page, which are settled. The types are those of the
// model.
func Page(n *note.Page, types []*model.Type) source.Findings {
	c := &checker{types: types, bodies: map[*model.ExampleRequest]*source.Rule{}}
	for _, op := range n.Operations {
		checkRows(op.Op.Request, &c.findings)
	}
	for _, op := range n.Operations {
		for _, e := range op.Examples {
			c.example(op.Op, e)
		}
	}
	return c.findings
}

// checker checks the examples of a page.
type checker struct {
	types    []*model.Type
	findings source.Findings
	bodies   map[*model.ExampleRequest]*source.Rule // the gaps of the bodies that are checked
}

// example checks an example of an operation.
func (c *checker) example(op *model.Operation, e *note.Example) {
	if e.Request.Elsewhere {
		if e.Response != nil {
			e.Response.Gap = e.Request.Gap
		}
		return
	}
	stray := strays(op, e, c.types)
	body := c.request(op, e, stray)
	standIn(op, e.Example)
	if e.Response == nil {
		return
	}
	found := checkResponse(op, e, c.types)
	c.report(found, stray)
	e.Response.Gap, e.Response.Unknown = found.gap, found.unknown
	if refused := body == ruleMarkerSent || e.Route == nil && e.StandIn == nil; found.gap == nil && refused {
		e.Response.Gap = e.Request.Gap // nothing is sent that it could answer
	}
}

// request checks the request of an example, once for all examples that share it. It
// returns the gap of its body.
func (c *checker) request(op *model.Operation, e *note.Example, stray bool) *source.Rule {
	gap, done := c.bodies[e.Request]
	if done {
		return gap
	}
	found := checkRequest(op, e, c.types)
	c.report(found, stray)
	c.bodies[e.Request] = found.gap
	if e.Request.Gap == nil {
		e.Request.Gap = found.gap
	}
	if found.readOnly {
		op.Request.ReadOnlyToo = true
	}
	return found.gap
}

// report reports what the comparison of an example found, unless it is that of
// something else than the operation.
func (c *checker) report(found verdict, stray bool) {
	if !stray {
		c.findings = append(c.findings, found.findings...)
	}
}
