package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// here is the folder that all verbs work in.
const here = "."

// common holds the flags that all verbs have.
type common struct {
	docs, root string
	zone       string
	format     string
	failOn     string
	quiet      bool

	// chosen are the targets, by their folders, that --target names.
	chosen []string

	project *project.Project
	config  config.Settings // of the pages that the flags choose
	stderr  io.Writer
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
	flags.StringVar(&f.docs, "docs", "", "read the pages in `DIR`: any folder, at every depth below it")
	flags.StringVar(&f.root, "root", "", "read includes from inside `DIR` only (default the top of the repository\nthat the pages are in, else the nearest folder above them that is named\napi-reference, else that of --docs)")
	flags.StringVar(&f.zone, "zone", "", "where pages have zones or monikers for several versions or platforms, read\n`NAME`")
	flags.StringArrayVar(&f.chosen, "target", nil, "of several targets in "+config.Name+", take the one whose package is for `DIR`;\nmay be given again")
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
	first := targets[0]
	for _, t := range targets[1:] {
		if same := t.Docs == first.Docs && t.Root == first.Root && t.Zone == first.Zone && t.Overlay == first.Overlay; !same && f.docs == "" {
			return fmt.Errorf("the targets in %s have different pages: choose one with --target DIR, or pages with --docs DIR", config.Name)
		}
	}
	f.config = first
	f.docs, f.root = f.input(first)
	f.zone = cmp.Or(f.zone, first.Zone)
	return nil
}

// targets reads the configuration and returns the settings of the targets that
// the flags choose, at least one.
func (f *common) targets() (list []config.Settings, err error) {
	if f.project, err = project.Open(here); err != nil {
		return nil, err
	}
	all := f.project.Config.Targets
	if len(f.chosen) == 0 {
		return all, nil
	}
	for _, name := range f.chosen {
		i := slices.IndexFunc(all, func(t config.Settings) bool { return cleanSlash(t.Out) == cleanSlash(config.Near(here, name)) })
		if i < 0 {
			return nil, fmt.Errorf("--target: no target in %s has %q as \"out\"", config.Name, name)
		}
		if !slices.ContainsFunc(list, func(t config.Settings) bool { return t.Out == all[i].Out }) {
			list = append(list, all[i])
		}
	}
	return list, nil
}

// cleanSlash spells a path in one way.
func cleanSlash(name string) string { return path.Clean(filepath.ToSlash(name)) }

// input returns the folders to read from, of the flags or else of the settings.
func (f *common) input(s config.Settings) (docs, root string) {
	return config.Near(here, cmp.Or(f.docs, s.Docs)), cmp.Or(f.root, s.Root)
}

// tree returns the pages that the flags name.
func (f *common) tree() (*pages.Tree, error) {
	s := f.config
	s.Docs, s.Root, s.Zone = f.docs, f.root, f.zone
	return pages.Of(here, s)
}

// read reads the pages that the flags name. Positions are relative to their folder.
func (f *common) read(ctx context.Context) (*model.Model, source.Findings, error) {
	t, err := f.tree()
	if err != nil {
		return nil, nil, err
	}
	bar := f.newProgress("reading pages")
	m, findings, err := t.Read(ctx, bar.update)
	bar.finish()
	return m, findings, f.failed(findings.In(t.Shown), err)
}

// parse reads the pages that the flags name. Positions are as seen from the working
// directory.
func (f *common) parse(ctx context.Context) (*model.Model, source.Findings, error) {
	t, err := f.tree()
	if err != nil {
		return nil, nil, err
	}
	return f.parseTree(ctx, t)
}

// parseTree is parse for other pages than those that the flags name.
func (f *common) parseTree(ctx context.Context, t *pages.Tree) (*model.Model, source.Findings, error) {
	bar := f.newProgress("reading pages")
	f.project.Progress = bar.update
	m, findings, err := f.project.Read(ctx, t)
	bar.finish()
	return m, findings, f.failed(findings, err)
}

// failed prints the findings that go with an error, which it returns.
func (f *common) failed(findings source.Findings, err error) error {
	if err != nil && len(findings) > 0 {
		_ = f.finish(findings)
	}
	return err
}

// finish prints the findings, and says by its error whether they fail the verb.
func (f *common) finish(findings source.Findings) error {
	findings = f.project.Levels.Apply(findings)
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
// --fail-on that checkFlags has checked.
func (f *common) verdict(findings source.Findings) error {
	if least, err := source.ParseSeverity(f.failOn); err == nil && findings.Count(least) > 0 {
		return errFindings
	}
	return nil
}
