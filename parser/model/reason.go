package model

import (
	"strconv"

	"github.com/docwright/docwright/parser/source"
)

// Reason says why something in the model is as it is: which words of which
// page it was read from, and how.
type Reason struct {
	// Aspect is what of the thing the reason is for, as explain prints it:
	// "type", "base", "kind", "response 200", "parameter id".
	Aspect string
	// Why is how the words were read.
	Why      *Why
	Position source.Position
	// Words are the page's own, or empty where the place says enough.
	Words string
}

// Why is a way in which something is read from a page. Packages that read pages
// declare theirs as variables. The names are of the same form as those of rules,
// and differ from them, since explain finds both.
type Why struct {
	Name    string // in kebab-case, stable
	Summary string // in a sentence, how the words were read
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
func (l *Reasons) Add(aspect string, why *Why, at source.Position, words string) {
	*l = append(*l, Reason{Aspect: aspect, Why: why, Position: at, Words: words})
}

// ResponseAspect is the aspect of reasons for the response of a status.
func ResponseAspect(status int) string { return "response " + strconv.Itoa(status) }
