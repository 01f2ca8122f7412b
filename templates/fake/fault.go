package fake

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault is what goes wrong with a request: see [Server.Inject].
type Fault struct {
	// Match says which requests it befalls; nil means all.
	Match func(*http.Request) bool
	// Times is how many of them; 0 means all.
	Times int
	// Status is what they are answered with instead: 429, 503. 0 leaves the
	// answer as it is.
	Status int
	// RetryAfter is what the answer says of when to come again, in whole seconds.
	RetryAfter time.Duration
	// Delay is how long the answer is waited for.
	Delay time.Duration
	// Cut is the number of bytes of the body after which the connection breaks.
	Cut int
}

// FaultHeader is the header by which any client asks for a fault:
// "status=429, retry-after=2", "delay=500ms", "cut=100". What it doesn't
// understand of it the server passes over.
const FaultHeader = "Docwright-Fault"

// Inject has requests go wrong. Of several faults, each request meets the first
// that matches it and has not had its number.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// fault returns the fault that the request meets, or nil.
func (s *Server) fault(r *http.Request) *Fault {
	if text := r.Header.Get(FaultHeader); text != "" {
		return parseFault(text)
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
		return &met
	}
	return nil
}

func parseFault(text string) *Fault {
	f := &Fault{}
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, _ := strconv.Atoi(value)
		switch name {
		case "status":
			if 400 <= n && n < 600 {
				f.Status = n
			}
		case "retry-after":
			f.RetryAfter = time.Duration(n) * time.Second
		case "cut":
			f.Cut = n
		case "delay":
			f.Delay, _ = time.ParseDuration(value)
		}
	}
	return f
}

// apply waits for as long as the fault says. It is false where the client gives
// up before.
func (f *Fault) apply(r *http.Request) bool {
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
	a := refusal(f.Status, codes[f.Status], "The fake was asked to fail.")
	if f.Status == 0 {
		a = s.respond(r, text, call)
	}
	if f.RetryAfter > 0 {
		a.header = http.Header{"Retry-After": {strconv.Itoa(int(f.RetryAfter.Seconds()))}}
	}
	if f.Cut <= 0 {
		s.write(w, r, call, a)
		return
	}
	body := []byte(a.text)
	if a.value != nil {
		body = encode(a.value)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)+f.Cut+1)) // more than will come
	w.WriteHeader(a.status)
	_, _ = w.Write(body[:min(f.Cut, len(body))])
	_ = http.NewResponseController(w).Flush()
	s.record(*call)
	panic(http.ErrAbortHandler)
}

// codes are the error codes of the service for the statuses of faults.
var codes = map[int]string{
	http.StatusTooManyRequests:     "TooManyRequests",
	http.StatusServiceUnavailable:  "ServiceNotAvailable",
	http.StatusInternalServerError: "InternalServerError",
	http.StatusGatewayTimeout:      "GatewayTimeout",
	http.StatusForbidden:           "Forbidden",
	http.StatusNotFound:            "ResourceNotFound",
	http.StatusConflict:            "Conflict",
	http.StatusPreconditionFailed:  "PreconditionFailed",
}
