package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// batching returns a client whose service answers a batch. The second and third
// results point to the requests and their bodies.
func batching(answer string) (*Client, *[]*http.Request, *[]string) {
	var sent []*http.Request
	var bodies []string
	return offline(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r)
		text := ""
		if r.Body != nil {
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			text = string(b)
		}
		bodies = append(bodies, text)
		if r.URL.Path == "/v1.0/$batch" {
			return reply(200, answer), nil
		}
		return reply(200, `{"value":[{"name":"c"}]}`), nil
	}, WithRetry(1, 0)), &sent, &bodies
}

func TestBatchSendsRequestsAsOne(t *testing.T) {
	c, sent, bodies := batching(`{"responses":[
		{"id":"3","status":200,"headers":{"Content-Type":"application/json"},"body":{"@odata.count":3,"value":[{"name":"a"},{"name":"b"}],"@odata.nextLink":"https://harbor.example/v1.0/vessels?$skiptoken=2"}},
		{"id":"1","status":200,"headers":{"ETag":"x","Age":5},"body":{"id":"a/b","name":"Aurora","zz":1}},
		{"id":"2","status":201,"body":{"name":"Pip"}},
		{"id":"4","status":204},
		{"id":"5","status":200,"headers":{"Content-Type":"image/png"},"body":"aGVsbG8="},
		{"id":"6","status":200,"headers":{"Content-Type":"text/plain"},"body":42},
		{"id":"7","status":429,"headers":{"Retry-After":"7","request-id":"r-1"},"body":{"error":{"code":"Busy","message":"Later."}}},
		{"id":"8","status":404,"body":null}]}`)
	ctx := t.Context()
	var b Batch
	get := b.Add(GetVesselRequest(ctx, "a/b", &Options{Header: http.Header{"Prefer": {"x"}, "Authorization": {"Bearer " + secret}}}))
	post := b.Add(newRequest(ctx, http.MethodPost, "/vessels", nil, nil, &Vessel{Name: Set("Pip <1>")})).After(get)
	list := b.Add(ListVesselsRequest(ctx, &ListVesselsOptions{Filter: "name eq 'A&B'"})).After(get, post)
	put := b.Add(newRequest(ctx, http.MethodPut, "/vessels/1/manifest", nil, nil, []byte("hello")))
	photo := b.Add(newRequest(ctx, http.MethodGet, "/vessels/1/photo/$value", nil, nil, nil))
	count := b.Add(newRequest(ctx, http.MethodGet, "/vessels/$count", nil, nil, nil))
	busy := b.Add(GetVesselRequest(ctx, "7", nil))
	gone := b.Add(newRequest(ctx, http.MethodDelete, "/vessels/8", nil, nil, nil))
	require.NoError(t, b.Send(ctx, c))

	require.Len(t, *sent, 1)
	assert.Equal(t, "Bearer "+secret, (*sent)[0].Header.Get("Authorization"))
	assert.NotContains(t, (*bodies)[0], secret)
	assert.JSONEq(t, `{"requests":[
		{"id":"1","method":"GET","url":"/vessels/a%2Fb","headers":{"Prefer":"x"}},
		{"id":"2","method":"POST","url":"/vessels","headers":{"Content-Type":"application/json"},"body":{"name":"Pip <1>"},"dependsOn":["1"]},
		{"id":"3","method":"GET","url":"/vessels?$filter=name%20eq%20'A%26B'","dependsOn":["1","2"]},
		{"id":"4","method":"PUT","url":"/vessels/1/manifest","headers":{"Content-Type":"application/octet-stream"},"body":"aGVsbG8="},
		{"id":"5","method":"GET","url":"/vessels/1/photo/$value"},
		{"id":"6","method":"GET","url":"/vessels/$count"},
		{"id":"7","method":"GET","url":"/vessels/7"},
		{"id":"8","method":"DELETE","url":"/vessels/8"}]}`, (*bodies)[0])

	v, err := BatchOne[Vessel](get)
	require.NoError(t, err)
	assert.Equal(t, "Aurora", v.Name.Get())
	assert.Equal(t, []string{"zz"}, v.Object.Unknown())
	assert.Equal(t, "x", get.Header.Get("ETag"))
	v, err = BatchOne[Vessel](post)
	require.NoError(t, err)
	assert.Equal(t, "Pip", v.Name.Get())
	items, err := all(BatchPages[*Vessel](list))
	require.NoError(t, err)
	assert.Equal(t, "a b c", names(items), "the second page is fetched from the service")
	assert.NoError(t, put.Err())
	bytes, err := BatchValue[[]byte](photo)
	require.NoError(t, err)
	assert.Equal(t, "hello", string(bytes))
	n, err := BatchValue[int32](count)
	require.NoError(t, err)
	assert.Equal(t, int32(42), n)

	_, err = BatchOne[Vessel](busy)
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.ErrorIs(t, err, ErrThrottled)
	assert.Equal(t, 7*time.Second, e.RetryAfter)
	assert.EqualError(t, err, "GET /v1.0/vessels/7: 429 Too Many Requests: Busy: Later. (request r-1)")
	assert.ErrorIs(t, gone.Err(), ErrNotFound)
	_, err = all(BatchPages[*Vessel](gone))
	assert.ErrorIs(t, err, ErrNotFound)
}

func TestBatchSendsWhatWasThrottledAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		answers := []string{
			`{"responses":[{"id":"1","status":200,"body":{"name":"a"}},{"id":"2","status":429,"headers":{"Retry-After":"20"}},{"id":"3","status":424},{"id":"4","status":503,"headers":{"Retry-After":"5"}},
				{"id":"5","status":503},{"id":"6","status":404},{"id":"7","status":424},{"id":"8","status":429},{"id":"9","status":424}]}`,
			`{"responses":[{"id":"2","status":200,"body":{"name":"b"}},{"id":"3","status":200,"body":{"name":"c"}},{"id":"4","status":429},{"id":"9","status":424}]}`,
			`{"responses":[{"id":"4","status":200,"body":{"name":"d"}},{"id":"9","status":204}]}`,
		}
		var sent []string
		var at []time.Time
		c := offline(func(r *http.Request) (*http.Response, error) {
			b, err := io.ReadAll(r.Body)
			sent, at = append(sent, string(b)), append(at, time.Now())
			return reply(200, answers[len(sent)-1]), err
		})
		var b Batch
		first := b.Add(GetVesselRequest(ctx, "1", nil))
		second := b.Add(GetVesselRequest(ctx, "2", nil))
		third := b.Add(newRequest(ctx, http.MethodPost, "/vessels", nil, nil, &Vessel{Name: Set("c")})).After(first, second)
		fourth := b.Add(GetVesselRequest(ctx, "4", nil))
		post := b.Add(newRequest(ctx, http.MethodPost, "/vessels", nil, nil, &Vessel{}))
		gone := b.Add(GetVesselRequest(ctx, "6", nil))
		afterGone := b.Add(GetVesselRequest(ctx, "7", nil)).After(gone)
		once := b.Add(newRequest(ctx, http.MethodPut, "/x", nil, nil, io.MultiReader(strings.NewReader("x"))))
		last := b.Add(GetVesselRequest(ctx, "9", nil)).After(fourth)
		require.NoError(t, b.Send(ctx, c))

		require.Len(t, sent, 3)
		assert.JSONEq(t, `{"requests":[{"id":"2","method":"GET","url":"/vessels/2"},{"id":"3","method":"POST","url":"/vessels","headers":{"Content-Type":"application/json"},"body":{"name":"c"},"dependsOn":["2"]},
			{"id":"4","method":"GET","url":"/vessels/4"},{"id":"9","method":"GET","url":"/vessels/9","dependsOn":["4"]}]}`, sent[1])
		assert.JSONEq(t, `{"requests":[{"id":"4","method":"GET","url":"/vessels/4"},{"id":"9","method":"GET","url":"/vessels/9","dependsOn":["4"]}]}`, sent[2])
		assert.Equal(t, 20*time.Second, at[1].Sub(at[0]), "the longest of the waits")
		for i, want := range map[*BatchItem]string{first: "a", second: "b", third: "c", fourth: "d"} {
			v, err := BatchOne[Vessel](i)
			require.NoError(t, err)
			assert.Equal(t, want, v.Name.Get())
		}
		assert.NoError(t, last.Err())
		assert.ErrorContains(t, post.Err(), "503", "the request may have been processed")
		assert.ErrorIs(t, gone.Err(), ErrNotFound)
		assert.ErrorContains(t, afterGone.Err(), "424")
		assert.ErrorIs(t, once.Err(), ErrThrottled, "the body can't be read again")
	})
	const busy = `{"responses":[{"id":"1","status":429,"headers":{"Retry-After":"50"}}]}`
	synctest.Test(t, func(t *testing.T) {
		n := 0
		c := offline(func(*http.Request) (*http.Response, error) { n++; return reply(200, busy), nil }, WithRetry(3, time.Minute))
		var b Batch
		item := b.Add(GetVesselRequest(t.Context(), "1", nil))
		require.NoError(t, b.Send(t.Context(), c))
		assert.Equal(t, 3, n)
		assert.ErrorIs(t, item.Err(), ErrThrottled)
		n, c.maxWait = 0, 49*time.Second
		require.NoError(t, b.Send(t.Context(), c))
		assert.Equal(t, 1, n, "too long a wait is not started")
		c.maxWait = time.Minute
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		assert.ErrorIs(t, b.Send(ctx, c), context.DeadlineExceeded)
		assert.ErrorIs(t, item.Err(), ErrThrottled)
	})
}

func TestBatchWithoutAnAnswer(t *testing.T) {
	ctx := t.Context()
	for answer, want := range map[string]string{
		`{"responses":[]}`:                                        "GET /v1.0/vessels/1: no response in the batch",
		`{"responses":[{"id":"9","status":200}]}`:                 `unexpected response to request "9", which was not sent`,
		`{"responses":{}}`:                                        "responses: want an array",
		`{"responses":[{"id":"1","status":200,"body":[]}]}`:       "want an object",
		`{"responses":[{"id":"1","status":200,"body":{"name":]}`:  "want a number",
		`{"responses":[{"id":"1","status":200,"body":{"name":5}}`: "",
		`<html>`: "want an object",
	} {
		c, _, _ := batching(answer)
		var b Batch
		item := b.Add(GetVesselRequest(ctx, "1", nil))
		assert.Error(t, item.Err(), "the request was not sent")
		err := b.Send(ctx, c)
		if err == nil {
			_, err = BatchOne[Vessel](item)
		}
		assert.ErrorContains(t, err, want)
		assert.Error(t, err, answer)
	}
	var b Batch
	item := b.Add(GetVesselRequest(ctx, "1", nil))
	c, _, _ := batching(`{"responses":[{"id":"1","status":200,"body":{}}]}`)
	require.NoError(t, b.Send(ctx, c))
	require.NoError(t, item.Err())
	c, _, _ = batching(`{"responses":[]}`)
	require.NoError(t, b.Send(ctx, c))
	assert.ErrorContains(t, item.Err(), "no response in the batch", "an earlier response is discarded")
	failing := offline(func(*http.Request) (*http.Response, error) { return reply(401, ""), nil })
	assert.ErrorIs(t, b.Send(ctx, failing), ErrUnauthorized)
	assert.Error(t, item.Err())
}

func TestBatchThatMakesNoSenseIsNotSent(t *testing.T) {
	ctx := t.Context()
	c, sent, _ := batching(`{}`)
	request := func(target string, body io.Reader) (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodPost, target, body)
	}
	for want, fill := range map[string]func(*Batch){
		"21 requests: a batch takes 20 at most": func(b *Batch) {
			for range 21 {
				b.Add(GetVesselRequest(ctx, "1", nil))
			}
		},
		"request 2: GET /v1.0/vessels/{id}: id is empty": func(b *Batch) {
			b.Add(GetVesselRequest(ctx, "1", nil))
			b.Add(GetVesselRequest(ctx, "", nil))
		},
		ErrForeign.Error():                  func(b *Batch) { b.Add(request("https://evil.example/v1.0/vessels", nil)) },
		"its URL is not below the base URL": func(b *Batch) { b.Add(request("https://harbor.example/beta/vessels", nil)) },
		"unread":                            func(b *Batch) { b.Add(request("https://harbor.example/v1.0/x", unreadable{})) },
		"was not added before it": func(b *Batch) {
			b.Add(GetVesselRequest(ctx, "1", nil)).After(new(Batch).Add(GetVesselRequest(ctx, "2", nil)))
		},
		"call Add for that one first":           func(b *Batch) { i := b.Add(GetVesselRequest(ctx, "1", nil)); i.After(i) },
		"json: error calling MarshalJSON for t": func(b *Batch) { b.Add(newRequest(ctx, http.MethodPost, "/x", nil, nil, json.RawMessage(`{"a":`))) },
	} {
		var b Batch
		fill(&b)
		assert.ErrorContains(t, b.Send(ctx, c), want)
	}
	var none Batch
	assert.NoError(t, none.Send(ctx, c))
	var b Batch
	b.Add(GetVesselRequest(ctx, "1", nil))
	assert.ErrorContains(t, b.Send(ctx, NewClient(nil, WithBaseURL("http://harbor.example"))), "not https")
	assert.Empty(t, *sent)

	var full Batch
	for range 20 {
		full.Add(newRequest(ctx, http.MethodPost, "/x", nil, nil, strings.NewReader("x")))
	}
	assert.NoError(t, full.Send(ctx, c))
	assert.Len(t, *sent, 1)
}

// unreadable is a body that can't be read.
type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { return 0, errors.New("unread") }

func TestPagesSayHowManyItemsThereAre(t *testing.T) {
	pages := map[string]string{
		"":  `{"@odata.count":9007199254740993,"value":[{"name":"a"}],"@odata.nextLink":"/v1.0/vessels?2"}`,
		"2": `{"value":[],"@odata.nextLink":"/v1.0/vessels?3"}`,
		"3": `{"@odata.count":"4","value":[{"name":"b"}],"@odata.deltaLink":"https://harbor.example/v1.0/vessels?d"}`,
		"4": `{"value":[{"name":"a"},{"name":5}],"@odata.count":1}`,
	}
	c := offline(func(r *http.Request) (*http.Response, error) { return reply(200, pages[r.URL.RawQuery]), nil })
	req, err := ListVesselsRequest(t.Context(), nil)
	require.NoError(t, err)
	got, err := all(EachPage[*Vessel](c, req))
	require.NoError(t, err)
	require.Len(t, got, 3)
	assert.Equal(t, Set[int64](9007199254740993).Get(), got[0].Count.Get())
	assert.Equal(t, "/v1.0/vessels?2", got[0].NextLink)
	assert.Zero(t, got[1].Count)
	assert.Empty(t, got[1].Items)
	assert.Equal(t, int64(4), got[2].Count.Get())
	assert.Equal(t, "https://harbor.example/v1.0/vessels?d", got[2].DeltaLink)

	req.URL.RawQuery = "4"
	got, err = all(EachPage[*Vessel](c, req))
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, "a ", names(got[0].Items))
	assert.Equal(t, "name: want a string, have a number", faults(&got[0].Items[1].Object))
}
