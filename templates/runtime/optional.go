package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// optState is the state of an Opt.
type optState uint8

const (
	optAbsent optState = iota
	optNull
	optSet
)

// optional is the interface of Opts of all types, for the codec. It has only
// one method, and the methods of Opt call functions that do not depend on the
// type: each of the many Opt types in a package has a copy of every method.
type optional interface {
	// cell returns pointers to the value and the state of an Opt.
	cell() (p any, state *optState)
}

func (o *Opt[T]) cell() (any, *optState) { return &o.v, &o.state }

// equalValues compares the values of two pointers of the same type.
func equalValues(x, y any) bool {
	if t, ok := x.(*time.Time); ok {
		return t.Equal(*y.(*time.Time))
	}
	return reflect.DeepEqual(x, y)
}

// optText returns the text of an Opt. p is a pointer to its value.
func optText(p any, state optState) string {
	if state != optSet {
		return ""
	}
	return fmt.Sprint(reflect.ValueOf(p).Elem().Interface())
}

// formatOpt formats an Opt. p is a pointer to its value.
func formatOpt(f fmt.State, verb rune, p any, state optState) {
	code := verb == 'v' && f.Flag('#')
	switch {
	case state == optSet:
		fmt.Fprintf(f, fmt.FormatString(f, verb), reflect.ValueOf(p).Elem().Interface())
	case code && state == optNull:
		fmt.Fprint(f, "null")
	case code:
		fmt.Fprint(f, "absent")
	default:
		width, _ := f.Width()
		fmt.Fprintf(f, "%*s", width, "")
	}
}

// marshalOpt writes an Opt as JSON.
func marshalOpt(p any, state optState) ([]byte, error) {
	if state != optSet {
		return []byte("null"), nil
	}
	return json.Marshal(p)
}

// unmarshalOpt reads an Opt from JSON. On error, the Opt is unchanged.
func unmarshalOpt(o optional, b []byte) error {
	if string(b) == "null" {
		setNull(o)
		return nil
	}
	p, state := o.cell()
	v := reflect.ValueOf(p).Elem()
	made := reflect.New(v.Type())
	if err := json.Unmarshal(b, made.Interface()); err != nil {
		return err
	}
	v.Set(made.Elem())
	*state = optSet
	return nil
}

func setNull(o optional) {
	p, state := o.cell()
	reflect.ValueOf(p).Elem().SetZero()
	*state = optNull
}
