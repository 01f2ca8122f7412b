package runtime

import (
	"fmt"
	"net/http"
)

// sendForeign is fetchForeign with the name of the request in its errors.
func (c *Client) sendForeign(r *http.Request) (*http.Response, error) {
	res, err := c.fetchForeign(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", foreignName(r), err)
	}
	return res, nil
}
