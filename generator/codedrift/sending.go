package codedrift

import (
	"slices"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// sentField compares the JSON of a field, when its struct is sent, with the
// property. Structs in generated code have another way to omit properties, and are
// not compared.
func (c *comparison) sentField(at subject, s *gocode.Struct, f *gocode.Field, p *model.Property) {
	list := c.sends[s]
	if len(list) == 0 || s.Generated {
		return
	}
	at.way = travel.Sent
	if p.ReadOnly && c.writesReadOnly(at, s) {
		return
	}
	if by := firstOf(list, func(op *model.Operation) bool { return isRequired(op, p) }); by != nil && f.Omits != "" && zero(f.Type) != "" {
		c.report(propertyRequired, at, true, by.Name, "the property is required in the pages, but %s does not send it if it is %s: remove %s, or use a pointer", by.Name, zero(f.Type), f.Omits)
	}
	if p.Nullable != nil && !*p.Nullable && f.Type.Pointer && f.Omits == "" {
		by := list[0].f.Name
		c.report(propertyNullability, at, true, by, "the property is never null in the pages, but %s sends null for a nil pointer: add omitempty", by)
	}
}

// writesReadOnly reports a field for a read-only property in a struct that is
// sent and never received. It returns whether it reported the field.
func (c *comparison) writesReadOnly(at subject, s *gocode.Struct) bool {
	by := firstOf(c.sends[s], func(op *model.Operation) bool { return !op.Request.ReadOnlyToo })
	if by == nil || c.gets[s] {
		return false
	}
	c.report(propertyReadOnly, at, false, by.Name, "the property is read-only in the pages, but %s sends it: remove the field", by.Name)
	return true
}

// firstOf returns the first function for which the condition holds for all its
// operations, or nil.
func firstOf(list []sending, is func(*model.Operation) bool) *gocode.Function {
	i := slices.IndexFunc(list, func(s sending) bool { return all(s.ops, is) })
	if i < 0 {
		return nil
	}
	return list[i].f
}

// isRequired reports whether the operation creates an entity and requires the
// property.
func isRequired(op *model.Operation, p *model.Property) bool {
	if op.Method != "POST" && op.Method != "PUT" {
		return false
	}
	q := model.ParameterNamed(op.Request.Parameters, p.Name)
	return p.Required || q != nil && q.Required
}

// zeros are words for the zero values of Go types, by kind.
var zeros = map[gocode.Kind]string{gocode.String: "empty", gocode.Bytes: "empty", gocode.Boolean: "false", gocode.Integer: "0", gocode.Float: "0"}

// zero returns a word for the zero value of a type. It is empty for pointers,
// structs and unknown types.
func zero(g gocode.Type) string {
	switch {
	case g.Pointer || g.Wrapped:
		return ""
	case g.Collection:
		return "empty"
	}
	return zeros[g.Kind]
}
