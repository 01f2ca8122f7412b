package runtime

import "net/http"

// sendValue sends a request and returns its response, a value that is bare or
// in an object: {"value": 3}.
func sendValue[T any](c *Client, req *http.Request, err error) (x T, _ error) {
	err = fetchValue(c, req, err, &x)
	return x, err
}

// fetchValue reads the response into the value that x points to.
func fetchValue(c *Client, req *http.Request, err error, x any) error {
	if err != nil {
		return err
	}
	return receive(c, req, func(a answer) error { return readValue(a, x) })
}
