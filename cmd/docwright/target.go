package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

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
}

// register declares the flags. The argument usage describes --out.
func (t *making) register(c *cobra.Command, failOn, usage string) {
	t.common.register(c, failOn)
	flags := c.Flags()
	flags.StringVar(&t.out, "out", "", usage)
	flags.StringVar(&t.pkg, "package", "", "name the package `NAME` (default the last part of --out)")
	flags.StringArrayVar(&t.include, "include", nil, "generate only the operations and types that `PATTERN` matches, and the types that\nthey need: a page such as \"api/user-*.md\", a request line such as \"GET /users/*\",\na type such as \"microsoft.graph.user\", or \"used\" for everything that the Go code of\nthe module uses; may be repeated")
	flags.StringArrayVar(&t.exclude, "exclude", nil, "leave out the operations and types that `PATTERN` matches: a page, a request line,\nor a type together with the operations that send or return it; may be repeated")
	flags.StringVar(&t.baseURL, "base-url", "", "let the client send requests to `URL` (default the URL that the pages give)")
	flags.BoolVar(&t.partial, "partial", false, "leave out pages and includes that cannot be read, instead of stopping")
}

// make generates the packages of the configuration and the flags in memory.
func (t *making) make(ctx context.Context, c *cobra.Command) ([]*target.Package, source.Findings, error) {
	targets, err := t.settled(c)
	if err != nil {
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
func (t *making) settled(c *cobra.Command) ([]*target.Target, error) {
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
	var list []*target.Target
	for _, s := range settings {
		one, err := target.New(here, t.over(s), t.out == "")
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// over returns the settings with the values of the flags, which take precedence.
func (t *making) over(s config.Settings) config.Settings {
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
