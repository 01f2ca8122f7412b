package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// generate holds the flags of the verb.
type generate struct {
	target
	dryRun, moveLock, force bool
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
	c.Flags().BoolVar(&g.force, "force", false, "replace files of the package though somebody edited them")
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
		_, err := g.takeLock(c.Context(), made)
		return errors.Join(g.rehearseAll(c.OutOrStdout(), made), err)
	}
	written, err := g.lockAndWrite(c.Context(), made)
	if err != nil {
		return err
	}
	var findings source.Findings
	for _, w := range written {
		if g.moveLock && len(written) > 1 {
			fmt.Fprintf(c.OutOrStdout(), "%s:\n", w.target.out)
		}
		found, err := g.report(c.OutOrStdout(), w)
		if err != nil {
			return fmt.Errorf("the package was written, but that can't be told: %w", err)
		}
		findings = append(findings, found...)
	}
	findings.Sort()
	return g.finish(findings)
}

// lockAndWrite writes the packages, and the lock where that moves, while no other
// process does in this folder: each reads the lock, and writes it with what it read.
func (g *generate) lockAndWrite(ctx context.Context, made []*product) ([]written, error) {
	unlock, err := g.alone(made)
	if err != nil {
		return nil, err
	}
	defer unlock()
	locked, err := g.takeLock(ctx, made)
	if err != nil {
		return nil, err
	}
	return g.writeAll(made, locked)
}

// alone keeps other processes off the working directory. A package that is in the
// working directory itself is kept off by its commit.
func (g *generate) alone(made []*product) (unlock func(), err error) {
	if slices.ContainsFunc(made, func(p *product) bool { return realPath(p.target.out) == realPath(".") }) {
		return func() {}, nil
	}
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	release, err := output.Lock(here)
	if err != nil {
		here.Close()
		return nil, err
	}
	return func() {
		release()
		here.Close()
	}, nil
}

// written is a package that was written: what was in its folder, and what was
// done there.
type written struct {
	*product
	was  []generator.File // for callers to be told of; nil where they aren't
	diff *output.Diff
}

// writeAll writes the lock, if there is one to be written, and the packages. Of
// what can be known beforehand nothing is left to find out in between. The lock is
// first: what a process that is killed leaves undone, "docwright generate" does
// then, and "docwright check" misses.
func (g *generate) writeAll(made []*product, locked *lock.Lock) ([]written, error) {
	if err := g.prepare(made, locked != nil || len(made) > 1); err != nil {
		return nil, fmt.Errorf("nothing was written: %w", err)
	}
	list := make([]written, len(made))
	for i, p := range made {
		was, err := g.before(p.target)
		if err != nil {
			return nil, fmt.Errorf("nothing was written: %w", err)
		}
		list[i] = written{product: p, was: was}
	}
	undo := func() error { return nil }
	if locked != nil {
		var err error
		if undo, err = putLock(locked); err != nil {
			return nil, fmt.Errorf("nothing was written: %w", err)
		}
	}
	for i, w := range list {
		var err error
		if list[i].diff, err = w.target.commit(w.files, g.force); err == nil {
			continue
		}
		if i == 0 {
			return nil, fmt.Errorf("nothing was written: %w", errors.Join(err, undo()))
		}
		return nil, fmt.Errorf("written are only the packages before the one in %s: mend what is wrong there and run again: %w", w.target.out, err)
	}
	return list, nil
}

// prepare returns an error where two packages would write to the same folder or, if
// it is to look for them, files that are not to be replaced stand in the way: the
// commit finds these, too, but before it something else may have been written. It
// makes the folders of the packages.
func (g *generate) prepare(made []*product, look bool) error {
	for _, p := range made {
		for _, other := range p.target.outs {
			if inside, err := filepath.Rel(realPath(p.target.out), realPath(other)); err == nil && inside != "." && p.writesInto(filepath.ToSlash(inside)) {
				return fmt.Errorf("the package in %s writes files into %s, which is another's: choose another folder for that", p.target.out, other)
			}
		}
		if !look {
			continue
		}
		if err := p.refuse(g.force); err != nil {
			return err
		}
	}
	var folders []fs.FileInfo
	for _, p := range made {
		root, err := p.target.makeOut()
		if err != nil {
			return fmt.Errorf("cannot write the package: %w", err)
		}
		info, err := root.Stat(".")
		root.Close()
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(folders, func(other fs.FileInfo) bool { return os.SameFile(other, info) }); i >= 0 {
			return fmt.Errorf("%s and %s are one folder: each package needs its own", made[i].target.out, p.target.out)
		}
		folders = append(folders, info)
	}
	return nil
}

// realPath is where a path leads, as far as it is there.
func realPath(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	for dir, rest := full, ""; ; dir, rest = filepath.Dir(dir), filepath.Join(filepath.Base(dir), rest) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest)
		}
		if dir == filepath.Dir(dir) {
			return full
		}
	}
}

// writesInto reports whether files of the package are in the folder, which is
// named relative to the package's own, or below it.
func (made *product) writesInto(folder string) bool {
	return slices.ContainsFunc(made.files, func(f generator.File) bool { return strings.HasPrefix(f.Name, folder+"/") })
}

// refuse returns an error where files stand in the way that are somebody else's,
// or were edited and are not to be replaced.
func (made *product) refuse(force bool) error {
	d, err := made.differs()
	if err != nil {
		return fmt.Errorf("cannot compare with %s: %w", made.target.out, err)
	}
	if foreign := d.Of(output.Foreign); len(foreign) > 0 {
		return fmt.Errorf("%s: %w", made.target.out, &output.ForeignError{Changes: foreign})
	}
	if edited := d.Of(output.Edited); len(edited) > 0 && !force {
		return edits(made.target.out, &output.EditedError{Changes: edited})
	}
	return nil
}

// edits says what to do about files that were edited.
func edits(out string, err *output.EditedError) error {
	return fmt.Errorf("%s: %w: take what was added there to a file of your own, then \"docwright generate --force\" writes it anew", out, err)
}

// report says what was done about a package, and returns the findings on it.
func (g *generate) report(w io.Writer, p written) (source.Findings, error) {
	if g.moveLock {
		if err := writeCallers(w, p.was, p.files); err != nil {
			return nil, err
		}
	}
	var kept source.Findings
	for _, change := range p.diff.Of(output.Kept) {
		kept.Add(source.Position{File: change.Name}, fileRules[output.Kept], "%s", change.Reason)
	}
	findings := g.levels.apply(append(p.findings, located(kept, p.target.out)...))
	findings.Sort()
	if g.quiet {
		return findings, nil
	}
	return findings, writeResult(w, p.target.out, p.model, findings, p.diff)
}

// before returns the package as it was, where callers are to be told what
// changes.
func (g *generate) before(t *target) ([]generator.File, error) {
	if !g.moveLock {
		return nil, nil
	}
	return t.onDisk()
}

// commit brings the folder of the package to the files.
func (t *target) commit(files []generator.File, force bool) (*output.Diff, error) {
	root, err := t.makeOut()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	bring := output.Commit
	if force {
		bring = output.Overwrite
	}
	diff, err := bring(root, files)
	var edited *output.EditedError
	if errors.As(err, &edited) {
		return nil, edits(t.out, edited)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.out, err)
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
