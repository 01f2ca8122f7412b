package fake

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
)

// Call is a request that the fake answered.
type Call struct {
	Method string
	URL    string // as sent, without the host
	Header http.Header
	Body   []byte

	// Operation and Page identify the documented operation. Example is the name of
	// the example that answered. Each may be empty.
	Operation, Page, Example string
	// Status is the status of the answer, or 0 if the connection was cut.
	Status int
	// Fault is set if a [Fault] answered.
	Fault bool
}

// Calls returns the recorded requests in the order of their answers. The fake
// keeps the last 10,000 requests, with at most 64 MB of bodies.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// sampleID returns the nth GUID of a fixed sequence.
func sampleID(kind string, n int) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s %d", kind, n)
	sum := h.Sum(nil)
	sum[6] = sum[6]&0x0f | 0x40 // RFC 9562, section 5.4: version 4, variant 10
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:])
}
