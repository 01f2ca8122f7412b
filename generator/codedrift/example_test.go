package codedrift_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Compare reports a field whose type differs from the property. A program gets
// the model from package parser, and the code from gocode.Read.
func ExampleCompare() {
	berth := &model.Type{Namespace: "harbor.port", Name: "berth", Pages: []string{"resources/berth.md"}, Line: 1, Properties: []*model.Property{
		{Name: "number", Ref: model.Ref{Type: "Edm.String"}},
		{Name: "depth", Ref: model.Ref{Type: "Edm.Double"}},
	}}
	line := func(n int) source.Position { return source.Position{File: "berth.go", Line: n} }
	code := &gocode.Code{Structs: []*gocode.Struct{{Name: "Berth", Position: line(3), Fields: []*gocode.Field{
		{Name: "number", GoName: "Number", Type: gocode.Type{Text: "string", Kind: gocode.String}, Position: line(4)},
		{Name: "depth", GoName: "Depth", Type: gocode.Type{Text: "string", Kind: gocode.String}, Position: line(5)},
	}}}}
	for _, c := range codedrift.Compare(drift.Side{Model: &model.Model{Types: []*model.Type{berth}}}, code) {
		fmt.Println(c.Position, c.Severity, c.Rule.Name, c.Subject)
		fmt.Println(c.Message)
	}
	// Output:
	// berth.go:5 error property-type-differs harbor.port.berth/depth
	// the type is Edm.Double in the pages, string in the code
}
