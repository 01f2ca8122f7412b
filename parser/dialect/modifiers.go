package dialect

import "strings"

// modifier is a row: words beside the type name in a type cell, and the fact
// that they state.
type modifier struct {
	words string
	means Meaning
}

// modifiers are the words that state facts in type cells, such as "Nullable" in
// "Nullable DateTimeOffset". They may come before or after the type name.
var modifiers = []modifier{
	{"not nullable", NotNull},
	{"non-nullable", NotNull},
	{"nullable", Nullable},
	{"read-only", ReadOnly},
	{"read only", ReadOnly},
	{"readonly", ReadOnly},
	{"required", Required},
	{"mandatory", Required},
	{"optional", Optional},
	{"or null", Nullable},
	{"null or", Nullable},
	{"null", Nullable},
}

// separators may stand between a type name and a modifier.
const separators = " \t\u00a0,;:-–—"

// CutModifiers removes the modifiers from both ends of a type cell's text,
// together with the brackets of "Nullable<Int64>" and the question mark of
// "Int64?". It returns the rest and the facts that the modifiers state.
func CutModifiers(text string) (rest string, facts []Meaning) {
	rest = strings.TrimFunc(text, IsBlank)
	for {
		cut, means := cutModifier(rest)
		if means == 0 {
			return rest, facts
		}
		rest, facts = cut, append(facts, means)
	}
}

// cutModifier removes one modifier from either end of text. The meaning is 0 if
// there is none.
func cutModifier(text string) (rest string, means Meaning) {
	if name, ok := strings.CutSuffix(text, "?"); ok && name != "" {
		return name, Nullable
	}
	for i := range modifiers {
		m := &modifiers[i]
		if rest, ok := m.cut(text); ok {
			return strings.Trim(rest, separators), m.means
		}
	}
	return text, 0
}

// cut removes the words of the row from the start or the end of text. They must
// be words of their own there.
func (m *modifier) cut(text string) (rest string, ok bool) {
	n := len(m.words)
	switch {
	case len(text) < n:
		return text, false
	case (&phrase{words: m.words, place: start}).begins(text) && (len(text) == n || !isWordByte(text[n])):
		return unwrapped(text[n:]), true
	case (&phrase{words: m.words, place: start}).begins(text[len(text)-n:]) && !isWordByte(text[len(text)-n-1]):
		return text[:len(text)-n], true
	}
	return text, false
}

// unwrapped removes the pair of brackets that text consists of, if it does.
func unwrapped(text string) string {
	for _, pair := range [...]string{"<>", "()"} {
		if inner := len(text) - 1; inner > 0 && text[0] == pair[0] && text[inner] == pair[1] {
			return text[1:inner]
		}
	}
	return text
}
