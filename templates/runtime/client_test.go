package runtime

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const secret = "sesame-0123456789"

func secretToken(context.Context) (string, error) { return secret, nil }

// transport answers requests instead of the network.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// reply returns a response. The headers alternate between names and values.
func reply(status int, body string, headers ...string) *http.Response {
	res := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
	for i := 0; i+1 < len(headers); i += 2 {
		res.Header.Add(headers[i], headers[i+1])
	}
	return res
}

// offline returns a client whose network is f.
func offline(f transport, options ...ClientOption) *Client {
	return NewClient(&http.Client{Transport: f}, append([]ClientOption{WithToken(secretToken), WithForeign(&http.Client{Transport: f})}, options...)...)
}

// served returns a client of a server on the loopback interface.
func served(t *testing.T, h http.HandlerFunc, options ...ClientOption) (*Client, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return NewClient(s.Client(), append([]ClientOption{WithToken(secretToken), WithBaseURL(s.URL + "/v1.0")}, options...)...), s.URL
}

// all collects a sequence.
func all[T any](seq func(func(T, error) bool)) (items []T, err error) {
	for item, e := range seq {
		if e != nil {
			return items, e
		}
		items = append(items, item)
	}
	return items, nil
}

func names(vessels []*Vessel) string {
	var out []string
	for _, v := range vessels {
		out = append(out, v.Name.Get())
	}
	return strings.Join(out, " ")
}

// faults describes the invalid values of a model.
func faults(o *Object) string {
	var out []string
	for _, e := range o.Invalid() {
		out = append(out, e.Error())
	}
	return strings.Join(out, "; ")
}

// noSecret checks that an error does not contain the token.
func noSecret(t *testing.T, err error) {
	t.Helper()
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v %q", err, err, err, err), secret)
}

func TestNextLinkToAnotherOriginIsRefused(t *testing.T) {
	for _, link := range []string{
		"https://evil.example/x", "https://harbor.example.evil.example/v1.0/x", "https://harbor.example@evil.example/x", `https://harbor.example\@evil.example/x`,
		"https://harbor。example/v1.0/x", "http://harbor.example/v1.0/x", "https://harbor.example:8443/v1.0/x", "https://harbor.example./v1.0/x",
		"//evil.example/x", "https:evil", "javascript:alert(1)", "https://user:pw@harbor.example/v1.0/x", "file:///etc/passwd", "https:///x", "%zz",
	} {
		requests := 0
		c := offline(func(r *http.Request) (*http.Response, error) {
			requests++
			return reply(200, fmt.Sprintf(`{"@odata.nextLink":%q,"value":[{"name":"a"}]}`, link)), nil
		})
		items, err := all(ListVessels(t.Context(), c, nil))
		assert.ErrorIs(t, err, ErrForeign, link)
		assert.Equal(t, "a", names(items))
		assert.Equal(t, 1, requests, link)
		noSecret(t, err)

		_, err = all(ResumeDelta[*Vessel](t.Context(), c, link).All())
		assert.ErrorIs(t, err, ErrForeign, link)
		assert.Equal(t, 1, requests, link)
	}
}

func TestNextLinkOfTheSameOriginIsFollowedAsItIs(t *testing.T) {
	for link, want := range map[string]string{
		"https://HARBOR.example/v1.0/vessels?$skiptoken=x":                   "https://HARBOR.example/v1.0/vessels?$skiptoken=x",
		"https://harbor.example:443/v1.0/vessels?$skiptoken=x":               "https://harbor.example:443/v1.0/vessels?$skiptoken=x",
		"/v1.0/vessels?$skiptoken=x":                                         "https://harbor.example/v1.0/vessels?$skiptoken=x",
		"https://harbor.example/v1.0/a%2Fb/c?$skiptoken=%23%20%2B%25+a%27'b": "https://harbor.example/v1.0/a%2Fb/c?$skiptoken=%23%20%2B%25+a%27'b",
		"?$skiptoken=2": "https://harbor.example/v1.0/vessels?$skiptoken=2",
	} {
		var sent []*http.Request
		c := offline(func(r *http.Request) (*http.Response, error) {
			if sent = append(sent, r); len(sent) == 1 {
				return reply(200, fmt.Sprintf(`{"value":[],"@odata.nextLink":%q}`, link)), nil
			}
			return reply(200, `{"value":[{"name":"b"}],"@odata.nextLink":null}`), nil
		})
		items, err := all(ListVessels(t.Context(), c, &ListVesselsOptions{Consistency: "eventual"}))
		require.NoError(t, err)
		assert.Equal(t, "b", names(items))
		// Below BaseURL, the client sets the origin of the link.
		to, err := url.Parse(want)
		require.NoError(t, err)
		assert.True(t, sameOrigin(to, sent[1].URL))
		assert.Equal(t, to.RequestURI(), sent[1].URL.RequestURI())
		assert.Equal(t, "eventual", sent[1].Header.Get("ConsistencyLevel"))
		assert.Equal(t, "Bearer "+secret, sent[1].Header.Get("Authorization"))
	}
}

func TestPagesInACircleAreAnError(t *testing.T) {
	next := map[string]string{"/v1.0/vessels": "/v1.0/a", "/v1.0/a": "/v1.0/b", "/v1.0/b": "/v1.0/a"}
	requests := 0
	c := offline(func(r *http.Request) (*http.Response, error) {
		requests++
		return reply(200, fmt.Sprintf(`{"value":[{}],"@odata.nextLink":%q}`, next[r.URL.Path])), nil
	})
	items, err := all(ListVessels(t.Context(), c, nil))
	assert.ErrorIs(t, err, ErrLoop)
	assert.Len(t, items, 3)
	assert.Equal(t, 3, requests)

	next["/v1.0/vessels"] = "/v1.0/vessels"
	_, err = all(ListVessels(t.Context(), c, nil))
	assert.ErrorIs(t, err, ErrLoop)
	assert.Equal(t, 4, requests)
}

func TestEndlessPagesStop(t *testing.T) {
	n := 0
	endless := func(r *http.Request) (*http.Response, error) {
		n++
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		return reply(200, fmt.Sprintf(`{"value":[{}],"@odata.nextLink":"/v1.0/vessels?n=%d"}`, n)), nil
	}
	items, err := all(ListVessels(t.Context(), offline(endless, WithLimits(1<<20, 50)), nil))
	assert.ErrorIs(t, err, ErrPages)
	assert.Len(t, items, 50)

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	count := 0
	for _, err = range ListVessels(ctx, offline(endless), nil) {
		if count++; count == 7 {
			cancel()
		}
	}
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 8, count)
}

func TestManyPagesTakeNoMemory(t *testing.T) {
	padding := strings.Repeat("x", 10<<10)
	n := 0
	c := offline(func(*http.Request) (*http.Response, error) {
		n++
		return reply(200, fmt.Sprintf(`{"value":[{"name":%q}],"@odata.nextLink":"/v1.0/vessels?n=%d"}`, padding, n)), nil
	})
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	var early int64
	for _, err := range ListVessels(t.Context(), c, nil) {
		require.NoError(t, err)
		if n == 100 {
			early = heap()
		}
		if n == 3000 { // 30 MB later
			break
		}
	}
	assert.Less(t, heap()-early, int64(2<<20))
}

func TestPagesAreLazyAndCanBeFetchedAnew(t *testing.T) {
	requests := 0
	c := offline(func(r *http.Request) (*http.Response, error) {
		requests++
		return reply(200, `{"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/vessels?2"}`), nil
	})
	seq := ListVessels(t.Context(), c, nil)
	assert.Zero(t, requests)
	for range 2 {
		for v, err := range seq {
			require.NoError(t, err)
			assert.Equal(t, "a", v.Name.Get())
			break
		}
	}
	assert.Equal(t, 2, requests)
}

func TestEmptyPagesAndOddLinks(t *testing.T) {
	pages := map[string]string{
		"/v1.0/vessels": `{"value":[],"@odata.nextLink":"/v1.0/2"}`,
		"/v1.0/2":       `{"@odata.nextLink":"/v1.0/3","value":[null,{"name":"b"}]}`,
		"/v1.0/3":       `{"value":[{"name":"c"}],"@odata.nextLink":""}`,
	}
	c := offline(func(r *http.Request) (*http.Response, error) { return reply(200, pages[r.URL.Path]), nil })
	items, err := all(ListVessels(t.Context(), c, nil))
	require.NoError(t, err)
	assert.Len(t, items, 3)
	assert.Empty(t, *items[0], "null")
	assert.Equal(t, "b", items[1].Name.Get())

	for body, want := range map[string]string{
		`{"value":[{"name":"a"}],"@odata.nextLink":5}`: "@odata.nextLink: want a string, have a number",
		`{"value":[{},{},{"arrival":tru}]}`:            "value[2].arrival: want a string",
		`{"value":{}}`:                                 "value: want an array",
		`{}`:                                           "want an array \"value\"",
		`{"value":[]} x`:                               "want the end",
		``:                                             "status 200: no content",
		`null`:                                         "status 200: no content",
		`{"error":{"code":"Nope","message":"not like so"}}`: "Nope: not like so",
	} {
		pages["/v1.0/vessels"] = body
		_, err := all(ListVessels(t.Context(), c, nil))
		assert.ErrorContains(t, err, want)
		noSecret(t, err)
	}
	pages["/v1.0/vessels"] = ` [{"name":"a"},{"name":"b"}] `
	items, err = all(ListVessels(t.Context(), c, nil))
	require.NoError(t, err)
	assert.Equal(t, "a b", names(items), "an array alone")
	pages["/v1.0/vessels"] = `[{"arrival":tru}]`
	_, err = all(ListVessels(t.Context(), c, nil))
	assert.ErrorContains(t, err, "[0].arrival: want a string")
	pages["/v1.0/vessels"] = `{"value":[{"name":"a"},{"name":"b"},{"arrival":x},{"name":"d"}]}`
	items, err = all(ListVessels(t.Context(), c, nil))
	assert.Error(t, err)
	assert.Equal(t, "a b", names(items), "the items before the invalid one")
}

func TestThrottledPageIsFetchedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []string
		c := offline(func(r *http.Request) (*http.Response, error) {
			seen = append(seen, r.URL.RawQuery)
			switch len(seen) {
			case 1:
				return reply(200, `{"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/vessels?2"}`), nil
			case 2:
				return reply(429, ``, "Retry-After", "3"), nil
			}
			return reply(200, `{"value":[{"name":"b"}]}`), nil
		})
		items, err := all(ListVessels(t.Context(), c, nil))
		require.NoError(t, err)
		assert.Equal(t, "a b", names(items))
		assert.Equal(t, []string{"", "2", "2"}, seen)
	})
}

func TestDeltaThatIsLeftHalfwayHasNoLink(t *testing.T) {
	c := offline(func(r *http.Request) (*http.Response, error) {
		if r.URL.RawQuery == "" { // both links, which no page should have
			return reply(200, `{"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/delta?2","@odata.deltaLink":"/v1.0/delta?t=1"}`), nil
		}
		return reply(200, `{"value":[{"name":"b"}],"@odata.deltaLink":"/v1.0/delta?t=2"}`), nil
	})
	req, err := newRequest(t.Context(), "GET", "/delta", nil, nil, nil)
	d := sendDelta[*Vessel](c, req, err)
	for v := range d.All() {
		if v.Name.Get() == "b" {
			break
		}
	}
	assert.Empty(t, d.Link())
}

func TestDeltaHandsBackItsLink(t *testing.T) {
	c := offline(func(r *http.Request) (*http.Response, error) {
		switch r.URL.RawQuery {
		case "":
			return reply(200, `{"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/delta?2"}`), nil
		case "2":
			return reply(200, `{"value":[{"id":"9","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"https://harbor.example/v1.0/delta?t=%2B"}`), nil
		case "t=%2B":
			return reply(200, `{"value":[{"name":"c"}],"@odata.deltaLink":"https://harbor.example/v1.0/delta?t=3"}`), nil
		}
		return reply(410, ``), nil
	})
	req, err := newRequest(t.Context(), "GET", "/delta", nil, nil, nil)
	d := sendDelta[*Vessel](c, req, err)
	for range d.All() {
		break
	}
	assert.Empty(t, d.Link())
	items, err := all(d.All())
	require.NoError(t, err)
	removed, ok := items[1].Object.Raw("@removed")
	assert.True(t, ok)
	assert.JSONEq(t, `{"reason":"deleted"}`, string(removed))

	d = ResumeDelta[*Vessel](t.Context(), c, d.Link())
	items, err = all(d.All())
	require.NoError(t, err)
	assert.Equal(t, "c", names(items))
	_, err = all(ResumeDelta[*Vessel](t.Context(), c, d.Link()).All())
	assert.ErrorIs(t, err, ErrGone)
}

// authorizing returns a client for each way to authorize requests: [WithToken],
// and a transport that adds the token to all requests.
func authorizing(t *testing.T, h http.HandlerFunc) map[string]*Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return map[string]*Client{
		"option":    NewClient(s.Client(), WithBaseURL(s.URL+"/v1.0"), WithToken(secretToken)),
		"transport": NewClient(&http.Client{Transport: addToken{s.Client().Transport}}, WithBaseURL(s.URL+"/v1.0")),
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	var elsewhere atomic.Int32
	evil := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer evil.Close()
	custom := &Options{Header: http.Header{"X-Custom": {"1"}}}
	for _, status := range []int{301, 302, 303, 307, 308} {
		var atHome atomic.Int32
		for name, c := range authorizing(t, func(w http.ResponseWriter, r *http.Request) {
			atHome.Add(1)
			assert.Equal(t, "Bearer "+secret, r.Header.Get("Authorization"))
			w.Header().Set("Location", evil.URL+"/x?s="+secret)
			w.WriteHeader(status)
		}) {
			atHome.Store(0)
			_, get := GetVessel(t.Context(), c, "1", custom)
			_, list := all(ListVessels(t.Context(), c, nil))
			_, post := CreateVessel(t.Context(), c, &Vessel{Name: Set("a")}, custom)
			for _, err := range []error{
				get, list, post, UpdateVessel(t.Context(), c, "1", &Vessel{Name: Set("a")}, custom), DeleteVessel(t.Context(), c, "1", custom),
				ReplaceManifest(t.Context(), c, "1", strings.NewReader("a,b"), custom),
			} {
				var e *Error
				require.ErrorAs(t, err, &e, name)
				assert.Equal(t, status, e.StatusCode)
				if name == "option" {
					noSecret(t, err)
				}
			}
			assert.Equal(t, int32(6), atHome.Load())
		}
	}
	assert.Zero(t, elsewhere.Load())
}

// addToken is a transport like that of many authorizing clients: it adds the
// token to all requests.
type addToken struct{ http.RoundTripper }

func (a addToken) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+secret)
	return a.RoundTripper.RoundTrip(r)
}

func TestStreamGoesThroughARedirectWithoutToken(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		var got []http.Header
		files := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.Header.Clone())
			if r.URL.Path == "/hop" {
				http.Redirect(w, r, "/file?sig=1", status)
				return
			}
			fmt.Fprint(w, "a,b\n1,2\n")
		}))
		for _, c := range authorizing(t, func(w http.ResponseWriter, r *http.Request) {
			assert.Equal(t, "Bearer "+secret, r.Header.Get("Authorization"))
			http.Redirect(w, r, files.URL+"/hop", status)
		}) {
			got = nil
			stream, err := GetManifest(t.Context(), c, "1", &DownloadOptions{Range: Bytes(0, 10), Options: Options{Header: http.Header{"X-Custom": {"1"}}}})
			require.NoError(t, err)
			text, err := io.ReadAll(stream)
			require.NoError(t, err)
			require.NoError(t, stream.Close())
			assert.Equal(t, "a,b\n1,2\n", string(text))
			require.Len(t, got, 2)
			for _, h := range got {
				assert.Empty(t, h.Get("Authorization"))
				assert.Empty(t, h.Get("X-Custom"))
				assert.Equal(t, "bytes=0-9", h.Get("Range"))
			}
		}
		files.Close()
	}
}

func TestTokenDoesNotComeBackWithAChainOfRedirects(t *testing.T) {
	for _, away := range []string{
		"https://evil.example/x", "https://sub.harbor.example/v1.0/x", "https://harbor.example:8443/v1.0/x", "https://harbor.example./v1.0/x",
	} {
		var sent []string
		c := offline(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.URL.Host+" "+r.Header.Get("Authorization"))
			switch len(sent) {
			case 1:
				return reply(302, "", "Location", away), nil
			case 2:
				return reply(302, "", "Location", "https://harbor.example/v1.0/back"), nil
			}
			return reply(200, "file"), nil
		})
		stream, err := GetManifest(t.Context(), c, "1", nil)
		require.NoError(t, err)
		require.NoError(t, stream.Close())
		there, err := url.Parse(away)
		require.NoError(t, err)
		assert.Equal(t, []string{"harbor.example Bearer " + secret, there.Host + " ", "harbor.example "}, sent)
	}
}

func TestStreamRedirectsThatAreRefused(t *testing.T) {
	for _, location := range []string{"http://harbor.example/v1.0/x", "http://files.example/x", "ftp://files.example/x", "https://u:p@files.example/x", "https:x", "%zz"} {
		n := 0
		c := offline(func(r *http.Request) (*http.Response, error) {
			n++
			return reply(302, "", "Location", location), nil
		}, WithRetry(1, 0))
		_, err := GetManifest(t.Context(), c, "1", nil)
		assert.Error(t, err, location)
		assert.Equal(t, 1, n, location)
	}
	n := 0
	c := offline(func(r *http.Request) (*http.Response, error) {
		n++
		assert.Equal(t, n == 1, r.Header.Get("Authorization") != "")
		return reply(302, "", "Location", fmt.Sprintf("https://%s.example/v1.0/x", []string{"harbor", "evil"}[n%2])), nil
	})
	_, err := GetManifest(t.Context(), c, "1", nil)
	assert.Error(t, err)
	assert.Equal(t, 1+maxHops, n)

	// A request with a body, or one that changes something, is not redirected.
	req, err := newRequest(t.Context(), http.MethodPost, "/vessels", nil, nil, &Vessel{})
	n = 0
	_, err = sendStream(c, req, err)
	assert.Error(t, err)
	assert.Equal(t, 1, n)
}

func TestRetryAfterIsClamped(t *testing.T) {
	const longest = 30 * time.Second
	for after, refused := range map[string]bool{
		"9223372037": true, "18446744074": true, "1e9": true, "1e400": false, "-1": false, "0": false, "1.5": false, "abc": false, "": false, "NaN": false,
		"Inf": true, "Fri, 21 Oct 1988 07:28:00 GMT": false, "Fri, 31 Dec 9999 23:59:59 GMT": true, "5": false, "30": false, "31": true,
	} {
		synctest.Test(t, func(t *testing.T) {
			var at []time.Time
			c := offline(func(r *http.Request) (*http.Response, error) {
				at = append(at, time.Now())
				return reply(429, "", "Retry-After", after, "Retry-After", "7"), nil
			}, WithRetry(3, longest))
			_, err := GetVessel(t.Context(), c, "1", nil)
			assert.ErrorIs(t, err, ErrThrottled)
			if refused {
				assert.Len(t, at, 1, after)
				var e *Error
				require.ErrorAs(t, err, &e)
				assert.Greater(t, e.RetryAfter, longest)
				assert.LessOrEqual(t, e.RetryAfter, maxRetryAfter)
				return
			}
			require.Len(t, at, 3, after)
			for i, least := range []time.Duration{500 * time.Millisecond, time.Second} {
				wait := at[i+1].Sub(at[i])
				assert.GreaterOrEqual(t, wait, least, after)
				assert.LessOrEqual(t, wait, longest, after)
			}
			if after == "5" {
				assert.GreaterOrEqual(t, at[1].Sub(at[0]), 5*time.Second)
			}
		})
	}
}

// TestU07WaitThatIsTooLongIsNotBegun checks a service that asks for a longer
// wait than the client allows.
func TestU07WaitThatIsTooLongIsNotBegun(t *testing.T) {
	for _, status := range []int{429, 503} {
		synctest.Test(t, func(t *testing.T) {
			requests := 0
			c := offline(func(*http.Request) (*http.Response, error) {
				requests++
				return reply(status, "", "Retry-After", "30"), nil
			}, WithRetry(3, time.Second))
			start := time.Now()
			_, err := GetVessel(t.Context(), c, "1", nil)
			var e *Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, 30*time.Second, e.RetryAfter)
			assert.Equal(t, 1, requests)
			assert.Zero(t, time.Since(start))
		})
	}
}

func TestCancelEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := offline(func(r *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "50"), nil })
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		start := time.Now()
		_, err := GetVessel(ctx, c, "1", nil)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.ErrorIs(t, err, ErrThrottled)
		assert.Equal(t, 2*time.Second, time.Since(start))
	})
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		c := offline(func(r *http.Request) (*http.Response, error) { sent++; return reply(429, "", "Retry-After", "50"), nil })
		ctx, cancel := context.WithCancel(t.Context())
		start := time.Now()
		go func() {
			time.Sleep(3 * time.Second)
			cancel()
		}()
		_, err := all(ListVessels(ctx, c, nil))
		assert.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, 3*time.Second, time.Since(start))
		assert.Equal(t, 1, sent)
	})
}

func TestOnlyWhatIsSafeIsRepeated(t *testing.T) {
	reset := errors.New("connection reset")
	vessel := &Vessel{Name: Set("a")}
	calls := map[string]func(context.Context, *Client) error{
		"GET":    func(ctx context.Context, c *Client) error { _, err := GetVessel(ctx, c, "1", nil); return err },
		"DELETE": func(ctx context.Context, c *Client) error { return DeleteVessel(ctx, c, "1", nil) },
		"POST":   func(ctx context.Context, c *Client) error { _, err := CreateVessel(ctx, c, vessel, nil); return err },
		"PATCH":  func(ctx context.Context, c *Client) error { return UpdateVessel(ctx, c, "1", vessel, nil) },
		"PUT": func(ctx context.Context, c *Client) error {
			req, err := newRequest(ctx, http.MethodPut, "/x", nil, nil, vessel)
			return sendNone(c, req, err)
		},
	}
	for _, row := range []struct {
		status     int // 0: the connection breaks
		safe, rest int // the attempts of GET, PUT and DELETE; the attempts of POST and PATCH
	}{{0, 4, 1}, {429, 4, 4}, {502, 4, 1}, {503, 4, 1}, {504, 4, 1}, {500, 1, 1}, {404, 1, 1}, {408, 1, 1}} {
		for method, call := range calls {
			synctest.Test(t, func(t *testing.T) {
				var bodies []string
				c := offline(func(r *http.Request) (*http.Response, error) {
					var b []byte
					if r.Body != nil {
						b, _ = io.ReadAll(r.Body)
					}
					bodies = append(bodies, string(b))
					if row.status == 0 {
						return nil, reset
					}
					return reply(row.status, ""), nil
				})
				require.Error(t, call(t.Context(), c))
				want := row.safe
				if method == "POST" || method == "PATCH" {
					want = row.rest
				}
				assert.Len(t, bodies, want, "%s %d", method, row.status)
				for _, b := range bodies {
					assert.Equal(t, bodies[0], b)
				}
			})
		}
	}
}

func TestBodyIsReplayedOrTheRequestIsNotRepeated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cargo")
	require.NoError(t, os.WriteFile(path, []byte("cargo"), 0o600))
	for _, row := range []struct {
		name string
		body func() any
		sent int
	}{
		{"reader", func() any { return strings.NewReader("cargo") }, 4},
		{"buffer", func() any { return bytes.NewBufferString("cargo") }, 4},
		{"bytes", func() any { return []byte("cargo") }, 4},
		{"string", func() any { return "cargo" }, 4},
		{"opaque", func() any { return io.MultiReader(strings.NewReader("cargo")) }, 1},
		{"file", func() any {
			f, err := os.Open(path)
			require.NoError(t, err)
			return f // the transport closes it
		}, 1},
		{"pipe", func() any {
			r, w := io.Pipe()
			go func() {
				_, _ = io.WriteString(w, "cargo")
				w.Close()
			}()
			return r
		}, 1},
	} {
		for _, method := range []string{http.MethodPost, http.MethodPut} {
			synctest.Test(t, func(t *testing.T) {
				var bodies []string
				c := offline(func(r *http.Request) (*http.Response, error) {
					b, err := io.ReadAll(r.Body)
					bodies = append(bodies, string(b))
					return reply(429, ""), errors.Join(err, r.Body.Close())
				})
				req, err := newRequest(t.Context(), method, "/x", nil, nil, row.body())
				assert.ErrorIs(t, sendNone(c, req, err), ErrThrottled)
				assert.Len(t, bodies, row.sent, row.name)
				for _, b := range bodies {
					assert.Equal(t, "cargo", b, row.name)
				}
			})
		}
	}
}

// TestServerSeesNoSecondEffect counts requests at the server, since net/http
// may repeat requests by itself.
func TestServerSeesNoSecondEffect(t *testing.T) {
	faults := map[string]func(w http.ResponseWriter, r *http.Request){
		"unavailable": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"timeout":     func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"reset": func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if assert.NoError(t, err) {
				conn.(*net.TCPConn).SetLinger(0)
				conn.Close()
			}
		},
	}
	for name, fault := range faults {
		var fail atomic.Bool
		var seen atomic.Int32
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !fail.Load() {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			seen.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			fault(w, r)
		}))
		h := s.Client()
		h.Timeout = 100 * time.Millisecond
		c := NewClient(h, WithBaseURL(s.URL), WithRetry(2, time.Millisecond))
		for method, want := range map[string]int32{"POST": 1, "PATCH": 1, "PUT": 2, "DELETE": 2, "GET": 2} {
			fail.Store(false)
			require.NoError(t, DeleteVessel(t.Context(), c, "1", nil)) // leaves a connection open
			fail.Store(true)
			seen.Store(0)
			req, err := newRequest(t.Context(), method, "/x", nil, nil, json.RawMessage(`{}`))
			require.Error(t, sendNone(c, req, err))
			if name == "reset" && want == 2 {
				assert.GreaterOrEqual(t, seen.Load(), want, method) // net/http may repeat requests too
			} else {
				assert.Equal(t, want, seen.Load(), "%s after %s", method, name)
			}
		}
		s.Close()
	}
}

func TestBrokenBodyIsNoSuccess(t *testing.T) {
	for name, answer := range map[string]string{
		"short": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\":\"a\"}",
		"chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
		"reset": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
	} {
		c, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if assert.NoError(t, err) {
				_, _ = io.WriteString(conn, answer)
				conn.Close()
			}
		})
		v, err := GetVessel(t.Context(), c, "1", nil)
		assert.Error(t, err, name)
		assert.Nil(t, v)
		items, err := all(ListVessels(t.Context(), c, nil))
		assert.Error(t, err, name)
		assert.Empty(t, items)
		_, err = CountVessels(t.Context(), c, nil)
		assert.Error(t, err, name)
		stream, err := GetManifest(t.Context(), c, "1", nil)
		require.NoError(t, err)
		_, err = io.ReadAll(stream)
		assert.Error(t, err, name)
		require.NoError(t, stream.Close())
	}
}

func TestResponseIsLimitedInDecodedBytes(t *testing.T) {
	const limit = 8 << 20
	var packed bytes.Buffer // 256 KB that decompress to 256 MiB
	z := gzip.NewWriter(&packed)
	_, err := io.CopyN(z, zeros{}, 1<<20)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	bomb := bytes.Repeat(packed.Bytes(), 256)
	c, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1.0/vessels/1" {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb)
			return
		}
		_, _ = io.CopyN(w, zeros{}, 10<<30)
	}, WithLimits(limit, 10))
	for _, id := range []string{"1", "2"} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		_, err := GetVessel(t.Context(), c, id, nil)
		runtime.ReadMemStats(&after)
		assert.ErrorIs(t, err, ErrTooLarge)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(2*limit+1<<20), "at most twice the limit, plus memory for the connection")
	}
	enough := offline(func(*http.Request) (*http.Response, error) { return reply(200, `{"name":"a"}   `), nil }, WithLimits(15, 1))
	_, err = GetVessel(t.Context(), enough, "1", nil)
	assert.NoError(t, err)
	enough.maxBytes--
	_, err = GetVessel(t.Context(), enough, "1", nil)
	assert.ErrorIs(t, err, ErrTooLarge)
	enough.maxBytes = math.MaxInt64
	_, err = GetVessel(t.Context(), enough, "1", nil)
	assert.NoError(t, err)

	slow, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, " ")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = GetVessel(ctx, slow, "1", nil)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

func TestErrorsOfAnyShape(t *testing.T) {
	for body, want := range map[string]string{
		``:                    "404 Not Found",
		`<html>no</html>`:     "404 Not Found",
		`[1,2]`:               "404 Not Found",
		`{"error":"invalid"}`: "404 Not Found: invalid",
		`{"error":"invalid","error_description":"try\nagain"}`: "404 Not Found: invalid: try again",
		`{"error":null}`: "404 Not Found",
		`{"error":{"code":5,"message":{"lang":"en","value":"gone"}}}`: "404 Not Found: gone",
		"{\"error\":{\"code\":\"A\xff\",\"message\":\"b\"}}":          "404 Not Found: A\uFFFD: b",
		"\uFEFF" + `{"error":{"code":"NotFound","message":"No vessel '1'.","innerError":{"code":"deep","request-id":"r-1","innererror":{"code":"deeper"}},"details":[{"code":"x"}]}}`: "404 Not Found: NotFound/deep/deeper: No vessel '1'. (request r-1)",
		`{"error":{"code":"Token","message":"bad token ` + secret + `"}}`: "404 Not Found: Token: bad token [token]",
	} {
		c := offline(func(r *http.Request) (*http.Response, error) { return reply(404, body), nil })
		_, err := GetVessel(t.Context(), c, "1", nil)
		var e *Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, want, e.Error())
		assert.Equal(t, "GET /v1.0/vessels/1: "+want, err.Error())
		assert.ErrorIs(t, err, ErrNotFound)
		assert.NotErrorIs(t, err, ErrConflict)
		noSecret(t, err)
	}
	c := offline(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 500, Header: http.Header{"Request-Id": {"r-2"}}, Body: io.NopCloser(io.LimitReader(zeros{}, 100<<20))}, nil
	})
	_, err := GetVessel(t.Context(), c, "1", nil)
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Len(t, e.Body, maxErrorBody)
	assert.Equal(t, "r-2", e.RequestID)
}

func TestAnswersThatAreNotWhatIsAskedFor(t *testing.T) {
	for _, row := range []struct {
		status int
		body   string
		want   string // "" for a vessel
	}{
		{200, `{"error":{"code":"Busy","message":"later"}}`, "200 OK: Busy: later"},
		{200, ``, "status 200: no content"},
		{200, `<html>`, "want an object, have '<'"},
		{201, `{"name":"a"} {`, "want the end"},
		{204, ``, "status 204: no content"},
		{202, ``, "status 202: no content"},
		{200, `{"name":"a"}`, ""},
		{200, `{"@odata.context":"x","value":{"name":"a"}}`, ""},
		{304, ``, "304 Not Modified"},
	} {
		c := offline(func(r *http.Request) (*http.Response, error) { return reply(row.status, row.body), nil })
		v, err := GetVessel(t.Context(), c, "1", nil)
		if row.want != "" {
			assert.ErrorContains(t, err, row.want)
			continue
		}
		require.NoError(t, err, row.body)
		require.NotNil(t, v)
		if row.body != "" {
			assert.Equal(t, "a", v.Name.Get())
		}
	}
	c := offline(func(r *http.Request) (*http.Response, error) { return reply(204, `{"name":`), nil })
	assert.NoError(t, DeleteVessel(t.Context(), c, "1", nil))
	_, err := GetVessel(t.Context(), c, "1", nil)
	assert.ErrorContains(t, err, "unexpected end", "net/http would reject this body")

	c = offline(func(r *http.Request) (*http.Response, error) { return reply(304, ""), nil })
	_, err = all(ListVessels(t.Context(), c, nil))
	assert.ErrorIs(t, err, ErrNotModified)
	assert.ErrorIs(t, DeleteVessel(t.Context(), c, "1", nil), ErrNotModified)
}

func TestValuesInAnyWrapping(t *testing.T) {
	for body, want := range map[string]int32{"\uFEFF42": 42, `{"@odata.context":"x","value":42}`: 42, " 42\n": 42} {
		c := offline(func(r *http.Request) (*http.Response, error) {
			return reply(200, body, "Content-Type", "text/plain"), nil
		})
		n, err := CountVessels(t.Context(), c, nil)
		require.NoError(t, err)
		assert.Equal(t, want, n)
	}
	c := offline(func(r *http.Request) (*http.Response, error) {
		return reply(200, "as it is", "Content-Type", "text/plain"), nil
	})
	req, err := newRequest(t.Context(), http.MethodGet, "/x", nil, nil, nil)
	text, err := sendValue[string](c, req, err)
	require.NoError(t, err)
	assert.Equal(t, "as it is", text)
}

func TestArgumentsAreOneSegment(t *testing.T) {
	for id, want := range map[string]string{
		"a/b": "/v1.0/vessels/a%2Fb", "a%2Fb": "/v1.0/vessels/a%252Fb", "%2e%2e": "/v1.0/vessels/%252e%252e", "a?b#c;d": "/v1.0/vessels/a%3Fb%23c%3Bd",
		"ann@harbor.example": "/v1.0/vessels/ann@harbor.example", "é +": "/v1.0/vessels/%C3%A9%20+", "...": "/v1.0/vessels/...",
		strings.Repeat("x", 10<<10): "/v1.0/vessels/" + strings.Repeat("x", 10<<10),
	} {
		req, err := GetVesselRequest(t.Context(), id, nil)
		require.NoError(t, err)
		assert.Equal(t, want, req.URL.EscapedPath())
		assert.Empty(t, req.URL.RawQuery)
		back, err := url.PathUnescape(strings.TrimPrefix(req.URL.EscapedPath(), "/v1.0/vessels/"))
		require.NoError(t, err)
		assert.Equal(t, id, back)
	}
	for _, id := range []string{"", ".", "..", "../x", `..\x`, "a/..", "a\r\nb", "a\x00b", "\x7f"} {
		sent := 0
		c := offline(func(*http.Request) (*http.Response, error) { sent++; return reply(204, ""), nil })
		assert.Error(t, DeleteVessel(t.Context(), c, id, nil), "%q", id)
		assert.Zero(t, sent)
	}
}

func TestTemplates(t *testing.T) {
	day := time.Date(2021, 7, 1, 8, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		template string
		args     args
		want     string // an error begins with "!"
	}{
		{"/f(name='{}')", args{"O'Brien"}, "/f(name='O%27%27Brien')"},
		{"/f(name='{}')", args{"') or 1 eq 1 or ('"}, "/f(name='%27%27%29%20or%201%20eq%201%20or%20%28%27%27')"},
		{"/f(name='{}')", args{"''"}, "/f(name='%27%27%27%27')"},
		{"/f(name='{}')", args{"%27"}, "/f(name='%2527')"},
		{"/f(name='{}')", args{""}, "/f(name='')"},
		{"/f(name='{}')", args{".."}, "/f(name='..')"},
		{"/f(a={},b={},c={})", args{int32(3), true, day}, "/f(a=3,b=true,c=2021-07-01T08:00:00Z)"},
		{"/f(d={},e='{}',x={})", args{Date("2021-07-01"), FlagMalta, 1.5}, "/f(d=2021-07-01,e='malta',x=1.5)"},
		{"/f(o={})", args{Null[string]()}, "!"},
		{"/f(e='{}')", args{Flag("unknownFutureValue")}, "!"},
		{"/f(e='{}')", args{[]Cargo{"oil,UnknownFutureValue"}}, "!"},
		{"/f(e='{}')", args{"unknownFutureValue"}, "/f(e='unknownFutureValue')"},
		{"/root:/{+}:/content", args{"/a b/c#d.txt"}, "/root:/a%20b/c%23d.txt:/content"},
		{"/root:/{+}:/content", args{"a/../b"}, "!"},
		{"/root:/{+}:/content", args{"a//b"}, "!"},
		{"/view?start={}&end={}", args{day, "a&b=c+d"}, "/view?start=2021-07-01T08:00:00Z&end=a%26b%3Dc%2Bd"},
		{"/view?start={}", args{time.Date(2021, 7, 1, 8, 0, 0, 123456789, time.FixedZone("", 7200))}, "/view?start=2021-07-01T06:00:00.1234567Z"},
		{"/f(at={})", args{time.Date(2021, 7, 1, 8, 0, 0, 0, time.FixedZone("", 7200))}, "/f(at=2021-07-01T08:00:00+02:00)"},
		{"/view?q='{}'", args{"it's"}, "/view?q='it''s'"},
		{"/a/{}", nil, "!"},
		{"/a/{}", args{"x", "y"}, "!"},
		{"/a/{}", args{struct{}{}}, "!"},
		{"/f(ids='{}')", args{[]string{"a", "b"}}, "/f(ids='a%2Cb')"},
	} {
		got, err := expand(row.template, row.args)
		got = strings.TrimPrefix(got, BaseURL)
		if row.want == "!" {
			assert.Error(t, err, "%s %v", row.template, row.args)
			continue
		}
		require.NoError(t, err, row.template)
		assert.Equal(t, row.want, got)
		_, err = url.Parse(BaseURL + got)
		assert.NoError(t, err)
	}
}

func TestTimesInOptionsAreInUTC(t *testing.T) {
	type options struct {
		From time.Time `query:"from"`
		To   time.Time `query:"to"`
		Options
	}
	req, err := newRequest(t.Context(), http.MethodGet, "/view", nil, &options{From: time.Date(2021, 7, 1, 8, 30, 0, 0, time.FixedZone("", 7200))}, nil)
	require.NoError(t, err)
	assert.Equal(t, "from=2021-07-01T06:30:00Z", req.URL.RawQuery)
}

func TestQuotedKeysAreReadBack(t *testing.T) {
	for _, key := range []string{"O'Brien", "') or 1 eq 1 or ('", "''", "%27", "'", "a/b", "é"} {
		req, err := newRequest(t.Context(), http.MethodGet, "/f(name='{}')", args{key}, nil, nil)
		require.NoError(t, err)
		_, literal, _ := strings.Cut(req.URL.Path, "(name='") // unescaped, as a server sees it
		literal = strings.TrimSuffix(literal, "')")
		assert.NotContains(t, strings.ReplaceAll(literal, "''", ""), "'", "a quote that ends the literal")
		assert.Equal(t, key, strings.ReplaceAll(literal, "''", "'"))
	}
}

func TestOptions(t *testing.T) {
	req, err := ListVesselsRequest(t.Context(), &ListVesselsOptions{
		Select: []string{"id", "name"}, Filter: "startswith(name,'A&B') and crew gt 3", Top: 5, Count: true, Consistency: "eventual",
		Options: Options{Query: url.Values{"$top": {"6"}, "b": {"2"}, "a": {"1", "3"}}, Header: http.Header{"prefer": {"x"}}},
	})
	require.NoError(t, err)
	assert.Equal(t, "$select=id,name&$filter=startswith(name,'A%26B')%20and%20crew%20gt%203&$count=true&$top=6&a=1&a=3&b=2", req.URL.RawQuery)
	assert.Equal(t, "eventual", req.Header.Get("ConsistencyLevel"))
	assert.Equal(t, "x", req.Header.Get("Prefer"))

	for _, none := range []any{nil, (*Options)(nil), (*ListVesselsOptions)(nil), &Options{}, &ListVesselsOptions{}} {
		req, err := newRequest(t.Context(), http.MethodGet, "/vessels?x=1", nil, none, nil)
		require.NoError(t, err)
		assert.Equal(t, "https://harbor.example/v1.0/vessels?x=1", req.URL.String())
	}
	for _, value := range []string{secret + "\r\nb", secret + "\n", secret + "\x00", secret + "\x7f"} {
		for _, opts := range []*ListVesselsOptions{{Options: Options{Header: http.Header{"X": {value}}}}, {Consistency: value}} {
			sent := 0
			c := offline(func(*http.Request) (*http.Response, error) { sent++; return reply(200, `{"value":[]}`), nil })
			_, err = all(ListVessels(t.Context(), c, opts))
			assert.ErrorContains(t, err, "has a control character")
			assert.Zero(t, sent)
			noSecret(t, err)
		}
	}
}

func TestPatchSendsNullAbsentAndZero(t *testing.T) {
	for _, row := range []struct {
		patch Vessel
		want  string
	}{
		{Vessel{}, `{}`},
		{Vessel{Name: Null[string](), Crew: Null[int32](), Berth: NullOf[Berth]()}, `{"name":null,"crew":null,"berth":null}`},
		{Vessel{Name: Set(""), Crew: Set[int32](0), Moored: Set(false), Draft: Set(0.0), Aliases: []string{}, Berth: &Berth{}}, `{"name":"","crew":0,"draft":0,"moored":false,"aliases":[],"berth":{}}`},
		{Vessel{Flag: Null[Flag](), Berth: &Berth{Quay: Null[string]()}}, `{"flag":null,"berth":{"quay":null}}`},
	} {
		var sent string
		c := offline(func(r *http.Request) (*http.Response, error) {
			b, err := io.ReadAll(r.Body)
			sent = string(b)
			return reply(204, ""), err
		})
		require.NoError(t, UpdateVessel(t.Context(), c, "1", &row.patch, nil))
		assert.Equal(t, row.want, sent)
	}
}

func TestBodies(t *testing.T) {
	for _, row := range []struct {
		body       any
		kind, text string
	}{
		{nil, "", ""},
		{&Vessel{Name: Set("<a>")}, "application/json", `{"name":"<a>"}`},
		{Vessel{}, "application/json", `{}`},
		{struct {
			Add []string `json:"add"`
			N   int      `json:"n"`
		}{[]string{"x"}, 0}, "application/json", `{"add":["x"],"n":0}`},
		{[]Vessel{{Crew: Set[int32](1)}}, "application/json", `[{"crew":1}]`},
		{[]byte("x"), "application/octet-stream", "x"},
		{strings.NewReader("x"), "application/octet-stream", "x"},
		{"x", "text/plain; charset=utf-8", "x"},
	} {
		req, err := newRequest(t.Context(), http.MethodPost, "/x", nil, nil, row.body)
		require.NoError(t, err)
		assert.Equal(t, row.kind, req.Header.Get("Content-Type"))
		if row.body != nil {
			text, err := io.ReadAll(req.Body)
			require.NoError(t, err)
			assert.Equal(t, row.text, string(text))
		}
	}
	_, err := newRequest(t.Context(), http.MethodPost, "/x", nil, nil, (*Vessel)(nil))
	assert.Error(t, err)
	_, err = newRequest(t.Context(), http.MethodPost, "/x", nil, nil, &Vessel{ID: Set("1")})
	assert.ErrorIs(t, err, ErrReadOnly)
	req, err := newRequest(t.Context(), http.MethodPost, "/x", nil, &Options{Header: http.Header{"Content-Type": {"text/csv"}}}, []byte("x"))
	require.NoError(t, err)
	assert.Equal(t, "text/csv", req.Header.Get("Content-Type"))
}

func TestBadTokenIsNotSent(t *testing.T) {
	for _, token := range []string{secret + "\r\nX: y", secret + "\n", secret + "\x00", "", secret + " x", "é"} {
		sent := 0
		c := offline(func(*http.Request) (*http.Response, error) { sent++; return reply(204, ""), nil },
			WithToken(func(context.Context) (string, error) { return token, nil }))
		err := DeleteVessel(t.Context(), c, "1", nil)
		assert.ErrorContains(t, err, "no token: ")
		assert.Zero(t, sent)
		noSecret(t, err)
	}
	expired := errors.New("expired")
	calls := 0
	c := offline(func(*http.Request) (*http.Response, error) { return reply(204, ""), nil },
		WithToken(func(context.Context) (string, error) { calls++; return "", expired }))
	assert.ErrorIs(t, DeleteVessel(t.Context(), c, "1", nil), expired)
	assert.Equal(t, 1, calls)
}

func TestBaseURLs(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://harbor.example/v2": true, "https://harbor.example/v2/": true, "https://harbor.example": true, "HTTPS://harbor.example": true,
		"http://127.0.0.1:80/x": true, "http://[::1]/": true, "http://localhost:1": true,
		"http://harbor.example": false, "https://u:p@harbor.example": false, "https://harbor.example?x": false, "https://harbor.example/?": false, "https://harbor.example#f": false,
		"https:harbor": false, "harbor.example": false, "": false, "ftp://x": false, "https://\x00": false, "http://localhost.evil.example": false,
	} {
		var sent []string
		c := offline(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.URL.String())
			return reply(204, ""), nil
		}, WithBaseURL(base))
		err := DeleteVessel(t.Context(), c, "a/b", nil)
		_, err2 := all(ListVessels(t.Context(), c, nil))
		_, err3 := all(ResumeDelta[*Vessel](t.Context(), c, base).All())
		if !ok {
			assert.Error(t, errors.Join(err), base)
			assert.Error(t, err2, base)
			assert.Error(t, err3, base)
			assert.Empty(t, sent)
			continue
		}
		require.NoError(t, err, base)
		assert.True(t, strings.EqualFold(strings.TrimSuffix(base, "/")+"/vessels/a%2Fb", sent[0]), sent[0])
	}
}

func TestRequestForAnotherOriginIsRefused(t *testing.T) {
	c := offline(func(*http.Request) (*http.Response, error) { return reply(204, ""), nil })
	for target, ok := range map[string]bool{"https://harbor.example/beta/x": true, "https://harbor.example/v1.0evil/x": true, "https://evil.example/v1.0/x": false, "http://harbor.example/v1.0/x": false} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
		require.NoError(t, err)
		res, err := c.Do(req)
		if ok {
			require.NoError(t, err)
			require.NoError(t, res.Body.Close())
		} else {
			assert.ErrorIs(t, err, ErrForeign)
		}
	}
}

func TestTransportErrorsDoNotTellTheURL(t *testing.T) {
	c := offline(func(r *http.Request) (*http.Response, error) { return nil, errors.New("cut") }, WithRetry(1, 0))
	_, err := GetVessel(t.Context(), c, "1", &Options{Query: url.Values{"sig": {secret}}})
	assert.EqualError(t, err, "GET /v1.0/vessels/1: cut")
}

func TestOneClientForManyGoroutines(t *testing.T) {
	expired := errors.New("no luck")
	var n atomic.Int32
	c, _ := served(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `{"name":"a","berth":{"number":1}}`) },
		WithToken(func(ctx context.Context) (string, error) {
			switch n.Add(1) % 8 {
			case 0:
				return "", expired
			case 1: // slow
				select {
				case <-ctx.Done():
					return "", ctx.Err()
				case <-time.After(2 * time.Millisecond):
				}
			}
			return secret, nil
		}))
	var wg sync.WaitGroup
	var failed atomic.Int32
	for range 64 {
		wg.Go(func() {
			for range 8 {
				if v, err := GetVessel(t.Context(), c, "1", nil); err != nil {
					assert.ErrorIs(t, err, expired)
					failed.Add(1)
				} else {
					assert.Equal(t, int32(1), v.Berth.Get().Number.Get())
				}
			}
		})
	}
	wg.Wait()
	assert.Equal(t, int32(64), failed.Load())

	// A token function that takes too long ends with the context.
	stuck := offline(func(*http.Request) (*http.Response, error) { return reply(204, ""), nil },
		WithToken(func(ctx context.Context) (string, error) { <-ctx.Done(); return "", ctx.Err() }))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	for range 64 {
		wg.Go(func() { assert.ErrorIs(t, DeleteVessel(ctx, stuck, "1", nil), context.DeadlineExceeded) })
	}
	wg.Wait()
}

// TestNothingPrintedHasTheToken checks a service that repeats the request in
// all responses.
func TestNothingPrintedHasTheToken(t *testing.T) {
	answers := map[string]transport{
		"failure": func(r *http.Request) (*http.Response, error) {
			said := r.Header.Get("Authorization")
			return reply(401, `{"error":{"code":"`+said+`","message":"`+said+`","innerError":{"code":"`+said+`","request-id":"`+said+`"}}}`,
				"WWW-Authenticate", said, "Location", "https://evil.example/?"+said, "request-id", said, "Retry-After", said), nil
		},
		"failure in a success": func(r *http.Request) (*http.Response, error) {
			return reply(200, `{"error":{"code":"`+r.Header.Get("Authorization")+`"}}`, "X-Seen", r.Header.Get("Authorization")), nil
		},
		"value": func(r *http.Request) (*http.Response, error) {
			return reply(200, `{"value":[{"name":5}],"arrival":"`+secret+`","crew":"`+secret+`"}`), nil
		},
		"link": func(r *http.Request) (*http.Response, error) {
			return reply(200, `{"value":[],"@odata.nextLink":"https://evil.example/`+secret+`"}`), nil
		},
		"redirect": func(r *http.Request) (*http.Response, error) {
			return reply(302, "", "Location", "https://evil.example/"+secret), nil
		},
		"network": func(r *http.Request) (*http.Response, error) { return nil, errors.New("cut") },
	}
	for name, answer := range answers {
		for _, call := range []func(*Client) error{
			func(c *Client) error { _, err := GetVessel(t.Context(), c, "1", nil); return err },
			func(c *Client) error { _, err := all(ListVessels(t.Context(), c, nil)); return err },
			func(c *Client) error { _, err := CountVessels(t.Context(), c, nil); return err },
			func(c *Client) error { _, err := GetManifest(t.Context(), c, "1", nil); return err },
			func(c *Client) error { return DeleteVessel(t.Context(), c, "1", nil) },
		} {
			c := offline(answer, WithRetry(1, 0))
			noSecret(t, call(c))
			assert.NotContains(t, fmt.Sprintf("%v %+v %#v", *c, c, c), secret, name)
			var e *Error
			if errors.As(call(c), &e) {
				assert.NotContains(t, fmt.Sprintf("%v %+v %s %s %v %s %s", e, e, e.Code, e.Message, e.Inner, e.RequestID, e.Body), secret, name)
			}
		}
	}
}
