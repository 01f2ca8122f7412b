package runtime

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Begin sends a request for a long-running operation, to which the service
// responds with 202. It returns the URL of the monitor, for [Await]. The URL
// can be stored, and another program can wait for it. It is empty if the
// service returns none.
//
//	req, err := NewCopyItemRequest(ctx, id, &CopyItemBody{Name: Set("copy")}, nil)
//	…
//	monitor, err := Begin(c, req)
//	…
//	status, err := Await[json.RawMessage](ctx, c, monitor)
func Begin(c *Client, req *http.Request) (monitor string, err error) {
	res, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	if monitor, err = c.monitorOf(res.StatusCode, res.Header); err != nil {
		return "", fmt.Errorf("%s: %w", c.requestName(req), err)
	}
	return monitor, nil
}

// monitorOf returns the monitor URL of a 202 response, or "" if it has none.
func (c *Client) monitorOf(status int, header http.Header) (string, error) {
	location := cmp.Or(header.Get("Location"), header.Get("Operation-Location"))
	if status != http.StatusAccepted || location == "" {
		return "", nil
	}
	at, _, err := c.monitorURL(location)
	if err != nil {
		return "", fmt.Errorf("its Location: %w", err)
	}
	return at.String(), nil
}

// Await waits until the long-running operation of a monitor is done. It returns
// the last response of the monitor, or the response that the monitor redirects
// to. Between requests it waits for the time that the service asks for, or for
// increasing times up to the limit of [WithRetry]. It stops if ctx is done.
//
// If the last response has no content, the error is [ErrNoContent], unless T is
// json.RawMessage. If the operation fails, the error is an [Error] with the code
// and message of the service. Without a code, Code is the state of the
// operation, such as "failed".
//
// The token is sent only to monitors with the origin of the service. Other
// monitors carry their own authorization.
//
// The property "status" of the response is the state of the operation. If it is
// missing, or does not mean that the operation is running, the operation is
// done, unless the response is another 202.
func Await[T any](ctx context.Context, c *Client, monitor string) (*T, error) {
	x := new(T)
	err := c.awaitAt(ctx, monitor, func(a answer) error { return readEnd(a, x) })
	if err != nil {
		return nil, fmt.Errorf("await: %w", err)
	}
	return x, nil
}

// readEnd reads the last response of an operation into the value that x points
// to. Only JSON of any type may be missing.
func readEnd(a answer, x any) error {
	if _, raw := x.(*json.RawMessage); raw && len(a.body) == 0 {
		return nil
	}
	return readOne(a, x)
}

// monitorURL returns the URL in a Location header, and whether it is a URL of
// the service. A path that does not begin with the path of the base URL is
// relative to the base URL, since services leave out their version.
func (c *Client) monitorURL(location string) (at *url.URL, own bool, err error) {
	if c.err != nil {
		return nil, false, c.err
	}
	at, err = url.Parse(location)
	if err != nil {
		return nil, false, fmt.Errorf("%w: it can't be parsed", ErrForeign)
	}
	if at.Scheme == "" && at.Host == "" && !strings.HasPrefix(at.EscapedPath(), c.base.EscapedPath()+"/") {
		setPath(at, c.base.EscapedPath()+"/"+strings.TrimPrefix(at.EscapedPath(), "/"))
	}
	at = c.base.ResolveReference(at)
	if target, err := c.target(at); err == nil {
		return target, true, nil
	}
	return at, false, checkForeign(at)
}

// awaitAt requests a monitor until the operation is done.
func (c *Client) awaitAt(ctx context.Context, monitor string, use func(answer) error) error {
	at, own, err := c.monitorURL(monitor)
	if err != nil {
		return err
	}
	for n, hops := 1, 0; ; {
		state, after := workRuns, time.Duration(0)
		err := c.lookAt(ctx, at, own, func(a answer) error {
			switch state = workStateOf(a); state {
			case workFailed:
				return workError(a)
			case workDone:
				return use(a)
			}
			after = retryAfter(a.header, time.Now())
			return nil
		})
		if next := redirect(err); next != "" && hops < maxHops {
			hops++
			from := at
			if at, err = from.Parse(next); err == nil {
				err = checkForeign(at)
			}
			if err != nil {
				return fmt.Errorf("GET %s://%s: its Location: %w", from.Scheme, from.Host, ErrForeign)
			}
			own = own && sameOrigin(at, c.base)
			continue
		}
		if err != nil || state == workDone {
			return err
		}
		if err := sleep(ctx, max(c.wait(min(n, 7), nil), c.backoff, after)); err != nil {
			return fmt.Errorf("%s: %w", c.monitorName(at, own), err)
		}
		n++
	}
}

// monitorName returns the name of a request to a monitor, for errors. It leaves
// out a path that may be part of an authorization.
func (c *Client) monitorName(at *url.URL, own bool) string {
	if own {
		return http.MethodGet + " " + at.EscapedPath()
	}
	return http.MethodGet + " " + at.Scheme + "://" + at.Host
}

// lookAt fetches the response of a monitor.
func (c *Client) lookAt(ctx context.Context, at *url.URL, own bool, use func(answer) error) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return bare(err)
	}
	send := c.do
	if !own {
		send = func(r *http.Request) (*http.Response, error) {
			return c.retry(r, func() (*http.Response, error) { return c.sendForeign(r) })
		}
	}
	return receiveFrom(c, req, send, use)
}

// workState is the state of a long-running operation.
type workState int

const (
	workRuns workState = iota
	workDone
	workFailed
)

// workStates maps the words for states, in lower case.
var workStates = map[string]workState{
	"notstarted": workRuns, "inprogress": workRuns, "running": workRuns, "waiting": workRuns, "updating": workRuns,
	"pending": workRuns, "queued": workRuns, "processing": workRuns, "accepted": workRuns, "deletepending": workRuns,
	"completed": workDone, "complete": workDone, "succeeded": workDone, "success": workDone,
	"failed": workFailed, "failure": workFailed, "error": workFailed, "deletefailed": workFailed, "cancelled": workFailed, "canceled": workFailed, "aborted": workFailed,
}

// stateOf returns the state in the response of a monitor: "status": "running",
// or "status": {"state": "running"}.
func stateOf(a answer) string {
	var outer struct {
		Status json.RawMessage `json:"status"`
	}
	var inner struct {
		State Opt[string] `json:"state"`
	}
	var state string
	if decode(a.body, &outer) != nil || outer.Status == nil {
		return ""
	}
	if decode(outer.Status, &state) != nil && decode(outer.Status, &inner) == nil {
		state = inner.State.Get()
	}
	return state
}

// workStateOf returns the state of the operation, given a response of its
// monitor.
func workStateOf(a answer) workState {
	if p, ok := workStates[strings.ToLower(stateOf(a))]; ok {
		return p
	}
	if a.status == http.StatusAccepted {
		return workRuns
	}
	return workDone
}

// workError returns the error of a failed operation.
func workError(a answer) error {
	e := failure(a)
	e.Code = cmp.Or(e.Code, stateOf(a))
	return e
}
