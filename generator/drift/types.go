package drift

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// types compares all types with their base types and properties.
func (c *comparison) types() {
	for _, t := range c.is.model.Types {
		name := t.Qualified()
		s := subject{name: name, use: c.usage[name], is: t.Position()}
		old := c.was.typ(name)
		if old == nil {
			c.typeGained(s, t)
			continue
		}
		s.was = old.Position()
		if old.Qualified() != name {
			s.use |= c.usage[old.Qualified()]
			c.differ(typeCase, s, true, "the name", name, old.Qualified())
		}
		c.base(s, t, old)
		c.retired(s, "type", t.Deprecated, old.Deprecated)
		c.properties(s, t, old)
	}
	for _, old := range c.was.model.Types {
		if name := old.Qualified(); c.is.typ(name) == nil && c.is.enum(name) == nil {
			s := subject{name: name, use: c.usage[name], was: old.Position()}
			c.report(typeLost, s, true, "", "the type %s%s", c.words.lost, withProperties(old, c.words.had))
		}
	}
}

func (c *comparison) typeGained(s subject, t *model.Type) {
	if e := c.was.enum(s.name); e != nil {
		c.report(typeGained, s, true, "enum", "it is a type %s, an enum %s", c.words.is, c.words.was)
		return
	}
	if t.Implied && c.kind == Metadata {
		c.report(undecided, s, true, "implied", "no page describes the type, only the body of an operation: the metadata may have its properties under another name")
		return
	}
	hint := c.nearName(s.name)
	c.report(typeGained, s, true, "", "the type %s%s%s", c.words.gained, withProperties(t, "has"), hint)
}

// withProperties lists the properties of a type that only one side has: they
// are no changes of their own.
func withProperties(t *model.Type, has string) string {
	names := make([]string, len(t.Properties))
	for i, p := range t.Properties {
		names[i] = p.Name
	}
	return having(names, has)
}

// atMost is how many names a message lists.
const atMost = 20

// having lists what something has, for the end of a message.
func having(names []string, has string) string {
	if len(names) == 0 {
		return ""
	}
	return "; it " + has + " " + some(names)
}

// some lists names, as many as a message has room for.
func some(names []string) string {
	if len(names) > atMost {
		return strings.Join(names[:atMost], ", ") + " and " + strconv.Itoa(len(names)-atMost) + " more"
	}
	return strings.Join(names, ", ")
}

// base compares the base types. One that a side does not name is no contradiction,
// and one that is a base type of the other leaves out a step. Pages need not speak
// of it at all; metadata does.
func (c *comparison) base(s subject, t, old *model.Type) {
	if strings.EqualFold(t.Base, old.Base) || c.kind == Metadata && t.Base == "" {
		return
	}
	if t.Base == "" {
		c.report(baseDiffers, s, false, "none "+old.Base, "the page no longer says that the type is derived from %s", old.Base)
		return
	}
	contradicts := old.Base != "" && !c.is.typ(t.Base).IsRelated(c.is.typ(old.Base)) && !c.was.typ(t.Base).IsRelated(c.was.typ(old.Base))
	c.differ(baseDiffers, s, contradicts, "the base type", t.Base, orNone(old.Base))
}

func orNone(name string) string {
	if name == "" {
		return "none"
	}
	return name
}

// properties compares what the type has, with what it inherits from types that
// only its side knows. The rest is compared at the base type.
func (c *comparison) properties(s subject, t, old *model.Type) {
	for p := range above(t, c.was) {
		if t.PropertyFold(p.Name) != p {
			continue // a derived type declares it again
		}
		at := subject{name: s.name + "/" + p.Name, use: s.use, is: p.Position}
		if q := old.PropertyFold(p.Name); q != nil {
			at.was = q.Position
			c.property(at, p, q)
			continue
		}
		at.was = s.was
		c.propertyGained(at, t, old, p)
	}
	for q := range above(old, c.is) {
		if old.PropertyFold(q.Name) != q || t.PropertyFold(q.Name) != nil {
			continue
		}
		c.propertyLost(subject{name: s.name + "/" + q.Name, use: s.use, is: s.is, was: q.Position}, t, old, q)
	}
}

// above returns the properties of the type and of those base types that the
// other side has not, up to the first that it has.
func above(t *model.Type, other *side) func(func(*model.Property) bool) {
	return func(yield func(*model.Property) bool) {
		for base := range t.Lineage() {
			if base != t && other.typ(base.Qualified()) != nil {
				return
			}
			for _, p := range base.Properties {
				if !yield(p) {
					return
				}
			}
		}
	}
}

func (c *comparison) propertyGained(s subject, t, old *model.Type, p *model.Property) {
	if old.Base != t.Base && old.Undescribed() != "" {
		c.report(undecided, s, true, p.Name, "the property %s, or was inherited from %s, which no page describes", c.words.gained, old.Base)
		return
	}
	if c.kind == Metadata && t.Open && old.Open && slices.ContainsFunc(p.Reasons, onlyShown) {
		return // an example of what an open type may have
	}
	hint := c.hint(p.Name, old, t)
	weighs := p.Required
	if c.kind == Metadata {
		weighs = !old.Open || hint != ""
	}
	typ := described(p.Ref)
	gained := c.words.gained
	if c.kind == Revisions {
		gained += alsoRequired(p.Required)
	}
	some, lacking := moved(p.Name, t, c.was)
	if !some || !t.Abstract {
		c.report(propertyGained, s, weighs, typ, "the property %s; it is %s%s%s", gained, inWords(p.Ref), hint, c.withValues(p.Ref))
		return
	}
	for _, heir := range lacking {
		s.name = heir.Qualified() + "/" + p.Name
		c.report(propertyGained, s, weighs, typ, "the property, inherited from %s, %s; it is %s", t.Name, gained, inWords(p.Ref))
	}
}

func alsoRequired(required bool) string {
	return either(required, ", and is required", "")
}

// withValues lists the values that a page names for something new, where they are
// no enum that is told of by itself.
func (c *comparison) withValues(r model.Ref) string {
	if c.kind == Metadata || r.Enum == nil || !r.Enum.Implied {
		return ""
	}
	return withMembers(r.Enum, "has the values")
}

// onlyShown reports whether the reason is that of a property that no table has.
func onlyShown(r model.Reason) bool { return r.Why.Name == "property-from-representation" }

func (c *comparison) propertyLost(s subject, t, old *model.Type, q *model.Property) {
	if c.kind == Revisions && old.Base != t.Base && t.Undescribed() != "" {
		c.report(undecided, s, true, q.Name, "the property %s, or is inherited from %s, which no page describes", c.words.lost, t.Base)
		return
	}
	typ := described(q.Ref)
	some, lacking := moved(q.Name, old, c.is)
	if !some || !old.Abstract {
		c.report(propertyLost, s, true, typ, "the property %s; it %s %s", c.words.lost, c.words.were, inWords(q.Ref))
		return
	}
	for _, heir := range lacking {
		s.name = heir.Qualified() + "/" + q.Name
		if now := c.is.typ(heir.Qualified()); now != nil {
			s.is = now.Position()
		}
		c.report(propertyLost, s, true, typ, "the property, inherited from %s, %s; it %s %s", old.Name, c.words.lost, c.words.were, inWords(q.Ref))
	}
}

// moved tells whether a property that the other side's type has not is with
// types derived from it there, and which of these have it not either. A row that
// says that the property is inherited is none of a derived type's own: what it
// repeats is gone. Of a type that has values of its own the property is gone all the
// same, so that this matters for abstract ones.
func moved(name string, t *model.Type, other *side) (some bool, lacking []*model.Type) {
	having := map[*model.Type]bool{}
	for sub := range t.Subtypes() {
		there := other.typ(sub.Qualified())
		switch {
		case having[sub.BaseType]:
			having[sub] = true
		case there == nil:
		case has(there, name):
			having[sub] = true
		default:
			lacking = append(lacking, sub)
		}
	}
	return len(having) > 0, lacking
}

func has(t *model.Type, name string) bool {
	p := t.PropertyFold(name)
	return p != nil && p.InheritedFrom == ""
}

// hint names the property of the other side's type that is meant, as far as
// letters tell: one that differs in two of them, and that this side has not.
func (c *comparison) hint(name string, old, t *model.Type) string {
	for _, q := range old.AllProperties() {
		if model.Near(name, q.Name) && t.PropertyFold(q.Name) == nil {
			return "; " + c.words.was + " there is " + q.Name
		}
	}
	return ""
}

// nearName names the type or enum of the metadata that is meant, as far as letters
// tell: one of nearly that name, or of that name elsewhere, which the pages have not.
func (c *comparison) nearName(name string) string {
	if c.kind != Metadata {
		return ""
	}
	meant := func(other string) bool {
		return resembles(name, other) && c.is.typ(other) == nil && c.is.enum(other) == nil
	}
	for _, t := range c.was.model.Types {
		if meant(t.Qualified()) {
			return "; " + c.words.was + " there is " + t.Qualified()
		}
	}
	for _, e := range c.was.model.Enums {
		if meant(e.Qualified()) {
			return "; " + c.words.was + " there is " + e.Qualified()
		}
	}
	return ""
}

// described is a type as OData writes it. What tells changes apart has that form.
func described(r model.Ref) string {
	if r.Collection {
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

// inWords is a type as messages write it for people to read.
func inWords(r model.Ref) string {
	if r.Collection {
		return "a collection of " + r.Type
	}
	return r.Type
}
