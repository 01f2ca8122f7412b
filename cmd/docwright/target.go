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

// making holds the flags of the verbs that make packages: what these are made of, and
// the folders that they are for.
type making struct {
	common
	out, pkg         string
	include, exclude []string
	baseURL          string
}

// register declares the flags. The usage is that of --out.
func (t *making) register(c *cobra.Command, failOn, usage string) {
	t.common.register(c, failOn)
	flags := c.Flags()
	flags.StringVar(&t.out, "out", "", usage)
	flags.StringVar(&t.pkg, "package", "", "call the package `NAME` (default the last part of --out)")
	flags.StringArrayVar(&t.include, "include", nil, "generate only what `PATTERN` names, and the types that it reaches: a page such as\n\"api/user-*.md\", a request line such as \"GET /users/*\", a type such as\n\"microsoft.graph.user\", or the word used: what the Go code of the module calls;\nmay be given again")
	flags.StringArrayVar(&t.exclude, "exclude", nil, "leave out what `PATTERN` names: a page, a request line, or a type with the\noperations that send it or answer with it; may be given again")
	flags.StringVar(&t.baseURL, "base-url", "", "have the client call the service at `URL` (default as the pages give it)")
}

// make makes the packages that the configuration and the flags name, in memory.
func (t *making) make(ctx context.Context, c *cobra.Command) ([]*target.Package, source.Findings, error) {
	targets, err := t.settled(c)
	if err != nil {
		return nil, nil, err
	}
	bar := t.newProgress("reading pages")
	t.project.Progress = bar.update
	made, findings, err := t.project.Make(ctx, targets)
	bar.finish()
	return made, findings, t.failed(findings, err)
}

// settled returns a target for each that the configuration and the flags name.
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
				return nil, fmt.Errorf("--%s is about one package, and %s has %d targets: choose one with --target DIR", name, config.Name, len(settings))
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

// over returns the settings with what the flags have in their place.
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
