package choice_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
)

// A chosen operation includes the types that it needs, and no others.
func ExampleChoice_Of() {
	pier := &model.Type{Namespace: "harbor.port", Name: "pier"}
	berth := &model.Type{Namespace: "harbor.port", Name: "berth", Properties: []*model.Property{
		{Name: "pier", Ref: model.Ref{Type: "harbor.port.pier", Struct: pier}}}}
	tug := &model.Type{Namespace: "harbor.port", Name: "tug"}
	get := func(page, path string, t *model.Type) *model.Operation {
		return &model.Operation{Page: page, Method: "GET", Paths: []string{path},
			Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: t.Qualified(), Struct: t}}}}
	}
	m := &model.Model{Types: []*model.Type{berth, pier, tug}, Operations: []*model.Operation{
		get("api/berth-get.md", "/berths/{id}", berth), get("api/tug-get.md", "/tugs/{id}", tug)}}
	chosen, err := choice.Choice{Include: []string{"GET /berths/*"}}.Of(m)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range m.Types {
		fmt.Printf("%s: %t %s\n", t.Name, chosen.HasType(t), chosen.Why(t, nil))
	}
	// Output:
	// berth: true GET /berths/{id} → response → berth
	// pier: true GET /berths/{id} → response → berth.pier → pier
	// tug: false
}
