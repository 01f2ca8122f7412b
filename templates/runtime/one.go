package runtime

import (
	"net/http"
	"reflect"
)

// sendOne sends a request and reads the answer, which is a T. Where the status
// says that there is none, the T is empty.
func sendOne[T any](c *Client, req *http.Request, err error) (*T, error) {
	x := new(T)
	if err == nil {
		err = receive(c, req, func(a answer) error { return readOne(a, x) })
	}
	if err != nil {
		return nil, err
	}
	return x, nil
}

// readOne reads an answer into what x points to, also where the value stands
// in an object of its own: {"value": {…}}.
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

// hasField reports whether what x points to has a property of that name.
func hasField(x any, name string) bool {
	s := shapeOf(reflect.TypeOf(x).Elem())
	if s.kind != kindStruct {
		return false
	}
	_, ok := s.table().byName[name]
	return ok
}
