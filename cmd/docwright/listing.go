package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/severity"
)

// listing holds the flags of the verbs whose result is findings.
type listing struct {
	known
	rules   []string
	summary bool

	notes []string // about what is not reported
}

// register declares the flags.
func (l *listing) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringArrayVar(&l.rules, "rule", nil, "report only findings of the rule `NAME`; may be repeated")
	flags.BoolVar(&l.summary, "summary", false, "print only the number of findings of each rule, in the format text, json or markdown")
	complete(c, "rule", ruleNames)
	l.known.register(c)
}

// check checks the flags.
func (l *listing) check(format string) error {
	for _, name := range l.rules {
		if _, err := source.RuleNamed(name); err != nil {
			return fmt.Errorf("--rule: %w", err)
		}
	}
	if l.summary && !slices.Contains(report.Summaries(), format) {
		return fmt.Errorf("--summary: want --format %s", strings.Join(report.Summaries(), ", "))
	}
	if l.write && len(l.rules) > 0 {
		return errors.New("--write-baseline writes the findings of all rules; leave out --rule")
	}
	return l.known.check()
}

// choose returns a report with the findings of the verb to be reported: those in the
// scope, unless it is nil, of the chosen rules, and not in the baseline. The baseline
// is compared with all findings, so that entries outside of the scope are not stale.
func (l *listing) choose(findings source.Findings, verb string, levels severity.Levels, scope *target.Scope) (*report.Report, error) {
	if l.write {
		findings = l.within(findings, scope)
	}
	r, err := l.apply(findings, verb, levels.IsOff)
	if err != nil {
		return nil, err
	}
	r.Findings = levels.Apply(r.Findings)
	if scope != nil && !l.write {
		r.Findings = l.within(r.Findings, scope)
		r.Suppressed = slices.DeleteFunc(r.Suppressed, func(k report.Known) bool { return !scope.Has(k.Subject) })
	}
	if len(l.rules) > 0 {
		isOther := func(f source.Finding) bool { return !slices.Contains(l.rules, f.Rule.Name) }
		r.Findings = slices.DeleteFunc(r.Findings, isOther)
		r.Suppressed = slices.DeleteFunc(r.Suppressed, func(k report.Known) bool { return isOther(k.Finding) })
	}
	return r, nil
}

// print prints the report of a verb as its result, and its totals on stderr. It
// returns the verdict on the findings.
func (f *common) print(stdout io.Writer, l *listing, r *report.Report, verb string) error {
	f.describe(r, verb)
	if l.summary {
		if err := r.WriteSummary(stdout, f.format); err != nil {
			return err
		}
		stdout = nil
	}
	if err := f.publish(stdout, r); err != nil {
		return err
	}
	if !f.quiet {
		f.writeTotals(l, r)
	}
	return f.verdict(r.Findings)
}

// writeTotals prints the totals of a report on stderr: by rule, in all, and of the
// baseline.
func (f *common) writeTotals(l *listing, r *report.Report) {
	if f.format == report.Names()[0] && !l.summary && len(r.Findings) > 0 {
		fmt.Fprintln(f.stderr)
		_ = r.WriteCounts(f.stderr)
	}
	total := tally(r.Findings)
	if n := r.Causes(); n < len(r.Findings) && !f.expand {
		total += fmt.Sprintf("; %s, each printed once (--expand prints all)", plural(n, "cause"))
	}
	fmt.Fprintln(f.stderr, total)
	if len(r.Suppressed) > 0 || r.Stale > 0 {
		fmt.Fprintf(f.stderr, "%s: %s suppressed, %s stale\n", l.name(), plural(len(r.Suppressed), "finding"), entries(r.Stale))
	}
	if l.written != "" {
		l.notes = append(l.notes, l.written)
	}
	for _, note := range l.notes {
		fmt.Fprintln(f.stderr, note)
	}
}

// entries returns a number of entries.
func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
