package runtime

import "encoding/json"

// Object is embedded in every model. It keeps what the service sent and the
// struct has no field for, in order, so that it is written back.
type Object struct {
	kept []member
}

// member is a kept property: its name and its JSON text.
type member struct{ name, raw string }

// ODataType returns the type that the service gave for the value, without the
// "#": "microsoft.graph.user". It is empty where the service gave none.
func (o *Object) ODataType() string { return "" }

// Unknown returns the names of the kept properties, sorted.
func (o *Object) Unknown() []string { return nil }

// Raw returns the JSON of a kept property.
func (o *Object) Raw(name string) (json.RawMessage, bool) { return nil, false }

// SetRaw keeps a property, or replaces it; nil removes it.
func (o *Object) SetRaw(name string, raw json.RawMessage) {}

// As reads v, a model or a pointer to one, as a T.
func As[T any](v any) (*T, error) { return nil, nil }

// Is reports whether v's @odata.type is that of T.
func Is[T any](v any) bool { return false }
