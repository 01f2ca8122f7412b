package model

import "strings"

// Index finds the types and enums of a model by their qualified names.
type Index struct {
	types  map[string]*Type
	enums  map[string]*Enum
	folded map[string]string // qualified names, by their lower-case form
}

// NewIndex returns an index of the types and enums that m has now.
func NewIndex(m *Model) *Index {
	x := &Index{make(map[string]*Type, len(m.Types)), make(map[string]*Enum, len(m.Enums)), make(map[string]string, len(m.Types)+len(m.Enums))}
	for _, t := range m.Types {
		x.types[t.Qualified()] = t
		x.folded[strings.ToLower(t.Qualified())] = t.Qualified()
	}
	for _, e := range m.Enums {
		x.enums[e.Qualified()] = e
		x.folded[strings.ToLower(e.Qualified())] = e.Qualified()
	}
	return x
}

// Type returns the type with the qualified name. An exact match takes
// precedence over one that differs in case. Type returns nil if there is
// neither.
func (x *Index) Type(qualified string) *Type {
	if t := x.types[qualified]; t != nil {
		return t
	}
	return x.types[x.folded[strings.ToLower(qualified)]]
}

// Enum returns the enum with the qualified name. An exact match takes
// precedence over one that differs in case. Enum returns nil if there is
// neither.
func (x *Index) Enum(qualified string) *Enum {
	if e := x.enums[qualified]; e != nil {
		return e
	}
	return x.enums[x.folded[strings.ToLower(qualified)]]
}

// Member returns the member with the name. An exact match takes precedence over
// one that differs in case. Member returns nil if there is neither.
func (e *Enum) Member(name string) *Member {
	return fold(e.Members, name, func(m *Member) string { return m.Name })
}

// ParameterNamed returns the parameter with the name. An exact match takes
// precedence over one that differs in case. ParameterNamed returns nil if there
// is neither.
func ParameterNamed(list []*Parameter, name string) *Parameter {
	return fold(list, name, func(p *Parameter) string { return p.Name })
}

// fold returns the element with the name, or the first one whose name differs
// only in case. It returns nil if there is neither.
func fold[T any](list []*T, name string, nameOf func(*T) string) *T {
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
