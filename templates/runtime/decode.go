package runtime

import (
	"bytes"
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
)

// decode reads one JSON value from b into the value that x points to.
//
// Names are matched exactly. If a name is repeated, the last member is used. If
// a value does not fit its field, the [Object] of the struct keeps it:
// properties without a field, null collections, numbers written as strings, and
// values of another type, which it also reports. Without an Object these are
// errors.
func decode(b []byte, x any) error {
	d := decoder{src: trimBOM(b)}
	v := reflect.ValueOf(x).Elem()
	if err := d.value(shapeOf(v.Type()), v); err != nil {
		return err
	}
	return d.end()
}

// trimBOM returns b without a leading byte order mark, which some services
// send.
func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\uFEFF")) }

var (
	errRange  = errors.New("the number is out of range")
	errWhole  = errors.New("want a whole number")
	errBase64 = errors.New("want base64")
)

// value reads the next value into v. Its shape is s.
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
		d.lossy = true
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
		*o = Set(d.copy(b))
		return err
	case *Opt[bool]:
		b, err := d.boolean()
		*o = Set(b)
		return err
	case *Opt[int32]:
		n, err := d.integer(32)
		*o = Set(int32(n))
		return err
	case *Opt[time.Time]:
		o.state = optSet
		return d.time(&o.v)
	}
	p, state := o.(optional).cell()
	*state = optSet
	return d.value(s.elem, reflect.ValueOf(p).Elem())
}

// scalar reads a value other than null, an array or an object.
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

// integer reads an integer of the given size. A 64-bit integer may be a string:
// services write it like this with IEEE754Compatible=true (OData JSON Format
// 4.01, section 3.2).
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

// wholeNumber returns the value of a JSON number without a fraction, in any
// notation: 12, 12.0, 1.2e1.
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

// wholeText returns a JSON number without fraction and exponent, and whether
// this is possible.
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

// float reads a floating-point number, or one of the strings for values that
// JSON has no number for (OData JSON Format 4.01, section 7.1).
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

// infinite has the strings for values that are not finite.
var infinite = [3]string{"INF", "-INF", "NaN"}

// notFinite returns the value of infinite[i].
func notFinite(i int) float64 {
	return [3]float64{math.Inf(1), math.Inf(-1), math.NaN()}[i]
}

// decimal reads a decimal number, which may be a string.
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

// time reads a date and time. Without an offset, it is in UTC.
func (d *decoder) time(t *time.Time) error {
	d.peek()
	start := d.pos
	b, err := d.str()
	if err != nil {
		return err
	}
	if t.UnmarshalText(b) == nil {
		return nil
	}
	upper := bytes.ToUpper(b)
	if t.UnmarshalText(upper) == nil {
		return nil
	}
	if t.UnmarshalText(append(upper, 'Z')) == nil {
		d.lossy = true // it had no offset
		return nil
	}
	*t = time.Time{}
	d.pos = start
	return d.fail(fmt.Errorf("want an RFC 3339 date and time, have %q", clip(b)))
}

// clip shortens text that is quoted in an error.
func clip(b []byte) []byte { return b[:min(len(b), 40)] }

// base64 reads bytes in the standard or URL alphabet, with or without padding.
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

// slice reads a collection. A null collection is nil, as if it were absent; the
// struct keeps the null. After an error, v has the elements before the invalid
// one.
func (d *decoder) slice(s *shape, v reflect.Value) error {
	if null, err := d.readNull(); null || err != nil {
		d.lossy = true
		v.SetZero()
		return err
	}
	if err := d.open('[', "an array"); err != nil {
		return err
	}
	misfits := d.misfits
	d.misfits = nil
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
		if err := d.element(s.elem, out.Index(n), n, misfits); err != nil {
			v.Set(out.Slice(0, n))
			return within(indexStep(n), err)
		}
	}
	if n == 0 {
		out = reflect.MakeSlice(s.typ, 0, 0)
	}
	v.Set(out)
	return nil
}

func indexStep(n int) string { return "[" + strconv.Itoa(n) + "]" }

// element reads element n of a collection. If it is invalid, its Object reports
// it; without an Object it is added to misfits, unless that is nil.
func (d *decoder) element(s *shape, v reflect.Value, n int, misfits *[]misfit) error {
	d.peek()
	start, depth, told := d.pos, d.depth, len(d.faults)
	err := d.value(s, v)
	model := s
	if s.kind == kindPointer {
		if model = s.elem; v.IsNil() {
			v.Set(reflect.New(model.typ)) // so that callers need not check for nil
		}
	}
	if err == nil {
		d.prefixFaults(told, indexStep(n))
		return nil
	}
	isModel := model.kind == kindStruct && model.table().object >= 0
	if !isModel && misfits == nil {
		return err
	}
	if err := d.pass(start, depth, err); err != nil {
		return err
	}
	fault := faultOf(err)
	d.faults = d.faults[:told]
	if !isModel {
		v.SetZero()
		*misfits = append(*misfits, misfit{n, within(indexStep(n), &fault)})
		return nil
	}
	d.lossy = true
	objectOf(reflect.Indirect(v)).invalid = []ValueError{fault}
	d.faults = append(d.faults, fault)
	d.prefixFaults(told, indexStep(n))
	return nil
}

// misfit is an invalid element of a list.
type misfit struct {
	index int
	err   error
}

// pass skips the value at start, whose error is err. If the value is not valid
// JSON, pass returns that error.
func (d *decoder) pass(start, depth int, err error) error {
	if errors.Is(err, ErrDepth) {
		return err
	}
	d.pos, d.depth = start, depth
	_, broken := d.skip()
	was, _ := err.(*ValueError)
	is, _ := broken.(*ValueError)
	if was != nil && is != nil && was.Offset == is.Offset {
		return err // both are at the same place, and err is more specific
	}
	return broken
}

// faultOf returns err as an entry of [Object.Invalid].
func faultOf(err error) ValueError {
	fault := ValueError{Offset: -1, Err: err}
	if e, ok := err.(*ValueError); ok {
		fault.Path, fault.Err = e.Path, e.Err
	}
	return fault
}

// prefixFaults prepends a step to the paths of the faults, beginning with fault
// n.
func (d *decoder) prefixFaults(n int, step string) {
	for i := range d.faults[n:] {
		within(step, &d.faults[n+i])
	}
}

// object reads a struct. Fields that are not in the JSON keep their values.
func (d *decoder) object(s *shape, v reflect.Value) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	r := objectReader{decoder: d, table: s.table(), v: v, told: len(d.faults)}
	around := d.lossy
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
		if i, ok := r.table.byName[string(name)]; ok {
			err = r.known(&r.table.fields[i])
		} else if r.table.entries >= 0 && !bytes.Contains(name, []byte("@")) {
			err = r.entry(d.copy(name))
		} else {
			err = r.unknown(d.copy(name))
		}
		if err != nil {
			return err
		}
	}
	d.lossy = around || r.lossyInside
	r.finish()
	return nil
}

// objectReader reads the members of a struct.
type objectReader struct {
	*decoder
	table *table
	v     reflect.Value
	told  int // the number of faults outside of this object

	kept        []member
	doubtful    bool // a field has both a value and kept text
	lossyInside bool // a value is lossy and there is no Object to keep it
}

// unknown keeps a member that has no field.
func (r *objectReader) unknown(name string) error {
	raw, err := r.skip()
	if err != nil {
		return within(name, err)
	}
	if r.table.object >= 0 {
		r.kept = append(r.kept, member{name: name, raw: r.copy(raw)})
	}
	return nil
}

// entry reads an entry of a dictionary. The Object keeps an entry that is null or
// invalid, and the text of one that is lossy.
func (r *objectReader) entry(name string) error {
	r.peek()
	start, depth := r.pos, r.depth
	if len(r.faults) > r.told {
		r.forget(name)
	}
	told := len(r.faults)
	r.lossy = false
	entries, v := r.v.Field(r.table.entries), reflect.New(r.table.entry.typ).Elem()
	err := r.value(r.table.entry, v)
	if err != nil {
		if err := r.pass(start, depth, err); err != nil {
			return within(name, err)
		}
		r.lossy = true
		r.faults = append(r.faults[:told], faultOf(err))
	}
	r.prefixFaults(told, name)
	text := r.src[start:r.pos]
	switch {
	case r.lossy:
		r.doubtful = true
		r.kept = append(r.kept, member{name, r.copy(text), true})
	case r.doubtful: // the value may follow a kept one with the same name
		r.kept = append(r.kept, member{name: name})
	}
	if entries.IsNil() {
		entries.Set(reflect.MakeMap(entries.Type()))
	}
	if err != nil || r.lossy && string(text) == "null" {
		v = reflect.Value{} // removes an earlier entry with the same name
	}
	entries.SetMapIndex(reflect.ValueOf(name), v)
	return nil
}

// known reads the member of a field.
func (r *objectReader) known(f *field) error {
	r.peek()
	start, depth := r.pos, r.depth
	if len(r.faults) > r.told {
		r.forget(f.name)
	}
	told := len(r.faults)
	r.lossy = false
	field := r.v.Field(f.index)
	if err := r.member(f, field); err != nil {
		if r.table.object < 0 {
			return within(f.name, err)
		}
		if err := r.pass(start, depth, err); err != nil {
			return within(f.name, err)
		}
		field.SetZero()
		r.lossy = true
		r.faults = append(r.faults[:told], faultOf(err))
	}
	r.prefixFaults(told, f.name)
	switch {
	case r.table.object < 0:
		r.lossyInside = r.lossyInside || r.lossy
	case r.lossy:
		r.doubtful = true
		r.kept = append(r.kept, member{f.name, r.copy(r.src[start:r.pos]), true})
	case r.doubtful: // the value may follow a kept one with the same name
		r.kept = append(r.kept, member{name: f.name})
	}
	return nil
}

// forget removes the faults and the kept text of a field that is repeated.
func (r *objectReader) forget(name string) {
	kept := slices.DeleteFunc(r.faults[r.told:], func(e ValueError) bool {
		rest, ok := strings.CutPrefix(e.Path, name)
		return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
	r.faults = r.faults[:r.told+len(kept)]
}

// finish passes the kept members to the Object.
func (r *objectReader) finish() {
	faults := r.faults[r.told:]
	if r.table.object < 0 || len(r.kept)+len(faults) == 0 {
		return
	}
	o := r.v.Field(r.table.object).Addr().Interface().(*Object)
	o.kept = lastOfEach(append(o.kept, r.kept...))
	o.invalid = append([]ValueError(nil), faults...)
}

// member reads the value of a field.
func (d *decoder) member(f *field, v reflect.Value) error {
	if f.shape.kind == kindStruct || f.shape.kind == kindOpt {
		v.SetZero() // otherwise a repeated property is merged with the first one
	}
	return d.value(f.shape, v)
}
