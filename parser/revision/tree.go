package revision

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// files are the pages in a tree. A page is read when it is opened, so that the size
// of the repository does not matter. Symbolic links, submodules and large files do
// not exist in it.
type files struct {
	mu   sync.Mutex // the objects are not made for concurrent use
	tree *object.Tree
}

// Open opens a page or a folder.
func (f *files) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := f.open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return file, nil
}

func (f *files) open(name string) (fs.File, error) {
	tree := f.tree
	if name != "." {
		entry, err := f.tree.FindEntry(name)
		switch {
		case missing(err):
			return nil, fs.ErrNotExist
		case err != nil:
			return nil, err
		case isPage(entry):
			return f.page(entry)
		case entry.Mode != filemode.Dir:
			return nil, fs.ErrNotExist
		}
		if tree, err = f.tree.Tree(name); err != nil {
			return nil, err
		}
	}
	d := &folder{info: info{name: path.Base(name), mode: fs.ModeDir | 0o555}}
	for i := range tree.Entries {
		switch entry := &tree.Entries[i]; {
		case entry.Mode == filemode.Dir:
			d.entries = append(d.entries, fs.FileInfoToDirEntry(info{name: entry.Name, mode: fs.ModeDir | 0o555}))
		case isPage(entry):
			d.entries = append(d.entries, listed{fs.FileInfoToDirEntry(info{name: entry.Name, mode: 0o444}), f, path.Join(name, entry.Name)})
		}
	}
	slices.SortFunc(d.entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return d, nil
}

// listed is a page in the list of a folder. Its size is known once it is read.
type listed struct {
	fs.DirEntry
	in   *files
	path string
}

func (l listed) Info() (fs.FileInfo, error) { return fs.Stat(l.in, l.path) }

// missing reports whether an error says that a tree has no such entry.
func missing(err error) bool {
	return errors.Is(err, object.ErrEntryNotFound) || errors.Is(err, object.ErrDirectoryNotFound) || errors.Is(err, object.ErrFileNotFound)
}

// isPage reports whether an entry is a page.
func isPage(entry *object.TreeEntry) bool {
	return path.Ext(entry.Name) == pageExt && (entry.Mode == filemode.Regular || entry.Mode == filemode.Executable)
}

// page reads a page.
func (f *files) page(entry *object.TreeEntry) (fs.File, error) {
	blob, err := f.tree.TreeEntryFile(entry)
	switch {
	case err != nil:
		return nil, err
	case blob.Size > maxFile:
		return nil, fs.ErrNotExist
	}
	text, err := blob.Contents()
	if err != nil {
		return nil, err
	}
	return &file{*bytes.NewReader([]byte(text)), info{name: entry.Name, size: int64(len(text)), mode: 0o444}}, nil
}

// file is an open page.
type file struct {
	bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (*file) Close() error                 { return nil }

// folder is an open folder.
type folder struct {
	info    info
	entries []fs.DirEntry // that are not read yet
}

func (d *folder) Stat() (fs.FileInfo, error) { return d.info, nil }
func (*folder) Close() error                 { return nil }

func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.name, Err: errors.New("it is a folder")}
}

// ReadDir returns the next n entries, or all if n is not positive.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.entries)
	} else if len(d.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.entries))
	list := d.entries[:n:n]
	d.entries = d.entries[n:]
	return list, nil
}

// info describes a page or a folder.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string      { return i.name }
func (i info) Size() int64       { return i.size }
func (i info) Mode() fs.FileMode { return i.mode }
func (info) ModTime() time.Time  { return time.Time{} }
func (i info) IsDir() bool       { return i.mode.IsDir() }
func (info) Sys() any            { return nil }
