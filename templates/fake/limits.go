package fake

import (
	"fmt"
	"net/http"
)

// limits say how much there can be at most.
type limits struct {
	body    int // bytes of a body, before and after it is decompressed
	calls   int // that are recorded
	bodies  int // bytes of the bodies of those
	items   int // that are held
	content int // bytes that are held
	uploads int // that have not ended
	files   int // that redirects lead to
}

// usual are the limits of all servers but those that test them.
var usual = limits{body: 64 << 20, calls: 10_000, bodies: 64 << 20, items: 100_000, content: 256 << 20, uploads: 1000, files: 1000}

// full is the problem with a request for which there is no room.
func full(format string, args ...any) error {
	return &problem{http.StatusInsufficientStorage, "InsufficientStorage", fmt.Sprintf(format, args...)}
}

// keep makes room for another item.
func (s *Server) keep(it *item) error {
	if s.store.items >= s.limits.items {
		return full("The fake holds %d items, which is the most.", s.store.items)
	}
	s.store.items++
	it.made, it.changed = true, s.store.tick()
	s.store.all = append(s.store.all, it)
	return nil
}

// fill gives the item the content in place of what it has.
func (s *Server) fill(it *item, c *content) error {
	size := s.store.size + len(c.bytes) - it.content.size()
	if size > s.limits.content {
		return full("The fake holds %d bytes of content, and can hold %d.", s.store.size, s.limits.content)
	}
	s.store.size, it.content, it.changed = size, c, s.store.tick()
	return nil
}

// record keeps the call, and forgets the oldest where there are too many.
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
