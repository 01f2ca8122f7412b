package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func newInspect() *cobra.Command {
	var f common
	var asJSON bool
	c := &cobra.Command{
		Use:   "inspect --docs DIR [--json]",
		Short: "Show what the pages say, and how much of it was read",
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.load(c); err != nil {
				return err
			}
			m, findings, err := f.parse(c.Context())
			if err != nil {
				return err
			}
			show := writeSummary
			if asJSON {
				show = writeModel
			}
			if err := show(c.OutOrStdout(), m, findings); err != nil {
				return err
			}
			return f.finish(findings)
		},
	}
	f.register(c, never)
	c.Flags().BoolVar(&asJSON, "json", false, "print the whole model as JSON")
	return c
}

// writeModel prints the model in its stable JSON form.
func writeModel(w io.Writer, m *model.Model, _ source.Findings) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// mostFrequent is how many rules the summary lists.
const mostFrequent = 15

// writeSummary prints what there is, how much of it was read, and which
// findings are the most frequent.
func writeSummary(w io.Writer, m *model.Model, findings source.Findings) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s, %s, %s, %s\n\n", plural(m.Coverage.Pages, "page"), plural(m.Coverage.Operations, "operation"),
		plural(len(m.Types), "type"), plural(len(m.Enums), "enum"))
	fmt.Fprintf(b, "%-14s %8s %8s\n", "", "read", "of")
	for _, row := range coverage(m) {
		fmt.Fprintf(b, "%-14s %8d %8d %9s\n", row.name, row.Read, row.Of, percent(row.Count))
	}
	fmt.Fprintf(b, "\n%s\n", tally(findings))
	rules := byRule(findings)
	for _, r := range rules[:min(len(rules), mostFrequent)] {
		fmt.Fprintf(b, "%6d  %-7s  %s: %s\n", r.n, r.rule.Severity, r.rule.Name, r.rule.Summary)
	}
	if more := len(rules) - mostFrequent; more > 0 {
		fmt.Fprintf(b, "%6s  %s more\n", "…", plural(more, "rule"))
	}
	return b.Flush()
}

type namedCount struct {
	name string
	model.Count
}

func coverage(m *model.Model) []namedCount {
	return []namedCount{
		{"request lines", m.Coverage.RequestLines},
		{"table rows", m.Coverage.Rows},
		{"annotations", m.Coverage.Annotations},
		{"examples", m.Coverage.Examples},
	}
}

// percent rounds down, so that only all is 100 %.
func percent(c model.Count) string {
	if c.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", math.Floor(float64(c.Read)*1000/float64(c.Of))/10)
}

// tally counts the findings: "3 findings: 1 error, 2 warnings, 0 notes".
func tally(findings source.Findings) string {
	var n [source.Error + 1]int
	for _, f := range findings {
		n[f.Rule.Severity]++
	}
	parts := make([]string, 0, len(n))
	for severity := source.Error; severity >= source.Note; severity-- {
		parts = append(parts, plural(n[severity], severity.String()))
	}
	return plural(len(findings), "finding") + ": " + strings.Join(parts, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

type ruleCount struct {
	rule *source.Rule
	n    int
}

// byRule counts the findings of each rule, the most frequent first.
func byRule(findings source.Findings) []ruleCount {
	index := map[string]int{}
	var counts []ruleCount
	for _, f := range findings {
		i, ok := index[f.Rule.Name]
		if !ok {
			i = len(counts)
			index[f.Rule.Name] = i
			counts = append(counts, ruleCount{rule: f.Rule})
		}
		counts[i].n++
	}
	slices.SortFunc(counts, func(a, b ruleCount) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(b.rule.Severity, a.rule.Severity), strings.Compare(a.rule.Name, b.rule.Name))
	})
	return counts
}
