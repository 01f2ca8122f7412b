package fake

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
)

// reply is the answer to a request.
type reply struct {
	status int
	header http.Header
	text   string
	value  any // takes the place of text
	// content takes the place of both. Requests can have a range of it.
	content *content
}

// reply returns the bytes, or the requested range of them. It ignores requests for
// several ranges, as RFC 9110, section 14.2, allows.
func (c *content) reply(status int, asked, header http.Header) *reply {
	header.Set("Content-Type", c.mediaType)
	header.Set("Accept-Ranges", "bytes")
	if header.Get("ETag") == "" {
		header.Set("ETag", c.etag())
	}
	first, last, ok := span(asked.Get("Range"), len(c.bytes))
	if tag := asked.Get("If-Range"); tag != "" && tag != header.Get("ETag") {
		ok = false
	}
	switch {
	case !ok:
		return &reply{status: status, text: string(c.bytes)}
	case first > last:
		header.Set("Content-Range", fmt.Sprintf("bytes */%d", len(c.bytes)))
		return refuse(&problem{http.StatusRequestedRangeNotSatisfiable, "InvalidRange", "The content does not have the range."})
	}
	header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", first, last, len(c.bytes)))
	return &reply{status: http.StatusPartialContent, text: string(c.bytes[first : last+1])}
}

// etag returns a tag that differs for other bytes.
func (c *content) etag() string {
	h := fnv.New64a()
	_, _ = h.Write(c.bytes) // it never fails
	return fmt.Sprintf("\"%x\"", h.Sum64())
}

// span parses a Range header: "bytes=0-99", "bytes=100-" or "bytes=-100". It
// returns the first and the last byte. If first is greater than last, the
// content has no such range. The result is not ok for any other header.
func span(asked string, size int) (first, last int, ok bool) {
	from, to, ok := strings.Cut(strings.TrimPrefix(asked, "bytes="), "-")
	if !ok || !strings.HasPrefix(asked, "bytes=") {
		return 0, 0, false
	}
	if from == "" {
		n, err := strconv.ParseUint(to, 10, 31)
		return max(size-int(n), 0), size - 1, err == nil
	}
	begin, err := strconv.ParseUint(from, 10, 31)
	end := uint64(math.MaxInt32)
	if to != "" && err == nil {
		end, err = strconv.ParseUint(to, 10, 31)
	}
	if err != nil || end < begin {
		return 0, 0, false
	}
	if int(begin) >= size {
		return size, 0, true
	}
	return int(begin), min(int(end), size-1), true
}

// problem is an error with a status and an error code.
type problem struct {
	status  int
	code    string
	message string
}

// Error returns the message.
func (p *problem) Error() string { return p.message }

// bad returns the error for a request that the service would reject.
func bad(format string, args ...any) error {
	return &problem{http.StatusBadRequest, "BadRequest", fmt.Sprintf(format, args...)}
}

// beyond returns the error for a request that the service might accept, and
// that the fake can't evaluate.
func beyond(format string, args ...any) error {
	return &problem{http.StatusNotImplemented, "NotImplemented", fmt.Sprintf(format, args...)}
}

// isBeyond reports whether the error was made by beyond.
func isBeyond(err error) bool {
	var p *problem
	return errors.As(err, &p) && p.status == http.StatusNotImplemented
}

// absent returns the error for something that does not exist.
func absent(format string, args ...any) error {
	return &problem{http.StatusNotFound, "ResourceNotFound", fmt.Sprintf(format, args...)}
}

// refuse returns the reply for an error (OData JSON Format 4.01, section 21.1).
func refuse(err error) *reply {
	p := &problem{http.StatusInternalServerError, "InternalServerError", err.Error()}
	errors.As(err, &p)
	return &reply{status: p.status, value: map[string]any{"error": map[string]any{"code": p.code, "message": p.message}}}
}

// body returns the text of the reply.
func (a *reply) body() []byte {
	if a.value != nil {
		return encode(a.value)
	}
	return []byte(a.text)
}

// set sets a header of the reply.
func (a *reply) set(name, value string) {
	if a.header == nil {
		a.header = http.Header{}
	}
	a.header.Set(name, value)
}

// write sends the reply and records the call.
func (s *Server) write(w http.ResponseWriter, r *http.Request, call *Call, a *reply) {
	status, text := s.prepare(w.Header(), r, a)
	w.WriteHeader(status)
	_, _ = w.Write(text) // the client has gone
	call.Status = status
	s.record(call)
}

// prepare sets the headers of the reply, and returns its status and the bytes to
// send.
func (s *Server) prepare(header http.Header, r *http.Request, a *reply) (status int, text []byte) {
	for name, values := range a.header {
		header[name] = values
	}
	header.Set("Request-Id", s.requestID())
	if a.content != nil {
		a = a.content.reply(a.status, r.Header, header)
	}
	if a.value != nil {
		header.Set("Content-Type", "application/json")
	}
	if a.status == http.StatusNoContent || a.status < 200 || a.status == http.StatusNotModified {
		return a.status, nil
	}
	text = a.body()
	header.Set("Content-Length", strconv.Itoa(len(text)))
	if r.Method == http.MethodHead {
		text = nil
	}
	return a.status, text
}

// requestID returns a new request id.
func (s *Server) requestID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	return sampleID("request", s.count)
}

// encode returns v as JSON without HTML escapes.
func encode(v any) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Appendf(nil, "{\"error\": {\"code\": \"InternalServerError\", \"message\": %q}}", err)
	}
	return []byte(b.String())
}
