package codedrift_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/drift/rulestest"
	"github.com/docwright/docwright/parser/source"
)

const top = "../.."

// sample returns the pages of testdata/docs and the Go code of a package, with
// the findings of reading the code.
func sample(t *testing.T, pattern string) (drift.Side, *gocode.Code, source.Findings) {
	t.Helper()
	code, faults, err := gocode.Read(context.Background(), top, pattern)
	require.NoError(t, err)
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(filepath.Join(top, "testdata")), Docs: "docs"})
	require.NoError(t, err)
	return drift.Side{Model: m, Locate: func(at source.Position) source.Position {
		at.File = "docs/" + at.File
		return at
	}}, code, faults
}

// wants returns the rules in the comments "want RULE…" of the files, as
// "file:line rule".
func wants(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(top, dir, "*.go"))
	require.NoError(t, err)
	var list []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for i, line := range strings.Split(string(text), "\n") {
			if _, rules, ok := strings.Cut(line, "// want "); ok {
				for _, rule := range strings.Fields(rules) {
					list = append(list, fmt.Sprintf("%s/%s:%d %s", dir, filepath.Base(file), i+1, rule))
				}
			}
		}
	}
	slices.Sort(list)
	return list
}

// TestHandWrittenCode checks that the differences of the hand-written client are
// reported at their lines, and no others. They show all rules except two.
func TestHandWrittenCode(t *testing.T) {
	side, code, faults := sample(t, "./testdata/client")
	shown := map[string]bool{
		"operation-unused":     true, // see TestUnused
		"operation-deprecated": true, // likewise
		"scope-missing":        true, // see scopes.txtar
		"scope-excess":         true, // likewise
	}
	var got []string
	for _, f := range faults {
		got = append(got, fmt.Sprintf("%s:%d %s", f.Position.File, f.Position.Line, f.Rule.Name))
	}
	for _, c := range codedrift.Compare(side, code) {
		got = append(got, fmt.Sprintf("%s:%d %s", c.Position.File, c.Position.Line, c.Rule.Name))
		shown[c.Rule.Name] = true
		assert.NotZero(t, c.Position.Col, c.Message)
	}
	slices.Sort(got)
	assert.Equal(t, wants(t, "testdata/client"), got)
	rulestest.Check(t, codedrift.Rules(), shown)
}

func TestRulesFile(t *testing.T) {
	rulestest.File(t, `# Rules of drift between Go code and pages

Each rule has a severity for values that clients send, and one for values that they receive. For a type that is sent and received, or that no operation uses, the higher one applies. The other side is the code.

The table is generated from [table.go](table.go). A directive that can't be read or has no effect is the error `+"`directive-invalid`"+`. The rules for two models are in [drift](../../parser/drift/RULES.md).`, codedrift.Rules())
}

func TestGeneratedCodeDoesNotDrift(t *testing.T) {
	side, code, faults := sample(t, "./generated")
	assert.Empty(t, faults)
	assert.Greater(t, len(code.Structs), 20)
	assert.Greater(t, len(code.Functions), 40)
	assert.Empty(t, codedrift.Compare(side, code))
	named := 0
	for _, s := range code.Structs {
		if s.Qualified != "" {
			named++
		}
	}
	assert.Greater(t, named, 10, "the tags name the types of structs")
}

func TestStaleGeneratedCode(t *testing.T) {
	side, code, _ := sample(t, "./generated")
	for _, typ := range side.Model.Types {
		if typ.Name != "crane" {
			continue
		}
		for _, p := range typ.Properties {
			p.ReadOnly = p.Name == "label"
		}
	}
	var got []string
	for _, c := range codedrift.Compare(side, code) {
		got = append(got, fmt.Sprintf("%s %s %s", c.Severity, c.Subject, c.Rule.Name))
	}
	slices.Sort(got)
	assert.Equal(t, []string{
		"error harbor.port.crane/label property-readonly-differs",
		"note harbor.port.crane/lastReading property-readonly-differs",
	}, got)
}

func TestUnused(t *testing.T) {
	side, code, _ := sample(t, "./testdata/client")
	unused := map[string]bool{}
	for _, c := range codedrift.Unused(side, code) {
		unused[c.Subject] = true
	}
	assert.True(t, unused["GET /yard/dock"])
	assert.False(t, unused["GET /berths"])
	assert.False(t, unused["GET /berths/{id|number}/findWindows"], "one of its request lines is called")
	for _, op := range side.Model.Operations {
		op.Deprecated = op.Method == "GET" && op.Paths[0] == "/notices"
	}
	var deprecated []string
	for _, c := range codedrift.Unused(side, code) {
		if c.Rule.Name == "operation-deprecated" {
			deprecated = append(deprecated, fmt.Sprintf("%s:%d %s %s: %s", c.Position.File, c.Position.Line, c.Severity, c.Subject, c.Message))
			assert.Equal(t, "docs/api/notice-list.md", c.Other.File)
		}
	}
	assert.Equal(t, []string{"testdata/client/calls.go:118 warning GET /notices: the page says that it is deprecated, but Notices calls it"}, deprecated)

	side, code, _ = sample(t, "./generated")
	assert.Len(t, codedrift.Unused(side, code), len(side.Model.Operations), "generated functions that nobody calls do not count")
}
