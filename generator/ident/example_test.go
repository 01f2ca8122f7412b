package ident_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/ident"
)

// Exported returns an exported identifier, or the reason why there is none.
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
