package model

import (
	"iter"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// A walk over base types or subtypes ends when a type repeats, and has no other
// bound. Models made by the linker have no cycles; a model made by hand may
// have some. A nil type has no lineage, no properties and no subtypes.

// few is the number of types that seen compares one by one before it makes a
// map. Hardly any type has more base types.
const few = 8

// Lineage yields the type and its base types, the nearest first.
func (t *Type) Lineage() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		var line seen
		mayRepeat := true
		for at := t; at != nil && (!mayRepeat || line.add(at)); at = at.BaseType {
			if !yield(at) {
				return
			}
			if mayRepeat && line.n == few && line.more == nil {
				mayRepeat = at.repeats()
			}
		}
	}
}

// repeats reports whether the base types of t are a cycle. It needs no memory: one walk
// goes twice as fast as the other, and meets it in a cycle.
func (t *Type) repeats() bool {
	fast := t
	for fast != nil && fast.BaseType != nil {
		t, fast = t.BaseType, fast.BaseType.BaseType
		if t == fast {
			return true
		}
	}
	return false
}

// seen is the set of types that a walk has yielded.
type seen struct {
	first [few]*Type
	n     int
	more  map[*Type]bool
}

// add adds the type, and reports whether it is new.
func (s *seen) add(t *Type) bool {
	for _, other := range s.first[:min(s.n, few)] {
		if other == t {
			return false
		}
	}
	if s.n < few {
		s.first[s.n] = t
		s.n++
		return true
	}
	if s.more[t] {
		return false
	}
	if s.more == nil {
		s.more = map[*Type]bool{}
	}
	s.more[t] = true
	return true
}

// Top returns the last type of the lineage. If it has a base type, the lineage
// is a cycle, and the base type is the one that repeats.
func (t *Type) Top() *Type {
	var top *Type
	for top = range t.Lineage() {
	}
	return top
}

// Undescribed returns the qualified name of the base type that no page
// describes, or "". The type may inherit properties from it that the model
// lacks.
func (t *Type) Undescribed() string {
	if top := t.Top(); top != nil && top.BaseType == nil {
		return top.Base
	}
	return ""
}

// Subtypes yields the types that derive from the type, directly or indirectly,
// without duplicates, the nearest first.
func (t *Type) Subtypes() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		if t == nil || len(t.Derived) == 0 {
			return
		}
		known := map[*Type]bool{t: true}
		for todo := t.Derived; len(todo) > 0; todo = todo[1:] {
			sub := todo[0]
			if known[sub] {
				continue
			}
			known[sub] = true
			if !yield(sub) {
				return
			}
			todo = append(todo[:len(todo):len(todo)], sub.Derived...)
		}
	}
}

// Subtype returns the type with the qualified name among the type itself and
// its subtypes, ignoring case. It returns nil if there is none.
func (t *Type) Subtype(qualified string) *Type {
	if t.isNamed(qualified) {
		return t
	}
	for sub := range t.Subtypes() {
		if sub.isNamed(qualified) {
			return sub
		}
	}
	return nil
}

func (t *Type) isNamed(qualified string) bool {
	return t != nil && len(t.Namespace)+len(t.Name) <= len(qualified) && len(qualified) <= len(t.Namespace)+1+len(t.Name) && strings.EqualFold(t.Qualified(), qualified)
}

// DerivesFrom reports whether the type is other or one of its subtypes.
func (t *Type) DerivesFrom(other *Type) bool {
	if other == nil {
		return false
	}
	for base := range t.Lineage() {
		if base == other {
			return true
		}
	}
	return false
}

// IsRelated reports whether one type is, or derives from, the other.
func (t *Type) IsRelated(other *Type) bool { return t.DerivesFrom(other) || other.DerivesFrom(t) }

// CommonBase returns the nearest type that both types are, or derive from. It
// returns nil if there is none.
func (t *Type) CommonBase(other *Type) *Type {
	for base := range t.Lineage() {
		if other.DerivesFrom(base) {
			return base
		}
	}
	return nil
}

// Covering returns the type of one family that values of either type are of: the nearest
// that both are or derive from. What all entity types derive from makes no family: where
// one of the two is that, it is the other, and where both only derive from it, there is
// none.
func (t *Type) Covering(other *Type) *Type {
	base := t.CommonBase(other)
	switch {
	case base == nil || base.Name != "entity":
		return base
	case base == t:
		return other
	case base == other:
		return t
	}
	return nil
}

// AllProperties yields the properties of the type, then those of its base
// types, the nearest first, each with the declaring type. It yields a
// redeclared property for both types.
func (t *Type) AllProperties() iter.Seq2[*Type, *Property] {
	return func(yield func(*Type, *Property) bool) {
		for base := range t.Lineage() {
			for _, p := range base.Properties {
				if !yield(base, p) {
					return
				}
			}
		}
	}
}

// EntriesOf returns the type of the entries of a dictionary. A type that derives
// from a dictionary is one. It returns nil for other types.
func (t *Type) EntriesOf() *Ref {
	for base := range t.Lineage() {
		if base.Entries != nil {
			return base.Entries
		}
	}
	return nil
}

// Property returns the own or inherited property with the name, or nil.
func (t *Type) Property(name string) *Property {
	for _, p := range t.AllProperties() {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// PropertyFold returns the own or inherited property with the name. An exact
// match takes precedence over one that differs in case. PropertyFold returns
// nil if there is neither.
func (t *Type) PropertyFold(name string) *Property {
	if p := t.Property(name); p != nil {
		return p
	}
	for _, p := range t.AllProperties() {
		if strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// Position returns the position of the type on its main page. It is zero if no
// page describes the type.
func (t *Type) Position() source.Position {
	if len(t.Pages) == 0 {
		return source.Position{}
	}
	return source.Position{File: t.Pages[0], Line: t.Line}
}

// Position returns the position of the enum on its page.
func (e *Enum) Position() source.Position { return source.Position{File: e.Page, Line: e.Line} }

// Position returns the position of the first request line of the operation.
func (o *Operation) Position() source.Position { return source.Position{File: o.Page, Line: o.Line} }
