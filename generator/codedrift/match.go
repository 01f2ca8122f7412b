package codedrift

import (
	"maps"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
)

// matchTypes finds the type that each struct represents. It is the type that a
// directive or tag names. Otherwise it is the type with the name of the struct,
// if there is only one, and it has a property in common with the struct.
func (c *comparison) matchTypes(code *gocode.Code) {
	byName := map[string][]*model.Type{}
	for _, t := range c.pages.Model.Types {
		byName[strings.ToLower(t.Name)] = append(byName[strings.ToLower(t.Name)], t)
	}
	for _, s := range code.Structs {
		t := only(byName, s.Name, s.Aliases)
		if s.Qualified != "" {
			t = c.namedType(s)
		} else if t != nil && !resembles(s, t) {
			t = nil
		}
		if t != nil {
			c.types[s] = t
		}
	}
}

// namedType returns the type that a directive or tag names for a struct.
func (c *comparison) namedType(s *gocode.Struct) *model.Type {
	t := c.index.Type(s.Qualified)
	if t == nil {
		at := subject{name: s.Qualified, code: s.Position}
		c.report(typeUndocumented, at, true, "", "no page describes this type%s", nearest(s.Qualified, c.pages.Model.Types, (*model.Type).Qualified))
	} else if t.Qualified() != s.Qualified {
		at := subject{name: t.Qualified(), code: s.Position, page: t.Position()}
		c.report(typeCase, at, true, s.Qualified, "the name is %s in the pages, %s in the code", t.Qualified(), s.Qualified)
	}
	return t
}

// resembles reports whether a struct has a field for one of the type's properties.
func resembles(s *gocode.Struct, t *model.Type) bool {
	return slices.ContainsFunc(s.Fields, func(f *gocode.Field) bool { return t.Property(f.Name) != nil })
}

// matchEnums finds the enum that each string type represents: by a directive, by
// the name, or by the properties whose fields have the string type.
func (c *comparison) matchEnums(code *gocode.Code) {
	byName := map[string][]*model.Enum{}
	for _, e := range c.pages.Model.Enums {
		byName[strings.ToLower(e.Name)] = append(byName[strings.ToLower(e.Name)], e)
	}
	for _, e := range code.Enums {
		m := only(byName, e.Name, e.Aliases)
		if e.Qualified != "" {
			m = c.namedEnum(e)
		} else if m != nil && shared(e, m) == 0 {
			m = nil
		}
		if m != nil {
			c.enums[e] = m
		}
	}
	c.matchByProperties(code)
}

// namedEnum returns the enum that a directive names for a string type.
func (c *comparison) namedEnum(e *gocode.Enum) *model.Enum {
	m := c.index.Enum(e.Qualified)
	if m == nil {
		at := subject{name: e.Qualified, code: e.Position}
		c.report(enumUndocumented, at, true, "", "no page describes this enum%s", nearest(e.Qualified, c.pages.Model.Enums, (*model.Enum).Qualified))
	} else if m.Qualified() != e.Qualified {
		at := subject{name: m.Qualified(), code: e.Position, page: m.Position()}
		c.report(enumCase, at, true, e.Qualified, "the name is %s in the pages, %s in the code", m.Qualified(), e.Qualified)
	}
	return m
}

// matchByProperties matches the remaining string types with the enums of the
// properties whose fields have them. If there are several, it selects the enum
// with the most members in common.
func (c *comparison) matchByProperties(code *gocode.Code) {
	best := map[*gocode.Enum]*model.Enum{}
	for _, s := range code.Structs {
		for _, f := range s.Fields {
			p, e := c.types[s].PropertyFold(f.Name), f.Type.Enum
			if p == nil || p.Enum == nil || e == nil || len(e.Members) == 0 || e.Qualified != "" || c.enums[e] != nil {
				continue
			}
			if best[e] == nil || shared(e, best[e]) < shared(e, p.Enum) {
				best[e] = p.Enum
			}
		}
	}
	maps.Copy(c.enums, best)
}

// shared returns the number of constants that are members of the enum. An equal
// name without shared members is no match.
func shared(e *gocode.Enum, m *model.Enum) int {
	n := 0
	for _, k := range e.Members {
		if k.Value != "" && m.Member(k.Value) != nil {
			n++
		}
	}
	return n
}

// only returns the element with the name or, failing that, with one of the
// aliases. A name that several elements have does not match.
func only[T any](byName map[string][]*T, name string, aliases []string) *T {
	for _, name := range append([]string{name}, aliases...) {
		if list := byName[strings.ToLower(name)]; len(list) == 1 {
			return list[0]
		}
	}
	return nil
}

// nearest returns a hint with a similar name, or "".
func nearest[T any](name string, list []T, qualified func(T) string) string {
	for _, other := range list {
		if model.Resembles(name, qualified(other)) {
			return similarName + qualified(other)
		}
	}
	return ""
}

// similarName introduces a similar name in a message.
const similarName = "; a similar name in the pages: "

// follow records the structs that functions send, and those that they return.
func (c *comparison) follow(functions []*gocode.Function) {
	for _, f := range functions {
		ops := c.lines[requestKey(f.Method, f.Path)]
		for _, p := range f.Params {
			mark(p.Struct, c.puts)
			if taken := taking(ops, c.typeOf(p.Type)); len(taken) > 0 {
				c.sends[p.Struct] = append(c.sends[p.Struct], sending{f, taken})
			}
		}
		for _, g := range slices.Concat(f.Results, f.Yields) {
			mark(g.Struct, c.gets)
		}
	}
}

// mark marks a struct and the structs in its fields.
func mark(s *gocode.Struct, marked map[*gocode.Struct]bool) {
	if s == nil || marked[s] {
		return
	}
	marked[s] = true
	for _, e := range s.Embedded {
		mark(e, marked)
	}
	for _, f := range s.Fields {
		mark(f.Type.Struct, marked)
	}
}

// taking returns the operations that take the type as their body.
func taking(ops []*model.Operation, t *model.Type) []*model.Operation {
	var list []*model.Operation
	for _, op := range ops {
		if op.Request != nil && t.IsRelated(op.Request.Struct) {
			list = append(list, op)
		}
	}
	return list
}
