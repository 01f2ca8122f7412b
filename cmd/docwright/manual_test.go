package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestManualTables checks that the tables of verbs and flags in README.md are those of
// the help. With -update it rewrites the tables.
//
// A table follows an HTML comment: "verbs"; "flags" for the flags that several verbs
// have with the same meaning; "flags VERB" for the other flags of a verb.
func TestManualTables(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	tables := manualTables()
	got := rewriteTables(t, string(text), tables)
	assert.Empty(t, tables, "tables that README.md lacks")
	if *update && !t.Failed() {
		require.NoError(t, os.WriteFile("README.md", []byte(got), 0o644))
		return
	}
	assert.Equal(t, string(text), got, "README.md differs from the help; run go test ./cmd/docwright -run TestManualTables -update")
}

// rewriteTables replaces the marked tables in the text, and removes them from tables.
func rewriteTables(t *testing.T, text string, tables map[string]string) string {
	t.Helper()
	var b strings.Builder
	replaced := false
	for line := range strings.Lines(text) {
		if replaced = replaced && strings.HasPrefix(line, "|"); replaced {
			continue
		}
		b.WriteString(line)
		what, opened := strings.CutPrefix(line, "<!-- ")
		what, closed := strings.CutSuffix(what, " -->\n")
		if verb, _, _ := strings.Cut(what, " "); opened && closed && (verb == "verbs" || verb == "flags") {
			table, ok := tables[what]
			require.True(t, ok, "README.md: unknown table %q", what)
			delete(tables, what)
			b.WriteString(table)
			replaced = true
		}
	}
	return b.String()
}

// use is a flag of a verb.
type use struct {
	verb string
	flag *pflag.Flag
}

// manualTables returns the tables by their comments.
func manualTables() map[string]string {
	tables := map[string]string{"verbs": "| Verb | Description |\n|:---|:---|\n"}
	var order []string         // the keys of uses in the order of the help
	uses := map[string][]use{} // by name and usage
	for _, c := range verbs() {
		tables["verbs"] += fmt.Sprintf("| [%s](#%[1]s) | %s |\n", c.Name(), cell(c.Short))
		c.Flags().VisitAll(func(f *pflag.Flag) {
			key := f.Name + "\n" + f.Usage
			if uses[key] == nil {
				order = append(order, key)
			}
			uses[key] = append(uses[key], use{c.Name(), f})
		})
	}
	shared := "| Flag | Meaning | Default | Verbs |\n|:---|:---|:---|:---|\n"
	for _, key := range order {
		list := uses[key]
		name, meaning := flagCells(list[0].flag)
		if len(list) > 1 {
			shared += fmt.Sprintf("| %s | %s | %s | %s |\n", name, meaning, sharedDefault(list), strings.Join(verbsOf(list), ", "))
			continue
		}
		title := "flags " + list[0].verb
		tables[title] = cmp.Or(tables[title], "| Flag | Meaning | Default |\n|:---|:---|:---|\n") +
			fmt.Sprintf("| %s | %s | %s |\n", name, meaning, defaultCell(list[0].flag))
	}
	tables["flags"] = shared
	return tables
}

// verbs returns the commands of the verbs in the order of newRoot.
func verbs() []*cobra.Command {
	root := newRoot()
	cobra.EnableCommandSorting = false
	defer func() { cobra.EnableCommandSorting = true }()
	return root.Commands()
}

func verbsOf(list []use) []string {
	var names []string
	for _, u := range list {
		names = append(names, u.verb)
	}
	return names
}

// flagCells returns the cells with the name and the meaning of a flag.
func flagCells(f *pflag.Flag) (name, meaning string) {
	value, usage := pflag.UnquoteUsage(f)
	return fmt.Sprintf("`%s`", strings.TrimSpace("--"+f.Name+" "+value)), cell(usage)
}

// defaultCell returns the cell with the default of a flag. It is empty if the flag is
// not set by default.
func defaultCell(f *pflag.Flag) string {
	if slices.Contains([]string{"", "false", "[]"}, f.DefValue) {
		return ""
	}
	return "`" + f.DefValue + "`"
}

// sharedDefault returns the cell with the default of a flag of several verbs. If they
// differ, it has the verbs of each.
func sharedDefault(list []use) string {
	var values []string
	by := map[string][]string{}
	for _, u := range list {
		value := defaultCell(u.flag)
		if by[value] == nil {
			values = append(values, value)
		}
		by[value] = append(by[value], u.verb)
	}
	if len(values) == 1 {
		return values[0]
	}
	for i, value := range values {
		values[i] = value + " (" + strings.Join(by[value], ", ") + ")"
	}
	return strings.Join(values, ", ")
}

// cell returns text as a cell of a table.
func cell(text string) string {
	return strings.NewReplacer("\n", " ", "|", "\\|", "<", "&lt;", "*", "\\*").Replace(text)
}
