package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// making holds the flags of the verbs that generate packages in memory.
type making struct {
	common
	out, pkg         string
	include, exclude []string
	baseURL          string
	partial          bool

	// pinned keeps the commit of pages that live in a git repository.
	pinned bool
	// folders are the folders of vendored pages that settled chose pages for.
	folders []*project.Vendoring
}

// register declares the flags. The argument usage describes --out.
func (t *making) register(c *cobra.Command, failOn, usage string) {
	t.common.register(c, failOn)
	flags := c.Flags()
	flags.StringVar(&t.out, "out", "", usage)
	flags.StringVar(&t.pkg, "package", "", "name the package `NAME` (default the last part of --out)")
	flags.StringArrayVar(&t.include, "include", nil, "generate only the operations and types that `PATTERN` matches, and the types that\nthey need: a page such as \"api/user-*.md\", a request line such as \"GET /users/*\",\na type such as \"microsoft.graph.user\", or \"used\" for everything that the Go code of\nthe module uses; may be repeated")
	flags.StringArrayVar(&t.exclude, "exclude", nil, "leave out the operations and types that `PATTERN` matches: a page, a request line,\nor a type together with the operations that send or return it; may be repeated")
	complete(c, "include", t.choices)
	complete(c, "exclude", t.patterns)
	flags.StringVar(&t.baseURL, "base-url", "", "let the client send requests to `URL` (default the URL that the pages give)")
	flags.BoolVar(&t.partial, "partial", false, "leave out pages and includes that cannot be read, instead of stopping")
}

// make generates the packages of the configuration and the flags in memory. With update,
// pages that live in a git repository are those of its present commit.
func (t *making) make(ctx context.Context, c *cobra.Command, update bool) ([]*target.Package, source.Findings, error) {
	targets, err := t.settled(ctx, c, update)
	if err != nil {
		return nil, nil, err
	}
	if err := t.refuseAltered(targets); err != nil {
		return nil, nil, err
	}
	bar := t.newProgress("reading pages")
	t.project.Progress, t.project.Partial = bar.update, t.partial
	made, findings, err := t.project.Make(ctx, targets)
	bar.finish()
	return made, findings, t.failed(findings, err)
}

// settled returns the targets of the configuration and the flags, completed and
// checked.
func (t *making) settled(ctx context.Context, c *cobra.Command, update bool) ([]*target.Target, error) {
	if err := t.checkFlags(c); err != nil {
		return nil, err
	}
	settings, err := t.targets()
	if err != nil {
		return nil, err
	}
	if len(settings) > 1 {
		for _, name := range []string{"out", "package", "docs", "root", "zone", "include", "exclude", "base-url"} {
			if c.Flags().Changed(name) {
				return nil, fmt.Errorf("--%s applies to one package, but %s has %d targets; choose one with --target DIR", name, config.Name, len(settings))
			}
		}
	}
	settings = slices.Clone(settings)
	for i, s := range settings {
		settings[i] = t.over(s)
	}
	if update {
		if err := t.chooseVendored(ctx, settings); err != nil {
			return nil, err
		}
	}
	var list []*target.Target
	for _, s := range settings {
		one, err := t.target(ctx, s, update)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// target returns the target of settings.
func (t *making) target(ctx context.Context, s config.Settings, update bool) (*target.Target, error) {
	for _, v := range t.folders {
		if i := slices.IndexFunc(v.Targets, func(x *target.Target) bool { return x.Key() == cleanSlash(config.Near(here, s.Out)) }); i >= 0 {
			return v.Targets[i], nil
		}
	}
	s, err := t.project.Locate(ctx, s, update && !t.pinned)
	if err != nil {
		return nil, err
	}
	return target.New(here, s, t.out == "")
}

// chooseVendored chooses pages for the vendored folders of settings. Other packages may
// stand on pages in these folders, too.
func (t *making) chooseVendored(ctx context.Context, settings []config.Settings) (err error) {
	of := slices.Clone(settings)
	isOf := func(list []config.Settings, is func(config.Settings) bool) bool { return slices.ContainsFunc(list, is) }
	of = slices.DeleteFunc(of, func(s config.Settings) bool { return s.Vendor == "" })
	for _, s := range t.project.Config.Targets {
		shares := isOf(of, func(x config.Settings) bool { return cleanSlash(x.Vendor) == cleanSlash(s.Vendor) })
		has := isOf(settings, func(x config.Settings) bool { return x.Out == s.Out }) || len(t.project.Config.Targets) == 1
		if s.Vendor != "" && shares && !has {
			of = append(of, s)
		}
	}
	t.folders, err = t.vendor(ctx, of, project.VendorOptions{Update: !t.pinned, Anywhere: t.out != ""})
	return err
}

// refuseAltered prints a finding for each vendored file that differs, and returns
// errFindings if there are any: a package must not be made from pages that nobody
// vouches for.
func (t *making) refuseAltered(targets []*target.Target) error {
	var found source.Findings
	for _, one := range targets {
		altered, err := one.Pages.Altered()
		if err != nil {
			return err
		}
		for _, f := range t.project.Levels.Apply(altered) {
			if !slices.ContainsFunc(found, func(x source.Finding) bool { return x.String() == f.String() }) {
				found = append(found, f)
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	t.quiet = false // these findings are the result
	if err := t.finish(found); err != nil {
		return err
	}
	return errFindings
}

// over returns the settings with the values of the flags, which take precedence.
func (t *making) over(s config.Settings) config.Settings {
	if t.docs != "" {
		s.Git, s.Vendor = config.Git{}, ""
	}
	s.Docs, s.Root = t.input(s)
	s.Zone = cmp.Or(t.zone, s.Zone)
	s.Out = cmp.Or(t.out, s.Out)
	s.Package = cmp.Or(t.pkg, s.Package)
	s.BaseURL = cmp.Or(t.baseURL, s.BaseURL)
	if len(t.include) > 0 {
		s.Include = t.include
	}
	if len(t.exclude) > 0 {
		s.Exclude = t.exclude
	}
	return s
}
