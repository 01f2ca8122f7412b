package pages

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/parser/revision"
)

// Revision returns the pages of settings at a revision of their repository: "v1.2".
// If the pages were in another folder at that revision, rev has its path from the
// top of the repository: "v1.2:docs". If the pages live in a git repository and are not
// vendored, it is that repository. Corrections are not applied. The names of
// files have the form that git uses: "v1.2:docs/api/user-get.md".
func Revision(ctx context.Context, dir string, s config.Settings, rev string) (*Tree, error) {
	if s.Git.IsSet() && s.Vendor == "" {
		return revisionOf(ctx, dir, s, rev)
	}
	f, err := find(dir, s)
	if err != nil {
		return nil, err
	}
	top, err := revision.Top(f.root)
	if err != nil {
		return nil, err
	}
	rev, other, named := strings.Cut(rev, ":")
	if rev == "" {
		return nil, errors.New("no revision given: want a branch, a tag or a commit, such as main or HEAD~2")
	}
	root, docs := f.root, f.insideRoot
	if named {
		if root, docs, err = elsewhere(top, other); err != nil {
			return nil, err
		}
	}
	files, err := revision.Read(ctx, root, rev)
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(files, docs); err != nil && !named {
		files.Close()
		return nil, fmt.Errorf("revision %s has no folder %s; if the pages were in another folder, name it as %s:FOLDER", rev, docs, rev)
	}
	inside, err := filepath.Rel(top, filepath.Join(root, filepath.FromSlash(docs)))
	if err != nil {
		return nil, err
	}
	return &Tree{Shown: rev + ":" + filepath.ToSlash(inside), docs: docs, disk: f, rev: rev, top: top, zone: s.Zone, base: s.BaseURL,
		open: func() (fs.FS, func() error, error) { return files, files.Close, nil }}, nil
}

// revisionOf returns the pages of settings at a branch, tag or commit of the repository
// that they live in.
func revisionOf(ctx context.Context, dir string, s config.Settings, rev string) (*Tree, error) {
	of := SourceOf(s)
	var folder string
	var named bool
	if of.Ref, folder, named = strings.Cut(rev, ":"); named {
		of.Folder = path.Clean(folder)
	}
	if err := of.Check(); err != nil {
		return nil, err
	}
	f, err := Fetch(ctx, of, "", nil)
	if err != nil {
		return nil, err
	}
	s.Docs, s.Root, s.Overlay, s.Types = f.Docs(), f.Dir, "", nil
	t, err := Of(dir, s)
	if err == nil {
		t.Shown = of.Ref + ":" + of.Folder
	}
	return t, err
}

// elsewhere returns what to read from, and where the pages are in it, for a folder
// of the repository with the top.
func elsewhere(top, name string) (root, docs string, err error) {
	name = path.Clean(filepath.ToSlash(name))
	if !filepath.IsLocal(name) {
		return "", "", fmt.Errorf("%s: want the path of a folder from the top of the repository", name)
	}
	return top, name, nil
}

// OnDisk converts the name of a file of the revision, such as "main:docs/a.md", to
// its path on disk, relative to the folder of the configuration. It returns any
// other name unchanged.
func (t *Tree) OnDisk(name string) string {
	inside, ok := strings.CutPrefix(name, t.rev+":")
	if !ok || t.rev == "" {
		return name
	}
	here, err := real(t.disk.dir)
	if err != nil {
		return inside
	}
	if seen, err := filepath.Rel(here, filepath.Join(t.top, filepath.FromSlash(inside))); err == nil {
		return filepath.ToSlash(seen)
	}
	return inside
}
