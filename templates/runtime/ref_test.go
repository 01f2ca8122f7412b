package runtime

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func addEscort(ctx context.Context, c *Client, body *EntityRef) error {
	req, err := newRequest(ctx, http.MethodPost, "/vessels/{id}/escorts/$ref", args{"7"}, nil, body)
	return sendNone(c, req, err)
}

func TestReferencesAreBelowTheBaseURLOfTheClient(t *testing.T) {
	for base, want := range map[string]string{
		BaseURL:                        BaseURL,
		BaseURL + "/":                  BaseURL,
		"https://harbor.example.cn/v1": "https://harbor.example.cn/v1",
		"http://localhost:8080":        "http://localhost:8080",
	} {
		sent := ""
		c := offline(func(r *http.Request) (*http.Response, error) {
			text, err := io.ReadAll(r.Body)
			assert.Equal(t, int64(len(text)), r.ContentLength)
			sent = string(text)
			return reply(204, ""), err
		}, WithBaseURL(base))
		require.NoError(t, addEscort(t.Context(), c, Ref("/tugs/{id}/x('{name}')", "a/b", "O'Neil")))
		assert.Equal(t, `{"@odata.id":"`+want+`/tugs/a%2Fb/x('O%27%27Neil')"}`, sent, base)
		require.NoError(t, addEscort(t.Context(), c, &EntityRef{ODataID: Set(BaseURL + "/tugs/8")}))
		assert.Equal(t, `{"@odata.id":"`+want+`/tugs/8"}`, sent, base)
		require.NoError(t, addEscort(t.Context(), c, &EntityRef{ODataID: Set("https://other.example/tugs/8")}))
		assert.Equal(t, `{"@odata.id":"https://other.example/tugs/8"}`, sent, base)

		var v Vessel
		v.Object.SetRaw("berth@odata.bind", []byte(`"`+Ref("/berths/{id}", "3").ODataID.Get()+`"`))
		v.Object.SetRaw("tugs@odata.bind", []byte(`["`+BaseURL+`/tugs/1", "`+BaseURL+`/tugs/2"]`))
		v.Name = Set(BaseURL + "/tugs/9")
		_, err := CreateVessel(t.Context(), c, &v, nil)
		require.NoError(t, err)
		assert.JSONEq(t, `{"name":"`+BaseURL+`/tugs/9","berth@odata.bind":"`+want+`/berths/3","tugs@odata.bind":["`+want+`/tugs/1","`+want+`/tugs/2"]}`, sent)
	}
}

func TestReferencesInABatch(t *testing.T) {
	sent := ""
	c := offline(func(r *http.Request) (*http.Response, error) {
		text, err := io.ReadAll(r.Body)
		sent = string(text)
		return reply(200, `{"responses":[{"id":"1","status":204}]}`), err
	}, WithBaseURL("https://harbor.example.cn/v1"))
	var b Batch
	item := b.Add(newRequest(t.Context(), http.MethodPost, "/vessels/7/escorts/$ref", nil, nil, Ref("/tugs/{id}", "8")))
	require.NoError(t, b.Send(t.Context(), c))
	require.NoError(t, item.Err())
	assert.Contains(t, sent, `"body":{"@odata.id":"https://harbor.example.cn/v1/tugs/8"}`)
}

func TestReferencesThatCannotBeSent(t *testing.T) {
	c := offline(func(*http.Request) (*http.Response, error) {
		t.Error("sent")
		return reply(204, ""), nil
	})
	for want, ref := range map[string]*EntityRef{
		"body: id is empty":                               Ref("/tugs/{id}", ""),
		`body: id has a path segment "." or ".."`:         Ref("/tugs/{id}", ".."),
		"body: 0 arguments for more placeholders":         Ref("/tugs/{id}"),
		"body: the path must begin with a slash":          Ref("tugs/{id}", "1"),
		"body: it is nil":                                 nil,
		"/vessels/7/escorts/$ref":                         Ref("/tugs/#{id}", "1"),
		`body: a path segment is empty, "." or ".."`:      Ref("/tugs//{id}", "1"),
		"body: id can't be part of a URL: it is a struct": Ref("/tugs/{id}", []any{struct{}{}}),
	} {
		err := addEscort(t.Context(), c, ref)
		if assert.Error(t, err, want) {
			assert.Contains(t, strings.ReplaceAll(err.Error(), "{id}", "7"), want)
		}
	}
}

func TestMoveReferences(t *testing.T) {
	for text, want := range map[string]string{
		`{"@odata.id":"a/x"}`:                          `{"@odata.id":"b/x"}`,
		`{ "@odata.id" : "a/x" , "b":1}`:               `{ "@odata.id" : "b/x" , "b":1}`,
		`{"m@odata.bind":["a/x",["a/y"],5,null,"ab"]}`: `{"m@odata.bind":["b/x",["b/y"],5,null,"ab"]}`,
		`{"m":[{"n@odata.bind":"a/x"}],"z":"a/x"}`:     `{"m":[{"n@odata.bind":"b/x"}],"z":"a/x"}`,
		`{"x@odata.id":"a/x"}`:                         `{"x@odata.id":"a/x"}`,
		`{"@odata.id":"ab/x"}`:                         `{"@odata.id":"ab/x"}`,
		`{"@odata.id":{"@odata.id":"a/"}}`:             `{"@odata.id":{"@odata.id":"b/"}}`,
		`{"z":"\"@odata.id\":\"a/x\""}`:                `{"z":"\"@odata.id\":\"a/x\""}`,
		`{"\u0040odata.id":"a/x"}`:                     `{"\u0040odata.id":"a/x"}`, // not found at all
		`{"@odata.id":"a/x"`:                           `{"@odata.id":"a/x"`,
		`{"@odata.id":}`:                               `{"@odata.id":}`,
		`"@odata.id"`:                                  `"@odata.id"`,
		`[{"@odata.id":"a/1"},{"@odata.id":"a/2"}]`:    `[{"@odata.id":"b/1"},{"@odata.id":"b/2"}]`,
		``: ``,
	} {
		assert.Equal(t, want, string(moveReferences([]byte(text), "a", "b")), text)
	}
	assert.Equal(t, `{"@odata.id":"https://x/v1/tugs/1"}`, string(moveReferences([]byte(`{"@odata.id":"/tugs/1"}`), "", "https://x/v1")))
	deep := strings.Repeat(`{"@odata.id":`, 2000)
	assert.Equal(t, deep, string(moveReferences([]byte(deep), "a", "b")))
}

func FuzzMoveReferences(f *testing.F) {
	for _, text := range []string{`{"@odata.id":"a/x"}`, `{"m@odata.bind":["a/x",["a/y"]]}`, `{"@odata.id":`, `[{"b":{"c@odata.bind":"a/"}}]`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		moved := moveReferences([]byte(text), "a", "longer")
		back := moveReferences(moved, "longer", "a")
		if !strings.Contains(text, "longer/") {
			assert.Equal(t, text, string(back))
		}
	})
}
