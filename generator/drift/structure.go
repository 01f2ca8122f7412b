package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// bytesApart is the type of what is no part of the JSON, and is fetched by itself.
const bytesApart = "Edm.Stream"

// structure holds a struct against its type.
func (c *codeComparison) structure(s *gocode.Struct, t *model.Type) {
	name := t.Qualified()
	u := c.usage[name]
	for _, e := range s.Embedded {
		if base := c.types[e]; base != nil && !descends(t, base) {
			c.report(codeBase, true, u, name, base.Qualified(), s.Position, typePosition(t), "it embeds %s, which stands for %s; in the pages it does not inherit from that", e.Name, base.Qualified())
		}
	}
	has := map[*model.Property]bool{}
	for _, f := range s.Fields {
		if strings.Contains(f.Name, "@") {
			continue // an annotation of OData's
		}
		p := c.pages.property(t, f.Name)
		if f.From != nil && c.types[f.From] != nil { // told of there
			has[p] = true
			continue
		}
		if p == nil {
			c.report(codePropertyUndocumented, !t.Open && known(t), u, name+"/"+f.Name, "", f.Position, typePosition(t), "no page describes this property%s", nearProperty(f.Name, t))
			continue
		}
		has[p] = true
		c.field(name, u, f, p, s.Generated)
		c.travels(s, name+"/"+p.Name, f, p)
	}
	if s.Partial || s.OwnJSON {
		return
	}
	for up, n := t, 0; up != nil && n < maxBases; up, n = up.BaseType, n+1 {
		for _, p := range up.Properties {
			if other := c.pages.property(t, p.Name); !has[p] && !has[other] && !p.Navigation && p.Type != bytesApart {
				c.report(codePropertyMissing, true, u, name+"/"+p.Name, "", s.Position, p.Position, "%s has no field for it; it is %s", s.Name, described(p.Ref))
				has[p] = true
			}
		}
	}
}

func nearProperty(name string, t *model.Type) string {
	for up, n := t, 0; up != nil && n < maxBases; up, n = up.BaseType, n+1 {
		for _, p := range up.Properties {
			if near(p.Name, name) {
				return "; there is " + p.Name
			}
		}
	}
	return ""
}

const deprecationMessage = "the page calls it deprecated: say so in the comment of %s, in a paragraph that begins with Deprecated:"

// field holds a field against its property.
func (c *codeComparison) field(typ string, u use, f *gocode.Field, p *model.Property, generated bool) {
	subject := typ + "/" + p.Name
	if f.Name != p.Name {
		c.report(codePropertyCase, true, u, subject, f.Name, f.Position, p.Position, "the name is %s in the pages, %s in the code", p.Name, f.Name)
	}
	c.fits(codePropertyType, codePropertyCollection, u, subject, f.Type, p.Ref, f.Position, p.Position)
	if p.Deprecated && f.Commented && !f.Deprecated {
		c.report(codeDeprecation, true, 0, subject, "", f.Position, p.Position, deprecationMessage, "the field")
	}
	if generated && f.ReadOnly != p.ReadOnly {
		c.report(codePropertyReadOnly, p.ReadOnly, u, subject, "", f.Position, p.Position, "the property is %s in the pages, %s in the code",
			either(p.ReadOnly, "read-only", "writable"), either(f.ReadOnly, "read-only", "writable"))
	}
}

// fits holds a Go type against the type of a property or parameter.
func (c *codeComparison) fits(typeRule, collectionRule *Rule, u use, subject string, g gocode.Type, r model.Ref, at, page source.Position) {
	if r.Type == untyped || r.Type == "" || g.Kind == gocode.Any {
		return
	}
	if g.Collection != r.Collection && (g.Collection || !g.Wrapped || g.Single) {
		c.report(collectionRule, true, u, subject, g.Text+" "+described(r), at, page, "it is %s in the pages, %s in the code", described(r), g.Text)
		return
	}
	if other := c.otherEnum(g, r); other != nil {
		c.report(typeRule, shared(g.Enum, r.Enum) == 0, u, subject, g.Text+" "+described(r), at, page, "the type is %s in the pages, %s in the code, which stands for %s", described(r), g.Text, other.Qualified())
		return
	}
	holds, slightly := c.holds(g, r)
	if holds {
		return
	}
	c.report(typeRule, !slightly, u, subject, g.Text+" "+described(r), at, page, "the type is %s in the pages, %s in the code", described(r), g.Text)
}

// otherEnum returns the enum that a Go type stands for, if it is another than that
// of the property, and has a member which that one has not; else nil.
func (c *codeComparison) otherEnum(g gocode.Type, r model.Ref) *model.Enum {
	if g.Enum == nil || r.Enum == nil || c.enums[g.Enum] == nil || c.enums[g.Enum] == r.Enum {
		return nil
	}
	strange := func(k *gocode.Member) bool { return k.Value != "" && memberFold(r.Enum, k.Value) == nil }
	if !slices.ContainsFunc(g.Enum.Members, strange) {
		return nil
	}
	return c.enums[g.Enum]
}

// bits are the sizes of the integer types.
var bits = map[string]int{"Edm.Byte": 16, "Edm.SByte": 8, "Edm.Int16": 16, "Edm.Int32": 32, "Edm.Int64": 64}

// holds reports whether a field of the Go type reads and writes values of the
// type. Slightly is set where it does with some of them.
func (c *codeComparison) holds(g gocode.Type, r model.Ref) (holds, slightly bool) {
	if r.Struct != nil {
		return c.holdsObject(g, r), false
	}
	switch g.Kind {
	case gocode.Object:
		return r.Enum == nil && !isPrimitive(r.Type), false
	case gocode.Boolean:
		return r.Type == "Edm.Boolean" || !isPrimitive(r.Type) && r.Enum == nil, false
	case gocode.Integer:
		size := bits[r.Type]
		return size > 0 && g.Bits >= size, notation(r) == "number"
	case gocode.Float:
		whole := g.Bits == 64 && r.Type != "Edm.Int64" || r.Type == "Edm.Single" || 0 < bits[r.Type] && bits[r.Type] <= 16
		return notation(r) == "number" && whole, notation(r) == "number"
	case gocode.Time:
		return r.Type == "Edm.DateTimeOffset", r.Type == "Edm.String"
	case gocode.Bytes:
		return r.Type == "Edm.Binary" || r.Type == "Edm.Stream" || r.Type == "Edm.String", false
	}
	switch n := notation(r); n {
	case "number": // Int64 and Decimal may be asked for as strings
		return r.Type == "Edm.Int64" || r.Type == "Edm.Decimal", false
	default:
		return n == "string" || n == "stream", false
	}
}

func isPrimitive(name string) bool { return strings.HasPrefix(name, "Edm.") }

// holdsObject reports whether the Go type can be the structured type: a struct
// that stands for that one, for one that it is derived from or the other way
// round, or for none that is known.
func (c *codeComparison) holdsObject(g gocode.Type, r model.Ref) bool {
	if g.Kind != gocode.Object {
		return false
	}
	if g.Struct == nil || c.types[g.Struct] == nil {
		return true
	}
	t := c.types[g.Struct]
	return descends(t, r.Struct) || descends(r.Struct, t)
}

// enumeration holds constants against the members of an enum.
func (c *codeComparison) enumeration(e *gocode.Enum, m *model.Enum) {
	name := m.Qualified()
	u := c.usage[name]
	has := map[string]bool{}
	for _, k := range e.Members {
		if k.Value == "" {
			continue // Go's own word for none
		}
		has[strings.ToLower(k.Value)] = true
		member := memberFold(m, k.Value)
		switch {
		case member == nil:
			c.report(codeMember, true, u, name+"/"+k.Value, "", k.Position, enumPosition(m), "%s is no member of the enum%s", k.Name, nearest(k.Value, m.Members, func(m *model.Member) string { return m.Name }))
		case member.Name != k.Value:
			c.report(codeMemberCase, true, u, name+"/"+member.Name, k.Value, k.Position, memberPosition(m, member), "the member is %s in the pages, %s in the code", member.Name, k.Value)
		}
	}
	for _, member := range m.Members {
		if !has[strings.ToLower(member.Name)] && member.Name != marker && member.Name != noValue {
			c.report(codeMemberMissing, true, u, name+"/"+member.Name, "", e.Position, memberPosition(m, member), "%s has no constant for it", e.Name)
		}
	}
}

// noValue is listed among the values of a property that may have none. No constant
// stands for that.
const noValue = "null"

// memberPosition is where a page lists the member, or else where the enum is.
func memberPosition(e *model.Enum, m *model.Member) source.Position {
	if m.Position.File != "" {
		return m.Position
	}
	return enumPosition(e)
}

func memberFold(e *model.Enum, value string) *model.Member {
	var folded *model.Member
	for _, m := range e.Members {
		if m.Name == value {
			return m
		}
		if strings.EqualFold(m.Name, value) {
			folded = m
		}
	}
	return folded
}
