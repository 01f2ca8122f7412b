package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// none is the value for a base type or body that a correction removes.
const none = "none"

// typ returns the type that a correction names.
func (x *index) typ(c *Correction) ([]*subject, error) {
	t := x.types[c.name]
	if t == nil {
		return nil, fmt.Errorf("the pages have no such type%s", x.hint(c))
	}
	return []*subject{{typ: t, reasons: &t.Reasons, at: t.Position()}}, nil
}

func changeBase(x *index, s *subject, v value) (edit, error) {
	t, name := s.typ, v.text
	var base *model.Type
	if name == none {
		name = ""
	} else if base = x.types[name]; base == nil {
		return nil, fmt.Errorf("no page describes the base type %q", name)
	}
	switch {
	case name == t.Base:
		return nil, nil
	case base.DerivesFrom(t):
		return nil, fmt.Errorf("%s derives from this type, so it can't be the base type", name)
	}
	return func() {
		if was := t.BaseType; was != nil {
			was.Derived = slices.DeleteFunc(was.Derived, func(d *model.Type) bool { return d == t })
		}
		t.Base, t.BaseType = name, base
		if base != nil {
			base.Derived = append(base.Derived, t)
			slices.SortFunc(base.Derived, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
		}
	}, nil
}

// enum returns the enum that a correction names.
func (x *index) enum(c *Correction) ([]*subject, error) {
	e := x.enums[c.name]
	if e == nil {
		return nil, fmt.Errorf("the pages have no such enum%s", x.hint(c))
	}
	return []*subject{{enum: e, reasons: &e.Reasons, at: e.Position()}}, nil
}

// member returns the member that a correction names, or a new one if the
// correction adds it.
func (x *index) member(c *Correction) ([]*subject, error) {
	owner, name, _ := strings.Cut(c.name, "/")
	e := x.enums[owner]
	if e == nil {
		return nil, fmt.Errorf("the pages have no enum %s%s", owner, x.hint(c))
	}
	named := func(name string) func(*model.Member) bool {
		return func(m *model.Member) bool { return m.Name == name }
	}
	other := c.values["rename"].text
	taken := other != "" && slices.ContainsFunc(e.Members, named(other))
	s := &subject{aspect: "members", reasons: &e.Reasons, at: e.Position()}
	switch i := slices.IndexFunc(e.Members, named(name)); {
	case i < 0 && (c.has("remove") || taken):
		return nil, nil
	case c.has("remove"):
		s.first = func() { e.Members = slices.Delete(e.Members, i, i+1) }
	case taken:
		return nil, fmt.Errorf("the enum already has a member %q; remove one of the two", other)
	case i >= 0:
		s.member = e.Members[i]
	case c.has("add"):
		s.member = &model.Member{Name: name, Position: e.Position()}
		s.first = func() { e.Members = append(e.Members, s.member) }
	default:
		return nil, fmt.Errorf("the pages have no such member; to add it, give \"add: true\"%s", x.hint(c))
	}
	return []*subject{s}, nil
}

func renameMember(_ *index, s *subject, v value) (edit, error) {
	return func() { s.member.Name = v.text }, nil
}

func changeValue(_ *index, s *subject, v value) (edit, error) {
	if is := s.member.Value; is != nil && *is == v.number {
		return nil, nil
	}
	return func() { s.member.Value = &v.number }, nil
}
