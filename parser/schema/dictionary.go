package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// A dictionary is an open type whose undeclared properties all have one type. The
// page of the type says so in prose, or a type cell does: "map of string to lamp".

// entries collects the names that a paragraph of a dictionary's page may give the
// type of the entries.
func (d *declaration) entries(prose *page.Prose, text string) {
	if dialect.Says(dialect.Dictionary, text) {
		d.dictionary = true
		d.open(prose.Pos, text)
	}
	if words := entryWords(prose.Text); len(words) > 0 {
		d.entryWords = append(d.entryWords, words...)
		d.entriesAt = prose.Pos
	}
}

// entryWords returns the names before "values", and those after "dictionary of",
// "string to" and the like.
func entryWords(t page.Text) []Word {
	var words []Word
	var before strings.Builder
	for i := range t {
		if t[i].Kind != page.Plain {
			if isEntry(before.String(), plain(t[i+1:])) {
				words = append(words, Word{Name: trim(t[i].Text), Target: t[i].Target, Plain: true})
			}
			before.WriteString(t[i].Text)
			continue
		}
		for rest := t[i].Text; rest != ""; {
			var word string
			word, rest, _ = strings.Cut(rest, " ")
			name := strings.TrimRight(word, ".,;:)")
			if isIdentifier(name) && isEntry(before.String(), rest) {
				words = append(words, Word{Name: name, Plain: true})
			}
			before.WriteString(word)
			before.WriteByte(' ')
		}
	}
	return words
}

// isEntry reports whether the words around a name make it that of the entries, and
// not that of their keys.
func isEntry(before, after string) bool {
	after = strings.TrimSpace(after)
	return dialect.Says(dialect.EntryNoun, after) || dialect.Says(dialect.EntriesOf, strings.TrimSpace(before)) && !strings.HasPrefix(after, "to ")
}

// guessEntries makes the first word that names a type the type of the entries.
// Without one, the type is only open. The name of the dictionary itself is none:
// "charts" may be a dictionary of charts.
func (r *reader) guessEntries(d *declaration) {
	if !d.dictionary {
		return
	}
	t, otherwise := d.typ, ""
	words := d.entryWords
	for i, w := range words {
		if p := edm.InCell(dialect.Singular(w.Name)); p.Name != "" {
			words, otherwise = words[:i], p.Name
			break
		}
	}
	t.Entries = &model.Ref{Type: edm.Untyped}
	why := func() { t.Reasons.Add("entries", whyEntries, d.entriesAt, "") }
	r.d.Guess(&Guess{Ref: t.Entries, Words: words, At: d.entriesAt, Fits: func(of *model.Type) bool { return of != t }, Found: func(Word) { why() }, Missing: func(*source.Findings) {
		if t.Entries.Type = otherwise; otherwise == "" {
			t.Entries = nil
			return
		}
		why()
	}})
}

// referDictionary refers to a type made for the dictionary that a cell describes,
// which is named after its owner.
func (d *Declarations) referDictionary(ref *model.Ref, entries *cell, owner, name string, at source.Position) {
	t := &model.Type{Namespace: d.Namespace, Name: joinNames(owner, name), Kind: model.Complex, Implied: true, Open: true,
		Pages: []string{d.Page.Path}, Line: at.Line, Properties: []*model.Property{}, Entries: &model.Ref{}}
	t.Reasons.Add("entries", whyEntriesCell, at, entries.text)
	d.refer(t.Entries, nil, *entries, nil, t.Name, "entries", at)
	many := ref.Collection
	d.Make(t, ref, at)
	ref.Collection = ref.Collection || many
}

// entriesOf returns the cell of the type of the entries, if a cell describes a
// dictionary or a collection of dictionaries.
func entriesOf(t page.Text, text string) (entries *cell, many bool) {
	inner, ok := dialect.CutDictionary(text)
	if !ok {
		inner, many = dialect.CutCollection(text)
		if inner, ok = dialect.CutDictionary(inner); !ok {
			return nil, false
		}
	}
	if levels(inner) > deepest {
		return &cell{text: inner, fault: ruleTypeUnreadable}, many
	}
	span := page.Span{Text: inner}
	if link := firstLink(t); link != nil && strings.Contains(inner, trim(link.Text)) {
		span.Kind, span.Target = page.Link, link.Target
	}
	c := readCell(page.Text{span})
	return &c, many
}

// levels returns how many dictionaries the text of a type cell nests, up to one more
// than the deepest.
func levels(text string) int {
	n := 0
	for n <= deepest {
		text, _ = dialect.CutCollection(text)
		inner, ok := dialect.CutDictionary(text)
		if !ok {
			break
		}
		text = inner
		n++
	}
	return n
}
