package runtime

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decoder reads JSON text in one pass. The values that it returns or stores
// share no memory with src, which callers reuse.
type decoder struct {
	src   []byte
	pos   int
	depth int

	// lossy is set if a field can't hold all of its JSON, such as a null in a
	// collection or a number written as a string. The struct then keeps the
	// text too.
	lossy bool
	// faults are the invalid values, which were kept. Their paths are relative
	// to the value that is being read.
	faults []ValueError
	// misfits receives the invalid elements of the next collection.
	misfits *[]misfit

	unescaped []byte          // the last string that had escapes
	text      strings.Builder // the chunk that short strings are allocated from
}

var (
	errEnd     = errors.New("unexpected end")
	errControl = errors.New("control character in a string")
	errEscape  = errors.New("invalid escape in a string")
	errNumber  = errors.New("invalid number")
)

// fail returns err as an error at the current position.
func (d *decoder) fail(err error) error { return &ValueError{Offset: d.pos, Err: err} }

// unexpected returns an error: want was expected.
func (d *decoder) unexpected(want string) error {
	if d.pos >= len(d.src) {
		return d.fail(errEnd)
	}
	return d.fail(fmt.Errorf("want %s, have %s", want, found(d.src[d.pos])))
}

// found describes the kind of value that begins with c.
func found(c byte) string {
	switch {
	case c == '"':
		return "a string"
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	case c == 't' || c == 'f':
		return "a Boolean"
	case c == 'n':
		return "null"
	case c == '-' || '0' <= c && c <= '9':
		return "a number"
	}
	return fmt.Sprintf("%q", c)
}

// peek skips white space and returns the next byte, or 0 at the end.
func (d *decoder) peek() byte {
	for d.pos < len(d.src) {
		switch c := d.src[d.pos]; c {
		case ' ', '\n', '\t', '\r':
			d.pos++
		default:
			return c
		}
	}
	return 0
}

// end checks that only white space is left.
func (d *decoder) end() error {
	if d.peek(); d.pos < len(d.src) {
		return d.unexpected("the end")
	}
	return nil
}

// word reads one of true, false and null.
func (d *decoder) word(w string) error {
	if len(d.src)-d.pos < len(w) || string(d.src[d.pos:d.pos+len(w)]) != w {
		return d.unexpected(w)
	}
	d.pos += len(w)
	return nil
}

// readNull reads null if it is next.
func (d *decoder) readNull() (bool, error) {
	if d.peek() != 'n' {
		return false, nil
	}
	return true, d.word("null")
}

// open reads '{' or '['. The text want is for the error.
func (d *decoder) open(c byte, want string) error {
	if d.peek() != c {
		return d.unexpected(want)
	}
	if d.depth++; d.depth > maxDepth {
		return d.fail(ErrDepth)
	}
	d.pos++
	return nil
}

// more reads the separator between the elements of an array or object that c
// closes, and reports whether another element follows.
func (d *decoder) more(c byte, first bool) (bool, error) {
	switch next := d.peek(); {
	case next == c:
		d.pos++
		d.depth--
		return false, nil
	case first:
		return true, nil
	case next == ',':
		d.pos++
		if d.peek() == c {
			return false, d.unexpected("another element")
		}
		return true, nil
	}
	return false, d.unexpected("a comma or " + string(rune(c)))
}

// key reads the name of a member and the colon. The bytes are valid until the
// next string is read.
func (d *decoder) key() ([]byte, error) {
	if d.peek() != '"' {
		return nil, d.unexpected("a property name")
	}
	name, err := d.str()
	if err != nil {
		return nil, err
	}
	if d.peek() != ':' {
		return nil, d.unexpected("a colon")
	}
	d.pos++
	return name, nil
}

// plain has the bytes of a string that need no escape.
var plain = func() (t [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// str reads a string. The bytes are valid until the next string is read. As in
// encoding/json, invalid UTF-8 and half of a surrogate pair become U+FFFD.
func (d *decoder) str() ([]byte, error) {
	if d.peek() != '"' {
		return nil, d.unexpected("a string")
	}
	src := d.src
	start := d.pos + 1
	i := start
	for i < len(src) && plain[src[i]] {
		i++
	}
	if i < len(src) && src[i] == '"' {
		d.pos = i + 1
		return src[start:i], nil
	}
	return d.longStr(start, i)
}

// longStr reads the rest of a string that begins at start and has no escapes
// before i.
func (d *decoder) longStr(start, i int) ([]byte, error) {
	escaped, ascii := false, true
	for ; i < len(d.src); i++ {
		switch c := d.src[i]; {
		case plain[c]:
		case c >= utf8.RuneSelf:
			ascii = false
		case c == '\\':
			escaped = true
			i++
		case c == '"':
			s := d.src[start:i]
			if !ascii && !utf8.Valid(s) {
				s = []byte(strings.ToValidUTF8(string(s), "\uFFFD"))
			}
			if escaped {
				var err error
				if s, err = d.unescape(s); err != nil {
					return nil, d.fail(err)
				}
			}
			d.pos = i + 1
			return s, nil
		default:
			d.pos = i
			return nil, d.fail(errControl)
		}
	}
	d.pos = len(d.src)
	return nil, d.fail(errEnd)
}

// escapes maps the letter after a backslash to its character.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescape replaces the escapes in s.
func (d *decoder) unescape(s []byte) ([]byte, error) {
	out := d.unescaped[:0]
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			out = append(out, s[i])
			continue
		}
		i++ // in range: a backslash in s always escapes a character
		if c := escapes[s[i]]; c != 0 {
			out = append(out, c)
			continue
		}
		r := hex4(s[i:])
		if r < 0 {
			return nil, errEscape
		}
		i += 4
		if utf16.IsSurrogate(r) {
			low := rune(-1)
			if i+1 < len(s) && s[i+1] == '\\' {
				low = hex4(s[i+2:])
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 6
			}
		}
		out = utf8.AppendRune(out, r)
	}
	d.unescaped = out
	return out, nil
}

// hex4 returns the number in "uXXXX" at the start of s, or -1.
func hex4(s []byte) rune {
	if len(s) < 5 || s[0] != 'u' {
		return -1
	}
	var r rune
	for _, c := range s[1:5] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// number reads a JSON number and returns its text.
func (d *decoder) number() ([]byte, error) {
	c := d.peek()
	if c != '-' && (c < '0' || c > '9') {
		return nil, d.unexpected("a number")
	}
	n := numberLen(d.src[d.pos:])
	if n < 0 {
		return nil, d.fail(errNumber)
	}
	tok := d.src[d.pos : d.pos+n]
	d.pos += n
	return tok, nil
}

// numberLen returns the length of the number at the start of s, or -1 if there
// is none by the grammar of JSON (RFC 8259, section 6).
func numberLen(s []byte) int {
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	switch n := digits(s[i:]); {
	case n == 0, n > 1 && s[i] == '0':
		return -1
	default:
		i += n
	}
	if i < len(s) && s[i] == '.' {
		n := digits(s[i+1:])
		if n == 0 {
			return -1
		}
		i += 1 + n
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		n := digits(s[i:])
		if n == 0 {
			return -1
		}
		i += n
	}
	return i
}

// digits returns the number of digits at the start of s.
func digits(s []byte) int {
	for i, c := range s {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(s)
}

// skip reads and checks any value. It returns the text, which shares memory
// with src.
func (d *decoder) skip() ([]byte, error) {
	c := d.peek()
	start := d.pos
	var err error
	switch c {
	case '{':
		err = d.skipAll('{', '}')
	case '[':
		err = d.skipAll('[', ']')
	case '"':
		_, err = d.str()
	case 't':
		err = d.word("true")
	case 'f':
		err = d.word("false")
	case 'n':
		err = d.word("null")
	default:
		_, err = d.number()
	}
	return d.src[start:d.pos], err
}

// skipAll skips an object or an array.
func (d *decoder) skipAll(open, closing byte) error {
	if err := d.open(open, ""); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := d.more(closing, first)
		if err != nil || !more {
			return err
		}
		if open == '{' {
			if _, err := d.key(); err != nil {
				return err
			}
		}
		if _, err := d.skip(); err != nil {
			return err
		}
	}
}

// chunk is the number of bytes allocated at a time. It is small, since strings
// in the same chunk keep each other in memory.
const chunk = 512

// copy returns b as a string with its own memory.
func (d *decoder) copy(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) > chunk/4 {
		return string(b)
	}
	if d.text.Cap()-d.text.Len() < len(b) {
		d.text = strings.Builder{}
		d.text.Grow(chunk)
	}
	start := d.text.Len()
	d.text.Write(b)
	return d.text.String()[start:]
}
