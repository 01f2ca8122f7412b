package runtime

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// kindOfCall is a call of each kind that a package can have. The call returns
// the value that the caller gets, or nil if it gets none, and the error.
type kindOfCall struct {
	name  string
	want  string                // the name of the request in errors
	empty func(status int) bool // whether it succeeds without a body
	call  func(context.Context, *Client) (any, error)
}

// said has the statuses of successful responses without content.
var said = map[int]bool{202: true, 204: true, 205: true}

// Kinds of calls by what they need.
var (
	reads  = func(int) bool { return false }
	writes = func(status int) bool { return said[status] }
	gives  = func(int) bool { return true } // nothing
	ofFile = func(status int) bool { return status == 200 || status == 201 || status == 203 }
)

// requestFor returns a request that no page has.
func requestFor(t *testing.T, ctx context.Context, method, path string) *http.Request {
	t.Helper()
	req, err := NewRequest(ctx, method, path, nil, nil)
	require.NoError(t, err)
	return req
}

// kindsOfCalls returns a call of each kind.
func kindsOfCalls(t *testing.T) []kindOfCall {
	value := func(v any, err error) (any, error) {
		if err != nil {
			return nil, err
		}
		return v, nil
	}
	batch := func(method string, read func(*BatchItem) (any, error)) func(context.Context, *Client) (any, error) {
		return func(ctx context.Context, c *Client) (any, error) {
			var b Batch
			item := b.Add(requestFor(t, ctx, method, "/vessels/1"), nil)
			wrapped := *c
			inner := c.http.Transport
			wrapped.http = &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
				res, err := inner.RoundTrip(r)
				if err != nil {
					return nil, err
				}
				text, err := io.ReadAll(res.Body)
				if err != nil {
					return nil, err
				}
				response := map[string]any{"id": "1", "status": res.StatusCode}
				if len(text) > 0 {
					response["body"] = string(text)
				}
				if json.Valid(text) {
					response["body"] = json.RawMessage(text)
				}
				all, err := json.Marshal(map[string]any{"responses": []any{response}})
				return reply(200, string(all)), err
			}), CheckRedirect: stay}
			if err := b.Send(ctx, &wrapped); err != nil {
				return nil, err
			}
			return read(item)
		}
	}
	return []kindOfCall{
		{"object", "GET /v1.0/vessels/1: ", reads, func(ctx context.Context, c *Client) (any, error) { return value(GetVessel(ctx, c, "1", nil)) }},
		{"list", "GET /v1.0/vessels: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(all(ListVessels(ctx, c, nil)))
		}},
		{"page", "GET /v1.0/vessels: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(all(EachPage[*Vessel](c, requestFor(t, ctx, "GET", "/vessels"))))
		}},
		{"page of values", "GET /v1.0/names: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(all(EachPage[string](c, requestFor(t, ctx, "GET", "/names"))))
		}},
		{"number", "GET /v1.0/vessels/$count: ", reads, func(ctx context.Context, c *Client) (any, error) { return value(CountVessels(ctx, c, nil)) }},
		{"text", "GET /v1.0/text: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(sendValue[string](c, requestFor(t, ctx, "GET", "/text"), nil))
		}},
		{"enum", "GET /v1.0/flag: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(sendValue[Flag](c, requestFor(t, ctx, "GET", "/flag"), nil))
		}},
		{"result of a function", "GET /v1.0/delay(port='x'): ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(sendValue[time.Time](c, requestFor(t, ctx, "GET", "/delay(port='x')"), nil))
		}},
		{"result of an action", "POST /v1.0/isFull: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(sendValue[bool](c, requestFor(t, ctx, "POST", "/isFull"), nil))
		}},
		{"list of an action", "POST /v1.0/members: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(all(sendPages[string](c, requestFor(t, ctx, "POST", "/members"), nil)))
		}},
		{"delta", "GET /v1.0/delta: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(all(sendDelta[*Vessel](c, requestFor(t, ctx, "GET", "/delta"), nil).All()))
		}},
		{"download", "GET /v1.0/vessels/1/manifest: ", ofFile, func(ctx context.Context, c *Client) (any, error) {
			d, err := GetManifest(ctx, c, "1", nil)
			if err != nil {
				return nil, err
			}
			defer d.Close()
			return value(io.ReadAll(d))
		}},
		{"create", "POST /v1.0/vessels: ", writes, func(ctx context.Context, c *Client) (any, error) {
			return value(CreateVessel(ctx, c, &Vessel{}, nil))
		}},
		{"update", "PATCH /v1.0/vessels/1: ", writes, func(ctx context.Context, c *Client) (any, error) {
			return value(sendOne[Vessel](c, requestFor(t, ctx, "PATCH", "/vessels/1"), nil))
		}},
		{"update without result", "PATCH /v1.0/vessels/1: ", gives, func(ctx context.Context, c *Client) (any, error) {
			return value(true, UpdateVessel(ctx, c, "1", &Vessel{}, nil))
		}},
		{"own request", "GET /v1.0/own: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(Send[json.RawMessage](c, requestFor(t, ctx, "GET", "/own")))
		}},
		{"own write", "POST /v1.0/own: ", writes, func(ctx context.Context, c *Client) (any, error) {
			return value(Send[json.RawMessage](c, requestFor(t, ctx, "POST", "/own")))
		}},
		{"own value", "PUT /v1.0/own: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(Send[int64](c, requestFor(t, ctx, "PUT", "/own")))
		}},
		{"work", "POST /v1.0/vessels/1/refit: ", writes, func(ctx context.Context, c *Client) (any, error) {
			return value(RefitVessel(ctx, c, "1", nil))
		}},
		{"monitor", "GET /v1.0/work/1: ", reads, func(ctx context.Context, c *Client) (any, error) {
			return value(Await[Vessel](ctx, c, "/work/1"))
		}},
		{"batch of an object", "GET /v1.0/vessels/1: ", reads, batch("GET", func(i *BatchItem) (any, error) { return value(BatchOne[Vessel](i)) })},
		{"batch of a value", "GET /v1.0/vessels/1: ", reads, batch("GET", func(i *BatchItem) (any, error) { return value(BatchValue[bool](i)) })},
		{"batch of a list", "GET /v1.0/vessels/1: ", reads, batch("GET", func(i *BatchItem) (any, error) { return value(all(BatchPages[*Vessel](i))) })},
		{"batch of a write", "POST /v1.0/vessels/1: ", writes, batch("POST", func(i *BatchItem) (any, error) { return value(BatchOne[Vessel](i)) })},
	}
}

// TestEachStatusWithEachBody makes a call of each kind for each status and kind
// of body. It returns a value, or an error that names the request.
func TestEachStatusWithEachBody(t *testing.T) {
	bodies := []string{"", "{}", "null", "[]", `"x"`, "<html><body>Sign in</body></html>", `{"value":[{"name":`}
	for _, kind := range kindsOfCalls(t) {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				for status := 200; status < 600; status++ {
					for _, body := range bodies {
						c := offline(func(*http.Request) (*http.Response, error) { return reply(status, body), nil }, WithRetry(1, time.Second))
						ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
						got, err := kind.call(ctx, c)
						cancel()
						at := kind.name + " " + http.StatusText(status) + " " + body
						assert.Equal(t, err == nil, got != nil, at) // an empty list is a value
						if err != nil {
							assert.Contains(t, err.Error(), kind.want, at)
						}
						if status >= 300 {
							assert.Error(t, err, at)
						} else if body == "" {
							assert.Equal(t, kind.empty(status), err == nil, at)
						}
						if err != nil && body == "" && said[status] && kind.name != "download" && kind.name != "monitor" {
							assert.ErrorIs(t, err, ErrNoContent, at)
						}
					}
				}
			})
		})
	}
}

func TestWhatIsNoContent(t *testing.T) {
	answering := func(res *http.Response) *Client {
		return offline(func(*http.Request) (*http.Response, error) { return res, nil })
	}
	for body, want := range map[string]string{
		``: "no content", ` `: "no content", `null`: "no content", `{"value":null}`: "no content",
		`{"@odata.context":"x","@odata.null":true}`: "no content", `{}`: "", `{"@odata.context":"x"}`: "", `{"value":{}}`: "", `{"value":7}`: "",
	} {
		v, err := GetVessel(t.Context(), answering(reply(200, body)), "1", nil)
		created, wrote := CreateVessel(t.Context(), answering(reply(202, body)), &Vessel{}, nil)
		assert.NoError(t, wrote, body)
		assert.NotNil(t, created, body)
		if want == "" {
			assert.NoError(t, err, body)
			assert.NotNil(t, v)
			continue
		}
		assert.ErrorIs(t, err, ErrNoContent, body)
		assert.Empty(t, *created)
		_, err = CountVessels(t.Context(), answering(reply(200, body)), nil)
		assert.ErrorIs(t, err, ErrNoContent, body)
	}
	_, err := GetVessel(t.Context(), answering(reply(204, "")), "1", nil)
	assert.EqualError(t, err, "GET /v1.0/vessels/1: response: status 204: no content")

	// The value of an empty text is empty, and JSON of any type may be null.
	req := requestFor(t, t.Context(), "GET", "/text")
	text, err := sendValue[string](answering(reply(200, "", "Content-Type", "text/plain")), req, nil)
	assert.NoError(t, err)
	assert.Empty(t, text)
	_, err = sendValue[string](answering(reply(204, "", "Content-Type", "text/plain")), req, nil)
	assert.ErrorIs(t, err, ErrNoContent)
	raw, err := sendValue[json.RawMessage](answering(reply(200, `{"value":null}`)), req, nil)
	assert.NoError(t, err)
	assert.Equal(t, "null", string(raw))
	_, err = sendValue[json.RawMessage](answering(reply(204, "")), req, nil)
	assert.ErrorIs(t, err, ErrNoContent)

	// A page without content ends a list with an error, after the items before it.
	n := 0
	c := offline(func(*http.Request) (*http.Response, error) {
		n++
		return []*http.Response{reply(200, `{"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/vessels?n=2"}`), reply(204, "")}[n-1], nil
	})
	names := ""
	for v, err := range ListVessels(t.Context(), c, nil) {
		if err != nil {
			assert.ErrorIs(t, err, ErrNoContent)
			continue
		}
		names += v.Name.Get()
	}
	assert.Equal(t, "a", names)

	for status, want := range map[int]error{200: nil, 204: ErrNoContent, 205: ErrNoContent} {
		res := reply(status, "", "Content-Length", "0")
		_, file, err := download(t.Context(), answering(res), "")
		assert.ErrorIs(t, err, want)
		assert.Empty(t, strings.TrimSpace(file))
	}
}
