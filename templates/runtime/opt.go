package runtime

import "encoding/json"

// Opt is a property that is absent, null, or has a value. The zero Opt is
// absent: it is not sent, and a property that the service left out reads so.
//
//	patch := User{City: Set("Oslo"), MobilePhone: Null[string]()}
//
// An Opt is a value: copies are independent of each other.
type Opt[T any] struct {
	p    *T // set where there is a value; what it points to never changes
	null bool
}

// Set returns an Opt that has the value v.
func Set[T any](v T) Opt[T] { return Opt[T]{p: &v} }

// Null returns an Opt that is null: sent, it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{null: true} }

// Get returns the value, or the zero value where the property is absent or
// null. Calls can be chained: u.Profile.Get().City.Get() never panics.
func (o Opt[T]) Get() (v T) {
	if o.p != nil {
		v = *o.p
	}
	return v
}

// Lookup returns the value and whether there is one.
func (o Opt[T]) Lookup() (v T, ok bool) { return o.Get(), o.p != nil }

// Or returns the value, or def where the property is absent or null.
func (o Opt[T]) Or(def T) T {
	if o.p != nil {
		return *o.p
	}
	return def
}

// IsNull reports whether the property is null. It is absent where Lookup finds
// no value and IsNull is false, which is the zero Opt.
func (o Opt[T]) IsNull() bool { return o.null }

// String returns the value as fmt.Sprint gives it, "null" or "absent".
func (o Opt[T]) String() string { return optText(o.p, o.null) }

// MarshalJSON writes the value, or null where there is none.
func (o Opt[T]) MarshalJSON() ([]byte, error) { return json.Marshal(o.p) }

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(b []byte) error { return unmarshalOpt(o, b) }
