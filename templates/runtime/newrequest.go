package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// NewRequest builds a request that no page has, for [Send], [EachPage], [Open],
// [Batch] or [Client.Do]. The path is below BaseURL and may end in a query. Each pair
// of braces in it takes the next argument, which stands in the URL as one segment of
// the path, or as one value of the query; {+name} is a path of several segments, and
// between quotes the argument is one of OData. The name is how errors call the
// argument.
//
//	req, err := NewRequest(ctx, http.MethodPost, "/vessels/{id}/refit", nil, &Refit{Dock: Set("7")}, id)
//	…
//	vessel, err := Send[Vessel](c, req)
//
// options may be nil. The body is nil, a value that is written as JSON, or bytes: an
// io.Reader, a []byte, a string or a json.RawMessage.
func NewRequest(ctx context.Context, method, path string, options *Options, body any, arguments ...any) (*http.Request, error) {
	if !strings.HasPrefix(path, "/") || strings.Contains(path, "#") {
		return nil, fmt.Errorf("%s %q: %w", method, path, errPath)
	}
	return newRequest(ctx, method, path, arguments, options, body)
}

var errPath = errors.New(`the path must begin with a slash and have no "#", which is written %23`)
