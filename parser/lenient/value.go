// Package lenient reads JSON as people write it in documentation.
//
// [Parse] accepts JSON (RFC 8259) and repairs unambiguous faults: a trailing
// comma, a comment, a line break inside a string, typographic or single quotes,
// a key without quotes. It reports each repair as a [Fix] with its offset, so a
// caller can distinguish strict JSON and report the difference. A fault that is
// ambiguous is an [*Error], never a guess.
//
// The tree keeps what a decoder into maps loses: the order of members, members
// with equal names, the literal text of numbers, and positions.
// [Value.AppendJSON] writes a tree as compact strict JSON. [Strict] repairs a
// text and keeps its layout.
package lenient

import (
	"strings"
	"unicode/utf8"
)

// Kind is the kind of a [Value]. The zero Kind is Null.
type Kind uint8

// The kinds of value (RFC 8259, section 3).
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

var kindNames = [...]string{"null", "boolean", "number", "string", "array", "object"}

// String returns the name of the kind in RFC 8259, "boolean" for Bool.
func (k Kind) String() string { return kindNames[k] }

// Value is a JSON value. Its methods may be called on a nil *Value, which
// stands for a missing value.
type Value struct {
	Kind Kind
	// Offset and End delimit the value in the input, in bytes. A string
	// includes its quotes.
	Offset, End int
	// Text is the decoded text of a String or the literal of a Number or Bool.
	// It is empty for other kinds.
	Text    string
	Members []Member // of an Object, in input order; names may repeat
	Items   []*Value // of an Array
}

// Member is a member of an object.
type Member struct {
	Key    string // decoded
	Offset int    // of the key in the input, in bytes, including its quote
	Value  *Value // never nil
}

// Get returns the value of the last member with the key. It returns nil if v is
// not an object or has no such member. The last member counts, as in most
// decoders.
func (v *Value) Get(key string) *Value {
	if v == nil {
		return nil
	}
	for i := len(v.Members) - 1; i >= 0; i-- {
		if v.Members[i].Key == key {
			return v.Members[i].Value
		}
	}
	return nil
}

// GetFold is Get without regard to case. An exact match wins.
func (v *Value) GetFold(key string) *Value {
	if v == nil {
		return nil
	}
	var found *Value
	for i := len(v.Members) - 1; i >= 0; i-- {
		m := &v.Members[i]
		if m.Key == key {
			return m.Value
		}
		if found == nil && strings.EqualFold(m.Key, key) {
			found = m.Value
		}
	}
	return found
}

// Str returns the text of a string, or the literal of a number or boolean. For
// other values it is empty.
func (v *Value) Str() string {
	if v == nil {
		return ""
	}
	return v.Text
}

// Bool reports whether v is true. Hand-written spellings of true count, too:
// the word in any case, quoted or not, and the number 1.
func (v *Value) Bool() bool {
	return v != nil && (strings.EqualFold(v.Text, "true") || v.Kind == Number && v.Text == "1")
}

// Strings returns the text of a string or number as a list with one element.
// For an array it returns the texts of the items that have one. For other
// values it returns nil.
func (v *Value) Strings() []string {
	switch {
	case v == nil:
		return nil
	case v.Kind == String || v.Kind == Number:
		return []string{v.Text}
	}
	var list []string
	for _, item := range v.Items {
		if item.Text != "" {
			list = append(list, item.Text)
		}
	}
	return list
}

// AppendJSON appends v to dst as compact JSON (RFC 8259) and returns the
// result. Members keep their order, and numbers their literals. A nil v is
// null.
func (v *Value) AppendJSON(dst []byte) []byte {
	if v == nil {
		return append(dst, "null"...)
	}
	switch v.Kind {
	case Null:
		return append(dst, "null"...)
	case String:
		return AppendString(dst, v.Text)
	case Array:
		dst = append(dst, '[')
		for i, item := range v.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.AppendJSON(dst)
		}
		return append(dst, ']')
	case Object:
		dst = append(dst, '{')
		for i := range v.Members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendString(dst, v.Members[i].Key), ':')
			dst = v.Members[i].Value.AppendJSON(dst)
		}
		return append(dst, '}')
	}
	return append(dst, v.Text...)
}

const hexDigits = "0123456789abcdef"

// AppendString appends s to dst as a JSON string. It escapes only where JSON
// requires it, and replaces bytes that are not UTF-8 with U+FFFD.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		}
		dst = appendEscaped(dst, c)
		i++
	}
	return append(dst, '"')
}

// appendEscaped appends an ASCII character of a string, escaped if necessary.
func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	if c < ' ' {
		return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(dst, c)
}
