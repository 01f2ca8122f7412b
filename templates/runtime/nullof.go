package runtime

import "reflect"

// NullOf returns a model that stands for null: a property that holds it is cleared
// when it is sent.
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
