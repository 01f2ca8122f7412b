// Package rulestest has what the tests of tables of drift rules share: the list of
// rules for readers, and what every rule has to have.
package rulestest

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/docwright/docwright/parser/casetest" // the flag -update
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/source"
)

// Sound checks that each rule has a name of the common form, a summary and an
// example, that the program knows it, and that shown, which holds the names of those
// that tests show, has it.
func Sound(t *testing.T, rules []*drift.Rule, shown map[string]bool) {
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

// File compares RULES.md, the list of rules for readers, with the table. With the
// flag -update it writes the list. The text is what stands above the rules.
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
	b.WriteString(text + "\n\n| Rule | What it means | Sent | Received | Other side | Pages |\n|:---|:---|:---|:---|:---|:---|\n")
	for _, r := range rules {
		b.WriteString(row(r))
	}
	return b.String()
}

func row(r *drift.Rule) string {
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
