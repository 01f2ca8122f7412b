package main

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
)

// TestSchemaURL checks that the schema has the URL that configurations refer to.
func TestSchemaURL(t *testing.T) {
	var top struct {
		ID string `json:"$id"`
	}
	require.NoError(t, json.Unmarshal([]byte(schema), &top))
	assert.Equal(t, schemaURL, top.ID)
}

// TestRuleNames checks that the names of all rules match the schema of findings.
func TestRuleNames(t *testing.T) {
	text, err := os.ReadFile("../../parser/source/report/findings.schema.json")
	require.NoError(t, err)
	pattern := regexp.MustCompile(`"pattern": "([^"]+)"`).FindSubmatch(text)
	require.NotNil(t, pattern)
	name := regexp.MustCompile(string(pattern[1]))
	rules := source.Rules()
	assert.Greater(t, len(rules), 100)
	for _, r := range rules {
		assert.Regexp(t, name, r.Name)
		assert.NotEmpty(t, r.Summary, r.Name)
	}
}
