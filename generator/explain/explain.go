// Package explain says why something in a package is what it is: which words of
// which page it was made from, and by which rule.
//
// [New] makes an [Index] of a model: of every type, property, enum, member and
// operation under its own name and under that of its Go declaration, of the
// request lines, the pages and the rules. [Index.Find] takes a name as a person
// has it at hand and returns what it stands for, each explained; [Write] and
// [WriteJSON] print that. Nothing is decided here: reasons and findings are
// those of the parser, Go names those of package plan.
package explain

import (
	"github.com/docwright/docwright/parser/source"
)

// Explanation is what there is to say about one thing.
type Explanation struct {
	// Asked is the name that it was found under.
	Asked string `json:"asked"`
	Kind  Kind   `json:"kind"`
	// Name is the API's own, qualified: "harbor.port.tug/bollardPull".
	Name string `json:"name"`
	// Go is the declaration in the generated package: "Tug.BollardPull
	// Opt[float64]", a function's signature. It is empty where there is none.
	Go       string    `json:"go"`
	Facts    []Fact    `json:"facts"`
	Reasons  []Reason  `json:"reasons"`
	Lists    []List    `json:"lists"`
	Findings []Finding `json:"findings"`
}

// Kind says what an explanation is of.
type Kind string

// The kinds of explanation.
const (
	Type      Kind = "type"
	Property  Kind = "property"
	Enum      Kind = "enum"
	Member    Kind = "member"
	Operation Kind = "operation"
	Page      Kind = "page"
	Rule      Kind = "rule"
)

// Fact is one thing that is known: its name, and what it is.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// List is a table without a header: the properties of a type, the members of an
// enum. More counts the rows that are left out for being too many.
type List struct {
	Name string     `json:"name"`
	Rows [][]string `json:"rows"`
	More int        `json:"more"`
}

// Place is a place on a page, as seen from the working directory.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1; 0 for the file as a whole
	Col  int    `json:"col"`  // in bytes, from 1; 0 for the line as a whole
}

// String formats the place as file:line:col.
func (p Place) String() string { return source.Position(p).String() }

// Reason says what an aspect of the thing was read from.
type Reason struct {
	Aspect string `json:"aspect"` // one of the facts, or a part of one: "type", "response 200"
	Place
	Words   string `json:"words"` // the page's own; empty where the place says enough
	Rule    string `json:"rule"`
	Summary string `json:"summary"` // what the rule says, in a sentence
	// Earlier is set where a later reason for the same aspect counts.
	Earlier bool `json:"earlier"`
}

// Finding is a finding that concerns the thing.
type Finding struct {
	Place
	Severity source.Severity `json:"severity"`
	Rule     string          `json:"rule"`
	Message  string          `json:"message"`
}
