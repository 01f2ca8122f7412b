package drift_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/drift"
)

// Compare reports a property that was removed and one that was added between
// two revisions.
func ExampleCompare() {
	const page = `# berth resource type

Namespace: harbor.port

## Properties
|Property|Type|Description|
|:---|:---|:---|
`
	read := func(row string) drift.Side {
		files := fstest.MapFS{"resources/berth.md": {Data: []byte(page + row)}}
		m, _, err := parser.Parse(context.Background(), parser.Options{Root: files, Docs: "."})
		if err != nil {
			panic(err)
		}
		return drift.Side{Model: m}
	}
	is := read("|depth|Double|How deep it is.|\n")
	was := read("|draught|Double|How deep a ship may lie.|\n")
	for _, c := range drift.Compare(is, was, drift.Revisions) {
		fmt.Println(c.Severity, c.Rule.Name, c.Subject, c.Position)
	}
	// Output:
	// error property-removed harbor.port.berth/draught resources/berth.md:1
	// note property-added harbor.port.berth/depth resources/berth.md:8:2
}
