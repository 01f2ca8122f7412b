package page

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docwright/docwright/parser/source"
)

// Reader reads the pages of a folder. It keeps the files that pages include,
// and may be used from several goroutines.
type Reader struct {
	root     fs.FS
	docs     string
	markdown parser.Parser
	folders  sync.Map // path inside root -> error: folders that were looked at
	includes sync.Map // path inside root -> *included
}

// included is a file that pages include. It is read once.
type included struct {
	once sync.Once
	file *file
	err  error
}

// NewReader returns a reader of the pages in the folder docs, a slash-separated
// path inside root, "." for root itself. Includes are read from anywhere inside
// root. Nothing outside of root is opened, and no symbolic link is followed if
// root tells them apart (see [fs.ReadLinkFS]); to be safe from links that are
// changed meanwhile, root should be one of [os.Root].
func NewReader(root fs.FS, docs string) *Reader {
	return &Reader{
		root:     root,
		docs:     path.Clean(docs),
		markdown: goldmark.New(goldmark.WithExtensions(extension.Table)).Parser(),
	}
}

// Read reads the page with the name, a slash-separated path inside the folder
// of pages. The error is for a page that can't be read as a file; what is
// wrong inside it is in the page's findings.
func (r *Reader) Read(name string) (*Page, error) {
	data, err := r.readFile(path.Join(r.docs, name))
	p := &Page{Path: name, TitlePos: source.Position{File: name, Line: 1, Col: 1}}
	if errors.Is(err, errTooLarge) {
		p.Findings.Add(source.Position{File: name}, rulePageTooLarge, "%v: the page is not read", err)
		p.Sections = []*Section{{Pos: p.TitlePos}}
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	r.parse(p, newFile(name, path.Join(r.docs, name), data))
	return p, nil
}

// parse fills the page with what is in the file. A panic of the markdown
// parser costs the page only.
func (r *Reader) parse(p *Page, f *file) {
	defer func() {
		if err := recover(); err != nil {
			*p = Page{
				Path: p.Path, TitlePos: p.TitlePos, Front: f.front, Findings: f.findings,
				Sections: []*Section{{Pos: p.TitlePos}},
			}
			p.Findings.Add(source.Position{File: p.Path}, rulePageUnparseable, "the markdown parser failed (%v): the page is not read", err)
		}
	}()
	p.Front = f.front
	b := &builder{reader: r, page: p}
	b.section = b.addSection(0, "", p.TitlePos)
	b.read(f)
	b.settle()
}

// parseTree returns goldmark's tree of the file.
func (r *Reader) parseTree(f *file) ast.Node {
	return r.markdown.Parse(text.NewReader(f.mark))
}

var errTooLarge = fmt.Errorf("larger than %d bytes", maxPage)

// readFile reads a regular file of at most maxPage bytes inside the root.
func (r *Reader) readFile(name string) ([]byte, error) {
	info, err := r.lstat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxPage {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	opened, err := r.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	data := make([]byte, info.Size()+1)
	n, err := io.ReadFull(opened, data)
	switch {
	case err == nil: // it grew meanwhile
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	case !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return nil, err
	}
	return data[:n], nil
}

var (
	errSymlink    = errors.New("a symbolic link")
	errNotRegular = errors.New("not a regular file")
)

// lstat returns the file's info if it is a regular file that is reached
// without a symbolic link.
func (r *Reader) lstat(name string) (fs.FileInfo, error) {
	if err := r.checkFolder(path.Dir(name)); err != nil {
		return nil, err
	}
	info, err := fs.Lstat(r.root, name)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, &fs.PathError{Op: "open", Path: name, Err: errSymlink}
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return info, nil
}

// checkFolder looks for symbolic links on the way to a folder. The way to the
// folder of pages itself is the caller's choice.
func (r *Reader) checkFolder(folder string) error {
	if folder == "." || r.docs == folder || strings.HasPrefix(r.docs, folder+"/") {
		return nil
	}
	if err, ok := r.folders.Load(folder); ok {
		err, _ := err.(error)
		return err
	}
	err := r.checkFolder(path.Dir(folder))
	if err == nil {
		var info fs.FileInfo
		info, err = fs.Lstat(r.root, folder)
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			err = &fs.PathError{Op: "open", Path: folder, Err: errSymlink}
		}
	}
	if err != nil {
		r.folders.Store(folder, err)
	} else {
		r.folders.Store(folder, true)
	}
	return err
}
