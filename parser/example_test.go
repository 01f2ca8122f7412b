package parser_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/docwright/docwright/parser"
)

// Parse reads pages from any fs.FS and returns data.
func ExampleParse() {
	m, findings, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../testdata/docs"), Docs: "."})
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range m.Types {
		if t.Name == "tug" {
			fmt.Println(t.Qualified(), "is a", t.Base)
			for _, p := range t.Properties {
				fmt.Println(" ", p.Name, p.Type)
			}
		}
	}
	for _, f := range findings {
		if f.Position.File == "resources/manifest.md" && f.Rule.Name == "type-unreadable" {
			fmt.Println(f)
		}
	}
	// Output:
	// harbor.port.tug is a harbor.port.vessel
	//   bollardPull Edm.Int32
	//   fireFighting Edm.Boolean
	//   propulsion harbor.port.propulsionKind
	//   crewLimit Edm.Int16
	//   master harbor.port.staffMember
	// resources/manifest.md:35:12: "origin": the type cell is not a type name [type-unreadable]
}
