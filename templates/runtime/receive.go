package runtime

import "net/http"

// receive sends a request for JSON and calls use with the answer.
func receive(c *Client, req *http.Request, use func(answer) error) error {
	return receiveFrom(c, req, c.do, use)
}
