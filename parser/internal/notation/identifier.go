package notation

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
)

// isIdentifier reports whether a segment is an identifier instead of a name.
func isIdentifier(s string) bool {
	if isGUID(s) || s == "id" || isAddress(s) {
		return true
	}
	digits, upper, lower := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case word.IsDigit(c):
			digits++
		case !word.IsLetter(c):
			if c != '=' && c != '-' && c != '_' {
				return false
			}
		case c&0x20 == 0:
			upper++
		default:
			lower++
		}
	}
	if upper+lower == 0 {
		return digits >= 3
	}
	if len(s) == 32 && digits >= 4 && strings.Trim(s, "0123456789abcdefABCDEF") == "" {
		return true // a GUID without hyphens
	}
	return len(s) >= 20 && digits >= 2 && upper >= 4 && !isWords(s)
}

// isAddress reports whether a segment has the form name@host: a mail address, or an
// identifier in that form.
func isAddress(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, "'()=")
}

// isWords reports whether a camel-case name consists mostly of words with four
// letters or more. The name getOffice365UserCounts, for example, has as many
// digits and capitals as an identifier.
func isWords(s string) bool {
	letters := 0
	for _, w := range word.Split(s) {
		if w = strings.TrimRight(w, "0123456789"); len(w) >= 4 && word.IsCamel(w) && strings.ToLower(w[1:]) == w[1:] {
			letters += len(w)
		}
	}
	return letters*2 > len(s)
}

// isGUID reports whether s has the form 8-4-4-4-12 of hexadecimal digits.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !word.IsDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
				return false
			}
		}
	}
	return true
}
