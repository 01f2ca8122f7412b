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
		if !yieldAll(c, req, items, info.misfits, yield) {
			return false
		}
		delta = info.delta
		return true
	})
	return delta
}

// yieldAll yields the items of a page, or the errors of those that couldn't be read,
// until nobody wants more or the context is done. It reports whether it came to the
// end.
func yieldAll[T any](c *Client, req *http.Request, items []T, misfits []misfit, yield func(T, error) bool) bool {
	for i, item := range items {
		var err error
		if len(misfits) > 0 && misfits[0].index == i {
			err = fmt.Errorf("%s: response: %w", c.requestName(req), within("value", misfits[0].err))
			misfits = misfits[1:]
		}
		if ctxErr := req.Context().Err(); ctxErr != nil {
			var none T
			yield(none, fmt.Errorf("%s: %w", c.requestName(req), ctxErr))
			return false
		}
		if !yield(item, err) {
			return false
		}
	}
	return true
}
