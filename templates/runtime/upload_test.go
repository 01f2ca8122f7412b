package runtime

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// session is an upload session of a server. It accepts no token.
type session struct {
	t        *testing.T
	mu       sync.Mutex
	got      []byte
	size     int
	requests []string
	// fault answers a request instead of the session. It reports whether it
	// did.
	fault func(n int, w http.ResponseWriter, r *http.Request) bool
	plain bool // ranges have the form of attachments
	last  string
	quiet bool // the response to the last chunk has no result
}

func (s *session) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, strings.TrimSpace(r.Method+" "+r.Header.Get("Content-Range")))
	assert.Empty(s.t, r.Header.Get("Authorization"), "the token was sent to another origin")
	if s.fault != nil && s.fault(len(s.requests), w, r) {
		return
	}
	switch r.Method {
	case http.MethodDelete:
		w.WriteHeader(http.StatusNoContent)
		return
	case http.MethodPost:
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, `{"name":"committed"}`)
		return
	case http.MethodPut:
		var from, to, size int
		_, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &size)
		assert.NoError(s.t, err)
		chunk, err := io.ReadAll(r.Body)
		if err != nil || from != len(s.got) || to-from+1 != len(chunk) || size != s.size {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return
		}
		s.got = append(s.got, chunk...)
	}
	switch {
	case len(s.got) == s.size && s.quiet && r.Method == http.MethodPut:
		w.WriteHeader(http.StatusAccepted)
	case len(s.got) == s.size && s.quiet:
		fmt.Fprint(w, `{"nextExpectedRanges":[]}`)
	case len(s.got) == s.size:
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, s.last)
	case s.plain:
		fmt.Fprintf(w, `{"nextExpectedRanges":["%d"]}`, len(s.got))
	default:
		w.WriteHeader(http.StatusAccepted)
		fmt.Fprintf(w, `{"expirationDateTime":"2021-07-01T00:00:00Z","nextExpectedRanges":["%d-"]}`, len(s.got))
	}
}

// uploading returns a client with a token, and the URL of a session on another
// host.
func uploading(t *testing.T, s *session) (*Client, string) {
	t.Helper()
	c, _ := served(t, func(http.ResponseWriter, *http.Request) { t.Error("the service itself was asked") }, WithRetry(4, time.Millisecond))
	c.backoff = time.Millisecond
	s.t = t
	files := httptest.NewServer(s)
	t.Cleanup(files.Close)
	return c, files.URL + "/session?sig=" + secret
}

// cargo returns bytes with a long period.
func cargo(size int) []byte {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(i * i >> 7)
	}
	return b
}

func TestUploadGoesInChunksAndResumesAfterOneThatFails(t *testing.T) {
	data := cargo(20<<20 + 5)
	reset := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.CopyN(io.Discard, r.Body, 1000)
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			conn.Close()
		}
	}
	for name, fault := range map[string]func(w http.ResponseWriter, r *http.Request){
		"reset":       reset,
		"unavailable": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"internal":    func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"throttled":   func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
	} {
		s := &session{size: len(data), last: `{"name":"cargo.bin"}`}
		s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
			if n == 2 {
				fault(w, r)
			}
			return n == 2
		}
		c, to := uploading(t, s)
		var progress []int64
		v, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Progress: func(n int64) { progress = append(progress, n) }})
		require.NoError(t, err, name)
		assert.Equal(t, "cargo.bin", v.Name.Get())
		assert.Equal(t, sha256.Sum256(data), sha256.Sum256(s.got), name)
		const chunk = 10 << 20
		assert.Equal(t, []string{
			"PUT bytes 0-10485759/20971525", "PUT bytes 10485760-20971519/20971525", "GET",
			"PUT bytes 10485760-20971519/20971525", "PUT bytes 20971520-20971524/20971525",
		}, s.requests, name)
		assert.Equal(t, []int64{chunk, chunk, 2 * chunk, 2*chunk + 5}, progress)
	}
}

func TestUploadWhoseAnswerIsLostGoesOnBehindTheChunk(t *testing.T) {
	data := cargo(3 * chunkUnit)
	s := &session{size: len(data), last: `{"name":"x"}`}
	s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
		if n == 2 {
			chunk, _ := io.ReadAll(r.Body)
			s.got = append(s.got, chunk...)
			w.WriteHeader(http.StatusBadGateway)
		}
		return n == 2
	}
	c, to := uploading(t, s)
	_, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit})
	require.NoError(t, err)
	assert.Equal(t, data, s.got)
	assert.Len(t, s.requests, 4)
}

func TestUploadGoesOnWithASessionThatWasBegun(t *testing.T) {
	data := cargo(4 * chunkUnit)
	s := &session{size: len(data), got: bytes.Clone(data[:chunkUnit]), plain: true}
	c, to := uploading(t, s)
	v, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: 2 * chunkUnit, Resume: true})
	require.NoError(t, err)
	assert.Empty(t, *v, "attachments are created without a body")
	assert.Equal(t, data, s.got)
	assert.Equal(t, []string{"GET", "PUT bytes 327680-983039/1310720", "PUT bytes 983040-1310719/1310720"}, s.requests)
}

func TestUploadStaysInsideTheRangesThatAreMissing(t *testing.T) {
	data := cargo(3 * chunkUnit)
	var sent []string
	answers := []string{`{"nextExpectedRanges":["10-19","900000-"]}`, `{"nextExpectedRanges":["900000-"]}`, `{"name":"x"}`}
	c := offline(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r.Method+" "+r.Header.Get("Content-Range"))
		return reply(200, answers[len(sent)-1]), nil
	})
	v, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/s", bytes.NewReader(data), int64(len(data)), &ChunkOptions{Resume: true})
	require.NoError(t, err)
	assert.Equal(t, "x", v.Name.Get())
	assert.Equal(t, []string{"GET ", "PUT bytes 10-19/983040", "PUT bytes 900000-983039/983040"}, sent)
}

func TestUploadThatIsCommittedOrCancelled(t *testing.T) {
	s := &session{size: 5, quiet: true}
	c, to := uploading(t, s)
	v, err := UploadChunks[Vessel](t.Context(), c, to, strings.NewReader("cargo"), 5, &ChunkOptions{Deferred: true})
	require.NoError(t, err)
	assert.Empty(t, *v)
	v, err = CommitUpload[Vessel](t.Context(), c, to)
	require.NoError(t, err)
	assert.Equal(t, "committed", v.Name.Get())
	require.NoError(t, CancelUpload(t.Context(), c, to))
	assert.Equal(t, []string{"PUT bytes 0-4/5", "GET", "POST", "DELETE"}, s.requests)
}

func TestUploadThatFailsForGood(t *testing.T) {
	for status, want := range map[int]error{404: ErrNotFound, 409: ErrConflict, 410: ErrGone, 401: ErrUnauthorized, 302: nil, 507: nil} {
		s := &session{size: 5}
		s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Location", "https://evil.example")
			w.WriteHeader(status)
			return true
		}
		c, to := uploading(t, s)
		_, err := UploadChunks[Vessel](t.Context(), c, to, strings.NewReader("cargo"), 5, nil)
		require.Error(t, err)
		if want != nil {
			assert.ErrorIs(t, err, want)
		}
		noSecret(t, err)
		assert.Len(t, s.requests, 1)
	}
	for body, want := range map[string]string{
		`{"nextExpectedRanges":["x"]}`: "nextExpectedRanges[0]", `{"nextExpectedRanges":["5-"]}`: "want a range", `{"nextExpectedRanges":["-1"]}`: "want a range",
		`{"nextExpectedRanges":["3-2"]}`: "want a range", `{"nextExpectedRanges":[5]}`: "want a string", `{"nextExpectedRanges":["0-"]}`: "the same bytes again",
	} {
		n := 0
		c := offline(func(*http.Request) (*http.Response, error) { n++; return reply(202, body), nil })
		c.backoff = 1
		_, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/s", strings.NewReader("cargo"), 5, nil)
		assert.ErrorContains(t, err, want, body)
		assert.LessOrEqual(t, n, 4, body)
	}
	unread := errors.New("the disk is gone")
	c := offline(func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			if _, err := io.ReadAll(r.Body); err != nil {
				return nil, err
			}
		}
		return reply(200, `{"nextExpectedRanges":["0-"]}`), nil
	})
	c.backoff = 1
	_, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/s", broken{unread}, 5, nil)
	assert.ErrorIs(t, err, unread)
}

// broken is content that can't be read.
type broken struct{ err error }

func (b broken) ReadAt([]byte, int64) (int, error) { return 0, b.err }

func TestUploadThatMakesNoSense(t *testing.T) {
	sent := 0
	c := offline(func(*http.Request) (*http.Response, error) { sent++; return reply(201, ""), nil })
	for _, to := range []string{"", "http://files.example/s", "https://u:p@files.example/s", "ftp://files.example", "/relative", "https:x", "%zz", "https://files.example/\x00"} {
		_, err := UploadChunks[Vessel](t.Context(), c, to, strings.NewReader("cargo"), 5, nil)
		assert.Error(t, err, to)
		assert.Error(t, CancelUpload(t.Context(), c, to), to)
	}
	assert.EqualError(t, CancelUpload(t.Context(), c, ""), "upload: cancel: the URL of the session is empty: use the one in the response to the request that creates the session")
	for _, size := range []int64{-1, 1, chunkUnit - 1, chunkUnit + 1} {
		_, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/s", strings.NewReader("cargo"), 5, &ChunkOptions{Size: size})
		assert.ErrorContains(t, err, "must be a multiple of 327680")
	}
	_, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/s", strings.NewReader(""), 0, nil)
	assert.ErrorContains(t, err, "the content is empty")
	_, err = UploadChunks[Vessel](t.Context(), NewClient(nil, WithBaseURL("")), "https://files.example/s", strings.NewReader("cargo"), 5, nil)
	assert.Error(t, err)
	assert.Zero(t, sent)
}

func TestCancelEndsAnUpload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		c := offline(func(r *http.Request) (*http.Response, error) {
			n++
			return reply(503, "", "Retry-After", "50"), r.Context().Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		_, err := UploadChunks[Vessel](ctx, c, "https://files.example/s", strings.NewReader("cargo"), 5, nil)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, 3*time.Second, time.Since(start))
		assert.Equal(t, 1, n)
	})
}

func TestU01NoSuccessBeforeTheLastByteIsTaken(t *testing.T) {
	data := cargo(3 * chunkUnit)
	for name, first := range map[string]func(w http.ResponseWriter){
		"capitals": func(w http.ResponseWriter) { fmt.Fprint(w, `{"NextExpectedRanges":["327680-"]}`) },
		"small":    func(w http.ResponseWriter) { fmt.Fprint(w, `{"nextexpectedranges":["327680"]}`) },
		"nothing":  func(w http.ResponseWriter) { fmt.Fprint(w, `{}`) },
		"empty":    func(w http.ResponseWriter) { w.WriteHeader(http.StatusOK) },
		"no body":  func(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) },
		"null":     func(w http.ResponseWriter) { fmt.Fprint(w, `{"nextExpectedRanges":null}`) },
		"created":  func(w http.ResponseWriter) { w.WriteHeader(http.StatusCreated) },
		"item":     func(w http.ResponseWriter) { fmt.Fprint(w, `{"name":"too early"}`) },
		"none":     func(w http.ResponseWriter) { fmt.Fprint(w, `{"nextExpectedRanges":[]}`) },
		"page":     func(w http.ResponseWriter) { fmt.Fprint(w, `<html>`) },
		"error":    func(w http.ResponseWriter) { fmt.Fprint(w, `{"error":{"code":"Busy"}}`) },
		"beyond":   func(w http.ResponseWriter) { fmt.Fprint(w, `{"nextExpectedRanges":["655360-"]}`) },
	} {
		for _, deferred := range []bool{false, true} {
			s := &session{size: len(data), last: `{"name":"cargo"}`, quiet: deferred}
			s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
				if n == 1 {
					s.got, _ = io.ReadAll(r.Body)
					first(w)
				}
				return n == 1
			}
			c, to := uploading(t, s)
			v, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit, Deferred: deferred})
			require.NoError(t, err, name)
			assert.Equal(t, data, s.got, name)
			if !deferred {
				assert.Equal(t, "cargo", v.Name.Get(), name)
			}
		}
	}
}

func TestUploadWhoseItemBreaksOffIsNotHalfAnItem(t *testing.T) {
	answers := []string{`{"name":"a","crew":"x"}`, `{"nextExpectedRanges":["0-"]}`, ``}
	n := 0
	c := offline(func(*http.Request) (*http.Response, error) { n++; return reply(201, answers[n-1]), nil })
	c.backoff = 1
	type boat struct {
		Name string `json:"name"`
		Crew int    `json:"crew"`
	}
	v, err := UploadChunks[boat](t.Context(), c, "https://files.example/s", strings.NewReader("cargo"), 5, nil)
	require.NoError(t, err)
	assert.Empty(t, *v)
	assert.Equal(t, 3, n)
}

func TestU02NoSuccessWithoutAnItem(t *testing.T) {
	data := cargo(2 * chunkUnit)
	for body, want := range map[string]error{`{"nextExpectedRanges":[]}`: errNotMade, `{}`: errUnsaid, ``: errUnsaid, `{"expirationDateTime":"2021-07-01T00:00:00Z"}`: errUnsaid} {
		s := &session{size: len(data)}
		s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
			switch {
			case n == 2:
				rest, _ := io.ReadAll(r.Body)
				s.got = append(s.got, rest...)
				w.WriteHeader(http.StatusInternalServerError)
			case n > 2:
				fmt.Fprint(w, body)
			}
			return n >= 2
		}
		c, to := uploading(t, s)
		v, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit})
		assert.Nil(t, v)
		var stopped *UploadError
		require.ErrorAs(t, err, &stopped, body)
		require.ErrorIs(t, err, want)
		assert.False(t, stopped.Gone)
		if want == errNotMade {
			assert.Equal(t, UploadError{Taken: int64(len(data)), Size: int64(len(data)), Err: errNotMade}, *stopped)
		}

		// Only the caller knows that the upload is deferred.
		s.got, s.requests = nil, nil
		_, err = UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit, Deferred: true})
		assert.Equal(t, want == errNotMade, err == nil, body)
	}
	for _, body := range []string{`{"nextExpectedRanges":["5-"]}`, `{"nextExpectedRanges":[]}`, `<html>`, `{"error":{"code":"x"}}`} {
		c := offline(func(*http.Request) (*http.Response, error) { return reply(200, body), nil })
		_, err := CommitUpload[Vessel](t.Context(), c, "https://files.example/s")
		assert.ErrorContains(t, err, "upload: commit: ", body)
	}
	_, err := CommitUpload[Vessel](t.Context(), offline(func(*http.Request) (*http.Response, error) { return reply(202, ``), nil }), "https://files.example/s")
	assert.Error(t, err)
}

func TestUploadErrorSaysHowFarItCame(t *testing.T) {
	data := cargo(3 * chunkUnit)
	s := &session{size: len(data), last: `{"name":"cargo"}`}
	broken := true
	s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
		if broken && n > 1 {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	c, to := uploading(t, s)
	_, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit})
	var stopped *UploadError
	require.ErrorAs(t, err, &stopped)
	assert.Equal(t, int64(chunkUnit), stopped.Taken)
	assert.Equal(t, int64(3*chunkUnit), stopped.Size)
	assert.False(t, stopped.Gone)
	assert.ErrorContains(t, err, "upload: stopped at 327680 of 983040 bytes: PUT http://")
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 2*time.Hour, e.RetryAfter, "longer than the client waits")
	assert.Len(t, s.requests, 2)
	noSecret(t, err)

	broken = false
	v, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit, Resume: true})
	require.NoError(t, err)
	assert.Equal(t, "cargo", v.Name.Get())
	assert.Equal(t, data, s.got)

	s.fault = func(n int, w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusNotFound)
		return true
	}
	_, err = UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit, Resume: true})
	require.ErrorAs(t, err, &stopped)
	assert.True(t, stopped.Gone)
	assert.Zero(t, stopped.Taken)
}

func TestUploadOfWhatSomebodyElseHasBegun(t *testing.T) {
	data := cargo(4 * chunkUnit)
	s := &session{size: len(data), got: bytes.Clone(data[:3*chunkUnit]), last: `{"name":"cargo"}`}
	c, to := uploading(t, s)
	_, err := UploadChunks[Vessel](t.Context(), c, to, bytes.NewReader(data), int64(len(data)), &ChunkOptions{Size: chunkUnit})
	require.NoError(t, err, "416 says that there is something already")
	assert.Equal(t, data, s.got)
}
