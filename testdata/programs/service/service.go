// Package service is a directory with mailboxes and drives that behaves as the
// reference of Microsoft Graph describes them. It knows nothing of docwright. A
// program that works with it, and with the fake of its generated package, has two
// witnesses.
package service

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Object is an entity.
type Object = map[string]any

// Service is the service: a handler for the API, and one for the host that has the
// bytes of files, upload sessions and the progress of work. URLs of the latter carry
// their own authorization, and take no token.
type Service struct {
	// Bytes is the address of the second host.
	Bytes string

	mu       sync.Mutex
	users    []Object
	groups   []Object
	members  map[string][]string // ids of users, by id of the group
	managers map[string]string   // id of the manager, by id of the user
	licenses map[string][]string // by id of the user
	settings map[string]Object   // of the mailbox, by id of the user
	messages []Object            // of who is signed in, as the others below
	attached map[string][]string // names of attachments, by id of the message
	sent     []string
	events   []Object
	items    []Object
	content  map[string][]byte
	sessions map[string]*session
	links    map[string][]byte
	works    map[string]*work
	changes  []change
	made     int
	faults   []*Fault
}

// change is an entry of the log of users.
type change struct{ id, removed string }

// New returns a service that holds nothing.
func New() *Service {
	return &Service{
		members: map[string][]string{}, managers: map[string]string{}, licenses: map[string][]string{}, settings: map[string]Object{},
		attached: map[string][]string{}, content: map[string][]byte{}, sessions: map[string]*session{}, links: map[string][]byte{}, works: map[string]*work{},
	}
}

// problem is an error answer.
type problem struct {
	status  int
	code    string
	message string
}

func (p *problem) Error() string { return p.message }

func notFound(id string) error {
	return &problem{404, "ResourceNotFound", "Resource '" + id + "' does not exist."}
}

func badRequest(format string, args ...any) error {
	return &problem{400, "BadRequest", fmt.Sprintf(format, args...)}
}

// reply is an answer.
type reply struct {
	status int
	header map[string]string
	body   any
}

func ok(body any) *reply { return &reply{status: http.StatusOK, body: body} }

var noContent = &reply{status: http.StatusNoContent}

// handler answers a request whose body, if it has one, is object.
type handler func(r *http.Request, object Object) (*reply, error)

// routes are the requests that the programs send, and what answers them.
func (s *Service) routes() map[string]handler {
	all := map[string]handler{}
	maps.Copy(all, s.directory())
	maps.Copy(all, s.mailbox())
	maps.Copy(all, s.drive())
	return all
}

// API is the handler of the service.
func (s *Service) API() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range s.routes() {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" /v1.0"+path, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, h) })
	}
	mux.HandleFunc("POST /v1.0/$batch", func(w http.ResponseWriter, r *http.Request) { s.batch(w, r, mux) })
	return s.failing(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
			write(w, nil, &problem{401, "InvalidAuthenticationToken", "Access token is empty."})
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// serve answers one request.
func (s *Service) serve(w http.ResponseWriter, r *http.Request, h handler) {
	var object Object
	if r.ContentLength != 0 {
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			write(w, nil, &problem{415, "UnsupportedMediaType", "The body is no JSON."})
			return
		}
		if err := json.NewDecoder(r.Body).Decode(&object); err != nil {
			write(w, nil, badRequest("Unable to read JSON request payload: %v.", err))
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := h(r, object)
	write(w, a, err)
}

func write(w http.ResponseWriter, a *reply, err error) {
	if err != nil {
		p, isProblem := err.(*problem)
		if !isProblem {
			p = &problem{500, "generalException", err.Error()}
		}
		a = &reply{status: p.status, body: Object{"error": Object{"code": p.code, "message": p.message}}}
	}
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	text, err := json.Marshal(a.body)
	if err != nil {
		panic(err) // it was made of JSON
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(a.status)
	_, _ = w.Write(text)
}

// batch answers several requests at once.
func (s *Service) batch(w http.ResponseWriter, r *http.Request, mux http.Handler) {
	var asked struct {
		Requests []struct {
			ID, Method, URL string
			Headers         map[string]string
			Body            json.RawMessage
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || len(asked.Requests) == 0 || len(asked.Requests) > 20 {
		write(w, nil, badRequest("A batch has 1 to 20 requests."))
		return
	}
	answers := make([]Object, 0, len(asked.Requests))
	for _, q := range slices.Backward(asked.Requests) { // in any order, so in another one
		inner, err := http.NewRequestWithContext(r.Context(), q.Method, "http://"+r.Host+"/v1.0"+q.URL, strings.NewReader(string(q.Body)))
		if err != nil {
			write(w, nil, badRequest("Request %s: %v.", q.ID, err))
			return
		}
		for name, value := range q.Headers {
			inner.Header.Set(name, value)
		}
		got := &recorder{header: http.Header{}}
		s.failing(mux).ServeHTTP(got, inner)
		answer := Object{"id": q.ID, "status": got.status, "headers": firsts(got.header)}
		if len(got.body) > 0 {
			answer["body"] = json.RawMessage(got.body)
		}
		answers = append(answers, answer)
	}
	write(w, ok(Object{"responses": answers}), nil)
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   []byte
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { r.body = append(r.body, b...); return len(b), nil }

func firsts(h http.Header) map[string]string {
	m := map[string]string{}
	for name := range h {
		m[name] = h.Get(name)
	}
	return m
}

// Fault is a failure of requests, on either host.
type Fault struct {
	Match      func(*http.Request) bool
	Times      int // 0 is always
	Status     int
	RetryAfter time.Duration
	Delay      time.Duration
	Cut        int // bytes of the body that still arrive
}

// Inject makes requests fail.
func (s *Service) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// take returns the fault that a request meets, or nil.
func (s *Service) take(r *http.Request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if !f.Match(r) {
			continue
		}
		if f.Times == 1 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		f.Times = max(f.Times-1, 0)
		return f
	}
	return nil
}

// failing puts faults before a handler.
func (s *Service) failing(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := s.take(r)
		if f == nil {
			h.ServeHTTP(w, r)
			return
		}
		select {
		case <-time.After(f.Delay):
		case <-r.Context().Done():
		}
		switch {
		case f.Status != 0:
			if f.RetryAfter > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())))
			}
			write(w, nil, &problem{f.Status, "failed", "The service can't answer."})
		case f.Cut > 0:
			got := &recorder{header: http.Header{}, status: http.StatusOK}
			h.ServeHTTP(got, r)
			maps.Copy(w.Header(), got.header)
			if f.Cut >= len(got.body) {
				w.Header().Set("Content-Length", strconv.Itoa(f.Cut+1))
			}
			w.WriteHeader(got.status)
			_, _ = w.Write(got.body[:min(f.Cut, len(got.body))])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		default:
			h.ServeHTTP(w, r)
		}
	})
}

// newID returns an id that nothing has.
func (s *Service) newID(kind string) string {
	s.made++
	return fmt.Sprintf("%s-%d", kind, s.made)
}

// find returns the object that has the id.
func find(all []Object, id string) Object {
	for _, o := range all {
		if o["id"] == id {
			return o
		}
	}
	return nil
}
