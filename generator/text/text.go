// Package text encodes text of pages as Go source. Pages are untrusted. The
// generator writes their text only as comments ([Comment], [Item], [Code]),
// string literals ([Literal]) and struct tags ([Tag]). An encoded text cannot
// end early, and neither the compiler nor gofmt nor a tool that looks for
// directives in comments takes it for anything else.
package text

import (
	"strconv"
	"strings"
)

// Literal returns s as an interpreted string literal in ASCII.
func Literal(s string) string { return strconv.QuoteToASCII(s) }

// Tag returns a struct tag with pairs of key and value, in the order given:
// Tag("json", "id") is `json:"id"`, including the backquotes. Keys must be
// constants of the program; values may be any text.
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

// isPlain reports whether s may be written between backquotes. Only the
// characters of names are allowed.
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

// WireName reports whether encoding/json reads the name from a struct tag
// unchanged. A name that is empty, is "-" or contains a comma has another
// meaning there. For a name with an invalid character encoding/json silently
// uses the name of the Go field.
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
