package fake_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// TestU18 checks that the fake rejects requests for other hosts and limits what
// it keeps.
func TestU18(t *testing.T) {
	h := newHarbor(t, fake.WithHosts("localhost", "127.0.0.1", "::1"), fake.WithCORS("https://app.example"))
	ask := func(host string) int {
		r := httptest.NewRequest("GET", "http://x/v1.0/berths", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	for host, want := range map[string]int{"localhost": 200, "LOCALHOST:80": 200, "127.0.0.1:8080": 200, "[::1]:80": 200, "[::1]": 200,
		"evil.example": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example:8080": 421, "": 421, "::1:80": 421} {
		assert.Equal(t, want, ask(host), host)
	}
	assert.Equal(t, "There is no header Docwright-Falut; there are Docwright-Fault and Docwright-Example.", h.refused(400, "GET", "/berths", "", "Docwright-Falut: status=429"))

	preflight := func(path, origin string) (int, http.Header) {
		status, header, _ := h.send("OPTIONS", path, "", "Origin: "+origin, "Access-Control-Request-Method: PATCH", "Access-Control-Request-Headers: content-type")
		return status, header
	}
	status, header := preflight("/vessels/v-1", "https://app.example")
	assert.Equal(t, 204, status)
	assert.Equal(t, "OPTIONS, GET, PUT, PATCH, DELETE, HEAD", header.Get("Allow"))
	assert.Equal(t, "https://app.example", header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, header.Get("Allow"), header.Get("Access-Control-Allow-Methods"))
	assert.Equal(t, "content-type", header.Get("Access-Control-Allow-Headers"))
	assert.Equal(t, "Origin", header.Get("Vary"))
	_, header = preflight("/vessels/v-1", "https://evil.example")
	assert.Empty(t, header.Get("Access-Control-Allow-Origin"))
	assert.Empty(t, header.Get("Access-Control-Allow-Methods"))
	_, header, _ = h.send("GET", "/berths", "", "Origin: https://app.example")
	assert.Equal(t, "https://app.example", header.Get("Access-Control-Allow-Origin"))
	_, header, _ = h.send("GET", "/berths", "")
	assert.Empty(t, header.Get("Access-Control-Allow-Origin"))
	h.refused(501, "OPTIONS", "/quays", "")
	_, header, _ = h.send("OPTIONS", "/$batch", "")
	assert.Equal(t, "OPTIONS, POST", header.Get("Allow"))
	assert.Empty(t, header.Get("Access-Control-Allow-Methods"))
	h = newHarbor(t, fake.WithCORS("*"))
	_, header, _ = h.send("GET", "/berths", "", "Origin: https://any.example")
	assert.Equal(t, "*", header.Get("Access-Control-Allow-Origin"))
	h = newHarbor(t)
	status, header = preflight("/vessels", "https://app.example")
	assert.Equal(t, []any{204, "OPTIONS, GET, POST, HEAD", ""}, []any{status, header.Get("Allow"), header.Get("Access-Control-Allow-Origin")})
	status, header, text := h.send("HEAD", "/berths", "")
	assert.Equal(t, []any{200, ""}, []any{status, text})
	assert.NotEmpty(t, header.Get("Content-Length"))
}

func gzipped(t *testing.T, text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.String()
}

func TestCompressedBodies(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("POST", "/berths", gzipped(t, `{"number": "8"}`), "Content-Encoding: gzip")
	require.Equal(t, 201, status, text)
	assert.Equal(t, "8", members(t, text)["number"])
	assert.Equal(t, `{"number": "8"}`, string(h.Calls()[0].Body))
	status, _, _ = h.send("POST", "/berths", `{"number": "9"}`, "Content-Encoding: identity")
	assert.Equal(t, 201, status)
	assert.Equal(t, "The content coding 'br' is not supported; there is gzip.", h.refused(415, "POST", "/berths", "x", "Content-Encoding: br"))
	h.refused(400, "POST", "/berths", `{"number": "8"}`, "Content-Encoding: gzip")
	h.refused(400, "POST", "/berths", gzipped(t, `{"number": "8"}`)[:20], "Content-Encoding: gzip")
	h.Limit()
	h.refused(413, "POST", "/berths", gzipped(t, strings.Repeat(" ", 1001)), "Content-Encoding: gzip")
	status, _, _ = h.send("PUT", "/files/f-1/content", gzipped(t, strings.Repeat(" ", 1000)), "Content-Encoding: gzip")
	assert.Equal(t, 201, status, "the longest possible value")
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("gone") }

func TestBodiesThatCantBeRead(t *testing.T) {
	service := fake.New()
	service.Limit()
	for want, body := range map[int]io.Reader{400: broken{}, 413: strings.NewReader(strings.Repeat(" ", 1001)), 202: strings.NewReader(`{"vessel": "` + strings.Repeat("x", 986) + `"}`)} {
		r := httptest.NewRequest("POST", "/berths/b-1/reserve", body)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		service.ServeHTTP(w, r)
		assert.Equal(t, want, w.Code)
	}
}

func TestNoMoreIsKeptThanFits(t *testing.T) {
	service := fake.New()
	service.Limit()
	send := func(method, target, body string) int {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		w := httptest.NewRecorder()
		service.ServeHTTP(w, r)
		return w.Code
	}
	for i := range 12 {
		send("GET", []string{"/harbor", "/berths"}[min(i/2, 1)], "")
	}
	calls := service.Calls()
	require.Len(t, calls, 10)
	assert.Equal(t, "/berths", calls[0].URL, "the oldest were removed")

	whole := strings.Repeat("x", 1000)
	for _, name := range []string{"a", "b", "b", "c"} { // the second b replaces the first
		assert.Equal(t, 201, send("PUT", "/files/root:/"+name+":/content", whole), name)
	}
	assert.Len(t, service.Calls(), 2, "with bodies of 2,000 bytes")
	assert.Equal(t, 507, send("PUT", "/files/root:/d:/content", "x"))
	assert.Equal(t, 201, send("PUT", "/files/root:/c:/content", "x"))
	assert.Equal(t, 201, send("PUT", "/files/root:/e:/content", whole[1:]))
	service.Reset()
	assert.Empty(t, service.Calls())
	for range 10 {
		require.Equal(t, 200, send("POST", "/charts/createUploadSession", ""))
		require.Equal(t, 201, send("POST", "/gauges", `{"level": 1}`))
	}
	assert.Equal(t, 507, send("POST", "/charts/createUploadSession", ""))
	assert.Equal(t, 507, send("POST", "/gauges", `{"level": 1}`))
	assert.ErrorContains(t, service.Seed("/vessels", map[string]any{"name": "x"}), "holds 10 items")
	service.Reset()
	assert.NoError(t, service.Seed("/vessels", map[string]any{"name": "x"}))

	redirect := func() string {
		w := httptest.NewRecorder()
		service.ServeHTTP(w, httptest.NewRequest("GET", "http://x/files/f-1/content", nil))
		return strings.TrimPrefix(w.Header().Get("Location"), "http://x")
	}
	first := redirect()
	for range 9 {
		redirect()
	}
	assert.Equal(t, 200, send("GET", first, ""))
	last := redirect()
	assert.Equal(t, 404, send("GET", first, ""))
	assert.Equal(t, 200, send("GET", last, ""))

	service.Reset()
	start := func() string {
		r := httptest.NewRequest("POST", "http://x/charts/createUploadSession", nil)
		w := httptest.NewRecorder()
		service.ServeHTTP(w, r)
		return strings.TrimPrefix(members(t, w.Body.String())["uploadUrl"].(string), "http://x")
	}
	part := func(to string, from, n, total int) int {
		r := httptest.NewRequest("PUT", to, strings.NewReader(strings.Repeat("x", n)))
		r.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, from+n-1, total))
		w := httptest.NewRecorder()
		service.ServeHTTP(w, r)
		return w.Code
	}
	to, other := start(), start()
	for i := range 3 {
		assert.Equal(t, 202, part(to, 1000*i, 1000, 5000))
	}
	assert.Equal(t, 507, part(to, 3000, 1, 5000))
	assert.Equal(t, 507, part(other, 0, 1, 5000))
	assert.Equal(t, 204, send("DELETE", to, ""))
	assert.Equal(t, 202, part(other, 0, 1000, 5000), "room for another one")
}
