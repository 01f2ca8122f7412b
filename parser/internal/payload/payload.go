// Package payload tells how the JSON body of a message is built: whether it is one
// value or a list, and in which type of value it says it is.
package payload

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
)

// Shape is how the body of a response is built.
type Shape uint8

// The shapes of bodies.
const (
	None    Shape = iota
	Object        // {…}
	List          // {"value": [{…}]}
	Scalars       // {"value": ["…"]}
	Wrapped       // {"value": {…}}
	Scalar        // {"value": "…"} or a bare value
)

// ShapeOf returns the shape of a body.
func ShapeOf(v *lenient.Value) Shape {
	switch {
	case v == nil:
		return None
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
		if len(value.Items) > 0 && value.Items[0].Kind != lenient.Object {
			return Scalars
		}
		return List
	case lenient.Object:
		return Wrapped
	}
	return Scalar
}

// HoldsList reports whether an object has an array "value" beside members that
// are no annotations. Whether it is a list with a fault, or an object that has a
// property of that name, is for the words around it to say, and for its type.
func HoldsList(v *lenient.Value) bool {
	value := v.Get("value")
	return ShapeOf(v) == Object && value != nil && value.Kind == lenient.Array
}

// Objects are the objects that a body answers with: the elements of a list, or
// the one object.
func Objects(v *lenient.Value) []*lenient.Value {
	switch ShapeOf(v) {
	case Object:
		return []*lenient.Value{v}
	case Wrapped:
		return []*lenient.Value{v.Get("value")}
	case List:
		return v.Get("value").Items
	}
	return nil
}

// First is the value that a body answers with, the first of a list; nil for an
// empty list.
func First(v *lenient.Value) *lenient.Value {
	switch ShapeOf(v) {
	case None, Object:
		return v
	}
	value := v.Get("value")
	if value != nil && value.Kind == lenient.Array {
		if len(value.Items) == 0 {
			return nil
		}
		return value.Items[0]
	}
	return value
}

// IsAnnotation reports whether a member of an object is an annotation of OData and
// no property.
func IsAnnotation(key string) bool { return strings.Contains(key, "@") }

// Tag is the type that an object says it is of, as "@odata.type" has it; empty where
// it says none.
func Tag(v *lenient.Value) string { return v.Get("@odata.type").Str() }

// ScalarType is the type that a JSON scalar has if nothing else is known; empty
// for all other values.
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

// CutCollection takes Collection(T), and a "#" before a name, apart.
func CutCollection(name string) (typ string, many bool) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "collection(") {
		return strings.TrimSpace(strings.TrimSuffix(name[11:], ")")), true
	}
	return name, false
}

// ContextName is the name that the context of a body gives to what it holds, without
// a namespace: that of a type, of a set of entities or of a property. It is empty where
// there is none.
func ContextName(v *lenient.Value) string {
	_, name, _ := strings.Cut(v.Get("@odata.context").Str(), "#")
	name, _ = CutCollection(strings.TrimSuffix(strings.TrimSuffix(name, "/$entity"), "/$delta"))
	name = strings.TrimRight(name[strings.LastIndexByte(name, '/')+1:], "/")
	if i := strings.IndexAny(name, "("); i >= 0 {
		name = name[:i]
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}
