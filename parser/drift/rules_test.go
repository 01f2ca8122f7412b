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

// TestRules checks that a case shows each rule, and that each rule is complete.
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
	rulestest.Check(t, drift.Rules(), shown)
}

func TestRulesFile(t *testing.T) {
	rulestest.File(t, `# Rules of drift between models

Each rule has a severity for values that clients send, and one for values that they receive. For a type that is sent and received, or that no operation uses, the higher one applies.

The table is generated from [table.go](table.go). The rules for Go code are in [codedrift](../../generator/codedrift/RULES.md).`, drift.Rules())
}
