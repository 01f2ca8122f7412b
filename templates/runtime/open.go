package runtime

import "net/http"

// Open sends a request for a file and returns its bytes. It follows redirects
// without the token.
//
// Build the request with [NewRequest], or make a GET request for a URL that the
// service returned, such as the URL of a download. The latter is sent without
// the token too.
func Open(c *Client, req *http.Request) (*Download, error) { return sendStream(c, req, nil) }
