package codedrift

import (
	"slices"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// travels compares what becomes of a field when the struct is sent with what the pages
// say of the property. Generated code and JSON of a person's own making have other
// ways of leaving things out.
func (c *comparison) travels(at subject, s *gocode.Struct, f *gocode.Field, p *model.Property) {
	list := c.sends[s]
	if len(list) == 0 || s.Generated || s.OwnJSON {
		return
	}
	at.way = travel.Sent
	if p.ReadOnly && c.writes(at, s) {
		return
	}
	if by := firstOf(list, func(op *model.Operation) bool { return isRequired(op, p) }); by != nil && f.Omits != "" && zero(f.Type) != "" {
		c.report(propertyRequired, at, true, by.Name, "the property is required in the pages, and %s leaves it out where it is %s: take %s away, or use a pointer", by.Name, zero(f.Type), f.Omits)
	}
	if p.Nullable != nil && !*p.Nullable && f.Type.Pointer && f.Omits == "" {
		by := list[0].f.Name
		c.report(propertyNullability, at, true, by, "the property is never null in the pages, and %s sends null where the pointer is nil: add omitempty", by)
	}
}

// writes finds a field for a read-only property in a struct of which nothing but
// sending is known, and reports whether it is one.
func (c *comparison) writes(at subject, s *gocode.Struct) bool {
	by := firstOf(c.sends[s], func(op *model.Operation) bool { return !op.Request.ReadOnlyToo })
	if by == nil || c.gets[s] {
		return false
	}
	c.report(propertyReadOnly, at, false, by.Name, "the property is read-only in the pages, and %s sends it: leave the field out", by.Name)
	return true
}

// firstOf returns the first function all of whose operations are so; nil for none.
func firstOf(list []sending, so func(*model.Operation) bool) *gocode.Function {
	i := slices.IndexFunc(list, func(s sending) bool { return all(s.ops, so) })
	if i < 0 {
		return nil
	}
	return list[i].f
}

// isRequired reports whether what creates something has to have the property.
func isRequired(op *model.Operation, p *model.Property) bool {
	if op.Method != "POST" && op.Method != "PUT" {
		return false
	}
	q := model.ParameterNamed(op.Request.Parameters, p.Name)
	return p.Required || q != nil && q.Required
}

// zeros are the zero values of the kinds of Go type, in words.
var zeros = map[gocode.Kind]string{gocode.String: "empty", gocode.Bytes: "empty", gocode.Boolean: "false", gocode.Integer: "0", gocode.Float: "0"}

// zero is the zero value of a type that has one, in words; empty for pointers,
// structs, and what can't be told.
func zero(g gocode.Type) string {
	switch {
	case g.Pointer || g.Wrapped:
		return ""
	case g.Collection:
		return "empty"
	}
	return zeros[g.Kind]
}
