package text

import (
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is the maximum number of characters in a line of a comment, without the
// "// ". A longer word has a line of its own.
const width = 88

// Comment returns s as line comments without a final newline, or the empty
// string if s is blank. Runs of white space become one space, and the text is
// wrapped again. The comment contains no lists, headings, code, link
// definitions or doubled quotes, so gofmt does not change it. Characters that
// are not printable become spaces, including those that reorder or hide text. A
// word that a tool would read as a directive never begins a line: it stays with
// the previous word, or is quoted if it is the first word.
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

// The prefixes of the first line and of the other lines of a list item, as
// gofmt writes them.
const (
	itemStart = "//   - "
	itemMore  = "//     "
)

// Item returns a list item that consists of a name and its description s. The
// name must be an identifier; s is encoded as in [Comment].
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

// wrap writes the words of s, beginning at the column. The text s is flat and
// not empty. If the first word must not begin a line, it is quoted. Any other
// such word takes the word before it along to the next line.
func wrap(b *strings.Builder, s, newline string, column int) {
	for first := true; s != ""; first = false {
		word, rest, _ := strings.Cut(s, " ")
		unsafe := startsMarker(word, rest)
		n := utf8.RuneCountInString(word)
		switch {
		case first && unsafe:
			word = `"` + word + `"`
		case first:
		case !unsafe && column+1+n+attached(rest) > width:
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

// attached returns the width of the words at the start of s that must not begin
// a line, each with the space before it.
func attached(s string) (column int) {
	for s != "" {
		word, rest, _ := strings.Cut(s, " ")
		if !startsMarker(word, rest) {
			break
		}
		column += 1 + utf8.RuneCountInString(word)
		s = rest
	}
	return column
}

// prose returns s flat and without doubled quote marks. In the comment of a
// declaration, gofmt replaces two backticks by “ and two apostrophes by ”; its
// result for longer runs of backticks varies. Two marks become what gofmt
// writes, and a longer run of backticks becomes one backtick.
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

// Flatten returns s with each run of white space and unprintable characters
// replaced by one space, and without spaces at the ends.
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

// isFlat reports whether s is ASCII text that Flatten does not change.
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
// gofmt would read a list item, a heading or a link definition, or a tool would
// read a directive. The argument rest is the text after the word.
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
	return startsDirective(word, rest)
}

// startsDirective reports whether the word begins a directive for a tool, such
// as "go:build", "Deprecated:" or "nolint".
func startsDirective(word, rest string) bool {
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

// Code returns s as an indented line of a comment, such as the request line
// below a description. Its first word is quoted as in [Comment], because gofmt
// also finds build constraints in indented lines.
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

// Line returns s as a line of a comment that is set apart, with its indentation and
// its columns: a line of code, or of a table. Tabs at its start are kept, and spaces
// between its words; what doesn't print becomes a space.
func Line(s string) string {
	body := strings.TrimLeft(s, "\t")
	indent := s[:len(s)-len(body)]
	body = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, body))
	word, rest, more := strings.Cut(body, " ")
	switch {
	case word == "":
		return "//"
	case strings.IndexByte("+#/", word[0]) >= 0 || startsDirective(word, strings.TrimLeft(rest, " ")) || word == "Code":
		word = `"` + word + `"`
	}
	if more {
		word += " " + rest
	}
	return "//\t" + indent + word
}

// Heading returns a heading of a package's documentation. It is for words of the
// program: letters and spaces.
func Heading(s string) string { return headingStart + s }

const headingStart = "// # "

// isHeading reports whether a line is one that [Heading] makes of letters and spaces.
func isHeading(line string) bool {
	s, ok := strings.CutPrefix(line, headingStart)
	return ok && s != "" && s[0] != ' ' && s[len(s)-1] != ' ' && !strings.ContainsFunc(s, func(r rune) bool {
		return r != ' ' && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
}

// isLine reports whether a line is one that [Line] can have made.
func isLine(line string) bool {
	s, ok := strings.CutPrefix(line, "//\t")
	return ok && Line(s) == line
}

// IsSafe reports whether a line of Go source is a comment that [Comment],
// [Code], [Item], [Line] or [Heading] can return, or only slashes.
func IsSafe(line string) bool {
	if isHeading(line) || isLine(line) {
		return true
	}
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

// isNote reports whether the word begins with the marker of a go/doc note, such
// as "BUG(r)".
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
