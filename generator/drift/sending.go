package drift

import (
	"slices"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
)

// sending is a function that sends a struct as the body of its operations.
type sending struct {
	f   *gocode.Function
	ops []*model.Operation
}

// follow notes which structs functions send as they are, and which they get.
func (c *codeComparison) follow(functions []*gocode.Function) {
	c.sends, c.gets = map[*gocode.Struct][]sending{}, map[*gocode.Struct]bool{}
	for _, f := range functions {
		ops := c.lines[requestKey(f.Method, f.Path)]
		for _, p := range f.Params {
			if taken := taking(ops, c.typeOf(p.Type)); len(taken) > 0 {
				c.sends[p.Struct] = append(c.sends[p.Struct], sending{f, taken})
			}
		}
		for _, g := range f.Results {
			c.get(g.Struct)
		}
		for _, g := range f.Yields {
			c.get(g.Struct)
		}
	}
}

// get marks a struct and all that it holds.
func (c *codeComparison) get(s *gocode.Struct) {
	if s == nil || c.gets[s] {
		return
	}
	c.gets[s] = true
	for _, e := range s.Embedded {
		c.get(e)
	}
	for _, f := range s.Fields {
		c.get(f.Type.Struct)
	}
}

// taking returns the operations that take the type as their body.
func taking(ops []*model.Operation, t *model.Type) []*model.Operation {
	var list []*model.Operation
	for _, op := range ops {
		if t != nil && op.Request != nil && op.Request.Struct != nil && t.IsRelated(op.Request.Struct) {
			list = append(list, op)
		}
	}
	return list
}

// travels holds what becomes of a field when the struct is sent against what the pages
// say of the property. Generated code and JSON of a person's own making have other
// ways of leaving things out.
func (c *codeComparison) travels(s *gocode.Struct, subject string, f *gocode.Field, p *model.Property) {
	list := c.sends[s]
	if len(list) == 0 || s.Generated || s.OwnJSON {
		return
	}
	if p.ReadOnly && c.writes(s, subject, f, p) {
		return
	}
	if by := firstOf(list, func(op *model.Operation) bool { return isRequired(op, p) }); by != nil && f.Omits != "" && zero(f.Type) != "" {
		c.report(codePropertyRequired, true, sent, subject, by.Name, f.Position, p.Position, "the property is required in the pages, and %s leaves it out where it is %s: take %s away, or use a pointer", by.Name, zero(f.Type), f.Omits)
	}
	if p.Nullable != nil && !*p.Nullable && f.Type.Pointer && f.Omits == "" {
		by := list[0].f.Name
		c.report(codePropertyNullability, true, sent, subject, by, f.Position, p.Position, "the property is never null in the pages, and %s sends null where the pointer is nil: add omitempty", by)
	}
}

// writes finds a field for a read-only property in a struct of which nothing but
// sending is known, and reports whether it is one.
func (c *codeComparison) writes(s *gocode.Struct, subject string, f *gocode.Field, p *model.Property) bool {
	by := firstOf(c.sends[s], func(op *model.Operation) bool { return !op.Request.ReadOnlyToo })
	if by == nil || c.gets[s] {
		return false
	}
	c.report(codePropertyReadOnly, false, sent, subject, by.Name, f.Position, p.Position, "the property is read-only in the pages, and %s sends it: leave the field out", by.Name)
	return true
}

// firstOf returns the first function all of whose operations are so; nil for none.
func firstOf(list []sending, so func(*model.Operation) bool) *gocode.Function {
	for _, s := range list {
		if !slices.ContainsFunc(s.ops, not(so)) {
			return s.f
		}
	}
	return nil
}

// isRequired reports whether what creates something has to have the property.
func isRequired(op *model.Operation, p *model.Property) bool {
	if op.Method != "POST" && op.Method != "PUT" {
		return false
	}
	q := parameter(op.Request.Parameters, p.Name)
	return p.Required || q != nil && q.Required
}

// zero is the zero value of a type that has one, in words; empty for pointers,
// structs, and what can't be told.
func zero(g gocode.Type) string {
	switch {
	case g.Pointer || g.Wrapped:
		return ""
	case g.Collection:
		return "empty"
	}
	switch g.Kind {
	case gocode.String, gocode.Bytes:
		return "empty"
	case gocode.Boolean:
		return "false"
	case gocode.Integer, gocode.Float:
		return "0"
	}
	return ""
}
