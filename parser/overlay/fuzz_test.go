package overlay_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/overlay"
)

const berth = `# berth resource type

Namespace: harbor.port

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|String|The number.|
|side|side|The possible values are: ` + "`port`, `starboard`" + `.|
`

const berthGet = "# Get berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nGET /berths/{id}\nGET /quays/{quay-id}/berths/{id}\n```\n\n" +
	"## Response\n`200 OK` and a [berth](../resources/berth.md).\n\n## Example\n```http\nGET https://harbor.example/v1.0/berths/1\n```\n```http\nHTTP/1.1 200 OK\n\n{\"id\": \"1\"}\n```\n"

// FuzzApply applies arbitrary corrections to a small model. The model stays
// consistent, and all findings have positions.
func FuzzApply(f *testing.F) {
	const why = "  reason: so\n  link: https://harbor.example/1\n"
	for _, text := range []string{
		corrections,
		"- property: harbor.port.berth/id\n  rename: number\n  key: true\n  nullable: false\n" + why,
		"- property: harbor.port.berth/depth\n  add: true\n  type: Collection(Edm.Double)\n" + why,
		"- property: harbor.port.berth/id\n  remove: true\n" + why,
		"- type: harbor.port.berth\n  base: harbor.port.berth\n" + why,
		"- type: harbor.port.berth\n  base: none\n  open: true\n  abstract: true\n" + why,
		"- enum: harbor.port.side\n  flags: true\n" + why,
		"- member: harbor.port.side/port\n  rename: left\n  value: 3\n" + why,
		"- operation: GET /berths/{x}\n  path: /piers/{id}\n  response: Collection(harbor.port.berth)\n  request: none\n" + why,
		"- operation: GET /quays/{}/berths/{}\n  remove: true\n" + why + "- operation: GET /berths/{id}\n  remove: true\n" + why,
	} {
		f.Add([]byte(text))
	}
	pages := fstest.MapFS{"resources/berth.md": {Data: []byte(berth)}, "api/berth-get.md": {Data: []byte(berthGet)}}
	f.Fuzz(func(t *testing.T, text []byte) {
		o, err := overlay.Parse("corrections.yaml", text)
		if err != nil {
			return
		}
		m, _, err := parser.Parse(context.Background(), parser.Options{Root: pages, Docs: ".", Correct: o.Apply})
		require.NoError(t, err)
		for _, typ := range m.Types {
			require.Nil(t, typ.Top().BaseType, "the base types form a cycle")
		}
		for _, op := range m.Operations {
			require.Len(t, op.Routes, len(op.Paths))
			require.NotEmpty(t, op.Routes)
		}
		for _, found := range o.Findings() {
			require.NotZero(t, found.Position.Line)
		}
	})
}
