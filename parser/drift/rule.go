package drift

import (
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/source"
)

// Rule is a kind of change.
type Rule struct {
	// Name is stable, in kebab-case.
	Name string
	// Summary says in a sentence what the rule finds.
	Summary string
	// Weight is how much such a change matters.
	Weight Weight
	// When says which changes have that weight; it is empty where all have.
	When string
	// Otherwise is the weight of the others.
	Otherwise Weight
	// Notes says which changes are notes whichever way they travel; it is empty
	// where none are.
	Notes string
	// Was and Is are an example: the other side, and the pages.
	Was, Is string
}

// Severity returns how much a change by the rule matters, of something that travels
// the way. Weighs says whether the change is one that When is for.
func (r *Rule) Severity(weighs bool, way travel.Way) source.Severity {
	if r.When != "" && !weighs {
		return r.Otherwise.of(way)
	}
	return r.Weight.of(way)
}

// Weight is how much a change matters to callers.
type Weight struct {
	Request  source.Severity // of what they send
	Response source.Severity // of what they get
}

// The weights of the rules.
var (
	Breaks       = Weight{source.Error, source.Error}
	BreaksSender = Weight{source.Error, source.Note}
	BreaksReader = Weight{source.Note, source.Error}
	MayBreak     = Weight{source.Warning, source.Warning}
	MayBeRefused = Weight{source.Warning, source.Note}
	MayFail      = Weight{source.Error, source.Warning} // refused when sent, absent when read
	MayPuzzle    = Weight{source.Note, source.Warning}  // a reader gets what it doesn't know
	Harmless     = Weight{source.Note, source.Note}
)

// of returns the severity of a change to something that travels the way: the higher
// one where that is both or none.
func (w Weight) of(way travel.Way) source.Severity {
	switch way {
	case travel.Sent:
		return w.Request
	case travel.Received:
		return w.Response
	}
	return max(w.Request, w.Response)
}

// declared are the names of the rules that drift has made known to the program.
var declared = map[string]bool{}

// Declare makes rules known to the program, by the gravest severity that they can
// have. It is for the packages that compare something with a model, as they are
// initialized: a name that several kinds of comparison have is declared by the first.
func Declare(rules []*Rule) {
	for _, r := range rules {
		if !declared[r.Name] {
			declared[r.Name] = true
			source.Declare(source.Rule{Name: r.Name, Severity: max(r.Weight.Request, r.Weight.Response), Summary: r.Summary})
		}
	}
}
