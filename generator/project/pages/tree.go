// Package pages finds and reads the reference pages of a project.
//
// A [Tree] is a folder of pages with the files that they include. [Of] returns the
// tree of settings, and [Revision] the tree at an earlier revision of its
// repository.
package pages

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/overlay"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/revision"
	"github.com/docwright/docwright/parser/source"
)

// Tree is a folder of pages with the files that they include.
type Tree struct {
	// Shown is the name of the folder in findings: relative to the folder of the
	// configuration, or in the form that git uses, "v1.2:docs".
	Shown string

	open        func() (fs.FS, func() error, error) // what is read from
	docs        string                              // the folder in it
	corrections *overlay.Overlay                    // nil for none
	zone, base  string                              // see [parser.Options]

	disk folder // of the present pages
	rev  string // empty for pages on disk
	top  string // of the repository; empty for pages on disk

	manifest *origin.Manifest // nil for pages that live on disk
	vendored string           // the folder with the manifest, if it is vendored
}

// folder is the location of pages on disk.
type folder struct {
	dir        string // the folder that names are relative to
	docs       string // as Shown
	root       string // the folder that includes are read from, with all links resolved
	insideRoot string // the path of the pages in root, slash-separated
}

// tree returns the pages in the folder.
func (f folder) tree() *Tree {
	return &Tree{Shown: f.docs, docs: f.insideRoot, disk: f, open: func() (fs.FS, func() error, error) {
		d, err := openDisk(f.root)
		if err != nil {
			return nil, nil, err
		}
		skipped, err := skippedBelow(context.Background(), f.root)
		if err != nil {
			return nil, nil, errors.Join(err, d.Close())
		}
		if len(skipped) > 0 {
			return newSparse(d, skipped), d.Close, nil
		}
		return d, d.Close, nil
	}}
}

// Read reads the pages, applies the corrections, and returns the model and the
// findings. Progress is called after each page, from several goroutines; it may be
// nil. Positions are relative to the folder of pages: see [Tree.Located]. If no
// page can be read, Read returns both findings and an error.
func (t *Tree) Read(ctx context.Context, progress func(done, total int)) (*model.Model, source.Findings, error) {
	root, done, err := t.open()
	if err != nil {
		return nil, nil, err
	}
	defer done()
	options := parser.Options{Root: root, Docs: t.docs, Zone: t.zone, BaseURL: t.base, Progress: progress}
	if t.corrections != nil {
		options.Correct = t.corrections.Apply
	}
	m, findings, err := parser.Parse(ctx, options)
	switch {
	case errors.Is(err, parser.ErrNoPages) && t.rev == "" && revision.Why(ctx, t.disk.path()) != "":
		return nil, findings, fmt.Errorf("no pages in %s: %s", t.Shown, revision.Why(ctx, t.disk.path()))
	case errors.Is(err, parser.ErrNoPages):
		return nil, findings, fmt.Errorf("no pages in %s: want *.md files in it or below it;\nname another folder with --docs DIR", t.Shown)
	case errors.Is(err, parser.ErrNoReference):
		return nil, findings, fmt.Errorf("no reference in %s: name another folder with --docs DIR", t.Shown)
	case errors.Is(err, parser.ErrZone):
		return nil, nil, fmt.Errorf("%s: %w", t.Shown, err)
	case err != nil:
		return nil, nil, fmt.Errorf("cannot read the pages in %s: %w", t.Shown, err)
	case m.Coverage.Pages == 0:
		return nil, findings, fmt.Errorf("none of the pages in %s could be read", t.Shown)
	}
	if links := t.links(); len(links) > 0 {
		findings = append(findings, links...)
		findings.Sort()
	}
	return m, findings, nil
}

// links returns a finding for each page that is a symbolic link in the repository that
// the pages live in.
func (t *Tree) links() source.Findings {
	var found source.Findings
	if t.manifest == nil {
		return nil
	}
	for _, name := range t.manifest.Links {
		if t.manifest.Source.Folder != "." {
			name = strings.TrimPrefix(name, t.manifest.Source.Folder+"/")
		}
		found.Add(source.Position{File: name}, ruleLink, "the page is a symbolic link, which is not followed; the page is left out")
	}
	return found
}

// Lint returns further findings about the pages, which [Tree.Read] does not return.
func (t *Tree) Lint(ctx context.Context) (source.Findings, error) {
	root, done, err := t.open()
	if err != nil {
		return nil, err
	}
	defer done()
	return parser.Lint(ctx, parser.Options{Root: root, Docs: t.docs})
}

// Located returns the findings of [Tree.Read] with their files below [Tree.Shown],
// together with findings about the corrections, sorted.
func (t *Tree) Located(findings source.Findings) source.Findings {
	findings = findings.In(t.Shown)
	if t.corrections != nil {
		findings = append(findings, t.corrections.Findings()...)
		findings.Sort()
	}
	return findings
}

// Texts calls f for each page with its text and the texts of the files that it
// includes. Lines end with "\n".
func (t *Tree) Texts(names []string, f func(name string, parts [][]byte)) error {
	root, done, err := t.open()
	if err != nil {
		return err
	}
	defer done()
	reader := page.NewReader(root, t.docs)
	for _, name := range names {
		p, err := reader.Read(name)
		if err != nil {
			return err
		}
		var parts [][]byte
		for _, file := range append([]string{path.Join(t.docs, name)}, p.Included...) {
			text, err := fs.ReadFile(root, file)
			if err != nil {
				return err
			}
			parts = append(parts, page.UnixLines(text))
		}
		f(name, parts)
	}
	return nil
}

// Files returns, for each page, its path and those of all files that it includes, from
// the root that includes are read from.
func (t *Tree) Files(ctx context.Context, names []string) ([][]string, error) {
	root, done, err := t.open()
	if err != nil {
		return nil, err
	}
	defer done()
	reader := page.NewReader(root, t.docs)
	files := make([][]string, len(names))
	return files, parallel.Each(ctx, 0, len(names), func(i int) error {
		files[i] = []string{path.Join(t.docs, names[i])}
		if p, err := reader.Read(names[i]); err == nil { // who reads the page reports the error
			files[i] = append(files[i], p.Included...)
		}
		return nil
	})
}

// Folder returns the absolute path of the folder, with all links resolved. It is empty
// for pages that are not on disk.
func (t *Tree) Folder() string {
	if t.rev != "" || t.disk.root == "" {
		return ""
	}
	return filepath.Join(t.disk.root, filepath.FromSlash(t.disk.insideRoot))
}

// Vendored returns the vendored folder that has the pages, or the empty string if they are
// elsewhere.
func (t *Tree) Vendored() string { return t.vendored }

// Head returns the revision of the repository of the pages, or the empty string if
// they are not in a repository, or git is not installed.
func (t *Tree) Head() string {
	if t.manifest != nil {
		return t.manifest.Commit
	}
	head, err := revision.Head(context.Background(), t.disk.path())
	if err != nil {
		return ""
	}
	return head
}

// HeadDate returns the day of the revision of [Tree.Head], in UTC, such as
// 2026-03-01, or the empty string if it is unknown.
func (t *Tree) HeadDate() string {
	if t.manifest != nil {
		return t.manifest.Date
	}
	when, err := revision.HeadTime(context.Background(), t.disk.path())
	if err != nil {
		return ""
	}
	return when.Format(time.DateOnly)
}

// FromTop returns the path of a file from the top of its repository. The name is
// relative to dir, and both names are slash-separated. The file need not exist. A file
// in no repository has its path from dir, without leading ".." elements, because no
// reader of the path could follow them.
func FromTop(dir, file string) string {
	here, err := real(dir)
	if err != nil {
		return file
	}
	full := config.Join(here, filepath.FromSlash(file))
	top, err := revision.Top(filepath.Dir(full))
	if err != nil {
		top = here
	}
	inside, err := filepath.Rel(top, full)
	if err != nil {
		return file
	}
	inside = filepath.ToSlash(inside)
	for strings.HasPrefix(inside, "../") {
		inside = strings.TrimPrefix(inside, "../")
	}
	return inside
}
