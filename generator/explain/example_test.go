package explain_test

import (
	"context"
	"os"
	"testing/fstest"

	"github.com/docwright/docwright/generator/explain"
	"github.com/docwright/docwright/parser"
)

// Find explains a property that was read from a row of a table.
func ExampleIndex_Find() {
	page := "# berth resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|depth|Double|How deep it is.|\n"
	pages := fstest.MapFS{"docs/resources/berth.md": {Data: []byte(page)}}
	m, findings, err := parser.Parse(context.Background(), parser.Options{Root: pages, Docs: "docs"})
	if err != nil {
		panic(err)
	}
	index, err := explain.New(m, findings, explain.Options{Dir: "docs", BaseURL: "https://harbor.example"})
	if err != nil {
		panic(err)
	}
	if err := explain.Write(os.Stdout, index.Find("berth/depth")); err != nil {
		panic(err)
	}
	// Output:
	// property harbor.port.berth/depth  →  Berth.Depth Opt[float64]
	//   type         Edm.Double
	//   description  How deep it is.
	//   in           docs/resources/berth.md:8:2
	//   why
	//     type  docs/resources/berth.md:8:8  "Double"
	//           The type cell of the row gives the type. [type-from-cell]
}
