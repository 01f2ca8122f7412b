package overlay_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/overlay"
)

const corrections = `
- property: harbor.port.berth/number
  type: Edm.Int32
  reason: berths are numbered
  link: https://harbor.example/issues/1
- property: harbor.port.berth/depth
  type: Edm.Single
  reason: it is a number
  link: https://harbor.example/issues/2
`

// Corrections are applied while pages are read, before examples are compared
// with the model.
func Example() {
	o, err := overlay.Parse("corrections.yaml", []byte(corrections))
	if err != nil {
		log.Fatal(err)
	}
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../../testdata/docs"), Docs: ".", Correct: o.Apply})
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range m.Types {
		for _, p := range t.Properties {
			if t.Name == "berth" && p.Name == "number" {
				fmt.Println(p.Name, p.Type)
			}
		}
	}
	for _, f := range o.Findings() {
		fmt.Println(f)
	}
	// Output:
	// number Edm.Int32
	// corrections.yaml:6:3: the pages agree with the correction of harbor.port.berth/depth; remove the correction [overlay-unused]
}
