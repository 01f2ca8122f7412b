package openapi_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/docwright/docwright/parser/openapi"
)

const description = `
openapi: 3.1.0
paths:
  /berths({id}):
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: A berth., content: {application/json: {schema: {$ref: "#/components/schemas/berth"}}}}
components:
  schemas:
    berth: {type: object, properties: {depth: {type: number, format: double}}}
`

// Read returns the same form of model as the parser of pages.
func ExampleRead() {
	m, _, err := openapi.Read(strings.NewReader(description), "service.yaml")
	if err != nil {
		log.Fatal(err)
	}
	for _, op := range m.Operations {
		fmt.Println(op.Method, op.Paths[0], op.Result().Type)
	}
	for _, p := range m.Types[0].Properties {
		fmt.Println(p.Name, p.Type, "line", p.Position.Line)
	}
	// Output:
	// GET /berths({id}) berth
	// depth Edm.Double line 11
}
