package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// property compares two properties of one name.
func (c *comparison) property(s subject, p, q *model.Property) {
	if p.Name != q.Name {
		c.differ(propertyCase, s, true, "the name", p.Name, q.Name)
	}
	c.refer(propertyType, s, p.Ref, q.Ref)
	if p.Collection != q.Collection {
		c.report(propertyCollection, s, true, described(p.Ref)+" "+described(q.Ref), "the property is %s %s, %s %s", inWords(p.Ref), c.words.is, inWords(q.Ref), c.words.was)
	}
	c.nullability(s, p, q)
	c.readOnly(s, p, q)
	if p.Required != q.Required {
		c.states(propertyRequired, s, "the property", p.Required, "required", "optional")
	}
	c.retired(s, "property", p.Deprecated, q.Deprecated)
}

// retired compares whether something is deprecated. The metadata's silence is no
// statement: few services annotate all there is.
func (c *comparison) retired(s subject, what string, is, was bool) {
	if is == was {
		return
	}
	if c.kind == Revisions {
		c.states(deprecation, s, "the "+what, is, "deprecated", "not deprecated")
	} else if was {
		c.differ(deprecation, s, is, "the "+what, either(is, "deprecated", "not deprecated"), either(was, "deprecated", "not deprecated"))
	}
}

// mentions reports whether a description speaks of deprecation.
func mentions(description string) bool {
	return strings.Contains(strings.ToLower(description), "deprecat")
}

func (c *comparison) nullability(s subject, p, q *model.Property) {
	if p.Nullable == nil || q.Nullable == nil || *p.Nullable == *q.Nullable {
		return
	}
	weighs := *p.Nullable == (c.kind == Revisions)
	c.differ(propertyNullability, s, weighs, "the property", either(*p.Nullable, "nullable", "never null"), either(*q.Nullable, "nullable", "never null"))
}

func (c *comparison) readOnly(s subject, p, q *model.Property) {
	if p.ReadOnly == q.ReadOnly || c.kind == Metadata && p.ReadOnly {
		return
	}
	if c.kind == Metadata {
		c.report(propertyReadOnly, s, true, "", "the metadata says that the property is computed, and the pages do not say that it is read-only")
		return
	}
	c.states(propertyReadOnly, s, "the property", p.ReadOnly, "read-only", "writable")
}

func either(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

// listed compares the values that a page lists, naming no enum, with the members
// of the enum that the other side has there. Enums that have a counterpart by name
// are compared with that. Between revisions the values stay those of the property:
// others may have listed more of them.
func (c *comparison) listed(row aspect, s subject, p, q model.Ref) {
	switch {
	case p.Enum == nil && q.Enum == nil:
		return
	case p.Enum == nil || q.Enum == nil:
		c.listing(row, s, p, q)
		return
	case c.was.enum(p.Type) != nil && c.is.enum(q.Type) != nil:
		return
	case c.kind == Metadata && c.was.enum(p.Type) != nil:
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
		c.note(row, s, "values", "the page lists values now: %s", some(memberNames(p.Enum)))
	case p.Enum == nil && q.Enum.Implied:
		c.note(row, s, "no values", "the page no longer lists values; it had %s", some(memberNames(q.Enum)))
	}
}

// untyped is the type of what may be any JSON value.
const untyped = "Edm.Untyped"

// refer compares two types by the rule of the row, whether they are collections
// or not. Names that differ in case are those of one type, whose change it is.
func (c *comparison) refer(row aspect, s subject, p, q model.Ref) {
	if p.Type == q.Type || p.Type == "" || q.Type == "" || strings.EqualFold(p.Type, q.Type) {
		return
	}
	if (p.Listed || q.Listed) && notation(p) == notation(q) {
		c.listed(row, s, p, q)
		return
	}
	if p.Type == untyped || q.Type == untyped {
		c.report(undecided, s, true, p.Type+" "+q.Type, "the type is %s %s and %s %s: one of them is not told", inWords(p), c.words.is, inWords(q), c.words.was)
		return
	}
	weighs := notation(p) != notation(q)
	if p.Struct != nil && q.Struct != nil {
		weighs = !p.Struct.IsRelated(c.is.typ(q.Type)) && !q.Struct.IsRelated(c.was.typ(p.Type))
	}
	c.report(row, s, weighs, p.Type+" "+q.Type, "the type is %s %s, %s %s", inWords(p), c.words.is, inWords(q), c.words.was)
}

// notations are how JSON writes the primitive types that are no strings: OData
// JSON Format 4.01, section 7.1.
var notations = map[string]string{
	"Edm.Boolean": "boolean",
	"Edm.Byte":    "number", "Edm.SByte": "number", "Edm.Int16": "number", "Edm.Int32": "number", "Edm.Int64": "number",
	"Edm.Single": "number", "Edm.Double": "number", "Edm.Decimal": "number",
	"Edm.Stream": "stream",
}

// notation returns how JSON writes values of the type. Those of a type that is
// not described are taken for strings, which most such types are: enums.
func notation(r model.Ref) string {
	if r.Struct != nil {
		return "object"
	}
	if n := notations[r.Type]; n != "" {
		return n
	}
	return "string"
}
