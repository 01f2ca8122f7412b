package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// compareType compares two types with the rule of the row, regardless of
// whether they are collections. Names that differ only in case refer to the
// same type, whose change is reported there.
func (c *comparison) compareType(row aspect, s subject, p, q model.Ref) {
	p = c.inOther(p)
	c.spellings(s, p, q)
	switch {
	case isAny(p) || isAny(q) || c.kind == Description && p.IsUndescribed() || c.isLoosely(p, q):
	case isUnnamed(p.Struct) || isUnnamed(q.Struct):
		c.compareObjects(row, s, p, q)
	case strings.EqualFold(p.Type, q.Type) && !isMade(p.Enum) && !isMade(q.Enum):
	case isListed(p, q) && jsonKind(p) == jsonKind(q):
		c.values(row, s, p, q)
	default:
		c.report(row, s, c.unrelated(p, q), p.Type+" "+q.Type, "the type is %s %s, %s %s", shown(p).Words(), c.words.is, shown(q).Words(), c.words.was)
	}
}

// spellings compares the values that a description lists, as it spells them, with
// the members of the enum in the metadata. A member that the enum of the pages
// spells in the same way is reported there.
func (c *comparison) spellings(s subject, p, q model.Ref) {
	if c.kind == Revisions || q.Enum == nil || p.Enum == nil {
		return
	}
	var is, was []string
	for _, value := range p.Values {
		m, own := q.Enum.Member(value), p.Enum.Member(value)
		if m != nil && m.Name != value && own != nil && own.Name != value {
			is, was = append(is, value), append(was, m.Name)
		}
	}
	if len(is) > 0 {
		c.differ(memberCase, s, true, either(len(is) == 1, "the listed value", "the list of values"), joinNames(is), joinNames(was))
	}
}

// isLoosely reports whether the types are the same as far as a side tells that does not
// tell all: see [model.Ref]. A number without a size has no fraction if it is an integer.
func (c *comparison) isLoosely(p, q model.Ref) bool {
	if c.kind == Revisions {
		return false
	}
	if p.Type == edm.Stream && q.Type == "Edm.Binary" || p.Type == "Edm.Binary" && q.Type == edm.Stream {
		return true // JSON has bytes as text, and a description has no other words for it
	}
	if !p.Loose && !q.Loose || p.Struct != nil || q.Struct != nil || jsonKind(p) != jsonKind(q) {
		return false
	}
	return jsonKind(p) != "number" || !isInteger(q) || !q.Loose || isInteger(p)
}

func isInteger(r model.Ref) bool { return edm.Named(r.Type).Bits() > 0 }

// unrelated reports whether values of one type are not values of the other.
func (c *comparison) unrelated(p, q model.Ref) bool {
	if p.Struct != nil && q.Struct != nil {
		return !p.Struct.IsRelated(c.is.index.Type(q.Type)) && !q.Struct.IsRelated(c.was.index.Type(p.Type))
	}
	return jsonKind(p) != jsonKind(q)
}

// fits reports whether the types are equal, one derives from the other, or one
// of them is any JSON value. An object without a name fits every object: see
// [comparison.compareObjects].
func (c *comparison) fits(is, was model.Ref) bool {
	is = c.inOther(is)
	switch {
	case is.Type == edm.Untyped || was.Type == edm.Untyped:
		return true
	case is.Collection != was.Collection:
		return false
	case isAny(is) || isAny(was):
		return true
	case isUnnamed(is.Struct) || isUnnamed(was.Struct):
		return isByUse(is, was)
	case c.kind == Description && is.IsUndescribed() || c.isLoosely(is, was):
		return true
	}
	return is.IsSame(was) || is.Struct.IsRelated(c.is.index.Type(was.Type)) || was.Struct.IsRelated(c.was.index.Type(is.Type))
}

// jsonKind returns the kind of the type's values in JSON. A type that is not
// described counts as a string, because most such types are enums.
func jsonKind(r model.Ref) string {
	switch kind := edm.Named(r.Type).Kind; {
	case r.Struct != nil:
		return "object"
	case r.Type == edm.Stream:
		return "stream"
	case kind == edm.Number:
		return "number"
	case kind == edm.Bool:
		return "boolean"
	}
	return "string"
}

// values compares a list of values, for which a page names no enum, with the
// members of the enum on the other side. If the enums have counterparts by
// name, those are compared instead. In a comparison of revisions the subject
// stays the property, because other properties may list more values.
func (c *comparison) values(row aspect, s subject, p, q model.Ref) {
	switch {
	case p.Enum == nil && q.Enum == nil:
		return
	case p.Enum == nil || q.Enum == nil:
		c.listing(row, s, p, q)
		return
	case c.was.hasEnum(p) && c.is.hasEnum(q):
		return
	case c.kind != Revisions && c.was.hasEnum(p):
		return
	case c.kind != Revisions:
		c.valued[q.Enum] = true
		switch {
		case !q.Enum.Implied:
			s.name, s.was = q.Enum.Qualified(), q.Enum.Position()
		case !p.Enum.Implied:
			s.name, s.is = p.Enum.Qualified(), p.Enum.Position()
		}
	}
	c.members(s, p.Enum, q.Enum)
}

// listing reports a list of values that the page adds or removes while the
// property stays a string.
func (c *comparison) listing(row aspect, s subject, p, q model.Ref) {
	switch {
	case c.kind != Revisions:
	case q.Enum == nil && p.Enum.Implied:
		c.note(row, s, "values", "the page lists values now: %s", joinNames(memberNames(p.Enum)))
	case p.Enum == nil && q.Enum.Implied:
		c.note(row, s, "no values", "the page no longer lists values; it had %s", joinNames(memberNames(q.Enum)))
	}
}
