// Package word splits and joins camel-case names.
package word

import "strings"

// Split splits a camel-case name before each capital that begins a word.
func Split(name string) []string {
	var words []string
	start := 0
	for i := 1; i < len(name); i++ {
		if isUpper(name[i]) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])) {
			words = append(words, name[start:i])
			start = i
		}
	}
	if start < len(name) {
		words = append(words, name[start:])
	}
	return words
}

// Upper joins the words of a name, each with a capital: "item-id" becomes
// "ItemId".
func Upper(name string) string {
	if IsCamel(name) {
		if c := name[0]; isLower(c) {
			return string(c-'a'+'A') + name[1:]
		}
		return name
	}
	var b strings.Builder
	up := true
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !IsLetter(c) && !IsDigit(c) {
			up = true
			continue
		}
		if up && isLower(c) {
			c -= 'a' - 'A'
		}
		up = false
		b.WriteByte(c)
	}
	return b.String()
}

// LowerFirst returns a name with its first letter in lower case.
func LowerFirst(name string) string {
	if name == "" {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// IsCamel reports whether a name consists of letters and digits only.
func IsCamel(name string) bool {
	for i := 0; i < len(name); i++ {
		if !IsLetter(name[i]) && !IsDigit(name[i]) {
			return false
		}
	}
	return name != ""
}

// IsLetter reports whether a byte is an ASCII letter.
func IsLetter(c byte) bool { return isLower(c | 0x20) }

// IsDigit reports whether a byte is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
