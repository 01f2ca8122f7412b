package main

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/baseline"
	"github.com/docwright/docwright/parser/source/severity"
	"github.com/docwright/docwright/parser/source/textfile"
)

// baselineLimit is the maximum size of a baseline, in bytes.
const baselineLimit = 16 << 20

// known holds the flags of the verbs with known findings.
type known struct {
	file  string
	write bool
	asOf  string
}

// register declares the flags.
func (k *known) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&k.file, "baseline", "", "do not report the known findings in `FILE` (default "+baseline.Name+", if it exists)")
	flags.BoolVar(&k.write, "write-baseline", false, "write all findings of the verb to the baseline, report none, and keep existing entries")
	flags.StringVar(&k.asOf, "as-of", "", "expire entries of the baseline as on `DATE`, such as 2027-01-31 (default today)")
}

// unmet is the reason of new entries.
const unmet = "not reviewed yet"

// apply returns the findings of the verb that are not in the baseline. With
// --write-baseline it writes all findings to the baseline and returns none.
func (k *known) apply(findings source.Findings, verb string, l severity.Levels) (source.Findings, error) {
	b, err := k.read()
	if err != nil {
		return nil, err
	}
	if k.write {
		text, err := baseline.Of(findings, verb, unmet, b).Format()
		if err != nil {
			return nil, err
		}
		return nil, textfile.ReplaceAt(k.name(), text)
	}
	if b == nil {
		return findings, nil
	}
	today := time.Now()
	if k.asOf != "" {
		if today, err = time.Parse(time.DateOnly, k.asOf); err != nil {
			return nil, fmt.Errorf("--as-of: want a date such as 2027-01-31, not %q", k.asOf)
		}
	}
	return b.Apply(findings, verb, l.IsOff, today), nil
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
