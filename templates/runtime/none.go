package runtime

import (
	"fmt"
	"io"
	"net/http"
)

// sendNone sends a request whose response has no content.
func sendNone(c *Client, req *http.Request, err error) error {
	if err != nil {
		return err
	}
	ctx, over := c.within(req.Context())
	res, err := c.do(req.WithContext(ctx))
	if err != nil {
		return over(err)
	}
	// Read the body so that the connection can be used again. It is ignored
	// unless it has an error.
	a := answer{method: req.Method, status: res.StatusCode, header: res.Header, token: tokenOf(res)}
	a.body, _ = io.ReadAll(io.LimitReader(res.Body, maxErrorBody))
	err = res.Body.Close()
	if name, _ := soleMember(trimBOM(a.body)); name == "error" {
		err = fmt.Errorf("%s: response: %w", c.requestName(req), failure(a))
	}
	return over(err)
}
