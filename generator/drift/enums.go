package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// marker is the member that stands for all that a client does not know yet. It
// is no value: to name it says that others may come.
const marker = "unknownFutureValue"

// enums compares all enums with their members.
func (c *comparison) enums() {
	named := typed(c.is.model)
	for _, e := range c.is.model.Enums {
		name := e.Qualified()
		s := subject{name: name, use: c.usage[name], is: enumPosition(e)}
		old := c.was.enum(name)
		if old == nil && e.Implied && c.kind == Metadata {
			continue // its name is not the pages'; the values are compared where they are listed
		}
		if old == nil {
			if c.was.typ(name) != nil {
				c.report(enumGained, s, true, "type", "it is an enum %s, a type %s", c.words.is, c.words.was)
			} else {
				c.report(enumGained, s, named[e], "", "the enum %s%s", c.words.gained, withMembers(e, "has"))
			}
			continue
		}
		s.was = enumPosition(old)
		if old.Qualified() != name {
			c.differ(enumCase, s, true, "the name", name, old.Qualified())
		}
		c.members(s, e, old)
	}
	for _, old := range c.was.model.Enums {
		name := old.Qualified()
		if c.is.enum(name) == nil && c.is.typ(name) == nil {
			c.report(enumLost, subject{name: name, use: c.usage[name], was: enumPosition(old)}, !old.Implied, "", "the enum %s%s", c.words.lost, withMembers(old, c.words.had))
		}
	}
}

// typed returns the enums that something has as its type. The others are lists
// of the values of what is called a string, under a heading.
func typed(m *model.Model) map[*model.Enum]bool {
	named := map[*model.Enum]bool{}
	for _, t := range m.Types {
		for _, p := range t.Properties {
			named[p.Enum] = named[p.Enum] || !p.Listed
		}
	}
	for _, op := range m.Operations {
		for _, p := range slices.Concat(op.PathParameters, op.QueryParameters, body(op).Parameters) {
			named[p.Enum] = named[p.Enum] || !p.Listed
		}
	}
	return named
}

func (c *comparison) members(s subject, e, old *model.Enum) {
	if len(e.Members) == 0 || len(old.Members) == 0 {
		if len(e.Members) != len(old.Members) {
			c.report(undecided, s, true, "", "one side names the enum without its members")
		}
		return
	}
	expected := member(old, marker) != nil
	if c.kind == Metadata {
		expected = member(e, marker) != nil
	}
	for _, m := range e.Members {
		at := s
		at.name += "/" + m.Name
		at.is = standing(m.Position, s.is)
		switch q := member(old, m.Name); {
		case q == nil:
			weighs := m.Name != marker && (!expected || c.kind == Metadata)
			c.report(memberGained, at, weighs, "", "the member %s", c.words.gained)
		case q.Name != m.Name:
			at.was = standing(q.Position, s.was)
			c.differ(memberCase, at, true, "the name", m.Name, q.Name)
		}
	}
	for _, q := range old.Members {
		if member(e, q.Name) == nil {
			at := s
			at.name += "/" + q.Name
			at.was = standing(q.Position, s.was)
			weighs := q.Name != marker && (!expected || c.kind == Revisions)
			c.report(memberLost, at, weighs, "", "the member %s", c.words.lost)
		}
	}
}

// standing returns the position of its own that something has, or the given one
// of what it is a part of.
func standing(own, at source.Position) source.Position {
	if own.File != "" {
		return own
	}
	return at
}

// member returns the member of the name, spelled so or else with other capitals.
func member(e *model.Enum, name string) *model.Member {
	return find(e.Members, name, func(m *model.Member) string { return m.Name })
}

// find returns the element of the name, spelled so or else with other capitals,
// or nil.
func find[T any](list []*T, name string, nameOf func(*T) string) *T {
	for _, e := range list {
		if nameOf(e) == name {
			return e
		}
	}
	for _, e := range list {
		if strings.EqualFold(nameOf(e), name) {
			return e
		}
	}
	return nil
}

// withMembers lists the members of an enum that only one side has: they are no
// changes of their own.
func withMembers(e *model.Enum, has string) string {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	return having(names, has)
}
