package codedrift

import (
	"fmt"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison is the state of a comparison.
type comparison struct {
	pages drift.Side
	index *model.Index
	ways  travel.Ways
	lines map[string][]*model.Operation // by the keys of their request lines
	// types and enums have the types and enums that the code represents.
	types map[*gocode.Struct]*model.Type
	enums map[*gocode.Enum]*model.Enum
	sends map[*gocode.Struct][]sending // the functions that send a struct unchanged
	puts  map[*gocode.Struct]bool      // whether a function sends the struct, or a value that contains it
	gets  map[*gocode.Struct]bool      // whether a function returns the struct, or a value that contains it
	// namesAll has the receivers with a function that takes all parameters of its path.
	namesAll map[string]bool
	changes  []drift.Change
}

func newComparison(pages drift.Side) *comparison {
	return &comparison{pages: pages, index: model.NewIndex(pages.Model), ways: travel.Of(pages.Model), lines: byLine(pages.Model.Operations),
		types: map[*gocode.Struct]*model.Type{}, enums: map[*gocode.Enum]*model.Enum{},
		sends: map[*gocode.Struct][]sending{}, puts: map[*gocode.Struct]bool{}, gets: map[*gocode.Struct]bool{}}
}

// sending is a function that sends a struct as the body of operations.
type sending struct {
	f   *gocode.Function
	ops []*model.Operation
}

// typeOf returns the type that a Go type represents, or nil.
func (c *comparison) typeOf(g gocode.Type) *model.Type {
	if g.Struct == nil {
		return nil
	}
	return c.types[g.Struct]
}

// subject is the subject of a change: its name, its direction, and its positions
// in the code and on the pages. A subject without a position in the code is
// reported at its page.
type subject struct {
	name       string
	way        travel.Way
	code, page source.Position
}

// part returns a property or member of the subject.
func (s subject) part(name string) subject {
	s.name += "/" + name
	return s
}

// parameter returns a parameter of the subject.
func (s subject) parameter(name string) subject {
	s.name += "?" + name
	return s
}

// at returns the subject with other positions.
func (s subject) at(code, page source.Position) subject {
	s.code, s.page = code, page
	return s
}

// report adds a change with the rule of the row. When reports whether the
// condition of the rule holds.
func (c *comparison) report(row aspect, s subject, when bool, detail, format string, args ...any) {
	rule := &table[row]
	change := drift.Change{Rule: rule, Subject: s.name, Detail: detail, Severity: rule.Severity(when, s.way),
		Message: fmt.Sprintf(format, args...), Position: s.code, Other: c.pages.At(s.page)}
	if s.code.File == "" {
		change.Position, change.Other = change.Other, source.Position{}
	}
	c.changes = append(c.changes, change)
}

// all reports whether the condition holds for all elements of the list.
func all[T any](list []T, is func(T) bool) bool {
	for _, v := range list {
		if !is(v) {
			return false
		}
	}
	return true
}

func either(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
