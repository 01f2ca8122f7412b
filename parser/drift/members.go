package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// members compares the members of two enums. It compares two enums only once,
// even if several properties have them.
func (c *comparison) members(s subject, e, old *model.Enum) {
	if pair := [2]*model.Enum{e, old}; c.kind == Revisions {
		if c.paired[pair] {
			return
		}
		c.paired[pair] = true
	}
	if len(e.Members) == 0 || len(old.Members) == 0 {
		if len(e.Members) != len(old.Members) {
			c.report(undecided, s, true, "", "one side lists no members of the enum")
		}
		return
	}
	expected := evolves(old)
	if c.kind != Revisions {
		expected = evolves(e)
	}
	for _, m := range e.Members {
		at := s
		at.name += "/" + m.Name
		at.is = cmp.Or(m.Position, s.is)
		if q := old.Member(m.Name); q != nil {
			at.was = cmp.Or(q.Position, s.was)
			c.member(at, m, q)
			continue
		}
		if c.overlooked(at.is.File, m.Name) {
			continue
		}
		when := m.Name != edm.Sentinel && (!expected || c.kind != Revisions)
		c.report(memberGained, at, when, "", "the member %s%s", c.words.gained, c.similarMember(m.Name, old, e))
	}
	for _, q := range old.Members {
		if e.Member(q.Name) == nil {
			at := s
			at.name += "/" + q.Name
			at.was = cmp.Or(q.Position, s.was)
			when := q.Name != edm.Sentinel && (!expected || c.kind == Revisions)
			c.report(memberLost, at, when, "", "the member %s", c.words.lost)
		}
	}
}

// similarMember names a member of the other side's enum that is probably meant. Its
// name is nearly the same, and this side lacks it.
func (c *comparison) similarMember(name string, old, e *model.Enum) string {
	for _, q := range old.Members {
		if model.Near(name, q.Name) && e.Member(q.Name) == nil {
			return "; a similar name " + c.words.was + ": " + q.Name
		}
	}
	return ""
}

// evolves reports whether the enum announces members that it does not list.
func evolves(e *model.Enum) bool { return e.Member(edm.Sentinel) != nil }

// member compares two members with the same name.
func (c *comparison) member(s subject, m, q *model.Member) {
	if q.Name != m.Name {
		c.differ(memberCase, s, true, "the name", m.Name, q.Name)
	}
	c.deprecated(s, "member", mentions(m.Description), q.Deprecated || c.kind == Revisions && mentions(q.Description))
}

// mentions reports whether a description mentions deprecation.
func mentions(description string) bool {
	return strings.Contains(strings.ToLower(description), "deprecat")
}

// flags compares whether members can be combined. Few pages say so. A page is
// compared with metadata if it says that members can be combined, or if the
// numbers of its members show that they can't.
func (c *comparison) flags(s subject, e, old *model.Enum) {
	if e.Flags == old.Flags {
		return
	}
	if c.kind != Revisions && (e.Flags && !slices.ContainsFunc(e.Reasons, saysFlags) || !e.Flags && !ordinals(e)) {
		return
	}
	c.differ(enumFlags, s, e.Flags, "a value", either(e.Flags, "a combination of members", "one member"), either(old.Flags, "a combination of members", "one member"))
}

// saysFlags reports whether the page says that members can be combined, and
// does not only have such numbers.
func saysFlags(r model.Reason) bool { return r.Why.Name == "flags-said" }

// ordinals reports whether the members are numbered consecutively, so that they
// can't be combined.
func ordinals(e *model.Enum) bool {
	const few = 4 // with fewer members, such as 0, 1, 2, numbers prove nothing
	for i, m := range e.Members {
		if m.Value == nil || *m.Value != int64(i) {
			return false
		}
	}
	return len(e.Members) >= few
}
