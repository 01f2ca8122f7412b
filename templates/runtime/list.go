package runtime

import (
	"iter"
	"net/http"
)

// sendPages returns the items of a list. req is the request for the first page.
// Each loop over the sequence fetches the list again.
func sendPages[T any](c *Client, req *http.Request, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) { walk(c, req, err, yield) }
}
