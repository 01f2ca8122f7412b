package otel

import (
	"context"
	"net/http/httptest"
	"testing"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	harbor "github.com/docwright/docwright/generated"
	"github.com/docwright/docwright/generated/harbortest"
)

func TestEachRequestHasASpan(t *testing.T) {
	server := httptest.NewServer(harbortest.New())
	defer server.Close()
	spans := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans))

	token := harbor.WithToken(func(context.Context) (string, error) { return "token-0123456789", nil })
	c := NewClient([]otelhttp.Option{otelhttp.WithTracerProvider(provider)}, token, harbor.WithBaseURL(server.URL))

	ctx, parent := provider.Tracer("test").Start(t.Context(), "call")
	for _, err := range harbor.ListVessels(ctx, c, nil) {
		if err != nil {
			t.Fatal(err)
		}
	}
	parent.End()
	requests := 0
	for _, s := range spans.Ended() {
		if s.Parent().SpanID() == parent.SpanContext().SpanID() {
			requests++
		}
	}
	if requests == 0 {
		t.Error("no span for the requests")
	}
}
