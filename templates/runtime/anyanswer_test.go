package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// anything answers requests at random.
type anything struct{ *rand.Rand }

func (a anything) pick(texts ...string) string { return texts[a.IntN(len(texts))] }

func (a anything) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if a.IntN(10) == 0 {
		return nil, errors.New("connection reset")
	}
	statuses := []int{200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 409, 410, 412, 416, 424, 429, 500, 502, 503, 504, 507, 599}
	res := reply(statuses[a.IntN(len(statuses))], a.body())
	res.ContentLength = []int64{-1, 0, 5, 1 << 40}[a.IntN(4)]
	for _, header := range [][]string{
		{"Location", "", "/v1.0/work/1", "https://files.example/x?sig=1", "http://files.example/x", "https://harbor.example/v1.0/vessels", "javascript:x", "%zz", "//", "work", "https://u:p@files.example"},
		{"Content-Type", "", "application/json", "text/plain", "text/html; charset=x", ";;;", "multipart/mixed"},
		{"Content-Range", "", "bytes 0-4/10", "bytes 2-3/*", "bytes */10", "x", "bytes 99999999999999999999-1/1"},
		{"Content-Disposition", "", `attachment; filename="../x"`, ";", `x; filename*=UTF-8''%`},
		{"Retry-After", "", "1", "999999999999", "-1", "x", "Fri, 31 Dec 9999 23:59:59 GMT"},
		{"ETag", "", `"1"`, `W/"1"`, "x"},
		{"WWW-Authenticate", "", `Bearer claims="eyJhIjoxfQ=="`, `Bearer claims="`, `,,,=`},
		{"Content-Length", "", "0", "5", "x"},
		{"Request-Id", "", "r-1", "\x01"},
	} {
		if value := a.pick(header[1:]...); value != "" && a.IntN(2) == 0 {
			res.Header.Set(header[0], value)
		}
	}
	if a.IntN(10) == 0 {
		res.Body = io.NopCloser(io.MultiReader(res.Body, iotest.ErrReader(errors.New("cut"))))
	}
	return res, nil
}

// body returns JSON of an expected kind, with random changes.
func (a anything) body() string {
	text := a.pick(
		``, ` `, `null`, `[]`, `{}`, `7`, `"x"`, `true`, `<html>`, "\x00", "\uFEFF{}", `{"value":7}`, `{"value":"x"}`, `{"value":null}`,
		`{"name":"a","crew":7,"berth":{"number":1,"vessel":{"tugs":[{"name":"b"}]}}}`,
		`{"value":[{"name":"a"},{"name":"b","crew":"x"}],"@odata.nextLink":"/v1.0/vessels?n=1","@odata.count":2}`,
		`{"value":[{"name":"a"}],"@odata.nextLink":"https://evil.example/x"}`, `{"value":[],"@odata.deltaLink":"https://harbor.example/v1.0/delta?t=1"}`,
		`{"value":["a",5,null]}`, `{"error":{"code":"Busy","message":"later","innerError":{"request-id":"r"}}}`, `{"error":"x"}`, `{"error":7}`,
		`{"nextExpectedRanges":["0-"]}`, `{"NextExpectedRanges":["3-"]}`, `{"nextExpectedRanges":[]}`, `{"status":"running"}`, `{"status":{"state":"failed"}}`, `{"status":"succeeded","vesselId":"7"}`,
		`{"responses":[{"id":"1","status":200,"body":{"name":"a"}},{"id":"2","status":429,"headers":{"Retry-After":5}}]}`, `{"responses":[{"id":"x"}]}`, `{"responses":[{"id":"1","status":-5,"headers":[],"body":"x"}]}`,
		strings.Repeat("[", 2000), strings.Repeat(`{"berth":{"vessel":`, 600),
	)
	for a.IntN(3) == 0 && text != "" {
		i := a.IntN(len(text))
		switch a.IntN(3) {
		case 0:
			text = text[:i]
		case 1:
			text = text[:i] + a.pick(`"`, `{`, `]`, `,`, `:`, `\`, "\xff", `null`, `1e9`) + text[i:]
		default:
			j := min(i+1+a.IntN(4), len(text))
			text = text[:i] + text[j:]
		}
	}
	return text
}

// TestAnyAnswerIsAnErrorOrAValue makes calls of each kind to a service that
// answers at random.
func TestAnyAnswerIsAnErrorOrAValue(t *testing.T) {
	calls := map[string]func(context.Context, *Client) error{
		"GET /v1.0/vessels/1": func(ctx context.Context, c *Client) error {
			v, err := GetVessel(ctx, c, "1", nil)
			assert.Equal(t, err == nil, v != nil)
			return err
		},
		"POST /v1.0/vessels":           func(ctx context.Context, c *Client) error { return second(CreateVessel(ctx, c, &Vessel{}, nil)) },
		"PATCH /v1.0/vessels/1":        func(ctx context.Context, c *Client) error { return UpdateVessel(ctx, c, "1", &Vessel{}, nil) },
		"DELETE /v1.0/vessels/1":       func(ctx context.Context, c *Client) error { return DeleteVessel(ctx, c, "1", nil) },
		"GET /v1.0/vessels/$count":     func(ctx context.Context, c *Client) error { return second(CountVessels(ctx, c, nil)) },
		"GET /v1.0/vessels/1/manifest": func(ctx context.Context, c *Client) error { _, _, err := download(ctx, c, ""); return err },
		"GET /v1.0/vessels/1/manifest ": func(ctx context.Context, c *Client) error {
			_, text, err := download(ctx, c, Bytes(0, 5))
			assert.LessOrEqual(t, len(text), 5)
			return err
		},
		"PUT /v1.0/vessels/1/manifest": func(ctx context.Context, c *Client) error {
			return ReplaceManifest(ctx, c, "1", strings.NewReader("x"), nil)
		},
		"GET /v1.0/vessels": func(ctx context.Context, c *Client) error {
			items, err := all(ListVessels(ctx, c, nil))
			for _, v := range items {
				assert.NotNil(t, v)
			}
			return err
		},
		"GET /v1.0/vessels ": func(ctx context.Context, c *Client) error {
			req, err := ListVesselsRequest(ctx, nil)
			require.NoError(t, err)
			return second(all(EachPage[string](c, req)))
		},
		"GET /v1.0/delta": func(ctx context.Context, c *Client) error {
			req, err := newRequest(ctx, "GET", "/delta", nil, nil, nil)
			d := sendDelta[*Vessel](c, req, err)
			_, err = all(d.All())
			assert.True(t, err == nil || d.Link() == "")
			return err
		},
		"GET /v1.0/x": func(ctx context.Context, c *Client) error {
			req, err := NewRequest(ctx, "GET", "/x", nil, nil)
			require.NoError(t, err)
			raw, err := Send[json.RawMessage](c, req)
			assert.True(t, err != nil || len(*raw) == 0 || json.Valid(*raw))
			return err
		},
		"POST /v1.0/vessels/1/refit": func(ctx context.Context, c *Client) error {
			w, err := RefitVessel(ctx, c, "1", nil)
			if err != nil {
				return err
			}
			if w.Monitor() == "" {
				_, err = w.Await(ctx)
				return err
			}
			return nil
		},
		"await: GET ": func(ctx context.Context, c *Client) error {
			return second(Await[refit](ctx, c, "https://work.example/1"))
		},
		"POST /v1.0/$batch": func(ctx context.Context, c *Client) error {
			var b Batch
			first := b.Add(GetVesselRequest(ctx, "1", nil))
			list := b.Add(ListVesselsRequest(ctx, nil))
			if err := b.Send(ctx, c); err != nil {
				return err
			}
			if v, err := BatchOne[Vessel](first); err != nil {
				assert.Nil(t, v)
				assert.ErrorContains(t, err, "GET /v1.0/vessels/1: ")
			}
			_, _ = all(BatchPages[*Vessel](list))
			return nil
		},
		"PUT https://files.example": func(ctx context.Context, c *Client) error {
			_, err := UploadChunks[Vessel](ctx, c, "https://files.example/s", strings.NewReader("cargo"), 5, nil)
			var stopped *UploadError
			assert.True(t, err == nil || errors.As(err, &stopped))
			return err
		},
	}
	// An upload can stop without a failed request.
	named := regexp.MustCompile(`(GET|POST|PATCH|PUT|DELETE) (/v1\.0/|/|https://)|^upload: stopped at \d of 5 bytes: the service `)
	failed, done := 0, 0
	for seed := range uint64(300) {
		for _, name := range slices.Sorted(maps.Keys(calls)) {
			synctest.Test(t, func(t *testing.T) {
				a := anything{rand.New(rand.NewPCG(seed, uint64(len(name))))}
				c := NewClient(nil, WithTransport(a), WithToken(secretToken), WithLimits(1<<20, 20), WithRetry(2, time.Second))
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				start := time.Now()
				err := calls[name](ctx, c)
				assert.LessOrEqual(t, time.Since(start), time.Hour)
				if err == nil {
					done++
					return
				}
				failed++
				assert.Regexp(t, named, err.Error(), "%s %d", name, seed)
				noSecret(t, err)
			})
		}
	}
	t.Log(fmt.Sprint(done, " done, ", failed, " failed"))
	assert.Greater(t, done, 500)
	assert.Greater(t, failed, 1000)
}
