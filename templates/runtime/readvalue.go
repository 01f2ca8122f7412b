package runtime

import (
	"reflect"
	"strings"
)

// readValue reads an answer into the value that x points to.
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
