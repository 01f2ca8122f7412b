package fake

import (
	"cmp"
	"slices"
	"strings"
)

// lineage calls visit for the structure and its bases, nearest first.
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

// derives reports whether the structure is the other one, or has it as a base.
func (a *api) derives(name, base string) bool {
	found := false
	a.lineage(name, func(s *structure) { found = found || strings.EqualFold(s.Name, base) })
	return found
}

// named returns the name of the structure, which has no case where requests say it;
// empty where no page describes it.
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

// related reports whether a value of one of the two structures can be one of the
// other. No value is of a type that no page describes.
func (a *api) related(x, y string) bool { return a.derives(x, y) || a.derives(y, x) }

// properties returns the properties of the structure with those of its bases.
// The type is open where a value may have others.
func (a *api) properties(name string) (known []*property, open bool) {
	a.lineage(name, func(s *structure) {
		known = append(known, s.Properties...)
		open = open || s.Open || s.Base != "" && a.structures[s.Base] == nil
	})
	return known, open || len(known) == 0 // the page says that there is such a type, and no more
}

// property returns the property with that name, which has no case. The pages of
// derived types can have it too: requests name such properties without a cast.
// It is nil, and known is true, where the type may have properties that no page
// names.
func (a *api) property(structure, name string) (p *property, known bool) {
	list, open := a.properties(structure)
	if p := propertyNamed(list, name); p != nil || open {
		return p, true
	}
	for _, heir := range a.types {
		if p := propertyNamed(heir.Properties, name); p != nil && a.derives(heir.Name, structure) {
			return &property{Name: p.Name, valueType: valueType{Collection: p.Collection}, Navigation: p.Navigation}, true // the types may differ
		}
	}
	return nil, false
}

func propertyNamed(list []*property, name string) *property {
	i := slices.IndexFunc(list, func(p *property) bool { return strings.EqualFold(p.Name, name) })
	if i < 0 {
		return nil
	}
	return list[i]
}

// keyOf returns the name of the property that tells the structure's values apart.
func (a *api) keyOf(name string) string {
	key := ""
	a.lineage(name, func(s *structure) {
		for _, p := range s.Properties {
			if p.Key && key == "" {
				key = p.Name
			}
		}
	})
	if key == "" {
		return "id"
	}
	return key
}

// typeOf returns the structure that an object says it is of, or else the declared
// one.
func (a *api) typeOf(members map[string]any, declared string) string {
	tag, _ := members["@odata.type"].(string)
	return cmp.Or(a.named(strings.TrimPrefix(tag, "#")), declared)
}
