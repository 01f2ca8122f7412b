package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// log is a writer that several goroutines can use.
type log struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// startServe runs the verb until the test ends, and returns what it prints first
// and the URL in it. The function ends it before, and returns what it logged.
func startServe(t testing.TB, args ...string) (lines []string, url string, end func() string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	var stderr log
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), in, &stderr)
		_ = in.Close()
	}()
	end = sync.OnceValue(func() string {
		cancel()
		assert.Equal(t, exitClean, <-status, "an interrupt is how it is meant to end")
		return stderr.text.String()
	})
	t.Cleanup(func() { end() })
	r := bufio.NewScanner(out)
	for len(lines) < 2 && r.Scan() {
		lines = append(lines, r.Text())
	}
	require.Len(t, lines, 2, stderr.text.String())
	return lines, lines[0][strings.LastIndex(lines[0], "http"):], end
}

func fetch(t testing.TB, method, url, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return res.StatusCode, string(text)
}

func TestServe(t *testing.T) {
	lines, url, end := startServe(t, "--docs", "../../testdata/docs")
	assert.Regexp(t, `^serving 36 operations, 56 request lines, \d+ examples of ../../testdata/docs at http://127.0.0.1:\d+/v1.0$`, lines[0])
	assert.Equal(t, "try: curl "+url+"/me", lines[1])

	status, text := fetch(t, "GET", url+"/berths/b-12", "")
	assert.Equal(t, 200, status)
	assert.JSONEq(t, `{"id": "b-12", "number": "12 East", "depth": 9.5, "side": "either", "state": "free"}`, text)
	status, _ = fetch(t, "POST", url+"/people", `{"badge": 4}`)
	assert.Equal(t, 400, status)
	status, _ = fetch(t, "GET", url+"/nothing", "")
	assert.Equal(t, 501, status)

	assert.Equal(t, "GET /v1.0/berths/b-12 200 api/berth-get.md get_berth\nPOST /v1.0/people 400 api/staffmember-post.md\nGET /v1.0/nothing 501\n", end())
}

func TestServeOptions(t *testing.T) {
	_, url, end := startServe(t, "--docs", "../../testdata/docs", "--auth", "--stateless", "--page-size", "1", "--quiet")
	status, _ := fetch(t, "GET", url+"/berths", "")
	assert.Equal(t, 401, status)
	assert.Empty(t, end())
}

// TestU18 has the verb answer only for this machine, and for the hosts and origins
// that it is told.
func TestU18(t *testing.T) {
	_, url, _ := startServe(t, "--docs", "../../testdata/docs", "--allow-host", "mock,graph.internal", "--cors", "https://app.example", "--quiet")
	ask := func(host, header, value string) *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), "GET", url+"/berths", nil)
		require.NoError(t, err)
		r.Host = host
		if header != "" {
			r.Header.Set(header, value)
		}
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		return res
	}
	for host, want := range map[string]int{"localhost": 200, "[::1]:80": 200, "mock:8080": 200, "graph.internal": 200, "evil.example": 421} {
		assert.Equal(t, want, ask(host, "", "").StatusCode, host)
	}
	assert.Equal(t, 400, ask("localhost", "Docwright-Falut", "status=429").StatusCode)
	assert.Equal(t, 400, ask("localhost", "Docwright-Fault", "statsu=429").StatusCode)
	assert.Equal(t, "https://app.example", ask("localhost", "Origin", "https://app.example").Header.Get("Access-Control-Allow-Origin"))
	assert.Empty(t, ask("localhost", "Origin", "https://evil.example").Header.Get("Access-Control-Allow-Origin"))
	status, _ := fetch(t, "GET", url+"/berths?$top=-1", "")
	assert.Equal(t, 400, status)
	status, _ = fetch(t, "OPTIONS", url+"/berths", "")
	assert.Equal(t, 204, status)
	status, _ = fetch(t, "HEAD", url+"/berths", "")
	assert.Equal(t, 200, status)
	status, _ = fetch(t, "GET", url+"/berths/no-such", "")
	assert.Equal(t, 404, status)
}

// TestSlowBodiesAreCut sends a body that never ends.
func TestSlowBodiesAreCut(t *testing.T) {
	srv := httpServer(fake.New())
	for _, limit := range []time.Duration{srv.ReadHeaderTimeout, srv.ReadTimeout, srv.WriteTimeout, srv.IdleTimeout} {
		assert.Positive(t, limit)
	}
	assert.Positive(t, srv.MaxHeaderBytes)
	srv.ReadTimeout = 50 * time.Millisecond
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, l, srv) }()
	conn, err := net.Dial("tcp", l.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "POST /berths HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
	answer, err := io.ReadAll(conn)
	require.NoError(t, err)
	assert.Contains(t, string(answer), "400 Bad Request")
	cancel()
	assert.NoError(t, <-ended)
}
