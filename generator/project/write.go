package project

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// Options control how packages are written.
type Options struct {
	// Update accepts pages and options that differ from docwright.lock, and writes the
	// lock again.
	Update bool
	// Force replaces generated files that were edited.
	Force bool
}

// Written is a package that was written.
type Written struct {
	*target.Package
	// Diff holds the differences that were found in the folder and removed.
	Diff *output.Diff

	was []generator.File
}

// Changes returns the changes for callers of the package. It returns nil unless the lock
// was updated and the package existed before.
func (w *Written) Changes() *target.Changes { return w.Package.Changes(w.was) }

// Write writes the packages, and the lock if it changes. It keeps other processes
// from writing in the folder of the project at the same time.
//
// If all packages of the configuration are written and the lock is updated, Write
// removes those that [Project.Left] returns.
//
// The error says what was written, if anything. If the packages differ from the
// lock, or a file must not be replaced, nothing was written.
func (p *Project) Write(ctx context.Context, made []*target.Package, o Options) ([]*Written, error) {
	left, err := p.Left(made)
	if err != nil {
		return nil, err
	}
	unlock, err := p.alone(made, left)
	if err != nil {
		return nil, err
	}
	defer unlock()
	locked, err := p.takeLock(ctx, made, o)
	if err != nil {
		return nil, err
	}
	list, undo, err := p.begin(made, locked, o)
	if err != nil {
		return nil, fmt.Errorf("nothing was written: %w", err)
	}
	for i, w := range list {
		if w.Diff, err = p.commit(w.Package, o.Force); err == nil {
			continue
		}
		if i == 0 {
			return nil, fmt.Errorf("nothing was written: %w", errors.Join(err, undo()))
		}
		return nil, fmt.Errorf("only the packages before the one in %s were written; fix the error and run docwright again: %w", w.Target.Out, err)
	}
	if o.Update && p.isAll(made) {
		if err := p.forget(locked, left); err != nil {
			return nil, fmt.Errorf("the packages were written, but one that the configuration does not have any more was not removed; fix the error and run docwright again: %w", err)
		}
	}
	return list, nil
}

// forget removes obsolete packages, and then their records in the lock. In this order,
// a package that is left after an error is still in the lock.
func (p *Project) forget(l *lock.Lock, left []*Left) error {
	obsolete := p.obsolete(l)
	if len(obsolete) == 0 {
		return nil
	}
	if err := p.removeLeft(left); err != nil {
		return err
	}
	l.Targets = slices.DeleteFunc(l.Targets, func(t *lock.Target) bool { return slices.Contains(obsolete, t) })
	_, err := p.putLock(l)
	return err
}

// Findings returns the findings about the package and about files that were left
// in its folder. They are sorted and have the severities of the configuration.
func (p *Project) Findings(w *Written) source.Findings {
	findings := p.Levels.Apply(slices.Concat(w.Package.Findings, w.Kept(w.Diff)))
	findings.Sort()
	return findings
}

// alone locks the folder of the project against other processes. If a package is
// in that folder itself, its commit locks the folder.
func (p *Project) alone(made []*target.Package, left []*Left) (unlock func(), err error) {
	isHere := func(out string) bool {
		return config.RealPath(config.Join(p.Dir, filepath.FromSlash(out))) == config.RealPath(p.Dir)
	}
	if slices.ContainsFunc(made, func(one *target.Package) bool { return isHere(one.Target.Out) }) ||
		slices.ContainsFunc(left, func(l *Left) bool { return isHere(l.Out) }) {
		return func() {}, nil
	}
	here, err := os.OpenRoot(p.Dir)
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

// begin makes all checks that are possible before anything is written, and writes
// the lock unless it is nil. The lock is written first: if the process is killed,
// "docwright check" reports the missing changes and "docwright generate" makes
// them. Undo restores the previous lock.
func (p *Project) begin(made []*target.Package, locked *lock.Lock, o Options) (list []*Written, undo func() error, err error) {
	if err := p.prepare(made, locked != nil || len(made) > 1, o.Force); err != nil {
		return nil, nil, err
	}
	for _, one := range made {
		w := &Written{Package: one}
		if o.Update {
			if w.was, err = one.Target.OnDisk(); err != nil {
				return nil, nil, err
			}
		}
		list = append(list, w)
	}
	if locked == nil {
		return list, func() error { return nil }, nil
	}
	undo, err = p.putLock(locked)
	return list, undo, err
}

// prepare makes the folders of the packages. It returns an error if two packages
// have the same folder. If look is set, it also returns an error for files that
// must not be replaced. The commit of a package finds these too, but by then other
// packages or the lock may have been written.
func (p *Project) prepare(made []*target.Package, look, force bool) error {
	for _, one := range made {
		if err := p.keepsOut(one); err != nil {
			return err
		}
		if !look {
			continue
		}
		if err := one.Refuse(force); err != nil {
			return err
		}
	}
	var folders []fs.FileInfo
	for _, one := range made {
		info, err := makeFolder(one.Target)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(folders, func(other fs.FileInfo) bool { return os.SameFile(other, info) }); i >= 0 {
			return fmt.Errorf("%s and %s are the same folder; each package needs its own", made[i].Target.Out, one.Target.Out)
		}
		folders = append(folders, info)
	}
	return nil
}

// keepsOut returns an error if a package has files in the folder of another one.
func (p *Project) keepsOut(one *target.Package) error {
	for _, other := range p.Config.Outs() {
		inside, err := filepath.Rel(config.RealPath(one.Target.Path()), config.RealPath(config.Join(p.Dir, other)))
		if err == nil && one.WritesInto(filepath.ToSlash(inside)) {
			return fmt.Errorf("the package in %s writes files into %s, the folder of another package; choose another folder for that package", one.Target.Out, other)
		}
	}
	return nil
}

func makeFolder(t *target.Target) (fs.FileInfo, error) {
	root, err := t.MakeFolder()
	if err != nil {
		return nil, fmt.Errorf("cannot write the package: %w", err)
	}
	defer root.Close()
	return root.Stat(".")
}
