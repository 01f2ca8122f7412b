// Package rulestest has the tests that tables of drift rules share: for the
// list of rules in RULES.md, and for each rule.
package rulestest

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/docwright/docwright/parser/casetest" // declares the flag -update
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/source"
)

// Check checks that each rule is declared, has a name in kebab-case, a summary
// and an example, and is in shown, the set of rules that cases show.
func Check(t *testing.T, rules []*drift.Rule, shown map[string]bool) {
	t.Helper()
	known := map[string]bool{}
	for _, r := range source.Rules() {
		known[r.Name] = true
	}
	for _, r := range rules {
		assert.True(t, known[r.Name], "the rule %s is not declared", r.Name)
		assert.True(t, shown[r.Name], "no case shows the rule %s", r.Name)
		assert.Regexp(t, "^[a-z]+(-[a-z]+)+$", r.Name)
		assert.NotEmpty(t, r.Summary, r.Name)
		assert.NotEmpty(t, r.Was+r.Is, r.Name)
	}
}

// File compares the list of rules in RULES.md with the table. With the flag
// -update it writes the list. The text precedes the list.
func File(t *testing.T, text string, rules []*drift.Rule) {
	t.Helper()
	const name = "RULES.md"
	got := document(text, rules)
	if flag.Lookup("update").Value.String() == "true" {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func document(text string, rules []*drift.Rule) string {
	var b strings.Builder
	b.WriteString(text + "\n\n| Rule | Meaning | Sent | Received | Other side | Pages |\n|:---|:---|:---|:---|:---|:---|\n")
	for _, r := range rules {
		b.WriteString(row(r))
	}
	return b.String()
}

func row(r *drift.Rule) string {
	sent, received := r.Weight.Request.String(), r.Weight.Response.String()
	meaning := r.Summary
	if r.When != "" {
		meaning += " The first severity applies if " + r.When + "."
		sent = orElse(sent, r.Otherwise.Request.String())
		received = orElse(received, r.Otherwise.Response.String())
	}
	if r.Notes != "" {
		meaning += " It is a note if " + r.Notes + "."
	}
	return "| `" + r.Name + "` | " + meaning + " | " + sent + " | " + received + " | " + code(r.Was) + " | " + code(r.Is) + " |\n"
}

func orElse(first, other string) string {
	if first == other {
		return first
	}
	return first + ", else " + other
}

// code formats an example as a table cell.
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
