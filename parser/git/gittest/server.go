package gittest

import (
	"io"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// Server serves the repositories in a folder over HTTP on this machine.
type Server struct {
	// URL is the URL of the folder.
	URL string
	// Sent is the number of bytes of all responses.
	Sent atomic.Int64
	// Cut is the number of bytes after which the response to a request for objects ends, or
	// negative.
	Cut atomic.Int64
	// Off lets the server refuse all requests.
	Off atomic.Bool
	// Asks lets the server ask for a password.
	Asks atomic.Bool

	server  *httptest.Server
	backend *cgi.Handler
}

// Serve starts a server. Close stops it.
func Serve(dir string) (*Server, error) {
	path, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		return nil, err
	}
	s := &Server{backend: &cgi.Handler{
		Path:   filepath.Join(strings.TrimSpace(string(path)), "git-http-backend"),
		Env:    append(Environment(), "GIT_HTTP_EXPORT_ALL=1", "GIT_PROJECT_ROOT="+dir),
		Stderr: io.Discard,
	}}
	s.Cut.Store(-1)
	s.server = httptest.NewServer(s)
	s.URL = s.server.URL
	return s, nil
}

// Close stops the server.
func (s *Server) Close() { s.server.Close() }

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Off.Load() {
		panic(http.ErrAbortHandler)
	}
	if s.Asks.Load() {
		w.Header().Set("WWW-Authenticate", `Basic realm="harbor"`)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	counted := &counting{ResponseWriter: w, server: s, left: -1}
	if r.Method == http.MethodPost {
		counted.left = s.Cut.Load()
	}
	s.backend.ServeHTTP(counted, r)
}

// counting is a response whose bytes are counted, and that may end early.
type counting struct {
	http.ResponseWriter
	server *Server
	left   int64 // negative for no end
}

func (c *counting) Write(data []byte) (int, error) {
	if c.left >= 0 && int64(len(data)) > c.left {
		_, _ = c.ResponseWriter.Write(data[:c.left])
		_ = http.NewResponseController(c.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	if c.left >= 0 {
		c.left -= int64(len(data))
	}
	n, err := c.ResponseWriter.Write(data)
	c.server.Sent.Add(int64(n))
	return n, err
}
