package schema

import (
	"strings"
	"unicode/utf8"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/page"
)

// plain returns the text of t without markup, trimmed. A line break becomes a
// space.
func plain(t page.Text) string { return trim(t.String()) }

// trim removes white space of every kind, including no-break and zero-width
// spaces, from both ends.
func trim(s string) string {
	for s != "" && s[0] < utf8.RuneSelf && s[0] > ' ' && s[len(s)-1] < utf8.RuneSelf && s[len(s)-1] > ' ' {
		return s
	}
	return strings.TrimFunc(s, dialect.IsBlank)
}

// isIdentifier reports whether s is a valid name of a property, type or member:
// an ASCII OData simple identifier (CSDL 4.01, section 17.2).
func isIdentifier(s string) bool {
	if s == "" || len(s) > 128 || '0' <= s[0] && s[0] <= '9' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isWordByte(s[i]) {
			return false
		}
	}
	return true
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// isQualified reports whether s consists of identifiers joined by dots.
func isQualified(s string) bool {
	for {
		head, tail, more := strings.Cut(s, ".")
		if !isIdentifier(head) {
			return false
		}
		if !more {
			return true
		}
		s = tail
	}
}

// splitName splits a qualified name before its last segment.
func splitName(name string) (namespace, short string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}

// hasPrefixFold is strings.HasPrefix without regard to ASCII case.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// lowerFirst returns s with its first letter in lower case.
func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}

// upperFirst returns s with its first letter in upper case.
func upperFirst(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]&^0x20) + s[1:]
}

// joinNames joins two camel-case names. Words that end the first name and begin
// the second appear once: "callStatus" and "statusCode" give "callStatusCode".
func joinNames(first, second string) string {
	second = upperFirst(second)
	for i := 0; i < len(first); i++ {
		start := i == 0 || 'A' <= first[i] && first[i] <= 'Z'
		if rest := len(first) - i; start && rest < len(second) && hasPrefixFold(second, first[i:]) && (rest == len(second) || 'A' <= second[rest] && second[rest] <= 'Z') {
			return lowerFirst(first + second[rest:])
		}
	}
	return lowerFirst(first) + second
}

// isLower reports whether s has no upper-case letter.
func isLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// firstLink returns the first link of t that has a text and a target, or nil.
func firstLink(t page.Text) *page.Span {
	for i := range t {
		if t[i].Kind == page.Link && t[i].Target != "" && trim(t[i].Text) != "" {
			return &t[i]
		}
	}
	return nil
}

// isEmpty reports whether t has no visible text.
func isEmpty(t page.Text) bool {
	for i := range t {
		if t[i].Kind != page.Break && trim(t[i].Text) != "" {
			return false
		}
	}
	return true
}

// sentence splits s after its first sentence. A full stop ends a sentence only
// before white space or the end, so qualified names stay whole.
func sentence(s string) (first, rest string) {
	for i := 0; i < len(s); i++ {
		if s[i] == '.' && (i+1 == len(s) || isSpaceByte(s[i+1])) {
			return s[:i], strings.TrimLeft(s[i+1:], " \t\n\u00a0")
		}
	}
	return s, ""
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == 0xc2 }
