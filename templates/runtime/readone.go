package runtime

import (
	"net/http"
	"reflect"
)

// readOne reads an answer into the value that x points to. The value may be in
// an object of its own: {"value": {…}}.
func readOne(a answer, x any) error {
	body := a.body
	name, value := soleMember(body)
	switch own := hasField(x, name); {
	case name == "error" && !own:
		return failure(a)
	case name == "value" && !own && (value[0] == '{' || isNothing(value)):
		body = value
	}
	if isNothing(body) {
		return lack(a)
	}
	return decode(body, x)
}

// lack returns the error of an answer without content. It is nil if the request
// has changed something and the status means that there is no content: after an
// error, the caller would send the request again.
func lack(a answer) error {
	reads := a.method == http.MethodGet || a.method == http.MethodHead
	switch a.status {
	case http.StatusAccepted, http.StatusNoContent, http.StatusResetContent:
		if !reads {
			return nil
		}
	}
	return noContent(a.status)
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
