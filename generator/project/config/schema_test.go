package config

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSchemaHasTheKeysOfTheConfiguration checks that the schema, which editors use,
// has exactly the keys that docwright reads.
func TestSchemaHasTheKeysOfTheConfiguration(t *testing.T) {
	type object struct {
		AdditionalProperties json.RawMessage
		Properties           map[string]json.RawMessage
		Description          string
	}
	var top, inner, target object
	var targets struct{ Items object }
	var docs struct {
		Definitions struct{ Docs struct{ OneOf []object } }
	}
	schema, err := os.ReadFile("../../../cmd/docwright/docwright.schema.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(schema, &top))
	require.NoError(t, json.Unmarshal(schema, &docs))
	require.NoError(t, json.Unmarshal(top.Properties["budget"], &inner))
	require.NoError(t, json.Unmarshal(top.Properties["targets"], &targets))
	target = targets.Items
	for key, text := range target.Properties {
		assert.JSONEq(t, string(top.Properties[key]), string(text), key)
	}
	for _, test := range []struct {
		keys []string
		of   object
	}{{fileKeys, top}, {settingKeys, target}, {budgetKeys, inner}, {gitKeys, docs.Definitions.Docs.OneOf[1]}} {
		assert.ElementsMatch(t, test.keys, slices.Collect(maps.Keys(test.of.Properties)))
		assert.Equal(t, "false", string(test.of.AdditionalProperties))
		for key, text := range test.of.Properties {
			var p object
			require.NoError(t, json.Unmarshal(text, &p))
			assert.NotEmpty(t, p.Description, key)
		}
	}
}
