package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// optional is what the codec asks of every Opt, whatever its type. It is one
// method, and the methods of Opt that need not know the type call functions
// that don't: a package has Opts of hundreds of types, and each has its own copy
// of every method.
type optional interface {
	// cell returns the places of an Opt: a pointer to its *T, and to whether it
	// is null.
	cell() (p any, null *bool)
}

func (o *Opt[T]) cell() (any, *bool) { return &o.p, &o.null }

// valueOf returns the value of the property; it is not valid where there is none.
func valueOf(o optional) reflect.Value {
	p, _ := o.cell()
	return reflect.ValueOf(p).Elem().Elem()
}

// optText is the text of an Opt for people. P is a pointer to the value, nil
// where there is none.
func optText(p any, null bool) string {
	v := reflect.ValueOf(p)
	switch {
	case !v.IsNil():
		return fmt.Sprint(v.Elem().Interface())
	case null:
		return "null"
	}
	return "absent"
}

// unmarshalOpt reads an Opt from JSON. It is left as it was if that fails.
func unmarshalOpt(o optional, b []byte) error {
	if string(b) == "null" {
		setNull(o)
		return nil
	}
	p, null := o.cell()
	v := reflect.ValueOf(p).Elem()
	made := reflect.New(v.Type().Elem())
	if err := json.Unmarshal(b, made.Interface()); err != nil {
		return err
	}
	v.Set(made)
	*null = false
	return nil
}
