// Package check compares the examples and tables of operations with the linked
// types, and the pages of operations with each other.
//
// Examples are compared by the rules of decoding and encoding in a generated
// package. An example that contradicts its page gets a finding, and the rule of
// the finding as its known mismatch.
package check

import (
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Types are the types of a model.
type Types struct {
	list []*model.Type
	// properties has the properties that the types declare, by name.
	properties map[string][]property
}

// property is a property of the type that declares it.
type property struct {
	*model.Property
	owner *model.Type
}

// NewTypes returns the types of a model. If a type declares several properties
// with one name, the first one counts.
func NewTypes(list []*model.Type) *Types {
	types := &Types{list, map[string][]property{}}
	for _, t := range list {
		for _, p := range t.Properties {
			if named := types.properties[p.Name]; len(named) == 0 || named[len(named)-1].owner != t {
				types.properties[p.Name] = append(named, property{p, t})
			}
		}
	}
	return types
}

// Page checks the operations of a page after they are settled.
func Page(n *note.Page, types *Types) source.Findings {
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
	types    *Types
	findings source.Findings
	bodies   map[*model.ExampleRequest]*source.Rule // the known mismatches of the bodies checked so far, nil for a body without
}

// example checks an example of an operation.
func (c *checker) example(op *model.Operation, e *note.Example) {
	if e.Request.Elsewhere {
		if e.Response != nil {
			e.Response.Gap = e.Request.Gap
		}
		return
	}
	unrelated := isUnrelated(op, e, c.types)
	body := c.request(op, e, unrelated)
	standIn(op, e.Example)
	if e.Response == nil {
		return
	}
	found := checkResponse(op, e, c.types)
	c.report(found, unrelated || e.Answered.Ignored)
	e.Response.Gap, e.Response.Unknown = found.mismatch, found.unknown
	if refused := isRefused(body) || e.Route == nil && e.StandIn == nil; found.mismatch == nil && refused {
		e.Response.Gap = e.Request.Gap // no request is sent that the response could answer
	}
}

// request checks the request of an example, once for all examples that share
// it. It returns the rule of the body's known mismatch, or nil.
func (c *checker) request(op *model.Operation, e *note.Example, unrelated bool) *source.Rule {
	rule, done := c.bodies[e.Request]
	if done {
		return rule
	}
	found := checkRequest(op, e, c.types)
	c.report(found, unrelated || e.Sent.Ignored)
	c.bodies[e.Request] = found.mismatch
	if e.Request.Gap == nil {
		e.Request.Gap = found.mismatch
	}
	if found.readOnly {
		op.Request.ReadOnlyToo = true
	}
	return found.mismatch
}

// report adds the findings of an example, unless its request is unrelated to
// the operation.
func (c *checker) report(found verdict, unrelated bool) {
	if !unrelated {
		c.findings = append(c.findings, found.findings...)
	}
}
