package project

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/textfile"
)

// lockLimit is the most that a lock may weigh, in bytes.
const lockLimit = 16 << 20

// readLock returns the lock of the project; nil where there is none.
func (p *Project) readLock() (*lock.Lock, error) {
	text, err := textfile.ReadIn(p.Dir, lock.Name, lockLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return lock.Parse(text)
}

// record returns what is to be locked of a package.
func record(one *target.Package) (*lock.Target, error) {
	t := one.Target
	options, err := optionsSum(t)
	if err != nil {
		return nil, err
	}
	l := &lock.Target{Out: t.Key(), Docs: t.Pages.Head(), Options: options, Files: filesSum(one.Files), Uses: one.Uses}
	names := slices.DeleteFunc(one.Chosen.Pages(one.Model), func(name string) bool { return name == "" }) // of an enum that no page names
	return l, t.Pages.Texts(names, func(name string, parts [][]byte) {
		l.Pages = append(l.Pages, lock.Page{Name: name, Sum: lock.Sum(parts...)})
	})
}

// filesSum is a hash of all files of a package.
func filesSum(files []generator.File) string {
	parts := make([][]byte, 0, 2*len(files))
	for _, f := range files {
		parts = append(parts, []byte(f.Name), f.Data)
	}
	return lock.Sum(parts...)
}

// optionsSum is a hash of all that a package depends on besides the pages.
func optionsSum(t *target.Target) (string, error) {
	parts := [][]byte{fmt.Appendf(nil, "%q", []any{t.Package, []string(t.Include), []string(t.Exclude), t.BaseURL, t.DocsURL, t.Source, t.Licence})}
	if t.Zone != "" {
		parts = append(parts, []byte("zone"), []byte(t.Zone))
	}
	for _, list := range []config.Entries{t.Names, t.Types} {
		for _, e := range list {
			parts = append(parts, []byte(e.Key), []byte(e.Value))
		}
	}
	if t.Overlay != "" {
		text, err := pages.Overlay(t.Dir, t.Settings)
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return lock.Sum(parts...), nil
}

// develVersion stands for a build that has no version.
const develVersion = "(devel)"

// toolVersion is docwright's own, which is that of the program where this package is
// embedded in another one.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(info.Main.Version, develVersion)
	}
	return develVersion
}

// differ reports whether two versions differ, which is not known of a build without
// one.
func differ(was, is string) bool {
	return was != "" && was != develVersion && is != develVersion && was != is
}

// standing is how a package stands to the lock.
type standing struct {
	is    *lock.Target    // what is to be locked of it now
	found source.Findings // a finding for each way in which that differs
	// usesOnly is set where nothing differs but what the code of the module uses.
	usesOnly bool
}

func (s *standing) add(at source.Position, format string, args ...any) {
	s.found.Add(at, ruleLock, format, args...)
}

// theLock is the position of what is about the lock as a whole.
var theLock = source.Position{File: lock.Name}

// against compares a package with the lock. Without a lock nothing differs.
func (p *Project) against(ctx context.Context, one *target.Package, was *lock.Lock) (s standing, err error) {
	if s.is, err = record(one); err != nil || was == nil {
		return s, err
	}
	if differ(was.Tool, p.tool) {
		s.add(theLock, "it was written by docwright %s, and this is %s: run \"docwright generate --update\"", was.Tool, p.tool)
	}
	had := was.Target(s.is.Out)
	if had == nil {
		s.add(theLock, "it says nothing of the package in %s: run \"docwright generate --update\"", s.is.Out)
		return s, nil
	}
	differences := lock.Compare(had, s.is)
	if len(differences) > 0 && len(s.found) == 0 {
		if s.usesOnly, err = sameButForUses(ctx, one, had); err != nil {
			return s, err
		}
	}
	if s.usesOnly {
		s.add(theLock, "the code uses other things of the package in %s by now: run \"docwright generate\"", s.is.Out)
		return s, nil
	}
	for _, d := range differences {
		s.addDifference(one.Target, d)
	}
	return s, nil
}

// addDifference adds the finding on a difference.
func (s *standing) addDifference(t *target.Target, d lock.Difference) {
	switch {
	case d.How == lock.Otherwise && len(s.found) > 0:
		// Another version makes another package.
	case d.How == lock.Otherwise:
		s.add(theLock, "the package in %s comes out otherwise, though its own pages are what they were: other pages have come or gone, and names were given to what they describe or taken from it. Run \"docwright generate --update\"", s.is.Out)
	case d.Page == "":
		s.add(theLock, "the options are not those that the package in %s was made with: run \"docwright generate --update\"", s.is.Out)
	default:
		at := source.Position{File: path.Join(filepath.ToSlash(t.Pages.Shown), d.Page)}
		s.add(at, "the page is %s since %s was written: run \"docwright generate --update\" to take that over", d.How, lock.Name)
	}
}

// sameButForUses reports whether the pages and options are those that were
// locked, and only the code of the module uses other things by now. Such a
// package has other pages whenever the code has other calls, which is no change
// of the pages: what the code used before has to give the package that was.
func sameButForUses(ctx context.Context, one *target.Package, had *lock.Target) (bool, error) {
	if !one.Target.DecidedByUses() || slices.Equal(had.Uses, one.Uses) {
		return false, nil
	}
	before, err := one.WithUses(ctx, had.Uses)
	if err != nil {
		return false, ctx.Err() // what was used is no longer there
	}
	l, err := record(before)
	return err == nil && len(lock.Compare(had, l)) == 0, err
}

// CheckLock returns an error for pages and options that are not those of the lock,
// by which [Project.Write] would write nothing.
func (p *Project) CheckLock(ctx context.Context, made []*target.Package, o Options) error {
	_, err := p.takeLock(ctx, made, o)
	return err
}

// takeLock returns the lock that is to be written with the packages; nil where it
// stays as it is. The error is for pages and options that are not those of the lock,
// unless they are to be taken over.
func (p *Project) takeLock(ctx context.Context, made []*target.Package, o Options) (*lock.Lock, error) {
	was, err := p.readLock()
	if err != nil || was == nil && !o.Update {
		return nil, err
	}
	is := &lock.Lock{Tool: p.tool}
	if was != nil && !(o.Update && p.isAll(made)) {
		is.Targets = slices.Clone(was.Targets)
	}
	moved, held := o.Update, was
	if o.Update {
		held = nil // whatever it says
	}
	for _, one := range made {
		s, err := p.against(ctx, one, held)
		switch {
		case err != nil:
			return nil, err
		case o.Update || s.usesOnly:
			moved = true
			is.Put(s.is)
		case len(s.found) > 0:
			return nil, refusal(s.found)
		}
	}
	if !moved {
		return nil, nil
	}
	return is, nil
}

// isAll reports whether the packages are all that the configuration has, so that a
// lock of any other is of one that there is no more.
func (p *Project) isAll(made []*target.Package) bool {
	outs := p.Config.Outs()
	return len(made) == len(outs) && !slices.ContainsFunc(outs, func(out string) bool {
		key := path.Clean(filepath.ToSlash(config.Near(p.Dir, out)))
		return !slices.ContainsFunc(made, func(one *target.Package) bool { return one.Target.Key() == key })
	})
}

// refusal says that nothing is written, and why.
func refusal(found source.Findings) error {
	var b strings.Builder
	for i, f := range found {
		if i == 5 {
			fmt.Fprintf(&b, "\n  and %d more", len(found)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %s", report.Visible(f.Position.String()), report.Visible(strings.TrimSuffix(f.Message, ": run \"docwright generate --update\" to take that over")))
	}
	return fmt.Errorf("nothing was written: the pages are not those of %s; \"docwright generate --update\" takes them over:%s", lock.Name, b.String())
}

// putLock writes the lock, and returns what puts back the one that was there.
func (p *Project) putLock(l *lock.Lock) (undo func() error, err error) {
	was, err := textfile.ReadIn(p.Dir, lock.Name, lockLimit)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err != nil && !isNew {
		return nil, err
	}
	name := filepath.Join(p.Dir, lock.Name)
	undo = func() error {
		if isNew {
			return os.Remove(name)
		}
		return textfile.ReplaceAt(name, was)
	}
	return undo, textfile.ReplaceAt(name, l.Format())
}
