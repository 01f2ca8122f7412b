package runtime

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
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

// files is a service on one origin, with its files, uploads and monitors on
// another. The certificate of both is known only to their own clients.
type files struct {
	service, store *httptest.Server
	mu             sync.Mutex
	tokens         []string // of the requests to the second origin
	agents         []string
}

func newFiles(t *testing.T) *files {
	f := &files{}
	note := func(r *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.agents = append(f.agents, r.UserAgent())
		if r.Host != f.service.Listener.Addr().String() {
			f.tokens = append(f.tokens, r.Header.Get("Authorization"))
		}
	}
	f.store = newTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r)
		switch r.URL.Path {
		case "/session":
			_, _ = io.Copy(io.Discard, r.Body)
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"name":"cargo"}`)
		case "/work":
			fmt.Fprint(w, `{"status":"succeeded"}`)
		default:
			fmt.Fprint(w, "a,b\n")
		}
	}))
	t.Cleanup(f.store.Close)
	f.service = newTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r)
		if strings.HasSuffix(r.URL.Path, "/manifest") {
			http.Redirect(w, r, f.store.URL+"/file?sig=1", http.StatusFound)
			return
		}
		fmt.Fprint(w, `{"name":"a"}`)
	}))
	t.Cleanup(f.service.Close)
	return f
}

// newTLSServer returns a server that does not log clients that reject its
// certificate.
func newTLSServer(h http.Handler) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	return s
}

// sendEverything makes a call of each kind.
func (f *files) sendEverything(t *testing.T, c *Client) error {
	_, get := GetVessel(t.Context(), c, "1", nil)
	stream, download := GetManifest(t.Context(), c, "1", nil)
	if download == nil {
		download = stream.Close()
	}
	_, upload := UploadChunks[Vessel](t.Context(), c, f.store.URL+"/session", strings.NewReader("cargo"), 5, nil)
	_, await := Await[refit](t.Context(), c, f.store.URL+"/work")
	return errors.Join(get, download, upload, await)
}

// tracing counts requests.
type tracing struct {
	http.RoundTripper
	mu    sync.Mutex
	hosts map[string]int
}

func (x *tracing) RoundTrip(r *http.Request) (*http.Response, error) {
	x.mu.Lock()
	if x.hosts == nil {
		x.hosts = make(map[string]int)
	}
	x.hosts[r.URL.Host]++
	x.mu.Unlock()
	return x.RoundTripper.RoundTrip(r)
}

func TestU12OneTransportForEverything(t *testing.T) {
	f := newFiles(t)
	trust := f.service.Client().Transport.(*http.Transport).Clone()
	trust.TLSClientConfig.RootCAs.AddCert(f.store.Certificate())
	defer trust.CloseIdleConnections()
	base := WithBaseURL(f.service.URL)
	for name, with := range map[string]func(http.RoundTripper) *Client{
		"option": func(rt http.RoundTripper) *Client {
			return NewClient(nil, base, WithToken(secretToken), WithTransport(rt))
		},
		"client": func(rt http.RoundTripper) *Client {
			return NewClient(&http.Client{Transport: rt}, base, WithToken(secretToken))
		},
	} {
		trace := &tracing{RoundTripper: trust}
		require.NoError(t, f.sendEverything(t, with(trace)), name)
		assert.Equal(t, 2, trace.hosts[f.service.Listener.Addr().String()])
		assert.Equal(t, 3, trace.hosts[f.store.Listener.Addr().String()])
	}

	// A client that authorizes requests by itself is not used for other
	// origins. Another client can be set for them.
	trace := &tracing{RoundTripper: trust}
	c := NewClient(&http.Client{Transport: addToken{trace}}, base, WithRetry(1, 0))
	err := f.sendEverything(t, c)
	var untrusted *tls.CertificateVerificationError
	assert.ErrorAs(t, err, &untrusted, "http.DefaultTransport doesn't know the certificate")
	c = NewClient(&http.Client{Transport: addToken{trace}}, base, WithForeign(&http.Client{Transport: trust}))
	require.NoError(t, f.sendEverything(t, c))

	f.mu.Lock()
	defer f.mu.Unlock()
	for _, token := range f.tokens {
		assert.Empty(t, token)
	}
	for _, agent := range f.agents {
		assert.Equal(t, "docwright/"+version+" runtime", agent)
	}

	c = NewClient(&http.Client{Transport: trace}, base, WithTransport(trace))
	assert.ErrorContains(t, DeleteVessel(t.Context(), c, "1", nil), "remove one of them")
}

func TestUserAgent(t *testing.T) {
	for want, options := range map[string][]ClientOption{"docwright/" + version + " runtime": nil, "mine/2": {WithUserAgent("mine/2")}, "": {WithUserAgent("")}} {
		var agents []string
		note := func(r *http.Request) (*http.Response, error) {
			agents = append(agents, strings.Join(r.Header["User-Agent"], ","))
			if strings.HasSuffix(r.URL.Path, "/manifest") {
				return reply(302, "", "Location", "https://files.example/x"), nil
			}
			return reply(200, `{}`), nil
		}
		stream, err := GetManifest(t.Context(), offline(note, options...), "1", nil)
		require.NoError(t, err)
		require.NoError(t, stream.Close())
		assert.Equal(t, []string{want, want}, agents)
	}
	var agent string
	c := offline(func(r *http.Request) (*http.Response, error) { agent = r.UserAgent(); return reply(204, ""), nil })
	require.NoError(t, DeleteVessel(t.Context(), c, "1", &Options{Header: http.Header{"User-Agent": {"once"}}}))
	assert.Equal(t, "once", agent)
}

func TestTimeoutEndsACall(t *testing.T) {
	hang := func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	slow := func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(drip{r.Context()})}, nil
	}
	busy := func(*http.Request) (*http.Response, error) { return reply(503, "", "Retry-After", "50"), nil }
	for name, row := range map[string]struct {
		network transport
		options []ClientOption
		want    time.Duration
	}{
		"hangs":         {hang, nil, 5 * time.Minute},
		"hangs shorter": {hang, []ClientOption{WithTimeout(3 * time.Second)}, 3 * time.Second},
		"drips":         {slow, []ClientOption{WithTimeout(time.Minute)}, time.Minute},
		"waits":         {busy, []ClientOption{WithTimeout(time.Minute)}, time.Minute},
	} {
		for call, send := range map[string]func(context.Context, *Client) error{
			"GET":    func(ctx context.Context, c *Client) error { _, err := GetVessel(ctx, c, "1", nil); return err },
			"list":   func(ctx context.Context, c *Client) error { _, err := all(ListVessels(ctx, c, nil)); return err },
			"stream": func(ctx context.Context, c *Client) error { _, err := GetManifest(ctx, c, "1", nil); return err },
			"DELETE": func(ctx context.Context, c *Client) error { return DeleteVessel(ctx, c, "1", nil) },
			"await": func(ctx context.Context, c *Client) error {
				_, err := Await[refit](ctx, c, "https://work.example/1")
				return err
			},
		} {
			if name == "drips" && call == "stream" {
				continue // the limit does not apply to its bytes
			}
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				err := send(t.Context(), offline(row.network, row.options...))
				if name == "drips" && call == "DELETE" {
					assert.NoError(t, err, "what it answers doesn't matter")
				} else {
					require.ErrorIs(t, err, context.DeadlineExceeded, name+" "+call)
					assert.ErrorContains(t, err, "(see WithTimeout)", name+" "+call)
				}
				var timeout interface{ Timeout() bool }
				assert.True(t, err == nil || errors.As(err, &timeout) && timeout.Timeout())
				assert.Equal(t, row.want, time.Since(start), name+" "+call)
				if name == "waits" {
					var e *Error
					assert.ErrorAs(t, err, &e, "why it waited")
				}
			})
		}
	}

	// The deadline of the caller is not a timeout of the client.
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := GetVessel(ctx, offline(hang), "1", nil)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.NotContains(t, err.Error(), "WithTimeout")
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		start := time.Now()
		_, err := GetVessel(ctx, offline(hang, WithTimeout(0)), "1", nil)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, time.Hour, time.Since(start))
	})
	// A download that has started may take longer.
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		stream, err := GetManifest(ctx, offline(slow), "1", nil)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, stream)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		require.NoError(t, stream.Close())
	})
}

// drip is a body with one byte per second until its request ends.
type drip struct{ ctx context.Context }

func (d drip) Read(b []byte) (int, error) {
	if err := sleep(d.ctx, time.Second); err != nil {
		return 0, err
	}
	return copy(b, " "), nil
}

func TestClaimsReachTheSourceOfTokensOnce(t *testing.T) {
	const want = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`
	packed := base64.StdEncoding.EncodeToString([]byte(want))
	for name, row := range map[string]struct {
		header string
		asked  bool
	}{
		"challenge": {`Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="` + packed + `"`, true},
		"unpadded":  {`Bearer CLAIMS="` + strings.TrimRight(packed, "=") + `"`, true},
		"bare":      {`Bearer error=insufficient_claims, claims=` + packed + `, x=y`, true},
		"second":    {`Basic realm="x claims=", Bearer claims="` + packed + `"`, true},
		"none":      {`Bearer error="invalid_token"`, false},
		"no base64": {`Bearer claims="***"`, false},
		"no JSON":   {`Bearer claims="aGVsbG8="`, false},
		"cut":       {`Bearer claims="`, false},
		"empty":     {``, false},
	} {
		var asked []string
		var bodies []string
		answer := func(r *http.Request) (*http.Response, error) {
			b, err := io.ReadAll(r.Body)
			bodies = append(bodies, string(b))
			if r.Header.Get("Authorization") == "Bearer fresh" {
				return reply(201, `{"name":"a"}`), err
			}
			return reply(401, ``, "WWW-Authenticate", row.header), err
		}
		fresh := "fresh"
		source := WithToken(func(ctx context.Context) (string, error) {
			asked = append(asked, Claims(ctx))
			if Claims(ctx) != "" {
				return fresh, nil
			}
			return "stale", nil
		})
		_, err := CreateVessel(t.Context(), offline(answer, source), &Vessel{Name: Set("a")}, nil)
		if !row.asked {
			assert.ErrorIs(t, err, ErrUnauthorized, name)
			assert.Equal(t, []string{""}, asked, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, []string{"", want}, asked, name)
		assert.Equal(t, []string{`{"name":"a"}`, `{"name":"a"}`}, bodies, name)

		// If the service rejects the second token too, the client does not
		// request another one.
		asked, fresh = nil, "worse"
		_, err = CreateVessel(t.Context(), offline(answer, source), &Vessel{Name: Set("a")}, nil)
		assert.ErrorIs(t, err, ErrUnauthorized)
		assert.Len(t, asked, 2)

		// A request whose body can't be read again is not repeated.
		asked = nil
		err = ReplaceManifest(t.Context(), offline(answer, source), "1", io.MultiReader(strings.NewReader("a")), nil)
		assert.ErrorIs(t, err, ErrUnauthorized)
		assert.Len(t, asked, 1)
	}
}

func TestU05TheMediaTypeOfThePageIsSent(t *testing.T) {
	for _, row := range []struct {
		body       any
		kind, text string
	}{
		{typed("image/jpeg", strings.NewReader("x")), "image/jpeg", "x"},
		{typed("application/vnd.harbor+json", &Vessel{Name: Set("a")}), "application/vnd.harbor+json", `{"name":"a"}`},
		{typed("text/xml", maybe(&Vessel{})), "text/xml", `{}`},
		{typed("text/xml", readOnlyToo(&Vessel{ID: Set("1")})), "text/xml", `{"id":"1"}`},
		{typed("image/jpeg", nil), "", ""},
		{typed("image/jpeg", maybe[Vessel](nil)), "", ""},
	} {
		req, err := newRequest(t.Context(), http.MethodPut, "/x", nil, nil, row.body)
		require.NoError(t, err)
		assert.Equal(t, row.kind, req.Header.Get("Content-Type"))
		if row.text == "" {
			assert.Nil(t, req.Body)
			continue
		}
		text, err := io.ReadAll(req.Body)
		require.NoError(t, err)
		assert.Equal(t, row.text, string(text))
	}
	req, err := newRequest(t.Context(), http.MethodPut, "/x", nil, &Options{Header: http.Header{"content-type": {"image/png"}}}, typed("image/jpeg", []byte("x")))
	require.NoError(t, err)
	assert.Equal(t, "image/png", req.Header.Get("Content-Type"))
	_, err = newRequest(t.Context(), http.MethodPut, "/x", nil, nil, typed("image/jpeg", (*Vessel)(nil)))
	assert.ErrorContains(t, err, "body: it is nil")
}

func TestErrorsNameTheRequestAsItWasSent(t *testing.T) {
	answer := func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodDelete {
			return reply(200, `{"error":{"code":"Locked","message":"Not now."}}`), nil
		}
		if strings.HasSuffix(r.URL.Path, "vessels") {
			return reply(200, `{"value":5}`), nil
		}
		return reply(200, `[]`), nil
	}
	c := offline(answer, WithBaseURL("https://cloud.example/harbor/v2/"))
	_, get := GetVessel(t.Context(), c, "a/b", &Options{Query: map[string][]string{"sig": {secret}}})
	_, list := all(ListVessels(t.Context(), c, nil))
	_, count := CountVessels(t.Context(), offline(func(*http.Request) (*http.Response, error) { return reply(404, ""), nil }, WithBaseURL("https://cloud.example")), nil)
	for want, err := range map[string]error{
		"GET /harbor/v2/vessels/a%2Fb: response: ":                                                                   get,
		"GET /harbor/v2/vessels: response: value: want an array, have a number (at offset 9)":                        list,
		"GET /vessels/$count: 404 Not Found":                                                                         count,
		"DELETE /harbor/v2/vessels/1: response: 200 OK: Locked: Not now.":                                            DeleteVessel(t.Context(), c, "1", nil),
		"GET /v1.0/vessels/{id}: id is empty":                                                                        second(GetVessel(t.Context(), c, "", nil)),
		"GET /v1.0/vessels/{id}: id has a control character":                                                         second(GetVessel(t.Context(), c, "\n", nil)),
		`PATCH /v1.0/vessels/{id}: id has a path segment "." or ".."`:                                                UpdateVessel(t.Context(), c, "..", &Vessel{}, nil),
		"GET /v1.0/x/{}: argument 1 is empty":                                                                        second(newRequest(t.Context(), "GET", "/x/{}?y=1", args{""}, nil, nil)),
		"GET /v1.0/x(flag='{flag}'): flag can't be part of a URL: " + errMarker.Error():                              second(newRequest(t.Context(), "GET", "/x(flag='{flag}')", args{Flag("unknownFutureValue")}, nil, nil)),
		"GET /v1.0/x/{+path}: path has an empty path segment":                                                        second(newRequest(t.Context(), "GET", "/x/{+path}", args{"a//b"}, nil, nil)),
		"POST /v1.0/vessels: body: crew: the value is not valid JSON: JSON: want true, have a Boolean (at offset 0)": second(newRequest(t.Context(), "POST", "/vessels", nil, nil, rawVessel())),
	} {
		if strings.HasSuffix(want, ": ") {
			assert.ErrorContains(t, err, want)
		} else {
			assert.EqualError(t, err, want)
		}
		noSecret(t, err)
	}

	// The URL of a session gives write access, so errors do not contain its
	// path.
	c = offline(func(*http.Request) (*http.Response, error) { return reply(404, ""), nil })
	_, err := UploadChunks[Vessel](t.Context(), c, "https://files.example/"+secret, strings.NewReader("cargo"), 5, nil)
	assert.ErrorContains(t, err, "PUT https://files.example: 404 Not Found")
	noSecret(t, err)
}

func second[T any](_ T, err error) error { return err }

func rawVessel() *Vessel {
	v := &Vessel{}
	v.Object.SetRaw("crew", []byte("tru"))
	return v
}
