package fake

import (
	"net/http"
	"strings"
	"sync"
)

// Server is a fake of the service. It implements [http.Handler] and is safe for
// concurrent use.
type Server struct {
	api *api
	options
	limits limits

	mu       sync.Mutex // guards the fields below
	calls    []Call
	recorded int // bytes of their bodies
	faults   []*Fault
	store    store
	count    int // number of requests

	observing sync.Mutex // held during OnCall's function
}

type options struct {
	pageSize  int
	stateless bool
	auth      bool
	onCall    func(Call)
	hosts     []string
	origin    string
}

// Option configures a [Server].
type Option func(*options)

// WithPageSize sets the page size of lists. The default is 100. $top and the
// preference odata.maxpagesize make pages smaller.
func WithPageSize(n int) Option { return func(o *options) { o.pageSize = n } }

// WithoutState makes the examples alone answer. Nothing that a request sends is
// kept, no id is unknown, and query options other than $top, $skip and $count
// are not evaluated.
func WithoutState() Option { return func(o *options) { o.stateless = true } }

// WithAuth makes the fake answer 401 to requests without a bearer token. It
// accepts any token. The URLs of uploads, redirects and monitors that the fake
// hands out need none, as those of services.
func WithAuth() Option { return func(o *options) { o.auth = true } }

// OnCall registers a function that is called after each answer. Calls of the
// function do not overlap.
func OnCall(f func(Call)) Option { return func(o *options) { o.onCall = f } }

// WithHosts makes the fake answer 421 to requests for other hosts. This keeps
// pages of other sites from reaching the server under a name that resolves to
// this machine. The hosts have no port.
func WithHosts(hosts ...string) Option { return func(o *options) { o.hosts = hosts } }

// WithCORS lets pages of the origin, "https://app.example" or "*", read the
// answers in a browser.
func WithCORS(origin string) Option { return func(o *options) { o.origin = origin } }

// Load returns a server for the tables. Each table is a JSON text as the
// generator writes it.
func Load(tables [][]byte, opts ...Option) (*Server, error) {
	a, err := load(tables)
	if err != nil {
		return nil, err
	}
	return newServer(a, opts), nil
}

func newServer(a *api, opts []Option) *Server {
	s := &Server{api: a, options: options{pageSize: 100}, limits: usual}
	for _, o := range opts {
		o(&s.options)
	}
	return s
}

// Counts returns the numbers of operations, request lines and examples.
func (s *Server) Counts() (operations, lines, examples int) {
	for _, op := range s.api.operations {
		if len(op.Paths) > 0 { // others are later steps of an operation
			operations++
		}
		lines += len(op.Paths)
		examples += len(op.Examples)
	}
	return operations, lines, examples
}

// Reset restores the initial state. It removes all calls, faults, changes and
// seeds.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls, s.recorded, s.faults, s.store, s.count = nil, 0, nil, store{}, 0
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := &Call{Method: r.Method, URL: r.URL.String(), Header: r.Header.Clone()}
	if done := s.admit(w, r); done != nil {
		s.write(w, r, call, done)
		return
	}
	text, err := s.readBody(w, r)
	if err != nil {
		s.write(w, r, call, refuse(err))
		return
	}
	call.Body = text
	f, err := s.fault(r)
	switch {
	case err != nil:
		s.write(w, r, call, refuse(err))
	case f == nil:
		s.write(w, r, call, s.respond(r, text, call))
	case f.wait(r):
		s.fail(w, r, call, f, text)
	}
}

// respond returns the answer to the request.
func (s *Server) respond(r *http.Request, text []byte, call *Call) *reply {
	ask, err := s.ask(r, text)
	if s.auth && !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") && (err != nil || !strings.HasPrefix(ask.path, aside)) {
		return refuse(&problem{http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty."})
	}
	if err != nil {
		return refuse(err)
	}
	if ask.method == http.MethodPost && ask.path == batchPath {
		return s.batch(r, ask)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.HasPrefix(ask.path, aside) {
		return s.stepAside(ask)
	}
	v, err := s.visit(ask)
	if err != nil {
		return refuse(err)
	}
	call.Operation, call.Page = v.op.Name, v.op.Page
	a, err := v.answer()
	if err != nil {
		return refuse(err)
	}
	if v.answered {
		call.Example = v.example.Name
	}
	return a
}

// self returns the base URL of the fake, as the client addressed it.
func (s *Server) self(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	own, _ := s.api.base.split(r.URL.EscapedPath())
	return scheme + "://" + r.Host + own
}
