package drift

import "github.com/docwright/docwright/parser/source"

// Kind says what two models are compared.
type Kind int

// The kinds of comparison, by what the pages are held against.
const (
	Revisions Kind = iota // an earlier revision of the pages
	Metadata              // what the service says of itself
)

// words are how messages speak of the two sides.
type words struct {
	is, was string // after a value: "Edm.String now, Edm.Guid before"
	gained  string // of what only the pages have
	lost    string // of what only the other side has
	had     string // of the parts of what only the other side has
	were    string // what the other side says of that: "it was Edm.Guid"
}

var wording = [...]words{
	Revisions: {is: "now", was: "before", gained: "was not there before", lost: "is no longer there", had: "had", were: "was"},
	Metadata:  {is: "in the pages", was: "in the metadata", gained: "is not in the metadata", lost: "is in the metadata and on no page", had: "has", were: "is"},
}

// Weight is how much a change matters to callers.
type Weight struct {
	Request  source.Severity // of what they send
	Response source.Severity // of what they get
}

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

// Rules returns the rules of all kinds of comparison, in the order of the table.
func Rules() []*Rule {
	var list []*Rule
	seen := map[string]bool{}
	for i := range table {
		for kind := range table[i] {
			if r := &table[i][kind]; r.Name != "" && !seen[r.Name] {
				seen[r.Name] = true
				list = append(list, r)
			}
		}
	}
	return list
}

// The severities in directions, for the table.
var (
	breaks       = Weight{source.Error, source.Error}
	breaksSender = Weight{source.Error, source.Note}
	breaksReader = Weight{source.Note, source.Error}
	mayBreak     = Weight{source.Warning, source.Warning}
	mayBeRefused = Weight{source.Warning, source.Note}
	mayFail      = Weight{source.Error, source.Warning} // refused when sent, absent when read
	mayPuzzle    = Weight{source.Note, source.Warning}  // a reader gets what it doesn't know
	harmless     = Weight{source.Note, source.Note}
)

// The rules are known to the program by the gravest severity that they can have.
func init() {
	seen := map[string]bool{}
	for _, r := range append(Rules(), CodeRules()...) {
		if !seen[r.Name] {
			seen[r.Name] = true
			source.Declare(source.Rule{Name: r.Name, Severity: max(r.Weight.Request, r.Weight.Response), Summary: r.Summary})
		}
	}
}
