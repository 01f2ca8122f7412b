package generator_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser"
)

// A package is made in memory; package output brings a folder to it.
func ExampleGenerate() {
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../testdata/docs"), Docs: "."})
	if err != nil {
		log.Fatal(err)
	}
	files, _, err := generator.Generate(context.Background(), m, generator.Options{
		Package: "harbor",
		Choice:  choice.Choice{Include: []string{"GET /berths/{id}"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		for line := range strings.Lines(string(f.Data)) {
			if strings.HasPrefix(line, "func GetBerth") {
				fmt.Print(f.Name, ": ", line)
			}
		}
	}
	// Output:
	// berth.go: func GetBerth(ctx context.Context, c *Client, berthID string, opts *Options) (*Berth, error) {
}
