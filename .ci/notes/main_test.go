package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompareRules(t *testing.T) {
	var out strings.Builder
	documents[0].compare(&out, "# Rules\n\n## tide-low\n\nnote: Low.\n\n## tide-high\n\nerror: High.\n", "# Rules\n\n## tide-high\n\nwarning: High.\n\n## tide-neap\n\nnote: Neap.\n")
	assert.Equal(t, "## Rules\n\n- added `tide-neap`: note: Neap.\n- changed `tide-high`: warning: High. (was: error: High.)\n- removed `tide-low`\n\n", out.String())
}

func TestCompareFlags(t *testing.T) {
	was := "<!-- verbs -->\n| Verb | Description |\n|:---|:---|\n| [sail](#sail) | Sail away |\n\ntext\n\n<!-- flags sail -->\n| Flag | Meaning | Default |\n|:---|:---|:---|\n| `--knots N` | sail at N | `5` |\n"
	is := strings.NewReplacer("--knots N` | sail at N |", "--speed N` | sail at N |", "Sail away |", "Sail away |\n| [moor](#moor) | Come back |").Replace(was)
	var out strings.Builder
	documents[1].compare(&out, was, is)
	assert.Equal(t, "## Verbs and flags\n\n- added `--speed` of sail: sail at N\n- added `moor`: Come back\n- removed `--knots` of sail\n\n", out.String())
	out.Reset()
	documents[1].compare(&out, is, is)
	assert.Empty(t, out.String())
}

// The documents have the lists that the command looks for.
func TestDocuments(t *testing.T) {
	for _, d := range documents {
		text, err := os.ReadFile("../../" + d.file)
		require.NoError(t, err)
		found := d.entries(string(text))
		assert.Greater(t, len(found), 40, d.file)
	}
	text, err := os.ReadFile("../../cmd/docwright/README.md")
	require.NoError(t, err)
	for _, name := range []string{"`generate`", "`--update` of generate", "`--docs` of all verbs", "`--limit` of find"} {
		assert.Contains(t, flags(string(text)), name)
	}
}
