// Package explain explains the elements of a generated package: the words of the
// page that each was read from, and the rule that was applied.
//
// [New] makes an [Index] of a model. The index has all types, properties, enums,
// members and operations by their names in the API and in Go, and the request
// lines, pages and rules. [Index.Find] looks up a name and returns an
// [Explanation] of each element with the name. [Write] and [WriteJSON] print
// explanations. Reasons and findings come from the parser, and Go names from
// package plan.
package explain

import (
	"github.com/docwright/docwright/parser/source"
)

// Explanation explains one element.
type Explanation struct {
	// Asked is the name that was looked up.
	Asked string `json:"asked"`
	Kind  Kind   `json:"kind"`
	// Name is the qualified name in the API: "harbor.port.tug/bollardPull".
	Name string `json:"name"`
	// Go is the declaration in the generated package, such as "Tug.BollardPull
	// Opt[float64]" or the signature of a function. It is empty if there is none.
	Go       string    `json:"go"`
	Facts    []Fact    `json:"facts"`
	Reasons  []Reason  `json:"reasons"`
	Lists    []List    `json:"lists"`
	Findings []Finding `json:"findings"`
}

// Kind is the kind of the explained element.
type Kind string

// The kinds of elements.
const (
	Type      Kind = "type"
	Property  Kind = "property"
	Enum      Kind = "enum"
	Member    Kind = "member"
	Operation Kind = "operation"
	Page      Kind = "page"
	Rule      Kind = "rule"
)

// Fact is a name and a value.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// List is a table without a header, such as the properties of a type or the
// members of an enum. More is the number of further rows, which are left out.
type List struct {
	Name string     `json:"name"`
	Rows [][]string `json:"rows"`
	More int        `json:"more"`
}

// Place is a place on a page. The file is relative to the working directory.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"` // from 1; 0 for the file as a whole
	Col  int    `json:"col"`  // in bytes, from 1; 0 for the line as a whole
}

// String formats the place as file:line:col.
func (p Place) String() string { return source.Position(p).String() }

// Reason is the place from which an aspect of the element was read, and the rule
// that was applied.
type Reason struct {
	// Aspect names the fact explained, or a part of it: "type", "response 200".
	Aspect string `json:"aspect"`
	Place
	Words   string `json:"words"` // quoted from the page; empty if the place is sufficient
	Rule    string `json:"rule"`
	Summary string `json:"summary"` // the rule in a sentence
	// Earlier reports whether a later reason for the same aspect applies instead.
	Earlier bool `json:"earlier"`
}

// Finding is a finding that concerns the element.
type Finding struct {
	Place
	Severity source.Severity `json:"severity"`
	Rule     string          `json:"rule"`
	Message  string          `json:"message"`
}
