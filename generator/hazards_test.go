package generator

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	docs "github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
)

// page returns a page of an operation with a response.
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

// TestU21 checks that the generator's prediction for an example matches the result of
// the generated test, even for odd examples.
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

// code returns the Go code generated from pages.
func code(t *testing.T, pages map[string]string) string {
	t.Helper()
	var b strings.Builder
	for _, f := range generate(t, parse(t, pages), Options{}) {
		if strings.HasSuffix(f.Name, ".go") && !strings.HasPrefix(f.Name, "docwright_") && !strings.Contains(f.Name, "/") {
			b.Write(f.Data)
		}
	}
	return b.String()
}

// TestU10 checks that a list has the common type if prose, annotation and example
// name related types. A named type takes precedence over the root.
func TestU10(t *testing.T) {
	const list = "a collection of [%s](../resources/%[1]s.md) objects"
	text := code(t, map[string]string{
		"resources/entity.md":       resource("entity", "", "| id | String | The id. Read-only. |\n"),
		"resources/paper.md":        resource("paper", "entity", "| title | String | What it says. |\n"),
		"resources/scannedPaper.md": resource("scannedPaper", "paper", "| pixels | Int32 | How many it has. |\n"),
		"resources/thumb.md":        resource("thumb", "entity", "| width | Int32 | How wide it is. |\n"),

		"api/paper-list.md":   page("List papers", "/papers", fmt.Sprintf(list, "paper"), `"@odata.type": "harbor.port.scannedPaper", "isCollection": true`, `{ "value": [ { "@odata.type": "#harbor.port.scannedPaper", "id": "7", "pixels": 3 } ] }`),
		"api/scan-list.md":    page("List scans", "/scans", fmt.Sprintf(list, "scannedPaper"), `"@odata.type": "harbor.port.paper", "isCollection": true`, `{ "value": [ { "id": "7" } ] }`),
		"api/thumb-list.md":   page("List thumbs", "/thumbs", fmt.Sprintf(list, "thumb"), `"@odata.type": "harbor.port.entity", "isCollection": true`, `{ "value": [ { "id": "7", "width": 3 } ] }`),
		"api/picture-list.md": page("List pictures", "/pictures", fmt.Sprintf(list, "thumb"), `"@odata.type": "Collection(harbor.port.entity)"`, `{ "value": [ { "id": "7", "width": 3 } ] }`),
	})
	for name, of := range map[string]string{"ListPapers": "Paper", "ListScans": "Paper", "ListThumbs": "Thumb", "ListPictures": "Thumb"} {
		assert.Regexp(t, `func `+name+`\(.*\) iter\.Seq2\[\*`+of+`, error\]`, text)
	}
}

// TestU20 checks that two properties that differ only in capitals become one. It has
// the name in the base type.
func TestU20(t *testing.T) {
	pages := map[string]string{
		"resources/entity.md": resource("entity", "", "| id | String | The id. Read-only. |\n"),
		"resources/crane.md":  resource("crane", "entity", "| ID | String | The id. Read-only. |\n| height | Int32 | How high it is. |\n"),
		"resources/winch.md": resource("winch", "entity", "| userID | String | Who has it. |\n") +
			"\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.port.winch\" } -->\n```json\n{ \"id\": \"String\", \"userId\": \"String\" }\n```\n",
		"api/crane-get.md": page("Get crane", "/cranes/7", "a [crane](../resources/crane.md) object", `"@odata.type": "harbor.port.crane"`, `{ "id": "7", "height": 3 }`),
		"api/winch-get.md": page("Get winch", "/winches/7", "a [winch](../resources/winch.md) object", `"@odata.type": "harbor.port.winch"`, `{ "id": "7", "userId": "u" }`),
	}
	text := code(t, pages)
	assert.NotContains(t, text, `json:"ID"`)
	assert.NotContains(t, text, `json:"userID"`)
	assert.Contains(t, text, `json:"userId"`)
	if !testing.Short() {
		runGo(t, generate(t, parse(t, pages), Options{}), "test", "./...")
	}
}
