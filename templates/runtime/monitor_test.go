package runtime

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refit is the state of an operation on a vessel.
type refit struct {
	Status   Opt[string] `json:"status"`
	VesselID Opt[string] `json:"vesselId"`
	Object   Object
}

func TestBeginSaysWhereToLook(t *testing.T) {
	for location, want := range map[string]string{
		"":                                    "",
		"https://harbor.example/v1.0/work/7":  "https://harbor.example/v1.0/work/7",
		"/v1.0/work/7?x=%2B":                  "https://harbor.example/v1.0/work/7?x=%2B",
		"/work('a%2Fb')":                      "https://harbor.example/v1.0/work('a%2Fb')",
		"work/7":                              "https://harbor.example/v1.0/work/7",
		"https://monitor.example/work/7?sig=": "https://monitor.example/work/7?sig=",
		"http://monitor.example/work/7":       "!",
		"https://u:p@monitor.example/work":    "!",
		"javascript:alert(1)":                 "!",
		"//u@harbor.example/x":                "!",
		"%zz":                                 "!",
	} {
		c := offline(func(r *http.Request) (*http.Response, error) { return reply(202, "", "Location", location), nil })
		req, err := newRequest(t.Context(), http.MethodPost, "/vessels/1/refit", nil, nil, nil)
		require.NoError(t, err)
		got, err := Begin(c, req)
		if want == "!" {
			assert.ErrorIs(t, err, ErrForeign, location)
			_, err = Await[refit](t.Context(), c, location)
			assert.ErrorIs(t, err, ErrForeign, location)
			continue
		}
		require.NoError(t, err, location)
		assert.Equal(t, want, got)
	}
	req, err := newRequest(t.Context(), http.MethodPost, "/vessels", nil, nil, nil)
	require.NoError(t, err)
	created := offline(func(r *http.Request) (*http.Response, error) { return reply(201, "", "Location", "/vessels/1"), nil })
	got, err := Begin(created, req)
	require.NoError(t, err)
	assert.Empty(t, got, "the operation is already done")
	refused := offline(func(r *http.Request) (*http.Response, error) { return reply(404, ""), nil })
	_, err = Begin(refused, req)
	assert.ErrorIs(t, err, ErrNotFound)
}

// awaiting answers the requests to a monitor in order. It returns the result of
// Await, the requests, and the time that the call took.
func awaiting(t *testing.T, monitor string, answers ...*http.Response) (v *refit, sent []string, took time.Duration, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := offline(func(r *http.Request) (*http.Response, error) {
			token := ""
			if r.Header.Get("Authorization") != "" {
				token = " with token"
			}
			sent = append(sent, r.URL.Host+r.URL.Path+token)
			return answers[min(len(sent), len(answers))-1], nil
		})
		start := time.Now()
		v, err = Await[refit](t.Context(), c, monitor)
		took = time.Since(start)
	})
	return v, sent, took, err
}

func TestAwaitLooksUntilTheWorkIsDone(t *testing.T) {
	v, sent, took, err := awaiting(t, "https://harbor.example/v1.0/work/7",
		reply(202, `{"status":"notStarted"}`, "Retry-After", "20"), reply(202, ``), reply(200, `{"status":"inProgress"}`), reply(429, ``, "Retry-After", "30"),
		reply(202, `{"status":"completed","vesselId":"9","cost":5}`))
	require.NoError(t, err)
	assert.Equal(t, "9", v.VesselID.Get())
	assert.Equal(t, []string{"cost"}, v.Object.Unknown())
	assert.Len(t, sent, 5)
	assert.GreaterOrEqual(t, took, 51*time.Second)
	assert.Less(t, took, 60*time.Second)

	for _, body := range []string{`{"status":"Succeeded"}`, `{"status":{"state":"succeeded"}}`, `{"status":"moored"}`, `{}`, `{"status":5}`, `{"status":null}`} {
		v, sent, _, err = awaiting(t, "/work/7", reply(202, `{"status":{"state":"running"}}`), reply(200, body))
		require.NoError(t, err, body)
		if body == `{"status":{"state":"succeeded"}}` || body == `{"status":5}` {
			assert.Contains(t, faults(&v.Object), "status: want a string", "the operation is done, with a result of another type")
		}
		assert.Equal(t, []string{"harbor.example/v1.0/work/7 with token", "harbor.example/v1.0/work/7 with token"}, sent)
	}
}

func TestAwaitKeepsTheTokenFromOthers(t *testing.T) {
	_, sent, _, err := awaiting(t, "https://monitor.example/work/7", reply(202, `{"status":"running"}`), reply(303, "", "Location", "https://harbor.example/v1.0/vessels/9"), reply(200, `{"vesselId":"9"}`))
	require.NoError(t, err)
	assert.Equal(t, []string{"monitor.example/work/7", "monitor.example/work/7", "harbor.example/v1.0/vessels/9"}, sent)

	v, sent, _, err := awaiting(t, "https://harbor.example/v1.0/work/7", reply(302, "", "Location", "/v1.0/vessels/9"), reply(200, `{"vesselId":"9"}`))
	require.NoError(t, err)
	assert.Equal(t, "9", v.VesselID.Get())
	assert.Equal(t, []string{"harbor.example/v1.0/work/7 with token", "harbor.example/v1.0/vessels/9 with token"}, sent)

	_, sent, _, err = awaiting(t, "https://harbor.example/v1.0/work/7", reply(302, "", "Location", "https://harbor.example:8443/v1.0/vessels/9"), reply(200, `{}`))
	require.NoError(t, err)
	assert.Equal(t, []string{"harbor.example/v1.0/work/7 with token", "harbor.example:8443/v1.0/vessels/9"}, sent)

	for _, location := range []string{"http://harbor.example/v1.0/x", "javascript:x", "https://u@evil.example/x"} {
		_, sent, _, err = awaiting(t, "https://harbor.example/v1.0/work/7", reply(302, "", "Location", location))
		assert.ErrorIs(t, err, ErrForeign)
		assert.Len(t, sent, 1)
	}
	_, sent, _, err = awaiting(t, "https://harbor.example/v1.0/work/7", reply(302, "", "Location", "/v1.0/work/7"))
	assert.Error(t, err)
	assert.Len(t, sent, 1+maxHops)
}

func TestWorkThatFailsIsAnError(t *testing.T) {
	for body, want := range map[string]string{
		`{"status":"failed","error":{"code":"NoDock","message":"All docks are taken."}}`: "await: GET /v1.0/work/7: response: 200 OK: NoDock: All docks are taken.",
		`{"status":"deleteFailed"}`:        "await: GET /v1.0/work/7: response: 200 OK: deleteFailed",
		`{"status":{"state":"cancelled"}}`: "await: GET /v1.0/work/7: response: 200 OK: cancelled",
	} {
		_, _, _, err := awaiting(t, "/work/7", reply(200, body))
		var e *Error
		require.ErrorAs(t, err, &e)
		assert.EqualError(t, err, want)
	}
	_, sent, _, err := awaiting(t, "/work/7", reply(404, ""))
	assert.ErrorIs(t, err, ErrNotFound)
	assert.Len(t, sent, 1)
}

func TestWorkIsAwaited(t *testing.T) {
	for _, row := range []struct {
		answers []*http.Response
		monitor string
		want    string // "!" begins an error of Await
		looks   int
	}{
		{[]*http.Response{reply(202, "", "Location", "https://monitor.example/work/7?sig=1"), reply(202, `{"status":"running"}`), reply(200, `{"status":"succeeded","vesselId":"9"}`)}, "https://monitor.example/work/7?sig=1", "9", 2},
		{[]*http.Response{reply(202, `{"status":"notStarted"}`, "Operation-Location", "/work/7"), reply(200, `{"vesselId":"9"}`)}, "https://harbor.example/v1.0/work/7", "9", 1},
		{[]*http.Response{reply(200, `{"vesselId":"9"}`)}, "", "9", 0},
		{[]*http.Response{reply(204, ``)}, "", "", 0},
		{[]*http.Response{reply(202, ``)}, "", "!await: POST /v1.0/vessels/7/refit: the service accepted the request and returned no URL", 0},
		{[]*http.Response{reply(202, ``, "Location", "/work/7"), reply(200, `{"status":"failed","error":{"code":"NoDock"}}`)}, "https://harbor.example/v1.0/work/7", "!NoDock", 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			n := 0
			c := offline(func(*http.Request) (*http.Response, error) { n++; return row.answers[n-1], nil })
			w, err := RefitVessel(t.Context(), c, "7", nil)
			require.NoError(t, err)
			assert.Equal(t, row.monitor, w.Monitor())
			v, err := w.Await(t.Context())
			if want, failed := strings.CutPrefix(row.want, "!"); failed {
				assert.ErrorContains(t, err, want)
			} else {
				require.NoError(t, err)
				assert.Equal(t, row.want, v.VesselID.Get())
			}
			assert.Equal(t, row.looks, n-1)
		})
	}
	for want, answer := range map[string]*http.Response{
		"POST /v1.0/vessels/7/refit: response: its Location: the URL is not a URL of the service": reply(202, "", "Location", "http://monitor.example/x"),
		"POST /v1.0/vessels/7/refit: 409 Conflict":                                                reply(409, ""),
		"POST /v1.0/vessels/7/refit: response: JSON: want an object":                              reply(200, "[]"),
	} {
		c := offline(func(*http.Request) (*http.Response, error) { return answer, nil })
		_, err := RefitVessel(t.Context(), c, "7", nil)
		assert.ErrorContains(t, err, want)
	}
	_, err := RefitVessel(t.Context(), offline(nil), "", nil)
	assert.ErrorContains(t, err, "id is empty")
}

func TestAwaitWaitsAsLongAsItIsAsked(t *testing.T) {
	_, sent, took, err := awaiting(t, "/work/7", reply(202, ``, "Retry-After", "3600"), reply(200, `{}`))
	require.NoError(t, err)
	assert.Len(t, sent, 2)
	assert.Equal(t, time.Hour, took)
}

func TestCancelEndsAnAwait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		c := offline(func(r *http.Request) (*http.Response, error) { n++; return reply(202, `{"status":"running"}`), nil })
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		start := time.Now()
		_, err := Await[json.RawMessage](ctx, c, "/work/7")
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, time.Hour, time.Since(start))
		assert.Less(t, n, 200, fmt.Sprint("the intervals increase: ", n))
	})
}
