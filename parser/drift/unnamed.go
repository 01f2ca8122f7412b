package drift

import (
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// A model has a name for each type and enum. The reader makes a name where the
// pages have none: for the object in the table of a request or a response, and
// for a list of values. No side uses such a name, so these types and enums are
// compared only where they are used.

// isUnnamed reports whether the pages have no page for the type: the table of a
// request or a response describes it.
func isUnnamed(t *model.Type) bool { return t != nil && t.Implied }

// isMade reports whether the enum was made from a list of values.
func isMade(e *model.Enum) bool { return e != nil && e.Implied }

// isListed reports whether one of the sides lists values instead of naming an
// enum.
func isListed(p, q model.Ref) bool {
	return p.Listed || q.Listed || isMade(p.Enum) || isMade(q.Enum)
}

// isAny reports whether nothing is known about the values: they may be any JSON
// value, or their type is not stated or can't be read.
func isAny(r model.Ref) bool {
	return r.Type == "" || r.Type == edm.Untyped || r.Struct != nil && r.Struct.AnyJSON
}

// shown returns the type for a message, with the name that the pages use
// instead of one that the reader made, and no more than is known.
func shown(r model.Ref) model.Ref {
	switch {
	case isUnnamed(r.Struct):
		r.Type = "object"
	case isMade(r.Enum):
		r.Type = edm.String
	case r.Loose && isInteger(r):
		r.Type = "integer"
	case r.Loose:
		r.Type = jsonKind(r)
	}
	return r
}

// hasEnum reports whether the side has a named enum with the name of the type.
func (s *side) hasEnum(r model.Ref) bool {
	e := s.index.Enum(r.Type)
	return e != nil && !e.Implied && !isMade(r.Enum)
}

// isByUse reports whether both are structured types, and one of them has no
// name.
func isByUse(is, was model.Ref) bool {
	return is.Struct != nil && was.Struct != nil && is.Collection == was.Collection && (isUnnamed(is.Struct) || isUnnamed(was.Struct))
}

// contents compares the values of two bodies whose types fit, if one of them
// has no name.
func (c *comparison) contents(s subject, is, was model.Ref) {
	if isByUse(is, was) {
		s.name += "?"
		c.objectProperties(s, is.Struct, was.Struct)
	}
}

// compareObjects compares two types of which at least one has no name. A table
// of a request or a response may leave out properties of a type that has a
// page.
func (c *comparison) compareObjects(row aspect, s subject, p, q model.Ref) {
	if p.Struct == nil || q.Struct == nil {
		is, was := shown(p), shown(q)
		c.report(row, s, true, is.Type+" "+was.Type, "the type is %s %s, %s %s", is.Words(), c.words.is, was.Words(), c.words.was)
		return
	}
	s.name += "/"
	c.objectProperties(s, p.Struct, q.Struct)
}

// objectProperties compares the properties of two types, unless it has compared
// them at another use. The name of a property is appended to that of the
// subject.
func (c *comparison) objectProperties(s subject, t, old *model.Type) {
	if c.objects[[2]*model.Type{t, old}] {
		return
	}
	c.objects[[2]*model.Type{t, old}] = true
	if c.kind == Description && !t.Implied {
		if c.was.index.Type(t.Qualified()) != nil {
			return // the schema of the type is compared
		}
		s.name = t.Qualified() + "/"
	}
	for _, p := range t.AllProperties() {
		at := subject{name: s.name + p.Name, way: s.way, is: p.Position, was: s.was}
		if q := old.PropertyFold(p.Name); q != nil {
			at.was = q.Position
			c.property(at, p, q)
		} else if t.Implied && (c.kind != Revisions || old.Implied) {
			c.propertyGained(at, t, old, p)
		}
	}
	if c.kind != Revisions || !old.Implied {
		return
	}
	for _, q := range old.AllProperties() {
		if t.PropertyFold(q.Name) == nil {
			c.propertyLost(subject{name: s.name + q.Name, way: s.way, is: s.is, was: q.Position}, t, old, q)
		}
	}
}
