package runtime

import "errors"

// Error is a failure that the service reports.
type Error struct {
	StatusCode int
	Code       string
	Message    string
	RequestID  string
}

// Error returns one line.
func (e *Error) Error() string { return e.Message }

// The usual failures, for errors.Is.
var (
	ErrNotFound = errors.New("not found")
)
