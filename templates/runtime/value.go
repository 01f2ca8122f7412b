package runtime

import "net/http"

// sendValue sends a request and reads the answer, which is a value: in an
// object, {"value": 3}, or bare.
func sendValue[T any](c *Client, req *http.Request, err error) (x T, _ error) {
	if err == nil {
		err = receive(c, req, func(a answer) error { return readValue(a, &x) })
	}
	return x, err
}
