package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Word is a text on a page that may name a type.
type Word struct {
	Name   string
	Target string // of the link with the name, or empty
	Many   bool   // the page has a list of the type
	// Plain is set for a word that is neither a link nor marked as a name. A type with
	// this name must have the properties in the example.
	Plain bool
}

// Guess is a reference to a type that the page does not name for certain. If the
// reference has no type by then, [Link] takes the first word that names a type.
type Guess struct {
	Ref   *model.Ref
	Words []Word
	At    source.Position
	// Fits reports whether the contents of the examples can have a type. It is nil if
	// the examples have no contents.
	Fits func(*model.Type) bool
	// Found is called with the matching word, and Missing if no word matches. Either
	// may be nil.
	Found   func(Word)
	Missing func(*source.Findings)
	// Shown has the objects that the examples show. If no word matches, they make a
	// type with the name, and Made is called with it.
	Shown []*lenient.Value
	Name  string
	Made  func(*model.Type)
}

// Guess adds a guess.
func (d *Declarations) Guess(g *Guess) { d.guesses = append(d.guesses, g) }

// resolveGuesses sets the type of references without one to the first type named by a
// word.
func (l *linker) resolveGuesses() {
	for _, d := range l.pages {
		for _, g := range d.guesses {
			if g.Ref.Type != "" && g.Ref.Type != edm.Untyped {
				continue
			}
			if l.guess(d, g) {
				continue
			}
			if t := l.makeShown(d, g.Name, g.Shown, g.At, scalarShown); t != nil {
				g.Ref.Type, g.Ref.Struct = t.Qualified(), t
				g.Made(t)
			} else if g.Missing != nil {
				g.Missing(&d.Findings)
			}
		}
	}
}

func (l *linker) guess(d *Declarations, g *Guess) bool {
	for _, w := range g.Words {
		n := l.word(d, w, g.At)
		if n == nil || n.typ == nil || w.Plain && g.Fits != nil && !g.Fits(n.typ) {
			continue
		}
		n.set(g.Ref)
		g.Ref.Collection = g.Ref.Collection || w.Many
		if g.Found != nil {
			g.Found(w)
		}
		return true
	}
	return false
}

// word returns the declaration named by a word, or nil. Unlike a type cell, a word
// may name no type or several types without a finding.
func (l *linker) word(d *Declarations, w Word, at source.Position) *named {
	if edm.InCell(w.Name).Name != "" {
		return nil
	}
	said := len(l.findings)
	n := l.lookup(d, &reference{name: w.Name, target: w.Target, at: at})
	l.findings = l.findings[:said]
	if n == nil && w.Target != "" {
		return nil
	}
	return n
}

// byFold resolves a short name in a spelling that no page has. The name may differ
// from a type's name in the number of its words, in capitals or in spaces, or may be
// the name of a type's page. If several types match, byFold reports a finding and
// returns nil.
func (l *linker) byFold(d *Declarations, r *reference) *named {
	namespace, short := splitName(r.name)
	if namespace != "" {
		return nil
	}
	l.fold()
	key := dialect.Fold(short)
	found := l.folds[key]
	if len(found) == 0 {
		found = l.pageFolds[key]
	}
	var own []*named
	for _, n := range found {
		if in, _ := splitName(n.key); strings.EqualFold(in, d.Namespace) {
			own = append(own, n)
		}
	}
	if len(own) > 0 {
		found = own
	}
	switch len(found) {
	case 0:
		return nil
	case 1:
		return found[0]
	}
	l.findings.Add(r.at, ruleNameUnclear, "%s may be %s or %s; it is read as neither", quote(r.name), quote(found[0].qualified()), quote(found[1].qualified()))
	return nil
}

// fold fills the tables of folded names once. The names of a page are its file name,
// and the file name without the first word, which is often the same for all pages.
func (l *linker) fold() {
	if l.folds != nil {
		return
	}
	l.folds, l.pageFolds = make(map[string][]*named, len(l.order)), make(map[string][]*named, len(l.pages))
	for _, n := range l.order {
		if n.typ == nil && n.enum == nil {
			continue
		}
		key := dialect.Fold(n.name())
		l.folds[key] = append(l.folds[key], n)
	}
	for _, d := range l.pages {
		if len(d.declared) != 1 {
			continue
		}
		n := d.subject(l)
		if n == nil {
			continue
		}
		name, _ := stem(d.Page.Path)
		l.pageFold(name, n)
		if i := strings.IndexAny(name, "-_"); i > 0 {
			l.pageFold(name[i+1:], n)
		}
	}
}

func (l *linker) pageFold(name string, n *named) {
	key := dialect.Fold(name)
	for _, known := range l.pageFolds[key] {
		if known == n {
			return
		}
	}
	l.pageFolds[key] = append(l.pageFolds[key], n)
}
