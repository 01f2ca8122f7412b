package runtime

import (
	"errors"
	"fmt"
)

// ErrNoContent reports a successful response without the content that the
// request is for: without a body, or with null. There is one exception. If the
// request changes something, the response is a model, and the status says that
// there is none (202, 204 or 205), the change has been made. The error is then
// nil, so that the request is not sent again, and all properties of the model
// are absent.
var ErrNoContent = errors.New("no content")

// noContent returns the error of a response without content.
func noContent(status int) error { return fmt.Errorf("status %d: %w", status, ErrNoContent) }
