package revision

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/git"
)

// maxFile is the maximum number of bytes that are read of a page. Readers of pages have
// a lower limit, and report larger pages.
const maxFile = 16 << 20

// pageExt is the file extension of pages.
const pageExt = ".md"

// Pages are the pages of a commit as a file system. A page is read when it is opened,
// so that the size of the repository does not matter. Symbolic links and submodules do
// not exist in it.
type Pages struct {
	content func(e git.Entry, most int) (data []byte, size int64, err error)
	close   func() error // nil for nothing to close
	files   map[string]git.Entry
	folders map[string][]fs.DirEntry // sorted by name
}

// NewPages returns the files among the entries that are in the folder. The function
// content returns at most the given number of bytes of a file, and its size.
func NewPages(entries []git.Entry, folder string, content func(e git.Entry, most int) (data []byte, size int64, err error)) *Pages {
	p := &Pages{content: content, files: map[string]git.Entry{}, folders: map[string][]fs.DirEntry{".": nil}}
	for _, e := range entries {
		name := e.Path
		if folder != "." {
			var ok bool
			if name, ok = strings.CutPrefix(name, folder+"/"); !ok {
				continue
			}
		}
		if fs.ValidPath(name) {
			p.add(name, e)
		}
	}
	for _, list := range p.folders {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return p
}

// isPage reports whether an entry is a page.
func isPage(e git.Entry) bool { return path.Ext(e.Path) == pageExt && e.IsFile() }

// add adds a page and the folders above it.
func (p *Pages) add(name string, e git.Entry) {
	p.files[name] = e
	var entry fs.DirEntry = listed{fs.FileInfoToDirEntry(info{name: path.Base(name), mode: 0o444}), p, name}
	for name != "." {
		dir := path.Dir(name)
		list, known := p.folders[dir]
		p.folders[dir] = append(list, entry)
		if known {
			return
		}
		name, entry = dir, fs.FileInfoToDirEntry(info{name: path.Base(dir), mode: fs.ModeDir | 0o555})
	}
}

// Close ends the process that reads contents. Pages can be opened again after it.
func (p *Pages) Close() error {
	if p.close == nil {
		return nil
	}
	return p.close()
}

// Open opens a page or a folder.
func (p *Pages) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if list, ok := p.folders[name]; ok {
		return &folder{info{name: path.Base(name), mode: fs.ModeDir | 0o555}, slices.Clone(list)}, nil
	}
	e, ok := p.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	data, size, err := p.content(e, maxFile)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{*bytes.NewReader(data), info{name: path.Base(name), size: size, mode: 0o444}}, nil
}

// listed is a page in the list of a folder. Its size is known once it is read.
type listed struct {
	fs.DirEntry
	in   *Pages
	path string
}

func (l listed) Info() (fs.FileInfo, error) { return fs.Stat(l.in, l.path) }

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
