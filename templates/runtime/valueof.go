package runtime

import "reflect"

// valueOf returns the value of the property. The result is not valid if there
// is none.
func valueOf(o optional) reflect.Value {
	p, state := o.cell()
	if *state != optSet {
		return reflect.Value{}
	}
	return reflect.ValueOf(p).Elem()
}
