package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/docwright/docwright/parser/model"
)

// Changed returns the tree with other texts for some of its pages, by their names
// in the folder of pages. The files on disk do not change.
func (t *Tree) Changed(texts map[string][]byte) *Tree {
	other := *t
	other.open = func() (fs.FS, func() error, error) {
		root, done, err := t.open()
		if err != nil {
			return nil, nil, err
		}
		inRoot := make(map[string][]byte, len(texts))
		for name, text := range texts {
			inRoot[path.Join(t.docs, name)] = text
		}
		return &changedFS{root, inRoot}, done, nil
	}
	return &other
}

// Only returns the tree with only those markdown files for which keep returns true. The
// names are from the root, such as api-reference/v1.0/api/user-get.md. The folder has the
// name shown.
func (t *Tree) Only(shown string, keep func(name string) bool) *Tree {
	other := *t
	other.Shown = shown
	other.open = func() (fs.FS, func() error, error) {
		root, done, err := t.open()
		if err != nil {
			return nil, nil, err
		}
		return &onlyFS{root, keep}, done, nil
	}
	return &other
}

// onlyFS is a file system with only some of its markdown files.
type onlyFS struct {
	fs.FS
	keep func(name string) bool
}

// Open implements [fs.FS].
func (f *onlyFS) Open(name string) (fs.File, error) {
	if path.Ext(name) == ".md" && !f.keep(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.FS.Open(name)
}

// ReadDir implements [fs.ReadDirFS].
func (f *onlyFS) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool {
		return !e.IsDir() && path.Ext(e.Name()) == ".md" && !f.keep(path.Join(name, e.Name()))
	}), err
}

// Agrees reports whether the pages give the same model as m, apart from
// positions.
func (t *Tree) Agrees(ctx context.Context, m *model.Model) (bool, error) {
	other, _, err := t.Read(ctx, nil)
	if err != nil { // m was read, so the change makes the pages unreadable
		return false, ctx.Err()
	}
	was, err := withoutLines(m)
	if err != nil {
		return false, err
	}
	is, err := withoutLines(other)
	return bytes.Equal(was, is), err
}

var line = regexp.MustCompile(`"line":[0-9]+`)

// withoutLines returns the JSON form of a model without the lines of its
// elements.
func withoutLines(m *model.Model) ([]byte, error) {
	text, err := json.Marshal(m)
	return line.ReplaceAll(text, nil), err
}

// changedFS is a file system with other texts for some files.
type changedFS struct {
	fs.FS
	texts map[string][]byte
}

// Open implements [fs.FS].
func (f *changedFS) Open(name string) (fs.File, error) {
	text, ok := f.texts[name]
	if !ok {
		return f.FS.Open(name)
	}
	return &changedFile{bytes.NewReader(text), path.Base(name)}, nil
}

// changedFile is an open file with another text, and its own description.
type changedFile struct {
	*bytes.Reader
	name string
}

var _ io.Reader = (*changedFile)(nil)

func (f *changedFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *changedFile) Close() error               { return nil }
func (f *changedFile) Name() string               { return f.name }
func (f *changedFile) Mode() fs.FileMode          { return 0o444 }
func (f *changedFile) ModTime() time.Time         { return time.Time{} }
func (f *changedFile) IsDir() bool                { return false }
func (f *changedFile) Sys() any                   { return nil }
