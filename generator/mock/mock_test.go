package mock_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates/fake"
)

// operation is an operation of a table.
type operation struct {
	Name     string
	Consumes []string
	Query    []string
	Options  []string
	Request  struct {
		Parameters []struct {
			Name     string
			Required bool
		}
	}
	Responses []struct {
		Status  int
		Headers []string
	}
	Examples []struct {
		Name string
		Line int
	}
}

// tableOf returns the operation in the table of a model with one operation.
func tableOf(t *testing.T, op *model.Operation) (o operation) {
	t.Helper()
	var table struct{ Operations []json.RawMessage }
	require.NoError(t, json.Unmarshal(mock.Of(&model.Model{Operations: []*model.Operation{op}}).JSON(), &table))
	require.NoError(t, json.Unmarshal(table.Operations[0], &o))
	return o
}

// sends returns an example with the given request.
func sends(method, contentType, body string) *model.Example {
	r := &model.ExampleRequest{Method: method, JSON: model.RawJSON(body), Headers: []model.Header{{Name: "content-TYPE", Value: contentType}}}
	return &model.Example{Name: "page.md/x", Request: r}
}

func TestWhatABodyMustHave(t *testing.T) {
	name := &model.Parameter{Name: "name", Required: true}
	side := &model.Parameter{Name: "side"}
	for _, test := range []struct {
		examples []*model.Example
		want     bool
	}{
		{nil, true},
		{[]*model.Example{sends("POST", "", `{"NAME": 1}`)}, true},
		{[]*model.Example{sends("POST", "", `{"name@odata.bind": 1}`)}, true},
		{[]*model.Example{sends("POST", "", `{"name": 1}`), sends("POST", "", `{"side": 1}`)}, false},
		{[]*model.Example{sends("PATCH", "", `{"side": 1}`)}, true},
		{[]*model.Example{sends("POST", "", `{}`)}, true},
		{[]*model.Example{sends("POST", "", `[1]`)}, true},
		{[]*model.Example{sends("POST", "", "")}, true},
	} {
		o := tableOf(t, &model.Operation{Method: "POST", Request: &model.Body{Parameters: []*model.Parameter{name, side}}, Examples: test.examples})
		assert.Equal(t, test.want, o.Request.Parameters[0].Required, "%v", test.examples)
		assert.False(t, o.Request.Parameters[1].Required)
	}
}

func TestMediaTypes(t *testing.T) {
	for _, test := range []struct {
		request  *model.Body
		examples []*model.Example
		want     []string
	}{
		{nil, []*model.Example{sends("POST", "text/plain", "")}, nil},
		{&model.Body{Ref: model.Ref{Type: "Edm.Stream"}}, []*model.Example{sends("POST", "text/plain", "")}, nil},
		{&model.Body{Ref: model.Ref{Type: "Edm.Stream"}, MediaTypes: []string{"image/png"}}, []*model.Example{sends("POST", "image/gif", "")}, []string{"image/png", "image/gif"}},
		{&model.Body{}, nil, []string{"application/json"}},
		{&model.Body{MediaTypes: []string{"text/xml"}}, nil, []string{"text/xml", "application/json"}},
		{&model.Body{}, []*model.Example{sends("POST", "Application/JSON; x=y", ""), sends("POST", "Text/Plain; charset=utf-8", ""), sends("POST", "text/plain", ""), sends("PUT", "image/png", ""), sends("POST", ";", "")}, []string{"application/json", "text/plain"}},
	} {
		assert.Equal(t, test.want, tableOf(t, &model.Operation{Method: "POST", Request: test.request, Examples: test.examples}).Consumes)
	}
}

func TestParametersAndHeaders(t *testing.T) {
	o := tableOf(t, &model.Operation{
		Method:          "GET",
		QueryParameters: []*model.Parameter{{Name: "unit", Required: true}, {Name: "$filter"}, {Name: "draft"}},
		Responses:       []*model.Response{{Status: 201, Headers: []string{"Location"}}, {Status: 204}},
	})
	assert.Equal(t, []string{"unit"}, o.Query)
	assert.Equal(t, []string{"$filter", "draft"}, o.Options)
	assert.Equal(t, []string{"Location"}, o.Responses[0].Headers)
	assert.Empty(t, o.Responses[1].Headers)
}

func TestProperties(t *testing.T) {
	text := string(mock.Of(&model.Model{Types: []*model.Type{{Namespace: "a", Name: "b", Properties: []*model.Property{
		{Name: "crew", Ref: model.Ref{Type: "a.b", Collection: true}, Navigation: true}, {Name: "log", SelectOnly: true}, {Name: "id", Key: true, ReadOnly: true},
	}}}}).JSON())
	assert.Contains(t, text, `{"name":"crew","type":"a.b","collection":true,"navigation":true}`)
	assert.Contains(t, text, `{"name":"log","selectOnly":true}`)
	assert.Contains(t, text, `{"name":"id","readOnly":true,"key":true}`)
}

// TestTheSampleAnswers sends the requests of all examples on the sample pages
// to the fake of the sample.
func TestTheSampleAnswers(t *testing.T) {
	m, _, err := parser.Parse(t.Context(), parser.Options{Root: os.DirFS("../../testdata"), Docs: "docs"})
	require.NoError(t, err)
	service, err := fake.Load([][]byte{mock.Of(m).JSON()})
	require.NoError(t, err)
	answered := 0
	for _, op := range m.Operations {
		for _, e := range op.Examples {
			if e.Route == nil || e.Response == nil || e.Response.Status/100 != 2 || e.Request.Method != op.Method {
				continue
			}
			r := httptest.NewRequest(e.Request.Method, "http://harbor.example/", strings.NewReader(string(e.Request.JSON)+e.Request.Text))
			r.URL.Path = e.Request.Path
			var options []string
			for _, q := range e.Request.Query {
				options = append(options, q.Name+"="+strings.ReplaceAll(q.Value, "%", "%25"))
			}
			r.URL.RawQuery = strings.Join(options, "&")
			for _, h := range e.Request.Headers {
				r.Header.Set(h.Name, h.Value)
			}
			service.Reset()
			w := httptest.NewRecorder()
			service.ServeHTTP(w, r)
			if w.Code == http.StatusFound { // the example shows the response after the redirect
				continue
			}
			assert.Equal(t, e.Response.Status, w.Code, "%s %s: %s", op.Page, e.Name, w.Body)
			answered++
			if w.Code == http.StatusOK && e.Response.JSON != "" {
				assert.True(t, json.Valid(w.Body.Bytes()))
			}
		}
	}
	assert.Greater(t, answered, 30)
}

// TestU05 checks that the fake rejects a media type that the page does not
// list.
func TestU05(t *testing.T) {
	const page = `---
title: "Set berth chart"
doc_type: apiPageType
---
# Set berth chart

Namespace: harbor.port

## HTTP request
` + "```http\nPUT /berths/{id}/chart/$value\n```" + `
## Request headers
| Name | Description |
|:---|:---|
| Authorization | Bearer {token}. Required. |
| Content-Type | %s |

## Request body
In the request body, include the binary data of the chart.

## Response
If successful, this method returns a ` + "`204 No Content`" + ` response code.

## Examples
` + "```http\nPUT https://api.harbor.example/v1.0/berths/b-1/chart/$value\n\nBinary data of the chart\n```\n```http\nHTTP/1.1 204 No Content\n```\n"
	for stated, want := range map[string][3]int{
		"Image/PNG. Required.":                        {204, 415, 415},
		"`image/png` or `application/vnd.chart+json`": {204, 415, 204},
		"image/*":                       {204, 204, 415},
		"Nature of the data. Required.": {204, 204, 204},
	} {
		files := fstest.MapFS{"docs/api/berth-set-chart.md": {Data: []byte(strings.Replace(page, "%s", stated, 1))}}
		m, _, err := parser.Parse(t.Context(), parser.Options{Root: files, Docs: "docs"})
		require.NoError(t, err)
		service, err := fake.Load([][]byte{mock.Of(m).JSON()}, fake.WithoutState())
		require.NoError(t, err)
		for i, mediaType := range []string{"image/png", "image/jpeg", "application/vnd.chart+json"} {
			r := httptest.NewRequest("PUT", "/berths/b-1/chart/$value", strings.NewReader("x"))
			r.Header.Set("Content-Type", mediaType)
			w := httptest.NewRecorder()
			service.ServeHTTP(w, r)
			assert.Equal(t, want[i], w.Code, "%s: %s %s", stated, mediaType, w.Body)
		}
	}
}

func TestResponsesThatCannotBeRead(t *testing.T) {
	typed := &model.Response{Status: 200, Ref: model.Ref{Type: "harbor.port.berth"}}
	counted := &model.Response{Status: 200, Ref: model.Ref{Type: "Edm.Int64"}}
	for name, test := range map[string]struct {
		kind     model.OperationKind
		method   string
		response *model.Response
		answer   *model.ExampleResponse
		want     int
	}{
		"broken":           {model.Get, "GET", typed, &model.ExampleResponse{Status: 200, Text: "{"}, 7},
		"broken, created":  {model.Create, "POST", typed, &model.ExampleResponse{Status: 201, Text: "{"}, 7},
		"without a body":   {model.Get, "GET", typed, &model.ExampleResponse{Status: 204}, 7},
		"empty number":     {model.Counting, "GET", counted, &model.ExampleResponse{Status: 200, Text: " "}, 7},
		"number":           {model.Counting, "GET", counted, &model.ExampleResponse{Status: 200, Text: "893"}, 0},
		"changed":          {model.Update, "PATCH", typed, &model.ExampleResponse{Status: 204}, 0},
		"JSON":             {model.Get, "GET", typed, &model.ExampleResponse{Status: 200, JSON: "{}"}, 0},
		"an error":         {model.Get, "GET", typed, &model.ExampleResponse{Status: 404}, 0},
		"bytes":            {model.Content, "GET", typed, &model.ExampleResponse{Status: 200, Text: "{bytes}"}, 0},
		"nothing is typed": {model.Action, "POST", &model.Response{Status: 204}, &model.ExampleResponse{Status: 200, Text: "{"}, 0},
		"no response":      {model.Get, "GET", typed, nil, 0},
	} {
		request := &model.ExampleRequest{Method: test.method, Position: source.Position{Line: 7}}
		o := tableOf(t, &model.Operation{Kind: test.kind, Method: test.method, Responses: []*model.Response{test.response}, Examples: []*model.Example{{Name: "page.md/x", Request: request, Response: test.answer}}})
		assert.Equal(t, test.want, o.Examples[0].Line, name)
	}
}

func TestOpposites(t *testing.T) {
	var table struct {
		Types []struct{ Properties []struct{ Opposite string } }
	}
	members := model.Ref{Type: "harbor.port.party", Collection: true}
	require.NoError(t, json.Unmarshal(mock.Of(&model.Model{Types: []*model.Type{{Properties: []*model.Property{
		{Name: "memberOf", Ref: members, Navigation: true},
		{Name: "reports", Ref: members, Navigation: true, Opposite: "chief"},
		{Name: "memberOf", Ref: members},
		{Name: "partOf", Ref: model.Ref{Type: "harbor.port.party"}, Navigation: true},
	}}}}).JSON(), &table))
	var got []string
	for _, p := range table.Types[0].Properties {
		got = append(got, p.Opposite)
	}
	assert.Equal(t, []string{"members", "chief", "", ""}, got)
}
