package runtime

import "net/http"

// walk yields the items of a list and returns the delta link of its last page,
// or "" where it ended before.
func walk[T any](c *Client, req *http.Request, err error, yield func(T, error) bool) (delta string) {
	walkPages(c, req, err, func(page *PageOf[T], err error) bool {
		if err != nil {
			var none T
			delta = ""
			return yield(none, err)
		}
		for _, item := range page.Items {
			if !yield(item, nil) {
				return false
			}
		}
		delta = page.DeltaLink
		return true
	})
	return delta
}
