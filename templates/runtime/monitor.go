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

// Begin sends a request for work that goes on after the service has answered
// (202), and returns where to look how it fares: the monitor's URL, for [Await].
// It can be kept, and awaited by another program. It is empty where the service
// gives none.
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

// monitorOf returns the monitor that a response names, if it is a 202 with one.
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

// Await waits until the work that a monitor watches is done, and returns what
// the monitor answers then, or what it redirects to. It looks again after the
// time that the service asks for, or after longer and longer ones up to that
// of [WithRetry], until ctx is done.
//
// Work that fails is an [Error] with the code and message that the service
// gives; where it gives none the code is the state: "failed".
//
// The token is sent to monitors of the service's own origin. Others carry their
// own authorization and get none.
//
// The service's answer says in "status" how the work fares. One without a
// status, or with one that isn't known to mean that it goes on, counts as done
// unless it is another 202.
func Await[T any](ctx context.Context, c *Client, monitor string) (*T, error) {
	x := new(T)
	err := c.awaitAt(ctx, monitor, func(a answer) error {
		if len(a.body) == 0 {
			return nil
		}
		return readOne(a, x)
	})
	if err != nil {
		return nil, fmt.Errorf("await: %w", err)
	}
	return x, nil
}

// monitorURL returns the URL that a Location names, and whether it is the
// service's own. A path that begins outside the base URL's is meant to follow
// it: services leave their version out.
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

// awaitAt looks at a monitor until the work is done.
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
			return err
		}
		n++
	}
}

// lookAt fetches what a monitor says.
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

// workState says how work fares.
type workState int

const (
	workRuns workState = iota
	workDone
	workFailed
)

// workStates are the words for how work fares, in small letters.
var workStates = map[string]workState{
	"notstarted": workRuns, "inprogress": workRuns, "running": workRuns, "waiting": workRuns, "updating": workRuns,
	"pending": workRuns, "queued": workRuns, "processing": workRuns, "accepted": workRuns, "deletepending": workRuns,
	"completed": workDone, "complete": workDone, "succeeded": workDone, "success": workDone,
	"failed": workFailed, "failure": workFailed, "error": workFailed, "deletefailed": workFailed, "cancelled": workFailed, "canceled": workFailed, "aborted": workFailed,
}

// stateOf returns the state that a monitor's answer has: "status": "running",
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

// workStateOf reads a monitor's answer.
func workStateOf(a answer) workState {
	if p, ok := workStates[strings.ToLower(stateOf(a))]; ok {
		return p
	}
	if a.status == http.StatusAccepted {
		return workRuns
	}
	return workDone
}

// workError returns the error of work that failed.
func workError(a answer) error {
	e := failure(a)
	e.Code = cmp.Or(e.Code, stateOf(a))
	return e
}
