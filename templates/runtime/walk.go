package runtime

import (
	"fmt"
	"net/http"
)

// walk yields the items of a list and returns the delta link of its last page,
// or "" where it ended before.
func walk[T any](c *Client, req *http.Request, err error, yield func(T, error) bool) (delta string) {
	var items []T
	walkPages(c, req, err, &items, func(info pageInfo, err error) bool {
		delta = "" // whoever stops before the end has no link to go on from
		if err != nil {
			var none T
			return yield(none, err)
		}
		if !yieldAll(c, req, items, yield) {
			return false
		}
		delta = info.delta
		return true
	})
	return delta
}

// yieldAll yields the items of a page, until nobody wants more or the context is
// done. It reports whether it came to the end.
func yieldAll[T any](c *Client, req *http.Request, items []T, yield func(T, error) bool) bool {
	for _, item := range items {
		if err := req.Context().Err(); err != nil {
			var none T
			yield(none, fmt.Errorf("%s: %w", c.requestName(req), err))
			return false
		}
		if !yield(item, nil) {
			return false
		}
	}
	return true
}
