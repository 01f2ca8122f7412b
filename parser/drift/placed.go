package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// A page without a line for its namespace gets that of most pages. Such a type or
// enum is the same as the only one with its name on the other side, whatever the
// namespace there.

// place finds the counterparts of types and enums in other namespaces.
func (c *comparison) place() {
	c.placed, c.found = map[string]string{}, map[string]bool{}
	others := byShortName(c.was.Model)
	for _, own := range declared(c.is.Model) {
		list := others[strings.ToLower(model.Short(own.name))]
		if len(list) != 1 || c.was.names(own.name) || c.is.names(list[0].name) || !own.unplaced && !list[0].unplaced {
			continue
		}
		c.placed[own.name], c.found[list[0].name] = list[0].name, true
	}
}

// counterpart returns the name that a type or enum of the pages has on the other
// side.
func (c *comparison) counterpartName(name string) string {
	if other, ok := c.placed[name]; ok {
		return other
	}
	return name
}

// inOther returns a reference of the pages with the name that its type has on the
// other side.
func (c *comparison) inOther(r model.Ref) model.Ref {
	r.Type = c.counterpartName(r.Type)
	return r
}

// declaration is the name of a type or enum.
type declaration struct {
	name     string
	unplaced bool
}

// declared returns the types and enums that pages or metadata name.
func declared(m *model.Model) []declaration {
	var list []declaration
	for _, t := range m.Types {
		if !t.Implied {
			list = append(list, declaration{t.Qualified(), t.Unplaced})
		}
	}
	for _, e := range m.Enums {
		if !e.Implied {
			list = append(list, declaration{e.Qualified(), e.Unplaced})
		}
	}
	return list
}

func byShortName(m *model.Model) map[string][]declaration {
	index := map[string][]declaration{}
	for _, d := range declared(m) {
		short := strings.ToLower(model.Short(d.name))
		index[short] = append(index[short], d)
	}
	return index
}
