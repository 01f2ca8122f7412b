package choice

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// reach marks the included types: those that match a pattern, those of the
// operations, and those of the properties of included types, without the
// excluded ones. Subtypes are not needed to read or write a base type. They are
// included if an example of a request sends them.
func (c *Chosen) reach(m *model.Model, include []*matcher, used map[any]bool) {
	var queue []*model.Type
	add := func(r *model.Ref, why Reason) {
		if r.Enum != nil && !c.out[r.Enum] && c.enums[r.Enum] == (Reason{}) {
			c.enums[r.Enum] = why
		}
		if r.Struct != nil && !c.out[r.Struct] && c.types[r.Struct] == (Reason{}) {
			c.types[r.Struct] = why
			queue = append(queue, r.Struct)
		}
	}
	named := func(r *model.Ref, name string, used bool) {
		if anyOf(include, func(x *matcher) bool { return x.typ(name) }) {
			add(r, Reason{Pattern: name})
		}
		if used {
			add(r, Reason{Used: true})
		}
	}
	for _, t := range m.Types {
		named(&model.Ref{Struct: t}, t.Qualified(), used[t])
	}
	for _, e := range m.Enums {
		named(&model.Ref{Enum: e}, e.Qualified(), used[e])
	}
	c.reachOperations(add)
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		if entries := t.EntriesOf(); entries != nil {
			add(entries, Reason{Type: t, As: "an entry"})
		}
		for _, q := range t.AllProperties() {
			if c.Follows(q) {
				add(&q.Ref, Reason{Type: t, As: q.Name})
			}
		}
	}
}

// reachOperations adds the types on the pages of the chosen operations, and
// those of the functions for their request lines.
func (c *Chosen) reachOperations(add func(*model.Ref, Reason)) {
	for _, op := range c.Operations {
		params := func(list []*model.Parameter) {
			for _, q := range list {
				add(&q.Ref, Reason{Operation: op, As: "parameter " + q.Name})
			}
		}
		body := func(b *model.Body) {
			if b != nil {
				add(&b.Ref, Reason{Operation: op, As: "request"})
				params(b.Parameters)
			}
		}
		for _, r := range op.Routes {
			l := c.Lines.Of(r)
			principal := l.Principal()
			params(principal.Operation.PathParameters)
			params(principal.Route.Query)
			body(l.Request)
			if l.Result != nil {
				add(&l.Result.Ref, Reason{Operation: op, As: "response"})
			} else if l.Monitor.Type != nil && l.GivesMonitor() {
				add(&model.Ref{Struct: l.Monitor.Type}, Reason{Operation: op, As: "monitor"})
			}
			for _, shared := range c.Lines.Owned(principal.Operation) { // one struct has the options of all lines
				params(shared.Options)
			}
		}
		params(op.PathParameters)
		body(op.Request)
		for _, t := range namedBy(op, c.Lines) {
			add(&model.Ref{Struct: t}, Reason{Operation: op, As: "request"})
		}
		for _, r := range op.Responses {
			add(&r.Ref, Reason{Operation: op, As: "response"})
		}
	}
}

// Pages returns the sorted paths of the pages that the package depends on:
// those of the operations, of other operations with the same request lines, of
// the included types and enums, and one page that shows each followed
// relationship.
func (c *Chosen) Pages(m *model.Model) []string {
	var pages []string
	for _, op := range c.Operations {
		pages = append(pages, op.Page)
		for _, r := range op.Routes {
			l := c.Lines.Of(r)
			pages = append(pages, l.Pages()...)
			if l.Monitor.Page != "" {
				pages = append(pages, l.Monitor.Page)
			}
		}
	}
	for _, t := range m.Types {
		if c.HasType(t) {
			pages = append(pages, t.Pages...)
			for _, q := range t.AllProperties() {
				if page := c.shown[q]; page != "" {
					pages = append(pages, page)
				}
			}
		}
	}
	for _, e := range m.Enums {
		if c.HasEnum(e) {
			pages = append(pages, e.Page)
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// Why returns the steps from a chosen part to the type or enum: "GET /users →
// response → user.manager → directoryObject". It is empty if everything is
// included.
func (c *Chosen) Why(t *model.Type, e *model.Enum) string {
	if c.all {
		return ""
	}
	var steps []string
	why, name := c.enums[e], ""
	if t != nil {
		why, name = c.types[t], t.Name
	} else if e != nil {
		name = e.Name
	}
	steps = append(steps, name)
	for range len(c.types) + 1 {
		switch {
		case why.Type != nil:
			steps = append(steps, why.Type.Name+"."+why.As)
			why = c.types[why.Type]
			continue
		case why.Operation != nil:
			op := why.Operation
			steps = append(steps, why.As, op.Method+" "+op.Paths[0])
		case why.Pattern != "":
			steps = append(steps, "chosen by name")
		case why.Used:
			steps = append(steps, "used by code")
		default:
			return ""
		}
		break
	}
	slices.Reverse(steps)
	return strings.Join(steps, " → ")
}
