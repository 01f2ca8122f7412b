package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Work is a long-running operation, which continues after the response of the
// service.
type Work[T any] struct {
	c       *Client
	name    string // the name of the request, for errors
	monitor string
	done    *T
}

// Monitor returns the URL at which the service reports the state of the
// operation. It can be stored, and another program can wait for it with
// [Await]. It is empty if the operation is already done, or if the service
// returned no URL.
func (w *Work[T]) Monitor() string { return w.monitor }

// Await waits until the operation is done, and returns its result. See the
// function [Await].
func (w *Work[T]) Await(ctx context.Context) (*T, error) {
	if w.done != nil {
		return w.done, nil
	}
	if w.monitor == "" {
		return nil, fmt.Errorf("await: %s: %w", w.name, errNoMonitor)
	}
	return Await[T](ctx, w.c, w.monitor)
}

var errNoMonitor = errors.New("the service accepted the request and returned no URL of a monitor")

// sendWork sends a request for a long-running operation.
func sendWork[T any](c *Client, req *http.Request, err error) (*Work[T], error) {
	w := &Work[T]{c: c}
	x := new(T)
	var done bool
	if w.monitor, w.name, done, err = startWork(c, req, err, x); err != nil {
		return nil, err
	}
	if done {
		w.done = x
	}
	return w, nil
}

// startWork is sendWork with a pointer x to the result. It reports whether the
// operation is already done.
func startWork(c *Client, req *http.Request, err error, x any) (monitor, name string, done bool, _ error) {
	if err != nil {
		return "", "", false, err
	}
	err = receive(c, req, func(a answer) (err error) {
		if monitor, err = c.monitorOf(a.status, a.header); err != nil || a.status == http.StatusAccepted {
			return err
		}
		done = true
		return readEnd(a, x)
	})
	return monitor, c.requestName(req), done, err
}
