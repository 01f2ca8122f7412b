package page_test

import (
	"fmt"
	"testing/fstest"

	"github.com/docwright/docwright/parser/page"
)

// A page has sections with blocks, and each block has its position.
func ExampleReader_Read() {
	root := fstest.MapFS{"api/berth-get.md": {Data: []byte("# Get berth\n\n## HTTP request\n\n" +
		"<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /berths/{id}\n```\n")}}
	p, err := page.NewReader(root, ".").Read("api/berth-get.md")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*page.Code); ok {
				fmt.Printf("%s: %s: %s %q\n", code.Pos, s.Title, code.Annotation.BlockType, code.Text)
			}
		}
	}
	// Output:
	// api/berth-get.md:6:1: HTTP request: ignored "GET /berths/{id}\n"
}
