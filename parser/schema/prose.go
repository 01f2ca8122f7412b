package schema

import (
	"strings"
	"unicode"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// inherits are the phrases before the name of a base type, in lower case.
var inherits = []string{"inherits from", "inherited from", "derives from", "derived from", "subclass of", "subclass from", "subtype of", "specialization of"}

// derives are the phrases of a base type before the names of its derived types.
var derives = []string{"base type for", "base type of", "base class for", "base class of", "derived types", "derive from", "inherit from", "subtypes"}

// prose takes description, base types and derived types from the page's text.
func (r *reader) prose(d *declaration) {
	t := d.typ
	if strings.HasSuffix(strings.ToLower(r.page.Title), "(open type)") {
		d.open(r.page.TitlePos, r.page.Title)
	}
	for i, s := range r.page.Sections {
		if s.Level > 1 {
			if lists := derivedHeading(s.Title); lists {
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
			if t.Description == "" && !prose.Quote && i > 0 {
				t.Description = text
			}
			r.baseProse(d, prose, text, s.Blocks[j+1:])
		}
	}
}

// propertiesProse reads what stands beside the tables of the page's first type
// for the name of its base type: "crane inherits from [machine](machine.md)".
func (r *reader) propertiesProse() {
	if len(r.d.declared) == 0 || len(r.d.declared[0].bases) > 0 {
		return
	}
	d := r.d.declared[0]
	for _, s := range r.page.Sections {
		if kind, own := schemaSection(s); s.Level != 2 || kind == sectionOther || !own {
			continue
		}
		for _, b := range s.Blocks {
			if prose, ok := b.(*page.Prose); ok && namesOrThis(prose.Text, d.typ.Name) {
				d.baseNamed(prose)
			}
		}
	}
}

// namesOrThis reports whether a paragraph speaks of the type: it starts with
// its name, with "This" or with what is said of it.
func namesOrThis(t page.Text, name string) bool {
	text := plain(t)
	return hasPrefixFold(text, name) || hasPrefixFold(text, "this ") || hasPrefixFold(text, "the "+name) ||
		hasPrefixFold(text, "inherits from") || hasPrefixFold(text, "derives from") || hasPrefixFold(text, "derived from")
}

// derivedHeading reports whether the section lists derived types.
func derivedHeading(title string) bool {
	return indexFold(title, "derived type") >= 0 || indexFold(title, "subtypes") >= 0 || indexFold(title, "derived resource") >= 0
}

// derivedTypes takes the links in the first column of a table or in a list.
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

// baseProse reads a paragraph for the names of base and derived types.
func (r *reader) baseProse(d *declaration, prose *page.Prose, text string, after []page.Block) {
	if strings.Contains(text, "bstract") && saysAbstract(text) {
		d.typ.Abstract = true
		first, _ := sentence(text)
		d.typ.Reasons.Add("abstract", whyAbstractSaid, prose.Pos, first)
	}
	d.typ.Deprecated = d.typ.Deprecated || strings.Contains(text, "eprecated") && saysDeprecated(text)
	if indexFold(text, "open") >= 0 && strings.Contains(strings.ToLower(text), "is an open type") {
		d.open(prose.Pos, text)
	}
	d.baseNamed(prose)
	for _, phrase := range derives {
		if indexFold(text, phrase) < 0 {
			continue
		}
		for _, link := range linksAfter(prose.Text, phrase) {
			d.derived = append(d.derived, baseName{name: link.Text, target: link.Target, trust: byDerived, at: prose.Pos})
		}
		if list, ok := firstBlock[*page.List](after); ok {
			r.derivedTypes(d, []page.Block{list})
		}
		break
	}
}

// baseNamed takes the base type that a paragraph names, if it does.
func (d *declaration) baseNamed(prose *page.Prose) {
	for _, phrase := range inherits {
		if link := linkAfter(prose.Text, phrase); link != nil {
			d.bases = append(d.bases, baseName{name: link.Text, target: link.Target, trust: byProse, at: prose.Pos})
			return
		}
	}
}

// open notes that the page says that its type is open.
func (d *declaration) open(at source.Position, says string) {
	if d.typ.Open {
		return
	}
	first, _ := sentence(says)
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

func saysAbstract(text string) bool {
	first, _ := sentence(text)
	return strings.Contains(first, "abstract type") || strings.Contains(first, "abstract base") || strings.Contains(first, "abstract class") ||
		strings.Contains(first, "is abstract") || strings.Contains(first, "Abstract type") || strings.Contains(first, "Abstract base") ||
		strings.Contains(first, "abstract resource") || strings.Contains(first, "abstract entity")
}

// linksAfter returns the links that follow a phrase in its sentence, if the
// first of them follows at once: "Base type of [a](a.md) and [b](b.md)."
func linksAfter(t page.Text, phrase string) (links []page.Span) {
	i, between := afterPhrase(t, 0, phrase)
	if i < 0 || strings.HasSuffix(phrase, " from") && trim(between) == "" {
		return nil // "All of them inherit from [a](a.md)" names a base type, of others
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

// joints are the words that may stand between the names of an enumeration.
var joints = map[string]bool{
	"the": true, "following": true, "and": true, "or": true, "are": true, "is": true, "include": true, "includes": true,
	"type": true, "types": true, "resource": true, "resources": true, "it": true, "this": true, "both": true,
}

// joins reports whether s is no more than joints and punctuation.
func joins(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !joints[strings.ToLower(word)] {
			return false
		}
	}
	return !strings.Contains(s, ".")
}

// linkAfter returns the link that follows a phrase, with at most a few words
// in between and no end of a sentence.
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

// afterPhrase finds the phrase in the first span that has it, from the index
// on, and that is no link. It returns the span's index and what follows the
// phrase in it; the index is -1 if there is none.
func afterPhrase(t page.Text, from int, phrase string) (index int, rest string) {
	for i := from; i < len(t); i++ {
		if t[i].Kind == page.Link {
			continue
		}
		if at := indexFold(t[i].Text, phrase); at >= 0 {
			return i, t[i].Text[at+len(phrase):]
		}
	}
	return -1, ""
}
