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
	"github.com/docwright/docwright/parser/source/report"
)

func newInspect() *cobra.Command {
	var f common
	var asJSON, unread bool
	c := &cobra.Command{
		Use:   "inspect --docs DIR [--json | --unread]",
		Short: "Show what the pages describe, and how much of it was read",
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.load(c); err != nil {
				return err
			}
			m, findings, err := f.parse(c.Context())
			if err != nil {
				return err
			}
			show := writeSummary
			switch {
			case asJSON:
				show = writeModel
			case unread:
				show = writeUnread
			}
			if err := show(c.OutOrStdout(), m, findings); err != nil {
				return err
			}
			return f.finish(findings)
		},
	}
	f.register(c, never)
	c.Flags().BoolVar(&asJSON, "json", false, "print the whole model as JSON")
	c.Flags().BoolVar(&unread, "unread", false, "print the markdown files that are not read, each with the reason")
	c.MarkFlagsMutuallyExclusive("json", "unread")
	return c
}

// writeModel prints the model in its stable JSON form.
func writeModel(w io.Writer, m *model.Model, _ source.Findings) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// writeUnread prints the markdown files that are not read, one a line.
func writeUnread(w io.Writer, m *model.Model, _ source.Findings) error {
	b := bufio.NewWriter(w)
	for _, u := range m.Unread {
		fmt.Fprintf(b, "%s: %s\n", report.Visible(u.File), u.Reason)
	}
	return b.Flush()
}

// writeFiles prints how many of how many files were read, and as what.
func writeFiles(b *bufio.Writer, m *model.Model) {
	c := &m.Coverage
	fmt.Fprintf(b, "%d of %s read, as pages of %s, %s, %s", c.Files.Read, plural(c.Files.Of, "file"),
		plural(c.Kinds.Operations, "operation"), plural(c.Kinds.Types, "type"), plural(c.Kinds.Enums, "enum"))
	if n := len(m.Unread); n > 0 {
		fmt.Fprintf(b, "; %d not read: \"docwright inspect --unread\" lists them", n)
	}
	b.WriteString("\n")
}

// mostFrequent is how many rules the summary lists, and mostFaulty how many pages.
const (
	mostFrequent = 15
	mostFaulty   = 5
)

// writeSummary prints the size of the model, how much of the pages was read, what the
// pages leave open, and the most frequent findings and pages.
func writeSummary(w io.Writer, m *model.Model, findings source.Findings) error {
	b := bufio.NewWriter(w)
	writeFiles(b, m)
	fmt.Fprintf(b, "%s, %s, %s, %s\n\n", plural(m.Coverage.Pages, "page"), plural(m.Coverage.Operations, "operation"),
		plural(len(m.Types), "type"), plural(len(m.Enums), "enum"))
	fmt.Fprintf(b, "%-14s %8s %8s\n", "", "read", "of")
	for _, row := range coverage(m) {
		fmt.Fprintf(b, "%-14s %8d %8d %9s\n", row.name, row.Read, row.Of, percent(row.Count))
	}
	fmt.Fprintf(b, "\n%-14s %8s %8s\n", "", "open", "of")
	for _, row := range leftOpen(m, findings) {
		fmt.Fprintf(b, "%-14s %8d %8d  %s\n", row.name, row.open, row.of, row.means)
	}
	fmt.Fprintf(b, "\n%s\n", tally(findings))
	rules := countBy(findings, func(f source.Finding) string { return f.Rule.Name })
	for _, r := range rules[:min(len(rules), mostFrequent)] {
		fmt.Fprintf(b, "%6d  %-7s  %s: %s\n", r.n, r.first.Severity, r.first.Rule.Name, r.first.Rule.Summary)
	}
	if more := len(rules) - mostFrequent; more > 0 {
		fmt.Fprintf(b, "%6s  and %s\n", "…", plural(more, "more rule"))
	}
	writeFaulty(b, findings)
	return b.Flush()
}

// writeFaulty prints the pages with the most errors and warnings.
func writeFaulty(b *bufio.Writer, findings source.Findings) {
	grave := slices.DeleteFunc(slices.Clone(findings), func(f source.Finding) bool { return f.Severity == source.Note })
	pages := countBy(grave, func(f source.Finding) string { return f.Position.File })
	if len(pages) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s with errors or warnings\n", plural(len(pages), "page"))
	for _, p := range pages[:min(len(pages), mostFaulty)] {
		fmt.Fprintf(b, "%6d  %s\n", p.n, report.Visible(p.first.Position.File))
	}
	if more := len(pages) - mostFaulty; more > 0 {
		fmt.Fprintf(b, "%6s  and %s\n", "…", plural(more, "more page"))
	}
	fmt.Fprintf(b, "\nRun \"docwright explain\" with the name of a rule or a page for details.\n")
}

// openCount counts the parts of the model that the pages do not describe completely.
type openCount struct {
	name     string
	means    string // what the pages do not say, and the result
	open, of int
}

func (c *openCount) add(open bool) {
	c.of++
	if open {
		c.open++
	}
}

const (
	enumInferred = "enum-inferred"
)

// leftOpen returns the counts of what the pages leave open.
func leftOpen(m *model.Model, findings source.Findings) []openCount {
	properties := openCount{name: "properties", means: "have no readable type; they are kept as JSON"}
	responses := openCount{name: "responses", means: "with a body have no type; they are kept as JSON"}
	requests := openCount{name: "requests", means: "with a body have no type; they are sent as JSON"}
	types := openCount{name: "types", means: "have no page; they are made from a table"}
	enums := openCount{name: "enums", means: "have no page; they are made from a list of values", of: len(m.Enums)}
	for _, t := range m.Types {
		types.add(t.Implied)
		for _, q := range t.Properties {
			properties.add(q.IsUndescribed())
		}
	}
	for _, op := range m.Operations {
		if result := op.Result(); result != nil {
			responses.add(result.IsUndescribed())
		}
		if op.Request != nil {
			requests.add(op.Request.IsUndescribed())
		}
	}
	for _, f := range findings {
		if f.Rule.Name == enumInferred {
			enums.open++
		}
	}
	return []openCount{properties, responses, requests, types, enums}
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
		{"requests", m.Coverage.Requests},
		{"bodies", m.Coverage.Bodies},
	}
}

// percent returns the percentage, rounded down so that 100 % means all.
func percent(c model.Count) string {
	if c.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %%", math.Floor(float64(c.Read)*1000/float64(c.Of))/10)
}

// tally returns the numbers of findings: "3 findings: 1 error, 2 warnings, 0 notes".
func tally(findings source.Findings) string {
	var n [source.Error + 1]int
	for _, f := range findings {
		n[f.Severity]++
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

// tallied is a group of findings with the same key.
type tallied struct {
	n     int
	first source.Finding
}

// countBy groups the findings by key. It sorts the groups by decreasing number, then
// by decreasing severity, then by key.
func countBy(findings source.Findings, key func(source.Finding) string) []tallied {
	index := map[string]int{}
	var counts []tallied
	for _, f := range findings {
		i, ok := index[key(f)]
		if !ok {
			i = len(counts)
			index[key(f)] = i
			counts = append(counts, tallied{first: f})
		}
		counts[i].n++
	}
	slices.SortFunc(counts, func(a, b tallied) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(b.first.Severity, a.first.Severity), strings.Compare(key(a.first), key(b.first)))
	})
	return counts
}
