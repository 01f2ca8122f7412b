package runtime

import (
	"encoding/json"
	"reflect"
)

// body returns the request body of the example as a value of type T.
func body[T any](e *example) (v T) {
	if e.Request.JSON != nil {
		if e.unreadable = json.Unmarshal(e.Request.JSON, &v); e.unreadable == nil {
			e.unreadable = fault(reflect.ValueOf(&v))
		}
	}
	return v
}
