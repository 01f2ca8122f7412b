package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/csdl"
	"github.com/docwright/docwright/generator/openapi"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

const exportHelp = `Export prints what the pages describe, in a format that other tools read:

  openapi   an OpenAPI description: for documentation, mock servers, linters,
            gateways, and client generators of other languages
  csdl      metadata of OData, CSDL 4.01 in XML: the types and enums, and the entity
            sets, actions and functions of the request lines
  json      the model, as "docwright inspect --json" prints it

An OpenAPI description has each request line as an operation, whose operationId is
the name of the Go function, with parameters, bodies, responses, examples, and the
permissions as OAuth2 scopes. --include and --exclude select a part of it, together
with the types that this part needs.`

// exporting holds the flags of the verb.
type exporting struct {
	making
	form                   string
	output                 string
	version                string
	yaml                   bool
	title                  string
	docsURL                string
	authorizeURL, tokenURL string
}

// exportForms has the values of --format, the default first.
var exportForms = []string{"openapi", "csdl", "json"}

func newExport() *cobra.Command {
	var e exporting
	c := &cobra.Command{
		Use:     "export --docs DIR [--format FORMAT] [--output FILE]",
		Short:   "Write what the pages describe as OpenAPI, CSDL or JSON",
		Long:    exportHelp,
		Example: "  docwright export --docs api-reference/v1.0 --include \"GET /users/*\" --output users.json",
		RunE:    func(c *cobra.Command, args []string) error { return e.run(c) },
	}
	e.registerInput(c)
	flags := c.Flags()
	flags.StringVar(&e.form, "format", exportForms[0], "write `FORMAT`: "+strings.Join(exportForms, ", "))
	flags.StringVar(&e.output, "output", "", "write to `FILE` (default the standard output)")
	flags.StringArrayVar(&e.include, "include", nil, "write only the operations and types that `PATTERN` matches, and the types that they\nneed: a page, a request line or a type, as for generate; may be repeated")
	flags.StringArrayVar(&e.exclude, "exclude", nil, "leave out the operations and types that `PATTERN` matches; may be repeated")
	flags.StringVar(&e.version, "openapi", openapi.Versions()[0], "write `VERSION` of OpenAPI: "+strings.Join(openapi.Versions(), " or "))
	flags.BoolVar(&e.yaml, "yaml", false, "write the OpenAPI description as YAML")
	flags.StringVar(&e.title, "title", "", "give the OpenAPI description the title `TEXT`")
	flags.StringVar(&e.baseURL, "base-url", "", "name `URL` as the server (default the URL that the pages give)")
	flags.StringVar(&e.docsURL, "docs-url", "", "link to the pages below `URL` (default \"docs-url\" in "+config.Name+")")
	flags.StringVar(&e.authorizeURL, "authorize-url", "", "name `URL` as the address where users sign in, which pages do not say")
	flags.StringVar(&e.tokenURL, "token-url", "", "name `URL` as the address that returns tokens, which pages do not say")
	flags.BoolVar(&e.quiet, "quiet", false, "print no progress and no findings")
	flags.StringVar(&e.failOn, "fail-on", never, "exit with status 1 if a finding has `SEVERITY` or a higher one: error, warning,\nnote; or never")
	return c
}

func (e *exporting) run(c *cobra.Command) error {
	if err := e.check(c); err != nil {
		return err
	}
	if err := e.loadInput(c.Context()); err != nil {
		return err
	}
	t, err := e.target()
	if err != nil {
		return err
	}
	m, findings, err := e.parseTree(c.Context(), t.Pages)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return writeModel(w, m, nil) }
	switch e.form {
	case "openapi":
		if write, findings, err = e.describe(m, t, findings); err != nil {
			return err
		}
	case "csdl":
		d, more := csdl.New(m)
		findings = append(findings, e.project.Levels.Apply(more.In(t.Pages.Shown))...)
		findings.Sort()
		write = d.Write
	}
	if err := e.deliver(c.OutOrStdout(), write); err != nil {
		return err
	}
	return e.finish(findings)
}

// check checks the flags.
func (e *exporting) check(c *cobra.Command) error {
	e.format = "text"
	if err := e.checkFlags(c); err != nil {
		return err
	}
	if !slices.Contains(exportForms, e.form) {
		return fmt.Errorf("--format: unknown format %q: want %s", e.form, strings.Join(exportForms, ", "))
	}
	if !slices.Contains(openapi.Versions(), e.version) {
		return fmt.Errorf("--openapi: unknown version %q: want %s", e.version, strings.Join(openapi.Versions(), " or "))
	}
	for _, name := range []string{"openapi", "yaml", "title", "base-url", "docs-url", "authorize-url", "token-url"} {
		if e.form != "openapi" && c.Flags().Changed(name) {
			return fmt.Errorf("--%s is for --format openapi", name)
		}
	}
	if e.form != "openapi" && len(e.include)+len(e.exclude) > 0 {
		return fmt.Errorf("--include and --exclude are not for --format %s, which has the whole model", e.form)
	}
	for name, value := range map[string]string{"authorize-url": e.authorizeURL, "token-url": e.tokenURL} {
		if u, err := url.Parse(value); value != "" && (err != nil || !u.IsAbs() || u.Host == "") {
			return fmt.Errorf("--%s: want a URL such as https://login.example/token, not %q", name, value)
		}
	}
	if e.output != "" {
		if err := checkOutput(filepath.Clean(e.output)); err != nil {
			return fmt.Errorf("--output %s: %w", e.output, err)
		}
	}
	return nil
}

// target returns the settings of the export. No package is written; its folder only
// tells where the code is whose uses "include: used" stands for.
func (e *exporting) target() (*target.Target, error) {
	s := e.over(e.config)
	s.DocsURL = cmp.Or(e.docsURL, s.DocsURL)
	confined := s.Out != ""
	s.Out, s.Package = cmp.Or(s.Out, here), cmp.Or(s.Package, "api")
	t, err := target.New(here, s, confined)
	if err != nil {
		return nil, err
	}
	t.Records, err = e.project.Records(e.config.Out)
	return t, err
}

// describe returns a function that writes the OpenAPI description, and the findings about
// the pages that it is made from.
func (e *exporting) describe(m *model.Model, t *target.Target, findings source.Findings) (func(io.Writer) error, source.Findings, error) {
	pick, unknown, err := t.Choice(m)
	if err != nil {
		return nil, nil, err
	}
	d, more, err := openapi.New(m, openapi.Options{
		Version: e.version, Choice: pick,
		Names: target.Overrides(t.Settings), Records: t.Records, Reserved: templates.Declared(),
		Title: e.title, Source: t.Source, Licence: t.Licence, DocsURL: t.DocsURL, BaseURL: cmp.Or(t.BaseURL, m.BaseURL),
		AuthorizeURL: e.authorizeURL, TokenURL: e.tokenURL,
	})
	if err != nil {
		return nil, nil, err
	}
	findings = slices.Concat(t.About(d.Pages(m), findings), e.project.Levels.Apply(more.In(t.Pages.Shown)), unknown)
	findings.Sort()
	form := openapi.JSON
	if e.yaml {
		form = openapi.YAML
	}
	return func(w io.Writer) error { return d.Write(w, form) }, findings, nil
}

// deliver writes the result to the file of --output, or else to w. A file has the whole
// result or is unchanged.
func (e *exporting) deliver(w io.Writer, write func(io.Writer) error) error {
	if e.output == "" {
		return write(w)
	}
	f, err := os.CreateTemp(filepath.Dir(e.output), "."+filepath.Base(e.output)+"-*")
	if err != nil {
		return fmt.Errorf("--output %s: %w", e.output, err)
	}
	err = errors.Join(write(f), f.Chmod(modeOf(e.output)), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), e.output)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("--output %s: %w", e.output, err)
	}
	return nil
}

// modeOf returns the permissions of a file, or those of a new one.
func modeOf(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
