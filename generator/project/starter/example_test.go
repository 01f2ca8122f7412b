package starter_test

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/generator/project/starter"
)

// The files of a project whose pages are in the working directory.
func ExampleProject_Files() {
	files, err := starter.Project{Docs: ".", Out: "internal/harbor", Schema: "https://harbor.example/schema.json"}.Files()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range files {
		fmt.Println(f.Name)
		for line := range strings.Lines(string(f.Data)) {
			if strings.Contains(line, ":") && !strings.HasPrefix(line, "#") {
				fmt.Print("  ", line)
			}
		}
	}
	// Output:
	// docwright.yaml
	//   docs: .
	//   out: internal/harbor
	//   package: harbor
	// docwright.go
	//   //go:build generate
	//   //go:generate go tool docwright generate
}
