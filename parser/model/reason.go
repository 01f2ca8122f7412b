package model

import "github.com/docwright/docwright/parser/source"

// Reason says why something in the model is as it is: which words of which
// page it was read from, and by which rule.
type Reason struct {
	// Aspect is what of the thing the reason is for, as explain prints it:
	// "type", "base", "kind", "response 200", "parameter id".
	Aspect string
	// Rule is how the words were read; its Summary says so in a sentence.
	Rule     *source.Rule
	Position source.Position
	// Words are the page's own, or empty where the place says enough.
	Words string
}

// Reasons is a list of reasons in the order in which they were found. Where
// several have one aspect, the last is the one that counts, unless the aspect
// [Adds] up.
type Reasons []Reason

// Adds reports whether the reasons for an aspect add up: an operation has the
// paths of all its request lines, a type the pages of all that describe it, an
// enum the members of all its lists.
func Adds(aspect string) bool { return aspect == "path" || aspect == "page" || aspect == "members" }

// Add appends a reason.
func (l *Reasons) Add(aspect string, rule *source.Rule, at source.Position, words string) {
	*l = append(*l, Reason{Aspect: aspect, Rule: rule, Position: at, Words: words})
}
