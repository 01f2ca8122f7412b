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
	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/near"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// here is the folder of the project: the working directory.
const here = "."

// common holds the flags that most verbs have.
type common struct {
	docs, root string
	zone       string
	quiet      bool
	printing

	// chosen holds the values of --target: folders of packages.
	chosen []string

	verb     string
	project  *project.Project
	selected []config.Settings // of the targets that the flags select
	config   config.Settings   // for the pages that the flags select
	stderr   io.Writer
}

// never is the value of --fail-on for which no finding changes the exit status.
const never = "never"

// register declares the flags on the command of a verb.
func (f *common) register(c *cobra.Command, failOn string) {
	f.registerInput(c)
	f.printing.register(c, failOn)
	flags := c.Flags()
	flags.BoolVar(&f.quiet, "quiet", false, "print no progress and no summary, and no findings except as the result")
}

// registerInput declares the flags that select the pages.
func (f *common) registerInput(c *cobra.Command) {
	c.Args = cobra.NoArgs
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.docs, "docs", "", "read the pages in `DIR` and below it")
	flags.StringVar(&f.root, "root", "", "read includes only from inside `DIR` (default the top of the repository that the\npages are in, or else the nearest folder above the pages that is named\napi-reference, or else the folder of the pages)")
	flags.StringVar(&f.zone, "zone", "", "read the zone or moniker `NAME`, of those that the pages have for several versions or\nplatforms")
	flags.StringArrayVar(&f.chosen, "target", nil, "use only the target in "+config.Name+" whose package is in `DIR`; may be repeated")
	complete(c, "target", targetFolders)
}

// load checks the flags and reads the configuration, for verbs about pages. They need
// no --target if all targets have the same pages.
func (f *common) load(c *cobra.Command) error {
	if err := f.checkFlags(c); err != nil {
		return err
	}
	return f.loadInput(c.Context())
}

// checkFlags checks the flags that register declares.
func (f *common) checkFlags(c *cobra.Command) error {
	f.stderr = c.ErrOrStderr()
	f.verb = c.Name()
	return f.printing.check()
}

// loadInput reads the configuration and completes the flags that registerInput
// declares.
func (f *common) loadInput(ctx context.Context) error {
	targets, err := f.targets()
	if err != nil {
		return err
	}
	first := targets[0]
	for _, t := range targets[1:] {
		if same := t.Docs == first.Docs && t.Git == first.Git && t.Vendor == first.Vendor && t.Root == first.Root && t.Zone == first.Zone && t.Overlay == first.Overlay; !same && f.docs == "" {
			return fmt.Errorf("the targets in %s have different pages; choose a target with --target DIR, or pages with --docs DIR", config.Name)
		}
	}
	if f.docs != "" {
		first.Git, first.Vendor = config.Git{}, ""
	} else if first, err = f.project.Locate(ctx, first, false); err != nil {
		return err
	}
	f.config, f.selected = first, targets
	f.docs, f.root = f.input(first)
	f.zone = cmp.Or(f.zone, first.Zone)
	return nil
}

// targets reads the configuration and returns the settings of the targets that the
// flags select. There is at least one.
func (f *common) targets() (list []config.Settings, err error) {
	if f.project, err = project.Open(here); err != nil {
		return nil, err
	}
	f.project.Fetching = f.fetching
	all := f.project.Config.Targets
	if len(f.chosen) == 0 {
		return all, nil
	}
	for _, name := range f.chosen {
		i := slices.IndexFunc(all, func(t config.Settings) bool { return cleanSlash(t.Out) == cleanSlash(config.Near(here, name)) })
		if i < 0 {
			var outs []string
			for _, t := range all {
				outs = append(outs, t.Out)
			}
			return nil, fmt.Errorf("--target: no target in %s has %q as \"out\"%s", config.Name, name, near.Hint(name, outs))
		}
		if !slices.ContainsFunc(list, func(t config.Settings) bool { return t.Out == all[i].Out }) {
			list = append(list, all[i])
		}
	}
	return list, nil
}

// fetching says that pages are fetched.
func (f *common) fetching(url string) {
	if !f.quiet && f.stderr != nil {
		fmt.Fprintf(f.stderr, "fetching pages from %s\n", git.Redact(url))
	}
}

// cleanSlash returns the shortest slash-separated form of a path.
func cleanSlash(name string) string { return path.Clean(filepath.ToSlash(name)) }

// input returns the folder of the pages and the root for includes, from the flags or
// else from the settings.
func (f *common) input(s config.Settings) (docs, root string) {
	return config.Near(here, cmp.Or(f.docs, s.Docs)), cmp.Or(f.root, s.Root)
}

// tree returns the pages that the flags select.
func (f *common) tree() (*pages.Tree, error) {
	s := f.config
	s.Docs, s.Root, s.Zone = f.docs, f.root, f.zone
	return pages.Of(here, s)
}

// read reads the pages that the flags select. Positions are relative to the folder of
// the pages.
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

// parse reads the pages that the flags select. Positions are relative to the working
// directory.
func (f *common) parse(ctx context.Context) (*model.Model, source.Findings, error) {
	t, err := f.tree()
	if err != nil {
		return nil, nil, err
	}
	return f.parseTree(ctx, t)
}

// parseTree is parse for the given pages.
func (f *common) parseTree(ctx context.Context, t *pages.Tree) (*model.Model, source.Findings, error) {
	bar := f.newProgress("reading pages")
	f.project.Progress = bar.update
	m, findings, err := f.project.Read(ctx, t)
	bar.finish()
	return m, findings, f.failed(findings, err)
}

// failed prints the findings if there is an error, and returns the error.
func (f *common) failed(findings source.Findings, err error) error {
	if err != nil && len(findings) > 0 {
		_ = f.finish(findings)
	}
	return err
}

// finish prints the findings and returns the verdict on them.
func (f *common) finish(findings source.Findings) error {
	r := &report.Report{Findings: f.project.Levels.Apply(findings)}
	f.describe(r, f.verb)
	w := f.stderr
	if f.quiet {
		w = nil
	}
	if err := f.publish(w, r); err != nil {
		return err
	}
	return f.verdict(r.Findings)
}

// describe sets the parts of a report that depend on the flags and the pages. The verb
// may have the name of the other side after it.
func (f *common) describe(r *report.Report, verb string) {
	f.complete(r)
	r.Tool = f.project.Tool()
	r.Run = runOf(verb, f.docs)
	if !f.needs("html") {
		return
	}
	if t, err := f.tree(); err == nil {
		r.Revision, r.Date = t.Head(), t.HeadDate()
	}
}

// runOf returns the name of a run of a verb about the pages in a folder.
func runOf(verb, docs string) string {
	run := strings.ReplaceAll(verb, " --", "-")
	for part := range strings.SplitSeq(cleanSlash(docs), "/") {
		if part != "" && part != "." && part != ".." {
			run += "/" + part
		}
	}
	return run
}

// verdict returns errFindings if a finding is at or above --fail-on, which must have
// been checked.
func (f *common) verdict(findings source.Findings) error {
	if slices.ContainsFunc(findings, func(x source.Finding) bool { return f.fails(x.Severity) }) {
		return errFindings
	}
	return nil
}
