package page

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docwright/docwright/parser/source"
)

// Reader reads the pages of a folder. It caches included files, and may be used
// from several goroutines.
type Reader struct {
	root     fs.FS
	docs     string
	markdown parser.Parser
	folders  sync.Map // path inside root -> *folder
	includes sync.Map // path inside root -> *included
	builders sync.Pool
	buffers  sync.Pool // *[]byte, for the bytes of a page while it is read
	// Keep reports whether a zone is read. All are where it is nil. It is set before
	// the first page is read, and called from several goroutines.
	Keep func(*Zone) bool
}

// included is an included file. It is read once.
type included struct {
	once sync.Once
	file *file
	err  error
}

// NewReader returns a reader of the pages in the folder docs, a slash-separated
// path inside root, or "." for root itself. Includes may name any file inside
// root. The reader opens nothing outside of root. It does not follow symbolic
// links if root can report them (see [fs.ReadLinkFS]). Use an [os.Root] to be
// safe from links that change during reading.
func NewReader(root fs.FS, docs string) *Reader {
	return &Reader{
		root:     root,
		docs:     path.Clean(docs),
		markdown: newMarkdown(),
	}
}

// newMarkdown returns a parser of markdown with tables.
func newMarkdown() parser.Parser {
	p := goldmark.New().Parser()
	p.AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(newTables(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	return p
}

// Read reads the page with the given name, a slash-separated path inside the
// folder of pages. It returns an error if the file can't be read. Faults in the
// page are in the findings of the page.
func (r *Reader) Read(name string) (*Page, error) {
	buffer, ok := r.buffers.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	defer r.buffers.Put(buffer)
	data, err := r.readFile(path.Join(r.docs, name), buffer)
	p := &Page{Path: name, TitlePos: source.Position{File: name, Line: 1, Col: 1}}
	if errors.Is(err, errTooLarge) {
		p.Findings.Add(source.Position{File: name}, rulePageTooLarge, "%v; the page is not read", err)
		p.Sections = []*Section{{Pos: p.TitlePos}}
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	r.parse(p, data)
	return p, nil
}

// parse reads data into the page. A panic of the markdown parser or of this
// package affects this page only.
func (r *Reader) parse(p *Page, data []byte) {
	defer func() {
		if err := recover(); err != nil {
			*p = Page{Path: p.Path, TitlePos: p.TitlePos, Sections: []*Section{{Pos: p.TitlePos}}}
			p.Findings.Add(source.Position{File: p.Path}, rulePageUnparseable, "the markdown parser failed (%v); the page is not read", err)
		}
	}()
	f := newFile(p.Path, path.Join(r.docs, p.Path), data, r.Keep)
	if !f.isText() {
		p.Findings.Add(source.Position{File: p.Path}, ruleEncodingUnknown, "%v; the page is not read", errNotText)
		p.Sections = []*Section{{Pos: p.TitlePos}}
		return
	}
	p.Front = f.front
	b := r.builder(p)
	b.section = b.addSection(0, "", p.TitlePos)
	b.read(f)
	b.dropPending()
	f.mark = nil // blocks keep the file for positions, which don't need mark
	r.builders.Put(b)
}

// builder returns a builder for the page. It reuses the unused memory of an
// earlier builder.
func (r *Reader) builder(p *Page) *builder {
	b, ok := r.builders.Get().(*builder)
	if !ok {
		b = new(builder)
	}
	*b = builder{reader: r, page: p, spans: b.spans[len(b.spans):], cells: b.cells, inliner: inliner{buf: b.inliner.buf[:0]}}
	return b
}

// parseTree returns goldmark's tree of the file.
func (r *Reader) parseTree(f *file) ast.Node {
	return r.markdown.Parse(text.NewReader(f.mark))
}

var errTooLarge = fmt.Errorf("larger than %d bytes", maxPage)

// readFile reads a regular file of at most maxPage bytes inside the root. The result
// is in the buffer, which grows if necessary.
func (r *Reader) readFile(name string, buffer *[]byte) ([]byte, error) {
	if err := r.check(name); err != nil {
		return nil, err
	}
	opened, err := r.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, err
	}
	size := int(min(info.Size(), maxPage+1))
	*buffer = slices.Grow((*buffer)[:0], size+1)
	data := (*buffer)[:size+1]
	n, err := io.ReadAtLeast(opened, data, max(size, 1))
	switch {
	case n > maxPage || n > size: // a file that grows is not read in part
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return nil, err
	}
	return data[:n], nil
}

var (
	errSymlink    = errors.New("symbolic links are not followed")
	errNotRegular = errors.New("not a regular file")
)

// folder caches the listing of a folder.
type folder struct {
	err   error                  // why files below it can't be read
	types map[string]fs.FileMode // the types of its entries; nil if it was not listed
}

// check returns an error unless name is a regular file, reached without
// symbolic links. It does not open the file.
func (r *Reader) check(name string) error {
	f := r.folder(path.Dir(name))
	if f.err != nil {
		return f.err
	}
	mode, ok := f.types[path.Base(name)]
	switch {
	case !ok:
		return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case mode&fs.ModeSymlink != 0:
		return &fs.PathError{Op: "open", Path: name, Err: errSymlink}
	case !mode.IsRegular():
		return &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return nil
}

// Exists reports whether there is a file or folder with the name. The name is compared
// with those in its folder, so that the result is the same on file systems that ignore
// case.
func (r *Reader) Exists(name string) bool {
	f := r.folder(path.Dir(name))
	if errors.Is(f.err, errSymlink) {
		_, err := fs.Stat(r.root, name)
		return err == nil
	}
	_, ok := f.types[path.Base(name)]
	return ok
}

// folder lists a folder once, after its parent folders. The path to the folder
// of pages is the caller's choice and may have symbolic links.
func (r *Reader) folder(name string) *folder {
	if f, ok := r.folders.Load(name); ok {
		return f.(*folder)
	}
	f := new(folder)
	if name != "." && r.docs != name && !strings.HasPrefix(r.docs, name+"/") {
		above := r.folder(path.Dir(name))
		switch mode, ok := above.types[path.Base(name)]; {
		case above.err != nil:
			f.err = above.err
		case !ok:
			f.err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		case mode&fs.ModeSymlink != 0:
			f.err = &fs.PathError{Op: "open", Path: name, Err: errSymlink}
		case !mode.IsDir():
			f.err = &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
		}
	}
	if f.err == nil {
		f.list(r.root, name)
	}
	kept, _ := r.folders.LoadOrStore(name, f)
	return kept.(*folder)
}

func (f *folder) list(root fs.FS, name string) {
	entries, err := fs.ReadDir(root, name)
	f.err = err
	f.types = make(map[string]fs.FileMode, len(entries))
	for _, entry := range entries {
		f.types[entry.Name()] = entry.Type()
	}
}
