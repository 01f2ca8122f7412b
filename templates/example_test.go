package templates_test

import (
	"fmt"

	"github.com/docwright/docwright/templates"
)

// A package that mentions only Date gets the file that declares it.
func ExampleRuntime() {
	for _, f := range templates.Runtime([]string{"Date"}) {
		fmt.Println(f.Name)
	}
	// Output:
	// docwright_time.go
}
