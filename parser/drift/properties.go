package drift

import (
	"iter"
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// properties compares the properties of a type, including those inherited from
// base types that only its side has. Properties of the other base types are
// compared with those types.
func (c *comparison) properties(s subject, t, old *model.Type) {
	for p := range localProperties(t, c.was) {
		if t.PropertyFold(p.Name) != p {
			continue // redeclared by a subtype
		}
		at := subject{name: s.name + "/" + p.Name, way: s.way, is: p.Position}
		if q := old.PropertyFold(p.Name); q != nil {
			at.was = q.Position
			c.property(at, p, q)
			continue
		}
		at.was = s.was
		c.propertyGained(at, t, old, p)
	}
	for q := range localProperties(old, c.is) {
		if old.PropertyFold(q.Name) != q || t.PropertyFold(q.Name) != nil {
			continue
		}
		c.propertyLost(subject{name: s.name + "/" + q.Name, way: s.way, is: s.is, was: q.Position}, t, old, q)
	}
}

// localProperties returns the properties of the type and of its base types, up
// to the first base type that the other side has.
func localProperties(t *model.Type, other *side) iter.Seq[*model.Property] {
	return func(yield func(*model.Property) bool) {
		for base := range t.Lineage() {
			if base != t && other.index.Type(base.Qualified()) != nil {
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
	if c.kind != Revisions && t.Open && old.Open && slices.ContainsFunc(p.Reasons, isFromRepresentation) {
		return // an example of a property that an open type may have
	}
	if c.overlooked(s.is.File, p.Name) {
		return
	}
	hint := c.similarProperty(p.Name, old, t)
	when := p.Required
	if c.kind != Revisions {
		when = !old.Open || hint != ""
	}
	typ := p.Ref.CSDL()
	gained := c.words.gained
	if c.kind == Revisions {
		gained += alsoRequired(p.Required)
	}
	some, lacking := movedDown(p.Name, t, c.was)
	if !some || !t.Abstract {
		c.report(propertyGained, s, when, typ, "the property %s; it is %s%s%s", gained, shown(p.Ref).Words(), hint, c.withValues(p.Ref))
		return
	}
	for _, sub := range lacking {
		s.name = sub.Qualified() + "/" + p.Name
		c.report(propertyGained, s, when, typ, "the property, inherited from %s, %s; it is %s", t.Name, gained, shown(p.Ref).Words())
	}
}

func alsoRequired(required bool) string {
	return either(required, ", and is required", "")
}

// withValues lists the values of a new property if no change reports their
// enum.
func (c *comparison) withValues(r model.Ref) string {
	if c.kind != Revisions || r.Enum == nil || !r.Enum.Implied {
		return ""
	}
	return withMembers(r.Enum, "has the values")
}

// isFromRepresentation reports whether the reason is that of a property that no
// table has.
func isFromRepresentation(r model.Reason) bool { return r.Why.Name == "property-from-representation" }

func (c *comparison) propertyLost(s subject, t, old *model.Type, q *model.Property) {
	if c.kind == Revisions && old.Base != t.Base && t.Undescribed() != "" {
		c.report(undecided, s, true, q.Name, "the property %s, or is inherited from %s, which no page describes", c.words.lost, t.Base)
		return
	}
	if c.kind != Revisions && hasInheritedRow(q.Name, old, c.is) {
		return
	}
	typ := q.Ref.CSDL()
	some, lacking := movedDown(q.Name, old, c.is)
	if !some || !old.Abstract {
		c.report(propertyLost, s, true, typ, "the property %s; it %s %s", c.words.lost, c.words.were, shown(q.Ref).Words())
		return
	}
	for _, sub := range lacking {
		s.name = sub.Qualified() + "/" + q.Name
		if now := c.is.index.Type(sub.Qualified()); now != nil {
			s.is = now.Position()
		}
		c.report(propertyLost, s, true, typ, "the property, inherited from %s, %s; it %s %s", old.Name, c.words.lost, c.words.were, shown(q.Ref).Words())
	}
}

// hasInheritedRow reports whether the page of a subtype describes a property as
// inherited, which documents it for the base type.
func hasInheritedRow(name string, t *model.Type, pages *side) bool {
	for sub := range t.Subtypes() {
		if p := pages.index.Type(sub.Qualified()).PropertyFold(name); p != nil && p.InheritedFrom != "" {
			return true
		}
	}
	return false
}

// movedDown reports whether any subtype has a property on the other side, where
// the type itself lacks it, and returns the subtypes that lack it, too. A row
// that says that the property is inherited does not count, because the property
// of the base type is gone. Only abstract types are reported by their subtypes:
// a type with values of its own loses the property anyway.
func movedDown(name string, t *model.Type, other *side) (some bool, lacking []*model.Type) {
	having := map[*model.Type]bool{}
	for sub := range t.Subtypes() {
		there := other.index.Type(sub.Qualified())
		switch {
		case having[sub.BaseType]:
			having[sub] = true
		case there == nil:
		case declares(there, name):
			having[sub] = true
		default:
			lacking = append(lacking, sub)
		}
	}
	return len(having) > 0, lacking
}

func declares(t *model.Type, name string) bool {
	p := t.PropertyFold(name)
	return p != nil && p.InheritedFrom == ""
}

// similarProperty names a property of the other side's type that is probably
// meant. Its name is nearly the same, and this side lacks it.
func (c *comparison) similarProperty(name string, old, t *model.Type) string {
	for _, q := range old.AllProperties() {
		if model.Near(name, q.Name) && t.PropertyFold(q.Name) == nil {
			return "; a similar name " + c.words.was + ": " + q.Name
		}
	}
	return ""
}
