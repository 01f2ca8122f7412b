// Package log shows how to log the requests of a generated package.
package log

import (
	"log/slog"
	"net/http"
	"time"

	harbor "github.com/docwright/docwright/generated"
)

// Transport logs each request: each attempt, each page of a list, each redirect
// of a download. It logs neither headers nor the query, which may be secret.
type Transport struct {
	Base http.RoundTripper
	Log  *slog.Logger
}

// RoundTrip sends a request and logs its status or error.
func (t Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	start := time.Now()
	res, err := t.Base.RoundTrip(r)
	log := t.Log.With("method", r.Method, "host", r.URL.Host, "path", r.URL.Path, "after", time.Since(start))
	if err != nil {
		log.ErrorContext(r.Context(), "failed", "error", err)
		return nil, err
	}
	log.InfoContext(r.Context(), "answered", "status", res.StatusCode)
	return res, nil
}

// NewClient returns a client that logs its requests.
func NewClient(log *slog.Logger, options ...harbor.ClientOption) *harbor.Client {
	return harbor.NewClient(nil, append(options, harbor.WithTransport(Transport{http.DefaultTransport, log}))...)
}
