package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// NewRequest builds a request that is not on the pages, for [Send], [EachPage],
// [Open], [Batch] or [Client.Do]. The path is relative to BaseURL and may have
// a query. Each placeholder in braces takes the next argument, which becomes
// one segment of the path or one value of the query. A placeholder {+name} is a
// path of several segments. A placeholder between quotes is an OData string.
// Errors refer to the argument by the name of its placeholder.
//
//	req, err := NewRequest(ctx, http.MethodPost, "/vessels/{id}/refit", nil, &Refit{Dock: Set("7")}, id)
//	…
//	vessel, err := Send[Vessel](c, req)
//
// The options may be nil. The body is nil, a value to encode as JSON, or bytes:
// an io.Reader, a []byte, a string or a json.RawMessage.
func NewRequest(ctx context.Context, method, path string, options *Options, body any, arguments ...any) (*http.Request, error) {
	if err := checkTemplate(path); err != nil {
		return nil, fmt.Errorf("%s %q: %w", method, path, err)
	}
	return newRequest(ctx, method, path, arguments, options, body)
}

// checkTemplate checks the template of a path that the caller wrote.
func checkTemplate(path string) error {
	if !strings.HasPrefix(path, "/") || strings.Contains(path, "#") {
		return errPath
	}
	return nil
}

var errPath = errors.New(`the path must begin with a slash, and have %23 instead of "#"`)
