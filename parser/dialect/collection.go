package dialect

import "strings"

// collection is a row: words before or behind the name of a type that make it a
// collection of that.
type collection struct {
	words string
	place place  // start or end, of a text that has the name besides
	shut  string // what ends the name behind words that open a bracket
}

// In a cell the words stand beside the name; "objects" behind it is the plural of
// a noun that pages put behind the names of types.
var cellCollections = []collection{
	{"collection(", start, ")"},
	{"collection (", start, ")"},
	{"array(", start, ")"},
	{"list(", start, ")"},
	{"collection of ", start, ""},
	{"collections of ", start, ""},
	{"a collection of ", start, ""},
	{"list of ", start, ""},
	{"array of ", start, ""},
	{"list<", start, ">"},
	{"array<", start, ">"},
	{" collection", end, ""},
	{" array", end, ""},
	{" list", end, ""},
	{"[]", end, ""},
}

// In a sentence words may stand between: "a collection of the following
// **berth** objects".
var proseCollections = []collection{
	{"collection of", start, ""},
	{"collection containing", start, ""},
	{"list of", start, ""},
	{"array of", start, ""},
	{"collection", end, ""},
	{"objects", end, ""},
	{"resources", end, ""},
}

// extraBracket is what a name in brackets too many ends in.
var extraBracket = phrase{words: "collection)", place: end}

// CutCollection cuts what makes a collection of a type off the text of a type
// cell, from both ends.
func CutCollection(text string) (name string, many bool) {
	for {
		was := text
		for i := range cellCollections {
			if rest, ok := cellCollections[i].cut(text); ok {
				text, many = strings.TrimFunc(rest, IsBlank), true
			}
		}
		if extraBracket.find(text) > 0 {
			text = text[:len(text)-1]
		}
		if text == was {
			return text, many
		}
	}
}

// cut cuts the words of the row off a text.
func (c *collection) cut(text string) (rest string, ok bool) {
	p := phrase{words: c.words, place: c.place}
	from := p.find(text)
	switch {
	case from < 0:
		return text, false
	case c.place == end:
		return text[:from-len(c.words)], true
	}
	return strings.TrimSuffix(text[from:], c.shut), true
}

// SaysMany reports whether the words around the name of a type in a sentence say
// that there are many of it.
func SaysMany(before, after string) bool {
	if i := strings.LastIndex(before, ". "); i >= 0 {
		before = before[i:]
	}
	before, after = strings.ToLower(before), strings.ToLower(strings.TrimSpace(after))
	for i := range proseCollections {
		c := &proseCollections[i]
		if c.place == start && strings.Contains(before, c.words) || c.place == end && strings.HasPrefix(after, c.words) {
			return true
		}
	}
	return false
}
