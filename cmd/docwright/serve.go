package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates/fake"
)

const serveHelp = `Serve runs a fake of the service, which answers HTTP requests as documented on
the pages. It is for curl, for clients in any language, and for tests.

The request of an example gets the response of the example. All other requests
are compared with the pages. An unknown or read-only property, an invalid enum
value, or a missing property, parameter or header gets status 400 in the error
format of the service. Created entities can be read, listed, changed and
deleted. An id that no example or request provides gets status 404. $filter,
$orderby, $select, $expand and the other query options are evaluated; an
expression that can't be evaluated gets status 501. The nearest example answers
the remaining requests. A request that is not documented gets status 501 and a
list of similar request lines.

The path of the service's base URL (/v1.0) is optional in requests. A header
makes a request fail:

  Docwright-Fault: status=429, retry-after=2
  Docwright-Fault: delay=3s
  Docwright-Fault: cut=100

Requests must be for localhost, 127.0.0.1 or [::1], so that pages of other sites
can't reach the server. Use --allow-host to allow other hosts. Each request is
logged on stderr. Interrupt ends the server.`

// server holds the flags of the verb.
type server struct {
	common
	address   string
	pageSize  int
	stateless bool
	auth      bool
	hosts     []string
	origin    string
}

func newServe() *cobra.Command {
	var s server
	c := &cobra.Command{
		Use:     "serve --docs DIR [--addr HOST:PORT]",
		Short:   "Run a fake of the service that answers from the pages",
		Long:    serveHelp,
		Example: "  docwright serve --docs api-reference/v1.0\n  curl http://127.0.0.1:8080/v1.0/users",
		RunE:    func(c *cobra.Command, args []string) error { return s.run(c) },
	}
	s.registerInput(c)
	flags := c.Flags()
	flags.StringVar(&s.address, "addr", "127.0.0.1:8080", "listen on `HOST:PORT`; port 0 selects a free port")
	flags.IntVar(&s.pageSize, "page-size", 100, "return lists in pages of `N` items")
	flags.BoolVar(&s.stateless, "stateless", false, "answer from the examples only and keep no changes")
	flags.StringSliceVar(&s.hosts, "allow-host", nil, "also answer requests for `HOST`, not only requests for this machine")
	flags.StringVar(&s.origin, "cors", "", "allow web pages of `ORIGIN` to read responses: https://app.example, or * for any origin")
	flags.BoolVar(&s.auth, "auth", false, "answer requests without a bearer token with status 401")
	flags.BoolVar(&s.quiet, "quiet", false, "log no requests and show no progress")
	return c
}

func (s *server) run(c *cobra.Command) error {
	s.stderr = c.ErrOrStderr()
	if s.pageSize < 1 {
		return fmt.Errorf("--page-size: want a number above 0, not %d", s.pageSize)
	}
	if !isOrigin(s.origin) {
		return fmt.Errorf("--cors: want https://host or *, not %s", s.origin)
	}
	if err := s.loadInput(c.Context()); err != nil {
		return err
	}
	m, _, err := s.read(c.Context())
	if err != nil {
		return err
	}
	m.BaseURL = cmp.Or(s.config.BaseURL, m.BaseURL)
	handler, err := fake.Load([][]byte{mock.Of(m).JSON()}, s.options()...)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(c.Context(), "tcp", s.address)
	if err != nil {
		return fmt.Errorf("--addr: %w; port 0 selects a free port", err)
	}
	operations, lines, examples := handler.Counts()
	at := "http://" + listener.Addr().String() + basePath(m.BaseURL)
	fmt.Fprintf(c.OutOrStdout(), "serving %s, %s, %s of %s at %s\n",
		plural(operations, "operation"), plural(lines, "request line"), plural(examples, "example"), s.docs, at)
	if line := firstGet(m); line != "" {
		fmt.Fprintf(c.OutOrStdout(), "try: curl %s%s\n", at, line)
	}
	return serve(c.Context(), listener, httpServer(handler))
}

func (s *server) options() []fake.Option {
	list := []fake.Option{fake.WithPageSize(s.pageSize), fake.WithHosts(append(loopback, s.hosts...)...), fake.WithCORS(s.origin)}
	if s.stateless {
		list = append(list, fake.WithoutState())
	}
	if s.auth {
		list = append(list, fake.WithAuth())
	}
	if !s.quiet {
		list = append(list, fake.OnCall(func(call fake.Call) {
			fmt.Fprintln(s.stderr, strings.TrimRight(fmt.Sprintf("%s %s %d %s %s", call.Method, call.URL, call.Status, call.Page, call.Example), " "))
		}))
	}
	return list
}

// loopback lists the host names of this machine.
var loopback = []string{"localhost", "127.0.0.1", "::1"}

// isOrigin reports whether the text is empty, "*", or an origin: a scheme and a
// host.
func isOrigin(text string) bool {
	u, err := url.Parse(text)
	return text == "" || text == "*" || err == nil && u.Host != "" && text == u.Scheme+"://"+u.Host
}

// Limits of the server. The write timeout leaves time for the longest delay that a
// client can request.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = 3 * time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// httpServer returns a server for h with all timeouts set.
func httpServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
}

// serve answers requests until the context ends.
func serve(ctx context.Context, l net.Listener, srv *http.Server) error {
	stop := context.AfterFunc(ctx, func() { _ = srv.Close() })
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func basePath(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return u.Path
}

// firstGet returns the shortest path of a GET example without placeholders. If
// several are equally short, it returns the first.
func firstGet(m *model.Model) string {
	var paths []string
	for _, op := range m.Operations {
		for _, path := range op.Paths {
			if op.Method == http.MethodGet && len(op.Examples) > 0 && !strings.ContainsAny(path, "{(") {
				paths = append(paths, path)
			}
		}
	}
	if len(paths) == 0 {
		return ""
	}
	return slices.MinFunc(paths, func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
}
