package drift_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/drift"
)

const rulesFile = "RULES.md"

// TestRulesFile holds the list of rules for readers against the table. With the
// flag -update it writes the list.
func TestRulesFile(t *testing.T) {
	got := rulesDocument()
	if flag.Lookup("update").Value.String() == "true" {
		require.NoError(t, os.WriteFile(rulesFile, []byte(got), 0o644))
	}
	want, err := os.ReadFile(rulesFile)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func rulesDocument() string {
	var b strings.Builder
	b.WriteString("# Rules of drift\n\n" +
		"A severity is given for what callers send and for what they get; " +
		"of a type that travels both ways, or that no operation leads to, the higher one counts.\n\n" +
		"## Revisions and metadata\n\nWritten from the table in [table.go](table.go).\n\n" + rulesHead)
	for _, r := range drift.Rules() {
		b.WriteString(ruleRow(r))
	}
	b.WriteString("\n## Go code\n\nWritten from [code.go](code.go). " +
		"A directive that can't be read or has no effect is `directive-invalid`, an error.\n\n" + rulesHead)
	for _, r := range drift.CodeRules() {
		b.WriteString(ruleRow(r))
	}
	return b.String()
}

const rulesHead = "| Rule | What it means | Sent | Received | Other side | Pages |\n|:---|:---|:---|:---|:---|:---|\n"

func ruleRow(r *drift.Rule) string {
	sent, received := r.Weight.Request.String(), r.Weight.Response.String()
	meaning := r.Summary
	if r.When != "" {
		meaning += " The first severity is for when " + r.When + "."
		sent = orElse(sent, r.Otherwise.Request.String())
		received = orElse(received, r.Otherwise.Response.String())
	}
	if r.Notes != "" {
		meaning += " It is a note where " + r.Notes + "."
	}
	return "| `" + r.Name + "` | " + meaning + " | " + sent + " | " + received + " | " + code(r.Was) + " | " + code(r.Is) + " |\n"
}

func orElse(first, other string) string {
	if first == other {
		return first
	}
	return first + ", else " + other
}

// code is an example as a cell of a table.
func code(text string) string {
	if text == "" {
		return ""
	}
	text = strings.ReplaceAll(text, "|", `\|`)
	if strings.Contains(text, "`") {
		return "`` " + text + " ``"
	}
	return "`" + text + "`"
}
