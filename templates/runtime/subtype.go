package runtime

import "reflect"

// subtype returns body, a pointer to a Base or to a model that derives from it, as
// it is sent where any of them may be: a value of a derived type says by its
// @odata.type what it is. It is a nil *Base where body is nil.
func subtype[Base any](body any) any {
	if body == nil {
		return (*Base)(nil)
	}
	return withType(body, lineageOf((*Base)(nil))[0])
}

// withType returns a model with its type in it, unless it has one or is of the
// type that is expected. The caller's value stays as it is.
func withType(body any, expected string) any {
	v := reflect.ValueOf(body)
	if v.IsNil() {
		return body
	}
	is := lineageOf(body)[0]
	if is == expected || objectOf(v.Elem()).ODataType() != "" {
		return body
	}
	typed := reflect.New(v.Type().Elem())
	typed.Elem().Set(v.Elem())
	objectOf(typed.Elem()).SetRaw(odataType, appendString(nil, "#"+is))
	return typed.Interface()
}
