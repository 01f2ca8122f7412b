package lenient

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth is the maximum nesting depth of arrays and objects.
const MaxDepth = 1000

// Mend is a kind of repair.
type Mend uint8

// The kinds of repair. Each is unambiguous; a fault that is ambiguous is an
// error.
const (
	TrailingComma Mend = iota
	Comment
	// ControlInString is an unescaped line break, tab or other control
	// character in a string.
	ControlInString
	SmartQuotes
	SingleQuotes
	UnquotedKey
	// TextAfter is text after the first value. It is not read.
	TextAfter
	// MissingComma is repaired between members on different lines, and between
	// two objects or arrays in an array.
	MissingComma
	// OddSpace is white space between tokens that JSON does not allow, such as
	// U+00A0, U+200B and U+FEFF.
	OddSpace
	// Ellipsis is an ellipsis between tokens, for something that is left out.
	Ellipsis
	// TypeName is a type name as a value, without quotes. Only [ParseTypes]
	// reads it.
	TypeName
	// StrayBackslash is a backslash in a string that begins no escape sequence.
	// Only [ParseTypes] reads it, as itself.
	StrayBackslash
	// MissingBraces is a member, or a name before an object, outside of any
	// object. Only [ParseTypes] reads it.
	MissingBraces
)

var mendNames = [...]string{
	TrailingComma:   "trailing comma",
	Comment:         "comment",
	ControlInString: "line break or control character in a string",
	SmartQuotes:     "typographic quotes",
	SingleQuotes:    "single quotes",
	UnquotedKey:     "key without quotes",
	TextAfter:       "text after the value",
	MissingComma:    "missing comma",
	OddSpace:        "white space that JSON does not allow",
	Ellipsis:        "ellipsis",
	TypeName:        "type name without quotes",
	StrayBackslash:  "backslash that begins no escape sequence",
	MissingBraces:   "members without braces",
}

// String describes the fault, for example "trailing comma".
func (m Mend) String() string { return mendNames[m] }

// Fix is a repair at an offset.
type Fix struct {
	Offset int // in the input, in bytes
	Mend   Mend
}

// Error is the reason why a text can't be read, even with repairs.
type Error struct {
	Offset  int // in the input, in bytes; at most its length
	Message string
}

// Error returns the message without the offset. The offset means nothing to a
// reader who knows only the file.
func (e *Error) Error() string { return e.Message }

// Parse reads the first JSON value of text. It returns the repairs it made, in
// input order; none means that text is strict JSON. An error is always an
// [*Error], and the repairs before it are returned with it.
//
// Parse takes time linear in the length of text. Numbers, and strings without
// escapes, are substrings of text.
func Parse(text string) (*Value, []Fix, error) {
	p := parser{text: text}
	return p.parse()
}

// ParseTypes is [Parse] for a text that shows types in place of values, such as
//
//	{"name": string, "berth": {harbor.berth}, "cranes": [crane]}
//
// A type name is a value of kind String. It may stand in braces, and may end in
// "[]" or "?", which are part of its text. A backslash that begins no escape
// sequence stands for itself. The members of the outermost object may lack the
// braces around them, and a name before that object is read as the key of a
// member with the object as its value.
func ParseTypes(text string) (*Value, []Fix, error) {
	p := parser{text: text, types: true}
	return p.parse()
}

func (p *parser) parse() (*Value, []Fix, error) {
	var members [8]Member
	var items [8]*Value
	p.members, p.items = members[:0], items[:0]
	v, err := p.document()
	if err != nil {
		return nil, p.fixes, err
	}
	return v, p.fixes, nil
}

type parser struct {
	text  string
	types bool // see ParseTypes
	pos   int
	depth int
	fixes []Fix
	edits []edit  // the edits that turn text into strict JSON, in order; see Strict
	slab  []Value // unused values, allocated together

	// members and items are those of the objects and arrays that are not closed.
	members []Member
	items   []*Value
}

// edit replaces text[from:to] with other text.
type edit struct {
	from, to int
	with     string
}

func (p *parser) fix(at int, m Mend) { p.fixes = append(p.fixes, Fix{at, m}) }

func (p *parser) edit(from, to int, with string) {
	p.edits = append(p.edits, edit{from, to, with})
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &Error{Offset: min(at, len(p.text)), Message: fmt.Sprintf(format, args...)}
}

// what describes the text at an offset, for messages.
func (p *parser) what(at int) string {
	if at >= len(p.text) {
		return "end of text"
	}
	r, _ := utf8.DecodeRuneInString(p.text[at:])
	return fmt.Sprintf("%q", r)
}

func (p *parser) document() (*Value, error) {
	if _, err := p.space(); err != nil {
		return nil, err
	}
	v := p.bare()
	if v == nil {
		var err error
		if v, err = p.value(); err != nil {
			return nil, err
		}
	}
	end := p.pos
	if _, err := p.space(); err != nil || p.pos < len(p.text) {
		// The text after the value is not read, so an unclosed comment there is
		// not an error.
		p.fix(p.pos, TextAfter)
		p.edit(max(p.pos, end), len(p.text), "")
	}
	return v, nil
}

// space skips white space, comments and ellipses. It reports whether it crossed a line
// break.
func (p *parser) space() (crossed bool, err error) {
	for p.pos < len(p.text) {
		if n := ellipsisLength(p.text[p.pos:]); n > 0 && !p.afterColon() {
			p.fix(p.pos, Ellipsis)
			p.edit(p.pos, p.pos+n, "")
			p.pos += n
			continue
		}
		switch c := p.text[p.pos]; {
		case c == ' ' || c == '\t' || c == '\r':
			p.pos++
		case c == '\n':
			crossed = true
			p.pos++
		case c == '/':
			n := commentLength(p.text[p.pos:])
			switch {
			case n == 0:
				return crossed, nil
			case n < 0:
				return crossed, p.fail(p.pos, "comment is not closed")
			}
			p.fix(p.pos, Comment)
			p.edit(p.pos, p.pos+n, "")
			crossed = crossed || strings.IndexByte(p.text[p.pos:p.pos+n], '\n') >= 0
			p.pos += n
		case c >= utf8.RuneSelf || c == '\v' || c == '\f':
			r, n := utf8.DecodeRuneInString(p.text[p.pos:])
			if !oddSpace(r) {
				return crossed, nil
			}
			p.fix(p.pos, OddSpace)
			p.edit(p.pos, p.pos+n, " ")
			p.pos += n
		default:
			return crossed, nil
		}
	}
	return crossed, nil
}

// afterColon reports whether a value must follow, which no ellipsis replaces.
func (p *parser) afterColon() bool {
	return strings.HasSuffix(strings.TrimRight(p.text[:p.pos], " \t\r\n"), ":")
}

// ellipsisLength returns the length of the ellipsis at the beginning of s, or 0.
func ellipsisLength(s string) int {
	if strings.HasPrefix(s, "…") {
		return len("…")
	}
	if n := len(s) - len(strings.TrimLeft(s, ".")); n > 2 {
		return n
	}
	return 0
}

// commentLength returns the length of the comment at the beginning of s. It
// returns 0 if there is none, and -1 if the comment is not closed. A line
// comment excludes its line break.
func commentLength(s string) int {
	switch {
	case strings.HasPrefix(s, "//"):
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			return i
		}
		return len(s)
	case strings.HasPrefix(s, "/*"):
		if i := strings.Index(s[2:], "*/"); i >= 0 {
			return i + 4
		}
		return -1
	}
	return 0
}

func oddSpace(r rune) bool {
	switch r {
	case '\v', '\f', '\u0085', '\u00a0', '\u2028', '\u2029', '\u202f', '\u200b', '\u3000', '\ufeff':
		return true
	}
	return r >= '\u2000' && r <= '\u200a'
}

// maxSlab is the largest number of values that are allocated together. Most texts are
// small annotations, with a colon for each value but the first.
const maxSlab = 16

func (p *parser) new(kind Kind, offset int) *Value {
	if p.slab == nil {
		p.slab = make([]Value, min(1+strings.Count(p.text, ":"), maxSlab))
	} else if len(p.slab) == 0 {
		p.slab = make([]Value, maxSlab/2)
	}
	v := &p.slab[0]
	p.slab = p.slab[1:]
	v.Kind, v.Offset = kind, offset
	return v
}

func (p *parser) value() (*Value, error) {
	at := p.pos
	if at >= len(p.text) {
		return nil, p.fail(at, "want a value, found end of text")
	}
	if p.types {
		if v := p.typeName(); v != nil {
			return v, nil
		}
	}
	switch c := p.text[at]; {
	case c == '{':
		return p.nested(Object, '}')
	case c == '[':
		return p.nested(Array, ']')
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	case 'a' <= c && c <= 'z':
		return p.word()
	}
	text, ok, err := p.quoted()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, p.fail(at, "want a value, found %s", p.what(at))
	}
	v := p.new(String, at)
	v.Text, v.End = text, p.pos
	return v, nil
}

var words = [...]struct {
	text string
	kind Kind
}{{"true", Bool}, {"false", Bool}, {"null", Null}}

func (p *parser) word() (*Value, error) {
	at := p.pos
	n := nameLength(p.text[at:])
	for _, w := range words {
		if p.text[at:at+n] == w.text {
			v := p.new(w.kind, at)
			p.pos += n
			v.End = p.pos
			if w.kind == Bool {
				v.Text = w.text
			}
			return v, nil
		}
	}
	return nil, p.fail(at, "want a value, found %q", p.text[at:at+min(n, 40)])
}

// typeName reads a type name, in braces or not. It returns nil if none is next.
func (p *parser) typeName() *Value {
	at, braces := p.pos, p.text[p.pos] == '{'
	if braces {
		at++
	}
	end := at + nameLength(p.text[at:])
	name := p.text[at:end]
	switch name {
	case "", "true", "false", "null":
		return nil
	}
	if braces {
		if end == len(p.text) || p.text[end] != '}' {
			return nil
		}
		end++
	} else {
		for _, suffix := range [...]string{"[]", "?"} {
			if strings.HasPrefix(p.text[end:], suffix) {
				end += len(suffix)
				name += suffix
			}
		}
	}
	v := p.new(String, p.pos)
	p.fix(p.pos, TypeName)
	p.pos, v.Text, v.End = end, name, end
	return v
}

// bare reads members without braces around them, up to the end of the text or
// to text that is no member. It returns nil, and reads nothing, if there are
// none.
func (p *parser) bare() *Value {
	if !p.types || p.pos >= len(p.text) || p.text[p.pos] != '"' {
		return nil
	}
	start := *p
	v := p.new(Object, p.pos)
	p.fix(p.pos, MissingBraces)
	for more := true; more; {
		m, err := p.bareMember(len(v.Members) == 0)
		if err != nil {
			*p = start
			return nil
		}
		v.Members = append(v.Members, m)
		v.End = p.pos
		end := *p
		if more = p.nextBare(); !more {
			*p = end
		}
	}
	return v
}

// bareMember reads a member. If named is true, the colon before an object may
// be missing.
func (p *parser) bareMember(named bool) (Member, error) {
	before := *p
	if m, err := p.member(); err == nil || !named {
		return m, err
	}
	*p = before
	m := Member{Offset: p.pos}
	var err error
	if m.Key, _, err = p.quoted(); err != nil {
		return m, err
	}
	if _, err = p.space(); err != nil {
		return m, err
	}
	if p.pos >= len(p.text) || p.text[p.pos] != '{' {
		return m, p.fail(p.pos, "want an object after the name, found %s", p.what(p.pos))
	}
	m.Value, err = p.nested(Object, '}')
	return m, err
}

// nextBare skips the comma after a member without braces. It reports whether
// another member follows.
func (p *parser) nextBare() (more bool) {
	crossed, err := p.space()
	if err == nil && p.pos < len(p.text) && p.text[p.pos] == ',' {
		p.pos++
		crossed = true
		_, err = p.space()
	}
	return err == nil && crossed && p.pos < len(p.text) && p.text[p.pos] == '"'
}

// nested reads an object or array up to the closing bracket.
func (p *parser) nested(kind Kind, bracket byte) (*Value, error) {
	if p.depth++; p.depth > MaxDepth {
		return nil, p.fail(p.pos, "nested deeper than %d", MaxDepth)
	}
	defer func() { p.depth-- }()
	v := p.new(kind, p.pos)
	members, items := len(p.members), len(p.items)
	for comma := -1; ; {
		p.pos++ // the opening bracket, or a comma
		if _, err := p.space(); err != nil {
			return nil, err
		}
		if p.closes(bracket, comma) {
			break
		}
		var err error
		if comma, err = p.elements(kind, bracket); err != nil {
			return nil, err
		}
		if comma < 0 {
			break
		}
	}
	v.End = p.pos
	if len(p.members) > members {
		v.Members = slices.Clone(p.members[members:])
		p.members = p.members[:members]
	}
	if len(p.items) > items {
		v.Items = slices.Clone(p.items[items:])
		p.items = p.items[:items]
	}
	return v, nil
}

// elements reads members or items. It stops at a comma and returns its offset, or
// reads the closing bracket and returns -1.
func (p *parser) elements(of Kind, bracket byte) (comma int, err error) {
	for more := true; more; {
		last, err := p.element(of)
		if err != nil {
			return 0, err
		}
		if comma, more, err = p.separator(bracket, last); err != nil {
			return 0, err
		}
	}
	return comma, nil
}

// element reads a member of an object or an item of an array, and returns its value.
func (p *parser) element(of Kind) (*Value, error) {
	if of == Array {
		item, err := p.value()
		p.items = append(p.items, item)
		return item, err
	}
	m, err := p.member()
	p.members = append(p.members, m)
	return m.Value, err
}

// closes skips the closing bracket if it is next, and reports whether it was
// there. Comma is the offset of the comma before it, or -1.
func (p *parser) closes(bracket byte, comma int) bool {
	if p.pos >= len(p.text) || p.text[p.pos] != bracket {
		return false
	}
	if comma >= 0 {
		p.fix(comma, TrailingComma)
		p.edit(comma, comma+1, "")
	}
	p.pos++
	return true
}

// separator reads the text after a member or item. If a comma follows, it
// returns the offset of the comma and stops there. After the closing bracket it
// returns -1. If the comma is missing and another member or item follows, more
// is true.
func (p *parser) separator(bracket byte, last *Value) (comma int, more bool, err error) {
	end := p.pos
	crossed, err := p.space()
	if err != nil {
		return 0, false, err
	}
	if p.closes(bracket, -1) {
		return -1, false, nil
	}
	if p.pos < len(p.text) && p.text[p.pos] == ',' {
		return p.pos, false, nil
	}
	if p.isCommaMissing(bracket, crossed, last) {
		p.fix(end, MissingComma)
		p.edit(end, end, ",")
		return 0, true, nil
	}
	return 0, false, p.fail(p.pos, "want a comma or %q, found %s", bracket, p.what(p.pos))
}

// isCommaMissing reports whether a comma is certainly missing. A string with a line
// break may lack its closing quote, so nothing is certain after it.
func (p *parser) isCommaMissing(bracket byte, crossed bool, last *Value) bool {
	if p.pos >= len(p.text) {
		return false
	}
	next := p.text[p.pos]
	if bracket == ']' {
		return next == '{' && last.Kind == Object || next == '[' && last.Kind == Array
	}
	return crossed && next == '"' && !(last.Kind == String && strings.ContainsAny(last.Text, "\n\r"))
}

func (p *parser) member() (Member, error) {
	m := Member{Offset: p.pos}
	key, ok, err := p.quoted()
	if err != nil {
		return m, err
	}
	if !ok {
		n := nameLength(p.text[p.pos:])
		if n == 0 {
			return m, p.fail(p.pos, "want a member, found %s", p.what(p.pos))
		}
		key = p.text[p.pos : p.pos+n]
		p.pos += n
	}
	m.Key = key
	end := p.pos
	if _, err := p.space(); err != nil {
		return m, err
	}
	if p.pos >= len(p.text) || p.text[p.pos] != ':' {
		return m, p.fail(p.pos, "want a colon after the key, found %s", p.what(p.pos))
	}
	if !ok {
		p.fix(m.Offset, UnquotedKey)
		p.edit(m.Offset, end, `"`+key+`"`)
	}
	p.pos++
	if _, err := p.space(); err != nil {
		return m, err
	}
	m.Value, err = p.value()
	return m, err
}

// nameLength returns the length of the name at the beginning of s. A name
// consists of the characters that unquoted keys have.
func nameLength(s string) int {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '$', c == '@':
		case i > 0 && ('0' <= c && c <= '9' || c == '.' || c == '-'):
		default:
			return i
		}
	}
	return len(s)
}

// number reads a number (RFC 8259, section 6).
func (p *parser) number() (*Value, error) {
	at, s, i := p.pos, p.text, p.pos
	if s[i] == '-' {
		i++
	}
	zero := i < len(s) && s[i] == '0'
	n := digits(s, i)
	if n == i || zero && n > i+1 {
		return nil, p.fail(at, "malformed number")
	}
	i = n
	if i < len(s) && s[i] == '.' {
		if n = digits(s, i+1); n == i+1 {
			return nil, p.fail(at, "malformed number")
		}
		i = n
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if n = digits(s, i); n == i {
			return nil, p.fail(at, "malformed number")
		}
		i = n
	}
	if nameLength(s[i:]) > 0 {
		return nil, p.fail(at, "malformed number")
	}
	v := p.new(Number, at)
	v.Text, v.End = s[at:i], i
	p.pos = i
	return v, nil
}

func digits(s string, i int) int {
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}

// quoting is a style of quotation marks.
type quoting struct {
	mend Mend
	ends string // any of these runes closes the string
}

var (
	single = quoting{SingleQuotes, "'"}
	smart  = quoting{SmartQuotes, "”“„‟\""}
	curly  = quoting{SmartQuotes, "’‘‚‛'"}
)

// quoted reads a string in any quotation marks. It returns false if no string
// begins here.
func (p *parser) quoted() (text string, ok bool, err error) {
	if p.pos >= len(p.text) {
		return "", false, nil
	}
	if p.text[p.pos] == '"' {
		text, err = p.str()
		return text, true, err
	}
	r, n := utf8.DecodeRuneInString(p.text[p.pos:])
	var q quoting
	switch r {
	case '\'':
		q = single
	case '“', '”', '„', '‟':
		q = smart
	case '‘', '’', '‚', '‛':
		q = curly
	default:
		return "", false, nil
	}
	p.fix(p.pos, q.mend)
	p.edit(p.pos, p.pos+n, `"`)
	p.pos += n
	text, err = p.rest(q.ends)
	return text, true, err
}

// str reads a string in JSON quotation marks.
func (p *parser) str() (string, error) {
	p.pos++
	for i := p.pos; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '"':
			s := p.text[p.pos:i]
			p.pos = i + 1
			return s, nil
		case c == '\\' || c < ' ' || c >= utf8.RuneSelf:
			return p.rest(`"`)
		}
	}
	return "", p.fail(p.pos-1, "string is not closed")
}

// rest reads a string after its opening quote, up to one of the runes in ends.
// It copies the text only if there are escapes.
func (p *parser) rest(ends string) (string, error) {
	open, start := p.pos-1, p.pos
	var buf []byte
	for p.pos < len(p.text) {
		r, n := rune(p.text[p.pos]), 1
		if r >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(p.text[p.pos:]); r == utf8.RuneError && n == 1 {
				return "", p.fail(p.pos, "string is not valid UTF-8")
			}
		}
		switch {
		case strings.ContainsRune(ends, r):
			s := p.text[start:p.pos]
			if buf != nil {
				s = string(append(buf, s...))
			}
			if ends != `"` && r != '"' {
				p.edit(p.pos, p.pos+n, `"`)
			}
			p.pos += n
			return s, nil
		case r == '\\':
			buf = append(buf, p.text[start:p.pos]...)
			var err error
			if buf, err = p.escape(buf); err != nil {
				return "", err
			}
			start = p.pos
			continue
		case r == '"':
			p.edit(p.pos, p.pos+1, `\"`)
		case r < ' ':
			p.fix(p.pos, ControlInString)
			p.edit(p.pos, p.pos+1, string(appendEscaped(nil, byte(r))))
		}
		p.pos += n
	}
	return "", p.fail(open, "string is not closed")
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads an escape sequence and appends its meaning.
func (p *parser) escape(buf []byte) ([]byte, error) {
	at := p.pos
	if at+1 >= len(p.text) {
		return nil, p.fail(at, "string is not closed")
	}
	c := p.text[at+1]
	if c == 'u' {
		return p.unicodeEscape(buf)
	}
	if c == '\'' { // valid in JavaScript, and unambiguous
		p.fix(at, SingleQuotes)
		p.edit(at, at+1, "")
		p.pos += 2
		return append(buf, c), nil
	}
	if escapes[c] == 0 {
		if p.types {
			p.fix(at, StrayBackslash)
			p.pos++
			return append(buf, '\\'), nil
		}
		return nil, p.fail(at, "unknown escape sequence in a string")
	}
	p.pos += 2
	return append(buf, escapes[c]), nil
}

func (p *parser) unicodeEscape(buf []byte) ([]byte, error) {
	at := p.pos
	r, ok := hex4(p.text, at)
	if !ok {
		return nil, p.fail(at, `malformed \u escape in a string`)
	}
	p.pos += 6
	if utf16.IsSurrogate(r) {
		low, ok := hex4(p.text, p.pos)
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			return nil, p.fail(at, "unpaired surrogate in a string")
		}
		p.pos += 6
	}
	return utf8.AppendRune(buf, r), nil
}

// hex4 reads \uXXXX at an offset.
func hex4(s string, at int) (rune, bool) {
	if at+6 > len(s) || s[at] != '\\' || s[at+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[at+2 : at+6]) {
		d := strings.IndexByte(hexDigits, c|0x20)
		if c <= '9' {
			d = strings.IndexByte(hexDigits, c)
		}
		if d < 0 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}
