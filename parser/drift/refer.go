package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// refer compares two types by the rule of the row, whether they are collections
// or not. Names that differ in case are those of one type, whose change it is.
func (c *comparison) refer(row aspect, s subject, p, q model.Ref) {
	if p.Type == q.Type || p.Type == "" || q.Type == "" || strings.EqualFold(p.Type, q.Type) {
		return
	}
	if (p.Listed || q.Listed) && notation(p) == notation(q) {
		c.values(row, s, p, q)
		return
	}
	if p.Type == edm.Untyped || q.Type == edm.Untyped {
		c.report(undecided, s, true, p.Type+" "+q.Type, "the type is %s %s and %s %s: one of them is not told", p.Words(), c.words.is, q.Words(), c.words.was)
		return
	}
	weighs := notation(p) != notation(q)
	if p.Struct != nil && q.Struct != nil {
		weighs = !p.Struct.IsRelated(c.is.index.Type(q.Type)) && !q.Struct.IsRelated(c.was.index.Type(p.Type))
	}
	c.report(row, s, weighs, p.Type+" "+q.Type, "the type is %s %s, %s %s", p.Words(), c.words.is, q.Words(), c.words.was)
}

// fits reports whether two types are the same, or one is derived from the other.
func (c *comparison) fits(is, was model.Ref) bool {
	return is.Collection == was.Collection &&
		(is.IsSame(was) || is.Struct.IsRelated(c.is.index.Type(was.Type)) || was.Struct.IsRelated(c.was.index.Type(is.Type)))
}

// notation returns how JSON writes values of the type. Those of a type that is
// not described are taken for strings, which most such types are: enums.
func notation(r model.Ref) string {
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

// values compares the values that a page lists, naming no enum, with the members
// of the enum that the other side has there. Enums that have a counterpart by name
// are compared with that. Between revisions the values stay those of the property:
// others may have listed more of them.
func (c *comparison) values(row aspect, s subject, p, q model.Ref) {
	switch {
	case p.Enum == nil && q.Enum == nil:
		return
	case p.Enum == nil || q.Enum == nil:
		c.listing(row, s, p, q)
		return
	case c.was.index.Enum(p.Type) != nil && c.is.index.Enum(q.Type) != nil:
		return
	case c.kind == Metadata && c.was.index.Enum(p.Type) != nil:
		return
	case c.kind == Metadata:
		s.name, s.was = q.Enum.Qualified(), q.Enum.Position()
	}
	c.members(s, p.Enum, q.Enum)
}

// listing tells of values that the page lists now for what is called a string
// before and after, or no longer lists.
func (c *comparison) listing(row aspect, s subject, p, q model.Ref) {
	switch {
	case c.kind == Metadata:
	case q.Enum == nil && p.Enum.Implied:
		c.note(row, s, "values", "the page lists values now: %s", listed(memberNames(p.Enum)))
	case p.Enum == nil && q.Enum.Implied:
		c.note(row, s, "no values", "the page no longer lists values; it had %s", listed(memberNames(q.Enum)))
	}
}
