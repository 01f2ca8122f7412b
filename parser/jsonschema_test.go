package parser_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"

	"github.com/docwright/docwright/parser"
)

// TestJSONSchema checks the JSON form of the models of all page sets at hand with its
// schema.
func TestJSONSchema(t *testing.T) {
	text, err := os.ReadFile("model/model.schema.json")
	require.NoError(t, err)
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	require.NoError(t, err)
	const corpus = "../../shared/corpus/"
	for _, dir := range []string{
		"../testdata/docs", "../testdata/railyard", corpus + "graph-2021-07/api-reference/v1.0", corpus + "graph-2026",
		corpus + "businesscentral", corpus + "onedrive", corpus + "copilot-admin", corpus + "defender",
	} {
		t.Run(dir, func(t *testing.T) {
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("skipped: %s is not at hand", dir)
			}
			m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(dir), Docs: "."})
			require.NoError(t, err)
			printed, err := json.Marshal(m)
			require.NoError(t, err)
			result, err := schema.Validate(gojsonschema.NewBytesLoader(printed))
			require.NoError(t, err)
			for i, e := range result.Errors() {
				if i < 10 {
					assert.Fail(t, e.String())
				}
			}
		})
	}
}
