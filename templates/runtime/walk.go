package runtime

import (
	"fmt"
	"net/http"
)

// walk yields the items of a list. It returns the delta link of the last page,
// or "" if it did not reach the end.
func walk[T any](c *Client, req *http.Request, err error, yield func(T, error) bool) (delta string) {
	var items []T
	walkPages(c, req, err, &items, func(info pageInfo, err error) bool {
		delta = "" // a loop that stops early has no link to continue from
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

// yieldAll yields the items of a page and the errors of invalid items. It stops
// if yield returns false or the context is done, and reports whether it reached
// the end.
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
