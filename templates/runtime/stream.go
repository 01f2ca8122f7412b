package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// sendStream sends a request and returns the bytes of the answer, from
// wherever the service redirects to. The token goes no further than the
// service: what follows a redirect that leads away carries none, and neither
// do later ones that lead back.
func sendStream(c *Client, req *http.Request, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	res, err := c.Do(req)
	var next *url.URL
	for hops := 0; err != nil; hops++ {
		var moved *Error
		if !errors.As(err, &moved) || req.Method != http.MethodGet || hops == maxHops {
			return nil, err
		}
		location := moved.Header.Get("Location")
		if moved.StatusCode/100 != 3 || location == "" {
			return nil, err
		}
		if next, err = c.resolve(req, next, location); err != nil {
			return nil, fmt.Errorf("GET %s: redirect: %w", req.URL.Path, err)
		}
		res, err = c.follow(req, next)
	}
	return res.Body, nil
}

// resolve returns where a redirect leads, from the URL before it or, if that
// is nil, from the request's.
func (c *Client) resolve(req *http.Request, from *url.URL, location string) (*url.URL, error) {
	if from == nil {
		var err error
		if from, err = c.target(req.URL); err != nil {
			return nil, err
		}
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, errors.New("its Location can't be parsed")
	}
	return next, checkForeign(next)
}

// follow fetches what a redirect leads to, without a token. Of the headers
// only the one that asks for a part of the bytes goes along.
func (c *Client) follow(req *http.Request, to *url.URL) (*http.Response, error) {
	r, err := http.NewRequestWithContext(req.Context(), http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, bare(err)
	}
	if part := req.Header.Get("Range"); part != "" {
		r.Header.Set("Range", part)
	}
	res, err := c.retry(r, func() (*http.Response, error) { return c.sendForeign(r) })
	if err != nil {
		return nil, fmt.Errorf("GET %s: redirected to %s: %w", req.URL.Path, to.Host, err)
	}
	return res, nil
}
