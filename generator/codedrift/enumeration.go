package codedrift

import (
	"cmp"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// enumeration compares constants with the members of an enum.
func (c *comparison) enumeration(e *gocode.Enum, m *model.Enum) {
	at := subject{name: m.Qualified(), way: c.ways[m.Qualified()], code: e.Position, page: m.Position()}
	has := map[string]bool{}
	for _, k := range e.Members {
		if k.Value != "" { // the zero value, for no member
			has[strings.ToLower(k.Value)] = true
			c.constant(at, k, m)
		}
	}
	for _, member := range m.Members {
		if !has[strings.ToLower(member.Name)] && member.Name != edm.Sentinel && member.Name != noValue {
			c.report(memberMissing, at.part(member.Name).at(e.Position, cmp.Or(member.Position, at.page)), true, "", "%s has no constant for the member", e.Name)
		}
	}
}

// noValue is listed among the values of a nullable property. It is not a member.
const noValue = "null"

// constant compares a constant with the member that has its value.
func (c *comparison) constant(at subject, k *gocode.Member, m *model.Enum) {
	member := m.Member(k.Value)
	if member == nil {
		name := func(m *model.Member) string { return m.Name }
		c.report(memberUndocumented, at.part(k.Value).at(k.Position, at.page), true, "", "the constant %s is not a member of the enum%s", k.Name, nearest(k.Value, m.Members, name))
	} else if member.Name != k.Value {
		c.report(memberCase, at.part(member.Name).at(k.Position, cmp.Or(member.Position, at.page)), true, k.Value, "the member is %s in the pages, %s in the code", member.Name, k.Value)
	}
}
