package main

import (
	"bufio"
	"cmp"
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
	"github.com/docwright/docwright/generator/surface"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// ruleLock is the rule of what differs from the lock.
var ruleLock = source.Declare(source.Rule{Name: "lock-stale", Severity: source.Error, Summary: "A page or an option is not what " + lock.Name + " says that the package was made of."})

// readLock returns the lock in the working directory; nil where there is none.
func readLock() (*lock.Lock, error) {
	text, err := os.ReadFile(lock.Name)
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
	l := &lock.Target{Out: cleanSlash(t.out), Docs: headCommit(t.docs), Options: options}
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
			parts = append(parts, text)
		}
		l.Pages = append(l.Pages, lock.Page{Name: name, Sum: lock.Sum(parts...)})
	}
	return l, nil
}

// options is a hash of all that the package depends on besides the pages.
func (t *target) options() (string, error) {
	parts := [][]byte{fmt.Appendf(nil, "%q", []any{t.pkg, t.choice.Include, t.choice.Exclude, t.baseURL, t.config.DocsURL, t.config.Source, t.config.Licence})}
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

// toolVersion is docwright's own.
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return cmp.Or(info.Main.Version, "(devel)")
	}
	return "(devel)"
}

// headCommit returns the commit that the repository of the folder is at; empty
// where the folder is in none, or its files can't be read.
func headCommit(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for ; ; dir = filepath.Dir(dir) {
		git := filepath.Join(dir, ".git")
		if head, err := os.ReadFile(filepath.Join(git, "HEAD")); err == nil {
			return commitOf(git, strings.TrimSpace(string(head)))
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// commitOf follows "ref: refs/heads/main" to the commit.
func commitOf(git, head string) string {
	ref, isRef := strings.CutPrefix(head, "ref: ")
	if !isRef {
		return head
	}
	if !filepath.IsLocal(ref) {
		return ""
	}
	if text, err := os.ReadFile(filepath.Join(git, filepath.FromSlash(ref))); err == nil {
		return strings.TrimSpace(string(text))
	}
	packed, err := os.ReadFile(filepath.Join(git, "packed-refs"))
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(packed)) {
		if commit, name, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name == ref {
			return commit
		}
	}
	return ""
}

// againstLock returns a finding for each way in which what was made differs from
// the lock, if there is one.
func (made *product) againstLock(was *lock.Lock) (source.Findings, error) {
	if was == nil {
		return nil, nil
	}
	t := made.target
	is, err := made.lock()
	if err != nil {
		return nil, err
	}
	var found source.Findings
	had := was.Target(is.Out)
	if had == nil {
		found.Add(source.Position{File: lock.Name}, ruleLock, "it says nothing of the package in %s: run \"docwright generate --update\"", is.Out)
		return found, nil
	}
	for _, d := range lock.Compare(had, is) {
		if d.Page == "" {
			found.Add(source.Position{File: lock.Name}, ruleLock, "the options are not those that the package in %s was made with: run \"docwright generate --update\"", is.Out)
			continue
		}
		at := source.Position{File: path.Join(filepath.ToSlash(t.docs), d.Page)}
		found.Add(at, ruleLock, "the page is %s since %s was written: run \"docwright generate --update\" to take that over", d.How, lock.Name)
	}
	return found, nil
}

// takeLock returns the lock that is to be written once the packages are; nil
// where it stays as it is. The error is for pages and options that are not those
// of the lock, unless they are to be taken over.
//
// A package of what the code uses has other pages whenever the code has other
// calls. That is no change of the pages, so it is taken over without a word.
func (g *generate) takeLock(made []*product) (*lock.Lock, error) {
	was, err := readLock()
	if err != nil || was == nil && !g.moveLock {
		return nil, err
	}
	is := &lock.Lock{Tool: toolVersion()}
	if was != nil && (len(g.chosen) > 0 || !g.moveLock) {
		is.Targets = slices.Clone(was.Targets)
	}
	moved := g.moveLock
	for _, p := range made {
		l, err := p.lock()
		if err != nil {
			return nil, err
		}
		if !g.moveLock {
			found, err := p.againstLock(was)
			if err != nil {
				return nil, err
			}
			had := was.Target(l.Out)
			if len(found) == 0 {
				continue
			}
			if had == nil || !p.target.isUsed() || slices.ContainsFunc(lock.Compare(had, l), func(d lock.Difference) bool { return d.How == lock.Changed }) {
				return nil, refusal(found)
			}
			moved = true
		}
		is.Put(l)
	}
	if !moved {
		return nil, nil
	}
	return is, nil
}

// refusal says that nothing is written, and why.
func refusal(found source.Findings) error {
	var b strings.Builder
	for i, f := range found {
		if i == 5 {
			fmt.Fprintf(&b, "\n  and %d more", len(found)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %s", f.Position, strings.TrimSuffix(f.Message, ": run \"docwright generate --update\" to take that over"))
	}
	return fmt.Errorf("nothing was written: the pages are not those of %s; \"docwright generate --update\" takes them over:%s", lock.Name, b.String())
}

// writeLock writes the lock.
func writeLock(l *lock.Lock) error {
	temp := lock.Name + ".tmp"
	if err := os.WriteFile(temp, l.Format(), 0o644); err != nil {
		return err
	}
	return os.Rename(temp, lock.Name)
}

// onDisk returns the Go files that are in the folder of the package.
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
		text, err := root.ReadFile(name)
		if err != nil {
			return nil, err
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
		case c.Was == "" && !c.Breaks:
			fmt.Fprintf(b, "added    %s\n", c.Name)
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
