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
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/textfile"
)

// lockLimit is the maximum size of a lock file, in bytes.
const lockLimit = 16 << 20

// readLock returns the lock of the project, or nil if there is none.
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

// Records returns the names in the lock for the package in a folder. The package
// keeps them. Without a folder, these are the names of the only package in the lock.
func (p *Project) Records(out string) ([]plan.Record, error) {
	l, err := p.readLock()
	if err != nil || l == nil {
		return nil, err
	}
	t := l.Target(path.Clean(filepath.ToSlash(config.Near(p.Dir, out))))
	if out == "" && len(l.Targets) == 1 {
		t = l.Targets[0]
	}
	if t == nil {
		return nil, nil
	}
	var list []plan.Record
	for _, o := range t.Funcs {
		list = append(list, plan.Record{Name: o.Name, Line: o.Method + " " + o.Path})
	}
	for _, o := range t.Structs {
		list = append(list, plan.Record{Name: o.Name, Line: o.Method + " " + o.Path, Struct: true})
	}
	return list, nil
}

// owners adds the names of a package to its record.
func owners(l *lock.Target, records []plan.Record) {
	for _, r := range records {
		method, path, _ := strings.Cut(r.Line, " ")
		o := lock.Owner{Name: r.Name, Method: method, Path: path}
		if r.Struct {
			l.Structs = append(l.Structs, o)
		} else {
			l.Funcs = append(l.Funcs, o)
		}
	}
}

// record returns the record of a package for the lock.
func record(one *target.Package) (*lock.Target, error) {
	t := one.Target
	options, err := optionsSum(t)
	if err != nil {
		return nil, err
	}
	l := &lock.Target{Out: t.Key(), Docs: t.Pages.Head(), Options: options, Files: filesSum(one.Files), Uses: one.Uses}
	owners(l, one.Records)
	names := slices.DeleteFunc(one.Chosen.Pages(one.Model), func(name string) bool { return name == "" }) // an enum without a page
	return l, t.Pages.Texts(names, func(name string, parts [][]byte) {
		l.Pages = append(l.Pages, lock.Page{Name: name, Sum: lock.Sum(parts...)})
	})
}

// filesSum returns a hash of all files of a package.
func filesSum(files []generator.File) string {
	parts := make([][]byte, 0, 2*len(files))
	for _, f := range files {
		parts = append(parts, []byte(f.Name), f.Data)
	}
	return lock.Sum(parts...)
}

// optionsSum returns a hash of the settings and corrections that a package depends
// on.
func optionsSum(t *target.Target) (string, error) {
	parts := [][]byte{fmt.Appendf(nil, "%q", []any{t.Package, []string(t.Include), []string(t.Exclude), t.BaseURL, t.DocsURL, t.Source, t.Licence})}
	if t.Relationships != "" {
		parts = append(parts, []byte("relationships"), []byte(t.Relationships))
	}
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

// develVersion is the version of a build without a version.
const develVersion = "(devel)"

// toolVersion returns the version of the program: docwright, or the program that
// embeds this package.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(info.Main.Version, develVersion)
	}
	return develVersion
}

// differ reports whether two versions are known and differ.
func differ(was, is string) bool {
	return was != "" && was != develVersion && is != develVersion && was != is
}

// comparison is the result of comparing a package with the lock.
type comparison struct {
	is    *lock.Target    // the record of the package as it is now
	found source.Findings // a finding for each difference
	// usesOnly is set if only the uses of the package in the module differ.
	usesOnly bool
}

func (s *comparison) add(at source.Position, format string, args ...any) {
	s.found.Add(at, ruleLock, format, args...)
}

// theLock is the position of findings about the lock as a whole.
var theLock = source.Position{File: lock.Name}

// compareLock compares a package with the lock. If there is no lock, nothing
// differs.
func (p *Project) compareLock(ctx context.Context, one *target.Package, was *lock.Lock) (s comparison, err error) {
	if s.is, err = record(one); err != nil || was == nil {
		return s, err
	}
	if differ(was.Tool, p.tool) {
		s.add(theLock, "the file was written by docwright %s, but this is %s; run \"docwright generate --update\"", was.Tool, p.tool)
	}
	had := was.Target(s.is.Out)
	if had == nil {
		s.add(theLock, "the file has no entry for the package in %s; run \"docwright generate --update\"", s.is.Out)
		return s, nil
	}
	differences := lock.Compare(had, s.is)
	if len(differences) > 0 && len(s.found) == 0 {
		if s.usesOnly, err = onlyUsesDiffer(ctx, one, had); err != nil {
			return s, err
		}
	}
	if s.usesOnly {
		s.add(theLock, "the code now uses other parts of the package in %s; run \"docwright generate\"", s.is.Out)
		return s, nil
	}
	for _, d := range differences {
		s.addDifference(one.Target, d)
	}
	return s, nil
}

// acceptHint is the end of a finding about a page.
const acceptHint = "; run \"docwright generate --update\" to accept the change"

// pageDifferences are the findings about a page, before acceptHint.
var pageDifferences = map[lock.How]string{
	lock.Changed: "the page has changed since " + lock.Name + " was written",
	lock.New:     "the package uses this page, but " + lock.Name + " does not list it",
	lock.Gone:    lock.Name + " lists this page, but the package no longer uses it",
}

// addDifference adds the finding for a difference.
func (s *comparison) addDifference(t *target.Target, d lock.Difference) {
	switch {
	case d.How == lock.Otherwise && len(s.found) > 0:
		// The other version of docwright explains it.
	case d.How == lock.Otherwise:
		s.add(theLock, "the package in %s has changed although its pages and options have not, because pages were added or removed and names in the package depend on them; run \"docwright generate --update\"", s.is.Out)
	case d.Page == "":
		s.add(theLock, "the options of the package in %s have changed; run \"docwright generate --update\"", s.is.Out)
	default:
		at := source.Position{File: path.Join(filepath.ToSlash(t.Pages.Shown), d.Page)}
		s.add(at, "%s%s", pageDifferences[d.How], acceptHint)
	}
}

// onlyUsesDiffer reports whether the pages and options match the lock, and only
// the uses of the package in the module have changed. Other uses select other
// pages, so the lists of pages cannot be compared. Instead the package is
// generated from the locked uses, and the result must match the lock.
func onlyUsesDiffer(ctx context.Context, one *target.Package, had *lock.Target) (bool, error) {
	if !one.Target.DecidedByUses() || slices.Equal(had.Uses, one.Uses) {
		return false, nil
	}
	before, err := one.WithUses(ctx, had.Uses)
	if err != nil {
		return false, ctx.Err() // a locked use is not in the package any more
	}
	l, err := record(before)
	return err == nil && len(lock.Compare(had, l)) == 0, err
}

// CheckLock returns the error that [Project.Write] returns if pages or options
// differ from the lock.
func (p *Project) CheckLock(ctx context.Context, made []*target.Package, o Options) error {
	_, err := p.takeLock(ctx, made, o)
	return err
}

// takeLock returns the lock to be written with the packages, or nil if it does not
// change. It returns an error if pages or options differ from the lock, unless
// the lock is to be updated.
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
		held = nil // compare with nothing
	}
	for _, one := range made {
		s, err := p.compareLock(ctx, one, held)
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

// isAll reports whether the packages are all packages of the configuration. Then a
// lock entry of any other package is obsolete.
func (p *Project) isAll(made []*target.Package) bool {
	outs := p.Config.Outs()
	return len(made) == len(outs) && !slices.ContainsFunc(outs, func(out string) bool {
		key := path.Clean(filepath.ToSlash(config.Near(p.Dir, out)))
		return !slices.ContainsFunc(made, func(one *target.Package) bool { return one.Target.Key() == key })
	})
}

// refusal returns the error for packages that differ from the lock.
func refusal(found source.Findings) error {
	var b strings.Builder
	for i, f := range found {
		if i == 5 {
			fmt.Fprintf(&b, "\n  and %d more", len(found)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %s", report.Visible(f.Position.String()), report.Visible(strings.TrimSuffix(f.Message, acceptHint)))
	}
	return fmt.Errorf("nothing was written: the pages or options differ from %s; run \"docwright generate --update\" to accept the changes:%s", lock.Name, b.String())
}

// putLock writes the lock. The returned function restores the previous state.
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
