// Package payload recognizes the structure of JSON bodies: whether a body is a
// single value or a list, and which type it names.
package payload

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
)

// Shape is the structure of a response body.
type Shape uint8

// The shapes of bodies.
const (
	None    Shape = iota
	Object        // {…}
	List          // {"value": [{…}]} or [{…}]
	Scalars       // {"value": ["…"]} or ["…"]
	Wrapped       // {"value": {…}}
	Scalar        // {"value": "…"} or a bare value
)

// ShapeOf returns the shape of a body.
func ShapeOf(v *lenient.Value) Shape {
	switch {
	case v == nil:
		return None
	case v.Kind == lenient.Array:
		return shapeOfItems(v)
	case v.Kind != lenient.Object:
		return Scalar
	}
	value := v.Get("value")
	if value == nil || value.Kind == lenient.Null {
		return Object
	}
	for _, m := range v.Members {
		if m.Key != "value" && !IsAnnotation(m.Key) {
			return Object
		}
	}
	switch value.Kind {
	case lenient.Array:
		return shapeOfItems(value)
	case lenient.Object:
		return Wrapped
	}
	return Scalar
}

func shapeOfItems(array *lenient.Value) Shape {
	if len(array.Items) > 0 && array.Items[0].Kind != lenient.Object {
		return Scalars
	}
	return List
}

// HoldsList reports whether an object has an array "value" and other members
// that are not annotations. It may be an incorrect list or an object with a
// property of that name; the type and the text of the page decide.
func HoldsList(v *lenient.Value) bool {
	value := v.Get("value")
	return ShapeOf(v) == Object && value != nil && value.Kind == lenient.Array
}

// Objects returns the objects of a body: the elements of a list, or the single
// object.
func Objects(v *lenient.Value) []*lenient.Value {
	switch ShapeOf(v) {
	case Object:
		return []*lenient.Value{v}
	case Wrapped:
		return []*lenient.Value{v.Get("value")}
	case List:
		return valueOf(v).Items
	}
	return nil
}

// First returns the value of a body, or the first element of a list. It returns
// nil for an empty list.
func First(v *lenient.Value) *lenient.Value {
	switch ShapeOf(v) {
	case None, Object:
		return v
	}
	value := valueOf(v)
	if value != nil && value.Kind == lenient.Array {
		if len(value.Items) == 0 {
			return nil
		}
		return value.Items[0]
	}
	return value
}

// valueOf returns the member "value" of a body, or a body that is an array.
func valueOf(v *lenient.Value) *lenient.Value {
	if v.Kind == lenient.Array {
		return v
	}
	return v.Get("value")
}

// IsAnnotation reports whether a member of an object is an OData annotation
// instead of a property.
func IsAnnotation(key string) bool { return strings.Contains(key, "@") }

// Tag returns the "@odata.type" of an object, or an empty string.
func Tag(v *lenient.Value) string { return v.Get("@odata.type").Str() }

// ScalarType returns the type of a JSON scalar if nothing else is known. It
// returns an empty string for other values.
func ScalarType(v *lenient.Value) string {
	if v == nil {
		return ""
	}
	switch v.Kind {
	case lenient.String:
		return edm.String
	case lenient.Bool:
		return "Edm.Boolean"
	case lenient.Number:
		return edm.OfNumber(v.Text)
	}
	return ""
}

// CutCollection removes Collection(…), and a "#" before the name, from a type.
func CutCollection(name string) (typ string, many bool) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "collection(") {
		return strings.TrimSpace(strings.TrimSuffix(name[11:], ")")), true
	}
	return name, false
}

// ContextName returns the name in the context of a body, without its namespace. The
// context names a type, an entity set or a property. The result is empty if the body
// has no context.
func ContextName(v *lenient.Value) string {
	_, name, _ := strings.Cut(v.Get("@odata.context").Str(), "#")
	name, _ = CutCollection(strings.TrimSuffix(strings.TrimSuffix(name, "/$entity"), "/$delta"))
	name = strings.TrimRight(name[strings.LastIndexByte(name, '/')+1:], "/")
	if i := strings.IndexAny(name, "("); i >= 0 {
		name = name[:i]
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}
