package naming

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
)

// Title is the title of a page, parsed.
type Title struct {
	Text   string
	Verb   string // the first word in lower case: "list"
	Action string // the name after a colon, or before "action" and "function"
}

// deprecatedMark is the end of the title of a deprecated operation.
const deprecatedMark = "(deprecated)"

// IsDeprecated reports whether a title marks its operations as deprecated.
func IsDeprecated(title string) bool {
	n := len(title) - len(deprecatedMark)
	return n >= 0 && strings.EqualFold(title[n:], deprecatedMark)
}

// ReadTitle parses a title such as "List users", "user: sendMail" or "assign
// action".
func ReadTitle(title string) Title {
	t, text := Title{Text: title}, title
	if IsDeprecated(text) {
		text = strings.TrimSpace(text[:len(text)-len(deprecatedMark)])
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return !IsWordRune(c) })
	if len(words) == 0 {
		return t
	}
	t.Verb = strings.ToLower(words[0])
	if entity, rest, ok := strings.Cut(text, ": "); ok && !strings.Contains(entity, " ") {
		t.Action = strings.TrimSpace(rest)
	}
	if len(words) == 2 {
		if last := strings.ToLower(words[1]); last == "action" || last == "function" {
			t.Action = words[0]
		}
	}
	if strings.ContainsAny(t.Action, " ()") {
		t.Action, _, _ = strings.Cut(t.Action, " ")
	}
	return t
}

// IsWordRune reports whether a rune is part of a word: a letter, a digit or an
// underscore.
func IsWordRune(c rune) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c > 127
}

// Lists reports whether the verb of the title lists something.
func (t Title) Lists() bool { return dialect.VerbOf(t.Verb).Lists }

// Entity returns the object of the title's verb: "berths" of "Update berths". It is
// empty if the title does not begin with a verb.
func (t Title) Entity() string {
	text := t.Text
	if i := strings.LastIndexByte(text, '('); i > 0 && strings.HasSuffix(text, ")") {
		text = text[:i]
	}
	words := strings.Fields(text)
	if len(words) < 2 || dialect.VerbOf(t.Verb).File == "" {
		return ""
	}
	words = words[1:]
	if dialect.Says(dialect.Article, words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// fileWords returns the words of a page's file name, in lower case and without
// articles.
func fileWords(name string) []string {
	base := strings.TrimSuffix(strings.ToLower(path.Base(name)), ".md")
	words := strings.FieldsFunc(base, func(c rune) bool { return c == '-' || c == '_' || c == ' ' || c == '.' })
	for i := 1; i < len(words)-1; i++ {
		if dialect.Says(dialect.Article, words[i]) {
			words = slices.Delete(words, i, i+1)
		}
	}
	return words
}
