package drift_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/drift/rulestest"
)

// TestRules fails for each rule that no case shows, and for examples and names
// that are missing or no names.
func TestRules(t *testing.T) {
	files, err := filepath.Glob(cases)
	require.NoError(t, err)
	shown := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, part := range strings.Split(string(text), "[")[1:] {
			name, _, _ := strings.Cut(part, "]")
			shown[name] = true
		}
	}
	rulestest.Sound(t, drift.Rules(), shown)
}

func TestRulesFile(t *testing.T) {
	rulestest.File(t, `# Rules of drift between models

A severity is given for what callers send and for what they get. For a type that travels both ways, or that no operation leads to, the higher one counts.

The table is written from [table.go](table.go). The rules for Go code are in [codedrift](../../generator/codedrift/RULES.md).`, drift.Rules())
}
