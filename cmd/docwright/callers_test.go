package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/generator/surface"
)

// TestCallers checks which changes have one line.
func TestCallers(t *testing.T) {
	added := func(name, of string) surface.Change { return surface.Change{Name: name, Of: of, Is: "x"} }
	removed := func(name, of string) surface.Change {
		return surface.Change{Name: name, Of: of, Was: "x", Breaks: true}
	}
	used := func(c surface.Change) surface.Change { c.Used = true; return c }
	var many []surface.Change
	for i := range 10 {
		many = append(many, added(fmt.Sprintf("Berth.F%d", i), "Berth"))
	}
	for want, changes := range map[string][]surface.Change{
		"added    Berth.Depth\n":                                                          {added("Berth.Depth", "Berth")},
		"added    Berth: Depth, Free\n":                                                   {added("Berth.Depth", "Berth"), added("func Berth.Free", "Berth")},
		"added    Kind: Tanker, Tug\n":                                                    {added("const Tanker", "Kind"), added("const Tug", "Kind")},
		"added    Berth: F0, F1, F2, F3, F4, F5, F6, F7 and 2 more\n":                     many,
		"removed  Berth.Depth (breaks callers)\nremoved  Berth.Length (breaks callers)\n": {removed("Berth.Depth", "Berth"), removed("Berth.Length", "Berth")},
		"removed  type Berth with 1 field, 1 method, 1 constant (breaks callers)\n": {
			removed("Berth.Depth", "Berth"), removed("const Berthed", "Berth"), removed("func Berth.Free", "Berth"), removed("type Berth", ""),
		},
		"added    func ListBerths\n": {
			added("ListBerthsOptions.Top", "ListBerthsOptions"), added("func ListBerths", ""), added("func NewListBerthsRequest", ""), added("type ListBerthsOptions", ""),
		},
		"added    func MoorBody\nremoved  func Moor (breaks callers)\n": {added("func MoorBody", ""), removed("func Moor", "")},
		"added    type Options\n": {added("type Options", "")},
		"used by the code of the module:\nremoved  func B (breaks callers)\nothers:\nremoved  func A (breaks callers)\n": {removed("func A", ""), used(removed("func B", ""))},
		"used by the code of the module:\nremoved  type A with 1 field (breaks callers)\n":                               {used(removed("A.B", "A")), removed("type A", "")},
	} {
		var b strings.Builder
		writeCallers(&b, &target.Changes{List: changes})
		got := b.String()
		assert.Equal(t, want, got[:strings.LastIndex(got, "for callers: ")])
	}
}
