package runtime

import "net/http"

// sendValue sends a request and reads the answer, which is a value: in an
// object, {"value": 3}, or bare.
func sendValue[T any](c *Client, req *http.Request, err error) (x T, _ error) {
	err = fetchValue(c, req, err, &x)
	return x, err
}

// fetchValue reads the answer into what x points to.
func fetchValue(c *Client, req *http.Request, err error, x any) error {
	if err != nil {
		return err
	}
	return receive(c, req, func(a answer) error { return readValue(a, x) })
}
