package project_test

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
)

// TestSchemaAgreesWithTheConfiguration checks that the schema accepts exactly the
// files that docwright accepts.
func TestSchemaAgreesWithTheConfiguration(t *testing.T) {
	schema, err := os.ReadFile("../../cmd/docwright/docwright.schema.json")
	require.NoError(t, err)
	validator, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(schema))
	require.NoError(t, err)
	for _, test := range []struct {
		text string
		good bool
	}{
		{"docs: docs\nout: internal/harbor\npackage: harbor\n", true},
		{"docs: docs\nroot: .\nout: x\nbase-url: https://api.harbor.example/v1.0\ndocs-url: https://docs.harbor.example/\nsource: the harbor's reference\nlicence: CC-BY-4.0\noverlay: corrections.yaml\n", true},
		{"include: used\nexclude: [api/berth-*.md, \"GET /tugs/**\", harbor.port.tug]\n", true},
		{"budget: {files: 10, lines: 1000, types: 5}\n", true},
		{"docs:\n  git: https://git.harbor.example/docs\n  ref: main\n  folder: api/v1.0\nvendor: third_party/docs\n", true},
		{"docs: {git: https://git.harbor.example/docs}\n", true},
		{"docs: {ref: main}\n", false},
		{"docs: {git: https://git.harbor.example/docs, branch: main}\n", false},
		{"docs: {git: https://git.harbor.example/docs, ref: 12}\n", false},
		{"docs: {git: https://git.harbor.example/docs, folder: \"\"}\n", false},
		{"docs: {}\n", false},
		{"vendor: \"\"\n", false},
		{"relationships: raw\n", true},
		{"relationships: shown\ntargets:\n  - out: a\n    relationships: follow\n", true},
		{"relationships: some\n", false},
		{"relationships: [raw]\n", false},
		{"relationships:\n", false},
		{"tests: false\n", true},
		{"tests: true\ntargets:\n  - out: a\n    tests: false\n", true},
		{"tests: no tests\n", false},
		{"tests: 0\n", false},
		{"tests: [false]\n", false},
		{"tests:\n", false},
		{"lock: output\n", true},
		{"lock: output\ntargets:\n  - out: a\n    lock: pages\n", true},
		{"lock: none\n", false},
		{"lock: [pages]\n", false},
		{"lock:\n", false},
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
		c, err := config.Parse([]byte(test.text))
		if err == nil {
			_, err = project.New(".", c)
		}
		if err == nil && c.Targets[0].Package != "" && !target.ValidName(c.Targets[0].Package) {
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
