package overlay

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// index finds what corrections name.
type index struct {
	m     *model.Model
	types map[string]*model.Type
	enums map[string]*model.Enum
}

func newIndex(m *model.Model) *index {
	x := &index{m, make(map[string]*model.Type, len(m.Types)), make(map[string]*model.Enum, len(m.Enums))}
	for _, t := range m.Types {
		x.types[t.Qualified()] = t
	}
	for _, e := range m.Enums {
		x.enums[e.Qualified()] = e
	}
	return x
}

// apply makes a correction, and reports whether that changed anything. The
// error says why it can't be made.
func (x *index) apply(c *Correction) (changed bool, err error) {
	switch {
	case c.Property != "":
		return x.property(c)
	case c.Member != "":
		return x.member(c)
	case c.Enum != "":
		e := x.enums[c.Enum]
		if e == nil {
			return false, errors.New("the pages have no such enum")
		}
		if changed = set(&e.Flags, c.Flags); changed {
			e.Reasons.Add("flags", whyOverlay, e.Position(), c.words())
		}
		return changed, nil
	case c.Struct != "":
		return x.typ(c)
	}
	return x.operation(c)
}

// words are those that explain quotes.
func (c *Correction) words() string { return strings.TrimSpace(c.Reason + " " + c.Link) }

// set gives the field the value, if there is one, and reports whether it had
// another.
func set[T comparable](field *T, value *T) bool {
	if value == nil || *field == *value {
		return false
	}
	*field = *value
	return true
}

// ref reads "Edm.String", "Collection(harbor.port.buoy)" and the like.
func (x *index) ref(text string) (model.Ref, error) {
	r := model.Ref{Type: strings.TrimSpace(text)}
	if inner, ok := strings.CutPrefix(r.Type, "Collection("); ok {
		if r.Type, ok = strings.CutSuffix(inner, ")"); !ok {
			return r, fmt.Errorf("the bracket of %q is not closed", text)
		}
		r.Collection = true
	}
	r.Struct, r.Enum = x.types[r.Type], x.enums[r.Type]
	if r.Struct == nil && r.Enum == nil && !slices.Contains(primitives, r.Type) {
		return r, fmt.Errorf("there is no type %q: want a type or enum of the pages, such as \"microsoft.graph.user\", or one of %s", r.Type, strings.Join(primitives, ", "))
	}
	return r, nil
}

// primitives are the types of OData that a model may name.
var primitives = func() (names []string) {
	for _, p := range edm.Primitives() {
		if p.Model == "" {
			names = append(names, p.Name)
		}
	}
	return names
}()

func (x *index) property(c *Correction) (bool, error) {
	owner, name, _ := strings.Cut(c.Property, "/")
	t := x.types[owner]
	if t == nil {
		return false, fmt.Errorf("the pages have no type %s", owner)
	}
	named := func(name string) func(*model.Property) bool {
		return func(p *model.Property) bool { return p.Name == name }
	}
	i := slices.IndexFunc(t.Properties, named(name))
	switch {
	case c.Remove:
		if i < 0 {
			return false, nil
		}
		t.Properties = slices.Delete(t.Properties, i, i+1)
		t.Reasons.Add("property "+name, whyOverlay, t.Position(), c.words())
		return true, nil
	case c.Rename != "" && i < 0 && slices.ContainsFunc(t.Properties, named(c.Rename)):
		return false, nil
	case c.Rename != "" && i >= 0 && slices.ContainsFunc(t.Properties, named(c.Rename)):
		return false, fmt.Errorf("the type has a property %q too: remove one of the two", c.Rename)
	case c.Rename != "" && i >= 0 && related(t, named(c.Rename)) != nil:
		return false, fmt.Errorf("%s has a property %q too: remove one of the two", related(t, named(c.Rename)).Qualified(), c.Rename)
	case i < 0 && !c.Add:
		return false, errors.New("the pages have no such property: it is added with \"add: true\" and its type")
	}
	changed := i < 0
	if changed {
		p := &model.Property{Name: name, Position: t.Position(), Line: t.Line}
		p.Page = p.Position.File
		i = len(t.Properties)
		t.Properties = append(t.Properties, p)
	}
	p := t.Properties[i]
	if c.Type != "" {
		r, err := x.ref(c.Type)
		if err != nil {
			return false, err
		}
		if p.Ref.Type != r.Type || p.Collection != r.Collection {
			p.Ref, changed = r, true
			p.Reasons.Add("type", whyOverlay, p.Position, c.words())
		}
	}
	if c.Rename != "" {
		p.Name, changed = c.Rename, true
		p.Reasons.Add("name", whyOverlay, p.Position, c.words())
	}
	facts := set(&p.Description, c.Description)
	for _, fact := range []struct{ field, value *bool }{
		{&p.Navigation, c.Navigation}, {&p.ReadOnly, c.ReadOnly}, {&p.Required, c.Required}, {&p.Key, c.Key}, {&p.Deprecated, c.Deprecated},
	} {
		facts = set(fact.field, fact.value) || facts
	}
	if c.Nullable != nil && (p.Nullable == nil || *p.Nullable != *c.Nullable) {
		p.Nullable, facts = c.Nullable, true
	}
	if facts {
		p.Reasons.Add("facts", whyOverlay, p.Position, c.words())
	}
	return changed || facts, nil
}

// related returns a base type, or a type derived from t, that has such a property;
// nil where none has.
func related(t *model.Type, such func(*model.Property) bool) *model.Type {
	for base := range t.Lineage() {
		if base != t && slices.ContainsFunc(base.Properties, such) {
			return base
		}
	}
	for sub := range t.Subtypes() {
		if slices.ContainsFunc(sub.Properties, such) {
			return sub
		}
	}
	return nil
}

func (x *index) member(c *Correction) (bool, error) {
	owner, name, _ := strings.Cut(c.Member, "/")
	e := x.enums[owner]
	if e == nil {
		return false, fmt.Errorf("the pages have no enum %s", owner)
	}
	named := func(name string) func(*model.Member) bool {
		return func(m *model.Member) bool { return m.Name == name }
	}
	i := slices.IndexFunc(e.Members, named(name))
	changed := false
	switch {
	case c.Remove && i < 0, c.Rename != "" && i < 0 && slices.ContainsFunc(e.Members, named(c.Rename)):
		return false, nil
	case c.Remove:
		e.Members, changed = slices.Delete(e.Members, i, i+1), true
	case c.Rename != "" && i >= 0 && slices.ContainsFunc(e.Members, named(c.Rename)):
		return false, fmt.Errorf("the enum has a member %q too: remove one of the two", c.Rename)
	case i < 0 && !c.Add:
		return false, errors.New("the pages have no such member: it is added with \"add: true\"")
	default:
		if i < 0 {
			i, changed = len(e.Members), true
			e.Members = append(e.Members, &model.Member{Name: name, Position: e.Position()})
		}
		member := e.Members[i]
		if c.Rename != "" {
			member.Name, changed = c.Rename, true
		}
		if value := (*int64)(c.Value); value != nil && (member.Value == nil || *member.Value != *value) {
			member.Value, changed = value, true
		}
	}
	if changed {
		e.Reasons.Add("members", whyOverlay, e.Position(), c.words())
	}
	return changed, nil
}

func (x *index) typ(c *Correction) (bool, error) {
	t := x.types[c.Struct]
	if t == nil {
		return false, errors.New("the pages have no such type")
	}
	changed := set(&t.Abstract, c.Abstract)
	changed = set(&t.Open, c.Open) || changed
	if changed {
		t.Reasons.Add("facts", whyOverlay, t.Position(), c.words())
	}
	var base *model.Type
	name := ""
	if c.Base != none {
		name = c.Base
		if base = x.types[name]; name != "" && base == nil {
			return changed, fmt.Errorf("there is no type %q to be its base", name)
		}
	}
	if c.Base == "" || name == t.Base {
		return changed, nil
	}
	if base.DerivesFrom(t) {
		return changed, fmt.Errorf("%s is derived from it, so it can't be its base", name)
	}
	if was := t.BaseType; was != nil {
		was.Derived = slices.DeleteFunc(was.Derived, func(d *model.Type) bool { return d == t })
	}
	t.Base, t.BaseType = name, base
	if base != nil {
		base.Derived = append(base.Derived, t)
		slices.SortFunc(base.Derived, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	}
	t.Reasons.Add("base", whyOverlay, t.Position(), c.words())
	return true, nil
}
