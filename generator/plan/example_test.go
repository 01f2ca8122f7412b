package plan_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
)

// A plan has the name and type of each declaration.
func ExampleNew() {
	id := &model.Parameter{Name: "berth-id", Ref: model.Ref{Type: "Edm.Int32"}}
	m := &model.Model{Operations: []*model.Operation{{
		Name: "FreeBerth", Page: "api/berth-free.md", Method: "POST",
		Routes: []*model.Route{{Path: "/berths/{berth-id}/free", Segments: []model.Segment{{{Text: "berths"}}, {{Param: id}}, {{Text: "free"}}}}},
	}}}
	pkg, findings, err := plan.New(m, plan.Options{Package: "harbor", BaseURL: "https://harbor.example"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			if f, ok := d.(*plan.Function); ok {
				fmt.Printf("%s.go: %s\n", g.Stem, f.Signature())
			}
		}
	}
	fmt.Println(len(findings), "findings")
	// Output:
	// berth.go: FreeBerth(ctx context.Context, c *Client, berthID int32, opts *Options) error
	// 0 findings
}
