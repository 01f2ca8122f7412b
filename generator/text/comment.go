package text

import (
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is how many characters a comment's line has at most, without the "// ",
// where its words allow.
const width = 88

// Comment returns s as line comments without a newline at the end, or the empty
// string where s is blank. White space is folded and the text wrapped anew, so
// that gofmt finds nothing to change: a comment from here has no lists,
// headings, code, link definitions or doubled quotes. Characters that don't print,
// among them those that reorder or hide text, become spaces. A word that
// a tool would read as an instruction at the start of a line stays behind the
// word before it, or is put in quotes where there is none.
func Comment(s string) string {
	s = prose(s)
	if s == "" {
		return ""
	}
	var b strings.Builder
	b.Grow(len(s) + 4*(len(s)/width+2))
	b.WriteString("// ")
	wrap(&b, s, "\n// ", 0)
	return b.String()
}

// What begins the first line and the others of a list's item, as gofmt has it.
const (
	itemStart = "//   - "
	itemMore  = "//     "
)

// Item returns an item of a list, the name and what s says of it. The name is
// an identifier; s goes the way of [Comment].
func Item(name, s string) string {
	var b strings.Builder
	b.WriteString(itemStart)
	b.WriteString(name)
	b.WriteByte(':')
	if s = prose(s); s != "" {
		b.WriteByte(' ')
		wrap(&b, s, "\n"+itemMore, len(itemMore)+len(name)-1)
	}
	return b.String()
}

// wrap writes the words of s, which is flat and not empty, from the column on.
// A word that must not begin a line is quoted where it comes first.
func wrap(b *strings.Builder, s, newline string, column int) {
	for first := true; s != ""; first = false {
		word, rest, _ := strings.Cut(s, " ")
		unsafe := startsMarker(word, rest)
		n := utf8.RuneCountInString(word)
		switch {
		case first && unsafe:
			word = `"` + word + `"`
		case first:
		case column+1+n > width && !unsafe:
			b.WriteString(newline)
			column = len(newline) - len("\n// ")
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
		s = rest
	}
}

// prose returns s flat, and with no quote mark doubled: gofmt makes “ of two
// backticks and ” of two apostrophes in a comment of a declaration, and takes
// more than two backticks now for one thing, now for another. Two become what
// gofmt has for them, a longer run of backticks becomes one.
func prose(s string) string {
	s = strings.ReplaceAll(Flatten(s), "''", "”")
	if !strings.Contains(s, "``") {
		return s
	}
	var b strings.Builder
	for {
		text, rest, doubled := strings.Cut(s, "``")
		b.WriteString(text)
		if !doubled {
			return b.String()
		}
		if s = strings.TrimLeft(rest, "`"); len(s) == len(rest) {
			b.WriteString("“")
		} else {
			b.WriteByte('`')
		}
	}
}

// Flatten returns s with each run of white space, and of characters that don't
// print, as one space, and none at the ends.
func Flatten(s string) string {
	if isFlat(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	pending := false
	for _, r := range s {
		if r != utf8.RuneError && (unicode.IsSpace(r) || !unicode.IsPrint(r)) {
			pending = b.Len() > 0
			continue
		}
		if pending {
			b.WriteByte(' ')
			pending = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isFlat reports whether Flatten changes nothing, for the common texts.
func isFlat(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return s == "" || last != ' '
}

// startsMarker reports whether a line must not begin with the word, because
// gofmt would take the line for a list item, a heading or a link definition, or
// some tool for an instruction to itself. rest is what follows on the line.
func startsMarker(word, rest string) bool {
	switch c := word[0]; {
	case c >= utf8.RuneSelf:
		r, _ := utf8.DecodeRuneInString(word)
		return r == '•' || !unicode.IsLetter(r)
	case strings.IndexByte("-*+#[/}", c) >= 0:
		return true
	case '0' <= c && c <= '9':
		return strings.ContainsAny(word, ".)")
	case c == 'C':
		return word == "Code" && strings.HasPrefix(rest, "generated")
	}
	return startsInstruction(word, rest)
}

// startsInstruction reports whether the word begins an instruction to a tool, such as
// "go:build", "Deprecated:" or "nolint".
func startsInstruction(word, rest string) bool {
	head, tail, colon := strings.Cut(word, ":")
	switch {
	case isNote(head):
		return true
	case !colon:
		return strings.HasPrefix(word, "nolint") || strings.EqualFold(word, "unordered") && hasPrefixFold(rest, "output:")
	case tail != "":
		return isLowerAlnum(head) && !strings.HasPrefix(tail, "//")
	}
	return strings.EqualFold(head, "Deprecated") || strings.EqualFold(head, "Output")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// Code returns s as a comment that sets a line apart: a request line below the
// words about it. gofmt makes a build constraint of such a line too.
func Code(s string) string {
	word, rest, more := strings.Cut(Flatten(s), " ")
	switch {
	case word == "":
		return "//"
	case startsMarker(word, rest):
		word = `"` + word + `"`
	}
	if more {
		word += " " + rest
	}
	return "//\t" + word
}

// IsSafe reports whether a line of source that begins with // is one that
// [Comment], [Code] or [Item] can have made, or is empty but for the slashes.
func IsSafe(line string) bool {
	if item, ok := strings.CutPrefix(line, itemStart); ok {
		name, rest, isItem := strings.Cut(item, ":")
		return isItem && token.IsIdentifier(name) && (rest == "" || IsSafe("//"+rest))
	}
	if rest, ok := strings.CutPrefix(line, itemMore); ok {
		line = "// " + rest
	}
	s := strings.TrimPrefix(line, "//")
	if s == "" || len(s) == len(line) {
		return len(s) < len(line)
	}
	body := s[1:]
	switch {
	case body == "":
		return false
	case s[0] == ' ' && prose(body) != body, s[0] == '\t' && Flatten(body) != body, s[0] != ' ' && s[0] != '\t':
		return false
	}
	word, rest, _ := strings.Cut(body, " ")
	return word == "Deprecated:" || !startsMarker(word, rest)
}

// isNote reports whether the word begins as go/doc's notes do: "BUG(r)".
func isNote(word string) bool {
	n := 0
	for n < len(word) && 'A' <= word[n] && word[n] <= 'Z' {
		n++
	}
	return n >= 2 && n < len(word) && word[n] == '('
}

func isLowerAlnum(s string) bool {
	for i := range len(s) {
		if c := s[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return s != ""
}
