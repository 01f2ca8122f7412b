package model_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func TestPathShape(t *testing.T) {
	for path, want := range map[string]string{
		"/users/{id | userPrincipalName}/Events": "/users/{}/events",
		"/users/{id}/events/":                    "/users/{}/events",
		"/users/{id}?$top={n}":                   "/users/{}",
		"/reports/usage(period='{period}')":      "/reports/usage(period='{}')",
		"/users/{id":                             "/users/{}",
		"":                                       "",
	} {
		assert.Equal(t, want, model.PathShape(path), path)
	}
}

func TestRouteShape(t *testing.T) {
	id, period := &model.Parameter{Name: "id"}, &model.Parameter{Name: "period"}
	route := &model.Route{Segments: []model.Segment{{{Text: "Users"}}, {{Param: id}}, {{Text: "getUsage(period='"}, {Param: period, Quoted: true}, {Text: "')"}}}}
	assert.Equal(t, "/users/{}/getusage(period='{}')", route.Shape())
	assert.Empty(t, (&model.Route{}).Shape())
}

func TestNear(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"draught", "draught", true},
		{"draught", "draugth", true},     // two letters replaced
		{"draught", "drauht", true},      // one letter missing
		{"draught", "ddraughtt", true},   // two letters added
		{"draught", "draft", false},      // too short
		{"berthed", "barthat", false},    // three letters replaced
		{"draughts", "draug", false},     // three letters missing
		{"berths", "berthing", false},    // four letters differ
		{"abcdef", "fedcba", false},      // same letters in another order
		{"landing", "xxlanding", true},   // two letters added at the start
		{"landing", "landingxxx", false}, // three letters added
		{"anchor", "ancho", false},       // one is too short
	} {
		assert.Equal(t, test.want, model.Near(test.a, test.b), "%s, %s", test.a, test.b)
		assert.Equal(t, test.want, model.Near(test.b, test.a), "%s, %s", test.b, test.a)
	}
	long := make([]byte, 65)
	for i := range long {
		long[i] = 'a'
	}
	assert.True(t, model.Near(string(long[:64]), string(long[:62])))
	assert.False(t, model.Near(string(long), string(long[:64])), "too long")
}

func TestAlternatives(t *testing.T) {
	p := &model.Permission{Scopes: []string{"Berth.Read.All", "Berth.ReadWrite.All"}}
	assert.Equal(t, [][]string{{"Berth.Read.All"}, {"Berth.ReadWrite.All"}}, p.Alternatives())
	assert.Equal(t, "Berth.Read.All, Berth.ReadWrite.All", p.Text())
	first := append(p.Alternatives()[0], "Crane.Read.All")
	assert.Len(t, first, 2)
	assert.Equal(t, "Berth.ReadWrite.All", p.Scopes[1], "appending to a set leaves the scopes unchanged")

	p.Sets = [][]string{{"Berth.Read.All", "Crane.Read.All"}, {"Harbor.Read.All"}}
	assert.Equal(t, p.Sets, p.Alternatives())
	assert.Equal(t, "Berth.Read.All and Crane.Read.All, Harbor.Read.All", p.Text())
	assert.Empty(t, (&model.Permission{}).Text())
}

func TestResult(t *testing.T) {
	op := func(responses ...*model.Response) *model.Operation { return &model.Operation{Responses: responses} }
	answer := func(status int, typ string) *model.Response {
		return &model.Response{Status: status, Ref: model.Ref{Type: typ}}
	}
	berth := answer(201, "harbor.port.berth")
	assert.Same(t, berth, op(answer(204, ""), berth, answer(200, "Edm.String")).Result())
	assert.Nil(t, op(answer(199, "Edm.String"), answer(300, "Edm.String"), answer(204, "")).Result())
	for _, status := range []int{200, 299} {
		assert.NotNil(t, op(answer(status, "Edm.String")).Result(), status)
	}
	assert.Nil(t, op().Result())
}

// TestQueryOptions checks that a parameter in a request line is not a query
// option, because callers must pass it.
func TestQueryOptions(t *testing.T) {
	from, top := &model.Parameter{Name: "from"}, &model.Parameter{Name: "$top"}
	op := &model.Operation{QueryParameters: []*model.Parameter{from, top}, Routes: []*model.Route{{}}}
	assert.Equal(t, []*model.Parameter{from, top}, op.QueryOptions())
	op.Routes = append(op.Routes, &model.Route{Query: []*model.Parameter{{Name: "from"}}})
	assert.Equal(t, []*model.Parameter{top}, op.QueryOptions())
}

func TestReasons(t *testing.T) {
	for aspect, adds := range map[string]bool{"path": true, "page": true, "members": true, "type": false, "paths": false, "": false} {
		assert.Equal(t, adds, model.Adds(aspect), aspect)
	}
	why := &model.Why{Name: "name-from-title", Summary: "The title says so."}
	var list model.Reasons
	list.Add("name", why, source.Position{File: "berth.md", Line: 1}, "berth")
	assert.Equal(t, model.Reasons{{Aspect: "name", Why: why, Position: source.Position{File: "berth.md", Line: 1}, Words: "berth"}}, list)
}

func TestRawJSON(t *testing.T) {
	for raw, want := range map[model.RawJSON]string{"": "null", `{"a":1}`: `{"a":1}`} {
		text, err := json.Marshal(raw)
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
	text, err := json.Marshal(model.PathParameters(nil))
	require.NoError(t, err)
	assert.Equal(t, "[]", string(text))
}

// TestWords checks the values of kinds and capabilities, which are part of the
// JSON form and of the OData vocabulary.
func TestWords(t *testing.T) {
	assert.Equal(t, []model.OperationKind{"list", "get", "create", "update", "delete", "action", "function", "reference", "content", "count", "delta"},
		[]model.OperationKind{model.List, model.Get, model.Create, model.Update, model.Delete, model.Action, model.Function, model.Reference, model.Content, model.Counting, model.Delta})
	assert.Equal(t, []model.TypeKind{"entity", "complex"}, []model.TypeKind{model.Entity, model.Complex})
	assert.Equal(t, []model.PermissionKind{"delegatedWork", "delegatedPersonal", "application"}, []model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application})
	assert.Equal(t, []model.Capability{"Insertable", "Updatable", "Deletable", "Readable", "ReadByKeyRestrictions/Readable"},
		[]model.Capability{model.Insertable, model.Updatable, model.Deletable, model.Readable, model.ReadableByKey})
}

func ExampleType_Lineage() {
	entity := &model.Type{Name: "entity", Properties: []*model.Property{{Name: "id"}}}
	vessel := &model.Type{Name: "vessel", BaseType: entity, Properties: []*model.Property{{Name: "name"}}}
	tug := &model.Type{Name: "tug", BaseType: vessel}
	for t := range tug.Lineage() {
		fmt.Println(t.Name)
	}
	fmt.Println(tug.Property("id") != nil, tug.DerivesFrom(entity))
	// Output:
	// tug
	// vessel
	// entity
	// true true
}
