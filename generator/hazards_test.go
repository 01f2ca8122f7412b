package generator

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	docs "github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
)

// page returns a page that gets something, with a response.
func page(title, path, prose, annotation, body string) string {
	return strings.NewReplacer("TITLE", title, "PATH", path, "PROSE", prose, "ANNOTATION", annotation, "BODY", body).Replace(`# TITLE

Namespace: harbor.port

## HTTP request

<!-- { "blockType": "ignored" } -->
` + "```" + `http
GET PATH
` + "```" + `

## Response

200 OK and PROSE in the response body.

## Example

<!-- { "blockType": "request", "name": "it" } -->
` + "```" + `http
GET https://api.harbor.example/v1.0PATH
` + "```" + `

<!-- { "blockType": "response", ANNOTATION } -->
` + "```" + `http
HTTP/1.1 200 OK
Content-type: application/json

BODY
` + "```" + `
`)
}

// resource returns the page of a type.
func resource(name, base, rows string) string {
	if base != "" {
		base = "Inherits from [" + base + "](" + base + ".md).\n"
	}
	return fmt.Sprintf("# %s resource type\n\nNamespace: harbor.port\n\n%s\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n%s", name, base, rows)
}

func parse(t *testing.T, pages map[string]string) *model.Model {
	t.Helper()
	root := fstest.MapFS{}
	for name, text := range pages {
		root["docs/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	m, _, err := docs.Parse(context.Background(), docs.Options{Root: root, Docs: "docs"})
	require.NoError(t, err)
	return m
}

// TestU21: what the generator foretells of an example is what the generated test
// finds, however odd the example is.
func TestU21(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a package")
	}
	m := parse(t, map[string]string{
		"resources/gauge.md": resource("gauge", "", "| id | String | The id. |\n| side | [side](side.md) | Where it is. |\n| level | Int32 | How high the water is. |\n"),
		"resources/side.md":  "# side enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| port | 0 | Left. |\n| starboard | 1 | Right. |\n",

		"api/reading-get.md":  page("Get reading", "/readings/7", "a [reading](../resources/reading.md) object", `"@odata.type": "harbor.port.reading"`, `{ "id": "7", "unit": "bar", "value": "12" }`),
		"api/reading-list.md": page("List readings", "/readings", "a collection of [reading](../resources/reading.md) objects", `"@odata.type": "harbor.port.reading", "isCollection": true`, `{ "value": [ { "id": "7", "value": "12" } ] }`),
		"api/side-get.md":     page("Get side", "/gauges/7/side", "a [side](../resources/side.md) value", `"@odata.type": "harbor.port.side"`, `port`),
		"api/side-text.md":    page("Get other side", "/gauges/8/side", "a [side](../resources/side.md) value", `"@odata.type": "harbor.port.side"`, `{ "value": "starboard" }`),
		"api/bytes-get.md":    page("Get bytes", "/gauges/9", "a [gauge](../resources/gauge.md) object", `"@odata.type": "harbor.port.gauge"`, "{ \"id\": \"\xff\xfe\", \"level\": 3 }"),
		"api/comma-get.md":    page("Get comma", "/gauges/10", "a [gauge](../resources/gauge.md) object", `"@odata.type": "harbor.port.gauge"`, `{ "id": "10", "level": 3, }`),
		"api/comma-list.md":   page("List commas", "/gauges", "a collection of [gauge](../resources/gauge.md) objects", `"@odata.type": "harbor.port.gauge", "isCollection": true`, `{ "value": [ { "id": "1" }, , { "id": "2" } ] }`),
		"api/object-list.md":  page("List objects", "/others", "a collection of [gauge](../resources/gauge.md) objects", `"@odata.type": "harbor.port.gauge", "isCollection": true`, `{ "value": [ { "id": "1" }, ] }, { "id": "2" }`),
		"api/level-get.md":    page("Get level", "/gauges/11", "a [gauge](../resources/gauge.md) object", `"@odata.type": "harbor.port.gauge"`, `{ "id": 11, "side": 1, "level": "3" }`),
	})
	require.Len(t, m.Operations, 9)
	runGo(t, generate(t, m, Options{}), "test", "./...")
}
