package main

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What editors are told is what is read: each key, and no other.
func TestSchemaHasTheKeysOfTheConfiguration(t *testing.T) {
	type object struct {
		ID                   string `json:"$id"`
		AdditionalProperties *bool
		Properties           map[string]json.RawMessage
		Description          string
	}
	var top, inner object
	require.NoError(t, json.Unmarshal([]byte(schema), &top))
	require.NoError(t, json.Unmarshal(top.Properties["budget"], &inner))
	for _, test := range []struct {
		keys []string
		of   object
	}{{configKeys, top}, {budgetKeys, inner}} {
		assert.ElementsMatch(t, test.keys, slices.Collect(maps.Keys(test.of.Properties)))
		require.NotNil(t, test.of.AdditionalProperties)
		assert.False(t, *test.of.AdditionalProperties)
		for key, text := range test.of.Properties {
			var p object
			require.NoError(t, json.Unmarshal(text, &p))
			assert.NotEmpty(t, p.Description, key)
		}
	}
	assert.Equal(t, schemaURL, top.ID)
}
