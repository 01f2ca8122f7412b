package operation_test

import (
	"fmt"
	"testing/fstest"

	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// A page is read on its own; the base URL comes from all pages.
func ExampleRead() {
	root := fstest.MapFS{"api/berth-free.md": {Data: []byte("# Free berth\n\nNamespace: harbor.port\n\n" +
		"## HTTP request\n```http\nPOST /berths/{id}/free\nPOST /piers/{id}/berths/{id}/free\n```\n" +
		"## Response\nIf successful, this method returns a `204 No Content` response code.\n")}}
	p, err := page.NewReader(root, ".").Read("api/berth-free.md")
	if err != nil {
		fmt.Println(err)
		return
	}
	base := service.Of([]*service.Page{service.ReadPage(p)})
	for _, op := range operation.Read(p, schema.Read(p), base).Operations {
		fmt.Println(op.Name, op.Kind, op.Responses[0].Status)
		for _, r := range op.Routes {
			fmt.Println(" ", op.Method, r.Path)
		}
	}
	// Output:
	// FreeBerth action 204
	//   POST /berths/{id}/free
	//   POST /piers/{id}/berths/{id}/free
}
