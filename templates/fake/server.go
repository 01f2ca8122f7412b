package fake

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// Server is the service. It is an [http.Handler] that any number of requests
// can use at a time.
type Server struct {
	api *api
	options

	mu     sync.Mutex
	calls  []Call
	faults []*Fault
	store  store
	count  int // of requests
}

type options struct {
	pageSize  int
	stateless bool
	auth      bool
	onCall    func(Call)
}

// Option changes how a [Server] answers.
type Option func(*options)

// WithPageSize has lists arrive in pages of n items, as $top does for one
// request. Without it a page is 100 items.
func WithPageSize(n int) Option { return func(o *options) { o.pageSize = n } }

// WithoutState has every request answered by the examples alone: nothing that
// is sent is kept.
func WithoutState() Option { return func(o *options) { o.stateless = true } }

// WithAuth has requests without a bearer token answered with status 401. No
// token is looked into.
func WithAuth() Option { return func(o *options) { o.auth = true } }

// OnCall has f called with each request when it has been answered, one at a
// time.
func OnCall(f func(Call)) Option { return func(o *options) { o.onCall = f } }

// Load returns a server that knows the tables, each a JSON text as the generator
// writes it. The error is for one that can't be read.
func Load(tables [][]byte, opts ...Option) (*Server, error) {
	a, err := load(tables)
	if err != nil {
		return nil, err
	}
	s := &Server{api: a, options: options{pageSize: 100}}
	for _, o := range opts {
		o(&s.options)
	}
	return s, nil
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

// Reset forgets all calls, faults and everything that was created.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls, s.faults, s.store, s.count = nil, nil, store{}, 0
}

// maxBody is the length of the longest body that is read: the examples' are far
// below, and uploads go in chunks.
const maxBody = 64 << 20

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		s.write(w, r, nil, refusal(http.StatusRequestEntityTooLarge, "RequestBodyRead", "The body can't be read: "+err.Error()))
		return
	}
	call := &Call{Method: r.Method, URL: r.URL.String(), Header: r.Header.Clone(), Body: text}
	if f := s.fault(r); f != nil && !f.apply(r) {
		return
	} else if f != nil && (f.Status != 0 || f.Cut > 0) {
		call.Fault = true
		s.fail(w, r, call, f, text)
		return
	}
	s.write(w, r, call, s.respond(r, text, call))
}

// reply is what a request is answered with.
type reply struct {
	status int
	header http.Header
	text   string
	value  any // takes the place of text
}

// refusal is a reply in the error shape of OData JSON Format 4.01, section 21.1.
func refusal(status int, code, message string) *reply {
	return &reply{status: status, value: map[string]any{"error": map[string]any{"code": code, "message": message}}}
}

// respond decides what the request is answered with.
func (s *Server) respond(r *http.Request, text []byte, call *Call) *reply {
	if s.auth && !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
		return refusal(http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty.")
	}
	ask := s.ask(r, text)
	switch {
	case ask.method == http.MethodPost && ask.path == "/$batch":
		return s.batch(r, ask)
	case strings.HasPrefix(ask.path, aside):
		return s.stepAside(ask)
	}
	found := s.api.find(ask.method, ask.path)
	shown := s.api.shown[ask.method+" "+fold(ask.path)]
	if len(shown) == 0 {
		shown = s.api.shown[ask.method+" "+fold(ask.full)]
	}
	if path := keysAsSegments(ask.path); len(found)+len(shown) == 0 && path != ask.path {
		ask.path = path
		found, shown = s.api.find(ask.method, path), s.api.shown[ask.method+" "+fold(path)]
	}
	if len(found) == 0 && len(shown) == 0 {
		return s.undocumented(ask)
	}
	e, how := ask.pick(ask.wanted(shown))
	if !how.exact() && len(found) > 0 {
		e, how = ask.pick(ask.wanted(examplesOf(found, shown)))
	}
	op, p := operationOf(found, e, how)
	call.Operation, call.Page = op.Name, op.Page
	if !how.exact() {
		if wrong := s.check(op, ask); wrong != nil {
			return wrong
		}
	}
	if !s.stateless {
		if done := s.stateful(op, p, ask, e, how); done != nil {
			return done
		}
	}
	if e == nil {
		return s.without(op, ask)
	}
	call.Example = e.Name
	return s.answer(op, ask, e, how)
}

// examplesOf returns the examples to choose from: those of the operations whose
// request lines are the most particular that fit, and those of the very path.
func examplesOf(found []*pattern, shown []*example) []*example {
	var list []*example
	for _, p := range found {
		if p.literals == found[0].literals {
			list = append(list, p.of.Examples...)
		}
	}
	kept := shown[:len(shown):len(shown)]
	for _, e := range list {
		if e.Response != nil && !e.step {
			kept = append(kept, e)
		}
	}
	return kept
}

// operationOf returns the operation that the request calls: that of the example
// where it is the example's request, or else the most particular.
func operationOf(found []*pattern, e *example, how likeness) (*operation, *pattern) {
	for _, p := range found {
		if e != nil && e.of == p.of && (how.exact() || p.literals == found[0].literals) {
			return p.of, p
		}
	}
	if len(found) == 0 || how.exact() {
		return e.of, nil
	}
	return found[0].of, found[0]
}

// ask reads the request.
func (s *Server) ask(r *http.Request, text []byte) *asked {
	path := decoded(r.URL.EscapedPath())
	a := &asked{method: r.Method, path: path, full: path, query: parseQuery(r.URL.RawQuery), header: r.Header, text: text, self: s.self(r)}
	if base := s.basePath(); base != "" {
		if len(path) > len(base) && path[len(base)] == '/' && strings.EqualFold(path[:len(base)], base) {
			a.path = path[len(base):]
		}
	}
	if len(text) > 0 {
		a.value = parse(text)
		a.isJSON = a.value != nil || strings.TrimSpace(string(text)) == "null"
	}
	return a
}

// basePath is the path of the URL that the request lines are below: "/v1.0".
// Requests may begin with it or not.
func (s *Server) basePath() string {
	u, err := url.Parse(s.api.base)
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
	if base := s.basePath(); strings.HasPrefix(r.URL.Path, base+"/") {
		self += base
	}
	return self
}

// write sends the reply and records the call.
func (s *Server) write(w http.ResponseWriter, r *http.Request, call *Call, a *reply) {
	header := w.Header()
	for name, values := range a.header {
		header[name] = values
	}
	text := []byte(a.text)
	if a.value != nil {
		text = encode(a.value)
		header.Set("Content-Type", "application/json")
	}
	s.mu.Lock()
	s.count++
	header.Set("Request-Id", sampleID("request", s.count))
	s.mu.Unlock()
	if a.status != http.StatusNoContent && a.status >= 200 && a.status != http.StatusNotModified {
		header.Set("Content-Length", strconv.Itoa(len(text)))
	} else {
		text = nil
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(text) // who asked has gone
	}
	if call != nil {
		call.Status = a.status
		s.record(*call)
	}
}

// encode returns v as JSON, without escapes for HTML.
func encode(v any) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Appendf(nil, "{\"error\": {\"code\": \"Internal\", \"message\": %q}}", err)
	}
	return []byte(b.String())
}
