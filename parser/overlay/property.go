package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// property returns the property that a correction names, or a new one if the
// correction adds it.
func (x *index) property(c *Correction) ([]*subject, error) {
	owner, name, _ := strings.Cut(c.name, "/")
	t := x.types[owner]
	if t == nil {
		return nil, fmt.Errorf("the pages have no type %s%s", owner, x.hint(c))
	}
	i := slices.IndexFunc(t.Properties, hasName(name))
	switch {
	case c.has("remove") && i < 0:
		return nil, nil
	case c.has("remove"):
		return []*subject{{
			first:  func() { t.Properties = slices.Delete(t.Properties, i, i+1) },
			aspect: "property " + name, reasons: &t.Reasons, at: t.Position(),
		}}, nil
	}
	if c.has("rename") {
		if done, err := renamed(t, i, c.values["rename"].text); done || err != nil {
			return nil, err
		}
	}
	switch {
	case i >= 0:
		return []*subject{propertySubject(t.Properties[i])}, nil
	case !c.has("add"):
		return nil, fmt.Errorf("the pages have no such property; to add it, give \"add: true\" and its type%s", x.hint(c))
	}
	p := &model.Property{Name: name, Position: t.Position()}
	s := propertySubject(p)
	s.first = func() { t.Properties = append(t.Properties, p) }
	return []*subject{s}, nil
}

func propertySubject(p *model.Property) *subject {
	return &subject{property: p, reasons: &p.Reasons, at: p.Position}
}

func hasName(name string) func(*model.Property) bool {
	return func(p *model.Property) bool { return p.Name == name }
}

// renamed reports whether the pages already have the new name: i is negative,
// and the type has a property with that name. Otherwise i is the index of the
// property. The error is for a name that another property has.
func renamed(t *model.Type, i int, name string) (bool, error) {
	has := slices.ContainsFunc(t.Properties, hasName(name))
	switch {
	case i < 0:
		return has, nil
	case has:
		return false, fmt.Errorf("the type already has a property %q; remove one of the two", name)
	}
	if other := related(t, hasName(name)); other != nil {
		return false, fmt.Errorf("%s already has a property %q; remove one of the two", other.Qualified(), name)
	}
	return false, nil
}

// related returns a base type or subtype of t with a property that matches, or
// nil.
func related(t *model.Type, match func(*model.Property) bool) *model.Type {
	for base := range t.Lineage() {
		if base != t && slices.ContainsFunc(base.Properties, match) {
			return base
		}
	}
	for sub := range t.Subtypes() {
		if slices.ContainsFunc(sub.Properties, match) {
			return sub
		}
	}
	return nil
}

func changeType(x *index, s *subject, v value) (edit, error) {
	r, err := x.ref(v.text)
	if err != nil || same(s.property.Ref, r) {
		return nil, err
	}
	return func() { s.property.Ref = r }, nil
}

func renameProperty(_ *index, s *subject, v value) (edit, error) {
	return func() { s.property.Name = v.text }, nil
}

func describe(_ *index, s *subject, v value) (edit, error) {
	if s.property.Description == v.text {
		return nil, nil
	}
	return func() { s.property.Description = v.text }, nil
}

func changeNullable(_ *index, s *subject, v value) (edit, error) {
	if is := s.property.Nullable; is != nil && *is == v.truth {
		return nil, nil
	}
	return func() { s.property.Nullable = &v.truth }, nil
}
