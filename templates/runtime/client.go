package runtime

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client sends requests to the service. It is safe for use by several
// goroutines.
//
// The token goes to the origin of the base URL and nowhere else: a redirect is
// never followed with it, and neither is a link to another page that leads
// away.
type Client struct {
	http    *http.Client // follows no redirect
	foreign *http.Client // for URLs that carry their own authorization; adds none
	base    *url.URL     // without a trailing slash
	token   func(context.Context) (string, error)
	err     error // of the options; every call returns it

	transport http.RoundTripper // of WithTransport
	agent     string
	timeout   time.Duration
	attempts  int
	backoff   time.Duration
	maxWait   time.Duration
	maxBytes  int64
	maxPages  int
}

// ClientOption changes what NewClient makes.
type ClientOption func(*Client)

// NewClient returns a client that sends its requests through h, which may be
// nil. Either h authorizes them, as those of golang.org/x/oauth2 do, or
// [WithToken] says how. h itself is not changed.
//
// Downloads, upload sessions and monitors may lead to URLs that carry their own
// authorization. With [WithToken], h's transport is used for these as well, so
// it must add no credentials of its own. Without it h is taken to add some, and
// is not used: see [WithForeign].
func NewClient(h *http.Client, options ...ClientOption) *Client {
	if h == nil {
		h = &http.Client{}
	}
	c := &Client{
		http:     &http.Client{Transport: h.Transport, Jar: h.Jar, Timeout: h.Timeout, CheckRedirect: stay},
		agent:    defaultAgent(),
		timeout:  5 * time.Minute,
		attempts: 4,
		backoff:  500 * time.Millisecond,
		maxWait:  time.Minute,
		maxBytes: 64 << 20,
		maxPages: 100_000,
	}
	for _, option := range options {
		option(c)
	}
	if c.base == nil && c.err == nil {
		WithBaseURL(BaseURL)(c)
	}
	c.setTransports()
	return c
}

// setTransports gives each of the two clients its transport.
func (c *Client) setTransports() {
	if c.transport != nil {
		if c.http.Transport != nil && c.err == nil {
			c.err = errors.New("the client given to NewClient has a transport, and WithTransport gives another: leave one of them out")
		}
		c.http.Transport = c.transport
	}
	if c.foreign != nil {
		return
	}
	c.foreign = &http.Client{Timeout: c.http.Timeout, CheckRedirect: stay}
	_, plain := c.http.Transport.(*http.Transport)
	if plain || c.token != nil || c.transport != nil {
		c.foreign.Transport = c.http.Transport // any other may add credentials
	}
}

// stay keeps net/http from following redirects: it would send the token, or
// have h add it, wherever they lead.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// WithToken sets where the bearer token comes from. The function is called
// for every request that is sent, by several goroutines at once, so it should
// remember a token for as long as that is valid.
func WithToken(token func(context.Context) (string, error)) ClientOption {
	return func(c *Client) { c.token = token }
}

// WithBaseURL sends the requests to base instead of BaseURL: to the service of
// a national cloud, or to a test server. It must be an https URL, or http on
// the loopback interface, and have neither user nor query.
func WithBaseURL(base string) ClientOption {
	return func(c *Client) { c.base, c.err = parseBase(base) }
}

// WithTransport sets how everything is sent: the requests to the service, and
// those to URLs that carry their own authorization. It is the place for a proxy,
// a private certificate authority, tracing or logging, and for nothing that adds
// credentials. The client given to NewClient must not have a transport then.
//
//	type logging struct{ http.RoundTripper }
//
//	func (l logging) RoundTrip(r *http.Request) (*http.Response, error) {
//		res, err := l.RoundTripper.RoundTrip(r)
//		slog.InfoContext(r.Context(), "sent", "method", r.Method, "path", r.URL.Path, "error", err)
//		return res, err
//	}
//
//	c := NewClient(nil, WithToken(token), WithTransport(logging{http.DefaultTransport}))
//
// The transport of OpenTelemetry is otelhttp.NewTransport(http.DefaultTransport).
func WithTransport(t http.RoundTripper) ClientOption {
	return func(c *Client) { c.transport = t }
}

// WithUserAgent sets the User-Agent header of everything that is sent. Without
// this option it is "docwright/VERSION PACKAGE".
func WithUserAgent(agent string) ClientOption {
	return func(c *Client) { c.agent = agent }
}

// WithTimeout sets how long a call may take in all: each time that its request
// is sent, the waits between, and the reading of the answer. Without this option
// it is 5 minutes; 0 is as long as the context allows. The error of a call that
// took longer is context.DeadlineExceeded.
//
// Each page of a list, each chunk of an upload and each look at a monitor is a
// call of its own. A download counts until its bytes begin to arrive. The Timeout
// of the client given to NewClient goes for each time that a request is sent, and
// for all the bytes of a download.
func WithTimeout(d time.Duration) ClientOption {
	return func(c *Client) { c.timeout = d }
}

// WithRetry sets how many times a request is sent at most, and how long to
// wait at most before it is sent again. Without this option it is 4 times and one
// minute. Where the service asks for a longer wait the request is not sent again:
// the [Error] has it in RetryAfter.
//
// A request is sent again where the service throttles it (429), and, if its
// method may be repeated (GET, HEAD, OPTIONS, PUT, DELETE), where the service
// is unavailable (502, 503, 504) or the connection breaks before there is an
// answer; never if its body can be read only once.
func WithRetry(attempts int, maxWait time.Duration) ClientOption {
	return func(c *Client) { c.attempts, c.maxWait = attempts, maxWait }
}

// WithLimits sets how many bytes a response may have once it is unpacked, and
// how many pages a list. Without this option it is 64 MiB and 100,000 pages.
// Streams that the caller reads are not limited.
func WithLimits(maxBytes int64, maxPages int) ClientOption {
	return func(c *Client) { c.maxBytes, c.maxPages = maxBytes, maxPages }
}

// WithForeign sets the client for URLs that the service hands out and that carry
// their own authorization: of downloads, upload sessions and monitors. It must
// not add credentials. It is for programs whose own client authorizes: without
// this option, [WithTransport] and [WithToken] such URLs are fetched through that
// client's transport if it is an *http.Transport, and through
// http.DefaultTransport otherwise.
func WithForeign(h *http.Client) ClientOption {
	return func(c *Client) {
		c.foreign = &http.Client{Transport: h.Transport, Timeout: h.Timeout, CheckRedirect: stay}
	}
}

// ErrForeign is a URL that the service did not give for itself: a link to the
// next page that leads to another origin, or a request that was built for one.
// Nothing was sent there.
var ErrForeign = errors.New("the URL is not the service's own")

func parseBase(base string) (*url.URL, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return nil, errors.New("the base URL can't be parsed")
	case u.Host == "" || u.Opaque != "":
		return nil, errors.New("the base URL has no host: give one to NewClient by WithBaseURL")
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("the base URL has more than a scheme, a host and a path")
	case !secure(u):
		return nil, errors.New("the base URL is not https")
	}
	setPath(u, strings.TrimRight(u.EscapedPath(), "/"))
	return u, nil
}

// setPath gives u an escaped path, which must be valid.
func setPath(u *url.URL, escaped string) {
	u.Path, _ = url.PathUnescape(escaped)
	u.RawPath = escaped
}

// secure reports whether what is sent to u can't be read on the way.
func secure(u *url.URL) bool {
	if strings.EqualFold(u.Scheme, "https") {
		return true
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	return strings.EqualFold(u.Scheme, "http") && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// sameOrigin reports whether u and v agree in scheme, host and port
// (RFC 6454, section 4), and neither names a user.
func sameOrigin(u, v *url.URL) bool {
	return u.Opaque == "" && v.Opaque == "" && u.User == nil && v.User == nil &&
		strings.EqualFold(u.Scheme, v.Scheme) &&
		strings.EqualFold(u.Hostname(), v.Hostname()) && port(u) == port(v)
}

// port returns the port of an http or https URL.
func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if strings.EqualFold(u.Scheme, "https") {
		return "443"
	}
	return "80"
}

// Do sends a request, of those that the functions named …Request build or one
// that the caller made for the service's URL, and returns the response: with
// the token, repeated as [WithRetry] says, and never by following a redirect.
// A status of 300 or more is an [Error]; the caller closes the body otherwise.
// The request can be sent again later if its body can.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	return c.begin(req, c.do)
}

// do is Do without a timeout.
func (c *Client) do(req *http.Request) (*http.Response, error) {
	if c.err != nil {
		return nil, c.err
	}
	target, err := c.target(req.URL)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", foreignName(req), err)
	}
	res, err := c.sendTo(req, target)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", req.Method, target.EscapedPath(), err)
	}
	return res, nil
}

// sendTo sends a request to target, as often as the client allows, and with
// another token if the service asks for one.
func (c *Client) sendTo(req *http.Request, target *url.URL) (*http.Response, error) {
	res, err := c.retry(req, func() (*http.Response, error) { return c.sendOnce(req, target) })
	if claims := challenge(err); claims != "" && c.token != nil && canRepeat(req) {
		again := req.WithContext(withClaims(req.Context(), claims))
		res, err = c.retry(again, func() (*http.Response, error) { return c.sendOnce(again, target) })
	}
	return res, err
}

// foreignName names a request to a URL that carries its own authorization, of
// which the path is a part.
func foreignName(req *http.Request) string {
	return req.Method + " " + req.URL.Scheme + "://" + req.URL.Host
}

// target returns where a request for u goes: a URL below BaseURL is moved to
// the client's own base; any other has to be of its origin already.
func (c *Client) target(u *url.URL) (*url.URL, error) {
	if own, err := url.Parse(BaseURL); err == nil && sameOrigin(u, own) {
		if rest, ok := strings.CutPrefix(u.EscapedPath(), own.EscapedPath()); ok && (rest == "" || rest[0] == '/') {
			t := *c.base
			setPath(&t, c.base.EscapedPath()+rest)
			t.RawQuery = u.RawQuery
			return &t, nil
		}
	}
	if !sameOrigin(u, c.base) {
		return nil, ErrForeign
	}
	t := *u
	t.Fragment, t.RawFragment = "", ""
	return &t, nil
}

// sendOnce sends the request a single time, to target.
func (c *Client) sendOnce(req *http.Request, target *url.URL) (*http.Response, error) {
	r := req.Clone(req.Context())
	r.URL, r.Host = target, ""
	c.setAgent(r)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		r.Body = body
	}
	if err := c.authorize(r); err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	res, err := c.http.Do(r)
	if err != nil {
		return nil, bare(err)
	}
	if res.Request == nil {
		res.Request = r // some transports leave it out
	}
	if res.StatusCode >= 300 {
		return nil, readError(res)
	}
	return res, nil
}

// bare returns err without the URL that net/http puts in front of it: its
// query may hold what is nobody's business.
func bare(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// authorize adds the token.
func (c *Client) authorize(r *http.Request) error {
	if c.token == nil {
		return nil
	}
	token, err := c.token(r.Context())
	if err != nil {
		return &tokenError{err}
	}
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return &tokenError{errors.New("it is empty or holds what a header can't")}
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return nil
}

// tokenError is a failure to get a token. No request was sent.
type tokenError struct{ err error }

func (e *tokenError) Error() string { return "no token: " + e.err.Error() }
func (e *tokenError) Unwrap() error { return e.err }
