package drift

import (
	"cmp"
	"fmt"

	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison is a comparison under way.
type comparison struct {
	kind    Kind
	words   words
	is, was *side
	ways    travel.Ways             // of the types of both models
	needed  map[string]bool         // the request lines whose permissions are compared
	paired  map[[2]*model.Enum]bool // the enums whose members are compared with each other
	changes []Change
}

func newComparison(is, was Side, kind Kind) *comparison {
	return &comparison{kind: kind, words: wording[kind], is: newSide(is), was: newSide(was), ways: travel.Of(is.Model, was.Model),
		needed: map[string]bool{}, paired: map[[2]*model.Enum]bool{}}
}

// named is a request line as one page spells it for all that have it.
func (c *comparison) named(l line) string {
	return cmp.Or(c.is.lines.names[l.key], c.was.lines.names[l.key])
}

// subject is what a change is about: its name, which way it travels, and where
// it stands on either side. A zero position is that of nothing: then the page that
// the earlier revision has it on is the place, if it is still there.
type subject struct {
	name    string
	way     travel.Way
	is, was source.Position
}

// parameter is a parameter of what the subject is.
func (s subject) parameter(name string) subject {
	s.name += "?" + name
	return s
}

// report adds a change by the rule of the row, unless the kind of comparison has
// none. Weighs says whether the change is one that the rule's When is for.
func (c *comparison) report(row aspect, s subject, weighs bool, detail, format string, args ...any) {
	if rule := &table[row][c.kind]; rule.Name != "" {
		c.add(rule, rule.Severity(weighs, s.way), s, detail, fmt.Sprintf(format, args...))
	}
}

// note adds a change of those that the rule's Notes speaks of.
func (c *comparison) note(row aspect, s subject, detail, format string, args ...any) {
	if rule := &table[row][c.kind]; rule.Name != "" {
		c.add(rule, source.Note, s, detail, fmt.Sprintf(format, args...))
	}
}

func (c *comparison) add(rule *Rule, severity source.Severity, s subject, detail, message string) {
	if s.is.File == "" && c.kind == Revisions {
		s.is = c.is.pages[s.was.File]
	}
	change := Change{Rule: rule, Subject: s.name, Detail: detail, Severity: severity, Message: message}
	change.Position, change.Other = c.is.At(s.is), c.was.At(s.was)
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

// retired compares whether something is deprecated. The metadata's silence is no
// statement: few services annotate all there is.
func (c *comparison) retired(s subject, what string, is, was bool) {
	if is == was {
		return
	}
	if c.kind == Revisions {
		c.states(deprecation, s, "the "+what, is, "deprecated", "not deprecated")
	} else if was {
		c.differ(deprecation, s, is, "the "+what, either(is, "deprecated", "not deprecated"), "deprecated")
	}
}
