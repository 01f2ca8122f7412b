package runtime

import (
	"errors"
	"fmt"
)

// ValueError is the error of a value that can't be read from JSON or written to
// it.
type ValueError struct {
	// Path is the path of the value, such as "value[3].createdDateTime". It is
	// empty for the JSON as a whole.
	Path string
	// Offset is the position of the error in the JSON, in bytes. It is -1 if
	// the value was being written, or was kept.
	Offset int
	Err    error
}

// Error returns the path, the error and the offset.
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

// within prepends a step, ".name" or "[3]", to the path of err.
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

// Errors for values that exceed a limit or break a rule.
var (
	// ErrReadOnly reports a read-only property in the body of a request.
	ErrReadOnly = errors.New("the property is read-only and can't be sent")
	// ErrDepth reports JSON that is nested more than 1,000 levels deep.
	ErrDepth = errors.New("nested too deeply")

	errMarker = errors.New("unknownFutureValue marks the end of the known members and can't be sent")
)

// maxDepth is the maximum depth of JSON.
const maxDepth = 1000
