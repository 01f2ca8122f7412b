package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oddSession is an upload session of a server that answers at random, also
// against the protocol. Two responses are always true, because a client could
// not detect the error: that the server has a result, in response to the last
// missing bytes that it has listed; and that no bytes are missing, for a
// deferred upload.
type oddSession struct {
	*rand.Rand
	content  string
	has      []bool
	deferred bool
	// liar is set if the server lists wrong missing bytes. Otherwise it reports
	// the end too early.
	liar   bool
	faults int // the percentage of errors; 0 after the last one
	made   bool
	told   bool // the server has reported the result, or that it has all bytes
	wrong  string
	sent   int
}

func (s *oddSession) lacks() (l spans) {
	for i, has := range s.has {
		if has {
			continue
		}
		if n := len(l); n > 0 && l[n-1].to == int64(i) {
			l[n-1].to++
		} else {
			l = append(l, span{int64(i), int64(i) + 1})
		}
	}
	return l
}

func (s *oddSession) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	s.sent++
	var chunk span
	before := s.lacks()
	odd := s.IntN(100) < s.faults
	if odd && s.IntN(4) == 0 {
		return s.fail(r)
	}
	if r.Method == http.MethodPut {
		if chunk = s.take(r, odd); s.wrong != "" {
			return nil, errors.New(s.wrong)
		}
	} else if s.made {
		return reply(404, ""), nil
	}
	whole := len(s.lacks()) == 0
	if !odd {
		return s.honest(r.Method, whole), nil
	}
	if whole && !s.deferred && s.IntN(3) > 0 {
		s.made = true
	}
	if s.IntN(6) == 0 {
		return nil, errors.New("connection reset")
	}
	if s.IntN(6) == 0 {
		return reply([]int{500, 502, 503, 504, 429, 408}[s.IntN(6)], ""), nil
	}
	if s.liar {
		return s.lie(), nil
	}
	early := r.Method == http.MethodGet || len(before.without(chunk)) > 0
	return s.tooEarly(early), nil
}

// fail returns an error without a change.
func (s *oddSession) fail(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.CopyN(io.Discard, r.Body, s.Int64N(4))
	}
	switch s.IntN(30) {
	case 0:
		return reply([]int{401, 403, 409, 410, 404, 302, 507}[s.IntN(7)], ""), nil
	case 1:
		return reply(416, ""), nil
	}
	return nil, errors.New("connection reset")
}

// take accepts a chunk or a part of it.
func (s *oddSession) take(r *http.Request, odd bool) span {
	var from, to, size int
	if _, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &size); err != nil || size != len(s.content) {
		s.wrong = "Content-Range: " + r.Header.Get("Content-Range")
		return span{}
	}
	b, err := io.ReadAll(r.Body)
	if err != nil || string(b) != s.content[from:to+1] || r.ContentLength != int64(len(b)) {
		s.wrong = fmt.Sprintf("%d-%d are %q: %v", from, to, b, err)
		return span{}
	}
	n := len(b)
	if odd {
		n = s.IntN(n + 1)
	}
	for i := range n {
		s.has[from+i] = true
	}
	return span{int64(from), int64(to) + 1}
}

// state returns the state of the session, with random case of its name.
func (s *oddSession) state(lacks spans) string {
	name := []string{"nextExpectedRanges", "NextExpectedRanges", "NEXTEXPECTEDRANGES", "nextexpectedranges"}[s.IntN(4)]
	ranges := make([]string, len(lacks))
	for i, l := range lacks {
		ranges[i] = fmt.Sprintf("%q", strconv.FormatInt(l.from, 10)+"-"+strconv.FormatInt(l.to-1, 10))
		if l.to == int64(len(s.content)) && i == len(lacks)-1 {
			ranges[i] = fmt.Sprintf([]string{`"%d-"`, `"%d"`}[s.IntN(2)], l.from)
		}
	}
	return fmt.Sprintf(`{"expirationDateTime":"2021-07-01T00:00:00Z","%s":[%s]}`, name, strings.Join(ranges, ","))
}

const madeItem = `{"name":"cargo"}`

func (s *oddSession) honest(method string, whole bool) *http.Response {
	if whole && s.deferred {
		s.told = true
		return reply([]int{200, 202}[s.IntN(2)], s.state(nil))
	}
	if whole && method == http.MethodPut {
		s.made, s.told = true, true
		return reply([]int{200, 201}[s.IntN(2)], madeItem)
	}
	return reply([]int{200, 202}[s.IntN(2)], s.state(s.lacks()))
}

// silent returns a response without content.
func (s *oddSession) silent() *http.Response {
	return reply([]int{200, 202, 204, 206}[s.IntN(4)], []string{``, `{}`, ` `, `{"expirationDateTime":"x"}`, `{"@odata.context":"x"}`, `{"nextExpectedRanges":null}`}[s.IntN(6)])
}

// lie returns a response without content, or with wrong missing bytes.
func (s *oddSession) lie() *http.Response {
	n := int64(len(s.content))
	from := s.Int64N(n)
	lies := []string{
		s.state(spans{{from, n}}), s.state(spans{{from, from + 1 + s.Int64N(n-from)}}), s.state(spans{{0, n}}),
		`{"nextExpectedRanges":["x"]}`, `{"nextExpectedRanges":["-"]}`, `{"nextExpectedRanges":["-5"]}`, `{"nextExpectedRanges":["3-1"]}`, `{"nextExpectedRanges":["99999999999999999999-"]}`,
		`{"nextExpectedRanges":[5]}`, `{"nextExpectedRanges":5}`, `{"nextExpectedRanges":{}}`, `{"nextExpectedRanges":["` + strconv.FormatInt(n, 10) + `-"]}`,
		`{"nextExpectedRanges":["0-99999999999999999999"]}`, `{"nextExpectedRanges":["0-9999","0-2","1-"]}`, `<html>`, `[]`, `null`, `"x"`, `{"error":{"code":"x"}}`, `{"nextExpectedRanges":["`,
	}
	if !s.deferred {
		lies = append(lies, s.state(nil))
	}
	if i := s.IntN(len(lies) + 4); i < len(lies) {
		return reply([]int{200, 202}[s.IntN(2)], lies[i])
	}
	return s.silent()
}

// tooEarly returns a response without content, or one that reports the end if
// the client can detect that it is wrong.
func (s *oddSession) tooEarly(may bool) *http.Response {
	if may && s.IntN(2) == 0 {
		return reply([]int{200, 201}[s.IntN(2)], []string{madeItem, `{"name":"x",}`, `{"id":"1"}`}[s.IntN(3)])
	}
	if may && s.IntN(4) == 0 {
		return reply(201, "")
	}
	if lacks := s.lacks(); len(lacks) > 0 && s.IntN(2) == 0 {
		return reply(201, s.state(lacks))
	}
	return s.silent()
}

func TestUploadToASessionThatAnswersAnything(t *testing.T) {
	const runs = 6_000
	ended := make(map[string]int)
	for seed := range uint64(runs) {
		r := rand.New(rand.NewPCG(seed, 15))
		size := 1 + r.IntN(40)
		s := &oddSession{Rand: r, content: string(cargo(size)), has: make([]bool, size), deferred: r.IntN(4) == 0, liar: r.IntN(2) == 0, faults: []int{0, 10, 40, 100}[r.IntN(4)]}
		perfect := s.faults == 0
		c := NewClient(nil, WithTransport(s), WithRetry(1+r.IntN(4), 1))
		c.backoff = 1
		upload := func(resume bool) (*Vessel, error) {
			u := &upload{c: c, content: strings.NewReader(s.content), size: int64(size), url: "https://files.example/s"}
			u.ChunkOptions = ChunkOptions{Size: 1 + r.Int64N(16), Deferred: s.deferred, Resume: resume}
			u.Progress = func(n int64) { assert.LessOrEqual(t, n, u.size) }
			v := new(Vessel)
			err := u.fill(context.Background(), v)
			return v, err
		}
		v, err := upload(false)
		require.Empty(t, s.wrong, seed)
		require.LessOrEqual(t, s.sent, 10*(size+10), seed)
		if err == nil {
			require.Empty(t, s.lacks(), "%d: success, and the server lacks bytes", seed)
			require.True(t, s.told || s.made, seed)
			if s.told && !s.deferred {
				require.Equal(t, "cargo", v.Name.Get(), seed)
			}
			ended["success"]++
			continue
		}
		require.False(t, perfect, "%d: %v", seed, err)
		var stopped *UploadError
		require.ErrorAs(t, err, &stopped, seed)
		require.Equal(t, int64(size), stopped.Size)
		require.True(t, 0 <= stopped.Taken && stopped.Taken <= stopped.Size, seed)

		s.faults = 0
		had := s.made
		_, err = upload(true)
		require.Empty(t, s.wrong, seed)
		switch {
		case had:
			// The result was lost with its response.
			require.ErrorIs(t, err, ErrNotFound, seed)
			ended["lost"]++
		case len(s.lacks()) == 0 && err != nil && !s.told:
			// The server had all bytes, so no request was left to get the
			// result.
			require.ErrorIs(t, err, errNotMade, seed)
			ended["whole"]++
		default:
			require.NoError(t, err, seed)
			require.Empty(t, s.lacks(), seed)
			ended["resumed"]++
		}
	}
	t.Log(ended)
	for _, end := range []string{"success", "lost", "whole", "resumed"} {
		assert.Greater(t, ended[end], runs/1000, end)
	}
}
