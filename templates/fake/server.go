package fake

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// Server is the service. It is an [http.Handler] that any number of requests
// can use at a time.
type Server struct {
	api *api
	options
	limits limits

	mu       sync.Mutex // for all below
	calls    []Call
	recorded int // bytes of their bodies
	faults   []*Fault
	store    store
	count    int // of requests

	observing sync.Mutex // while OnCall's function runs
}

type options struct {
	pageSize  int
	stateless bool
	auth      bool
	onCall    func(Call)
	hosts     []string
	origin    string
}

// Option changes how a [Server] answers.
type Option func(*options)

// WithPageSize has lists arrive in pages of n items, as $top does for one
// request. Without it a page is 100 items.
func WithPageSize(n int) Option { return func(o *options) { o.pageSize = n } }

// WithoutState has every request answered by the examples alone, be it that of
// an example or not: nothing that is sent is kept, no id is unknown, and no
// query option is evaluated.
func WithoutState() Option { return func(o *options) { o.stateless = true } }

// WithAuth has requests without a bearer token answered with status 401. No
// token is looked into.
func WithAuth() Option { return func(o *options) { o.auth = true } }

// OnCall has f called with each request when it has been answered, one at a
// time.
func OnCall(f func(Call)) Option { return func(o *options) { o.onCall = f } }

// WithHosts has requests to any other host answered with status 421, so that no
// page of another site can reach the server through a name that leads here. The
// hosts have no port.
func WithHosts(hosts ...string) Option { return func(o *options) { o.hosts = hosts } }

// WithCORS lets pages of the origin, "https://app.example" or "*", read the
// answers in a browser.
func WithCORS(origin string) Option { return func(o *options) { o.origin = origin } }

// Load returns a server that knows the tables, each a JSON text as the generator
// writes it. The error is for one that can't be read.
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

// Counts returns how many operations, request lines and examples there are.
func (s *Server) Counts() (operations, lines, examples int) {
	for _, op := range s.api.operations {
		if len(op.Paths) > 0 { // the others are the next steps of one that has
			operations++
		}
		lines += len(op.Paths)
		examples += len(op.Examples)
	}
	return operations, lines, examples
}

// Reset forgets all calls and faults, and everything that was created, changed
// or seeded.
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

// respond decides what the request is answered with.
func (s *Server) respond(r *http.Request, text []byte, call *Call) *reply {
	if s.auth && !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
		return refuse(&problem{http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty."})
	}
	ask, err := s.ask(r, text)
	if err != nil {
		return refuse(err)
	}
	if ask.method == http.MethodPost && ask.path == "/$batch" {
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

// path is that of the URL that the request lines are below: "/v1.0". Requests
// may begin with it or not.
func (a *api) path() string {
	u, err := url.Parse(a.base)
	if err != nil {
		return ""
	}
	return u.Path
}

// self returns the URL of the fake that stands for the base URL, as the request
// was sent to it.
func (s *Server) self(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	self := scheme + "://" + r.Host
	if base := s.api.path(); strings.HasPrefix(r.URL.Path, base+"/") {
		self += base
	}
	return self
}
