package model_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// TestJSON checks all keys of the JSON form, which is a contract.
func TestJSON(t *testing.T) {
	one := int64(1)
	key := &model.Parameter{Name: "id", Ref: model.Ref{Type: "Edm.String"}, Aliases: []string{"number"}, Required: true}
	m := model.Model{
		Version: model.Version,
		Types: []*model.Type{{Namespace: "harbor.port", Name: "berth", Kind: model.Entity, Pages: []string{"resources/berth.md"}, Line: 3,
			Properties: []*model.Property{{Name: "id", Ref: model.Ref{Type: "Edm.String"}, Key: true, Position: source.Position{File: "resources/berth.md", Line: 9, Col: 2}}}}},
		Enums: []*model.Enum{{Namespace: "harbor.port", Name: "tide", Members: []*model.Member{{Name: "low", Value: &one}, {Name: "high"}}}},
		Operations: []*model.Operation{{Name: "GetBerth", Page: "api/berth-get.md", Line: 5, Title: "Get berth", Kind: model.Get, Method: "GET",
			Paths: []string{"/berths/{id | number}"}, PathParameters: model.PathParameters{key}, QueryParameters: []*model.Parameter{}, Headers: []*model.Parameter{},
			Permissions: []*model.Permission{
				{Kind: model.Application, Scopes: []string{"Berth.Read.All"}, Supported: true},
				{Kind: model.DelegatedWork, Scopes: []string{"A.Read", "B.Read", "C.Read"}, Supported: true, Paths: []string{"/berths"}, Sets: [][]string{{"A.Read", "B.Read"}, {"C.Read"}}},
			},
			Request:   &model.Body{Parameters: []*model.Parameter{{Name: "note", Ref: model.Ref{Type: "Edm.String"}}}},
			Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: "harbor.port.berth"}}},
			Examples: []*model.Example{{Name: "get_berth",
				Request:  &model.ExampleRequest{Method: "GET", URL: "/berths/1", Headers: []model.Header{}, Position: source.Position{Line: 20}},
				Response: &model.ExampleResponse{Status: 200, Headers: []model.Header{{Name: "ETag", Value: "1"}}, JSON: `{"id": "1"}`}}}}},
	}
	got, err := json.Marshal(m)
	require.NoError(t, err)
	assert.JSONEq(t, `{"version": 1,
		"types": [{"namespace": "harbor.port", "name": "berth", "kind": "entity", "base": "", "abstract": false, "open": false, "description": "",
			"pages": ["resources/berth.md"], "line": 3, "properties": [{"name": "id", "type": "Edm.String", "collection": false, "navigation": false,
			"nullable": null, "readOnly": false, "required": false, "key": true, "deprecated": false, "description": "", "page": "resources/berth.md", "line": 9}]}],
		"enums": [{"namespace": "harbor.port", "name": "tide", "flags": false, "page": "", "line": 0,
			"members": [{"name": "low", "value": 1, "description": ""}, {"name": "high", "value": null, "description": ""}]}],
		"operations": [{"name": "GetBerth", "page": "api/berth-get.md", "line": 5, "title": "Get berth", "kind": "get", "method": "GET",
			"paths": ["/berths/{id | number}"], "pathParameters": [{"name": "id", "type": "Edm.String", "aliases": ["number"]}],
			"queryParameters": [], "headers": [], "permissions": [{"kind": "application", "scopes": ["Berth.Read.All"], "supported": true},
				{"kind": "delegatedWork", "scopes": ["A.Read", "B.Read", "C.Read"], "together": [["A.Read", "B.Read"]], "paths": ["/berths"], "supported": true}],
			"request": {"type": "", "collection": false, "parameters": [{"name": "note", "type": "Edm.String", "collection": false, "required": false, "description": ""}]},
			"responses": [{"status": 200, "type": "harbor.port.berth", "collection": false}],
			"examples": [{"name": "get_berth", "line": 20, "request": {"method": "GET", "url": "/berths/1", "headers": []},
				"response": {"status": 200, "headers": [{"name": "ETag", "value": "1"}], "body": {"id": "1"}}}]}],
		"coverage": {"pages": 0, "operations": 0, "requestLines": {"read": 0, "of": 0}, "rows": {"read": 0, "of": 0}, "files": {"read": 0, "of": 0}, "kinds": {"operations": 0, "types": 0, "enums": 0}, "requests": {"read": 0, "of": 0}, "bodies": {"read": 0, "of": 0},
			"annotations": {"read": 0, "of": 0}, "examples": {"read": 0, "of": 0}}}`, string(got))
}

// TestJSONEscapes checks that the JSON form has the text of pages as it is,
// unless the encoder escapes HTML.
func TestJSONEscapes(t *testing.T) {
	p := &model.Property{Description: "<b> & more"}
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	require.NoError(t, encoder.Encode(p))
	assert.Contains(t, plain.String(), `"description":"<b> & more"`)
	safe, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Contains(t, string(safe), `"description":"\u003cb\u003e \u0026 more"`)
}
