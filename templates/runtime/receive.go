package runtime

import "net/http"

// receive sends a request for JSON and hands the answer to use.
func receive(c *Client, req *http.Request, use func(answer) error) error {
	return receiveFrom(c, req, c.do, use)
}
