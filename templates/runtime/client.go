package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Client sends requests to the service. It is safe for concurrent use by
// multiple goroutines.
//
// The token is sent only to the origin of the base URL. Redirects and links to
// other pages that lead to a different origin are never followed with the
// token.
type Client struct {
	http    *http.Client // does not follow redirects
	foreign *http.Client // for URLs that carry their own authorization; adds no credentials
	base    *url.URL     // without a trailing slash
	token   func(context.Context) (string, error)
	err     error // the error of the options; every call returns it

	filled    string            // BaseURL with values, or empty
	transport http.RoundTripper // set by WithTransport
	agent     string
	timeout   time.Duration
	attempts  int
	backoff   time.Duration
	maxWait   time.Duration
	maxBytes  int64
	maxPages  int
}

// A ClientOption is an option of [NewClient].
type ClientOption func(*Client)

// NewClient returns a client that sends its requests through h, which may be
// nil. Requests are authorized either by h, like a client of
// golang.org/x/oauth2, or by [WithToken]. NewClient does not modify h.
//
// Downloads, upload sessions and monitors may have URLs that carry their own
// authorization. With [WithToken], requests to these URLs use the transport of
// h too, so it must not add credentials. Without [WithToken], h is assumed to
// add credentials and is not used for them; see [WithForeign].
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
		WithBaseURL(cmp.Or(c.filled, BaseURL))(c)
	}
	c.setTransports()
	return c
}

// setTransports sets the transports of both clients.
func (c *Client) setTransports() {
	if c.transport != nil {
		if c.http.Transport != nil && c.err == nil {
			c.err = errors.New("both the client given to NewClient and WithTransport have a transport: remove one of them")
		}
		c.http.Transport = c.transport
	}
	if c.foreign != nil {
		return
	}
	c.foreign = &http.Client{Timeout: c.http.Timeout, CheckRedirect: stay}
	_, plain := c.http.Transport.(*http.Transport)
	if plain || c.token != nil || c.transport != nil {
		c.foreign.Transport = c.http.Transport // other transports may add credentials
	}
}

// stay prevents net/http from following redirects. It would send the token to
// the new location, or have h add it.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// WithToken sets the source of bearer tokens. The client calls the function for
// each request that it sends, from several goroutines at once. The function
// should cache a token while it is valid.
func WithToken(token func(context.Context) (string, error)) ClientOption {
	return func(c *Client) { c.token = token }
}

// WithBaseURL sets a base URL other than [BaseURL], such as that of a national
// cloud or of a test server. It must be an https URL, or an http URL on the
// loopback interface, without user information and query.
func WithBaseURL(base string) ClientOption {
	return func(c *Client) { c.base, c.err = parseBase(base) }
}

// WithTransport sets the transport of all requests: those to the service, and
// those to URLs that carry their own authorization. Use it for a proxy, a
// private certificate authority, tracing or logging. It must not add
// credentials. The client given to NewClient must have no transport.
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
// The transport of OpenTelemetry is
// otelhttp.NewTransport(http.DefaultTransport).
func WithTransport(t http.RoundTripper) ClientOption {
	return func(c *Client) { c.transport = t }
}

// WithUserAgent sets the User-Agent header of all requests. The default is
// "docwright/VERSION PACKAGE".
func WithUserAgent(agent string) ClientOption {
	return func(c *Client) { c.agent = agent }
}

// WithTimeout limits the duration of a call. It includes all attempts, the
// waits between them, and the time to read the response. The default is 5
// minutes; 0 means no limit apart from the context. If a call exceeds the
// limit, its error is context.DeadlineExceeded.
//
// The limit applies to each page of a list, each chunk of an upload and each
// request to a monitor. For a download it ends when the first bytes arrive. The
// Timeout of the client given to NewClient applies to each attempt, and to all
// bytes of a download.
func WithTimeout(d time.Duration) ClientOption {
	return func(c *Client) { c.timeout = d }
}

// WithRetry limits how often a request is sent, and how long to wait before it
// is sent again. The default is 4 attempts and a wait of one minute. If the
// service asks for a longer wait, the request is not sent again, and RetryAfter
// of the [Error] has that duration.
//
// A request is sent again if the service throttles it (429). A request whose
// method is idempotent (GET, HEAD, OPTIONS, PUT, DELETE) is also sent again if
// the service is unavailable (502, 503, 504) or the connection breaks
// before the response. A request whose body can be read only once is never sent
// again.
func WithRetry(attempts int, maxWait time.Duration) ClientOption {
	return func(c *Client) { c.attempts, c.maxWait = attempts, maxWait }
}

// WithLimits limits the size of a response in bytes, after decompression, and
// the number of pages of a list. The default is 64 MiB and 100,000 pages.
// Streams that the caller reads are not limited.
func WithLimits(maxBytes int64, maxPages int) ClientOption {
	return func(c *Client) { c.maxBytes, c.maxPages = maxBytes, maxPages }
}

// WithForeign sets the client for URLs that the service returns and that carry
// their own authorization: those of downloads, upload sessions and monitors. It
// must not add credentials. Use it if the client given to NewClient authorizes
// requests. Without this option, [WithTransport] and [WithToken], these URLs
// are fetched through the transport of that client if it is an *http.Transport,
// and through http.DefaultTransport otherwise.
func WithForeign(h *http.Client) ClientOption {
	return func(c *Client) {
		c.foreign = &http.Client{Transport: h.Transport, Timeout: h.Timeout, CheckRedirect: stay}
	}
}

// ErrForeign reports a URL outside of the service: a link to the next page that
// leads to another origin, or a request for one. Nothing was sent there.
var ErrForeign = errors.New("the URL is not a URL of the service")

// ownBase is BaseURL with names in place of its placeholders. Requests are built with
// it, and the client moves them to its own base URL.
var ownBase = strings.NewReplacer("{", "", "}", "").Replace(BaseURL)

func parseBase(base string) (*url.URL, error) {
	if _, rest, ok := strings.Cut(base, "{"); ok {
		name, _, _ := strings.Cut(rest, "}")
		return nil, fmt.Errorf("the base URL %s has the placeholder %s: call NewClient with WithBaseURLValue(%q, …)", base, name, name)
	}
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return nil, errors.New("the base URL can't be parsed")
	case u.Host == "" || u.Opaque != "":
		return nil, errors.New("the base URL has no host: set one with WithBaseURL")
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("the base URL must have only a scheme, a host and a path")
	case !secure(u):
		return nil, errors.New("the base URL is not https")
	}
	setPath(u, strings.TrimRight(u.EscapedPath(), "/"))
	return u, nil
}

// setPath sets the path of u to an escaped path, which must be valid.
func setPath(u *url.URL, escaped string) {
	u.Path, _ = url.PathUnescape(escaped)
	u.RawPath = escaped
}

// secure reports whether requests to u are encrypted or stay on this machine.
func secure(u *url.URL) bool {
	if strings.EqualFold(u.Scheme, "https") {
		return true
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	return strings.EqualFold(u.Scheme, "http") && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// sameOrigin reports whether u and v have the same scheme, host and port (RFC
// 6454, section 4), and neither has user information.
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

// Do sends a request and returns the response. The request is built by a
// function named New…Request, by [NewRequest], or by the caller for a URL of
// the service. Do adds the token, repeats the request within the limits of
// [WithRetry], and never follows redirects. If the status is 300 or more, it
// returns an [Error]. Otherwise, the caller must close the body of the
// response. The request can be sent again later if its body can be read again.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	return c.begin(req, c.do)
}

// do is [Client.Do] without a timeout.
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

// sendTo sends a request to target, within the limits of the client. If the
// service asks for another token, it sends the request again with that token.
func (c *Client) sendTo(req *http.Request, target *url.URL) (*http.Response, error) {
	res, err := c.retry(req, func() (*http.Response, error) { return c.sendOnce(req, target) })
	if claims := challenge(err); claims != "" && c.token != nil && canRepeat(req) {
		again := req.WithContext(withClaims(req.Context(), claims))
		res, err = c.retry(again, func() (*http.Response, error) { return c.sendOnce(again, target) })
	}
	return res, err
}

// foreignName returns the name in errors for a request to a URL that carries
// its own authorization. It leaves out the path, which may be part of the
// authorization.
func foreignName(req *http.Request) string {
	return req.Method + " " + req.URL.Scheme + "://" + req.URL.Host
}

// target returns the URL that a request for u is sent to. It moves a URL below
// BaseURL to the base URL of the client. Other URLs must have the origin of
// that base URL.
func (c *Client) target(u *url.URL) (*url.URL, error) {
	if own, err := url.Parse(ownBase); err == nil && sameOrigin(u, own) {
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

// sendOnce sends the request once, to target.
func (c *Client) sendOnce(req *http.Request, target *url.URL) (*http.Response, error) {
	r := req.Clone(req.Context())
	r.URL, r.Host = target, ""
	c.setAgent(r)
	if req.GetBody != nil {
		var err error
		if r.Body, r.ContentLength, err = c.bodyOf(req); err != nil {
			return nil, err
		}
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
		res.Request = r // some transports do not set it
	}
	if res.StatusCode >= 300 {
		return nil, readError(res)
	}
	return res, nil
}

// bare returns err without the URL that net/http adds: its query may be
// confidential.
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
		return &tokenError{errors.New("the token is empty or has characters that a header can't have")}
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return nil
}

// tokenError is the error if no token is available. No request was sent.
type tokenError struct{ err error }

func (e *tokenError) Error() string { return "no token: " + e.err.Error() }
func (e *tokenError) Unwrap() error { return e.err }
