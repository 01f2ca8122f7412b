// Package text carries words from the pages into Go source. The pages are
// untrusted, and the generator writes their words in three places only, each
// with an encoder here: comments ([Comment]), string literals ([Literal]) and
// struct tags ([Tag]). What comes out cannot end early and cannot be read as
// anything else: not by the compiler, not by gofmt, and not by the tools that
// look for instructions in comments.
package text

import (
	"strconv"
	"strings"
)

// Literal returns s as an interpreted string literal in ASCII.
func Literal(s string) string { return strconv.QuoteToASCII(s) }

// Tag returns the literal of a struct tag that has the pairs of key and value,
// in order: Tag("json", "id") is `json:"id"` with its backquotes. Keys stand in
// the program; values may be any text.
func Tag(pairs ...string) string {
	var b strings.Builder
	plain := true
	for i := 0; i+1 < len(pairs); i += 2 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(pairs[i])
		b.WriteByte(':')
		b.WriteString(Literal(pairs[i+1]))
		plain = plain && isPlain(pairs[i+1])
	}
	if plain {
		return "`" + b.String() + "`"
	}
	return Literal(b.String())
}

// isPlain reports whether s may stand between backquotes: no text of a page
// does that could be anything but a name.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
			c == '_' || c == '-' || c == '.' || c == ' ' || c == ',' || c == '$' || c == '@') {
			return false
		}
	}
	return true
}

// WireName reports whether a struct tag can carry the name to encoding/json
// and back. It can't where the name is empty, is "-", has a comma, or has what
// encoding/json takes as a fault in the tag: it then uses the name of the Go
// field without a word.
func WireName(name string) bool {
	if name == "" || name == "-" {
		return false
	}
	for i := range len(name) {
		if c := name[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\'' || c == '`' || c == '\\' || c == ',' {
			return false
		}
	}
	return true
}
