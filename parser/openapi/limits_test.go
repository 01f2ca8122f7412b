package openapi_test

import (
	"errors"
	"fmt"
	"io"
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

// TestDepth checks that nested values are read up to a depth, in both notations.
func TestDepth(t *testing.T) {
	for _, head := range []string{`{"openapi": "3.0.0", "paths": {}, "x": `, `openapi: 3.0.0
paths: {}
x: `} {
		tail := ""
		if head[0] == '{' {
			tail = "}"
		}
		nested := func(n int) error {
			_, err := read(head + strings.Repeat("[", n) + strings.Repeat("]", n) + tail)
			return err
		}
		assert.NoError(t, nested(190))
		assert.ErrorContains(t, nested(1000), "nested more than 200 levels deep")
		assert.ErrorContains(t, nested(9_999), "nested more than 200 levels deep")
	}
	_, err := read(`{"openapi": "3.0.0", "paths": {}, "x": ` + strings.Repeat("[", 1_000_000))
	assert.ErrorContains(t, err, "service:1:239: nested more than 200 levels deep")
	_, err = read("openapi: 3.0.0\nx: " + strings.Repeat("[", 100_000))
	assert.ErrorContains(t, err, "not well-formed YAML: line 2: exceeded max depth")
}

// TestAliases checks that a document whose aliases repeat one another is rejected
// without making what it stands for.
func TestAliases(t *testing.T) {
	bomb := func(levels int) string {
		var b strings.Builder
		b.WriteString("openapi: 3.0.0\nx0: &x0 {a: 1}\n")
		for i := range levels {
			fmt.Fprintf(&b, "x%d: &x%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*x%d, ", i), 9), ", "))
		}
		return b.String() + "paths: {}\n"
	}
	_, err := read(bomb(5))
	assert.NoError(t, err)
	_, err = read(bomb(40))
	assert.ErrorContains(t, err, "more than 4000000 values, with those that aliases repeat")

	merges := "openapi: 3.0.0\nx: &a {" + strings.Repeat("k: 1, ", 10) + "}\n"
	for i := range 30 {
		merges += fmt.Sprintf("x%d: &x%d {<<: [%s]}\n", i, i, strings.Repeat("*a, ", 1000))
	}
	_, err = read(merges + "paths: {}\n")
	assert.NoError(t, err)
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

func TestSize(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the maximum size of a document")
	}
	_, _, err := openapi.Read(endless{}, "service.yaml")
	assert.ErrorContains(t, err, "service.yaml: larger than 90 MB")
	_, err = read("openapi: 3.0.0\nx:\n" + strings.Repeat("- \n", 5_000_000))
	assert.ErrorContains(t, err, "too many values for YAML; write the description as JSON")
	_, err = read(`{"openapi": "3.0.0", "x": [` + strings.Repeat("0,", 4_100_000) + "0]}")
	assert.ErrorContains(t, err, "more than 4000000 values")
}

// endless is a reader without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestNothingIsFetched checks that references to files and URLs are findings.
func TestNothingIsFetched(t *testing.T) {
	findings, err := read(`{"openapi": "3.0.0", "paths": {"/a": {"$ref": "/etc/passwd"}, "/b": {"$ref": "http://localhost:1/b"}}, "components": {"schemas": {"c": {"$ref": "file:///etc/passwd#/c"}}}}`)
	require.NoError(t, err)
	assert.Equal(t, 3, strings.Count(findings, "[openapi-reference-unread]"), findings)
}

func TestReadError(t *testing.T) {
	_, _, err := openapi.Read(io.MultiReader(strings.NewReader("openapi: "), broken{}), "service.yaml")
	assert.ErrorIs(t, err, errBroken)
}

var errBroken = errors.New("the disk is gone")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }
