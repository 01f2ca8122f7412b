package runtime

import (
	"context"
	"net/http"
	"net/url"
)

// Options is what a request takes beyond what its page documents.
type Options struct {
	Query  url.Values
	Header http.Header
}

// args are the values of a template's parameters, in order.
type args []any

// newRequest builds a request.
func newRequest(ctx context.Context, method, template string, a args, options, body any) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, method, BaseURL+template, nil)
}
