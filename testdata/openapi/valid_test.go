// Package openapi checks the descriptions that docwright exports with other people's
// tools: the official JSON Schemas of OpenAPI, the validator of a library, and a generator
// of clients. They need modules that docwright itself does without.
package openapi

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/pb33f/libopenapi/datamodel"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/openapi"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
)

// corpora has the folders of pages. Those that are not in the repository are skipped if
// they do not exist.
var corpora = []string{
	"../docs", "../railyard",
	"../../../shared/corpus/graph-2021-07/api-reference/v1.0", "../../../shared/corpus/graph-2026",
	"../../../shared/corpus/businesscentral", "../../../shared/corpus/onedrive",
	"../../../shared/corpus/copilot-admin", "../../../shared/corpus/defender",
}

// read reads a folder of pages.
func read(t *testing.T, dir string) *model.Model {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("skipped: %s is not at hand", dir)
	}
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(dir), Docs: "."})
	require.NoError(t, err)
	return m
}

// export returns the description of a part of a model.
func export(t *testing.T, m *model.Model, version string, form openapi.Form, include ...string) []byte {
	t.Helper()
	d, _, err := openapi.New(m, openapi.Options{Version: version, BaseURL: m.BaseURL, Choice: choice.Choice{Include: include}})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, d.Write(&b, form))
	return b.Bytes()
}

// official returns the official JSON Schema of a version of OpenAPI.
func official(t *testing.T, version string) *jsonschema.Schema {
	t.Helper()
	text := map[string]string{openapi.V30: datamodel.OpenAPI3SchemaData, openapi.V31: datamodel.OpenAPI31SchemaData}[version]
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("openapi.json", document))
	s, err := c.Compile("openapi.json")
	require.NoError(t, err)
	return s
}

// TestValid checks the descriptions in both versions and notations with the official
// schema, and with the validator of kin-openapi, which also checks the examples.
func TestValid(t *testing.T) {
	for _, dir := range corpora {
		t.Run(dir, func(t *testing.T) {
			m := read(t, dir)
			for _, version := range openapi.Versions() {
				text := export(t, m, version, openapi.JSON)
				var v any
				decoder := json.NewDecoder(bytes.NewReader(text))
				decoder.UseNumber()
				require.NoError(t, decoder.Decode(&v))
				if err := official(t, version).Validate(v); err != nil {
					assert.Fail(t, version, "%.2000v", err)
				}
				for _, form := range []openapi.Form{openapi.JSON, openapi.YAML} {
					loaded, err := openapi3.NewLoader().LoadFromData(export(t, m, version, form))
					require.NoError(t, err)
					if err := loaded.Validate(context.Background()); err != nil {
						assert.Fail(t, version, "%.2000v", err)
					}
				}
			}
		})
	}
}
