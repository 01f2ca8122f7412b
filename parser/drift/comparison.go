package drift

import (
	"cmp"
	"fmt"

	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison is the state of a comparison.
type comparison struct {
	kind      Kind
	words     words
	is, was   *side
	ways      travel.Ways             // directions of the types in both models
	permitted map[string]bool         // request lines whose permissions were compared
	paired    map[[2]*model.Enum]bool // pairs of enums whose members were compared
	placed    map[string]string       // names on the other side of types and enums without a namespace
	found     map[string]bool         // the values of placed
	valued    map[*model.Enum]bool    // enums of the metadata that were compared with lists of values
	objects   map[[2]*model.Type]bool // pairs of types that were compared where they are used
	changes   []Change
}

func newComparison(is, was Side, kind Kind) *comparison {
	return &comparison{kind: kind, words: wording[kind], is: newSide(is), was: newSide(was), ways: travel.Of(is.Model, was.Model),
		permitted: map[string]bool{}, paired: map[[2]*model.Enum]bool{}, valued: map[*model.Enum]bool{}, objects: map[[2]*model.Type]bool{}}
}

// lineName returns the name of a request line: the spelling of the first page
// that has it.
func (c *comparison) lineName(l line) string {
	return cmp.Or(c.is.lines.names[l.key], c.was.lines.names[l.key])
}

// subject is the subject of a change: its name, its direction, and its position
// on either side. The position is zero on a side without it. If the pages don't
// have it, the change is reported on the page that described it in the earlier
// revision, if that page still exists.
type subject struct {
	name    string
	way     travel.Way
	is, was source.Position
}

// parameter returns the subject for a parameter.
func (s subject) parameter(name string) subject {
	s.name += "?" + name
	return s
}

// report adds a change with the rule of the row. It does nothing if the kind of
// comparison has no such rule. When reports whether the condition of the rule
// holds, see [Rule.When].
func (c *comparison) report(row aspect, s subject, when bool, detail, format string, args ...any) {
	if rule := c.kind.rule(row); rule.Name != "" {
		c.add(rule, rule.Severity(when, s.way), s, detail, fmt.Sprintf(format, args...))
	}
}

// note adds a change whose severity is Note, see [Rule.Notes].
func (c *comparison) note(row aspect, s subject, detail, format string, args ...any) {
	if rule := c.kind.rule(row); rule.Name != "" {
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

// differ reports a value that differs between the sides.
func (c *comparison) differ(row aspect, s subject, when bool, what, is, was string) {
	c.report(row, s, when, is+" "+was, "%s is %s %s, %s %s", what, is, c.words.is, was, c.words.was)
}

// reportFact reports a difference in a fact that pages mention only if it
// holds. If a page no longer mentions the fact, the message says so, and does
// not state the contrary.
func (c *comparison) reportFact(row aspect, s subject, what string, is bool, yes, no string) {
	if is {
		c.report(row, s, true, yes+" "+no, "%s is %s now; the page did not say so before", what, yes)
		return
	}
	c.report(row, s, false, no+" "+yes, "the page no longer says that %s is %s", what, yes)
}

// deprecated compares whether something is deprecated. Metadata that does not
// call it deprecated is not compared, because few services annotate everything.
func (c *comparison) deprecated(s subject, what string, is, was bool) {
	if is == was {
		return
	}
	if c.kind == Revisions {
		c.reportFact(deprecation, s, "the "+what, is, "deprecated", "not deprecated")
	} else if was {
		c.differ(deprecation, s, is, "the "+what, either(is, "deprecated", "not deprecated"), "deprecated")
	}
}
