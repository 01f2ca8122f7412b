package text_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/text"
)

// A text of a page stays a comment, a literal or a tag, whatever it contains.
func ExampleComment() {
	fmt.Println(text.Comment("go:generate rm -rf .\nfunc init() {}"))
	fmt.Println(text.Literal("\"; os.Exit(1)"), text.Tag("json", "berthNumber"))
	// Output:
	// // "go:generate" rm -rf . func init() {}
	// "\"; os.Exit(1)" `json:"berthNumber"`
}
