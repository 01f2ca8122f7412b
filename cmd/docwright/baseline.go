package main

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/baseline"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/textfile"
)

// baselineLimit is the maximum size of a baseline, in bytes.
const baselineLimit = 16 << 20

// known holds the flags of the verbs with known findings.
type known struct {
	file  string
	write bool
	asOf  string

	written string // what has been written
}

// register declares the flags.
func (k *known) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&k.file, "baseline", "", "do not report the known findings in `FILE` (default "+baseline.Name+", if it exists)")
	flags.BoolVar(&k.write, "write-baseline", false, "write all findings of the verb to the baseline, report none, and keep existing entries")
	flags.StringVar(&k.asOf, "as-of", "", "expire entries of the baseline as on `DATE`, such as 2027-01-31 (default today)")
}

// check checks the flags.
func (k *known) check() error {
	if _, err := time.Parse(time.DateOnly, k.asOf); k.asOf != "" && err != nil {
		return fmt.Errorf("--as-of: want a date such as 2027-01-31, not %q", k.asOf)
	}
	return nil
}

// today returns the day on which entries must be valid. The flags must have been
// checked.
func (k *known) today() time.Time {
	if day, err := time.Parse(time.DateOnly, k.asOf); err == nil {
		return day
	}
	return time.Now()
}

// unmet is the reason of new entries.
const unmet = "not reviewed yet"

// apply returns a report with the findings of the verb that are not in the baseline,
// and those that are. With --write-baseline it writes all findings to the baseline and
// returns none. Off reports whether a rule is off.
func (k *known) apply(findings source.Findings, verb string, off func(rule string) bool) (*report.Report, error) {
	b, err := k.read()
	switch {
	case err != nil:
		return nil, err
	case k.write:
		return &report.Report{}, k.rewrite(findings, verb, b)
	case b == nil:
		return &report.Report{Findings: findings}, nil
	}
	result := b.Apply(findings, verb, off, k.today())
	r := &report.Report{Findings: result.Left, Stale: result.Stale}
	for _, s := range result.Suppressed {
		r.Suppressed = append(r.Suppressed, report.Known{Finding: s.Finding, Reason: s.Entry.Reason, Owner: s.Entry.Owner, Expires: s.Entry.Expires})
	}
	return r, nil
}

// rewrite writes all findings of the verb to the baseline, whose older content is b or
// nil.
func (k *known) rewrite(findings source.Findings, verb string, b *baseline.Baseline) error {
	made, n := baseline.Of(findings, verb, unmet, b)
	text, err := made.Format()
	if err != nil {
		return err
	}
	k.written = fmt.Sprintf("%s: wrote %s of %s; %s in all", k.name(), plural(n, "finding"), verb, entries(len(made.Entries)))
	if n := made.Expired(verb, k.today()); n > 0 {
		k.written += fmt.Sprintf(", %d of them expired: their findings are reported", n)
	}
	return textfile.ReplaceAt(k.name(), text)
}

func (k *known) name() string {
	if k.file != "" {
		return k.file
	}
	return baseline.Name
}

// read returns the baseline. It returns nil if there is none and --baseline is not
// set, or if the file is to be written.
func (k *known) read() (*baseline.Baseline, error) {
	text, err := textfile.ReadAt(k.name(), baselineLimit)
	if errors.Is(err, fs.ErrNotExist) && (k.file == "" || k.write) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline: %w", err)
	}
	return baseline.Parse(k.name(), text)
}
