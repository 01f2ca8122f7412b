package drift

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// enums compares all enums and their members.
func (c *comparison) enums() {
	users := newUsers(c.is.Model)
	for _, e := range c.is.Model.Enums {
		if e.Implied {
			continue
		}
		name := e.Qualified()
		s := subject{name: name, way: c.ways[name], is: e.Position()}
		old := c.was.index.Enum(c.counterpartName(name))
		if old == nil || old.Implied {
			c.enumGained(s, e, users)
			continue
		}
		s.was = old.Position()
		if old.Qualified() != name && c.placed[name] == "" {
			c.differ(enumCase, s, true, "the name", name, old.Qualified())
		}
		c.flags(s, e, old)
		c.deprecated(s, "enum", mentions(e.Description), old.Deprecated || c.kind == Revisions && mentions(old.Description))
		c.members(s, e, old)
	}
	users = newUsers(c.was.Model)
	for _, old := range c.was.Model.Enums {
		name := old.Qualified()
		if !old.Implied && !c.valued[old] && !c.found[name] && !c.is.names(name) && !c.describes(name) {
			c.enumLost(subject{name: name, way: c.ways[name], was: old.Position()}, old, users)
		}
	}
}

// enumGained reports an enum that only the pages have.
func (c *comparison) enumGained(s subject, e *model.Enum, u users) {
	switch {
	case c.kind == Description: // the members are compared where the enum is used
	case c.kind == Metadata && u.listed[e] && !u.named[e]:
	case c.overlooked(e.Page, memberNames(e)...):
	case c.was.index.Type(s.name) != nil:
		c.report(enumGained, s, true, "type", "it is an enum %s, a type %s", c.words.is, c.words.was)
	default:
		c.report(enumGained, s, u.named[e], "", "the enum %s%s%s", c.words.gained, withMembers(e, "has"), c.similarName(s.name))
	}
}

// enumLost reports an enum that only the other side has. If all properties with
// the enum still accept its values, only a name was removed.
func (c *comparison) enumLost(s subject, old *model.Enum, u users) {
	listed := u.listed[old] && !u.named[old]
	kept, by, at := c.kept(old, u)
	if c.kind == Revisions {
		s.is = at
	}
	c.report(enumLost, s, !listed && !kept, "", "the enum %s%s%s", c.words.lost, withMembers(old, c.words.had), by)
}

// kept reports whether all properties with the enum still accept its values. By
// names the new type of the first of them, and at is its position.
func (c *comparison) kept(old *model.Enum, u users) (kept bool, by string, at source.Position) {
	kept = len(u.properties[old]) > 0
	for _, p := range u.properties[old] {
		now := c.is.index.Type(p.of.Qualified()).PropertyFold(p.name)
		if now == nil || jsonKind(now.Ref) != "string" || now.Enum != nil && !includes(now.Enum, old) {
			kept = false
		}
		if now != nil && at.File == "" {
			at = now.Position
			by = "; " + p.of.Name + "/" + now.Name + " is " + shown(now.Ref).CSDL() + " " + c.words.is
		}
	}
	return kept, by, at
}

// includes reports whether e has all members of other.
func includes(e, other *model.Enum) bool {
	return !slices.ContainsFunc(other.Members, func(m *model.Member) bool { return e.Member(m.Name) == nil })
}

// users are the uses of enums: as a named type, or as a list of values of a
// string. An enum with neither comes from a list under a heading.
type users struct {
	named, listed map[*model.Enum]bool
	properties    map[*model.Enum][]propertyName
}

type propertyName struct {
	of   *model.Type
	name string
}

func newUsers(m *model.Model) users {
	u := users{map[*model.Enum]bool{}, map[*model.Enum]bool{}, map[*model.Enum][]propertyName{}}
	for _, t := range m.Types {
		for _, p := range t.Properties {
			if u.add(p.Ref); p.Enum != nil {
				u.properties[p.Enum] = append(u.properties[p.Enum], propertyName{t, p.Name})
			}
		}
	}
	for _, op := range m.Operations {
		for _, p := range slices.Concat(op.PathParameters, op.QueryParameters, body(op).Parameters) {
			u.add(p.Ref)
		}
	}
	return u
}

func (u users) add(r model.Ref) {
	switch {
	case r.Enum == nil:
	case r.Listed:
		u.listed[r.Enum] = true
	default:
		u.named[r.Enum] = true
	}
}
