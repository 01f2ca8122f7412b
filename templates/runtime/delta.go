package runtime

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
)

// Delta is a round of changes to a list: the changes since the last round, and
// the link of the next round. A removed item has a kept property "@removed";
// see [Object.Raw].
type Delta[T any] struct {
	c    *Client
	req  *http.Request
	err  error
	link string
}

// All returns the changes of the round. Each page is fetched when it is needed.
func (d *Delta[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) { d.link = walk(d.c, d.req, d.err, yield) }
}

// Link returns the link of the next round, for [ResumeDelta]. It is empty until
// a loop over All has reached the end without an error.
func (d *Delta[T]) Link() string { return d.link }

// ResumeDelta begins a round with the Link of an earlier one. If the service no
// longer knows the link, the round fails with [ErrGone]; start over without a
// link.
func ResumeDelta[T any](ctx context.Context, c *Client, link string) *Delta[T] {
	req, err := resume(ctx, c, link)
	return sendDelta[T](c, req, err)
}

func resume(ctx context.Context, c *Client, link string) (*http.Request, error) {
	if c.err != nil {
		return nil, c.err
	}
	to, err := url.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("%w: the link can't be parsed", ErrForeign)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base.String(), nil)
	if err != nil {
		return nil, bare(err)
	}
	return c.linked(req, to)
}

// sendDelta returns a round of changes whose first request is req.
func sendDelta[T any](c *Client, req *http.Request, err error) *Delta[T] {
	return &Delta[T]{c: c, req: req, err: err}
}
