package codedrift

import (
	"fmt"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison is a comparison under way.
type comparison struct {
	pages drift.Side
	index *model.Index
	ways  travel.Ways
	lines map[string][]*model.Operation // by the keys of their request lines
	// types and enums are those that code stands for.
	types map[*gocode.Struct]*model.Type
	enums map[*gocode.Enum]*model.Enum
	sends map[*gocode.Struct][]sending // by functions, as they are
	gets  map[*gocode.Struct]bool      // by functions, and all that these hold
	// namesAll holds the receivers whose functions take the values of their paths.
	namesAll map[string]bool
	changes  []drift.Change
}

func newComparison(pages drift.Side) *comparison {
	return &comparison{pages: pages, index: model.NewIndex(pages.Model), ways: travel.Of(pages.Model), lines: byLine(pages.Model.Operations),
		types: map[*gocode.Struct]*model.Type{}, enums: map[*gocode.Enum]*model.Enum{},
		sends: map[*gocode.Struct][]sending{}, gets: map[*gocode.Struct]bool{}}
}

// sending is a function that sends a struct as the body of its operations.
type sending struct {
	f   *gocode.Function
	ops []*model.Operation
}

// typeOf returns the type that a Go type stands for; nil for none.
func (c *comparison) typeOf(g gocode.Type) *model.Type {
	if g.Struct == nil {
		return nil
	}
	return c.types[g.Struct]
}

// subject is what a change is about: its name, which way it travels, and where it
// stands in the code and on the pages. What the code has not is reported at its page.
type subject struct {
	name       string
	way        travel.Way
	code, page source.Position
}

// part is a property or member of what the subject is.
func (s subject) part(name string) subject {
	s.name += "/" + name
	return s
}

// parameter is a parameter of what the subject is.
func (s subject) parameter(name string) subject {
	s.name += "?" + name
	return s
}

// at is the subject at another place of the code and of the pages.
func (s subject) at(code, page source.Position) subject {
	s.code, s.page = code, page
	return s
}

// report adds a change by the rule of the row. Weighs says whether the change is one
// that the rule's When is for.
func (c *comparison) report(row aspect, s subject, weighs bool, detail, format string, args ...any) {
	rule := &table[row]
	change := drift.Change{Rule: rule, Subject: s.name, Detail: detail, Severity: rule.Severity(weighs, s.way),
		Message: fmt.Sprintf(format, args...), Position: s.code, Other: c.pages.At(s.page)}
	if s.code.File == "" {
		change.Position, change.Other = change.Other, source.Position{}
	}
	c.changes = append(c.changes, change)
}

// all reports whether all elements of the list are so.
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
