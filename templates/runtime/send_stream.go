package runtime

import (
	"io"
	"net/http"
)

func sendStream(c *Client, req *http.Request, err error) (io.ReadCloser, error) { return nil, err }
