package mock_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/parser/model"
)

// A table has a line for each operation and each property.
func ExampleTable_JSON() {
	id := &model.Parameter{Name: "id", Ref: model.Ref{Type: "Edm.String"}}
	table := mock.Of(&model.Model{
		BaseURL: "https://harbor.example",
		Operations: []*model.Operation{{
			Name: "FreeBerth", Page: "api/berth-free.md", Kind: model.Action, Method: "POST",
			Routes:    []*model.Route{{Path: "/berths/{id}/free", Segments: []model.Segment{{{Text: "berths"}}, {{Param: id}}, {{Text: "free"}}}}},
			Responses: []*model.Response{{Status: 204}},
		}},
		Types: []*model.Type{{Namespace: "harbor.port", Name: "berth", Properties: []*model.Property{
			{Name: "id", Ref: id.Ref, Key: true}, {Name: "depth", Ref: model.Ref{Type: "Edm.Double"}}}}},
	})
	fmt.Printf("%s", table.JSON())
	// Output:
	// {"base": "https://harbor.example",
	// "operations": [
	// {"name":"FreeBerth","page":"api/berth-free.md","kind":"action","method":"POST","paths":["/berths/{id}/free"],"responses":[{"status":204}]}],
	// "types": [
	// {"name":"harbor.port.berth",
	// "properties": [
	// {"name":"id","type":"Edm.String","key":true},
	// {"name":"depth","type":"Edm.Double"}]}]}
}
