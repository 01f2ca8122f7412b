package schema

import (
	"strings"
	"unicode"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// prose reads the description, base types and derived types in the page's text.
func (r *reader) prose(d *declaration) {
	t := d.typ
	if dialect.Says(dialect.Open, r.page.Title) {
		d.open(r.page.TitlePos, r.page.Title)
	}
	for i, s := range r.page.Sections {
		if s.Level > 1 {
			if dialect.Says(dialect.DerivedHeading, strings.ToLower(s.Title)) {
				r.derivedTypes(d, s.Blocks)
			}
			continue
		}
		for j, b := range s.Blocks {
			prose, ok := b.(*page.Prose)
			if !ok {
				continue
			}
			text := plain(prose.Text)
			if _, ok := namespaceLine(prose.Text); ok {
				continue
			}
			if t.Description == "" && !prose.Quote && i > 0 && prose.Text.Describes() {
				t.Description = text
			}
			r.baseProse(d, prose, text, s.Blocks[j+1:])
		}
	}
	r.guessEntries(d)
}

// propertiesProse reads the base type of the page's first type in the text next
// to its tables: "crane inherits from [machine](machine.md)".
func (r *reader) propertiesProse() {
	if len(r.d.declared) == 0 || len(r.d.declared[0].bases) > 0 {
		return
	}
	d := r.d.declared[0]
	for _, s := range r.page.Sections {
		if kind, own := schemaSection(s); s.Level != 2 || kind == dialect.OtherSection || !own {
			continue
		}
		for _, b := range s.Blocks {
			prose, ok := b.(*page.Prose)
			if !ok {
				continue
			}
			if text := plain(prose.Text); namesOrThis(text, d.typ.Name) {
				d.baseNamed(prose, text)
			}
		}
	}
}

// namesOrThis reports whether a paragraph is about the type. It begins with the
// name of the type, with "This", or with a verb such as "Inherits from".
func namesOrThis(text, name string) bool {
	return hasPrefixFold(text, name) || hasPrefixFold(text, "the "+name) || dialect.Says(dialect.OfType, text)
}

// derivedTypes reads derived types from the links in the first column of a
// table, or in a list.
func (r *reader) derivedTypes(d *declaration, blocks []page.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Table:
			r.read[b] = true
			for _, row := range b.Rows {
				if len(row.Cells) > 0 {
					d.addDerived(row.Cells[0].Text, row.Cells[0].Pos)
				}
			}
		case *page.List:
			for _, item := range b.Items {
				d.addDerived(item.Text, item.Pos)
			}
		}
	}
}

func (d *declaration) addDerived(t page.Text, at source.Position) {
	if link := firstLink(t); link != nil && isPageLink(link.Target) {
		d.derived = append(d.derived, baseName{name: link.Text, target: link.Target, trust: byDerived, at: at})
	}
}

// baseProse reads base types, derived types and facts of the type in a
// paragraph.
func (r *reader) baseProse(d *declaration, prose *page.Prose, text string, after []page.Block) {
	if said := saysAbstract(text, d.typ.Name); said != "" && !d.typ.Abstract {
		d.typ.Abstract = true
		d.typ.Reasons.Add("abstract", whyAbstractSaid, prose.Pos, said)
	}
	d.typ.Deprecated = d.typ.Deprecated || saysDeprecated(text)
	if dialect.Says(dialect.Open, text) {
		d.open(prose.Pos, text)
	}
	d.entries(prose, text)
	d.baseNamed(prose, text)
	for _, phrase := range dialect.Found(dialect.BaseOf, text) {
		for _, link := range linksAfter(prose.Text, phrase) {
			d.derived = append(d.derived, baseName{name: link.Text, target: link.Target, trust: byDerived, at: prose.Pos})
		}
		if list, ok := firstBlock[*page.List](after); ok {
			r.derivedTypes(d, []page.Block{list})
		}
		break
	}
}

// saysAbstract returns the sentence of a paragraph that says that the type is
// abstract, or an empty string. The sentences after the first one may be about
// other types.
func saysAbstract(text, name string) string {
	for first := true; text != ""; first = false {
		var said string
		said, text = sentence(text)
		if dialect.Says(dialect.Abstract, said) && (first || namesOrThis(said, name) && !dialect.Says(dialect.Inherits, said)) {
			return said
		}
	}
	return ""
}

// baseNamed adds the base type that a paragraph names, if any.
func (d *declaration) baseNamed(prose *page.Prose, text string) {
	for _, phrase := range dialect.Found(dialect.Inherits, text) {
		if link := linkAfter(prose.Text, phrase); link != nil {
			d.bases = append(d.bases, baseName{name: link.Text, target: link.Target, trust: byProse, at: prose.Pos})
			return
		}
	}
}

// open marks the type as open.
func (d *declaration) open(at source.Position, text string) {
	if d.typ.Open {
		return
	}
	first, _ := sentence(text)
	d.typ.Open = true
	d.typ.Reasons.Add("open", whyOpenSaid, at, first)
}

func firstBlock[B page.Block](blocks []page.Block) (B, bool) {
	if len(blocks) > 0 {
		b, ok := blocks[0].(B)
		return b, ok
	}
	var none B
	return none, false
}

// linksAfter returns the links after a phrase in the same sentence, if the
// first one follows directly: "Base type of [a](a.md) and [b](b.md)."
func linksAfter(t page.Text, phrase string) (links []page.Span) {
	i, between := afterPhrase(t, 0, phrase)
	if i < 0 || strings.HasSuffix(phrase, " from") && trim(between) == "" {
		return nil // "All of them inherit from [a](a.md)" names the base type of other types
	}
	for _, s := range t[i+1:] {
		if s.Kind == page.Link && isPageLink(s.Target) {
			if !joins(between) {
				break
			}
			links = append(links, s)
			between = ""
		} else {
			between += s.Text
		}
	}
	return links
}

// joins reports whether s consists of list words and punctuation.
func joins(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !dialect.Says(dialect.ListWord, word) {
			return false
		}
	}
	return !strings.Contains(s, ".")
}

// linkAfter returns the link after a phrase, with at most a few words in
// between. The sentence must not end before the link.
func linkAfter(t page.Text, phrase string) *page.Span {
	for i, between := afterPhrase(t, 0, phrase); i >= 0; i, between = afterPhrase(t, i+1, phrase) {
		for j := i + 1; j < len(t) && len(between) < 24 && !strings.Contains(between, "."); j++ {
			if t[j].Kind == page.Link && isPageLink(t[j].Target) {
				return &t[j]
			}
			between += t[j].Text
		}
	}
	return nil
}

// afterPhrase finds the first span at or after the index that has the phrase
// and is not a link. It returns the span's index and the text after the phrase
// in it. The index is -1 if there is none.
func afterPhrase(t page.Text, from int, phrase string) (index int, rest string) {
	for i := from; i < len(t); i++ {
		if t[i].Kind == page.Link {
			continue
		}
		if at := dialect.Index(t[i].Text, phrase); at >= 0 {
			return i, t[i].Text[at+len(phrase):]
		}
	}
	return -1, ""
}
