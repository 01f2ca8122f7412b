package runtime

import "net/http"

// sendOne sends a request and returns its response, which is a T. See readOne
// for responses without content.
func sendOne[T any](c *Client, req *http.Request, err error) (*T, error) {
	x := new(T)
	if err = fetchOne(c, req, err, x); err != nil {
		return nil, err
	}
	return x, nil
}

// fetchOne reads the response into the value that x points to.
func fetchOne(c *Client, req *http.Request, err error, x any) error {
	if err != nil {
		return err
	}
	return receive(c, req, func(a answer) error { return readOne(a, x) })
}
