package text_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/text"
)

// Words of a page can be nothing but a comment, whatever they are.
func ExampleComment() {
	fmt.Println(text.Comment("go:generate rm -rf .\nfunc init() {}"))
	fmt.Println(text.Literal("\"; os.Exit(1)"), text.Tag("json", "berthNumber"))
	// Output:
	// // "go:generate" rm -rf . func init() {}
	// "\"; os.Exit(1)" `json:"berthNumber"`
}
