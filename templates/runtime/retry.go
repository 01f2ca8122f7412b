package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retry sends the request until it succeeds, fails with an error that is not
// temporary, or reaches the limit of the client.
func (c *Client) retry(req *http.Request, once func() (*http.Response, error)) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		res, err := once()
		if err == nil || attempt >= c.attempts || !repeatable(req, err) || c.tooLong(err) {
			return res, err
		}
		if waitErr := sleep(req.Context(), c.wait(attempt, err)); waitErr != nil {
			return nil, fmt.Errorf("%w while waiting to retry after: %w", waitErr, err)
		}
	}
}

// repeatable reports whether a request that failed with err may be sent again.
func repeatable(req *http.Request, err error) bool {
	if !canRepeat(req) {
		return false
	}
	var e *Error
	if errors.As(err, &e) && e.StatusCode == http.StatusTooManyRequests {
		return true // rejected before it was processed
	}
	switch req.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete:
	default:
		return false // it may have been processed
	}
	if e != nil {
		return e.StatusCode == http.StatusBadGateway || e.StatusCode == http.StatusServiceUnavailable ||
			e.StatusCode == http.StatusGatewayTimeout
	}
	var noToken *tokenError
	var noTrust *tls.CertificateVerificationError
	return req.Context().Err() == nil && !errors.As(err, &noToken) && !errors.As(err, &noTrust)
}

// canRepeat reports whether the body of a request can be read more than once.
func canRepeat(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// tooLong reports whether the service asks for a longer wait than the client
// allows.
func (c *Client) tooLong(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.RetryAfter > c.maxWait
}

// wait returns the time to wait after the given attempt. It is the maximum of
// the time that the service asks for and of the backoff. The backoff doubles
// each time, with a random half so that clients do not retry together. The
// client limits the result.
func (c *Client) wait(attempt int, err error) time.Duration {
	d := c.backoff << min(attempt-1, 16)
	d += rand.N(d/2 + 1)
	var e *Error
	if errors.As(err, &e) {
		d = max(d, e.RetryAfter)
	}
	return min(d, c.maxWait)
}

// sleep waits. It returns the error of the context if that is done first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// maxRetryAfter limits Retry-After. The limit applies to the seconds, because a
// large number would overflow a time.Duration.
const maxRetryAfter = 24 * time.Hour

// retryAfter returns the duration of a Retry-After header, which is a number of
// seconds or a date (RFC 9110, section 10.2.3). It is 0 if the header is
// missing or invalid.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now), 0), maxRetryAfter)
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || !(seconds > 0) {
		return 0
	}
	if seconds >= maxRetryAfter.Seconds() {
		return maxRetryAfter
	}
	return time.Duration(seconds * float64(time.Second))
}
