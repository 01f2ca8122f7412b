package runtime

import (
	"fmt"
	"net/http"
	"net/url"
)

// fetchForeign sends a request once and without a token, to a URL that carries
// its own authorization.
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

// checkForeign rejects URLs that no request may be sent to, with or without a
// token.
func checkForeign(u *url.URL) error {
	if u.Opaque != "" || u.User != nil || u.Host == "" || !secure(u) {
		return fmt.Errorf("%w, and not https", ErrForeign)
	}
	return nil
}
