package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
)

// TestRulesFile checks that RULES.md has all rules. The links of SARIF results lead
// there. With -update it rewrites the file.
func TestRulesFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Rules\n\nThis is the list of the rules of all findings, with the severity that each has unless `docwright.yaml` sets another. " +
		"The severities of the rules of `drift` are the highest ones; [its tables](../../parser/drift/RULES.md), also for [Go code](../../generator/codedrift/RULES.md), have all of them. " +
		"`docwright explain RULE` lists the places where a rule applies.\n")
	for _, r := range source.Rules() {
		fmt.Fprintf(&b, "\n## %s\n\n%s: %s\n", r.Name, r.Severity, strings.NewReplacer("<", "&lt;", "|", "\\|", "*", "\\*", "_", "\\_").Replace(r.Summary))
	}
	if *update {
		require.NoError(t, os.WriteFile("RULES.md", []byte(b.String()), 0o644))
	}
	text, err := os.ReadFile("RULES.md")
	require.NoError(t, err)
	assert.Equal(t, b.String(), string(text), "RULES.md is stale; run go test ./cmd/docwright -run TestRulesFile -update")
}
