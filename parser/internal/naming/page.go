// Package naming chooses the names of operations and of their request lines, from
// the title and file name of a page and the paths of its request lines.
//
// [Page.Names] names the operations of one page, [Page.Suffixes] tells the request
// lines of an operation apart. Once all pages are read, [Unique] settles the names
// that several pages chose. Names are in upper camel case and have no Go spelling.
package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// Page is what names are made from: what a page's title and file name say.
type Page struct {
	Title Title
	File  []string // the words of the file name, in lower case
	Words Speller

	first *notation.Path // of the first request line
}

// NewPage reads a page's title and the name of its file. The lines are its request
// lines; there is at least one.
func NewPage(title, file string, lines []notation.Line) *Page {
	p := &Page{Title: ReadTitle(title), File: fileWords(file), first: lines[0].Path}
	p.Words.Add(title)
	for _, l := range lines {
		p.Words.AddPath(l.Path.Text)
	}
	return p
}

// Operation is what the name of an operation depends on, besides its page.
type Operation struct {
	Method string
	Kind   model.OperationKind
	Ending notation.Ending
	Paths  []*notation.Path // of its request lines
	Gives  bool             // a response has a body
}

// FileVerb returns the index of the verb in the file name, or -1. A verb
// that ends the path as well is the name of an action ("range-delete"), if
// the method isn't the verb's own.
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

// ActionWord returns the index of the file word from which on the words are
// the name of the action that ends one of the paths, or -1.
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

// Mentions reports whether the file name has a word, or its plural.
func (p *Page) Mentions(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(p.File, func(w string) bool { return w == lower || w == dialect.Plural(lower) })
}

// UpdatedEntity is the entity that the file name says is updated, as the page
// spells it; empty where the file name does not end in a verb.
func (p *Page) UpdatedEntity() string {
	if i := p.FileVerb(); i > 0 && i == len(p.File)-1 {
		return p.Words.spell(p.File[i-1])
	}
	return ""
}

// Principal returns the index of the operation that the page is about: one whose
// method is that of the title's verb, with a plain ending, else the first.
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
