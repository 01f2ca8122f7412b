package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// cell is a type cell, read.
type cell struct {
	text       string // of the whole cell
	name       string // as written, without "#"; empty where the cell has no type
	target     string // of the link, or empty
	collection bool
	nested     bool         // the cell says twice that it is a collection
	readOnly   bool         // the cell says so
	required   bool         // the cell says so
	union      []page.Span  // the links of a cell that names several types
	fault      *source.Rule // why there is no name, where the page is to blame
}

// readCell reads a type cell in any of the spellings that pages have.
func readCell(t page.Text) cell {
	var c cell
	s := plain(t)
	if s == "" {
		c.fault = ruleTypeMissing
		return c
	}
	c.text = s
	if isIdentifier(s) && len(t) == 1 && t[0].Kind != page.Link {
		c.word(s)
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
	s = c.brackets(s)
	s, _ = sentence(s)
	s, _, _ = strings.Cut(s, ",")
	s = c.unwrap(trim(s))
	if strings.Contains(s, " or ") || strings.ContainsAny(s, "/|") {
		if s = c.alternatives(s); s == "" {
			return c
		}
	}
	c.words(s)
	return c
}

// linkTexts returns how many links t has, and the text outside of them.
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

// brackets takes the remarks in round brackets out of s: "(Optional) String",
// "String (timestamp)". Brackets of "Collection(…)" stay.
func (c *cell) brackets(s string) string {
	note := ""
	for {
		open := strings.IndexByte(s, '(')
		if open < 0 || open > 0 && isWordByte(s[open-1]) {
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
		if note == "" {
			note = inner
		}
		s = trim(s[:open] + " " + rest)
	}
	if strings.EqualFold(s, "string") {
		return remarked(note)
	}
	return s
}

// remarked returns what a string is that has a remark behind it: a point in time,
// as in "String (timestamp)", or no more than a string.
func remarked(remark string) string {
	for _, p := range edm.Primitives() {
		if slices.Contains(p.Remarks, strings.ToLower(remark)) {
			return p.Name
		}
	}
	return edm.String
}

// remark takes what a remark beside a type's name says.
func (c *cell) remark(s string) {
	switch dialect.Remark(s) {
	case dialect.ReadOnly:
		c.readOnly = true
	case dialect.Required:
		c.required = true
	case dialect.Many:
		c.collection = true
	}
}

// unwrap takes everything that makes a collection off s, from both ends.
func (c *cell) unwrap(s string) string {
	name, many := dialect.CutCollection(s)
	c.collection = c.collection || many
	c.nested = c.nested || many && collections(s)-collections(name) > 1
	return name
}

// collections counts how often a text has the word.
func collections(s string) int { return strings.Count(strings.ToLower(s), "collection") }

// alternatives reads "a or b", "a/b" and "a|b". What remains is the one type
// that is left when null is taken away and repetitions count once; where more
// than one is left, the cell is a union and the result empty.
func (c *cell) alternatives(s string) string {
	one := ""
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(s, " or ", "|"), func(r rune) bool { return r == '|' || r == '/' }) {
		part = c.unwrap(trim(part))
		if part == "" || strings.EqualFold(part, "null") || strings.EqualFold(part, one) {
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

// words reads a name that may have nouns around it: "itemAnalytics resource",
// "alertFeedback enum", "Untyped JSON object".
func (c *cell) words(s string) {
	first, joined := "", ""
	for word := range strings.FieldsFuncSeq(s, dialect.IsBlank) {
		word = strings.Trim(word, "*`'\":;")
		switch {
		case word == "":
		case first == "" || strings.EqualFold(first, "untyped"):
			if !dialect.Says(dialect.Article, word) {
				first = word
			}
		case dialect.Says(dialect.ManyNoun, word):
			c.collection = true
		case dialect.Says(dialect.TypeNoun, word), dialect.Says(dialect.EnumNoun, word):
		case c.target == "":
			c.fault = ruleTypeUnreadable
			return
		default:
			joined += upperFirst(word)
		}
	}
	if name := lowerFirst(first) + joined; joined != "" && isIdentifier(name) {
		first = name // "[access package](accesspackage.md)"
	}
	c.word(first)
}

// word sets the name of the type.
func (c *cell) word(s string) {
	s = strings.TrimPrefix(s, "#")
	switch {
	case dialect.Says(dialect.EnumNoun, s): // without a name
	case isQualified(s):
		c.name = s
	case s == "":
		c.fault = ruleTypeMissing
	default:
		c.fault = ruleTypeUnreadable
	}
}
