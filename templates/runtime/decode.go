package runtime

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// decode reads b, one JSON value, into what x points to.
//
// Names are matched exactly; where one is repeated the last one counts. A
// value that its field can't hold is an error, but for what the Object around
// it can keep: properties without a field, null collections, and numbers that
// are written as strings.
func decode(b []byte, x any) error {
	d := decoder{src: trimBOM(b)}
	v := reflect.ValueOf(x).Elem()
	if err := d.value(shapeOf(v.Type()), v); err != nil {
		return err
	}
	return d.end()
}

// trimBOM returns b without a byte order mark, which some services send.
func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\uFEFF")) }

var (
	yes, no = true, false // what the Opts of Booleans point to

	errRange  = errors.New("the number is out of range")
	errWhole  = errors.New("want a whole number")
	errBase64 = errors.New("want base64")
)

// value reads the next value into v, which has shape s.
func (d *decoder) value(s *shape, v reflect.Value) error {
	switch s.kind {
	case kindOptString, kindOptBool, kindOptInt32, kindOptTime, kindOpt:
		return d.optional(s, v)
	case kindSlice:
		return d.slice(s, v)
	case kindRaw:
		raw, err := d.skip()
		v.SetBytes(bytes.Clone(raw))
		return err
	case kindOther:
		raw, err := d.skip()
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil {
			d.pos -= len(raw)
			return d.fail(err)
		}
		return nil
	}
	if null, err := d.readNull(); null || err != nil {
		d.lossy = d.lossy || s.kind != kindPointer
		v.SetZero()
		return err
	}
	switch s.kind {
	case kindPointer:
		p := reflect.New(s.elem.typ)
		v.Set(p)
		return d.value(s.elem, p.Elem())
	case kindStruct:
		return d.object(s, v)
	}
	return d.scalar(s, v)
}

// optional reads an Opt.
func (d *decoder) optional(s *shape, v reflect.Value) error {
	o := v.Addr().Interface()
	if null, err := d.readNull(); null || err != nil {
		setNull(o.(optional))
		return err
	}
	switch o := o.(type) {
	case *Opt[string]:
		b, err := d.str()
		*o = Opt[string]{p: d.newString(b)}
		return err
	case *Opt[bool]:
		b, err := d.boolean()
		*o = Opt[bool]{p: &no}
		if b {
			o.p = &yes
		}
		return err
	case *Opt[int32]:
		n, err := d.integer(32)
		*o = Set(int32(n))
		return err
	case *Opt[time.Time]:
		p := new(time.Time)
		*o = Opt[time.Time]{p: p}
		return d.time(p)
	default:
		return d.value(s.elem, alloc(o.(optional)))
	}
}

// alloc gives the property a new zero value and returns it.
func alloc(o optional) reflect.Value {
	p, null := o.cell()
	v := reflect.ValueOf(p).Elem()
	v.Set(reflect.New(v.Type().Elem()))
	*null = false
	return v.Elem()
}

func setNull(o optional) {
	p, null := o.cell()
	reflect.ValueOf(p).Elem().SetZero()
	*null = true
}

// newString returns a pointer to b as a string. The strings that are pointed
// to are allocated some at a time.
func (d *decoder) newString(b []byte) *string {
	if len(d.strs) == 0 {
		d.strs = make([]string, 16)
	}
	p := &d.strs[0]
	d.strs = d.strs[1:]
	*p = d.copy(b)
	return p
}

// scalar reads a value that is neither null nor composed of others.
func (d *decoder) scalar(s *shape, v reflect.Value) error {
	switch s.kind {
	case kindString:
		b, err := d.str()
		v.SetString(d.copy(b))
		return err
	case kindBool:
		b, err := d.boolean()
		v.SetBool(b)
		return err
	case kindInt:
		n, err := d.integer(s.typ.Bits())
		v.SetInt(n)
		return err
	case kindUint:
		start := d.pos
		n, err := d.integer(64)
		if err == nil && (n < 0 || v.OverflowUint(uint64(n))) {
			d.pos = start
			return d.fail(errRange)
		}
		v.SetUint(uint64(n))
		return err
	case kindFloat:
		f, err := d.float(s.typ.Bits())
		v.SetFloat(f)
		return err
	case kindNumber:
		n, err := d.decimal()
		v.SetString(string(n))
		return err
	case kindTime:
		return d.time(v.Addr().Interface().(*time.Time))
	default: // kindBytes
		b, err := d.base64()
		v.SetBytes(b)
		return err
	}
}

func (d *decoder) boolean() (bool, error) {
	switch d.peek() {
	case 't':
		return true, d.word("true")
	case 'f':
		return false, d.word("false")
	}
	return false, d.unexpected("a Boolean")
}

// integer reads a whole number of the given size. One of 64 bits may come as
// a string: services write it so under IEEE754Compatible=true (OData JSON
// Format 4.01, section 3.2).
func (d *decoder) integer(bits int) (int64, error) {
	start := d.pos
	var tok []byte
	var err error
	if bits == 64 && d.peek() == '"' {
		d.lossy = true
		if tok, err = d.str(); err == nil && (len(tok) == 0 || numberLen(tok) != len(tok)) {
			d.pos = start
			err = d.unexpected("a whole number")
		}
	} else {
		tok, err = d.number()
	}
	if err != nil {
		return 0, err
	}
	n, err := wholeNumber(tok, bits)
	if err != nil {
		d.pos = start
		return 0, d.fail(err)
	}
	return n, nil
}

// wholeNumber returns the value of a JSON number that has no fraction, however
// it is spelled: 12, 12.0, 1.2e1.
func wholeNumber(tok []byte, bits int) (int64, error) {
	if len(tok) <= 18 && digits(tok) == len(tok) {
		var n int64
		for _, c := range tok {
			n = n*10 + int64(c-'0')
		}
		if bits < 64 && n >= 1<<(bits-1) {
			return 0, errRange
		}
		return n, nil
	}
	text, ok := wholeText(string(tok))
	if !ok {
		return 0, errWhole
	}
	n, err := strconv.ParseInt(text, 10, bits)
	if err != nil {
		return 0, errRange
	}
	return n, nil
}

// wholeText spells a JSON number without fraction and exponent, or reports
// that this can't be done.
func wholeText(tok string) (string, bool) {
	mantissa, exponent := tok, 0
	if i := strings.IndexAny(tok, "eE"); i >= 0 {
		n, err := strconv.Atoi(tok[i+1:])
		if err != nil || n < -100 || n > 100 {
			return "", false
		}
		mantissa, exponent = tok[:i], n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	all := whole + fraction
	if point := len(whole) + exponent; point >= len(all) {
		return all + strings.Repeat("0", point-len(all)), true
	} else if point > 0 && strings.Trim(all[point:], "0") == "" {
		return all[:point], true
	}
	return "0", strings.Trim(all, "-0") == ""
}

// float reads a floating-point number, or one of the strings that stand for
// what JSON has no number for (OData JSON Format 4.01, section 7.1).
func (d *decoder) float(bits int) (float64, error) {
	start := d.pos
	if d.peek() == '"' {
		b, err := d.str()
		if err != nil {
			return 0, err
		}
		for f, text := range infinite {
			if string(b) == text {
				return notFinite(f), nil
			}
		}
		d.pos = start
		return 0, d.unexpected("a number")
	}
	tok, err := d.number()
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(tok), bits)
	if err != nil {
		d.pos = start
		return 0, d.fail(errRange)
	}
	return f, nil
}

// infinite spells what is no finite number.
var infinite = [3]string{"INF", "-INF", "NaN"}

// notFinite returns the value of infinite[i].
func notFinite(i int) float64 {
	return [3]float64{math.Inf(1), math.Inf(-1), math.NaN()}[i]
}

// decimal reads a decimal number, which may come as a string as well.
func (d *decoder) decimal() (json.Number, error) {
	if d.peek() != '"' {
		tok, err := d.number()
		return json.Number(tok), err
	}
	start := d.pos
	tok, err := d.str()
	if err != nil {
		return "", err
	}
	if len(tok) == 0 || numberLen(tok) != len(tok) {
		d.pos = start
		return "", d.unexpected("a number")
	}
	d.lossy = true
	return json.Number(tok), nil
}

// time reads a date and time with an offset.
func (d *decoder) time(t *time.Time) error {
	d.peek()
	start := d.pos
	b, err := d.str()
	if err != nil {
		return err
	}
	if t.UnmarshalText(b) != nil && t.UnmarshalText(bytes.ToUpper(b)) != nil {
		d.pos = start
		return d.fail(fmt.Errorf("want a date and time as RFC 3339 has it, have %q", clip(b)))
	}
	return nil
}

// clip shortens what is quoted in an error.
func clip(b []byte) []byte { return b[:min(len(b), 40)] }

// base64 reads bytes, in either alphabet, padded or not.
func (d *decoder) base64() ([]byte, error) {
	d.peek()
	start := d.pos
	text, err := d.str()
	if err != nil {
		return nil, err
	}
	encoding := base64.RawStdEncoding
	if bytes.ContainsAny(text, "-_") {
		encoding = base64.RawURLEncoding
		d.lossy = true
	}
	trimmed := bytes.TrimRight(text, "=")
	if len(trimmed) == len(text) && len(text)%4 != 0 {
		d.lossy = true
	}
	out := make([]byte, encoding.DecodedLen(len(trimmed)))
	n, err := encoding.Decode(out, trimmed)
	if err != nil {
		d.pos = start
		return nil, d.fail(errBase64)
	}
	return out[:n], nil
}

// slice reads a collection. A null one is nil, which reads as absent: the
// struct around it keeps the null. After an error v holds the elements before
// the one at fault.
func (d *decoder) slice(s *shape, v reflect.Value) error {
	if null, err := d.readNull(); null || err != nil {
		d.lossy = true
		v.SetZero()
		return err
	}
	if err := d.open('[', "an array"); err != nil {
		return err
	}
	out := reflect.New(s.typ).Elem()
	n := 0
	for ; ; n++ {
		more, err := d.more(']', n == 0)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if n == out.Cap() {
			out.Grow(n/2 + 1)
		}
		out.SetLen(n + 1)
		err = d.value(s.elem, out.Index(n))
		if s.elem.kind == kindPointer && out.Index(n).IsNil() {
			out.Index(n).Set(reflect.New(s.elem.elem.typ)) // callers needn't look out for nil
		}
		if err != nil {
			v.Set(out.Slice(0, n))
			return within("["+strconv.Itoa(n)+"]", err)
		}
	}
	if n == 0 {
		out = reflect.MakeSlice(s.typ, 0, 0)
	}
	v.Set(out)
	return nil
}

// object reads a struct. The fields that the JSON doesn't name stay as they
// are.
func (d *decoder) object(s *shape, v reflect.Value) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	t := s.table()
	var kept []member
	around := d.lossy
	doubtful := false // a field has both a value and a kept text
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		name, err := d.key()
		if err != nil {
			return err
		}
		i, ok := t.byName[string(name)]
		if !ok {
			m := member{name: d.copy(name)}
			raw, err := d.skip()
			if err != nil {
				return within(m.name, err)
			}
			if t.object >= 0 {
				m.raw = d.copy(raw)
				kept = append(kept, m)
			}
			continue
		}
		f := &t.fields[i]
		d.peek()
		start := d.pos
		d.lossy = false
		if err := d.member(f, v.Field(f.index)); err != nil {
			return within(f.name, err)
		}
		switch {
		case t.object < 0:
			around = around || d.lossy
		case d.lossy:
			doubtful = true
			kept = append(kept, member{f.name, d.copy(d.src[start:d.pos])})
		case doubtful: // the value may follow one of the same name that was kept
			kept = append(kept, member{name: f.name})
		}
	}
	d.lossy = around
	if len(kept) > 0 {
		o := v.Field(t.object).Addr().Interface().(*Object)
		o.kept = lastOfEach(append(o.kept, kept...))
	}
	return nil
}

// member reads the value of a field.
func (d *decoder) member(f *field, v reflect.Value) error {
	if f.shape.kind == kindStruct {
		v.SetZero() // or a repeated property would be merged with the first
	}
	return d.value(f.shape, v)
}
