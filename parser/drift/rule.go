package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/source"
)

// Rule is a rule for a kind of change.
type Rule struct {
	// Name is the stable name, in kebab-case.
	Name string
	// Summary describes the change in a sentence.
	Summary string
	// Weight has the severities of the change.
	Weight Weight
	// When is the condition under which Weight applies, or empty if it always
	// applies.
	When string
	// Otherwise applies if the condition does not hold.
	Otherwise Weight
	// Notes is the condition under which the change is always a note, or empty.
	Notes string
	// Was and Is are an example: the text on the other side, and on the page.
	Was, Is string
}

// isBetween reports whether the rule is for elements that both sides have. Its
// changes are alike only if their details are, while the lack of several elements of a
// type is one change.
func (r *Rule) isBetween() bool {
	return strings.HasSuffix(r.Name, "-differs") || strings.HasSuffix(r.Name, "-changed")
}

// Severity returns the severity of a change for a direction. When reports
// whether the condition of the rule holds.
func (r *Rule) Severity(when bool, way travel.Way) source.Severity {
	if r.When != "" && !when {
		return r.Otherwise.of(way)
	}
	return r.Weight.of(way)
}

// Weight has the severities of a change for clients, by direction.
type Weight struct {
	Request  source.Severity // for values that clients send
	Response source.Severity // for values that clients receive
}

// The weights of rules.
var (
	Breaks       = Weight{source.Error, source.Error}
	BreaksSender = Weight{source.Error, source.Note}
	BreaksReader = Weight{source.Note, source.Error}
	MayBreak     = Weight{source.Warning, source.Warning}
	MayBeRefused = Weight{source.Warning, source.Note}
	MayFail      = Weight{source.Error, source.Warning} // rejected if sent, absent if received
	MayPuzzle    = Weight{source.Note, source.Warning}  // clients receive an unknown value
	Harmless     = Weight{source.Note, source.Note}
)

// of returns the severity for a direction. It is the higher one if the
// direction is both or unknown.
func (w Weight) of(way travel.Way) source.Severity {
	switch way {
	case travel.Sent:
		return w.Request
	case travel.Received:
		return w.Response
	}
	return max(w.Request, w.Response)
}

// isDeclared has the names of the rules that Declare has declared.
var isDeclared = map[string]bool{}

// Declare declares rules for findings, each with the highest severity that it
// can have. Packages that compare something with a model call it when they are
// initialized. If several kinds of comparisons have the same name, the first
// rule is declared.
func Declare(rules []*Rule) {
	for _, r := range rules {
		if !isDeclared[r.Name] {
			isDeclared[r.Name] = true
			source.Declare(source.Rule{Name: r.Name, Severity: max(r.Weight.Request, r.Weight.Response), Summary: r.Summary})
		}
	}
}
