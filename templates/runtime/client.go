package runtime

import (
	"context"
	"net/http"
	"time"
)

// Client sends requests.
type Client struct{ http *http.Client }

// ClientOption changes how a Client works.
type ClientOption func(*Client)

// NewClient returns a client.
func NewClient(h *http.Client, options ...ClientOption) *Client { return &Client{http: h} }

// WithToken sets the source of tokens.
func WithToken(token func(context.Context) (string, error)) ClientOption { return func(*Client) {} }

// WithBaseURL sets where requests go.
func WithBaseURL(base string) ClientOption { return func(*Client) {} }

// WithRetry sets attempts.
func WithRetry(attempts int, maxWait time.Duration) ClientOption { return func(*Client) {} }

// Do sends.
func (c *Client) Do(req *http.Request) (*http.Response, error) { return c.http.Do(req) }
