package runtime

import "net/http"

// requestName names a request in errors: as it is sent, without the query, which
// may hold what is nobody's business.
func (c *Client) requestName(req *http.Request) string {
	if c.base != nil {
		if target, err := c.target(req.URL); err == nil {
			return req.Method + " " + target.EscapedPath()
		}
	}
	return foreignName(req)
}
