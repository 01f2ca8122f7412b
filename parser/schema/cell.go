package schema

import (
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
	name       string // as written, without "#"; empty if the cell has no type
	target     string // the link target, or empty
	collection bool
	nested     bool         // the cell says twice that it is a collection
	readOnly   bool         // the cell has a read-only remark
	required   bool         // the cell has a required remark
	union      []page.Span  // the links of a cell that names several types
	fault      *source.Rule // why the cell has no usable name, or nil
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
// and "String (timestamp)". It keeps the parentheses of "Collection(…)".
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
	switch dialect.Remark(s) {
	case dialect.ReadOnly:
		c.readOnly = true
	case dialect.Required:
		c.required = true
	case dialect.Many:
		c.collection = true
	}
}

// unwrap removes the words and brackets of a collection from both ends of s.
func (c *cell) unwrap(s string) string {
	name, many := dialect.CutCollection(s)
	c.collection = c.collection || many
	c.nested = c.nested || many && collections(s)-collections(name) > 1
	return name
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

// words reads a type name with nouns around it, such as "itemAnalytics
// resource", "alertFeedback enum" or "Untyped JSON object".
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
	case dialect.Says(dialect.EnumNoun, s): // an enum without a name
	case isQualified(s):
		c.name = s
	case s == "":
		c.fault = ruleTypeMissing
	default:
		c.fault = ruleTypeUnreadable
	}
}
