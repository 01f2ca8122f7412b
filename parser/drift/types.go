package drift

import (
	"cmp"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// types compares all types with their base types and properties.
func (c *comparison) types() {
	for _, t := range c.is.Model.Types {
		name := t.Qualified()
		s := subject{name: name, way: c.ways[name], is: t.Position()}
		old := c.was.index.Type(name)
		if old == nil {
			c.typeGained(s, t)
			continue
		}
		s.was = old.Position()
		if old.Qualified() != name {
			s.way |= c.ways[old.Qualified()]
			c.differ(typeCase, s, true, "the name", name, old.Qualified())
		}
		c.base(s, t, old)
		c.retired(s, "type", t.Deprecated, old.Deprecated)
		c.properties(s, t, old)
	}
	for _, old := range c.was.Model.Types {
		if name := old.Qualified(); !c.is.has(name) {
			s := subject{name: name, way: c.ways[name], was: old.Position()}
			c.report(typeLost, s, true, "", "the type %s%s", c.words.lost, withProperties(old, c.words.had))
		}
	}
}

func (c *comparison) typeGained(s subject, t *model.Type) {
	if e := c.was.index.Enum(s.name); e != nil {
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
	related := func(s *side) bool { return s.index.Type(t.Base).IsRelated(s.index.Type(old.Base)) }
	contradicts := old.Base != "" && !related(c.is) && !related(c.was)
	c.differ(baseDiffers, s, contradicts, "the base type", t.Base, cmp.Or(old.Base, "none"))
}

// nearName names the type or enum of the metadata that is meant, as far as letters
// tell: one of nearly that name, or of that name elsewhere, which the pages have not.
func (c *comparison) nearName(name string) string {
	if c.kind != Metadata {
		return ""
	}
	meant := func(other string) bool {
		return model.Resembles(name, other) && !c.is.has(other)
	}
	for _, t := range c.was.Model.Types {
		if meant(t.Qualified()) {
			return "; " + c.words.was + " there is " + t.Qualified()
		}
	}
	for _, e := range c.was.Model.Enums {
		if meant(e.Qualified()) {
			return "; " + c.words.was + " there is " + e.Qualified()
		}
	}
	return ""
}
