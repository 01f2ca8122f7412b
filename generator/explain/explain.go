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
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
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

// builder makes an explanation. Its methods leave out what is empty.
type builder struct {
	x *Index
	e Explanation
}

func (x *Index) explain(kind Kind, name, declaration string) *builder {
	return &builder{x, Explanation{Kind: kind, Name: name, Go: declaration,
		Facts: []Fact{}, Reasons: []Reason{}, Lists: []List{}, Findings: []Finding{}}}
}

func (b *builder) fact(name, value string) {
	if value = oneLine(value); value != "" {
		b.e.Facts = append(b.e.Facts, Fact{name, value})
	}
}

func (b *builder) list(name string, rows [][]string) {
	if len(rows) > 0 {
		b.e.Lists = append(b.e.Lists, List{Name: name, Rows: rows})
	}
}

// some adds a list of which at most mostRows are shown.
func (b *builder) some(name string, rows [][]string) {
	shown := rows[:min(len(rows), mostRows)]
	b.list(name, shown)
	if len(shown) > 0 {
		b.e.Lists[len(b.e.Lists)-1].More = len(rows) - len(shown)
	}
}

// mostRows is how many rows a list has that could have thousands.
const mostRows = 10

// reasons adds the reasons in the order in which a person asks: for each aspect
// the one that counts, then those before it.
func (b *builder) reasons(list model.Reasons) {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b model.Reason) int {
		return cmp.Or(cmp.Compare(rank(a.Aspect), rank(b.Aspect)), strings.Compare(a.Aspect, b.Aspect))
	})
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Aspect == sorted[0].Aspect {
			n++
		}
		same := sorted[:n]
		sorted = sorted[n:]
		if !model.Adds(same[0].Aspect) {
			b.reason(same[n-1], false)
			same = same[:n-1]
		}
		for _, r := range same {
			b.reason(r, !model.Adds(r.Aspect))
		}
	}
}

// aspects are the first words of those that are not told in the order of the
// alphabet.
var aspects = []string{"name", "page", "kind", "base", "type", "path", "parameter", "request", "response"}

func rank(aspect string) int {
	first, _, _ := strings.Cut(aspect, " ")
	if i := slices.Index(aspects, first); i >= 0 {
		return i
	}
	return len(aspects)
}

func (b *builder) reason(r model.Reason, earlier bool) {
	b.e.Reasons = append(b.e.Reasons, Reason{Aspect: r.Aspect, Place: b.x.place(r.Position),
		Words: oneLine(r.Words), Rule: r.Why.Name, Summary: r.Why.Summary, Earlier: earlier})
}

// findings adds the findings of a page that keep chooses.
func (b *builder) findings(page string, keep func(source.Finding) bool) {
	for _, f := range b.x.findings[page] {
		if keep(f) {
			b.finding(f)
		}
	}
}

func (b *builder) finding(f source.Finding) {
	b.e.Findings = append(b.e.Findings, Finding{b.x.place(f.Position), f.Severity, f.Rule.Name, f.Text()})
}

// place is a position as seen from the working directory.
func (x *Index) place(at source.Position) Place {
	at.File = path.Join(x.dir, at.File)
	return Place(at)
}

// at is the place of a line of a page.
func (x *Index) at(page string, line int) string {
	return x.place(source.Position{File: page, Line: line}).String()
}

// oneLine makes one line of text that may have several.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// typeText says what r is a reference to: "collection of Edm.String".
func typeText(r *model.Ref) string {
	if r.Collection {
		return "collection of " + r.Type
	}
	return r.Type
}

// join joins what isn't empty.
func join(separator string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}

// when returns the word if the condition holds.
func when(condition bool, word string) string {
	if condition {
		return word
	}
	return ""
}

// upTo returns the names with commas between, the first few and a count of the
// others.
func upTo(names []string) string {
	if more := len(names) - mostRows; more > 0 {
		return strings.Join(names[:mostRows], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return strings.Join(names, ", ")
}
