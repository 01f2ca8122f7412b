package runtime

import (
	"iter"
	"net/http"
)

// sendPages returns the items of a list, whose first page req asks for. Each
// time it is ranged over, the list is fetched anew.
func sendPages[T any](c *Client, req *http.Request, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) { walk(c, req, err, yield) }
}
