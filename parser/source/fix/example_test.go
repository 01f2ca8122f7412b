package fix_test

import (
	"fmt"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fix"
)

// A fix whose text is no longer at its position is not applied.
func ExampleApply() {
	const name = "api/berth-get.md"
	edit := func(line, col int, was, with string) source.Finding {
		p := source.Position{File: name, Line: line, Col: col}
		return source.Finding{Position: p, Fix: &source.Fix{Edits: []source.Edit{{Position: p, Was: was, With: with}}}}
	}
	text, made := fix.Apply(name, []byte("# Get berth\n\nGET berths/{id}\n"), source.Findings{
		edit(3, 5, "berths", "/berths"),
		edit(1, 3, "Read", "Get"),
	})
	fmt.Printf("%s%d applied\n", text, made)
	// Output:
	// # Get berth
	//
	// GET /berths/{id}
	// 1 applied
}
