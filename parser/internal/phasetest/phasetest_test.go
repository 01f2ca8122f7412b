package phasetest

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/casetest"
)

// TestPrinted checks what a case shows of a page: its operations, findings and
// fixes.
func TestPrinted(t *testing.T) {
	m, findings := Read(t, fstest.MapFS{"api/berth-list-names.md": {Data: []byte(`# List names

Namespace: harbor.port

## HTTP request
` + "```http\nGET berths/{id}/names?unit={unit}\n```" + `
## Request headers
|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Required.|
|Tide-Table|The table. Optional.|
## Response
If successful, this method returns a ` + "`200 OK`" + ` response code and a String collection.
`)}})
	assert.Equal(t, `ListBerthNames list GET
  path /berths/{id}/names
    query unit Edm.String required
  path parameter id Edm.String required
  option unit Edm.String required
  header Tide-Table Edm.String: The table. Optional.
  response 200 Edm.String[]
`, dump(m.Operations))
	assert.Equal(t, "api/berth-list-names.md:7:1: write the line as a path that begins with a slash, without host and version: /berths/{id}/names?unit={unit} [request-line-mended]\n", casetest.Findings(findings))
	assert.Equal(t, `api/berth-list-names.md:7:5: "berths/{id}/names?unit={unit}" -> "/berths/{id}/names?unit={unit}" [request-line-mended]
`, fixes(findings))
}
