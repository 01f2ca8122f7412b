package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/surface"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/revision"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// ruleLock is the rule of what differs from the lock.
var ruleLock = source.Declare(source.Rule{Name: "lock-stale", Severity: source.Error, Summary: "A page or an option is not what " + lock.Name + " says that the package was made of."})

// lockLimit is the most that a lock may weigh, in bytes.
const lockLimit = 16 << 20

// readLock returns the lock in the working directory; nil where there is none.
func readLock() (*lock.Lock, error) {
	text, err := readHere(lock.Name, lockLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return lock.Parse(text)
}

// lock returns what is to be locked of the package.
func (made *product) lock() (*lock.Target, error) {
	t := made.target
	options, err := t.options()
	if err != nil {
		return nil, err
	}
	head, _ := revision.Head(t.docs) // the pages may be in no repository
	l := &lock.Target{Out: cleanSlash(t.out), Docs: head, Options: options, Files: filesSum(made.files), Uses: made.uses}
	root, docs, err := t.openPages()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	reader := page.NewReader(root.FS(), docs)
	for _, name := range made.chosen.Pages(made.model) {
		if name == "" {
			continue // an enum that no page names
		}
		p, err := reader.Read(name)
		if err != nil {
			return nil, err
		}
		var parts [][]byte
		for _, file := range append([]string{path.Join(docs, name)}, p.Included...) {
			text, err := fs.ReadFile(root.FS(), file)
			if err != nil {
				return nil, err
			}
			parts = append(parts, page.UnixLines(text))
		}
		l.Pages = append(l.Pages, lock.Page{Name: name, Sum: lock.Sum(parts...)})
	}
	return l, nil
}

// filesSum is a hash of all files of a package.
func filesSum(files []generator.File) string {
	parts := make([][]byte, 0, 2*len(files))
	for _, f := range files {
		parts = append(parts, []byte(f.Name), f.Data)
	}
	return lock.Sum(parts...)
}

// options is a hash of all that the package depends on besides the pages.
func (t *target) options() (string, error) {
	parts := [][]byte{fmt.Appendf(nil, "%q", []any{t.pkg, t.choice.Include, t.choice.Exclude, t.baseURL, t.config.DocsURL, t.config.Source, t.config.Licence})}
	if r := t.choice.Relationships; r != "" {
		parts = append(parts, []byte("relationships"), []byte(r))
	}
	for _, list := range []entries{t.config.Names, t.config.Types} {
		for _, e := range list {
			parts = append(parts, []byte(e.key), []byte(e.value))
		}
	}
	if t.config.Overlay != "" {
		text, err := readOverlay(t.config.Overlay)
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return lock.Sum(parts...), nil
}

// develVersion stands for a build that has no version.
const develVersion = "(devel)"

// toolVersion is docwright's own.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(info.Main.Version, develVersion)
	}
	return develVersion
}

// otherTool reports whether another version wrote the lock.
func otherTool(was *lock.Lock) bool {
	is := toolVersion()
	return was.Tool != "" && was.Tool != develVersion && is != develVersion && was.Tool != is
}

// standing is how a package stands to the lock.
type standing struct {
	is    *lock.Target    // what is to be locked of it now
	found source.Findings // a finding for each way in which that differs
	// usesOnly is set where nothing differs but what the code of the module uses.
	usesOnly bool
}

// against holds what was made against the lock. Without a lock nothing differs.
func (made *product) against(ctx context.Context, was *lock.Lock) (s standing, err error) {
	if s.is, err = made.lock(); err != nil || was == nil {
		return s, err
	}
	t := made.target
	if otherTool(was) {
		s.found.Add(source.Position{File: lock.Name}, ruleLock, "it was written by docwright %s, and this is %s: run \"docwright generate --update\"", was.Tool, toolVersion())
	}
	had := was.Target(s.is.Out)
	if had == nil {
		s.found.Add(source.Position{File: lock.Name}, ruleLock, "it says nothing of the package in %s: run \"docwright generate --update\"", s.is.Out)
		return s, nil
	}
	differences := lock.Compare(had, s.is)
	if len(differences) > 0 && len(s.found) == 0 {
		if s.usesOnly, err = made.sameButForUses(ctx, had); err != nil {
			return s, err
		}
	}
	if s.usesOnly {
		s.found.Add(source.Position{File: lock.Name}, ruleLock, "the code uses other things of the package in %s by now: run \"docwright generate\"", s.is.Out)
		return s, nil
	}
	for _, d := range differences {
		switch {
		case d.How == lock.Otherwise && len(s.found) > 0:
			// Another version makes another package.
		case d.How == lock.Otherwise:
			s.found.Add(source.Position{File: lock.Name}, ruleLock, "the package in %s comes out otherwise, though its own pages are what they were: other pages have come or gone, and names were given to what they describe or taken from it. Run \"docwright generate --update\"", s.is.Out)
		case d.Page == "":
			s.found.Add(source.Position{File: lock.Name}, ruleLock, "the options are not those that the package in %s was made with: run \"docwright generate --update\"", s.is.Out)
		default:
			at := source.Position{File: path.Join(filepath.ToSlash(t.docs), d.Page)}
			s.found.Add(at, ruleLock, "the page is %s since %s was written: run \"docwright generate --update\" to take that over", d.How, lock.Name)
		}
	}
	return s, nil
}

// takeLock returns the lock that is to be written with the packages; nil
// where it stays as it is. The error is for pages and options that are not those
// of the lock, unless they are to be taken over.
func (g *generate) takeLock(ctx context.Context, made []*product) (*lock.Lock, error) {
	was, err := readLock()
	if err != nil || was == nil && !g.moveLock {
		return nil, err
	}
	is := &lock.Lock{Tool: toolVersion()}
	if was != nil && !(g.moveLock && g.takesAll()) {
		is.Targets = slices.Clone(was.Targets)
	}
	moved, held := g.moveLock, was
	if g.moveLock {
		held = nil // whatever it says
	}
	for _, p := range made {
		s, err := p.against(ctx, held)
		switch {
		case err != nil:
			return nil, err
		case g.moveLock || s.usesOnly:
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

// takesAll reports whether a run is about all packages that the configuration
// has, so that a lock of any other is of one that there is no more.
func (g *generate) takesAll() bool { return len(g.chosen) == 0 && g.out == "" }

// sameButForUses reports whether the pages and options are those that were
// locked, and only the code of the module uses other things by now. Such a
// package has other pages whenever the code has other calls, which is no change
// of the pages: what the code used before has to give the package that was.
func (made *product) sameButForUses(ctx context.Context, had *lock.Target) (bool, error) {
	if !made.target.isUsed() || slices.Equal(had.Uses, made.uses) {
		return false, nil
	}
	before, err := made.withUses(ctx, had.Uses)
	if err != nil {
		return false, ctx.Err() // what was used is no longer there
	}
	l, err := before.lock()
	return err == nil && len(lock.Compare(had, l)) == 0, err
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
func putLock(l *lock.Lock) (undo func() error, err error) {
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer here.Close()
	was, err := readSmall(here, lock.Name, lockLimit)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err != nil && !isNew {
		return nil, err
	}
	undo = func() error {
		here, err := os.OpenRoot(".")
		if err != nil {
			return err
		}
		defer here.Close()
		if isNew {
			return here.Remove(lock.Name)
		}
		return replace(here, lock.Name, was)
	}
	return undo, replace(here, lock.Name, l.Format())
}

// onDisk returns the Go files of docwright's that are in the folder of the package.
func (t *target) onDisk() ([]generator.File, error) {
	root, err := t.openOut()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	names, err := fs.Glob(root.FS(), "*.go")
	if err != nil {
		return nil, err
	}
	var files []generator.File
	for _, name := range names {
		if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() {
			continue // the commit says so
		}
		text, err := root.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if !bytes.HasPrefix(text, []byte(output.Header)) {
			continue
		}
		files = append(files, generator.File{Name: name, Data: text})
	}
	return files, nil
}

// writeCallers prints what changes for those who call the package.
func writeCallers(w io.Writer, was, is []generator.File) error {
	if len(was) == 0 {
		return nil // nobody calls it yet
	}
	changes := surface.Diff(surface.Of(was), surface.Of(is))
	b := bufio.NewWriter(w)
	breaks := 0
	for _, c := range changes {
		switch {
		case c.Was == "":
			fmt.Fprintf(b, "added    %s\n", c.Name)
		case !c.Breaks && strings.HasPrefix(c.Name, "func "):
			fmt.Fprintf(b, "changed  %s: sends %s, was %s\n", c.Name, c.Is, c.Was)
		case !c.Breaks:
			fmt.Fprintf(b, "changed  %s: %s, was %s\n", c.Name, c.Is, c.Was)
		case c.Is == "":
			fmt.Fprintf(b, "removed  %s (breaks callers)\n", c.Name)
		default:
			fmt.Fprintf(b, "changed  %s: %s, was %s (breaks callers)\n", c.Name, c.Is, c.Was)
		}
		if c.Breaks {
			breaks++
		}
	}
	fmt.Fprintf(b, "for callers: %s, %d of them breaking\n", plural(len(changes), "change"), breaks)
	return b.Flush()
}
