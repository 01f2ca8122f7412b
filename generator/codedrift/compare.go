package codedrift

import (
	"slices"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
)

// Compare returns the differences between Go code and the pages, sorted by
// position. Position is the line of the code, and Other is the line of the page.
func Compare(pages drift.Side, code *gocode.Code) []drift.Change {
	c := match(pages, code)
	for _, s := range code.Structs {
		if t := c.types[s]; t != nil {
			c.structure(s, t)
		}
	}
	for _, e := range code.Enums {
		if m := c.enums[e]; m != nil {
			c.enumeration(e, m)
		}
	}
	for _, f := range code.Functions {
		c.function(f)
	}
	return drift.Tidy(c.changes)
}

// Covered returns the qualified names of the types and enums that a struct or a
// string type of the code represents.
func Covered(pages drift.Side, code *gocode.Code) map[string]bool {
	c := match(pages, code)
	covered := map[string]bool{}
	for _, t := range c.types {
		covered[t.Qualified()] = true
	}
	for _, e := range c.enums {
		covered[e.Qualified()] = true
	}
	return covered
}

// Unused returns the documented operations that the code does not call, at their
// pages, and the deprecated operations that it calls, at the lines of the
// functions. It also reports directives that name a type or an enum that no
// page describes.
func Unused(pages drift.Side, code *gocode.Code) []drift.Change {
	c := match(pages, code)
	called := map[string]bool{}
	for _, f := range code.Functions {
		if !f.Called {
			continue
		}
		key := requestKey(f.Method, f.Path)
		called[key] = true
		ops := c.lines[key]
		if i := slices.IndexFunc(ops, isDeprecated); i >= 0 {
			s := firstLine(ops[i]).at(f.Position, ops[i].Position())
			c.report(operationDeprecated, s, true, f.Name, "the page says that it is deprecated, but %s calls it", f.Name)
		}
	}
	for _, op := range pages.Model.Operations {
		if !slices.ContainsFunc(keys(op), func(key string) bool { return called[key] }) {
			s := firstLine(op)
			s.page = op.Position()
			c.report(operationUnused, s, true, "", "the code does not call it")
		}
	}
	return drift.Tidy(c.changes)
}

// firstLine returns the operation as a subject, named by its first request line.
func firstLine(op *model.Operation) subject { return subject{name: op.Method + " " + op.Paths[0]} }

// match finds the types and enums that the code represents.
func match(pages drift.Side, code *gocode.Code) *comparison {
	c := newComparison(pages)
	c.matchTypes(code)
	c.matchEnums(code)
	c.namesAll = namesAll(code.Functions)
	c.follow(code.Functions)
	return c
}
