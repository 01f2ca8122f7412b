package runtime

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// within returns the context of a call, and a function to call at the end. The
// function returns the error of the call, which is a timeoutError if the
// timeout of the client ended the call.
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

// begin sends a request with send. The timeout of the client ends when the
// response begins.
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

// responseBody is the body of a response with a function to call on Close.
type responseBody struct {
	io.ReadCloser
	over func()
}

func (b *responseBody) Close() error {
	defer b.over()
	return b.ReadCloser.Close()
}

// timeoutError is the error of a call that exceeded the timeout of the client.
type timeoutError struct {
	after time.Duration
	err   error // the error of the call; may be nil
}

func (e *timeoutError) Error() string {
	return fmt.Sprintf("timeout of %v exceeded (see WithTimeout): %v", e.after, e.err)
}

// Timeout implements [net.Error].
func (e *timeoutError) Timeout() bool { return true }

func (e *timeoutError) Unwrap() []error { return []error{context.DeadlineExceeded, e.err} }
