// Package parser reads a folder of annotated markdown reference pages into a
// [model.Model].
//
// Each page is read on its own, many at once. Package page splits the markdown
// into blocks. Package schema declares the types and enums of the page, and
// package operation its request lines, parameters and examples. Then all names
// are linked at once. At this point a caller may correct the model. The next
// step decides what depends on all pages, and the last one compares the
// examples with the linked types. The result does not depend on the order in
// which pages are read. A page that can't be read is left out, and all others
// are read.
package parser

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync/atomic"

	"github.com/docwright/docwright/parser/internal/phase"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Options are the options of [Parse] and [Lint].
type Options struct {
	// Root is the file system with the pages and the files that they include.
	// Nothing else is opened.
	Root fs.FS
	// Docs is the folder of pages in Root, or "." for Root itself. It has the
	// subfolders api/ and resources/, or the pages themselves.
	Docs string
	// Correct changes the model after its names are linked and before examples
	// are compared with it. It may be nil.
	Correct func(*model.Model)
	// Progress is called after each page, from several goroutines. It may be nil.
	Progress func(done, total int)
}

// ErrNoPages is returned if the folder has no pages.
var ErrNoPages = errors.New("no markdown pages found")

// Parse reads the pages into a model. The findings are sorted. The error is
// [ErrNoPages], the error of the context, or says that the folder can't be
// listed.
func Parse(ctx context.Context, o Options) (*model.Model, source.Findings, error) {
	names, findings, err := list(o.Root, o.Docs)
	if err != nil {
		return nil, nil, err
	}
	if len(names) == 0 {
		return nil, findings, ErrNoPages
	}
	pages, unread, err := o.read(ctx, names)
	if err != nil {
		return nil, nil, err
	}
	m := pages.Link()
	if o.Correct != nil {
		o.Correct(m)
	}
	pages.Settle(m)
	if err := pages.Check(ctx, m); err != nil {
		return nil, nil, err
	}
	findings = slices.Concat(findings, unread, pages.Findings.Pages, pages.Findings.Types, pages.Findings.Operations)
	findings.Sort()
	return m, findings, nil
}

// read reads the named pages. The findings are about pages that can't be read
// or from which nothing was read.
func (o Options) read(ctx context.Context, names []string) (*phase.Pages, source.Findings, error) {
	reader := page.NewReader(o.Root, o.Docs)
	found := make([]source.Findings, len(names))
	var done atomic.Int64
	pages, err := phase.Read(ctx, len(names), func(i int) *phase.Page {
		read := readPage(reader, names[i], &found[i])
		if n := done.Add(1); o.Progress != nil {
			o.Progress(int(n), len(names))
		}
		return read
	})
	return pages, slices.Concat(found...), err
}

func readPage(reader *page.Reader, name string, findings *source.Findings) *phase.Page {
	p, err := reader.Read(name)
	if err != nil {
		findings.Add(source.Position{File: name}, rulePageUnreadable, "%s; the page is left out", reason(err))
		return nil
	}
	read := phase.ReadPage(p)
	if read.IsSilent() {
		findings.Add(p.TitlePos, ruleNoOperation, "the page has no request line; put one in a code block below the heading \"HTTP request\"")
	}
	return read
}
