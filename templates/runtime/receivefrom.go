package runtime

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
)

// ErrTooLarge reports a response that, after decompression, has more bytes than
// [WithLimits] allows.
var ErrTooLarge = errors.New("the response is too large")

// receiveFrom sends a request for JSON with send, and calls use with the
// answer.
func receiveFrom(c *Client, req *http.Request, send func(*http.Request) (*http.Response, error), use func(answer) error) error {
	ctx, over := c.within(req.Context())
	req = req.Clone(ctx)
	if req.Header.Get("Accept") == "" {
		req.Header.Set("Accept", "application/json")
	}
	return over(receiveWithin(c, req, send, use))
}

func receiveWithin(c *Client, req *http.Request, send func(*http.Request) (*http.Response, error), use func(answer) error) error {
	res, err := send(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	buf := buffers.Get().(*[]byte)
	defer putBuffer(buf)
	*buf, err = readAll(res.Body, (*buf)[:0], c.maxBytes)
	token := tokenOf(res)
	if err == nil {
		err = use(answer{req.Method, res.StatusCode, res.Header, trimBOM(*buf), token})
	}
	if err != nil {
		return fmt.Errorf("%s: response: %w", c.requestName(req), withoutToken(err, token))
	}
	return nil
}

// readAll reads r to its end into buf, which must be empty. buf has at most one
// byte more than limit.
func readAll(r io.Reader, buf []byte, limit int64) ([]byte, error) {
	limit = min(limit, math.MaxInt64-1)
	for {
		if int64(len(buf)) > limit {
			return buf, ErrTooLarge
		}
		if len(buf) == cap(buf) {
			size := max(2*int64(cap(buf)), 512)
			if size >= limit {
				size = limit + 1
			}
			larger := make([]byte, len(buf), size)
			copy(larger, buf)
			buf = larger
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF && int64(len(buf)) <= limit {
			return buf, nil
		}
		if err != nil && err != io.EOF {
			return buf, err
		}
	}
}
