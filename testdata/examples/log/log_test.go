package log

import (
	"bytes"
	"context"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	harbor "github.com/docwright/docwright/generated"
	"github.com/docwright/docwright/generated/harbortest"
)

func TestEachRequestIsLogged(t *testing.T) {
	server := httptest.NewServer(harbortest.New())
	defer server.Close()
	var lines bytes.Buffer
	token := harbor.WithToken(func(context.Context) (string, error) { return "token-0123456789", nil })
	c := NewClient(slog.New(slog.NewTextHandler(&lines, nil)), token, harbor.WithBaseURL(server.URL))
	for _, err := range harbor.ListVessels(t.Context(), c, nil) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if text := lines.String(); !strings.Contains(text, "msg=answered method=GET") || strings.Contains(text, "token") {
		t.Error(text)
	}
}
