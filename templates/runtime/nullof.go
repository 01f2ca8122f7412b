package runtime

import "reflect"

// NullOf returns a model that is sent as null, to clear a property.
//
//	patch := Vessel{Berth: NullOf[Berth]()}
func NullOf[T any, P interface {
	*T
	Get() T
}]() P {
	x := new(T)
	objectOf(reflect.ValueOf(x).Elem()).null = true
	return x
}
