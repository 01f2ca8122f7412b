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
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/internal/phase"
	"github.com/docwright/docwright/parser/internal/zone"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/source"
)

// Options are the options of [Parse] and [Lint].
type Options struct {
	// Root is the file system with the pages and the files that they include.
	// Nothing else is opened.
	Root fs.FS
	// Docs is the folder of pages inside Root, or "." for Root itself. It is searched
	// at every depth.
	Docs string
	// Zone names the zones to read, on pages that have zones. If it is empty, BaseURL,
	// the base URL of the service, selects the zones. Both may be empty.
	Zone, BaseURL string
	// Correct changes the model after its names are linked and before its examples are
	// checked. It may be nil.
	Correct func(*model.Model)
	// Progress is called after each page, from several goroutines. It may be nil.
	Progress func(done, total int)
}

// ErrZone is returned if no page has the given zone.
var ErrZone = errors.New("no zone called")

// ErrNoPages is returned if the folder has no markdown file. [ErrNoReference] is
// returned if the folder has markdown files, but none is a readable page of a
// reference.
var (
	ErrNoPages     = errors.New("no markdown files found")
	ErrNoReference = errors.New("no page of a reference found")
)

// Parse reads the pages into a model. The findings are sorted. The error is
// [ErrNoPages], [ErrNoReference], [ErrZone], the error of the context, or an error
// that the folder can't be listed.
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

// read reads the named pages. The findings report unreadable files, and the choice of
// zones.
func (o Options) read(ctx context.Context, names []string) (*phase.Pages, *others, source.Findings, error) {
	texts, found, err := o.texts(ctx, names)
	if err != nil {
		return nil, nil, nil, err
	}
	zones, err := o.zones(ctx, names, texts)
	if err != nil {
		return nil, nil, nil, err
	}
	seen := make([]sight, len(names))
	lost := make([]source.Findings, len(names))
	pages, err := phase.Read(ctx, len(names), func(i int) *phase.Page {
		if texts[i] == nil {
			seen[i].unreadable, seen[i].reason = true, "it can't be read"
			return nil
		}
		read := readPage(texts[i], &seen[i])
		if read == nil { // nobody else reports the findings of a file that is no page
			lost[i] = texts[i].Findings.Lost()
		}
		return read
	})
	return pages, gather(names, seen), slices.Concat(found, zones, slices.Concat(lost...)), err
}

// texts reads the markdown of files. An unreadable file is nil and has a finding.
func (o Options) texts(ctx context.Context, names []string) ([]*page.Page, source.Findings, error) {
	reader := page.NewReader(o.Root, o.Docs)
	found := make([]source.Findings, len(names))
	texts := make([]*page.Page, len(names))
	var done atomic.Int64
	err := parallel.Each(ctx, 0, len(names), func(i int) error {
		p, err := reader.Read(names[i])
		if err != nil {
			found[i].Add(source.Position{File: names[i]}, rulePageUnreadable, "%s; the page is left out", reason(err))
		}
		texts[i] = p
		if n := done.Add(1); o.Progress != nil {
			o.Progress(int(n), len(names))
		}
		return nil
	})
	return texts, slices.Concat(found...), err
}

// zones chooses the zones to read, and reads the pages with zones again. It returns
// the findings about the choice.
func (o Options) zones(ctx context.Context, names []string, texts []*page.Page) (source.Findings, error) {
	survey := zone.New(texts)
	if o.Zone != "" && !slices.ContainsFunc(survey.Names(), func(name string) bool { return strings.EqualFold(name, o.Zone) }) {
		return nil, fmt.Errorf("%w %q: the pages have %s", ErrZone, o.Zone, cmp.Or(strings.Join(survey.Names(), ", "), "none"))
	}
	if survey.IsEmpty() {
		return nil, nil
	}
	choice := survey.Choose(o.Zone, o.BaseURL)
	reader := page.NewReader(o.Root, o.Docs)
	reader.Keep = choice.Keep
	return choice.Findings, parallel.Each(ctx, 0, len(texts), func(i int) error {
		if texts[i] == nil || len(texts[i].Zones) == 0 {
			return nil
		}
		if p, err := reader.Read(names[i]); err == nil {
			texts[i] = p
		}
		return nil
	})
}

// readPage reads a page from a file, or returns nil if the file is not a page.
func readPage(p *page.Page, seen *sight) *phase.Page {
	read := phase.ReadPage(p)
	seen.known, seen.unknown = kind.Heads(p)
	if seen.reason = read.Kind().Reason; read.Kind().Kind == kind.Other {
		return nil
	}
	return read
}
