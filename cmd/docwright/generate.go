package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/surface"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// generate holds the flags of the verb.
type generate struct {
	making
	project.Options
	dryRun bool
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
	if g.dryRun {
		locked := g.project.CheckLock(c.Context(), made, g.Options)
		return errors.Join(g.rehearseAll(c.OutOrStdout(), made, left, append(findings, gone...)), locked)
	}
	written, err := g.project.Write(c.Context(), made, g.Options)
	if err != nil {
		return err
	}
	for _, v := range g.folders {
		if _, err := v.Write(); err != nil {
			return fmt.Errorf("the package was written, but its pages were not; run \"docwright vendor --update\": %w", err)
		}
	}
	findings = nil
	for _, w := range written {
		if g.Update && len(written) > 1 {
			fmt.Fprintf(c.OutOrStdout(), "%s:\n", w.Target.Out)
		}
		found := g.project.Findings(w)
		if err := g.report(c.OutOrStdout(), w, found); err != nil {
			return fmt.Errorf("the package was written, but the result cannot be printed: %w", err)
		}
		findings = append(findings, found...)
	}
	if g.Update && !g.quiet {
		for _, l := range left {
			fmt.Fprintf(c.OutOrStdout(), "%s: %d removed, because no target has this folder\n", l.Out, len(l.Diff.Of(output.Orphaned)))
		}
	}
	findings = append(findings, gone...)
	findings.Sort()
	return g.finish(findings)
}

// report prints the result for a package.
func (g *generate) report(w io.Writer, p *project.Written, findings source.Findings) error {
	b := bufio.NewWriter(w)
	if changes, known := p.Changes(); known {
		writeCallers(b, changes)
	}
	if !g.quiet {
		writeResult(b, p.Target.Out, p.Model, findings, p.Diff)
	}
	return b.Flush()
}

// writeCallers prints the changes for callers of the package.
func writeCallers(w io.Writer, changes []surface.Change) {
	breaks := 0
	for _, c := range changes {
		switch {
		case c.Was == "":
			fmt.Fprintf(w, "added    %s\n", c.Name)
		case !c.Breaks && strings.HasPrefix(c.Name, "func "):
			fmt.Fprintf(w, "changed  %s: sends %s, was %s\n", c.Name, c.Is, c.Was)
		case !c.Breaks:
			fmt.Fprintf(w, "changed  %s: %s, was %s\n", c.Name, c.Is, c.Was)
		case c.Is == "":
			fmt.Fprintf(w, "removed  %s (breaks callers)\n", c.Name)
		default:
			fmt.Fprintf(w, "changed  %s: %s, was %s (breaks callers)\n", c.Name, c.Is, c.Was)
		}
		if c.Breaks {
			breaks++
		}
	}
	fmt.Fprintf(w, "for callers: %s, %d of them breaking\n", plural(len(changes), "change"), breaks)
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
