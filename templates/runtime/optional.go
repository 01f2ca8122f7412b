package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// optState tells whether an Opt has a value.
type optState uint8

const (
	optAbsent optState = iota
	optNull
	optSet
)

// optional is what the codec asks of every Opt, whatever its type. It is one
// method, and the methods of Opt that need not know the type call functions
// that don't: a package has Opts of many types, and each has its own copy of
// every method.
type optional interface {
	// cell returns the places of an Opt: a pointer to its value, and to its state.
	cell() (p any, state *optState)
}

func (o *Opt[T]) cell() (any, *optState) { return &o.v, &o.state }

// equalValues compares what two pointers of the same type lead to.
func equalValues(x, y any) bool {
	if t, ok := x.(*time.Time); ok {
		return t.Equal(*y.(*time.Time))
	}
	return reflect.DeepEqual(x, y)
}

// optText is the text of an Opt for people. p is a pointer to the value.
func optText(p any, state optState) string {
	if state != optSet {
		return ""
	}
	return fmt.Sprint(reflect.ValueOf(p).Elem().Interface())
}

// formatOpt prints an Opt, of which p is a pointer to the value.
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

// unmarshalOpt reads an Opt from JSON. It is left as it was if that fails.
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
