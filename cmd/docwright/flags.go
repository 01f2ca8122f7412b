package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/overlay"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// common holds the flags that all verbs have.
type common struct {
	docs, root string
	format     string
	failOn     string
	quiet      bool

	// chosen are the targets, by their folders, that --target names.
	chosen []string

	// outs are the folders of all packages that the configuration has.
	outs []string

	// corrections are those of the overlay and of the configuration, once the
	// pages are read; nil where there are none.
	corrections *overlay.Overlay

	config settings // of docwright.yaml
	levels levels
	stderr io.Writer
}

// never is the value of --fail-on at which no finding fails a verb.
const never = "never"

// register declares the flags on the verb's command.
func (f *common) register(c *cobra.Command, failOn string) {
	f.registerInput(c)
	flags := c.Flags()
	flags.StringVar(&f.format, "format", report.Names()[0], "print findings as `FORMAT`: "+strings.Join(report.Names(), ", "))
	flags.StringVar(&f.failOn, "fail-on", failOn, "exit with 1 on findings of `SEVERITY` or above: error, warning, note, never")
	flags.BoolVar(&f.quiet, "quiet", false, "print no findings, no progress and no summary of what was written")
}

// registerInput declares the flags that say what to read.
func (f *common) registerInput(c *cobra.Command) {
	c.Args = cobra.NoArgs
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.docs, "docs", "", "read the pages in `DIR`: a folder with api/ and resources/")
	flags.StringVar(&f.root, "root", "", "read includes from inside `DIR` only (default the nearest folder above\nthe pages that is named api-reference, else that of --docs)")
	flags.StringArrayVar(&f.chosen, "target", nil, "of several targets in "+configName+", take the one whose package is for `DIR`;\nmay be given again")
}

// load reads the configuration and checks the flags, for verbs that are about
// pages and not about packages: targets with the same pages are one to them.
func (f *common) load(c *cobra.Command) error {
	if err := f.checkFlags(c); err != nil {
		return err
	}
	return f.loadInput()
}

// checkFlags checks the flags that all verbs have.
func (f *common) checkFlags(c *cobra.Command) error {
	f.stderr = c.ErrOrStderr()
	if err := report.Check(f.format); err != nil {
		return fmt.Errorf("--format: %w", err)
	}
	if _, err := source.ParseSeverity(f.failOn); err != nil && f.failOn != never {
		return fmt.Errorf("--fail-on: unknown severity %q: want error, warning, note or never", f.failOn)
	}
	return nil
}

// loadInput reads the configuration and completes the flags of registerInput
// from it.
func (f *common) loadInput() error {
	targets, err := f.targets()
	if err != nil {
		return err
	}
	for _, t := range targets[1:] {
		if same := t.Docs == targets[0].Docs && t.Root == targets[0].Root && t.Overlay == targets[0].Overlay; !same && f.docs == "" {
			return fmt.Errorf("the targets in %s have different pages: choose one with --target DIR, or pages with --docs DIR", configName)
		}
	}
	return f.complete(targets[0])
}

// targets reads the configuration and returns the settings of the targets that
// the flags choose, at least one.
func (f *common) targets() ([]settings, error) {
	config, err := readConfig()
	if err != nil {
		return nil, err
	}
	if f.levels, err = newLevels(config.Severities); err != nil {
		return nil, err
	}
	all, err := config.targets()
	if err != nil {
		return nil, err
	}
	f.outs = nil
	for _, t := range all {
		if t.Out != "" {
			f.outs = append(f.outs, t.Out)
		}
	}
	if len(f.chosen) == 0 {
		return all, nil
	}
	var list []settings
	for _, name := range f.chosen {
		i := slices.IndexFunc(all, func(t settings) bool { return cleanSlash(t.Out) == cleanSlash(near(name)) })
		if i < 0 {
			return nil, fmt.Errorf("--target: no target in %s has %q as \"out\"", configName, name)
		}
		if !slices.ContainsFunc(list, func(t settings) bool { return t.Out == all[i].Out }) {
			list = append(list, all[i])
		}
	}
	return list, nil
}

// cleanSlash spells a path in one way.
func cleanSlash(name string) string { return path.Clean(filepath.ToSlash(name)) }

// complete takes over what the flags leave open.
func (f *common) complete(t settings) error {
	f.config = t
	f.docs = near(cmp.Or(f.docs, t.Docs))
	f.root = cmp.Or(f.root, t.Root)
	if f.docs == "" {
		return errors.New("no pages given: name the folder that has api/ and resources/ with --docs DIR,\nor with \"docs: DIR\" in " + configName)
	}
	return nil
}

// names returns the Go names that the configuration chooses.
func (f *common) names() []plan.Override {
	var list []plan.Override
	for _, e := range f.config.Names {
		list = append(list, plan.Override{Subject: e.key, Name: e.value, At: fmt.Sprintf("%s:%d", configName, e.line)})
	}
	return list
}

// near returns the path of something in the working directory as seen from
// there: CI systems show a finding at its line only where its file is relative,
// and a lock is for all who have the repository.
func near(name string) string {
	here, err := os.Getwd()
	if err != nil || name == "" {
		return name
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if inside, err := filepath.Rel(here, full); err == nil && filepath.IsLocal(inside) {
		return inside
	}
	return name
}

// located returns the findings with their files as seen from the working
// directory, given the folder that they are relative to.
func located(findings source.Findings, dir string) source.Findings {
	dir = filepath.ToSlash(dir)
	moved := make(source.Findings, len(findings))
	for i, f := range findings {
		f.Position.File = path.Join(dir, f.Position.File)
		if f.Fix != nil {
			edits := slices.Clone(f.Fix.Edits)
			for j := range edits {
				edits[j].Position.File = path.Join(dir, edits[j].Position.File)
			}
			f.Fix = &source.Fix{Edits: edits}
		}
		moved[i] = f
	}
	return moved
}

// finish prints the findings, and says by its error whether they fail the verb.
func (f *common) finish(findings source.Findings) error {
	findings = f.levels.apply(findings)
	if !f.quiet {
		if err := report.Write(f.stderr, f.format, findings); err != nil {
			return err
		}
	}
	return f.verdict(findings)
}

// conclude ends a verb whose result the findings are: it counts them on stderr,
// and says by its error whether they fail it.
func (f *common) conclude(findings source.Findings) error {
	if !f.quiet {
		fmt.Fprintln(f.stderr, tally(findings))
	}
	return f.verdict(findings)
}

// verdict is errFindings where the findings fail the verb. It is for a
// --fail-on that load has checked.
func (f *common) verdict(findings source.Findings) error {
	if least, err := source.ParseSeverity(f.failOn); err == nil && findings.Count(least) > 0 {
		return errFindings
	}
	return nil
}
