package note_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/internal/settle"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/schema"
)

// TestFromReadToSettle checks that reading a page records what it cannot decide yet,
// and that settling decides it on the operation of the note.
func TestFromReadToSettle(t *testing.T) {
	p := phasetest.Page(t, "api/berth-moor.md", "# berth: moor\n\nNamespace: harbor.port\n\n"+
		"## HTTP request\n```http\nPOST berths/{id}/moor\n```\n"+
		"## Response\nIf successful, this method returns a `200 OK` response code and the `berth` in the response body.\n")
	berth := phasetest.Page(t, "resources/berth.md", "# berth resource type\n\nNamespace: harbor.port\n\n"+
		"## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key of the entity.|\n")
	d := schema.Read(p)
	read := operation.Read(p, d, service.Of([]*service.Page{service.ReadPage(p)}))
	require.Len(t, read.Operations, 1)
	require.Len(t, read.Notes.Operations, 1)
	op, n := read.Operations[0], read.Notes.Operations[0]
	assert.Same(t, op, n.Op)

	// The request line lacks a slash, and the response has no type.
	require.Len(t, read.Notes.Mended, 1)
	assert.Equal(t, "/berths/{id}/moor", read.Notes.Mended[0].Edit.With)
	require.Len(t, n.Untyped, 1)
	assert.Same(t, op.Responses[0], n.Untyped[0].Response)
	assert.Empty(t, read.Findings)

	all := []*schema.Declarations{d, schema.Read(berth)}
	operation.Link([]*operation.Page{read}, all)
	schema.Link(all)
	findings := settle.Page(&read.Notes, "", settle.SetsOf(read.Operations))
	assert.Equal(t, "harbor.port.berth", op.Result().Type)
	var rules []string
	for _, f := range findings {
		rules = append(rules, f.Rule.Name)
	}
	assert.Equal(t, []string{"request-line-mended"}, rules)
}
