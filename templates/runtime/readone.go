package runtime

import "reflect"

// readOne reads an answer into the value that x points to. The value may be in
// an object of its own: {"value": {…}}.
func readOne(a answer, x any) error {
	if a.empty() {
		return nil
	}
	name, value := soleMember(a.body)
	if name == "error" && !hasField(x, name) {
		return failure(a)
	}
	if name == "value" && value[0] == '{' && !hasField(x, name) {
		return decode(value, x)
	}
	return decode(a.body, x)
}

// hasField reports whether the struct that x points to has a property with the
// given name, or is a dictionary, which may have an entry with it.
func hasField(x any, name string) bool {
	s := shapeOf(reflect.TypeOf(x).Elem())
	if s.kind != kindStruct {
		return false
	}
	_, ok := s.table().byName[name]
	return ok || s.table().entries >= 0 && name != "error"
}
