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
	"github.com/docwright/docwright/generator/surface"
	"github.com/docwright/docwright/parser/source"
)

// Options say how packages are written.
type Options struct {
	// Update takes over pages and options that are not those of docwright.lock, which
	// is written anew.
	Update bool
	// Force replaces files of the package that somebody edited.
	Force bool
}

// Written is a package that was written.
type Written struct {
	*target.Package
	// Diff is what was found in its folder, and changed.
	Diff *output.Diff

	was []generator.File
}

// Changes returns what changes for those who call the package. It is known where the
// lock was updated, for a package that was there before.
func (w *Written) Changes() (list []surface.Change, known bool) {
	if len(w.was) == 0 {
		return nil, false
	}
	return surface.Diff(surface.Of(w.was), surface.Of(w.Files)), true
}

// Write writes the packages, and the lock where that moves. No other process does so
// in this folder meanwhile: each reads the lock, and writes it with what it read.
//
// The error says what was written, if anything. Where it is the lock or a file that
// is in the way, nothing was.
func (p *Project) Write(ctx context.Context, made []*target.Package, o Options) ([]*Written, error) {
	unlock, err := p.alone(made)
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
		return nil, fmt.Errorf("written are only the packages before the one in %s: mend what is wrong there and run again: %w", w.Target.Out, err)
	}
	return list, nil
}

// Findings returns the findings on the package and on the files that were left in its
// folder, sorted, at the severities that the configuration gives.
func (p *Project) Findings(w *Written) source.Findings {
	findings := p.Levels.Apply(slices.Concat(w.Package.Findings, w.Kept(w.Diff)))
	findings.Sort()
	return findings
}

// alone keeps other processes off the project. A package that is in the project's own
// folder is kept off by its commit.
func (p *Project) alone(made []*target.Package) (unlock func(), err error) {
	if slices.ContainsFunc(made, func(one *target.Package) bool { return realPath(one.Target.Path()) == realPath(p.Dir) }) {
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

// begin finds out what can be known before anything is written, and writes the lock,
// unless it is nil. The lock is first: what a process that is killed leaves undone,
// "docwright generate" does then, and "docwright check" misses. Undo puts back the
// lock that was.
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

// prepare returns an error where two packages would write to the same folder or, if
// it is to look for them, files that are not to be replaced are in the way: the
// commit finds these, too, but before it something else may have been written. It
// makes the folders of the packages.
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
			return fmt.Errorf("%s and %s are one folder: each package needs its own", made[i].Target.Out, one.Target.Out)
		}
		folders = append(folders, info)
	}
	return nil
}

// keepsOut returns an error where a package has files in the folder of another.
func (p *Project) keepsOut(one *target.Package) error {
	for _, other := range p.Config.Outs() {
		inside, err := filepath.Rel(realPath(one.Target.Path()), realPath(config.Join(p.Dir, other)))
		if err == nil && one.WritesInto(filepath.ToSlash(inside)) {
			return fmt.Errorf("the package in %s writes files into %s, which is another's: choose another folder for that", one.Target.Out, other)
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
