package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// cell is the content of a type cell.
type cell struct {
	text       string // the text of the whole cell
	name       string // as written, without "#"; empty if the cell has no type name
	target     string // the link target, or empty
	ofName     bool   // the target is that of the name cell
	collection bool
	nested     bool              // the cell says twice that it is a collection
	enum       bool              // the cell says that the type is an enum
	facts      []dialect.Meaning // the facts that modifiers and remarks state
	note       string            // the first remark in parentheses
	carrier    string            // the primitive type of the values, in "Collection(string) of name"
	joined     bool              // the words of the name may be none: they end in the carrier, as in "hex string"
	entries    *cell             // the type of the entries, if the cell describes a dictionary
	union      []page.Span       // the links of a cell that names several types
	fault      *source.Rule      // why the cell has no usable name, or nil
	// doubt is set if the name may be none, as in "complex" or "two words". It
	// is the fault of the cell if no page describes a type with the name.
	doubt *source.Rule
}

// readCell reads a type cell in any of its spellings.
func readCell(t page.Text) cell {
	var c cell
	s := plain(t)
	if s == "" {
		c.fault = ruleTypeMissing
		return c
	}
	c.text = s
	if len(t) == 1 && t[0].Kind != page.Link && edm.InCell(s).Name != "" {
		c.word(s)
		return c
	}
	if c.entries, c.collection = entriesOf(t, s); c.entries != nil {
		return c
	}
	if links, other := linkTexts(t); links > 1 && isUnion(other) {
		c.fault = ruleTypeUnion
		c.collection = dialect.Says(dialect.Many, other)
		for i := range t {
			if t[i].Kind == page.Link {
				c.union = append(c.union, t[i])
			}
		}
		return c
	}
	if link := firstLink(t); link != nil {
		c.target = link.Target
	}
	c.parts(c.brackets(s))
	return c
}

// isCertain reports whether the cell certainly names a type.
func (c *cell) isCertain() bool {
	return c.entries == nil && c.fault == nil && c.doubt == nil && c.name != ""
}

// parts reads a text with remarks before or after the type, as in "string,
// maximum size 20", "String - optional" and "Required. String". The first part
// with a type counts. The facts of all parts of its sentence do.
func (c *cell) parts(s string) {
	var unread *source.Rule
	for found := false; s != "" && !found; {
		var first string
		for first, s = sentence(s); first != ""; {
			var part string
			part, first = cutPart(first)
			part, facts := dialect.CutModifiers(part)
			c.facts = append(c.facts, facts...)
			if part == "" || found {
				continue
			}
			if c.part(part); c.fault == nil {
				found = true
			} else if unread == nil {
				unread, c.fault = c.fault, nil
			}
		}
		found = found || unread != nil
	}
	switch {
	case c.name != "" || c.enum || c.doubt != nil:
	case unread != nil:
		c.fault = unread
	default:
		c.fault = ruleTypeMissing
	}
}

// cutPart cuts s at the first comma, semicolon or dash between blanks.
func cutPart(s string) (part, rest string) {
	for i := range len(s) {
		switch s[i] {
		case ',', ';':
			return trim(s[:i]), s[i+1:]
		case ' ':
			for _, dash := range [...]string{" - ", " – ", " — "} {
				if rest, ok := strings.CutPrefix(s[i:], dash); ok {
					return trim(s[:i]), rest
				}
			}
		}
	}
	return trim(s), ""
}

// part reads a part of a cell that has more than modifiers.
func (c *cell) part(s string) {
	s = cutSize(s)
	if before, name, ok := strings.Cut(s, ") of "); ok {
		inner, many := dialect.CutCollection(before + ")")
		if p := edm.InCell(inner); many && p.Name != "" {
			c.collection, c.carrier, s = true, p.Name, name
		}
	}
	s = c.unwrap(s)
	if strings.Contains(s, " or ") || strings.ContainsAny(s, "/|") {
		if s = c.alternatives(s); s == "" {
			return
		}
	}
	c.words(s)
}

// cutSize removes the size after a primitive type, as in "string[20]" and
// "decimal(18,2)".
func cutSize(s string) string {
	open := strings.IndexAny(s, "[(")
	if open > 0 && open < len(s)-2 && strings.Trim(s[open+1:len(s)-1], "0123456789, ") == "" && edm.InCell(s[:open]).Name != "" {
		return s[:open]
	}
	return s
}

// linkTexts returns the number of links in t, and the text outside of them.
func linkTexts(t page.Text) (links int, other string) {
	for i := range t {
		if t[i].Kind == page.Link {
			links++
		} else if t[i].Kind == page.Plain {
			other += " " + t[i].Text
		}
	}
	return links, other
}

func isUnion(between string) bool {
	return strings.Contains(between, " or ") || strings.ContainsAny(between, "/|")
}

// brackets removes the remarks in parentheses from s, as in "(Optional) String"
// "String (timestamp)" and "DateTime(UTC)". It keeps the parentheses of
// "Collection(…)".
func (c *cell) brackets(s string) string {
	for {
		open := strings.IndexByte(s, '(')
		if open < 0 || open > 0 && isWordByte(s[open-1]) && edm.InCell(endingWord(s[:open])).Name == "" {
			break
		}
		if _, collects := dialect.CutCollection(s[:open+1]); collects {
			break
		}
		end := strings.IndexByte(s[open:], ')')
		if end < 0 {
			break
		}
		inner := trim(s[open+1 : open+end])
		rest := trim(s[open+end+1:])
		if open == 0 && dialect.Remark(rest) == dialect.Many {
			s = inner + " " + rest
			break
		}
		c.remark(inner)
		c.note = cmp.Or(c.note, inner)
		s = trim(s[:open] + " " + rest)
	}
	return s
}

// remarked returns the type of "String" followed by a remark. The remark in
// "String (timestamp)" makes it a point in time; an unknown remark changes
// nothing.
func remarked(remark string) string {
	for _, p := range edm.Primitives() {
		if slices.Contains(p.Remarks, strings.ToLower(remark)) {
			return p.Name
		}
	}
	return edm.String
}

// remark applies a remark next to the type name.
func (c *cell) remark(s string) {
	rest, facts := dialect.CutModifiers(s)
	c.facts = append(c.facts, facts...)
	c.collection = c.collection || dialect.Remark(rest) == dialect.Many
}

// unwrap removes the words and brackets of a collection, and the modifiers,
// from both ends of s.
func (c *cell) unwrap(s string) string {
	for {
		name, many := dialect.CutCollection(s)
		c.collection = c.collection || many
		c.nested = c.nested || many && collections(s)-collections(name) > 1
		name, facts := dialect.CutModifiers(name)
		c.facts = append(c.facts, facts...)
		if name == s || name == "" {
			return name
		}
		s = name
	}
}

// collections returns how often "collection" occurs in s.
func collections(s string) int { return strings.Count(strings.ToLower(s), "collection") }

// alternatives reads "a or b", "a/b" and "a|b". It returns the only type that
// is left without null and duplicates. If several are left, the cell is a union
// and the result is empty.
func (c *cell) alternatives(s string) string {
	one := ""
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(s, " or ", "|"), func(r rune) bool { return r == '|' || r == '/' }) {
		part = c.unwrap(trim(part))
		if strings.EqualFold(part, "null") {
			c.facts = append(c.facts, dialect.Nullable)
			continue
		}
		if part == "" || strings.EqualFold(part, one) {
			continue
		}
		if one != "" {
			c.fault = ruleTypeUnion
			return ""
		}
		one = part
	}
	if one == "" {
		c.fault = ruleTypeUnreadable
	}
	return one
}

// cellWords are the words of a type cell, by what they are.
type cellWords struct {
	first, joined string // the first word of the name, and the others joined to it
	last          string // the last word of the name, if it is not the first
	noun          string // a noun that stands for any type
	many          bool   // a noun says that there are several values
}

// words reads a type name with nouns around it, such as "itemAnalytics
// resource", "alertFeedback enum" or "Untyped JSON object". Several other words
// may be the words of one name.
func (c *cell) words(s string) {
	var w cellWords
	for word := range strings.FieldsFuncSeq(s, dialect.IsBlank) {
		c.sort(&w, strings.Trim(word, "*`'\":;"))
	}
	if w.first == "" {
		c.noName(&w)
		return
	}
	c.collection = c.collection || w.many
	switch {
	case w.joined == "":
		c.word(w.first)
	case isIdentifier(w.first + w.joined):
		c.name = lowerFirst(w.first) + w.joined // "[access package](accesspackage.md)"
		if c.target == "" {
			c.doubt = ruleTypeUnreadable
		}
		c.describes(w.last)
	case c.target == "" && isText(w.last):
		c.word(w.last) // "Base64-encoded string"
	case c.target != "":
		c.word(w.first)
	default:
		c.fault = ruleTypeUnreadable
	}
}

// sort adds a word of the cell to w.
func (c *cell) sort(w *cellWords, word string) {
	switch {
	case word == "" || w.first == "" && dialect.Says(dialect.Article, word):
	case dialect.Says(dialect.ManyNoun, word):
		w.many, w.noun = true, cmp.Or(w.noun, word)
	case dialect.Says(dialect.EnumNoun, word):
		c.enum = true
	case dialect.Says(dialect.TypeNoun, word), dialect.Says(dialect.CellNoun, word):
		w.noun = word
	case w.first == "" || strings.EqualFold(w.first, "untyped"):
		w.first = word
	default:
		w.joined += upperFirst(word)
		w.last = word
	}
}

// noName reads a cell with nouns only.
func (c *cell) noName(w *cellWords) {
	switch {
	case c.enum:
		c.collection = c.collection || w.many
	case w.many && edm.InCell(c.note).Name != "":
		c.collection = true
		c.word(c.note) // "Array (String)"
	case w.noun != "":
		c.name = w.noun // possibly the name of a type, such as "entity" or "list"
		c.collection = c.collection || w.many && !dialect.Says(dialect.ManyNoun, w.noun)
		if c.target == "" {
			c.doubt = ruleTypeGeneral
		}
	default:
		c.word("")
	}
}

// describes reads several words of which the last one is a primitive type, as
// "hex string" is. They are its name only if a page describes a type with the
// name of all of them.
func (c *cell) describes(last string) {
	if c.doubt != nil && isText(last) {
		c.doubt, c.carrier, c.joined = nil, edm.InCell(last).Name, true
	}
}

// isText reports whether a word is a primitive type whose values are strings.
// Words before such a type don't change the form of the values.
func isText(word string) bool { return edm.InCell(word).Kind == edm.Text }

// word sets the name of the type.
func (c *cell) word(s string) {
	s = strings.TrimPrefix(s, "#")
	if p := edm.InCell(s); p.Name != "" {
		c.name = c.primitive(s, p)
		return
	}
	if one := dialect.Singular(s); one != s && edm.InCell(one).Name != "" {
		c.collection, c.name = true, c.primitive(one, edm.InCell(one)) // "a list of strings"
		return
	}
	switch {
	case isQualified(s):
		c.name = s
	case s == "":
		c.fault = ruleTypeMissing
	default:
		c.fault = ruleTypeUnreadable
	}
}

// primitive returns the word for a primitive type, given the word that the cell
// has. The remark in parentheses may be more exact, as in "Integer (Int64)".
func (c *cell) primitive(word string, p edm.Primitive) string {
	switch {
	case c.note == "":
	case strings.EqualFold(word, "string"):
		return remarked(c.note)
	case p.Kind == edm.Number && edm.InCell(c.note).Kind == edm.Number:
		return c.note
	}
	return word
}
