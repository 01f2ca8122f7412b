package openapi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/openapi"
)

func read(text string) (string, error) {
	_, findings, err := openapi.Read(strings.NewReader(text), "service")
	return casetest.Findings(findings), err
}

// TestComposition checks that schemas that compose one another in a number of ways that
// doubles with each level are read once each, and that long chains are read.
func TestComposition(t *testing.T) {
	schemas := func(n int, format string) string {
		var b strings.Builder
		b.WriteString("openapi: 3.0.0\ncomponents:\n  schemas:\n")
		for i := range n {
			fmt.Fprintf(&b, "    s%d: "+format+"\n", i, i+1, i+1)
		}
		fmt.Fprintf(&b, "    s%d: {type: object, properties: {id: {type: string}}}\n", n)
		return b.String()
	}
	const ref = `{$ref: "#/components/schemas/s%d"}`
	for _, format := range []string{
		"{anyOf: [" + ref + ", {type: array, items: " + ref + "}]}",
		"{anyOf: [" + ref + ", " + ref + "]}",
		"{allOf: [" + ref + "], x: %d}",                              // base types
		"{properties: {a: " + ref + ", b: " + ref + "}}",             // properties
		"{type: array, items: " + ref + ", x: %d}",                   // lists
		`{$ref: "#/components/schemas/s%d", x: %d}`,                  // references
		"{allOf: [{properties: {c: {}}}, " + ref + ", " + ref + "]}", // several bases
	} {
		_, err := read(schemas(5_000, format))
		assert.NoError(t, err, format)
	}
}

// TestNothingIsFetched checks that references to files and URLs are findings.
func TestNothingIsFetched(t *testing.T) {
	findings, err := read(`{"openapi": "3.0.0", "paths": {"/a": {"$ref": "/etc/passwd"}, "/b": {"$ref": "http://localhost:1/b"}}, "components": {"schemas": {"c": {"$ref": "file:///etc/passwd#/c"}}}}`)
	require.NoError(t, err)
	assert.Equal(t, 3, strings.Count(findings, "[openapi-reference-unread]"), findings)
}
