package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fold"
)

// ruleCount is the number of findings of a rule with a severity.
type ruleCount struct {
	rule             *source.Rule
	severity         source.Severity
	findings, causes int
}

// counts returns the numbers of findings by rule and severity, the most severe first,
// and then the most frequent.
func (r *Report) counts() []ruleCount {
	type key struct {
		name     string
		severity source.Severity
	}
	index := map[key]int{}
	var list []ruleCount
	for _, g := range fold.Of(r.Findings) {
		seen := map[int]bool{}
		for _, f := range g.Members {
			k := key{f.Rule.Name, f.Severity}
			i, known := index[k]
			if !known {
				i = len(list)
				index[k] = i
				list = append(list, ruleCount{rule: f.Rule, severity: f.Severity})
			}
			list[i].findings++
			if !seen[i] {
				list[i].causes++
			}
			seen[i] = true
		}
	}
	slices.SortFunc(list, func(a, b ruleCount) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(b.findings, a.findings), strings.Compare(a.rule.Name, b.rule.Name))
	})
	return list
}

// Causes returns the number of different causes of the findings.
func (r *Report) Causes() int { return len(fold.Of(r.Findings)) }

// WriteCounts prints a line for each rule with the number of its findings and causes,
// the most severe first.
func (r *Report) WriteCounts(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, c := range r.counts() {
		fmt.Fprintf(b, "%6d  %-7s  %s%s\n", c.findings, c.severity, c.rule.Name, c.ofCauses())
	}
	return b.Flush()
}

// ofCauses returns the number of causes, unless each finding has another one.
func (c ruleCount) ofCauses() string {
	if c.causes == c.findings {
		return ""
	}
	return " (" + plural(c.causes, "cause") + ")"
}

// summaries has the printers of summaries by format, the default first.
var summaries = []struct {
	name  string
	print func(*bufio.Writer, *Report) error
}{
	{"text", summarizeText},
	{"json", summarizeJSON},
	{"markdown", summarizeMarkdown},
}

// Summaries returns the names of the formats of [Report.WriteSummary].
func Summaries() []string {
	names := make([]string, len(summaries))
	for i, s := range summaries {
		names[i] = s.name
	}
	return names
}

// WriteSummary prints the numbers of findings, without the findings.
func (r *Report) WriteSummary(w io.Writer, format string) error {
	i := slices.Index(Summaries(), format)
	if i < 0 {
		return fmt.Errorf("unknown format %q of a summary: want one of %s", format, strings.Join(Summaries(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := summaries[i].print(b, r); err != nil {
		return err
	}
	return b.Flush()
}

// summarizeText prints a line for each rule.
func summarizeText(w *bufio.Writer, r *Report) error {
	for _, c := range r.counts() {
		if _, err := fmt.Fprintf(w, "%6d  %-7s  %s%s: %s\n", c.findings, c.severity, c.rule.Name, c.ofCauses(), c.rule.Summary); err != nil {
			return err
		}
	}
	return nil
}

// summarizeJSON prints the JSON format without findings.
func summarizeJSON(w *bufio.Writer, r *Report) error {
	return encode(w, jsonReport{Version: jsonVersion, Findings: []jsonFinding{}, Suppressed: []jsonKnown{}, Summary: r.count()})
}

// summarizeMarkdown prints a table.
func summarizeMarkdown(w *bufio.Writer, r *Report) error {
	if len(r.Findings) == 0 {
		_, err := w.WriteString("No findings.\n")
		return err
	}
	w.WriteString("| Severity | Findings | Causes | Rule | Meaning |\n|:--|--:|--:|:--|:--|\n")
	for _, c := range r.counts() {
		if _, err := fmt.Fprintf(w, "| %s | %d | %d | %s | %s |\n", c.severity, c.findings, c.causes, c.rule.Name, markdownText.Replace(c.rule.Summary)); err != nil {
			return err
		}
	}
	return nil
}
