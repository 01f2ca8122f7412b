package runtime

import (
	"context"
	"iter"
	"net/http"
)

// Delta is a round of change tracking.
type Delta[T any] struct{}

// All returns the changes.
func (d *Delta[T]) All() iter.Seq2[T, error] { return nil }

// Link returns the delta link once All is through.
func (d *Delta[T]) Link() string { return "" }

// ResumeDelta goes on from a link.
func ResumeDelta[T any](ctx context.Context, c *Client, link string) *Delta[T] { return nil }

func sendDelta[T any](c *Client, req *http.Request, err error) *Delta[T] { return nil }
