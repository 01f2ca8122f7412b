package parser_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
)

func TestLint(t *testing.T) {
	root := fstest.MapFS{
		"docs/api/berth-get.md": {Data: []byte(`# Get berth

The [berth](../resources/berth.md), its [tides](../resources/berth.md#tide-values) and [more](#errors).
The [Berth](../resources/Berth.md), the [slip](../resources/slip.md), the [rest](../resources/berth.md#no-such).
The [site](https://harbor.example/slip.md), the [chart](chart.png), the [top](/slip.md), the [secret](../../../secret.md), [bad](%zz.md).

- An [item](../resources/gone.md)

## Errors

|Code|Meaning|
|:---|:---|
|404|No [pier](../resources/pier.md).|
`)},
		"docs/resources/berth.md": {Data: []byte("# berth resource type\n\nSee [how to get it](../api/berth-get.md) and [the concepts](../concepts.md).\n\n## tide values\n")},
		"docs/concepts.md":        {Data: []byte("# Concepts\n")},
	}
	findings, err := parser.Lint(context.Background(), parser.Options{Root: root, Docs: "docs"})
	require.NoError(t, err)
	assert.Equal(t, `api/berth-get.md:4:13: the link names resources/Berth.md, but the page is resources/berth.md [link-case]
api/berth-get.md:4:48: the link names resources/slip.md, which does not exist [link-missing]
api/berth-get.md:4:82: resources/berth.md has no heading "no-such" [link-anchor-missing]
api/berth-get.md:7:13: the link names resources/gone.md, which does not exist [link-missing]
api/berth-get.md:13:16: the link names resources/pier.md, which does not exist [link-missing]
`, casetest.Findings(findings))
	_, err = parser.Lint(context.Background(), parser.Options{Root: fstest.MapFS{}, Docs: "."})
	assert.ErrorIs(t, err, parser.ErrNoPages)
}

func TestLintExamples(t *testing.T) {
	const fence = "```"
	findings, err := parser.Lint(context.Background(), parser.Options{Docs: ".", Root: fstest.MapFS{
		"resources/quay.md":  {Data: []byte("# quay resource type\n\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"quay\" } -->\n" + fence + "\n{\"id\": \"String\"}\n" + fence + "\n")},
		"resources/berth.md": {Data: []byte("# berth resource type\n\nSee [how to get one](../api/berth-get.md).\n\n## JSON representation\n\n" + fence + "\n{\"id\": \"String\"}\n" + fence + "\n")},
		"api/berth-get.md": {Data: []byte(`# Get berth

## HTTP request

` + fence + `
GET /berths/{id}
` + fence + `

## Examples

### Example 1

<!-- { "blockType": "request", "name": "get_berth" } -->
` + fence + `
GET /berths/1
` + fence + `

` + fence + `
HTTP/1.1 200 OK
` + fence + `

` + fence + `
var berth = client.Berths["1"];
` + fence + `

<!-- { "blockType": "request", "name": "get_berth" } -->
` + fence + `
GET /berths/2
` + fence + `

` + fence + `
GET https://harbor.example/v1.0/berths/3
` + fence + `
`)},
		"api/berth-list.md": {Data: []byte("# List berths\n\nNobody knows.\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_berth\" } -->\n" + fence + "\nGET /berths\n" + fence + "\n")},
	}})
	require.NoError(t, err)
	assert.Equal(t, `api/berth-get.md:18:1: the block has no annotation; put one with "blockType": "request" or "response" before it [annotation-missing]
api/berth-get.md:26:6: the request on line 13 has the name "get_berth", too; rename one of them [example-name-repeated]
api/berth-get.md:31:1: the block has no annotation; put one with "blockType": "request" or "response" before it [annotation-missing]
api/berth-list.md:1:1: no other page links here; add the page to the table of methods of its resource [page-unlinked]
api/berth-list.md:5:6: the request at api/berth-get.md:13 has the name "get_berth", too; names should be unique across all pages [example-name-shared]
resources/berth.md:7:1: the block has no annotation; put one with "blockType": "resource" and the type before it [annotation-missing]
`, casetest.Findings(findings))
}

// TestLintUnannotated checks that annotations are missed only where others have
// them: a large family of pages without any has another style.
func TestLintUnannotated(t *testing.T) {
	const fence = "```"
	example := func(annotation string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("# Get berth\n\n## HTTP request\n\n" + fence + "\nGET /berths/{id}\n" + fence + "\n\n## Example\n\n" + annotation + fence + "\nGET /berths/1\n" + fence + "\n")}
	}
	const annotation = "<!-- { \"blockType\": \"request\" } -->\n"
	root := fstest.MapFS{"api/quay-get.md": example("")}
	missing := func() (list []string) {
		findings, err := parser.Lint(context.Background(), parser.Options{Docs: ".", Root: root})
		require.NoError(t, err)
		for _, f := range findings {
			if f.Rule.Name == "annotation-missing" {
				list = append(list, f.Position.File)
			}
		}
		return list
	}
	assert.Empty(t, missing(), "no page has annotations")
	root["api/berth-get.md"] = example(annotation)
	assert.Equal(t, []string{"api/quay-get.md"}, missing())
	for _, verb := range []string{"get", "list", "create", "update", "delete"} {
		root["api/crane-"+verb+".md"] = example("")
		root["api/tug-"+verb+".md"] = example("")
	}
	root["api/tug-get.md"] = example(annotation)
	assert.Equal(t, []string{"api/quay-get.md", "api/tug-create.md", "api/tug-delete.md", "api/tug-list.md", "api/tug-update.md"}, missing())
}
