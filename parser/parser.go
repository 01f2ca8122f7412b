// Package parser reads a folder of annotated markdown reference pages into a
// [model.Model].
//
// Each page is read by itself, many at a time: package page makes blocks of the
// markdown, package schema declares the types and enums that the page describes,
// package operation its request lines, parameters and examples. Then all names are
// linked, once. The model may be corrected. After that everything is settled that
// takes all pages to know, and last the examples are compared with the linked
// types. What a page says therefore never depends on the order in which pages are
// read, and a page that can't be read costs that page only.
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

// Options say what to read.
type Options struct {
	// Root is the tree that pages and their includes are read from. Nothing
	// outside of it is opened.
	Root fs.FS
	// Docs is the folder of pages inside Root, "." for Root itself. It has
	// api/ or resources/ below it, or the pages themselves.
	Docs string
	// Correct changes the model, if it is not nil, once its names are linked and
	// before examples are held against it.
	Correct func(*model.Model)
	// Progress is called after each page, from several goroutines. It may be nil.
	Progress func(done, total int)
}

// ErrNoPages is returned where the folder holds no page at all.
var ErrNoPages = errors.New("no markdown pages found")

// Parse reads the pages and returns what they say, with everything that was
// found wrong or could not be read, sorted. The error is for a folder that
// can't be listed, that holds no pages ([ErrNoPages]), or a cancelled context.
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

// read reads the pages of the names. The findings are on pages that can't be read, or
// of which nothing was read.
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
		findings.Add(source.Position{File: name}, rulePageUnreadable, "%s: the page is left out", reason(err))
		return nil
	}
	return phase.ReadPage(p)
}
