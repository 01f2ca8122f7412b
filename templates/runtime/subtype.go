package runtime

import "reflect"

// subtype returns the body for a base type or one of its subtypes. The argument
// is a pointer to a Base or to a subtype of Base. A value of a subtype is sent
// with its @odata.type. If body is nil, the result is a nil *Base.
func subtype[Base any](body any) any {
	if body == nil {
		return (*Base)(nil)
	}
	return withType(body, lineageOf((*Base)(nil))[0])
}

// withType returns a model with its @odata.type, unless it has one or is of the
// expected type. It does not modify the value of the caller.
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
