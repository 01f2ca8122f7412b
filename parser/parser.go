// Package parser reads a folder of annotated markdown reference pages into a
// [model.Model].
//
// The work is done in three phases. Each page is read by itself, many at a
// time: package page makes blocks of the markdown, package schema declares the
// types and enums that the page describes, package operation its request
// lines, parameters and examples. Then all names are linked, once, by
// [schema.Link]. Last, each operation is held against the linked types, again
// many at a time. What a page says therefore never depends on the order in
// which pages are read, and a page that can't be read costs that page only.
package parser

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/docwright/docwright/internal/parallel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
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
	reader := page.NewReader(o.Root, o.Docs)
	pages := make([]pageResult, len(names))
	var done atomic.Int64
	if err := parallel.Each(ctx, 0, len(names), func(i int) error {
		pages[i] = readPage(reader, names[i])
		if n := done.Add(1); o.Progress != nil {
			o.Progress(int(n), len(names))
		}
		return nil
	}); err != nil {
		return nil, nil, err
	}

	m := &model.Model{Version: model.Version}
	declarations := make([]*schema.Declarations, 0, len(pages))
	var operations []*operation.Operations
	for i := range pages {
		p := &pages[i]
		findings = append(findings, p.findings...)
		if p.declarations == nil {
			continue
		}
		declarations = append(declarations, p.declarations)
		if ops := p.operations; ops != nil {
			operations = append(operations, ops)
			m.Operations = append(m.Operations, ops.Ops...)
			add(&m.Coverage.RequestLines, ops.RequestLines)
			add(&m.Coverage.Examples, ops.Examples)
		}
		m.Coverage.Pages++
		add(&m.Coverage.Annotations, p.annotations)
		add(&m.Coverage.Rows, p.declarations.Rows)
	}

	operation.FromMethods(operations, declarations)
	types, enums, linking := schema.Link(declarations)
	m.Types, m.Enums = types, enums
	findings = append(findings, linking...)

	if o.Correct != nil {
		o.Correct(m)
	}
	m.BaseURL = baseURL(m)
	operation.SetApart(operations, m.BaseURL)
	checked := make([]source.Findings, len(pages))
	if err := parallel.Each(ctx, 0, len(pages), func(i int) error {
		if ops := pages[i].operations; ops != nil {
			checked[i] = append(ops.Findings, operation.Check(ops.Ops, types)...)
		}
		return nil
	}); err != nil {
		return nil, nil, err
	}
	for i := range checked {
		findings = append(findings, checked[i]...)
	}

	slices.SortStableFunc(m.Operations, func(a, b *model.Operation) int {
		return cmp.Or(strings.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
	findings = append(findings, operation.Unique(m.Operations, types)...)
	findings = append(findings, operation.Conflicts(m.Operations)...)
	m.Coverage.Operations = len(m.Operations)
	findings.Sort()
	return m, findings, nil
}

// pageResult is what the first phase makes of a page.
type pageResult struct {
	declarations *schema.Declarations  // nil where the page could not be read
	operations   *operation.Operations // nil where the page describes types only
	annotations  model.Count
	findings     source.Findings
}

func readPage(reader *page.Reader, name string) pageResult {
	var r pageResult
	p, err := reader.Read(name)
	if err != nil {
		r.findings.Add(source.Position{File: name}, rulePageUnreadable, "%s: the page is left out", reason(err))
		return r
	}
	r.declarations = schema.Read(p)
	if !strings.HasPrefix(name, "resources/") {
		ops := operation.Read(p, r.declarations)
		r.operations = ops
		if len(ops.Ops) == 0 && strings.HasPrefix(name, "api/") && ops.RequestLines.Of == 0 {
			r.findings.Add(p.TitlePos, ruleNoOperation, "the page has no request line: put one in a code block below the heading \"HTTP request\"")
		}
	}
	for _, a := range p.Annotations {
		r.annotations.Of++
		if a.Fields != nil {
			r.annotations.Read++
		}
	}
	r.findings = append(r.findings, p.Findings...)
	r.findings = append(r.findings, r.declarations.Findings...)
	return r
}

// reason is the error without the path, which the position has already.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// list returns the names of all pages relative to docs, sorted. Pages are the
// .md files below api/ and resources/; a folder that has neither is taken as
// a folder of pages itself. What has the name of a page and is no regular
// file is a finding: it is never opened.
func list(root fs.FS, docs string) ([]string, source.Findings, error) {
	if info, err := fs.Stat(root, docs); err != nil {
		return nil, nil, fmt.Errorf("the folder of pages: %w", err)
	} else if !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is no folder", docs)
	}
	var names []string
	var findings source.Findings
	walk := func(folder string) error {
		return fs.WalkDir(root, path.Join(docs, folder), func(full string, entry fs.DirEntry, err error) error {
			name := relative(docs, full)
			switch {
			case err != nil && full == path.Join(docs, folder) && errors.Is(err, fs.ErrNotExist):
				return fs.SkipAll
			case err != nil:
				findings.Add(source.Position{File: name}, rulePageUnreadable, "%s: what is below is left out", reason(err))
				return fs.SkipDir
			case entry.IsDir():
				if name != folder && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "includes") {
					return fs.SkipDir
				}
			case !strings.EqualFold(path.Ext(name), ".md"):
			case !entry.Type().IsRegular():
				findings.Add(source.Position{File: name}, rulePageUnreadable, "not a regular file: the page is left out")
			case strings.EqualFold(entry.Name(), "README.md"):
			default:
				names = append(names, name)
			}
			return nil
		})
	}
	for _, folder := range []string{"api", "resources"} {
		if err := walk(folder); err != nil {
			return nil, nil, err
		}
	}
	if len(names) == 0 && len(findings) == 0 {
		if err := walk("."); err != nil {
			return nil, nil, err
		}
	}
	slices.Sort(names)
	return names, findings, nil
}

func relative(docs, full string) string {
	if docs == "." {
		return full
	}
	if full == docs {
		return "."
	}
	return strings.TrimPrefix(full, docs+"/")
}

func add(sum *model.Count, c model.Count) {
	sum.Read += c.Read
	sum.Of += c.Of
}
