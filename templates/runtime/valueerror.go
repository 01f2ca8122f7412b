package runtime

import (
	"errors"
	"fmt"
)

// ValueError is a value that can't be read from JSON or written to it.
type ValueError struct {
	// Path leads to the value: "value[3].createdDateTime". It is empty where
	// the JSON as a whole is at fault.
	Path string
	// Offset is where in the JSON the value was found wanting, in bytes; -1
	// where it was to be written, or where it was kept.
	Offset int
	Err    error
}

// Error says where and what.
func (e *ValueError) Error() string {
	where := e.Path
	if where == "" {
		where = "JSON"
	}
	if e.Offset < 0 {
		return where + ": " + e.Err.Error()
	}
	return fmt.Sprintf("%s: %v (at offset %d)", where, e.Err, e.Offset)
}

// Unwrap returns Err.
func (e *ValueError) Unwrap() error { return e.Err }

// within puts a step, ".name" or "[3]", before the path of err.
func within(step string, err error) error {
	e, ok := err.(*ValueError)
	if !ok {
		e = &ValueError{Offset: -1, Err: err}
	}
	switch {
	case e.Path == "" || e.Path[0] == '[':
		e.Path = step + e.Path
	default:
		e.Path = step + "." + e.Path
	}
	return e
}

// The limits and rules that a value can break.
var (
	// ErrReadOnly is a read-only property in the body of a request.
	ErrReadOnly = errors.New("the property is read-only and can't be sent")
	// ErrDepth is JSON nested more than 1,000 deep.
	ErrDepth = errors.New("nested too deep")

	errMarker = errors.New("unknownFutureValue marks the end of the members that a client knows and can't be sent")
)

// maxDepth is how deep JSON may be nested.
const maxDepth = 1000
