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
	if s.Map {
		c.mapped(s, t)
		return
	}
	for _, e := range s.Embedded {
		if base := c.types[e]; base != nil && !t.DerivesFrom(base) {
			c.report(codeBase, true, u, name, base.Qualified(), s.Position, t.Position(), "it embeds %s, which stands for %s; in the pages it does not inherit from that", e.Name, base.Qualified())
		}
	}
	has := map[*model.Property]bool{}
	for _, f := range s.Fields {
		if strings.Contains(f.Name, "@") {
			continue // an annotation of OData's
		}
		p := t.PropertyFold(f.Name)
		if f.From != nil && c.types[f.From] != nil { // told of there
			has[p] = true
			continue
		}
		if p == nil {
			c.report(codePropertyUndocumented, !t.Open && t.Undescribed() == "", u, name+"/"+f.Name, "", f.Position, t.Position(), "no page describes this property%s", nearProperty(f.Name, t))
			continue
		}
		has[p] = true
		c.field(name, u, f, p, s.Generated)
		c.travels(s, name+"/"+p.Name, f, p)
	}
	for _, lost := range c.shadowed(s, name+"/", u) {
		has[t.PropertyFold(lost)] = true
	}
	if s.Partial || s.OwnJSON {
		return
	}
	for _, p := range t.AllProperties() {
		if other := t.PropertyFold(p.Name); !has[p] && !has[other] && !p.Navigation && p.Type != bytesApart {
			c.report(codePropertyMissing, true, u, name+"/"+p.Name, "", s.Position, p.Position, "%s has no field for it; it is %s", structName(s), inWords(p.Ref))
			has[p] = true
		}
	}
}

// structName is how messages speak of a struct.
func structName(s *gocode.Struct) string {
	if s.Name == "" {
		return "the struct"
	}
	return s.Name
}

// mapped holds a map against its type: of one that is open it has all there is.
func (c *codeComparison) mapped(s *gocode.Struct, t *model.Type) {
	if !t.Open && !s.OwnJSON {
		c.report(codeMap, true, c.usage[t.Qualified()], t.Qualified(), s.Name, s.Position, t.Position(),
			"the type is not open in the pages, and the map %s lets through whatever there is: make it a struct with a field for each property", s.Name)
	}
}

// shadowed finds the fields that hide one another, and returns their names. Subject
// begins what each is called in a finding.
func (c *codeComparison) shadowed(s *gocode.Struct, subject string, u use) []string {
	if s.OwnJSON {
		return nil
	}
	var names []string
	for _, lost := range s.Lost {
		first, last := lost[0], lost[len(lost)-1]
		names = append(names, first.Name)
		at := last.Position
		if first.From != nil {
			at = s.Position // the structs that have the fields are right by themselves
		}
		c.report(codeShadowed, true, u, subject+first.Name, structName(s), at, source.Position{}, "encoding/json leaves %s and %s out, since both are called %s: give one of them another name, or the tag json:\"-\"",
			fieldName(first), fieldName(last), first.Name)
	}
	return names
}

// fieldName is the Go name of a field, with the struct that is embedded for it.
func fieldName(f *gocode.Field) string {
	if f.From == nil || f.From.Name == "" {
		return f.GoName
	}
	return f.From.Name + "." + f.GoName
}

func nearProperty(name string, t *model.Type) string {
	for _, p := range t.AllProperties() {
		if model.Near(p.Name, name) {
			return "; there is " + p.Name
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
	c.nested(f.Type, p.Ref)
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
	if r.Type == "" || g.Kind != gocode.Unfit && (r.Type == untyped || g.Kind == gocode.Any) {
		return
	}
	differ := func(rule *Rule, weighs bool, format, why string) {
		c.report(rule, weighs, u, subject, g.Text+" "+described(r), at, page, format+" is %s in the pages, %s in the code%s", inWords(r), g.Text, why)
	}
	switch other := c.otherEnum(g, r); {
	case g.Kind == gocode.Unfit:
		differ(typeRule, true, "the type", ", which encoding/json can't write and read")
		return
	case g.Collection != r.Collection && (g.Collection || !g.Wrapped || g.Single):
		differ(collectionRule, true, "it", "")
		return
	case g.Quoted:
		differ(typeRule, g.Kind == gocode.String || notation(r) != "string" || r.Enum != nil, "the type", ", which the tag's option string puts into quotes: take that away")
		return
	case other != nil:
		differ(typeRule, shared(g.Enum, r.Enum) == 0, "the type", ", which stands for "+other.Qualified())
		return
	}
	if holds, slightly := c.holds(g, r); !holds {
		differ(typeRule, !slightly, "the type", "")
	}
}

// nested holds a struct that is written where it is used against the type of the
// property or parameter: nothing else says what it stands for.
func (c *codeComparison) nested(g gocode.Type, r model.Ref) {
	if g.Struct != nil && g.Struct.Name == "" && r.Struct != nil && g.Kind == gocode.Object {
		c.structure(g.Struct, r.Struct)
	}
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
	return t.IsRelated(r.Struct)
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
			c.report(codeMember, true, u, name+"/"+k.Value, "", k.Position, m.Position(), "%s is no member of the enum%s", k.Name, nearest(k.Value, m.Members, func(m *model.Member) string { return m.Name }))
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
	return e.Position()
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
