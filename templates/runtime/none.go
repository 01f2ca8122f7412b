package runtime

import (
	"io"
	"net/http"
)

// sendNone sends a request whose answer is no more than that it was done.
func sendNone(c *Client, req *http.Request, err error) error {
	if err != nil {
		return err
	}
	res, err := c.Do(req)
	if err != nil {
		return err
	}
	// What is left of a short body is read, so that the connection can be
	// used again; nobody needs it.
	_, _ = io.CopyN(io.Discard, res.Body, maxErrorBody)
	return res.Body.Close()
}
