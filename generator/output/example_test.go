package output_test

import (
	"fmt"
	"os"

	"github.com/docwright/docwright/generator/output"
)

// The second commit of the same files writes nothing.
func ExampleCommit() {
	dir, err := os.MkdirTemp("", "harbor")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer root.Close()
	files := []output.File{{Name: "berth.go", Data: []byte(output.Header + "\n\npackage harbor\n")}}
	for range 2 {
		diff, err := output.Commit(root, files)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, c := range diff.Changes {
			fmt.Println(c.Kind, c.Name)
		}
		fmt.Println(diff.Unchanged, "unchanged")
	}
	// Output:
	// missing berth.go
	// 0 unchanged
	// 1 unchanged
}
