package codedrift

import (
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// structure compares a struct with its type.
func (c *comparison) structure(s *gocode.Struct, t *model.Type) {
	at := subject{name: t.Qualified(), way: c.ways[t.Qualified()], code: s.Position, page: t.Position()}
	if s.Map {
		c.mapped(at, s, t)
		return
	}
	for _, e := range s.Embedded {
		if base := c.types[e]; base != nil && !t.DerivesFrom(base) {
			c.report(baseDiffers, at, true, base.Qualified(), "it embeds %s, which stands for %s; in the pages it does not inherit from that", e.Name, base.Qualified())
		}
	}
	has := map[*model.Property]bool{}
	for _, f := range s.Fields {
		if !strings.Contains(f.Name, "@") { // an annotation of OData's
			has[c.property(at, s, f, t)] = true
		}
	}
	for _, lost := range c.shadowed(s, at.part) {
		has[t.PropertyFold(lost)] = true
	}
	if !s.Partial && !s.OwnJSON {
		c.missing(at, s, t, has)
	}
}

// mapped compares a map with its type: of one that is open it has all there is.
func (c *comparison) mapped(at subject, s *gocode.Struct, t *model.Type) {
	if !t.Open && !s.OwnJSON {
		c.report(typeMap, at, true, s.Name, "the type is not open in the pages, and the map %s lets through whatever there is: make it a struct with a field for each property", s.Name)
	}
}

// property compares a field of a struct with the property that it stands for, and
// returns that. A field that is embedded with a struct of a type is compared there.
func (c *comparison) property(at subject, s *gocode.Struct, f *gocode.Field, t *model.Type) *model.Property {
	p := t.PropertyFold(f.Name)
	if f.From != nil && c.types[f.From] != nil {
		return p
	}
	if p == nil {
		weighs := !t.Open && t.Undescribed() == ""
		c.report(propertyUndocumented, at.part(f.Name).at(f.Position, at.page), weighs, "", "no page describes this property%s", nearProperty(f.Name, t))
		return nil
	}
	at = at.part(p.Name).at(f.Position, p.Position)
	c.field(at, f, p, s.Generated)
	c.travels(at, s, f, p)
	return p
}

func nearProperty(name string, t *model.Type) string {
	for _, p := range t.AllProperties() {
		if model.Near(p.Name, name) {
			return "; there is " + p.Name
		}
	}
	return ""
}

// missing reports the properties that the struct has no field for. Relationships and
// streams are fetched by requests of their own.
func (c *comparison) missing(at subject, s *gocode.Struct, t *model.Type, has map[*model.Property]bool) {
	for _, p := range t.AllProperties() {
		if has[p] || has[t.PropertyFold(p.Name)] || p.Navigation || p.Type == edm.Stream {
			continue
		}
		c.report(propertyMissing, at.part(p.Name).at(s.Position, p.Position), true, "", "%s has no field for it; it is %s", structName(s), p.Ref.Words())
		has[p] = true
	}
}

// structName is how messages speak of a struct.
func structName(s *gocode.Struct) string {
	if s.Name == "" {
		return "the struct"
	}
	return s.Name
}

// shadowed finds the fields that hide one another, and returns their names. Part
// makes the subject of one of them.
func (c *comparison) shadowed(s *gocode.Struct, part func(string) subject) []string {
	if s.OwnJSON {
		return nil
	}
	var names []string
	for _, lost := range s.Lost {
		first, last := lost[0], lost[len(lost)-1]
		names = append(names, first.Name)
		at := part(first.Name).at(last.Position, source.Position{})
		if first.From != nil {
			at.code = s.Position // the structs that have the fields are right by themselves
		}
		c.report(fieldShadowed, at, true, structName(s), "encoding/json leaves %s and %s out, since both are called %s: give one of them another name, or the tag json:\"-\"",
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

// field compares a field with its property.
func (c *comparison) field(at subject, f *gocode.Field, p *model.Property, generated bool) {
	if f.Name != p.Name {
		c.report(propertyCase, at, true, f.Name, "the name is %s in the pages, %s in the code", p.Name, f.Name)
	}
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

const deprecationMessage = "the page calls it deprecated: say so in the comment of %s, in a paragraph that begins with Deprecated:"

// nested compares a struct that is written where it is used with the type of the
// property or parameter: nothing else says what it stands for.
func (c *comparison) nested(g gocode.Type, r model.Ref) {
	if g.Struct != nil && g.Struct.Name == "" && r.Struct != nil && g.Kind == gocode.Object {
		c.structure(g.Struct, r.Struct)
	}
}
