package ident_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/ident"
)

// Names of an API become names that Go accepts, or an error says why not.
func ExampleExported() {
	for _, name := range []string{"userId", "item-path", "2fa", "名前"} {
		id, err := ident.Exported(name)
		fmt.Println(id, err)
	}
	// Output:
	// UserID <nil>
	// ItemPath <nil>
	// X2fa <nil>
	//  it has characters other than ASCII letters, digits and punctuation
}
