// Package otel shows how the requests of a generated package are traced and
// measured with OpenTelemetry.
package otel

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	harbor "github.com/docwright/docwright/generated"
)

// NewClient returns a client that has a span for each request that is sent: each
// attempt, each page of a list, each redirect of a download and each chunk of an
// upload. The spans are children of the one in the context of the call.
//
// traces say where the spans go, such as otelhttp.WithTracerProvider. A span has the
// URL of its request, whose query may hold what is not for everybody.
func NewClient(traces []otelhttp.Option, options ...harbor.ClientOption) *harbor.Client {
	transport := otelhttp.NewTransport(http.DefaultTransport, traces...)
	return harbor.NewClient(nil, append(options, harbor.WithTransport(transport))...)
}
