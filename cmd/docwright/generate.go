package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// generate holds the flags of the verb.
type generate struct {
	making
	project.Options
	dryRun bool
	notes  bool
}

func newGenerate() *cobra.Command {
	var g generate
	c := &cobra.Command{
		Use:   "generate --docs DIR --out DIR",
		Short: "Generate a Go package from the pages",
		RunE: func(c *cobra.Command, args []string) error {
			return g.run(c)
		},
	}
	g.register(c, never, "write the package into `DIR`")
	c.Flags().BoolVar(&g.dryRun, "dry-run", false, "write nothing; list the files to be written, and why each type is included")
	c.Flags().BoolVar(&g.Update, "update", false, "accept pages and options that differ from docwright.lock, write the lock, and print\nthe changes for callers")
	c.Flags().BoolVar(&g.notes, "notes", false, "also print notes, not only errors and warnings")
	c.Flags().BoolVar(&g.pinned, "pinned", false, "with --update, keep the commit of pages that live in a git repository")
	c.Flags().BoolVar(&g.Force, "force", false, "also replace generated files that were edited")
	return c
}

func (g *generate) run(c *cobra.Command) error {
	made, findings, err := g.make(c.Context(), c, g.Update)
	if err != nil {
		return err
	}
	left, err := g.project.Left(made)
	if err != nil {
		return err
	}
	gone := g.project.LeftFindings(left, g.Update)
	text := c.OutOrStdout()
	if g.printsJSON() {
		text = io.Discard // JSON has no text beside it
	}
	if g.dryRun {
		locked := g.project.CheckLock(c.Context(), made, g.Options)
		return errors.Join(g.rehearseAll(text, c.OutOrStdout(), made, left, append(findings, gone...)), locked)
	}
	written, err := g.write(c.Context(), made)
	if err != nil {
		return err
	}
	findings, err = g.reportAll(text, c.OutOrStdout(), written, left)
	if err != nil {
		return fmt.Errorf("the package was written, but the result cannot be printed: %w", err)
	}
	findings = append(findings, gone...)
	findings.Sort()
	return errors.Join(g.finish(g.shown(findings)), g.sayMissing(c.ErrOrStderr(), made))
}

// write writes the packages, and the folders of vendored pages that they are made from.
func (g *generate) write(ctx context.Context, made []*target.Package) ([]*project.Written, error) {
	written, err := g.project.Write(ctx, made, g.Options)
	if err != nil {
		return nil, err
	}
	for _, v := range g.folders {
		if _, err := v.Write(); err != nil {
			return nil, fmt.Errorf("the package was written, but its pages were not; run \"docwright vendor --update\": %w", err)
		}
	}
	return written, nil
}

// printsJSON reports whether the changes for callers are printed as JSON.
func (g *generate) printsJSON() bool { return g.Update && g.format == "json" }

// reportAll prints the results for packages, as text or JSON, and returns the findings
// about them.
func (g *generate) reportAll(text, stdout io.Writer, written []*project.Written, left []*project.Left) (source.Findings, error) {
	var findings source.Findings
	var changes []packageChanges
	for _, w := range written {
		if g.Update && len(written) > 1 {
			fmt.Fprintf(text, "%s:\n", w.Target.Out)
		}
		found := g.project.Findings(w)
		one := w.Changes()
		changes = append(changes, changesOf(w.Target, one))
		if err := g.report(text, w, one, found); err != nil {
			return nil, err
		}
		findings = append(findings, found...)
	}
	if g.Update && !g.quiet {
		for _, l := range left {
			fmt.Fprintf(text, "%s: %d removed, because no target has this folder\n", l.Out, len(l.Diff.Of(output.Orphaned)))
		}
	}
	if g.printsJSON() {
		return findings, writeJSON(stdout, changes)
	}
	return findings, nil
}

// sayMissing prints how the module gets what the packages import and it lacks.
func (g *generate) sayMissing(w io.Writer, made []*target.Package) error {
	var lacks target.Missing
	for _, p := range made {
		m, err := p.Missing()
		if err != nil {
			return fmt.Errorf("the package was written, but go.mod cannot be read: %w", err)
		}
		if m != nil {
			lacks.Imports = append(lacks.Imports, m.Imports...)
			lacks.Vendored = lacks.Vendored || m.Vendored
		}
	}
	if len(lacks.Imports) == 0 || g.quiet {
		return nil
	}
	command := "go mod tidy"
	if lacks.Vendored {
		command += " && go mod vendor"
	}
	_, err := fmt.Fprintf(w, "next: %s, because the tests of the package import %s\n", command, lacks.Imports[0])
	return err
}

// report prints the result for a package.
func (g *generate) report(w io.Writer, p *project.Written, changes *target.Changes, findings source.Findings) error {
	b := bufio.NewWriter(w)
	if changes != nil {
		writeCallers(b, changes)
	}
	if !g.quiet {
		writeResult(b, p.Target.Out, p.Model, findings, p.Diff)
	}
	return b.Flush()
}

// writeResult prints the numbers of things that were read and files that were written.
func writeResult(w io.Writer, out string, m *model.Model, findings source.Findings, diff *output.Diff) {
	fmt.Fprintf(w, "%s, %s, %s, %s\n", plural(m.Coverage.Pages, "page"), plural(m.Coverage.Operations, "operation"),
		plural(len(m.Types), "type"), plural(len(m.Enums), "enum"))
	for _, row := range coverage(m) {
		fmt.Fprintf(w, "%s: %d of %d read (%s)\n", row.name, row.Read, row.Of, percent(row.Count))
	}
	fmt.Fprintln(w, tally(findings))
	written := len(diff.Of(output.Missing, output.Stale, output.Edited))
	fmt.Fprintf(w, "%s: %d written, %d removed, %d unchanged\n", out, written, len(diff.Of(output.Orphaned)), diff.Unchanged)
}

// shown returns the findings to print. Notes are printed on request, and if they decide
// the exit status.
func (g *generate) shown(findings source.Findings) source.Findings {
	if g.notes || g.fails(source.Note) {
		return findings
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f source.Finding) bool { return f.Severity == source.Note })
}
