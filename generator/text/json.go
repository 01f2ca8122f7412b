package text

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON returns JSON text in which each character that shows nothing, or turns the
// direction in which others are read, is written as its escape. In JSON that is valid
// such characters stand between quotes, so that the values are the same.
func JSON(text []byte) []byte {
	if shows(text) {
		return text
	}
	out := make([]byte, 0, len(text)+64)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case !hidden(r):
			out = append(out, text[:n]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[n:]
	}
	return out
}

// shows reports whether no character of the text is hidden.
func shows(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if hidden(r) {
			return false
		}
		text = text[n:]
	}
	return true
}

// hidden reports whether a character shows nothing: a control character that JSON
// allows, a format character such as U+202E, or a separator of lines.
func hidden(r rune) bool {
	return r >= 0x7f && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
