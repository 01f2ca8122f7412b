package runtime

import "net/http"

// requestName returns the name of a request in errors: its method and URL,
// without the query, which may be confidential.
func (c *Client) requestName(req *http.Request) string {
	if c.base != nil {
		if target, err := c.target(req.URL); err == nil {
			return req.Method + " " + target.EscapedPath()
		}
	}
	return foreignName(req)
}
