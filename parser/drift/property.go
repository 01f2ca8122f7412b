package drift

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// property compares two properties with the same name.
func (c *comparison) property(s subject, p, q *model.Property) {
	if p.Name != q.Name {
		c.differ(propertyCase, s, true, "the name", p.Name, q.Name)
	}
	if !c.contradicts(propertyType, s, p.Ref, q.Ref, p.Claims, q.Claims) {
		c.propertyType(s, p, q)
	}
	c.nullability(s, p, q)
	c.readOnly(s, p, q)
	if c.kind != Description || q.Required && !p.ReadOnly && !q.ReadOnly && !p.Key {
		// A description also requires what responses have, and can't require what only
		// some requests need.
		c.required(propertyRequired, s, "the property", p.Required, q.Required)
	}
	c.defaults(s, p, q)
	c.deprecated(s, "property", p.Deprecated, q.Deprecated)
}

// defaults compares the defaults, if both sides name one.
func (c *comparison) defaults(s subject, p, q *model.Property) {
	if p.Default != nil && q.Default != nil && !sameValue(*p.Default, *q.Default) {
		c.differ(propertyDefault, s, true, "the default", *p.Default, *q.Default)
	}
}

// sameValue reports whether two spellings are those of one value.
func sameValue(a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, other := strconv.ParseFloat(b, 64)
	return strings.EqualFold(a, b) || err == nil && other == nil && x == y
}

func (c *comparison) propertyType(s subject, p, q *model.Property) {
	c.compareType(propertyType, s, p.Ref, q.Ref)
	if p.Collection != q.Collection && !isAny(p.Ref) && !isAny(q.Ref) {
		c.report(propertyCollection, s, true, p.Ref.CSDL()+" "+q.Ref.CSDL(), "the property is %s %s, %s %s", shown(p.Ref).Words(), c.words.is, shown(q.Ref).Words(), c.words.was)
	}
}

func (c *comparison) nullability(s subject, p, q *model.Property) {
	if p.Nullable == nil || q.Nullable == nil || *p.Nullable == *q.Nullable {
		return
	}
	when := *p.Nullable == (c.kind == Revisions)
	c.differ(propertyNullability, s, when, "the property", either(*p.Nullable, "nullable", "never null"), either(*q.Nullable, "nullable", "never null"))
}

func (c *comparison) readOnly(s subject, p, q *model.Property) {
	if p.ReadOnly == q.ReadOnly || c.kind != Revisions && p.ReadOnly {
		return
	}
	if c.kind != Revisions {
		c.report(propertyReadOnly, s, true, "", "%s says that the property is %s, and the pages do not say that it is read-only", c.words.other, either(c.kind == Metadata, "computed", "read-only"))
		return
	}
	c.reportFact(propertyReadOnly, s, "the property", p.ReadOnly, "read-only", "writable")
}
