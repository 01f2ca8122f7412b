package fake

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
)

// Call is a request that was answered.
type Call struct {
	Method string
	URL    string // as it was sent, without the host
	Header http.Header
	Body   []byte

	// Operation and Page name what the request was taken for, and Example the
	// example whose response it got; each may be empty.
	Operation, Page, Example string
	// Status is that of the answer; 0 where the connection was cut.
	Status int
	// Fault is set where the answer is that of a [Fault].
	Fault bool
}

// Calls returns the requests so far, in the order in which they were answered:
// the last 10,000, of which the bodies have at most 64 MB.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// sampleID returns the nth of a row of GUIDs that is always the same.
func sampleID(kind string, n int) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s %d", kind, n)
	sum := h.Sum(nil)
	sum[6] = sum[6]&0x0f | 0x40 // RFC 9562, section 5.4: version 4, variant 10
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:])
}
