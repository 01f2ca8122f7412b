package runtime

import "net/http"

// sendOne sends a request and reads the answer, which is a T. Where the status
// says that there is none, the T is empty.
func sendOne[T any](c *Client, req *http.Request, err error) (*T, error) {
	x := new(T)
	if err = fetchOne(c, req, err, x); err != nil {
		return nil, err
	}
	return x, nil
}

// fetchOne reads the answer into what x points to.
func fetchOne(c *Client, req *http.Request, err error, x any) error {
	if err != nil {
		return err
	}
	return receive(c, req, func(a answer) error { return readOne(a, x) })
}
