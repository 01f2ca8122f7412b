package schema_test

import (
	"fmt"
	"testing/fstest"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// Each page is read on its own; Link then resolves the names.
func Example() {
	root := fstest.MapFS{
		"resources/berth.md": {Data: []byte(`# berth resource type

Namespace: harbor.port

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|String|Key of the entity.|
|crane|[crane](crane.md)|The crane beside it.|
|state|berthState|Possible values are: ` + "`free`, `taken`" + `.|
`)},
		"resources/crane.md": {Data: []byte(`# crane resource type

Namespace: harbor.port

## Properties
|Property|Type|Description|
|:---|:---|:---|
|reach|Double|How far it reaches.|
`)},
	}
	reader := page.NewReader(root, ".")
	var all []*schema.Declarations
	for _, name := range []string{"resources/berth.md", "resources/crane.md"} {
		p, err := reader.Read(name)
		if err != nil {
			fmt.Println(err)
			return
		}
		all = append(all, schema.Read(p))
	}
	types, enums, findings := schema.Link(all)
	for _, t := range types {
		for _, p := range t.Properties {
			fmt.Println(t.Name, p.Name, p.Type)
		}
	}
	fmt.Println(enums[0].Name, len(enums[0].Members), "members")
	fmt.Println(findings[0])
	// Output:
	// berth id Edm.String
	// berth crane harbor.port.crane
	// berth state harbor.port.berthState
	// crane reach Edm.Double
	// berthState 2 members
	// resources/berth.md:10:8: no page describes the enum "berthState"; its members are the values listed here [enum-inferred]
}
