package runtime

import "encoding/json"

// body returns the body of the example's request as the type that a function
// takes.
func body[T any](e *example) (v T) {
	if e.Request.JSON != nil {
		e.unreadable = json.Unmarshal(e.Request.JSON, &v)
	}
	return v
}
