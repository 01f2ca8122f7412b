package runtime

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// within returns the context that a call has, and what to call when it is over:
// it returns the error of the call, which says so if the client's timeout has
// ended it.
func (c *Client) within(ctx context.Context) (inner context.Context, over func(error) error) {
	if c.timeout <= 0 {
		return ctx, func(err error) error { return err }
	}
	inner, cancel := context.WithTimeout(ctx, c.timeout)
	return inner, func(err error) error {
		late := inner.Err() != nil && ctx.Err() == nil
		cancel()
		if err != nil && late {
			return &timeoutError{c.timeout, err}
		}
		return err
	}
}

// begin sends a request by send; the client's timeout ends when the response
// begins.
func (c *Client) begin(req *http.Request, send func(*http.Request) (*http.Response, error)) (*http.Response, error) {
	if c.timeout <= 0 {
		return send(req)
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	late := &timeoutError{after: c.timeout}
	timer := time.AfterFunc(c.timeout, func() { cancel(late) })
	res, err := send(req.WithContext(ctx))
	timer.Stop()
	if err != nil {
		if context.Cause(ctx) == error(late) {
			late.err = err
			err = late
		}
		cancel(nil)
		return nil, err
	}
	res.Body = &responseBody{res.Body, func() { cancel(nil) }}
	return res, nil
}

// responseBody is that of a response, with what to do when it is closed.
type responseBody struct {
	io.ReadCloser
	over func()
}

func (b *responseBody) Close() error {
	defer b.over()
	return b.ReadCloser.Close()
}

// timeoutError is a call that took longer than the client allows.
type timeoutError struct {
	after time.Duration
	err   error // that the call failed with; may be nil
}

func (e *timeoutError) Error() string {
	return fmt.Sprintf("not done after %v, which WithTimeout sets: %v", e.after, e.err)
}

// Timeout has net.Error's meaning.
func (e *timeoutError) Timeout() bool { return true }

func (e *timeoutError) Unwrap() []error { return []error{context.DeadlineExceeded, e.err} }
