package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// ruleFileKept is about the output folder, not about a page.
var ruleFileKept = &source.Rule{Name: "file-kept", Severity: source.Error, Summary: "A generated file is no longer produced, but was edited, so that it was left in place."}

// generate holds the flags of the verb.
type generate struct {
	common
	out, pkg string
	include  []string
	baseURL  string
}

func newGenerate() *cobra.Command {
	var g generate
	c := &cobra.Command{
		Use:   "generate --docs DIR --out DIR",
		Short: "Write the Go package that the pages describe",
		RunE: func(c *cobra.Command, args []string) error {
			if err := g.load(c); err != nil {
				return err
			}
			return g.run(c)
		},
	}
	g.register(c, never)
	flags := c.Flags()
	flags.StringVar(&g.out, "out", "", "write the package into `DIR`")
	flags.StringVar(&g.pkg, "package", "", "call the package `NAME` (default the last part of --out)")
	flags.StringArrayVar(&g.include, "include", nil, "generate only the operations whose page matches `PATTERN`, such as \"api/user-*.md\",\nand the types that they reach; may be given again")
	flags.StringVar(&g.baseURL, "base-url", "", "have the client call the service at `URL` (default as the pages give it)")
	return c
}

func (g *generate) run(c *cobra.Command) error {
	out, err := g.settle()
	if err != nil {
		return err
	}
	m, findings, err := g.parse(c.Context())
	if err != nil {
		return err
	}
	if err := g.checkChoice(m); err != nil {
		_ = g.finish(findings)
		return err
	}
	files, more, err := generator.Generate(c.Context(), m, generator.Options{
		Package: g.pkg,
		Include: g.include,
		Source:  g.config.Source,
		Licence: g.config.Licence,
		DocsURL: g.config.DocsURL,
		BaseURL: g.baseURL,
	})
	findings = append(g.about(m, findings), located(more, g.docs)...)
	if err != nil {
		_ = g.finish(findings)
		return err
	}
	diff, err := commit(out, files)
	if err != nil {
		return err
	}
	var kept source.Findings
	for _, change := range diff.Of(output.Kept) {
		kept.Add(source.Position{File: change.Name}, ruleFileKept, "%s", change.Reason)
	}
	findings = append(findings, located(kept, g.out)...)
	findings.Sort()
	if !g.quiet {
		if err := writeResult(c.OutOrStdout(), g.out, m, findings, diff); err != nil {
			return err
		}
	}
	return g.finish(findings)
}

// settle completes the flags from the configuration, checks them, and returns
// how to open the output folder.
func (g *generate) settle() (openOut func() (*os.Root, error), err error) {
	openOut = func() (*os.Root, error) { return makeRoot(g.out) }
	if g.out == "" {
		g.out = g.config.Out
		openOut = func() (*os.Root, error) { return makeRootInside(g.out) }
	}
	if g.out == "" {
		return nil, errors.New("no output folder given: name it with --out DIR, or with \"out: DIR\" in " + configName)
	}
	g.baseURL = cmp.Or(g.baseURL, g.config.BaseURL)
	if len(g.include) == 0 {
		g.include = g.config.Include
	}
	g.pkg = cmp.Or(g.pkg, g.config.Package)
	if g.pkg != "" {
		if !validPackage(g.pkg) {
			return nil, fmt.Errorf("%q is no name for a package: want a Go identifier such as \"graph\"", g.pkg)
		}
		return openOut, nil
	}
	full, err := filepath.Abs(g.out)
	if err != nil {
		return nil, err
	}
	if g.pkg = filepath.Base(full); !validPackage(g.pkg) {
		return nil, fmt.Errorf("%q is no name for a package: give one with --package NAME", g.pkg)
	}
	return openOut, nil
}

// about returns the findings that matter to what is chosen: those of the pages
// that it stands on and of what these include. Who generates five operations
// is not told what is wrong with two thousand others.
func (g *generate) about(m *model.Model, findings source.Findings) source.Findings {
	pages, err := plan.PagesOf(m, g.include)
	if err != nil || len(g.include) == 0 {
		return findings // the generator says what is wrong with a pattern
	}
	chosen := make(map[string]bool, len(pages))
	for _, name := range pages {
		chosen[path.Join(filepath.ToSlash(g.docs), name)] = true
	}
	return slices.DeleteFunc(findings, func(f source.Finding) bool {
		folder := path.Base(path.Dir(f.Position.File))
		return !chosen[f.Position.File] && (folder == "api" || folder == "resources")
	})
}

// checkChoice refuses what would leave the package empty: a folder of other
// pages, or a pattern that is spelled wrongly.
func (g *generate) checkChoice(m *model.Model) error {
	if len(m.Types) == 0 && len(m.Operations) == 0 {
		return fmt.Errorf("the pages in %s describe no types and no operations: name another folder with --docs DIR", g.docs)
	}
	for _, pattern := range g.include {
		fits := func(op *model.Operation) bool {
			ok, err := plan.Matches(pattern, op.Page)
			return ok || err != nil // the generator says what is wrong with it
		}
		if !slices.ContainsFunc(m.Operations, fits) {
			return fmt.Errorf("--include: no page with an operation matches %q: want a pattern such as \"api/user-*.md\"", pattern)
		}
	}
	return nil
}

func validPackage(name string) bool {
	for _, r := range name {
		if r > 0x7f {
			return false
		}
	}
	return token.IsIdentifier(name) && name != "_" && name != "main"
}

// commit brings the folder to the files.
func commit(openOut func() (*os.Root, error), files []generator.File) (*output.Diff, error) {
	root, err := openOut()
	if err != nil {
		return nil, fmt.Errorf("cannot write the package: %w", err)
	}
	defer root.Close()
	diff, err := output.Commit(root, files)
	if err != nil {
		return nil, fmt.Errorf("nothing was written: %s: %w", root.Name(), err)
	}
	return diff, nil
}

func makeRoot(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}

// makeRootInside opens a folder that the configuration names. Anybody's change
// to a repository can touch that file, so it reaches no further than the
// folder that the file is in: not by "..", nor by a symbolic link.
func makeRootInside(dir string) (*os.Root, error) {
	if !filepath.IsLocal(dir) {
		return nil, fmt.Errorf("%s: out: %q leaves the folder of the configuration: use --out for that", configName, dir)
	}
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer here.Close()
	if err := here.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return here.OpenRoot(dir)
}

// writeResult prints what was read and written.
func writeResult(w io.Writer, out string, m *model.Model, findings source.Findings, diff *output.Diff) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s, %s, %s, %s\n", plural(m.Coverage.Pages, "page"), plural(m.Coverage.Operations, "operation"),
		plural(len(m.Types), "type"), plural(len(m.Enums), "enum"))
	for _, row := range coverage(m) {
		fmt.Fprintf(b, "%s: %d of %d read (%s)\n", row.name, row.Read, row.Of, percent(row.Count))
	}
	fmt.Fprintln(b, tally(findings))
	written := len(diff.Of(output.Missing, output.Stale, output.Edited))
	fmt.Fprintf(b, "%s: %d written, %d removed, %d unchanged\n", out, written, len(diff.Of(output.Orphaned)), diff.Unchanged)
	return b.Flush()
}
