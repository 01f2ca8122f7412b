package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Work is what the service goes on with after it has answered.
type Work[T any] struct {
	c       *Client
	name    string // of the request
	monitor string
	done    *T
}

// Monitor returns the URL at which the service says how the work fares. It can be
// kept, and awaited by another program with [Await]. It is empty where the work was
// done at once, or where the service gives none.
func (w *Work[T]) Monitor() string { return w.monitor }

// Await waits until the work is done, and returns what the service says then, as the
// function [Await] does.
func (w *Work[T]) Await(ctx context.Context) (*T, error) {
	if w.done != nil {
		return w.done, nil
	}
	if w.monitor == "" {
		return nil, fmt.Errorf("await: %s: %w", w.name, errNoMonitor)
	}
	return Await[T](ctx, w.c, w.monitor)
}

var errNoMonitor = errors.New("the service has accepted the work, and not said where to look how it fares")

// sendWork sends a request for work that goes on after the answer.
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

// startWork is sendWork for what x points to. It reports whether the work is done
// already.
func startWork(c *Client, req *http.Request, err error, x any) (monitor, name string, done bool, _ error) {
	if err != nil {
		return "", "", false, err
	}
	err = receive(c, req, func(a answer) (err error) {
		if monitor, err = c.monitorOf(a.status, a.header); err != nil || a.status == http.StatusAccepted {
			return err
		}
		done = true
		if len(a.body) == 0 {
			return nil
		}
		return readOne(a, x)
	})
	return monitor, c.requestName(req), done, err
}
