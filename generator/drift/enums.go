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
	users := newUsers(c.is.model)
	for _, e := range c.is.model.Enums {
		name := e.Qualified()
		s := subject{name: name, use: c.usage[name], is: e.Position()}
		old := c.was.enum(name)
		if old == nil {
			c.enumGained(s, e, users)
			continue
		}
		s.was = old.Position()
		if old.Qualified() != name {
			c.differ(enumCase, s, true, "the name", name, old.Qualified())
		}
		c.flags(s, e, old)
		c.retired(s, "enum", mentions(e.Description), old.Deprecated || c.kind == Revisions && mentions(old.Description))
		c.members(s, e, old)
	}
	users = newUsers(c.was.model)
	for _, old := range c.was.model.Enums {
		name := old.Qualified()
		if c.is.enum(name) == nil && c.is.typ(name) == nil {
			c.enumLost(subject{name: name, use: c.usage[name], was: old.Position()}, old, users)
		}
	}
}

// enumGained reports an enum that only the pages have. What is called a string,
// with a list of its values, is an enum under a name that is not the pages': its
// values are compared, or told, where they are listed.
func (c *comparison) enumGained(s subject, e *model.Enum, u users) {
	switch {
	case c.kind == Revisions && e.Implied:
	case c.kind == Metadata && (e.Implied || u.listed[e] && !u.named[e]):
	case c.was.typ(s.name) != nil:
		c.report(enumGained, s, true, "type", "it is an enum %s, a type %s", c.words.is, c.words.was)
	default:
		c.report(enumGained, s, u.named[e], "", "the enum %s%s%s", c.words.gained, withMembers(e, "has"), c.nearName(s.name))
	}
}

// enumLost reports an enum that only the other side has. If everything that had
// it as its type still takes its values, no more than a name is gone. A name that
// earlier pages did not have either is no loss.
func (c *comparison) enumLost(s subject, old *model.Enum, u users) {
	if c.kind == Revisions && old.Implied {
		return
	}
	listed := old.Implied || u.listed[old] && !u.named[old]
	kept, by, at := c.kept(old, u)
	if c.kind == Revisions {
		s.is = at
	}
	c.report(enumLost, s, !listed && !kept, "", "the enum %s%s%s", c.words.lost, withMembers(old, c.words.had), by)
}

// kept reports whether all properties that had the enum as their type still take
// its values. By says what type the first of them has instead, and at where it stands.
func (c *comparison) kept(old *model.Enum, u users) (kept bool, by string, at source.Position) {
	kept = len(u.properties[old]) > 0
	for _, p := range u.properties[old] {
		var now *model.Property
		if t := c.is.typ(p.of.Qualified()); t != nil {
			now = t.PropertyFold(p.name)
		}
		if now == nil || notation(now.Ref) != "string" || now.Enum != nil && !includes(now.Enum, old) {
			kept = false
		}
		if now != nil && at.File == "" {
			at = now.Position
			by = "; " + p.of.Name + "/" + now.Name + " is " + described(now.Ref) + " " + c.words.is
		}
	}
	return kept, by, at
}

// includes reports whether an enum has all members of the other.
func includes(e, other *model.Enum) bool {
	return !slices.ContainsFunc(other.Members, func(m *model.Member) bool { return member(e, m.Name) == nil })
}

// users are what has enums as its type: by name, or by listing the values of what
// is called a string. Enums that neither has are lists under a heading.
type users struct {
	named, listed map[*model.Enum]bool
	properties    map[*model.Enum][]propertyName
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

// flags compares whether members can be combined. Pages that say nothing of it are
// silent, but for those that number the members so that they can't be.
func (c *comparison) flags(s subject, e, old *model.Enum) {
	if e.Flags == old.Flags {
		return
	}
	if c.kind == Metadata && (e.Flags && !slices.ContainsFunc(e.Reasons, saysFlags) || !e.Flags && !ordinals(e)) {
		return
	}
	c.differ(enumFlags, s, e.Flags, "a value", either(e.Flags, "a combination of members", "one member"), either(old.Flags, "a combination of members", "one member"))
}

// saysFlags reports whether the page says that members can be combined, and does
// not only number them like that.
func saysFlags(r model.Reason) bool { return r.Why.Name == "flags-said" }

// ordinals reports whether the members are numbered one by one, as those that can
// be combined can't be.
func ordinals(e *model.Enum) bool {
	const few = 4 // up to these, such as 0, 1, 2, numbers say nothing
	for i, m := range e.Members {
		if m.Value == nil || *m.Value != int64(i) {
			return false
		}
	}
	return len(e.Members) >= few
}

// Two enums are compared once, for whatever has them.
func (c *comparison) members(s subject, e, old *model.Enum) {
	if pair := [2]*model.Enum{e, old}; c.kind == Revisions {
		if c.paired[pair] {
			return
		}
		c.paired[pair] = true
	}
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
		default:
			at.was = standing(q.Position, s.was)
			if q.Name != m.Name {
				c.differ(memberCase, at, true, "the name", m.Name, q.Name)
			}
			c.retired(at, "member", mentions(m.Description), q.Deprecated || c.kind == Revisions && mentions(q.Description))
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
	return having(memberNames(e), has)
}

func memberNames(e *model.Enum) []string {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	return names
}
