package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// types compares all types, with their base types and properties.
func (c *comparison) types() {
	for _, t := range c.is.Model.Types {
		if t.Implied || t.AnyJSON {
			continue
		}
		name := t.Qualified()
		s := subject{name: name, way: c.ways[name], is: t.Position()}
		old := c.was.index.Type(c.counterpartName(name))
		if old == nil || old.Implied {
			c.typeGained(s, t)
			continue
		}
		s.was = old.Position()
		if old.Qualified() != name && c.placed[name] == "" {
			s.way |= c.ways[old.Qualified()]
			c.differ(typeCase, s, true, "the name", name, old.Qualified())
		}
		c.base(s, t, old)
		c.deprecated(s, "type", t.Deprecated, old.Deprecated)
		c.properties(s, t, old)
		c.entries(s, t, old)
		c.requires(s, t, old)
	}
	for _, old := range c.was.Model.Types {
		if name := old.Qualified(); !old.Implied && !old.AnyJSON && !c.found[name] && !c.is.names(name) && !c.describes(name) {
			s := subject{name: name, way: c.ways[name], was: old.Position()}
			c.report(typeLost, s, true, "", "the type %s%s", c.words.lost, withProperties(old, c.words.had))
		}
	}
}

// describes reports whether a description has the name that the reader of the pages made
// for a type or enum, as one that was made from the pages does.
func (c *comparison) describes(name string) bool {
	return c.kind == Description && (c.is.index.Type(name) != nil || c.is.index.Enum(name) != nil)
}

func (c *comparison) typeGained(s subject, t *model.Type) {
	if e := c.was.index.Enum(s.name); e != nil {
		c.report(typeGained, s, true, "enum", "it is a type %s, an enum %s", c.words.is, c.words.was)
		return
	}
	hint := c.similarName(s.name)
	if c.kind == Description {
		c.note(typeGained, s, "", "no schema in the description stands for the type%s%s", withProperties(t, "has"), hint)
		return
	}
	c.report(typeGained, s, true, "", "the type %s%s%s", c.words.gained, withProperties(t, "has"), hint)
}

// base compares the base types. It is not a contradiction if a side names no
// base type, or if one base type derives from the other. Pages need not name a
// base type; metadata does.
func (c *comparison) base(s subject, t, old *model.Type) {
	if strings.EqualFold(t.Base, old.Base) || c.kind != Revisions && t.Base == "" || c.kind == Description && !c.is.names(old.Base) {
		return
	}
	if t.Base == "" {
		c.report(baseDiffers, s, false, "none "+old.Base, "the page no longer says that the type derives from %s", old.Base)
		return
	}
	related := func(s *side) bool { return s.index.Type(t.Base).IsRelated(s.index.Type(old.Base)) }
	contradicts := old.Base != "" && !related(c.is) && !related(c.was)
	c.differ(baseDiffers, s, contradicts, "the base type", t.Base, cmp.Or(old.Base, "none"))
}

// entries compares the types of the properties that no page names, in dictionaries.
// Metadata has no dictionaries, and a description may leave open what its objects hold.
func (c *comparison) entries(s subject, t, old *model.Type) {
	s.name += "/*"
	switch is, was := t.Entries, old.Entries; {
	case is != nil && was != nil:
		c.propertyType(s, &model.Property{Ref: *is}, &model.Property{Ref: *was})
	case c.kind != Revisions:
	case is != nil && old.EntriesOf() == nil:
		c.note(propertyType, s, "entries", "the page says now that the type is a dictionary of %s", shown(*is).Words())
	case was != nil && t.EntriesOf() == nil:
		c.note(propertyType, s, "no entries", "the page no longer says that the type is a dictionary; it had %s", shown(*was).Words())
	}
}

// requires compares which inherited properties the type requires.
func (c *comparison) requires(s subject, t, old *model.Type) {
	for _, name := range t.Requires {
		if c.kind == Revisions && old.Property(name) != nil && !isRequired(old, name) {
			at := s
			at.name, at.is = at.name+"/"+name, requiredAt(t, name)
			c.required(propertyRequired, at, "the property", true, false)
		}
	}
	for _, name := range old.Requires {
		if p := t.Property(name); !isRequired(t, name) && p != nil && !p.ReadOnly && !p.Key {
			at := s
			at.name, at.was = at.name+"/"+name, requiredAt(old, name)
			c.required(propertyRequired, at, "the property", false, true)
		}
	}
}

// requiredAt returns the position of the row with which a type requires an inherited
// property.
func requiredAt(t *model.Type, name string) source.Position {
	for _, r := range t.Reasons {
		if r.Aspect == "requires" && r.Words == name {
			return r.Position
		}
	}
	return t.Position()
}

// isRequired reports whether a type requires a property, its own or an inherited one.
func isRequired(t *model.Type, name string) bool {
	for base := range t.Lineage() {
		if slices.Contains(base.Requires, name) {
			return true
		}
	}
	p := t.Property(name)
	return p != nil && p.Required
}

// similarName names a type or enum of the metadata that is probably meant, and
// that the pages lack: one with the same name in another namespace, or else one
// with a similar name, preferably in the same namespace.
func (c *comparison) similarName(name string) string {
	if c.kind == Revisions {
		return ""
	}
	short := model.Short(name)
	space := name[:len(name)-len(short)]
	best, rank := "", 0
	for _, d := range declared(c.was.Model) {
		other := model.Short(d.name)
		now := 0
		switch {
		case c.is.names(d.name) || c.found[d.name]:
		case strings.EqualFold(short, other):
			now = 3
		case model.Near(short, other) && strings.EqualFold(space, d.name[:len(d.name)-len(other)]):
			now = 2
		case model.Near(short, other):
			now = 1
		}
		if now > rank {
			best, rank = d.name, now
		}
	}
	if best == "" {
		return ""
	}
	return "; a similar name " + c.words.was + ": " + best
}
