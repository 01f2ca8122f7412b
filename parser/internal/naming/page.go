// Package naming chooses the names of operations and of their request lines,
// from the title and file name of a page and the paths of its request lines. The
// path decides the target, and the title its name:
//
//   - The verb comes from the page, or else from the method. An action whose name
//     is a word that the page uses as a verb has that verb: LiftCrane. An action
//     without a verb has the verb "Run", or "Read" if the page gets something with it.
//     A list has the verb "List" if the page has no other than "get".
//   - A word of the file name before the verb that neither title nor paths have is
//     that of a product, and no part of the name.
//   - The verb is followed by the noun of the page, if a path of the page leads to it. A
//     request line that leads to something else is named after its path, such as
//     GetPersonSupervisor on the page of people.
//   - A resource below /me has "My" after the verb, and a resource below
//     /users/{id} has "User": GetMyManager, GetUserManager. /me itself is GetMe.
//   - Request lines of one operation are distinguished by the owners in their paths,
//     in the order of the path: ListBerthCranes, ListMyCalendarGroupEvents. If
//     none of them is the most general one, each has its nearest owner. Then the
//     noun loses words that its path lacks: PolicyAssignment.
//   - Request lines with the same owners are distinguished by "By" and a word for an
//     argument, a key or a path: GetMyCalendarByCalendarID. A type at the end of a
//     path follows "As".
//
// [Page.Names] names the operations of one page. After all pages are read,
// [Unique] names their request lines and resolves collisions between pages, with
// further words of the paths and file names. Names are in upper camel case; they
// don't follow Go's spelling of initialisms.
package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// Page has the parts of a page that names are made from.
type Page struct {
	Title Title
	File  []string // the words of the file name, in lower case
	Words Speller
	// Introduction is the text below the title.
	Introduction string

	first *notation.Path // the path of the first request line
	best  int            // how well the best path of the page matches its noun; see [place.leads]
}

// NewPage reads the title and the file name of a page. There must be at least
// one request line.
func NewPage(title, file string, lines []notation.Line) *Page {
	p := &Page{Title: ReadTitle(title), File: fileWords(file), first: lines[0].Path}
	p.Words.Add(title)
	for _, l := range lines {
		p.Words.AddPath(l.Path.Text)
	}
	p.Words.addWords(p.File)
	return p
}

// Operation has the parts of an operation that its name depends on.
type Operation struct {
	Method string
	Kind   model.OperationKind
	Ending notation.Ending
	Paths  []*notation.Path // the paths of the request lines
	Gives  bool             // a response has a body
}

// FileVerb returns the index of the verb in the file name, or -1. A verb that
// is also the last word of the path is the name of an action ("range-delete"),
// unless the verb has the method.
func (p *Page) FileVerb() int {
	for i, w := range p.File {
		if dialect.VerbOf(w).File == "" {
			continue
		}
		if i == len(p.File)-1 && i > 0 && strings.EqualFold(p.first.LastWord(), w) {
			return -1
		}
		if i == 0 && len(p.File) > 1 && dialect.VerbOf(p.File[1]).File != "" {
			continue
		}
		return i
	}
	return -1
}

// ActionWord returns the index of the first file name word of the action at the
// end of one of the paths, or -1.
func (p *Page) ActionWord(paths []*notation.Path) int {
	for _, path := range paths {
		last := strings.ToLower(path.LastWord())
		if last == "" {
			continue
		}
		tail := ""
		for i := len(p.File) - 1; i > 0; i-- {
			tail = p.File[i] + tail
			if tail == last {
				return i
			}
		}
	}
	return -1
}

// BeginsWithAction reports whether the file name begins with the words of the action at
// the end of one of the paths: batch-update-lamps of /lamps/batchUpdate.
func (p *Page) BeginsWithAction(paths []*notation.Path) bool { return p.actionRun(paths) > 0 }

// actionRun returns the number of words of the action with which the file name begins,
// or 0. They are several, and one of them is a verb.
func (p *Page) actionRun(paths []*notation.Path) int {
	for _, path := range paths {
		last := strings.ToLower(path.LastWord())
		head, verb := "", false
		for i, w := range p.File {
			head += w
			verb = verb || dialect.VerbOf(w).File != "" || dialect.VerbOf(w).Action
			if i > 0 && verb && head == last {
				return i + 1
			}
		}
	}
	return 0
}

// Mentions reports whether the file name has a word or its plural.
func (p *Page) Mentions(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(p.File, func(w string) bool { return w == lower || w == dialect.Plural(lower) })
}

// UpdatedEntity returns the entity before the verb of the file name, as the
// page spells it. It is empty if the file name does not end in a verb.
func (p *Page) UpdatedEntity() string {
	if i := p.FileVerb(); i > 0 && i == len(p.File)-1 {
		return p.Words.spell(p.File[i-1])
	}
	return ""
}

// Principal returns the index of the operation that the page is about. This is
// the operation with the method of the title's verb and a plain ending, or else
// the first one.
func (p *Page) Principal(ops []Operation) int {
	want := dialect.VerbOf(p.Title.Verb).Method
	if want == "" {
		return 0
	}
	score := func(op *Operation) int {
		n := 0
		if op.Method == want {
			n = 2
		}
		switch {
		case op.Ending.Form == notation.Collection && p.Title.Lists():
			n += 2
		case op.Ending.Form == notation.Plain:
			n++
		}
		return n
	}
	best := 0
	for i := range ops {
		if score(&ops[i]) > score(&ops[best]) {
			best = i
		}
	}
	return best
}
