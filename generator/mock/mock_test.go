package mock_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates/fake"
)

// operation is what a table has of one.
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
	Examples []struct{ Name string }
}

// tableOf returns the one operation of a table.
func tableOf(t *testing.T, op *model.Operation) (o operation) {
	t.Helper()
	var table struct{ Operations []json.RawMessage }
	require.NoError(t, json.Unmarshal(mock.Of(&model.Model{Operations: []*model.Operation{op}}).JSON(), &table))
	require.NoError(t, json.Unmarshal(table.Operations[0], &o))
	return o
}

// sends is an example's request.
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
		{&model.Body{}, nil, []string{"application/json"}},
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

// TestTheSampleAnswers sends every request of the sample pages' examples to the
// fake of the sample.
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
			if w.Code == http.StatusFound { // the example is of the file that this leads to
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
