package runtime

import (
	"net/http"
	"reflect"
	"strings"
)

// sendValue sends a request and reads the answer, which is a value: in an
// object, {"value": 3}, or bare.
func sendValue[T any](c *Client, req *http.Request, err error) (x T, _ error) {
	if err == nil {
		err = receive(c, req, func(a answer) error { return readValue(a, &x) })
	}
	return x, err
}

// readValue reads an answer into what x points to.
func readValue(a answer, x any) error {
	if a.empty() {
		return nil
	}
	text := strings.HasPrefix(a.header.Get("Content-Type"), "text/")
	if v := reflect.ValueOf(x).Elem(); text && v.Kind() == reflect.String {
		v.SetString(string(a.body))
		return nil
	}
	switch name, value := soleMember(a.body); {
	case name == "value":
		return decode(value, x)
	case name == "error":
		return failure(a)
	}
	return decode(a.body, x)
}
