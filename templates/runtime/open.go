package runtime

import "net/http"

// Open sends a request for a file and returns its bytes, as the functions that are
// made from pages do. It goes where the service redirects to, without the token.
//
// The request is one of [NewRequest], or a GET for a URL that the service has handed
// out, such as that of a download. The latter is sent without a token too.
func Open(c *Client, req *http.Request) (*Download, error) { return sendStream(c, req, nil) }
