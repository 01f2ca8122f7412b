package surface_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/surface"
)

// The type of a parameter changes, which breaks callers.
func ExampleDiff() {
	of := func(text string) surface.Surface {
		return surface.Of([]output.File{{Name: "berth.go", Data: []byte("package harbor\n\n" + text)}})
	}
	for _, c := range surface.Diff(of("func Free(id string) {}"), of("func Free(id int32) {}\nfunc Moor() {}")) {
		fmt.Printf("%s: %q is %q, breaks: %t\n", c.Name, c.Was, c.Is, c.Breaks)
	}
	// Output:
	// func Free: "func(id string)" is "func(id int32)", breaks: true
	// func Moor: "" is "func()", breaks: false
}
