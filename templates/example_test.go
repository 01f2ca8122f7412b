package templates_test

import (
	"fmt"

	"github.com/docwright/docwright/templates"
)

// A package that mentions nothing but dates gets the file that declares them.
func ExampleRuntime() {
	for _, f := range templates.Runtime([]string{"Date"}) {
		fmt.Println(f.Name)
	}
	// Output:
	// docwright_time.go
}
