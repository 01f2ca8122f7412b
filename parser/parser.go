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

	"github.com/docwright/docwright/parser/internal/kind"
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
	// Docs is the folder of pages inside Root, "." for Root itself. Pages are found
	// at every depth below it.
	Docs string
	// Correct changes the model, if it is not nil, once its names are linked and
	// before examples are held against it.
	Correct func(*model.Model)
	// Progress is called after each page, from several goroutines. It may be nil.
	Progress func(done, total int)
}

// ErrNoPages is returned where the folder has no markdown file at all, and
// [ErrNoReference] where it has some, and none is a page of a reference that can be
// read.
var (
	ErrNoPages     = errors.New("no markdown files found")
	ErrNoReference = errors.New("no page of a reference found")
)

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
	pages, others, unread, err := o.read(ctx, names)
	if err != nil {
		return nil, nil, err
	}
	findings = append(findings, unread...)
	if !others.isReference(len(names)) {
		findings.Add(source.Position{File: names[0]}, ruleNoReference, "%s", others.expected(len(names)))
		findings.Sort()
		return nil, findings, ErrNoReference
	}
	m := pages.Link()
	m.Unread = others.list
	m.Coverage.Files = model.Count{Read: m.Coverage.Pages, Of: len(names)}
	if o.Correct != nil {
		o.Correct(m)
	}
	pages.Settle(m)
	if err := pages.Check(ctx, m); err != nil {
		return nil, nil, err
	}
	findings = slices.Concat(findings, pages.Findings.Pages, pages.Findings.Types, pages.Findings.Operations)
	findings.Sort()
	return m, findings, nil
}

// read reads the pages of the names. The findings are on files that can't be read.
func (o Options) read(ctx context.Context, names []string) (*phase.Pages, *others, source.Findings, error) {
	reader := page.NewReader(o.Root, o.Docs)
	found := make([]source.Findings, len(names))
	seen := make([]sight, len(names))
	var done atomic.Int64
	pages, err := phase.Read(ctx, len(names), func(i int) *phase.Page {
		read := readPage(reader, names[i], &seen[i], &found[i])
		if n := done.Add(1); o.Progress != nil {
			o.Progress(int(n), len(names))
		}
		return read
	})
	return pages, gather(names, seen), slices.Concat(found...), err
}

// readPage reads a file; nil where it is no page.
func readPage(reader *page.Reader, name string, seen *sight, findings *source.Findings) *phase.Page {
	p, err := reader.Read(name)
	if err != nil {
		findings.Add(source.Position{File: name}, rulePageUnreadable, "%s: the page is left out", reason(err))
		seen.unreadable, seen.reason = true, "it can't be read: "+reason(err)
		return nil
	}
	read := phase.ReadPage(p)
	seen.known, seen.headings = kind.Heads(p)
	if seen.reason = read.Kind().Reason; read.Kind().Kind == kind.Other {
		return nil
	}
	return read
}
