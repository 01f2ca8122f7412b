package main

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/source"
)

// What editors are told is what is read: each key, and no other.
func TestSchemaHasTheKeysOfTheConfiguration(t *testing.T) {
	type object struct {
		ID                   string `json:"$id"`
		AdditionalProperties json.RawMessage
		Properties           map[string]json.RawMessage
		Description          string
	}
	var top, inner, target object
	var targets struct{ Items object }
	require.NoError(t, json.Unmarshal([]byte(schema), &top))
	require.NoError(t, json.Unmarshal(top.Properties["budget"], &inner))
	require.NoError(t, json.Unmarshal(top.Properties["targets"], &targets))
	target = targets.Items
	for key, text := range target.Properties {
		assert.JSONEq(t, string(top.Properties[key]), string(text), key)
	}
	for _, test := range []struct {
		keys []string
		of   object
	}{{configKeys, top}, {settingKeys, target}, {budgetKeys, inner}} {
		assert.ElementsMatch(t, test.keys, slices.Collect(maps.Keys(test.of.Properties)))
		assert.Equal(t, "false", string(test.of.AdditionalProperties))
		for key, text := range test.of.Properties {
			var p object
			require.NoError(t, json.Unmarshal(text, &p))
			assert.NotEmpty(t, p.Description, key)
		}
	}
	assert.Equal(t, schemaURL, top.ID)
}

// TestRuleNames: all rules are named as the schema of findings says.
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

// TestSchemaTakesWhatTheConfigurationDoes holds the same files against both.
func TestSchemaTakesWhatTheConfigurationDoes(t *testing.T) {
	validator, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(schema))
	require.NoError(t, err)
	for _, test := range []struct {
		text string
		good bool
	}{
		{"docs: docs\nout: internal/harbor\npackage: harbor\n", true},
		{"docs: docs\nroot: .\nout: x\nbase-url: https://api.harbor.example/v1.0\ndocs-url: https://docs.harbor.example/\nsource: the harbor's reference\nlicence: CC-BY-4.0\noverlay: corrections.yaml\n", true},
		{"include: used\nexclude: [api/berth-*.md, \"GET /tugs/**\", harbor.port.tug]\n", true},
		{"budget: {files: 10, lines: 1000, types: 5}\n", true},
		{"relationships: raw\n", true},
		{"relationships: shown\ntargets:\n  - out: a\n    relationships: follow\n", true},
		{"relationships: some\n", false},
		{"relationships: [raw]\n", false},
		{"relationships:\n", false},
		{"names:\n  harbor.port.tug: Boat\n  GET /tugs: AllTugs\ntypes:\n  harbor.port.tug/bollard: Edm.Int32\n", true},
		{"severities:\n  link-case: off\n  row-annotation: note\n", true},
		{"targets:\n  - out: a\n    include: used\n  - out: b\n    package: c\n    budget: {types: 3}\n", true},
		{"dcs: docs\n", false},
		{"docs: [a, b]\n", false},
		{"budget: 12\n", false},
		{"budget: {sorts: 3}\n", false},
		{"budget: {types: many}\n", false},
		{"budget: {types: 0}\n", false},
		{"budget: {types: -3}\n", false},
		{"include: {a: b}\n", false},
		{"include: [[a]]\n", false},
		{"names: [a]\n", false},
		{"names:\n  a: [b]\n", false},
		{"severities:\n  link-case: fatal\n", false},
		{"severities: off\n", false},
		{"targets:\n  - package: a\n", false},
		{"targets:\n  - out: a\n    severities: {}\n", false},
		{"targets: {out: a}\n", false},
		{"package: Harbor\n", false},
		{"package: my_harbor\n", false},
		{"package: string\n", false},
		{"package: func\n", false},
		{"package: init\n", false},
		{"package: \"\"\n", false},
		{"root:\n", false},
		{"include: ~\n", false},
		{"include: [~]\n", false},
		{"include: [\"\"]\n", false},
		{"names: ~\n", false},
		{"targets: ~\n", false},
		{"severities: ~\n", false},
		{"source: 5\n", false},
		{"licence: true\n", false},
		{"types: {harbor.port.tug/bollard: 5}\n", false},
		{"budget: {types: 1.5}\n", false},
		{"budget: {types: 0x0}\n", false},
		{"budget: ~\n", false},
		{"- docs\n", false},
	} {
		c, err := parseConfig([]byte(test.text))
		if err == nil {
			_, err = newLevels(c.Severities)
		}
		if err == nil {
			_, err = c.targets()
		}
		if err == nil && c.Package != "" && !validPackage(c.Package) {
			err = errors.New("package")
		}
		var document any
		require.NoError(t, yaml.Unmarshal([]byte(test.text), &document))
		result, schemaErr := validator.Validate(gojsonschema.NewGoLoader(document))
		require.NoError(t, schemaErr)
		assert.Equal(t, test.good, err == nil, "%s%v", test.text, err)
		assert.Equal(t, test.good, result.Valid(), "%s%v", test.text, result.Errors())
	}
}
