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
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/revision"
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

// record returns the record of a package for the lock, without its pages.
func record(one *target.Package) (*lock.Target, error) {
	t := one.Target
	options, err := optionSums(t)
	if err != nil {
		return nil, err
	}
	l := &lock.Target{Out: t.Key(), Docs: docsRevision(t), Options: options, Files: filesSum(one.Files), Uses: one.Uses}
	owners(l, one.Records)
	return l, nil
}

// recordPages adds the pages of a package to its record.
func recordPages(l *lock.Target, one *target.Package) error {
	names := slices.DeleteFunc(one.Chosen.Pages(one.Model), func(name string) bool { return name == "" }) // an enum without a page
	says := statements(one.Model, names)
	return one.Target.Pages.Texts(names, func(name string, parts [][]byte) {
		l.Pages = append(l.Pages, lock.Page{Name: name, Sum: lock.Sum(parts...), Says: says[name]})
	})
}

// docsRevision returns the revision for the record of a package. See [lock.Target].
func docsRevision(t *target.Target) string {
	if t.Git.IsSet() {
		return t.Pages.Head()
	}
	docs, err := revision.Top(config.RealPath(config.Join(t.Dir, t.Docs)))
	if err != nil {
		return ""
	}
	if here, err := revision.Top(config.RealPath(t.Dir)); err == nil && here == docs {
		return ""
	}
	return t.Pages.Head()
}

// filesSum returns a hash of all files of a package.
func filesSum(files []generator.File) string {
	parts := make([][]byte, 0, 2*len(files))
	for _, f := range files {
		parts = append(parts, []byte(f.Name), f.Data)
	}
	return lock.Sum(parts...)
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
	if s.is, err = record(one); err != nil {
		return s, err
	}
	if was == nil {
		return s, recordPages(s.is, one)
	}
	had := was.Target(s.is.Out)
	switch {
	case had == nil:
		s.add(theLock, "the file has no entry for the package in %s%s", s.is.Out, updateHint)
		return s, nil
	case level(one.Target) == lock.Output && had.Files == s.is.Files:
		return s, nil // whatever the pages are
	}
	if err := recordPages(s.is, one); err != nil {
		return s, err
	}
	differences := lock.Compare(had, s.is, level(one.Target))
	if len(differences) == 0 {
		return s, nil
	}
	otherTool := had.Files != s.is.Files && differ(was.Tool, p.tool)
	if !otherTool {
		if s.usesOnly, err = onlyUsesDiffer(ctx, one, had); err != nil {
			return s, err
		}
	}
	if s.usesOnly {
		s.add(theLock, "the code now uses other parts of the package in %s; run \"docwright generate\"", s.is.Out)
		return s, nil
	}
	if otherTool {
		s.add(theLock, "docwright %s generated the package in %s, and %s generates another one%s", was.Tool, s.is.Out, p.tool, updateHint)
	}
	for _, d := range differences {
		s.addDifference(one.Target, d)
	}
	return s, nil
}

// The ends of findings about the lock. An error for several findings has the hint once.
const (
	updateHint = "; run \"docwright generate --update\""
	acceptHint = updateHint + " to accept the change"
)

// pageDifferences are the findings about a page, before acceptHint.
var pageDifferences = map[lock.How]string{
	lock.Changed: "the page has changed since " + lock.Name + " was written",
	lock.New:     "the package uses this page, but " + lock.Name + " does not list it",
	lock.Gone:    lock.Name + " lists this page, but the package no longer uses it",
}

var optionDifferences = map[lock.How]string{
	lock.Changed: "has changed",
	lock.New:     "is set, but was not",
	lock.Gone:    "was set, but is not",
}

// addDifference adds the finding for a difference.
func (s *comparison) addDifference(t *target.Target, d lock.Difference) {
	switch {
	case d.How == lock.Otherwise && len(s.found) > 0:
		// The other version of docwright explains the difference.
	case d.How == lock.Otherwise:
		s.add(theLock, "the package in %s has changed although its pages and options have not, because pages were added or removed and names in the package depend on them%s", s.is.Out, updateHint)
	case d.Option != "":
		s.add(theLock, "the option %q of the package in %s %s%s", d.Option, s.is.Out, optionDifferences[d.How], updateHint)
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
	if err == nil {
		err = recordPages(l, before)
	}
	return err == nil && len(lock.Compare(had, l, level(one.Target))) == 0, err
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
	if was != nil {
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
	keys := p.keys()
	return len(made) == len(keys) && !slices.ContainsFunc(keys, func(key string) bool {
		return !slices.ContainsFunc(made, func(one *target.Package) bool { return one.Target.Key() == key })
	})
}

// keys returns the folders of all packages of the configuration, in the form of
// [target.Target.Key].
func (p *Project) keys() []string {
	var list []string
	for _, out := range p.Config.Outs() {
		list = append(list, path.Clean(filepath.ToSlash(config.Near(p.Dir, out))))
	}
	return list
}

// refusal returns the error for packages that differ from the lock.
func refusal(found source.Findings) error {
	var b strings.Builder
	for i, f := range found {
		if i == 5 {
			fmt.Fprintf(&b, "\n  and %d more", len(found)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %s", report.Visible(f.Position.String()), report.Visible(withoutHint(f.Message)))
	}
	return fmt.Errorf("nothing was written: the pages or options differ from %s; run \"docwright generate --update\" to accept the changes:%s", lock.Name, b.String())
}

// withoutHint returns the text of a finding without what to do.
func withoutHint(text string) string {
	return strings.TrimSuffix(strings.TrimSuffix(text, acceptHint), updateHint)
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
