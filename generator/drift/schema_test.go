package drift

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The schema has the properties that WriteJSON prints, and no others.
func TestSchema(t *testing.T) {
	type object struct {
		Required   []string
		Properties map[string]json.RawMessage
	}
	text, err := os.ReadFile("findings.schema.json")
	require.NoError(t, err)
	var document, summary object
	var list struct{ Items object }
	require.NoError(t, json.Unmarshal(text, &document))
	require.NoError(t, json.Unmarshal(document.Properties["findings"], &list))
	require.NoError(t, json.Unmarshal(document.Properties["summary"], &summary))
	for _, test := range []struct {
		schema object
		value  any
	}{{document, jsonReport{}}, {list.Items, jsonFinding{}}, {summary, jsonSummary{}}} {
		printed, err := json.Marshal(test.value)
		require.NoError(t, err)
		var fields map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(printed, &fields))
		names := slices.Sorted(maps.Keys(fields))
		assert.ElementsMatch(t, names, slices.Collect(maps.Keys(test.schema.Properties)))
		assert.ElementsMatch(t, names, test.schema.Required)
	}
}
