package fake

import (
	"fmt"
	"net/http"
)

// limits bounds what a server reads and keeps.
type limits struct {
	body    int // bytes of a body, before and after it is decompressed
	calls   int // recorded
	bodies  int // bytes of the recorded bodies
	items   int // in the store
	content int // bytes in the store
	uploads int // unfinished
	files   int // behind redirects
}

// usual holds the default limits.
var usual = limits{body: 64 << 20, calls: 10_000, bodies: 64 << 20, items: 100_000, content: 256 << 20, uploads: 1000, files: 1000}

// full returns the error for a request that exceeds a limit.
func full(format string, args ...any) error {
	return &problem{http.StatusInsufficientStorage, "InsufficientStorage", fmt.Sprintf(format, args...)}
}

// keep counts a new item and adds it to the store.
func (s *Server) keep(it *item) error {
	if s.store.items >= s.limits.items {
		return full("The fake holds %d items, the maximum.", s.store.items)
	}
	s.store.items++
	it.made, it.changed = true, s.store.tick()
	s.store.all = append(s.store.all, it)
	return nil
}

// fill replaces the content of an item.
func (s *Server) fill(it *item, c *content) error {
	size := s.store.size + len(c.bytes) - it.content.size()
	if size > s.limits.content {
		return full("The fake holds %d bytes of content. The maximum is %d.", s.store.size, s.limits.content)
	}
	s.store.size, it.content, it.changed = size, c, s.store.tick()
	return nil
}

// record keeps the call and drops the oldest calls beyond the limits.
func (s *Server) record(c *Call) {
	s.mu.Lock()
	s.calls = append(s.calls, *c)
	s.recorded += len(c.Body)
	for len(s.calls) > s.limits.calls || s.recorded > s.limits.bodies && len(s.calls) > 1 {
		s.recorded -= len(s.calls[0].Body)
		s.calls[0] = Call{}
		s.calls = s.calls[1:]
	}
	s.mu.Unlock()
	if s.onCall != nil {
		s.observing.Lock()
		defer s.observing.Unlock()
		s.onCall(*c)
	}
}
