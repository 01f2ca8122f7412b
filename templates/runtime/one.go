package runtime

import "net/http"

// sendOne sends a request and reads the answer, which is a T. Where the status
// says that there is none, the T is empty.
func sendOne[T any](c *Client, req *http.Request, err error) (*T, error) {
	x := new(T)
	if err == nil {
		err = receive(c, req, func(a answer) error { return readOne(a, x) })
	}
	if err != nil {
		return nil, err
	}
	return x, nil
}
