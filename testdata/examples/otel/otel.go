// Package otel shows how to trace and measure the requests of a generated
// package with OpenTelemetry.
package otel

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	harbor "github.com/docwright/docwright/generated"
)

// NewClient returns a client with a span for each request: each attempt, each
// page of a list, each redirect of a download and each chunk of an upload. The
// spans are children of the span in the context of the call.
//
// The traces are options for the spans, such as otelhttp.WithTracerProvider. A
// span has the URL of its request. The query of the URL may be confidential.
func NewClient(traces []otelhttp.Option, options ...harbor.ClientOption) *harbor.Client {
	transport := otelhttp.NewTransport(http.DefaultTransport, traces...)
	return harbor.NewClient(nil, append(options, harbor.WithTransport(transport))...)
}
