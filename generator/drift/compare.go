package drift

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Side is one of two models to compare.
type Side struct {
	Model *model.Model
	// Locate returns a position as people are to see it, given one in the model.
	// It may be nil.
	Locate func(source.Position) source.Position
}

// Compare returns what differs between the pages and what they are held
// against, sorted by position. Both models have to be linked; neither is changed.
func Compare(is, was Side, kind Kind) []Change {
	c := &comparison{kind: kind, words: wording[kind], is: newSide(is), was: newSide(was), usage: newUsage(is.Model, was.Model),
		needed: map[string]bool{}, paired: map[[2]*model.Enum]bool{}}
	c.types()
	c.enums()
	if kind == Metadata {
		c.calls()
	} else {
		c.operations()
	}
	return once(tidy(c.changes))
}

// comparison is a comparison under way.
type comparison struct {
	kind    Kind
	words   words
	is, was *side
	usage   usage
	needed  map[string]bool         // the request lines whose permissions are compared
	paired  map[[2]*model.Enum]bool // the enums whose members are compared with each other
	changes []Change
}

// subject is what a change is about: its name, which way it travels, and where
// it stands on either side. A zero position is that of nothing: then the page that
// the earlier revision has it on is the place, if it is still there.
type subject struct {
	name    string
	use     use
	is, was source.Position
}

// report adds a change by the rule of the row, unless the kind of comparison has
// none. Weighs says whether the change is one that the rule's When is for.
func (c *comparison) report(row aspect, s subject, weighs bool, detail, format string, args ...any) {
	rule := &table[row][c.kind]
	if rule.Name == "" {
		return
	}
	weight := rule.Weight
	if rule.When != "" && !weighs {
		weight = rule.Otherwise
	}
	c.add(rule, weight, s, detail, fmt.Sprintf(format, args...))
}

// note adds a change of those that the rule's Notes speaks of.
func (c *comparison) note(row aspect, s subject, detail, format string, args ...any) {
	if rule := &table[row][c.kind]; rule.Name != "" {
		c.add(rule, harmless, s, detail, fmt.Sprintf(format, args...))
	}
}

func (c *comparison) add(rule *Rule, weight Weight, s subject, detail, message string) {
	if s.is.File == "" && c.kind == Revisions {
		s.is = c.is.pages[s.was.File]
	}
	change := Change{Rule: rule, Subject: s.name, Detail: detail, Severity: weight.of(s.use), Message: message}
	change.Position, change.Other = c.is.locate(s.is), c.was.locate(s.was)
	if s.is.File == "" {
		change.Position, change.Other = change.Other, source.Position{}
	}
	c.changes = append(c.changes, change)
}

// differ reports two values of one thing.
func (c *comparison) differ(row aspect, s subject, weighs bool, what, is, was string) {
	c.report(row, s, weighs, is+" "+was, "%s is %s %s, %s %s", what, is, c.words.is, was, c.words.was)
}

// states reports a fact that pages mention only where it holds: one that only the
// earlier revision has is one that the pages no longer speak of.
func (c *comparison) states(row aspect, s subject, what string, is bool, yes, no string) {
	if is {
		c.report(row, s, true, yes+" "+no, "%s is %s now; the page did not say so before", what, yes)
		return
	}
	c.report(row, s, false, no+" "+yes, "the page no longer says that %s is %s", what, yes)
}

// of returns the severity of a change to something that travels so.
func (w Weight) of(u use) source.Severity {
	switch u {
	case sent:
		return w.Request
	case received:
		return w.Response
	}
	return max(w.Request, w.Response)
}

// side is a model with what is needed to find things in it.
type side struct {
	model    *model.Model
	locating func(source.Position) source.Position
	types    map[string]*model.Type
	enums    map[string]*model.Enum
	folded   map[string]string // the qualified names of types and enums, by the same in lower case
	lines    *requestLines
	pages    map[string]source.Position // where the first thing stands that a page describes
}

type propertyName struct {
	of   *model.Type
	name string
}

func newSide(s Side) *side {
	n := &side{model: s.Model, locating: s.Locate, types: map[string]*model.Type{}, enums: map[string]*model.Enum{}, folded: map[string]string{},
		lines: newRequestLines(s.Model.Operations), pages: describing(s.Model)}
	for _, t := range s.Model.Types {
		n.types[t.Qualified()] = t
		n.folded[strings.ToLower(t.Qualified())] = t.Qualified()
	}
	for _, e := range s.Model.Enums {
		n.enums[e.Qualified()] = e
		n.folded[strings.ToLower(e.Qualified())] = e.Qualified()
	}
	return n
}

// describing returns the place of the first thing that each page describes.
func describing(m *model.Model) map[string]source.Position {
	pages := map[string]source.Position{}
	add := func(at source.Position) {
		if first, ok := pages[at.File]; at.File != "" && (!ok || at.Line < first.Line) {
			pages[at.File] = at
		}
	}
	for _, t := range m.Types {
		add(t.Position())
	}
	for _, e := range m.Enums {
		add(e.Position())
	}
	for _, op := range m.Operations {
		add(op.Position())
	}
	return pages
}

func (s *side) locate(at source.Position) source.Position {
	if at.File == "" || s.locating == nil {
		return at
	}
	return s.locating(at)
}

// typ returns the type of the name, spelled so or with other capitals.
func (s *side) typ(qualified string) *model.Type {
	if t := s.types[qualified]; t != nil {
		return t
	}
	return s.types[s.folded[strings.ToLower(qualified)]]
}

// enum returns the enum of the name, spelled so or with other capitals.
func (s *side) enum(qualified string) *model.Enum {
	if e := s.enums[qualified]; e != nil {
		return e
	}
	return s.enums[s.folded[strings.ToLower(qualified)]]
}
