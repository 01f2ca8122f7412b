package runtime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// download reads a whole manifest.
func download(ctx context.Context, c *Client, r ByteRange) (*Download, string, error) {
	d, err := GetManifest(ctx, c, "1", &DownloadOptions{Range: r})
	if err != nil {
		return nil, "", err
	}
	defer d.Close()
	text, err := io.ReadAll(d)
	return d, string(text), err
}

func TestU03DownloadIsReadWhateverItsStatus(t *testing.T) {
	file := cargo(5000)
	var tokens []string
	store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tokens = append(tokens, r.Header.Get("Authorization"))
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Content-Disposition", `attachment; filename*=UTF-8''..%2Fhull%C3%A9.png`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
	}))
	defer store.Close()
	for status, serve := range map[int]http.HandlerFunc{
		302: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, store.URL+"/file?sig=1", http.StatusFound)
		},
		307: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, store.URL+"/file?sig=1", http.StatusTemporaryRedirect)
		},
		200: store.Config.Handler.ServeHTTP,
	} {
		c, _ := served(t, serve)
		for _, row := range []struct {
			asked        ByteRange
			offset, size int64
		}{{"", 0, 5000}, {Bytes(0, -1), 0, 5000}, {Bytes(0, 10), 0, 10}, {Bytes(100, 200), 100, 100}, {Bytes(4990, 9999), 4990, 10}, {Bytes(4990, -1), 4990, 10}, {Bytes(-20, 0), 4980, 20}, {Bytes(-6000, 0), 0, 5000}} {
			tokens = nil
			d, text, err := download(t.Context(), c, row.asked)
			require.NoError(t, err, "%d %s", status, row.asked)
			assert.Equal(t, string(file[row.offset:row.offset+row.size]), text, "%d %s", status, row.asked)
			assert.Equal(t, row.size, d.Length)
			assert.Equal(t, row.offset, d.Offset)
			assert.Equal(t, int64(5000), d.Size)
			assert.Equal(t, []string{"image/png", "hullé.png", `"7"`}, []string{d.Type, d.Name, d.ETag})
			assert.Equal(t, status == 200, tokens[0] != "")
		}
		_, _, err := download(t.Context(), c, Bytes(5000, 5001))
		var e *Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, http.StatusRequestedRangeNotSatisfiable, e.StatusCode)
	}
}

func TestDownloadOfAFileWithoutALength(t *testing.T) {
	c, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
		for range 10 {
			fmt.Fprint(w, "0123456789")
			w.(http.Flusher).Flush()
		}
	})
	for asked, want := range map[ByteRange]string{"": strings.Repeat("0123456789", 10), Bytes(95, -1): "56789", Bytes(98, 200): "89", Bytes(5, 12): "5678901"} {
		d, text, err := download(t.Context(), c, asked)
		require.NoError(t, err, asked)
		assert.Equal(t, want, text)
		assert.Equal(t, int64(-1), d.Length)
		assert.Equal(t, int64(-1), d.Size)
	}
	_, _, err := download(t.Context(), c, Bytes(200, 300))
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, _, err = download(t.Context(), c, Bytes(-5, 0))
	assert.ErrorContains(t, err, "instead of its end, and its length is unknown")
}

func TestAnswersThatAreNoDownload(t *testing.T) {
	for _, row := range []struct {
		asked  ByteRange
		status int
		header []string
		want   string
	}{
		{"", 202, nil, "202 Accepted"},
		{"", 206, []string{"Content-Range", "bytes 0-4/10"}, "not the requested part of the file"},
		{Bytes(0, 5), 206, nil, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 0-4"}, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes */10"}, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 4-0/10"}, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 0-10/10"}, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 0-99999999999999999999/*"}, "the Content-Range header is invalid"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 1-5/10"}, "not the requested part"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 0-3/10"}, "not the requested part"},
		{Bytes(0, 5), 206, []string{"Content-Range", "bytes 0-5/10"}, "not the requested part"},
		{Bytes(0, 5), 206, []string{"Content-Type", "multipart/byteranges; boundary=x"}, "the Content-Range header is invalid"},
		{Bytes(-5, 0), 206, []string{"Content-Range", "bytes 0-4/10"}, "not the requested part"},
		{Bytes(-5, 0), 206, []string{"Content-Range", "bytes 5-9/*"}, "not the requested part"},
		{Bytes(9, -1), 200, []string{"Content-Length", "9"}, "the file has only 9 bytes, so none at offset 9"},
		{Bytes(0, 5), 204, nil, "status 204: no content"},
		{"", 302, nil, "302 Found"},
		{"", 300, []string{"Location", "https://files.example"}, "300 Multiple Choices"},
		{"", 304, []string{"Location", "https://files.example"}, "304 Not Modified"},
	} {
		sent := 0
		c := offline(func(*http.Request) (*http.Response, error) {
			sent++
			res := reply(row.status, "01234", row.header...)
			if n, err := strconv.Atoi(res.Header.Get("Content-Length")); err == nil {
				res.ContentLength = int64(n)
			}
			return res, nil
		})
		_, _, err := download(t.Context(), c, row.asked)
		assert.ErrorContains(t, err, "GET /v1.0/vessels/1/manifest: ", row.want)
		assert.ErrorContains(t, err, row.want, "%v", row)
		assert.Equal(t, 1, sent)
	}
	for _, asked := range []ByteRange{"bytes=0-1,5-6", "bytes=", "bytes=-", "bytes=-0", "bytes=5", "items=0-1", "bytes={from}-{to}"} {
		for _, status := range []int{200, 206} {
			c := offline(func(*http.Request) (*http.Response, error) { return reply(status, "01234"), nil })
			_, text, err := download(t.Context(), c, asked)
			require.NoError(t, err, asked)
			assert.Equal(t, "01234", text)
		}
	}
	for _, asked := range []ByteRange{Bytes(5, 5), Bytes(5, 3)} {
		_, _, err := download(t.Context(), offline(func(*http.Request) (*http.Response, error) { return nil, errors.New("sent") }), asked)
		assert.ErrorContains(t, err, "the range is empty")
	}
	accepted := offline(func(*http.Request) (*http.Response, error) { return reply(202, ""), nil })
	req, err := newRequest(t.Context(), http.MethodPost, "/vessels/1/export", nil, nil, nil)
	d, err := sendStream(accepted, req, err)
	require.NoError(t, err, "the call succeeds and there are no bytes")
	require.NoError(t, d.Close())
	empty := offline(func(*http.Request) (*http.Response, error) { return reply(200, "", "Content-Length", "0"), nil })
	d, text, err := download(t.Context(), empty, "")
	require.NoError(t, err)
	assert.Empty(t, text)
	assert.Zero(t, d.Length)
}

func TestNamesOfFilesHaveNoPath(t *testing.T) {
	for disposition, want := range map[string]string{
		`attachment; filename="log.txt"`: "log.txt", `inline; filename=log.txt`: "log.txt", `attachment; filename="../../etc/passwd"`: "passwd", `attachment; filename="C:\\boot.ini"`: "boot.ini",
		`attachment; filename=".."`: "", `attachment; filename="a/.."`: "", `attachment; filename="."`: "", `attachment; filename="x/"`: "",
		`attachment; filename*=UTF-8''%0Ax`: "", `attachment; filename*=UTF-8''%E2%82%AC.txt`: "€.txt", `attachment`: "", `;;;`: "", ``: "",
	} {
		assert.Equal(t, want, fileName(disposition), disposition)
	}
}

// cutting serves a file, and breaks the connection after some bytes of each
// response.
type cutting struct {
	file  []byte
	after int // the number of bytes in each response
	etag  string
	asked []string
	next  func() // called before each response but the first
}

func (s *cutting) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked = append(s.asked, r.Header.Get("Range")+" "+r.Header.Get("If-Range"))
	if len(s.asked) > 1 && s.next != nil {
		s.next()
	}
	w := httptest.NewRecorder()
	w.Header().Set("ETag", s.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.file))
	res := w.Result()
	text := w.Body.Bytes()
	if len(text) > s.after && res.StatusCode < 300 {
		res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(text[:s.after]), iotest.ErrReader(errors.New("connection reset"))))
	}
	return res, nil
}

func TestDownloadGoesOnWhereItBrokeOff(t *testing.T) {
	file := cargo(1000)
	for _, row := range []struct {
		asked    ByteRange
		from, to int
		requests []string
	}{
		{"", 0, 1000, []string{" ", `bytes=400-999 "7"`, `bytes=800-999 "7"`}},
		{Bytes(100, 700), 100, 700, []string{"bytes=100-699 ", `bytes=500-699 "7"`}},
		{Bytes(-500, 0), 500, 1000, []string{"bytes=-500 ", `bytes=900-999 "7"`}},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &cutting{file: file, after: 400, etag: `"7"`}
			c := NewClient(nil, WithTransport(s))
			_, text, err := download(t.Context(), c, row.asked)
			require.NoError(t, err)
			assert.Equal(t, string(file[row.from:row.to]), text)
			assert.Equal(t, row.requests, s.asked)
		})
	}
	for name, change := range map[string]func(*cutting){
		"no tag":         func(s *cutting) { s.etag = "" },
		"weak tag":       func(s *cutting) { s.etag = `W/"7"` },
		"another file":   func(s *cutting) { s.next = func() { s.etag = `"8"` } },
		"gone":           func(s *cutting) { s.next = func() { s.etag, s.file = `"7"`, nil } },
		"nothing more":   func(s *cutting) { s.next = func() { s.after = 0 } },
		"another length": func(s *cutting) { s.next = func() { s.file = append(bytes.Clone(s.file), 1) } },
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &cutting{file: file, after: 400, etag: `"7"`}
			change(s)
			c := NewClient(nil, WithTransport(s))
			_, text, err := download(t.Context(), c, "")
			assert.ErrorContains(t, err, "connection reset", name)
			assert.Equal(t, string(file[:400]), text, name)
			assert.LessOrEqual(t, len(s.asked), 4, name)
		})
	}
	synctest.Test(t, func(t *testing.T) {
		s := &cutting{file: file, after: 400, etag: `"7"`}
		ctx, cancel := context.WithCancel(t.Context())
		s.next = cancel
		_, _, err := download(ctx, NewClient(nil, WithTransport(s)), "")
		assert.Error(t, err)
		assert.LessOrEqual(t, len(s.asked), 3)
	})
}

// TestDownloadOfWhateverIsAnswered compares the bytes with the request, for
// random behavior of the service.
func TestDownloadOfWhateverIsAnswered(t *testing.T) {
	read, refused := 0, 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 3))
		file := cargo(1 + r.IntN(60))
		n := int64(len(file))
		from, to := r.Int64N(n+2)-1, r.Int64N(n+4)-2
		var asked ByteRange
		var want []byte
		switch r.IntN(3) {
		case 0:
			want = file
		case 1:
			asked = Bytes(-1-r.Int64N(n+3), 0)
			last, err := strconv.ParseInt(strings.TrimPrefix(string(asked), "bytes=-"), 10, 64)
			require.NoError(t, err)
			want = file[max(n-last, 0):]
		default:
			from = max(from, 0)
			asked = Bytes(from, to)
			if to < 0 || to > n {
				to = n
			}
			if from < to {
				want = file[from:to]
			}
		}
		c := NewClient(nil, WithTransport(transport(func(req *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			if r.IntN(3) > 0 {
				w.Header().Set("ETag", `"7"`)
			}
			if r.IntN(4) == 0 {
				req.Header.Del("Range")
			}
			http.ServeContent(w, req, "", time.Time{}, bytes.NewReader(file))
			res := w.Result()
			switch r.IntN(8) {
			case 0:
				res.ContentLength = -1
				res.Header.Del("Content-Length")
			case 1:
				res.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", r.Int64N(n), r.Int64N(n), n))
			case 2:
				res.StatusCode = []int{200, 201, 202, 203, 204, 206, 302, 404, 503}[r.IntN(9)]
				if res.StatusCode == 200 && res.Header.Get("Content-Range") != "" || res.StatusCode == 201 || res.StatusCode == 203 {
					res.StatusCode = 206 // a part that claims to be the whole file can't be detected
				}
				if res.StatusCode == 204 {
					res.Body, res.ContentLength = http.NoBody, 0
					res.StatusCode = 500
				}
			case 3, 4:
				text := w.Body.Bytes()
				res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(text[:r.IntN(len(text)+1)]), iotest.ErrReader(errors.New("reset"))))
			case 5:
				return nil, errors.New("refused")
			}
			return res, nil
		})), WithRetry(3, 1))
		c.backoff = 1
		_, text, err := download(t.Context(), c, asked)
		if err != nil {
			refused++
			continue
		}
		read++
		require.Equal(t, string(want), text, "%d: %s of %d", seed, asked, n)
	}
	assert.Greater(t, read, 1500)
	assert.Greater(t, refused, 200)
}

func TestOpenTakesURLsThatTheServiceHandsOut(t *testing.T) {
	var sent []string
	c := offline(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r.URL.String()+" "+r.Header.Get("Authorization")+r.Header.Get("X-Custom")+r.Header.Get("Range"))
		if r.URL.Path == "/gone" {
			return reply(404, ""), nil
		}
		return reply(200, "0123456789"), nil
	})
	get := func(url string) (string, error) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		require.NoError(t, err)
		req.Header.Set("Range", string(Bytes(2, 4)))
		req.Header.Set("X-Custom", "1")
		d, err := Open(c, req)
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(d)
		return string(text), errors.Join(err, d.Close())
	}
	text, err := get("https://files.example/" + secret)
	require.NoError(t, err)
	assert.Equal(t, "23", text)
	text, err = get("https://harbor.example/v1.0/file")
	require.NoError(t, err)
	assert.Equal(t, "23", text)
	assert.Equal(t, []string{"https://files.example/" + secret + " bytes=2-3", "https://harbor.example/v1.0/file Bearer " + secret + "1bytes=2-3"}, sent)
	_, err = get("https://files.example/gone")
	assert.EqualError(t, err, "GET https://files.example: 404 Not Found")
	for _, url := range []string{"http://files.example/x", "https://u:p@files.example/x", "ftp://files.example/x"} {
		_, err = get(url)
		assert.ErrorIs(t, err, ErrForeign, url)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://files.example/x", nil)
	require.NoError(t, err)
	_, err = Open(c, req)
	assert.ErrorIs(t, err, ErrForeign)
	assert.Len(t, sent, 3)
}
