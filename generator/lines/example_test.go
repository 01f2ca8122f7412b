package lines_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// Two pages document one request line, each for a subtype. The line returns their
// common base type.
func ExampleNew() {
	entity := &model.Type{Namespace: "harbor.port", Name: "entity", Kind: model.Entity}
	gear := &model.Type{Namespace: "harbor.port", Name: "gear", Kind: model.Entity, Base: entity.Qualified(), BaseType: entity}
	entity.Derived = []*model.Type{gear}
	list := func(name, page string) *model.Operation {
		t := &model.Type{Namespace: "harbor.port", Name: name, Kind: model.Entity, Base: gear.Qualified(), BaseType: gear}
		gear.Derived = append(gear.Derived, t)
		return &model.Operation{
			Page: page, Kind: model.List, Method: "GET",
			Routes:    []*model.Route{{Path: "/gear", Segments: []model.Segment{{{Text: "gear"}}}}},
			Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: t.Qualified(), Struct: t, Collection: true}}},
		}
	}
	m := &model.Model{Operations: []*model.Operation{list("crane", "api/crane-list.md"), list("winch", "api/winch-list.md")}}
	m.Types = append([]*model.Type{entity, gear}, gear.Derived...)
	for _, l := range lines.New(m).All() {
		fmt.Println(l.Method, l.Shape, l.Result.Type, l.Pages())
	}
	// Output:
	// GET /gear harbor.port.gear [api/crane-list.md api/winch-list.md]
}
