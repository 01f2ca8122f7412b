package choice

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// reach marks the types that are needed: those that a pattern names, those that
// operations name, and those that the properties of such a type name, but for
// those that are left out. Derived types are not needed to read or write any of
// them.
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
	for _, t := range m.Types {
		if anyOf(include, func(x *matcher) bool { return x.typ(t.Qualified()) }) {
			add(&model.Ref{Struct: t}, Reason{Pattern: t.Qualified()})
		}
		if used[t] {
			add(&model.Ref{Struct: t}, Reason{Used: true})
		}
	}
	for _, e := range m.Enums {
		if anyOf(include, func(x *matcher) bool { return x.typ(e.Qualified()) }) {
			add(&model.Ref{Enum: e}, Reason{Pattern: e.Qualified()})
		}
		if used[e] {
			add(&model.Ref{Enum: e}, Reason{Used: true})
		}
	}
	for _, op := range c.Operations {
		params := func(list []*model.Parameter) {
			for _, q := range list {
				add(&q.Ref, Reason{Operation: op, As: "parameter " + q.Name})
			}
		}
		params(op.PathParameters)
		params(op.QueryParameters)
		for _, r := range op.Routes {
			params(r.Query)
		}
		if op.Request != nil {
			add(&op.Request.Ref, Reason{Operation: op, As: "request"})
			params(op.Request.Parameters)
		}
		for _, r := range op.Responses {
			add(&r.Ref, Reason{Operation: op, As: "response"})
		}
	}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		for _, q := range t.AllProperties() {
			add(&q.Ref, Reason{Type: t, As: q.Name})
		}
	}
}

// Pages returns the paths of the pages that what is chosen stands on, sorted:
// those of the operations, and those of the types and enums that they reach.
func (c *Chosen) Pages(m *model.Model) []string {
	var pages []string
	for _, op := range c.Operations {
		pages = append(pages, op.Page)
	}
	for _, t := range m.Types {
		if c.HasType(t) {
			pages = append(pages, t.Pages...)
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

// Why returns the way by which a type or enum came in, from what was chosen to
// itself: "GET /users → response → user.manager → directoryObject".
// It is empty for what is in because everything is.
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
