package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// generate holds the flags of the verb.
type generate struct {
	target
	dryRun, moveLock bool
}

func newGenerate() *cobra.Command {
	var g generate
	c := &cobra.Command{
		Use:   "generate --docs DIR --out DIR",
		Short: "Write the Go package that the pages describe",
		RunE: func(c *cobra.Command, args []string) error {
			return g.run(c)
		},
	}
	g.register(c, never, "write the package into `DIR`")
	c.Flags().BoolVar(&g.dryRun, "dry-run", false, "write nothing: list the files that would be written, and why each type is in")
	c.Flags().BoolVar(&g.moveLock, "update", false, "take over pages and options that are not those of docwright.lock, which is\nwritten anew, and say what changes for callers")
	return c
}

func (g *generate) run(c *cobra.Command) error {
	targets, err := g.settled(c)
	if err != nil {
		return err
	}
	made, err := produceAll(c.Context(), targets)
	if err != nil {
		return err
	}
	if g.dryRun {
		return g.rehearseAll(c.OutOrStdout(), made)
	}
	locked, err := g.takeLock(made)
	if err != nil {
		return err
	}
	if err := refuseForeign(made); err != nil {
		return err
	}
	var findings source.Findings
	for _, p := range made {
		found, err := g.write(c.OutOrStdout(), p)
		if err != nil {
			return err
		}
		findings = append(findings, found...)
	}
	if locked != nil {
		if err := writeLock(locked); err != nil {
			return err
		}
	}
	findings.Sort()
	return g.finish(findings)
}

// refuseForeign returns an error where files of somebody else stand in the way
// of one of several packages, so that none of them is written then.
func refuseForeign(made []*product) error {
	if len(made) == 1 {
		return nil // the commit says so
	}
	for _, p := range made {
		d, err := p.differs()
		if err != nil {
			return fmt.Errorf("cannot compare with %s: %w", p.target.out, err)
		}
		if foreign := d.Of(output.Foreign); len(foreign) > 0 {
			return fmt.Errorf("nothing was written: %s: %w", p.target.out, &output.ForeignError{Changes: foreign})
		}
	}
	return nil
}

// write brings the folder of a package to what was made, and says what was done.
func (g *generate) write(w io.Writer, p *product) (source.Findings, error) {
	was, err := g.before(p.target)
	if err != nil {
		return nil, err
	}
	diff, err := commit(p.target.makeOut, p.files)
	if err != nil {
		return nil, err
	}
	if g.moveLock {
		if err := writeCallers(w, was, p.files); err != nil {
			return nil, err
		}
	}
	var kept source.Findings
	for _, change := range diff.Of(output.Kept) {
		kept.Add(source.Position{File: change.Name}, fileRules[output.Kept], "%s", change.Reason)
	}
	findings := g.levels.apply(append(p.findings, located(kept, p.target.out)...))
	findings.Sort()
	if g.quiet {
		return findings, nil
	}
	return findings, writeResult(w, p.target.out, p.model, findings, diff)
}

// before returns the package as it was, where callers are to be told what
// changes.
func (g *generate) before(t *target) ([]generator.File, error) {
	if !g.moveLock {
		return nil, nil
	}
	return t.onDisk()
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
