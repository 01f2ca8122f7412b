package model

import (
	"strconv"

	"github.com/docwright/docwright/parser/source"
)

// Reason explains an aspect of a model element: the words of a page that it was
// read from, and how they were interpreted.
type Reason struct {
	// Aspect names the property explained, as explain prints it: "type",
	// "base", "kind", "response 200", "parameter id".
	Aspect string
	// Why is how the words were interpreted.
	Why      *Why
	Position source.Position
	// Words are quoted from the page. They are empty if the position is enough.
	Words string
}

// Why is a way of interpreting the words of a page. Packages that read pages
// declare theirs as variables. Names have the form of rule names and differ
// from all of them, because explain finds both.
type Why struct {
	Name    string // in kebab-case, stable
	Summary string // one sentence that says how the words are interpreted
}

// Reasons is a list of reasons in the order in which they were found. If
// several have the same aspect, the last one applies, unless the aspect [Adds]
// up.
type Reasons []Reason

// Adds reports whether all reasons for the aspect apply. An operation has the
// paths of all its request lines, a type the pages that describe it, and an
// enum the members of all its lists.
func Adds(aspect string) bool { return aspect == "path" || aspect == "page" || aspect == "members" }

// Add appends a reason.
func (l *Reasons) Add(aspect string, why *Why, at source.Position, words string) {
	*l = append(*l, Reason{Aspect: aspect, Why: why, Position: at, Words: words})
}

// ResponseAspect returns the aspect of the response with the status.
func ResponseAspect(status int) string { return "response " + strconv.Itoa(status) }
