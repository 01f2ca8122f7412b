package codedrift

import (
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// structure compares a struct with its type.
func (c *comparison) structure(s *gocode.Struct, t *model.Type) {
	at := subject{name: t.Qualified(), way: c.ways[t.Qualified()], code: s.Position, page: t.Position()}
	switch {
	case s.OwnJSON:
		c.report(undecided, at, true, s.Name, "%s has JSON methods of its own, which may read and write other properties than its fields: to compare it, put //docwright:type %s above a struct with json tags that the methods convert to or from",
			structName(s), t.Qualified())
		return
	case s.Map:
		c.mapped(at, s, t)
		return
	}
	for _, e := range s.Embedded {
		if base := c.types[e]; base != nil && !t.DerivesFrom(base) {
			c.report(baseDiffers, at, true, base.Qualified(), "the struct embeds %s, which represents %s; in the pages the type does not inherit from it", e.Name, base.Qualified())
		}
	}
	has := map[*model.Property]bool{}
	for _, f := range s.Fields {
		if !strings.Contains(f.Name, "@") { // an OData annotation
			has[c.property(at, s, f, t)] = true
		}
	}
	for _, lost := range c.shadowed(s, at.part) {
		has[t.PropertyFold(lost)] = true
	}
	if !s.Partial {
		c.missing(at, s, t, has)
	}
}

// mapped reports a map for a type that is not open.
func (c *comparison) mapped(at subject, s *gocode.Struct, t *model.Type) {
	if !t.Open {
		c.report(typeMap, at, true, s.Name, "the type is not open in the pages, but the map %s accepts any property: use a struct with a field for each property", s.Name)
	}
}

// property compares a field of a struct with the property of its name, and
// returns the property. Fields of an embedded struct that represents a type are
// compared with that type.
func (c *comparison) property(at subject, s *gocode.Struct, f *gocode.Field, t *model.Type) *model.Property {
	p := t.PropertyFold(f.Name)
	if f.From != nil && c.types[f.From] != nil {
		return p
	}
	if p == nil {
		when := !t.Open && t.Undescribed() == ""
		c.report(propertyUndocumented, at.part(f.Name).at(f.Position, at.page), when, "", "no page describes this property%s", nearProperty(f.Name, t))
		return nil
	}
	at = at.part(p.Name).at(f.Position, p.Position)
	c.fieldName(at, s, f, p.Name)
	c.field(at, f, p, s.Generated)
	c.sentField(at, s, f, p)
	return p
}

func nearProperty(name string, t *model.Type) string {
	for _, p := range t.AllProperties() {
		if model.Near(p.Name, name) {
			return similarName + p.Name
		}
	}
	return ""
}

// missing reports the properties without a field in the struct. Relationships and
// streams are left out, because separate requests read them.
func (c *comparison) missing(at subject, s *gocode.Struct, t *model.Type, has map[*model.Property]bool) {
	for _, p := range t.AllProperties() {
		if has[p] || has[t.PropertyFold(p.Name)] || p.Navigation || p.Type == edm.Stream {
			continue
		}
		c.report(propertyMissing, at.part(p.Name).at(s.Position, p.Position), true, "", "%s has no field for the property, which is %s", structName(s), p.Ref.Words())
		has[p] = true
	}
}

// structName returns the name of a struct for messages.
func structName(s *gocode.Struct) string {
	if s.Name == "" {
		return "the struct"
	}
	return s.Name
}

// shadowed reports the fields that hide one another, and returns their names.
// Part returns the subject for a name.
func (c *comparison) shadowed(s *gocode.Struct, part func(string) subject) []string {
	var names []string
	for _, lost := range s.Lost {
		first, last := lost[0], lost[len(lost)-1]
		names = append(names, first.Name)
		at := part(first.Name).at(last.Position, source.Position{})
		if first.From != nil {
			at.code = s.Position // only the struct that embeds both is at fault
		}
		c.report(fieldShadowed, at, true, structName(s), "encoding/json omits %s and %s, because both are named %s: rename one of them, or give it the tag json:\"-\"",
			goName(first), goName(last), first.Name)
	}
	return names
}

// goName returns the Go name of a field, with the name of the embedded struct
// that declares it.
func goName(f *gocode.Field) string {
	if f.From == nil || f.From.Name == "" {
		return f.GoName
	}
	return f.From.Name + "." + f.GoName
}

// fieldName compares the case of a field's name in JSON with that of its property.
// A service need not know a name in another case. Encoding/json reads it.
func (c *comparison) fieldName(at subject, s *gocode.Struct, f *gocode.Field, name string) {
	if f.Name == name {
		return
	}
	if c.gets[s] && !c.puts[s] {
		at.way = travel.Received
		c.report(propertyCase, at, true, f.Name, "the name is %s in the pages, %s in the code; encoding/json reads it all the same", name, f.Name)
		return
	}
	c.report(propertyCase, at, true, f.Name, "the name is %s in the pages, %s in the code", name, f.Name)
}

// field compares a field with its property.
func (c *comparison) field(at subject, f *gocode.Field, p *model.Property, generated bool) {
	c.fits(propertyType, propertyCollection, at, f.Type, p.Ref)
	c.nested(f.Type, p.Ref)
	if p.Deprecated && f.Commented && !f.Deprecated {
		c.report(deprecation, at, true, "", deprecationMessage, "the field")
	}
	if generated && f.ReadOnly != p.ReadOnly {
		c.report(propertyReadOnly, at, p.ReadOnly, "", "the property is %s in the pages, %s in the code",
			either(p.ReadOnly, "read-only", "writable"), either(f.ReadOnly, "read-only", "writable"))
	}
}

const deprecationMessage = "the page says that it is deprecated: add a paragraph that begins with Deprecated: to the comment of %s"

// nested compares a struct type without a name with the type of the property or
// parameter.
func (c *comparison) nested(g gocode.Type, r model.Ref) {
	if g.Struct != nil && g.Struct.Name == "" && r.Struct != nil && g.Kind == gocode.Object {
		c.structure(g.Struct, r.Struct)
	}
}
