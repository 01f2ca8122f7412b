package runtime

import (
	"fmt"
	"net/http"
	"net/url"
)

// fetchForeign sends a request a single time and without a token, to a URL that
// carries its own authorization.
func (c *Client) fetchForeign(r *http.Request) (*http.Response, error) {
	c.setAgent(r)
	res, err := c.foreign.Do(r)
	if err != nil {
		return nil, bare(err)
	}
	if res.StatusCode >= 300 {
		return nil, readError(res)
	}
	return res, nil
}

// checkForeign refuses URLs that nothing is sent to, token or not.
func checkForeign(u *url.URL) error {
	if u.Opaque != "" || u.User != nil || u.Host == "" || !secure(u) {
		return fmt.Errorf("%w, and not https", ErrForeign)
	}
	return nil
}
