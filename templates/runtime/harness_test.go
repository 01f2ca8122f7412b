package runtime

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVesselExamples(t *testing.T) {
	runExamples(t, "vessel", []exampleTest{
		{"vessel-get/get_vessel", func(ctx context.Context, c *Client, e *example) (any, error) {
			return GetVessel(ctx, c, "a/b", &Options{Query: map[string][]string{"$select": {"id,name"}}, Header: http.Header{"Prefer": {"maxage=5"}}})
		}},
		{"vessel-get/wrapped", func(ctx context.Context, c *Client, e *example) (any, error) {
			return GetVessel(ctx, c, "1", nil)
		}},
		{"vessel-get/not_found", func(ctx context.Context, c *Client, e *example) (any, error) {
			return GetVessel(ctx, c, "1", nil)
		}},
		{"vessel-list/list_vessels", func(ctx context.Context, c *Client, e *example) (any, error) {
			return collect(ListVessels(ctx, c, &ListVesselsOptions{Filter: "crew gt 3", Top: 2, Consistency: "eventual"}))
		}},
		{"vessel-list/next", func(ctx context.Context, c *Client, e *example) (any, error) {
			return collect(ListVessels(ctx, c, nil))
		}},
		{"vessel-post/create_vessel", func(ctx context.Context, c *Client, e *example) (any, error) {
			return CreateVessel(ctx, c, body[*Vessel](e), nil)
		}},
		{"vessel-count/count", func(ctx context.Context, c *Client, e *example) (any, error) {
			return CountVessels(ctx, c, nil)
		}},
		{"vessel-manifest/get_manifest", func(ctx context.Context, c *Client, e *example) (any, error) {
			return GetManifest(ctx, c, "1", nil)
		}},
		{"vessel-manifest/put_manifest", func(ctx context.Context, c *Client, e *example) (any, error) {
			return nil, ReplaceManifest(ctx, c, "1", e.reader(), &Options{Header: http.Header{"Content-Type": {"text/csv"}}})
		}},
		{"vessel-delete/gaps", nil},
	})
}

// exchange returns a wire for a modified example, after a call.
func exchange(change func(*example), call func(context.Context, *Client, *example) (any, error)) (request, response error) {
	e := &example{Name: "x"}
	e.Request.Method, e.Request.Path = "POST", "/vessels"
	e.Request.JSON = []byte(`{"name":"a"}`)
	e.Response.Status = 201
	e.Response.JSON = []byte(`{"name":"a","crew":1}`)
	change(e)
	w := &wire{example: e}
	got, err := w.call(call)
	return w.checkRequest(err), w.checkResponse(got, err)
}

func TestHarnessSeesDifferences(t *testing.T) {
	create := func(ctx context.Context, c *Client, e *example) (any, error) {
		return CreateVessel(ctx, c, body[*Vessel](e), nil)
	}
	request, response := exchange(func(*example) {}, create)
	assert.NoError(t, request)
	assert.NoError(t, response)

	for want, change := range map[string]func(*example){
		"method: sent POST, want PUT":                           func(e *example) { e.Request.Method = "PUT" },
		"path: sent /vessels, want /ships":                      func(e *example) { e.Request.Path = "/ships" },
		`query: sent [], want ["a=b"]`:                          func(e *example) { e.Request.Query = [][2]string{{"a", "b"}} },
		`header Prefer: sent "", want "x"`:                      func(e *example) { e.Request.Header = map[string]string{"Prefer": "x"} },
		"body: name: want a string":                             func(e *example) { e.Request.JSON = []byte(`{"name":1}`) },
		"nothing was sent: POST /v1.0/vessels: body: it is nil": func(e *example) { e.Request.JSON, e.Request.Text = nil, "text" },
		"nothing was sent: POST /v1.0/vessels: body: id: the ":  func(e *example) { e.Request.JSON = []byte(`{"id":"1"}`) },
	} {
		request, _ := exchange(change, create)
		assert.ErrorContains(t, request, want)
	}
	listed := func(e *example) { e.Response.JSON, e.Unknown = []byte(`{"berth":{"zz":1}}`), []string{"zz"} }
	_, response = exchange(listed, create)
	assert.NoError(t, response)
	for want, change := range map[string]func(*example){
		`unknown properties: got ["zz"], want []`: func(e *example) { e.Response.JSON = []byte(`{"berth":{"zz":1}}`) },
		`unknown properties: got ["yy"], want []`: func(e *example) { e.Response.JSON = []byte(`{"tugs":[{"yy":1}]}`) },
		`unknown properties: got [], want ["aa"]`: func(e *example) { e.Unknown = []string{"aa"} },
	} {
		_, response := exchange(change, create)
		assert.ErrorContains(t, response, want)
	}
	for want, text := range map[string]string{
		"tugs[0].crew: want a number, have a string":       `{"tugs":[{"crew":"x"}]}`,
		"berth.vessel.arrival: a time without an offset: ": `{"berth":{"vessel":{"arrival":"2021-07-01T08:30:00"}}}`,
	} {
		request, response = exchange(func(e *example) { e.Request.JSON, e.Response.JSON = []byte(text), []byte(text) }, create)
		assert.ErrorContains(t, request, "body: "+want)
		assert.ErrorContains(t, response, want)
	}
	_, response = exchange(func(*example) {}, func(ctx context.Context, c *Client, e *example) (any, error) {
		_, err := create(ctx, c, e)
		return &Vessel{Crew: Set[int32](2)}, err
	})
	assert.ErrorContains(t, response, "crew: got 2, want 1")
	_, response = exchange(func(*example) {}, func(ctx context.Context, c *Client, e *example) (any, error) {
		_, err := create(ctx, c, e)
		return nil, errors.Join(err, errors.New("x"))
	})
	assert.ErrorContains(t, response, "status 201")
}

func TestHarnessServesPartsOfFiles(t *testing.T) {
	get := func(asked ByteRange) func(context.Context, *Client, *example) (any, error) {
		return func(ctx context.Context, c *Client, e *example) (any, error) {
			return GetManifest(ctx, c, "1", &DownloadOptions{Range: asked})
		}
	}
	for _, text := range []string{"", "<first 1024 bytes of file>"} {
		for _, asked := range []ByteRange{"", Bytes(0, 1024), Bytes(512, 1024), Bytes(512, -1), Bytes(-512, 0)} {
			_, response := exchange(func(e *example) {
				e.Request.Method, e.Request.Path, e.Request.JSON = "GET", "/vessels/1/manifest", nil
				e.Response.Status, e.Response.JSON, e.Response.Text = 206, nil, text
				e.Response.Header = map[string]string{"Content-Range": "bytes 0-1023/2048"}
			}, get(asked))
			assert.NoError(t, response, "%q %s", text, asked)
		}
	}
}

func TestHarnessTakesWhatIsNotThereYet(t *testing.T) {
	for status, want := range map[int]bool{0: true, 202: true, 404: true} {
		_, response := exchange(func(e *example) {
			e.Request.Method, e.Request.Path, e.Request.JSON = "GET", "/vessels/1/manifest", nil
			e.Response.Status, e.Response.JSON = status, nil
		}, func(ctx context.Context, c *Client, e *example) (any, error) { return GetManifest(ctx, c, "1", nil) })
		assert.Equal(t, want, response == nil, "%d: %v", status, response)
	}
}

func TestHarnessComparesExactly(t *testing.T) {
	for _, same := range [][2]string{{`1`, `1.0`}, {`1e2`, `100`}, {`"2021-07-01T08:00:00Z"`, `"2021-07-01T10:00:00.000+02:00"`}, {`{"a":1,"b":null}`, `{"b":null,"a":1}`}} {
		assert.NoError(t, sameJSON([]byte(same[0]), []byte(same[1])), same)
	}
	for _, differ := range [][2]string{{`9007199254740993`, `9007199254740992`}, {`1`, `"1"`}, {`{"a":null}`, `{}`}, {`{}`, `{"a":null}`}, {`[1]`, `[1,2]`}, {`null`, `{}`}, {`1e999999999`, `1`}, {`true`, `false`}, {`"a"`, `"A"`}, {`x`, `1`}, {`1`, `x`}} {
		assert.Error(t, sameJSON([]byte(differ[0]), []byte(differ[1])), differ)
	}
}
