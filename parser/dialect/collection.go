package dialect

import "strings"

// collection is a row: words before or after a type name that make it a
// collection.
type collection struct {
	words   string
	place   place  // start or end of the text; the rest of the text is the name
	closing string // the closing bracket after the name, if words open one
}

// cellCollections are the rows for type cells. The words are next to the name.
// "objects" is missing here: in a cell it is the plural of a noun that pages
// add to type names.
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
	{"array[", start, "]"},
	{"list[", start, "]"},
	{"set of ", start, ""},
	{" collection", end, ""},
	{"[]", end, ""},
}

// proseCollections are the rows for sentences. Other words may come between, as
// in "a collection of the following **berth** objects".
var proseCollections = []collection{
	{"collection of", start, ""},
	{"collection containing", start, ""},
	{"list of", start, ""},
	{"array of", start, ""},
	{"collection", end, ""},
	{"objects", end, ""},
	{"resources", end, ""},
}

// dictionaries are the rows for type cells of dictionaries.
var dictionaries = []collection{
	{"dictionary(", start, ")"},
	{"dictionary<", start, ">"},
	{"dictionary of ", start, ""},
	{"map(", start, ")"},
	{"map<", start, ">"},
	{"map[string]", start, ""},
	{"map of ", start, ""},
}

// CutDictionary returns the type of the values in the text of a type cell for a
// dictionary, and whether it is one. Keys are strings.
func CutDictionary(text string) (values string, ok bool) {
	for i := range dictionaries {
		if values, ok = dictionaries[i].cut(text); ok {
			break
		}
	}
	for _, separator := range [...]string{",", " to "} {
		if _, after, found := strings.Cut(values, separator); ok && found {
			values = after
		}
	}
	return strings.TrimFunc(values, IsBlank), ok && strings.TrimFunc(values, IsBlank) != ""
}

// extraBracket matches a name with one closing parenthesis too many.
var extraBracket = phrase{words: "collection)", place: end}

// CutCollection removes the words and brackets for a collection from both ends
// of a type cell's text. It returns the type name and whether it removed any.
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

// cut removes the words of the row from text.
func (c *collection) cut(text string) (rest string, ok bool) {
	if text == "" || c.place == start && lowered(text[0]) != c.words[0] {
		return text, false
	}
	p := phrase{words: c.words, place: c.place}
	from := p.find(text)
	switch {
	case from < 0:
		return text, false
	case c.place == end:
		return text[:from-len(c.words)], true
	}
	return strings.TrimSuffix(text[from:], c.closing), true
}

// SaysMany reports whether the words around a type name in a sentence make it a
// collection.
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
