// Package search finds the operations, types and enums of a model by words, as people
// type them: "list a user's groups".
package search

import (
	"cmp"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/near"
)

// Result is an operation, a type or an enum.
type Result struct {
	Kind string `json:"kind"` // operation, type or enum
	Go   string `json:"go"`   // the name of the function, struct or string type; empty if there is none
	Name string `json:"name"` // the request line that is nearest, or the qualified name
	// Text is the title of the page of an operation, or else the first sentence of the
	// description.
	Text string `json:"text"`
	Page string `json:"page"`
	Line int    `json:"line"`
}

// The weights of the places of words. A word in several places counts where it weighs
// most.
const (
	inName        = 3.0 // a Go name or the name of a type
	inTitle       = 3.0
	inPath        = 2.0 // a path or the name of a page
	inDescription = 1.0
)

// The shares that a word has if a document has a similar word only.
const (
	asPrefix = 0.7 // "subscr" for "subscription"
	asVerb   = 0.6 // "retrieve" for another word that reads
	asTypo   = 0.5 // "calender" for "calendar"
)

// document has the words of a request line, a type or an enum, with their weights.
type document struct {
	result  Result
	of      any // the operation, type or enum
	weights map[string]float64
	name    string // the words of the name in Go or in the API, joined
	method  string // of a request line
	owner   string // the first word of its path
	names   bool   // whether the page of the request line names its function
	length  int    // of the name, the title and the path, in words
}

// Index has the words of a model.
type Index struct {
	documents []document
	count     map[string]int // documents by word
}

// New makes an index of a model. The names are those of its package.
func New(m *model.Model, names *plan.Lookup) *Index {
	x := &Index{count: map[string]int{}}
	for _, op := range m.Operations {
		for i, line := range op.Paths {
			x.addLine(op, line, goName(names.Operation(op), i), names.Line(op.Routes[i]).Principal().Route == op.Routes[i])
		}
	}
	for _, t := range m.Types {
		x.addType(t, "type", names.Type(t).String(), t.Qualified(), t.Name, t.Description, t.Pages, t.Line)
	}
	for _, e := range m.Enums {
		x.addType(e, "enum", names.Enum(e).String(), e.Qualified(), e.Name, e.Description, []string{e.Page}, e.Line)
	}
	return x
}

// goName returns the name of the function for a request line, or nothing.
func goName(d *plan.Declarations, line int) string {
	if line < len(d.Functions) {
		return d.Functions[line].Name.String()
	}
	return ""
}

func (x *Index) addLine(op *model.Operation, line, goName string, namesIt bool) {
	plain := placeholder.ReplaceAllString(line, "")
	d := document{of: op, method: op.Method, names: namesIt, length: len(words(goName + " " + op.Title + " " + plain))}
	d.result = Result{Kind: "operation", Go: goName, Name: op.Method + " " + line, Text: op.Title, Page: op.Page, Line: op.Line}
	if first, _, _ := strings.Cut(strings.Trim(line, "/"), "/"); first != "" {
		d.owner = strings.Join(words(first), "")
	}
	d.name = strings.Join(words(goName), "")
	d.add(inName, goName)
	d.add(inTitle, op.Title)
	d.add(inPath, plain+" "+path.Base(op.Page))
	d.add(inDescription, op.Description)
	x.add(d)
}

func (x *Index) addType(of any, kind, goName, qualified, name, description string, pages []string, line int) {
	d := document{of: of, result: Result{Kind: kind, Go: goName, Name: qualified, Text: sentence(description), Line: line}, length: 3 * len(words(name))}
	if len(pages) > 0 {
		d.result.Page = pages[0]
	}
	d.name = strings.Join(words(name), "")
	d.add(inName, name)
	d.add(inPath, qualified)
	d.add(inDescription, description)
	x.add(d)
}

func (d *document) add(weight float64, text string) {
	if d.weights == nil {
		d.weights = map[string]float64{}
	}
	for _, w := range words(text) {
		d.weights[w] = max(d.weights[w], weight)
	}
}

func (x *Index) add(d document) {
	x.documents = append(x.documents, d)
	for w := range d.weights {
		x.count[w]++
	}
}

// Find returns at most n results for the words, the best first.
func (x *Index) Find(text string, n int) []Result {
	terms, owner := words(text), ownerIn(text)
	type scored struct {
		*document
		score float64
	}
	var found []scored
	for i := range x.documents {
		d := &x.documents[i]
		score := 0.0
		for _, term := range terms {
			share := d.share(term)
			if term == owner && d.owner == owner {
				share += inPath
			}
			score += x.rarity(term) * share
		}
		if d.name == strings.Join(terms, "") {
			score *= 2
		}
		if score > 0 {
			// Among documents with the same words, the one that has few others is meant.
			found = append(found, scored{d, score / (1 + 0.08*float64(d.length))})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), preferred(a.names, b.names), strings.Compare(a.result.Name, b.result.Name), strings.Compare(a.result.Page, b.result.Page))
	})
	var list []Result
	seen := map[any]bool{}
	for _, f := range found {
		if len(list) < n && !seen[f.of] && !seen[f.result.Name] { // several pages can have a request line
			seen[f.of], seen[f.result.Name] = true, true
			list = append(list, f.result)
		}
	}
	return list
}

// preferred compares two documents with the same score.
func preferred(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// placeholder matches a placeholder of a path.
var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// ownerIn returns the word before "'s", which is an owner: "a user's groups".
func ownerIn(text string) string {
	for _, mark := range []string{"'s ", "’s ", "s' ", "s’ "} {
		if before, _, ok := strings.Cut(text, mark); ok {
			if list := words(before); len(list) > 0 {
				return list[len(list)-1]
			}
		}
	}
	return ""
}

// rarity weighs a word by the number of documents that have it. A word that none has
// may be similar to one.
func (x *Index) rarity(term string) float64 {
	return math.Log(1 + float64(len(x.documents))/float64(1+x.count[term]))
}

// share returns how much a document is about a word: the weight of the place that has
// it, or a share of the weight of a similar word.
func (d *document) share(term string) float64 {
	if w := d.weights[term]; w > 0 {
		return w
	}
	best := 0.0
	if verb := dialect.VerbOf(term); verb.Method != "" && verb.Method == d.method {
		best = asVerb * inTitle
	}
	if len(term) < 4 {
		return best
	}
	for w, weight := range d.weights {
		switch {
		case strings.HasPrefix(w, term):
			best = max(best, asPrefix*weight)
		case len(term) > 4 && w[0] == term[0] && len(w) >= len(term)-1 && len(w) <= len(term)+1 && near.Distance(w, term) == 1:
			best = max(best, asTypo*weight)
		}
	}
	return best
}

// Words returns the words of the names and titles that begin with a text, sorted.
func (x *Index) Words(begun string) []string {
	var list []string
	for i := range x.documents {
		for w, weight := range x.documents[i].weights {
			if weight > inDescription && strings.HasPrefix(w, strings.ToLower(begun)) {
				list = append(list, w)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// tooCommon are words that say nothing about what is looked for.
var tooCommon = map[string]bool{"a": true, "an": true, "all": true, "and": true, "by": true, "for": true, "from": true, "i": true, "in": true, "is": true, "md": true, "my": true, "of": true, "on": true, "or": true, "s": true, "the": true, "to": true, "with": true}

// words splits a text at everything that is neither a letter nor a digit, and before
// capitals that begin a word. It returns the words in lower case and in the singular,
// without those that are too common.
func words(text string) []string {
	var list []string
	start, runes := 0, []rune(text)
	end := func(i int) {
		if w := strings.ToLower(dialect.Singular(string(runes[start:i]))); w != "" && !tooCommon[w] {
			list = append(list, w)
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end(i)
			start = i + 1
		case unicode.IsUpper(r) && i > start && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return list
}

// sentence returns the first sentence of a text.
func sentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1]
	}
	return text
}
