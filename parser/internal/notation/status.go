package notation

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
)

// FindStatus finds a status code in a text: three digits that are not part of a
// word, a longer number or a decimal number. The status is 0 if there is none.
func FindStatus(text string) (at, status int) {
	for i := 0; i+3 <= len(text); i++ {
		if isStatus(text[i:i+3]) && !continues(text[:i]) && !isContinued(text[i+3:]) {
			return i, int(text[i]-'0')*100 + int(text[i+1]-'0')*10 + int(text[i+2]-'0')
		}
	}
	return 0, 0
}

// isStatus reports whether three bytes are the digits of a status code.
func isStatus(s string) bool {
	return '1' <= s[0] && s[0] <= '5' && word.IsDigit(s[1]) && word.IsDigit(s[2])
}

// continues reports whether digits after the text would be part of its last
// word or number.
func continues(before string) bool {
	if before == "" {
		return false
	}
	last := before[len(before)-1]
	return word.IsDigit(last) || word.IsLetter(last) || last == '.'
}

// isContinued reports whether the text continues the number before it.
func isContinued(after string) bool {
	if after == "" {
		return false
	}
	return word.IsDigit(after[0]) || word.IsLetter(after[0]) || len(after) > 1 && after[0] == '.' && word.IsDigit(after[1])
}

// StatusIn returns the first status code in a text, or 0.
func StatusIn(text string) int {
	_, status := FindStatus(text)
	return status
}

// IsStatusLine reports whether a line begins a response: "HTTP/1.1 200 OK",
// "HTTP 201 Created", "HTTP code: 200".
func IsStatusLine(line string) bool {
	const protocol = "HTTP"
	return len(line) > len(protocol) && strings.EqualFold(line[:len(protocol)], protocol) && !word.IsLetter(line[len(protocol)]) && StatusIn(line) > 0
}

// IsHeader reports whether s can be the name of a header (RFC 9110, section
// 5.1).
func IsHeader(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !word.IsLetter(c) && !word.IsDigit(c) && c != '-' && c != '_' {
			return false
		}
	}
	return s != "" && word.IsLetter(s[0])
}
