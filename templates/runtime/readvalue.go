package runtime

import (
	"net/http"
	"reflect"
	"strings"
)

// readValue reads an answer into the value that x points to. Without a value,
// it fails: the caller could not tell an empty value from a real one.
func readValue(a answer, x any) error {
	v := reflect.ValueOf(x).Elem()
	text := strings.HasPrefix(a.header.Get("Content-Type"), "text/") && v.Kind() == reflect.String
	if text && (len(a.body) > 0 || a.status == http.StatusOK) {
		v.SetString(string(a.body))
		return nil
	}
	body := a.body
	switch name, value := soleMember(body); name {
	case "value":
		body = value
	case "error":
		return failure(a)
	}
	if raw := shapeOf(v.Type()).kind == kindRaw; isNothing(body) && (!raw || len(body) == 0) {
		return noContent(a.status)
	}
	return decode(body, x)
}
