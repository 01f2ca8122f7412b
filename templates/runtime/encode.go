package runtime

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// encode returns x, a value or a pointer to one, as JSON: the fields in order,
// then the kept properties. It leaves out absent fields, and does not escape
// "<", ">" and "&".
func encode(x any) ([]byte, error) {
	var e encoder
	return e.encode(x)
}

// encoder writes JSON.
type encoder struct {
	buf     []byte
	request bool // the JSON is the body of a request
	// readOnly is set if a request may have read-only properties.
	readOnly bool
	depth    int
}

func (e *encoder) encode(x any) ([]byte, error) {
	v := reflect.ValueOf(x)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if !v.IsValid() {
		return []byte("null"), nil
	}
	if !v.CanAddr() {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		v = p.Elem()
	}
	buf := buffers.Get().(*[]byte)
	defer putBuffer(buf)
	e.buf = (*buf)[:0]
	err := e.value(shapeOf(v.Type()), v)
	*buf = e.buf
	if err != nil {
		return nil, err
	}
	return bytes.Clone(e.buf), nil
}

// value writes v, which is addressable. Its shape is s.
func (e *encoder) value(s *shape, v reflect.Value) error {
	switch s.kind {
	case kindOptString, kindOptBool, kindOptInt32, kindOptTime, kindOpt:
		return e.optional(s, v)
	case kindString:
		return e.string(s, v.String())
	case kindBool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case kindInt:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case kindUint:
		e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	case kindFloat:
		e.buf = appendFloat(e.buf, v.Float(), s.typ.Bits())
	case kindTime:
		return e.time(v.Addr().Interface().(*time.Time))
	case kindNumber:
		return e.raw(cmp.Or(v.String(), "0"), "number")
	case kindRaw:
		if v.IsNil() {
			return e.raw("null", "value")
		}
		return e.raw(string(v.Bytes()), "value")
	case kindBytes:
		e.buf = append(e.buf, '"')
		e.buf = base64.StdEncoding.AppendEncode(e.buf, v.Bytes())
		e.buf = append(e.buf, '"')
	case kindPointer:
		if v.IsNil() {
			e.buf = append(e.buf, "null"...)
			return nil
		}
		return e.nested(s.elem, v.Elem())
	case kindSlice:
		return e.slice(s, v)
	case kindStruct:
		return e.object(s, v)
	default:
		text, err := json.Marshal(v.Interface())
		e.buf = append(e.buf, text...)
		return err
	}
	return nil
}

// nested writes the value of a pointer. It limits the depth, since pointers can
// form a cycle.
func (e *encoder) nested(s *shape, v reflect.Value) error {
	if e.depth++; e.depth > maxDepth {
		return ErrDepth
	}
	err := e.value(s, v)
	e.depth--
	return err
}

// optional writes an Opt that is not absent.
func (e *encoder) optional(s *shape, v reflect.Value) error {
	x := v.Addr().Interface()
	switch x := x.(type) {
	case *Opt[string]:
		if x.state == optSet {
			e.buf = appendString(e.buf, x.v)
			return nil
		}
	case *Opt[bool]:
		if x.state == optSet {
			e.buf = strconv.AppendBool(e.buf, x.v)
			return nil
		}
	case *Opt[int32]:
		if x.state == optSet {
			e.buf = strconv.AppendInt(e.buf, int64(x.v), 10)
			return nil
		}
	case *Opt[time.Time]:
		if x.state == optSet {
			return e.time(&x.v)
		}
	default:
		if p, state := x.(optional).cell(); *state == optSet {
			return e.nested(s.elem, reflect.ValueOf(p).Elem())
		}
	}
	e.buf = append(e.buf, "null"...)
	return nil
}

// string writes a string, an enum or a date.
func (e *encoder) string(s *shape, text string) error {
	if e.request && s.enum && hasMarker(text) {
		return errMarker
	}
	e.buf = appendString(e.buf, text)
	return nil
}

// hasMarker reports whether one of the members of an enum value is the marker
// of evolvable enums.
func hasMarker(text string) bool {
	const marker = "unknownFutureValue"
	if len(text) < len(marker) {
		return false
	}
	for m := range strings.SplitSeq(text, ",") {
		if strings.EqualFold(strings.TrimSpace(m), marker) {
			return true
		}
	}
	return false
}

// time writes an RFC 3339 time with its own offset and the necessary digits.
func (e *encoder) time(t *time.Time) error {
	text, err := t.MarshalJSON()
	e.buf = append(e.buf, text...)
	return err
}

// raw writes JSON text, after checking it.
func (e *encoder) raw(text, want string) error {
	d := decoder{src: []byte(text), depth: e.depth}
	_, err := d.skip()
	if err == nil {
		err = d.end()
	}
	if err != nil {
		return fmt.Errorf("the %s is not valid JSON: %w", want, err)
	}
	e.buf = append(e.buf, text...)
	return nil
}

func (e *encoder) slice(s *shape, v reflect.Value) error {
	if v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.nested(s.elem, v.Index(i)); err != nil {
			return within("["+strconv.Itoa(i)+"]", err)
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

// object writes a struct.
func (e *encoder) object(s *shape, v reflect.Value) error {
	t := s.table()
	var kept []member
	if t.object >= 0 {
		o := v.Field(t.object).Addr().Interface().(*Object)
		if o.null {
			e.buf = append(e.buf, "null"...)
			return nil
		}
		kept = o.kept
	}
	texts := keptTexts(t, kept)
	e.buf = append(e.buf, '{')
	start := len(e.buf)
	for i := range t.fields {
		f := &t.fields[i]
		value, absent := v.Field(f.index), false
		switch f.empty {
		case absentNil:
			absent = value.IsNil()
		case absentOpt:
			absent = value.Field(1).Uint() == uint64(optAbsent)
		}
		if absent && f.required {
			e.buf = append(append(e.buf, f.key...), "[],"...)
			continue
		}
		if absent && texts == nil {
			continue // most fields of a request are absent
		}
		if err := e.field(f, value, absent, texts[i]); err != nil {
			return within(f.name, err)
		}
	}
	entries, err := e.entries(t, v, kept)
	if err != nil {
		return err
	}
	for _, m := range kept {
		if _, ok := t.byName[m.name]; ok || entries.IsValid() && entries.MapIndex(reflect.ValueOf(m.name)).IsValid() {
			continue
		}
		e.buf = append(appendString(e.buf, m.name), ':')
		if err := e.raw(m.raw, "value"); err != nil {
			return within(m.name, err)
		}
		e.buf = append(e.buf, ',')
	}
	if len(e.buf) > start {
		e.buf = e.buf[:len(e.buf)-1] // the last comma
	}
	e.buf = append(e.buf, '}')
	return nil
}

// entries writes the entries of a dictionary, sorted by name, each with a comma. It
// returns the map with the entries, which is not valid for other types.
func (e *encoder) entries(t *table, v reflect.Value, kept []member) (entries reflect.Value, err error) {
	if t.entries < 0 {
		return entries, nil
	}
	entries = v.Field(t.entries)
	keys := entries.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		name := key.String()
		if _, ok := t.byName[name]; ok || strings.Contains(name, "@") {
			return entries, within(name, errEntryName)
		}
		entry := reflect.New(t.entry.typ).Elem()
		entry.Set(entries.MapIndex(key))
		e.buf = append(appendString(e.buf, name), ':')
		if text, ok := find(kept, name); ok && readsAs(t.entry, text, entry) {
			err = e.raw(text, "value")
		} else {
			err = e.nested(t.entry, entry)
		}
		if err != nil {
			return entries, within(name, err)
		}
		e.buf = append(e.buf, ',')
	}
	return entries, nil
}

// errEntryName is the error for an entry with the name of a property of the
// dictionary, or of an annotation.
var errEntryName = errors.New("a dictionary can't have an entry with this name")

// keptTexts returns the kept text of properties that have a field, by the index
// of the field.
func keptTexts(t *table, kept []member) map[int]string {
	var texts map[int]string
	for _, m := range kept {
		if i, ok := t.byName[m.name]; ok {
			if texts == nil {
				texts = make(map[int]string)
			}
			texts[i] = m.raw
		}
	}
	return texts
}

// field writes a field and a comma, unless the field is absent. If the text
// that the field was read from is kept and still has the value of the field,
// field writes that text.
func (e *encoder) field(f *field, v reflect.Value, absent bool, text string) error {
	if absent && text == "" {
		return nil
	}
	if e.request && f.readOnly && !e.readOnly && !(f.name == "id" && e.depth > 0) {
		return ErrReadOnly // except for an id inside a body that refers to an entity
	}
	e.buf = append(e.buf, f.key...)
	start := len(e.buf)
	var err error
	if !absent {
		err = e.value(f.shape, v)
	}
	if err == nil && text != "" && (absent || readsAs(f.shape, text, v)) {
		e.buf = e.buf[:start]
		err = e.raw(text, "value")
	}
	e.buf = append(e.buf, ',')
	return err
}

// readsAs reports whether decoding text gives v.
func readsAs(s *shape, text string, v reflect.Value) bool {
	d := decoder{src: []byte(text)}
	was := reflect.New(s.typ).Elem()
	if d.value(s, was) != nil {
		return false
	}
	return reflect.DeepEqual(was.Interface(), v.Interface()) || sameText(s, was, v)
}

// sameText reports whether two values are written alike. NaN is: it equals no
// number.
func sameText(s *shape, x, y reflect.Value) bool {
	var a, b encoder
	return a.value(s, x) == nil && b.value(s, y) == nil && bytes.Equal(a.buf, b.buf)
}

// appendFloat writes f like encoding/json, and values that are not finite like
// OData.
func appendFloat(b []byte, f float64, bits int) []byte {
	for i, text := range infinite {
		if g := notFinite(i); f == g || math.IsNaN(f) && math.IsNaN(g) {
			return appendString(b, text)
		}
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	b = strconv.AppendFloat(b, f, format, -1, bits)
	if n := len(b); format == 'e' && b[n-3] == '-' && b[n-2] == '0' { // write e-07 as e-7
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// short has the escapes with a letter.
var short = [utf8.RuneSelf]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

// appendString writes a string. Invalid UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				b = append(append(b, s[start:i]...), "\uFFFD"...)
				start = i + 1
			}
			i += n
			continue
		}
		b = append(append(b, s[start:i]...), '\\')
		if l := short[c]; l != 0 {
			b = append(b, l)
		} else {
			b = append(b, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
