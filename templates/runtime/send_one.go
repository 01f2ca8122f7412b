package runtime

import "net/http"

func sendOne[T any](c *Client, req *http.Request, err error) (*T, error) { return nil, err }
