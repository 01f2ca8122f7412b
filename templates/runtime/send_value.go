package runtime

import "net/http"

func sendValue[T any](c *Client, req *http.Request, err error) (v T, _ error) { return v, err }
