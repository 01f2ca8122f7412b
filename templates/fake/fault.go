package fake

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault is a failure of requests. See [Server.Inject].
type Fault struct {
	// Match selects the requests; nil selects all.
	Match func(*http.Request) bool
	// Times is the number of requests that fail; 0 means all.
	Times int
	// Status replaces the answer: 429, 503. An answer with a status below 300, such as
	// 204, has no body. 0 leaves the answer unchanged.
	Status int
	// RetryAfter sets the header Retry-After, in whole seconds.
	RetryAfter time.Duration
	// Delay is the time before the answer.
	Delay time.Duration
	// Cut is the number of bytes of the body before the connection breaks.
	Cut int
}

// FaultHeader is the name of the header by which a client asks for a fault:
// "status=429, retry-after=2", "delay=500ms", "cut=100". The fake answers 400
// if it can't read the value.
const FaultHeader = "Docwright-Fault"

// Inject makes requests fail. A request meets the first fault that matches it
// and has uses left.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// fault returns the fault for the request, or nil.
func (s *Server) fault(r *http.Request) (*Fault, error) {
	if text := r.Header.Values(FaultHeader); len(text) > 0 {
		return parseFault(strings.Join(text, ","))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Match != nil && !f.Match(r) {
			continue
		}
		met := *f
		switch f.Times {
		case 0:
		case 1:
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		default:
			f.Times--
		}
		return &met, nil
	}
	return nil, nil
}

// maxDelay is the longest delay that a header can request.
const maxDelay = time.Minute

func parseFault(text string) (*Fault, error) {
	f := &Fault{}
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		read, ok := faultReaders[name]
		if !ok {
			return nil, bad("%s: there is no '%s'; there are status, retry-after, delay and cut.", FaultHeader, name)
		}
		if !read(f, value) {
			return nil, bad("%s: the value of %s can't be '%s'.", FaultHeader, name, value)
		}
	}
	return f, nil
}

// faultReaders parse the parts of the header. They report whether the value is
// valid.
var faultReaders = map[string]func(*Fault, string) bool{
	"status": func(f *Fault, value string) bool {
		n, err := strconv.Atoi(value)
		f.Status = n
		return err == nil && (400 <= n && n < 600 || n == http.StatusNoContent)
	},
	"retry-after": func(f *Fault, value string) bool {
		n, err := strconv.ParseUint(value, 10, 31)
		f.RetryAfter = time.Duration(n) * time.Second
		return err == nil
	},
	"cut": func(f *Fault, value string) bool {
		n, err := strconv.ParseUint(value, 10, 31)
		f.Cut = int(n)
		return err == nil && n > 0
	},
	"delay": func(f *Fault, value string) bool {
		d, err := time.ParseDuration(value)
		f.Delay = d
		return err == nil && 0 <= d && d <= maxDelay
	},
}

// wait sleeps for the delay of the fault. It returns false if the client has
// gone by then.
func (f *Fault) wait(r *http.Request) bool {
	if f.Delay <= 0 {
		return true
	}
	timer := time.NewTimer(f.Delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// fail answers with the fault.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, call *Call, f *Fault, text []byte) {
	call.Fault = f.Status != 0 || f.Cut > 0
	a := refuse(&problem{f.Status, codes[f.Status], "The fake was asked to fail."})
	switch {
	case f.Status == 0:
		a = s.respond(r, text, call)
	case f.Status/100 == 2:
		a = &reply{status: f.Status}
	}
	if f.RetryAfter > 0 {
		a.set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())))
	}
	if f.Cut <= 0 {
		s.write(w, r, call, a)
		return
	}
	s.cut(w, r, call, a, f.Cut)
}

// cut sends the first bytes of the reply and breaks the connection.
func (s *Server) cut(w http.ResponseWriter, r *http.Request, call *Call, a *reply, n int) {
	status, text := s.prepare(w.Header(), r, a)
	s.record(call)
	if len(text) == 0 {
		panic(http.ErrAbortHandler)
	}
	if n >= len(text) {
		w.Header().Set("Content-Length", strconv.Itoa(n+1)) // more than follow
	}
	w.WriteHeader(status)
	_, _ = w.Write(text[:min(n, len(text))])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// codes maps the statuses of faults to the error codes of the service.
var codes = map[int]string{
	http.StatusTooManyRequests:     "TooManyRequests",
	http.StatusServiceUnavailable:  "ServiceNotAvailable",
	http.StatusInternalServerError: "InternalServerError",
	http.StatusGatewayTimeout:      "GatewayTimeout",
	http.StatusForbidden:           "Forbidden",
	http.StatusNotFound:            "ResourceNotFound",
	http.StatusConflict:            "Conflict",
	http.StatusPreconditionFailed:  "PreconditionFailed",
	http.StatusUnauthorized:        "InvalidAuthenticationToken",
	http.StatusBadRequest:          "BadRequest",
}
