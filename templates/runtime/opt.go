package runtime

import "fmt"

// Opt is a property that is absent, null, or has a value. The zero Opt is
// absent: it is not sent, and a property that the service left out reads so.
//
//	patch := User{City: Set("Oslo"), MobilePhone: Null[string]()}
//
// An Opt is a plain value. Copies are independent, as those of the value in it are.
// Two can be compared by == where their values can: as the values, and absent, null
// and the zero value all differ. [Opt.Equal] compares any, and times as instants. It
// prints as the value in it, and as nothing where there is none.
type Opt[T any] struct {
	v     T // the zero value unless state is optSet
	state optState
}

// Set returns an Opt that has the value v.
func Set[T any](v T) Opt[T] { return Opt[T]{v, optSet} }

// Null returns an Opt that is null: sent, it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{state: optNull} }

// Get returns the value, or the zero value where the property is absent or
// null.
func (o Opt[T]) Get() T { return o.v }

// Lookup returns the value and whether there is one.
func (o Opt[T]) Lookup() (v T, ok bool) { return o.v, o.state == optSet }

// Or returns the value, or def where the property is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.state == optSet {
		return o.v
	}
	return def
}

// IsNull reports whether the property is null. It is absent where Lookup finds
// no value and IsNull is false, which is the zero Opt.
func (o Opt[T]) IsNull() bool { return o.state == optNull }

// Equal reports whether both have equal values, are both null or both absent.
func (o Opt[T]) Equal(other Opt[T]) bool {
	return o.state == other.state && equalValues(&o.v, &other.v)
}

// String returns the value as fmt.Sprint gives it, and "" where there is none.
func (o Opt[T]) String() string { return optText(&o.v, o.state) }

// Format prints the value by any verb, and nothing where there is none; by %#v it
// tells null and absent apart.
func (o Opt[T]) Format(f fmt.State, verb rune) { formatOpt(f, verb, &o.v, o.state) }

// MarshalJSON writes the value, or null where there is none.
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalOpt(&o.v, o.state) }

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(b []byte) error { return unmarshalOpt(o, b) }
