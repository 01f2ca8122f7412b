package dialect

import "strings"

// plural is a row: the ending of an English word in the plural and in the
// singular.
type plural struct{ plural, singular string }

// plurals is the table of endings, the most specific first. A row with two
// equal endings marks words that don't change.
var plurals = []plural{
	{"series", "series"},
	{"ies", "y"},
	{"sses", "ss"},
	{"shes", "sh"},
	{"ches", "ch"},
	{"xes", "x"},
	{"uses", "us"},
	{"people", "person"},
	{"children", "child"},
	{"rics", "ric"},
	{"pics", "pic"},
	{"ics", "ics"},
	{"ss", "ss"},
	{"us", "us"},
	{"is", "is"},
	{"news", "news"},
	{"s", ""},
}

// Singular returns the singular of an English word.
func Singular(word string) string {
	if word == "" {
		return word
	}
	last := lowered(word[len(word)-1])
	for i := range plurals {
		e := &plurals[i]
		if n := len(word) - len(e.plural); e.plural[len(e.plural)-1] == last && n >= 0 && isLowered(word[n:], e.plural) && (n > 0 || e.plural == e.singular || e.isWord()) {
			return word[:n] + recase(word[n:], e.singular)
		}
	}
	return word
}

// isLowered reports whether the ASCII text of the same length is lower in lower case.
func isLowered(text, lower string) bool {
	for i := range len(text) {
		if lowered(text[i]) != lower[i] {
			return false
		}
	}
	return true
}

// isWord reports whether the row is a whole word and not only an ending.
func (p *plural) isWord() bool { return p.plural == "people" || p.plural == "children" }

// recase returns the ending with the capital at the start of the one that it replaces:
// "Person" for "People".
func recase(was, ending string) string {
	if ending != "" && isCapital(was[0]) {
		return strings.ToUpper(ending[:1]) + ending[1:]
	}
	return ending
}

// Plural returns the plural of an English word.
func Plural(word string) string {
	lower := strings.ToLower(word)
	switch {
	case lower == "":
		return word
	case strings.HasSuffix(lower, "series"), Singular(word) != word:
		return word // in the plural already
	case strings.HasSuffix(lower, "child"):
		return word + "ren"
	case strings.HasSuffix(lower, "y") && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return word[:len(word)-1] + "ies"
	case strings.HasSuffix(lower, "s"), strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "ch"), strings.HasSuffix(lower, "sh"):
		return word + "es"
	}
	return word + "s"
}

// IsPlural reports whether word is a plural with an ending of the table.
func IsPlural(word string) bool { return Singular(word) != word }

// Fold returns a name in lower case, with each word in the singular and without
// separators. Names that differ only in number, capitals and spaces have the same
// fold: "countriesRegions", "CountryRegion" and "country region". A word begins at a
// capital letter, and at any character that is not a letter or digit.
func Fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	start := 0
	word := func(end int) {
		if start < end {
			b.WriteString(strings.ToLower(Singular(name[start:end])))
		}
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '_' || !isWordByte(c) && c < 0x80:
			word(i)
			start = i + 1
		case isCapital(c) && i > start && (!isCapital(name[i-1]) || i+1 < len(name) && isLower(name[i+1])):
			word(i)
			start = i
		}
	}
	word(len(name))
	return b.String()
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
