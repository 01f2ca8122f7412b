package fake

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// lineage calls visit for the structure and its base types, nearest first.
func (a *api) lineage(name string, visit func(*structure)) {
	for range len(a.structures) {
		s := a.structures[name]
		if s == nil {
			return
		}
		visit(s)
		name = s.Base
	}
}

// derives reports whether the structure is base or one of its subtypes.
func (a *api) derives(name, base string) bool {
	found := false
	a.lineage(name, func(s *structure) { found = found || strings.EqualFold(s.Name, base) })
	return found
}

// named returns the name of the structure as the pages spell it. It returns an
// empty string for an undocumented type.
func (a *api) named(name string) string {
	if a.structures[name] != nil {
		return name
	}
	i := slices.IndexFunc(a.types, func(s *structure) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return ""
	}
	return a.types[i].Name
}

// related reports whether one of the structures is the other or its subtype.
func (a *api) related(x, y string) bool { return a.derives(x, y) || a.derives(y, x) }

// properties returns the properties of the structure and its base types. The
// structure is open if its values may have others.
func (a *api) properties(name string) (known []*property, open bool) {
	a.lineage(name, func(s *structure) {
		known = append(known, s.Properties...)
		open = open || s.Open || s.Base != "" && a.structures[s.Base] == nil
	})
	return known, open || len(known) == 0 // the page lists no properties
}

// isOpen reports whether the pages call the structure open.
func (a *api) isOpen(name string) bool {
	open := false
	a.lineage(name, func(s *structure) { open = open || s.Open })
	return open
}

// property returns the property, ignoring case. It also looks in subtypes,
// because requests name properties of subtypes without a cast. If the structure
// is open, property returns nil and true for an undocumented property.
func (a *api) property(structure, name string) (p *property, known bool) {
	list, open := a.properties(structure)
	if p := propertyNamed(list, name); p != nil || open {
		return p, true
	}
	for _, heir := range a.types {
		if p := propertyNamed(heir.Properties, name); p != nil && a.derives(heir.Name, structure) {
			return &property{Name: p.Name, valueType: valueType{Collection: p.Collection}, Navigation: p.Navigation, Opposite: p.Opposite}, true // subtypes may disagree on the type
		}
	}
	return nil, false
}

// has reports whether the pages document a property of the type.
func (t valueType) has(a *api, name string) bool {
	known, _ := a.properties(t.Type)
	return propertyNamed(known, name) != nil
}

func propertyNamed(list []*property, name string) *property {
	i := slices.IndexFunc(list, func(p *property) bool { return strings.EqualFold(p.Name, name) })
	if i < 0 {
		return nil
	}
	return list[i]
}

// keyOf returns the name of the key property, or of the first of several.
func (a *api) keyOf(name string) string { return a.keysOf(name)[0] }

// keysOf returns the names of the key properties. There is at least one.
func (a *api) keysOf(name string) []string {
	var keys []string
	a.lineage(name, func(s *structure) {
		for _, p := range s.Properties {
			if p.Key && !slices.Contains(keys, p.Name) {
				keys = append(keys, p.Name)
			}
		}
	})
	if len(keys) == 0 {
		return []string{"id"}
	}
	return keys
}

// keyText returns the value of a key as it is in a path. It is empty for values that
// are no keys.
func keyText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	}
	return ""
}

// typeOf returns the structure in the type annotation of an object, or else the
// declared one.
func (a *api) typeOf(members map[string]any, declared string) string {
	tag, _ := members[typeOf].(string)
	return cmp.Or(a.named(strings.TrimPrefix(tag, "#")), declared)
}
