package runtime

import "fmt"

// Opt is a property that is absent, null, or has a value. The zero Opt is
// absent. Absent properties are not sent, and properties that the service does
// not send are absent.
//
//	patch := User{City: Set("Oslo"), MobilePhone: Null[string]()}
//
// An Opt is a plain value. Copies of an Opt are as independent as copies of its
// value. If the values are comparable, so are Opts; absent, null and the zero
// value differ from each other. [Opt.Equal] compares Opts of any type, and
// times as instants. An Opt prints as its value, or as nothing if it has none.
type Opt[T any] struct {
	v     T // the zero value unless state is optSet
	state optState
}

// Set returns an Opt with the value v.
func Set[T any](v T) Opt[T] { return Opt[T]{v, optSet} }

// Null returns an Opt that is null. Sending it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{state: optNull} }

// Get returns the value, or the zero value if the property is absent or null.
func (o Opt[T]) Get() T { return o.v }

// Lookup returns the value and whether there is one.
func (o Opt[T]) Lookup() (v T, ok bool) { return o.v, o.state == optSet }

// Or returns the value, or def if the property is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state == optSet {
		return o.v
	}
	return def
}

// IsNull reports whether the property is null. An absent property is not null.
func (o Opt[T]) IsNull() bool { return o.state == optNull }

// Equal reports whether both have equal values, both are null, or both are
// absent.
func (o Opt[T]) Equal(other Opt[T]) bool {
	return o.state == other.state && equalValues(&o.v, &other.v)
}

// String returns the value formatted by fmt.Sprint, or "" if there is none.
func (o Opt[T]) String() string { return optText(&o.v, o.state) }

// Format formats the value with any verb, or prints nothing if there is none.
// The verb %#v distinguishes null and absent.
func (o Opt[T]) Format(f fmt.State, verb rune) { formatOpt(f, verb, &o.v, o.state) }

// MarshalJSON writes the value, or null if there is none.
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalOpt(&o.v, o.state) }

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(b []byte) error { return unmarshalOpt(o, b) }
