package runtime

import (
	"iter"
	"net/http"
)

func sendPages[T any](c *Client, req *http.Request, err error) iter.Seq2[T, error] { return nil }
