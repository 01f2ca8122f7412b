package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// Left is a package in the lock that the configuration does not have any more, because
// its target was removed or has another folder.
type Left struct {
	Out string // the folder of the package, slash-separated
	// Diff has the files that docwright wrote into the folder, as orphaned, and those
	// that were edited since, as kept.
	Diff *output.Diff
}

// Left returns the packages that the configuration does not have any more and that
// still have files. It returns none unless the packages that were made are all of the
// configuration. [Project.Write] removes their files if it updates the lock.
func (p *Project) Left(made []*target.Package) ([]*Left, error) {
	was, err := p.readLock()
	if err != nil || was == nil || !p.isAll(made) {
		return nil, err
	}
	var list []*Left
	for _, t := range p.obsolete(was) {
		l, err := p.inspect(t.Out, output.Compare)
		if err != nil {
			return nil, err
		}
		if len(l.Diff.Changes) > 0 {
			list = append(list, l)
		}
	}
	return list, nil
}

// obsolete returns the records of packages that the configuration does not have.
func (p *Project) obsolete(l *lock.Lock) []*lock.Target {
	keys := p.keys()
	return slices.DeleteFunc(slices.Clone(l.Targets), func(t *lock.Target) bool { return slices.Contains(keys, t.Out) })
}

// inspect compares a folder with no files, or commits none to it. A lock is untrusted
// like a configuration, so a folder that no configuration could have is not opened, nor
// is another name of a package's folder.
func (p *Project) inspect(out string, compare func(*os.Root, []output.File) (*output.Diff, error)) (*Left, error) {
	l := &Left{Out: out, Diff: &output.Diff{}}
	real := func(out string) string { return config.RealPath(config.Join(p.Dir, filepath.FromSlash(out))) }
	isTarget := slices.ContainsFunc(p.keys(), func(key string) bool { return real(key) == real(out) })
	if isTarget || !filepath.IsLocal(filepath.FromSlash(out)) || target.CheckOut(out, true) != nil {
		return l, nil
	}
	here, err := os.OpenRoot(p.Dir)
	if err != nil {
		return nil, err
	}
	defer here.Close()
	folder, err := here.OpenRoot(filepath.FromSlash(out))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", lock.Name, err)
	}
	defer folder.Close()
	if l.Diff, err = compare(folder, nil); err != nil {
		return nil, fmt.Errorf("%s: %w", out, err)
	}
	return l, nil
}

// removeLeft removes the files of packages that the configuration does not have any
// more, and their folders if nothing else is in them.
func (p *Project) removeLeft(list []*Left) error {
	here, err := os.OpenRoot(p.Dir)
	if err != nil {
		return err
	}
	defer here.Close()
	for _, l := range list {
		if _, err := p.inspect(l.Out, output.Commit); err != nil {
			return err
		}
		_ = here.Remove(filepath.FromSlash(l.Out)) // fails if a file is left
	}
	return nil
}

// LeftFindings returns the findings about packages that the configuration does not have
// any more. If they were removed, these are about the files that were kept.
func (p *Project) LeftFindings(list []*Left, removed bool) source.Findings {
	var found source.Findings
	for _, l := range list {
		if n := len(l.Diff.Of(output.Orphaned)); n > 0 && !removed {
			found.Add(source.Position{File: l.Out}, target.Rule(output.Orphaned), "no target in %s has this folder; run \"docwright generate --update\" to remove the package in it", config.Name)
		}
		for _, c := range l.Diff.Of(output.Kept) {
			found.Add(source.Position{File: l.Out + "/" + c.Name}, target.Rule(output.Kept), "%s", c.Reason)
		}
	}
	found.Sort()
	return p.Levels.Apply(found)
}
