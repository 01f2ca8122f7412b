// Package phase has the phases that make a model from a folder of pages:
// [Read], [Pages.Link], corrections of the model, if any, [Pages.Settle] and
// [Pages.Check].
//
// Read and Check process single pages concurrently. The result for a page does
// not depend on the order of the pages. Each finding is decided once, by the
// first phase that knows everything the finding depends on.
package phase

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/check"
	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/internal/settle"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Pages are the pages of a model.
type Pages struct {
	list []*Page // sorted by path
	base *notation.Base

	// Findings has the findings of all phases so far, by subject.
	Findings struct{ Pages, Types, Operations source.Findings }
}

// Page is a page and the declarations read from it.
type Page struct {
	page       *page.Page
	types      *schema.Declarations
	urls       *service.Page   // nil if the page describes types only
	operations *operation.Page // nil if the page describes types only
}

// Kind is the kind of the page.
func (p *Page) Kind() kind.Of { return p.types.Kind }

// ReadPage reads the types of a page, and the URLs of its requests.
func ReadPage(p *page.Page) *Page {
	r := &Page{page: p, types: schema.Read(p)}
	if r.types.Kind.Operations {
		r.urls = service.ReadPage(p)
	}
	return r
}

// readOperations reads the operations of a page.
func (p *Page) readOperations(base *notation.Base) {
	if p.urls == nil {
		return
	}
	p.operations = operation.Read(p.page, p.types, base)
	if p.Kind().Kind == kind.Operation && p.operations.RequestLines.Of == 0 {
		p.operations.Findings.Add(p.page.TitlePos, ruleNoOperation, "the page has no request line; put one in a code block below the heading \"HTTP request\"")
	}
}

// Read reads n pages. The read function may return nil for a page that can't be
// read.
func Read(ctx context.Context, n int, read func(i int) *Page) (*Pages, error) {
	list := make([]*Page, n)
	err := parallel.Each(ctx, 0, n, func(i int) error {
		list[i] = read(i)
		return nil
	})
	p := &Pages{list: slices.DeleteFunc(list, func(p *Page) bool { return p == nil })}
	if err != nil {
		return p, err
	}
	urls := make([]*service.Page, len(p.list))
	for i, r := range p.list {
		urls[i] = r.urls
	}
	p.base = service.Of(urls)
	err = parallel.Each(ctx, 0, len(p.list), func(i int) error {
		p.list[i].readOperations(p.base)
		return nil
	})
	operation.Complete(p.operations(), p.base)
	return p, err
}

// operations returns the operations of each page that has some.
func (p *Pages) operations() []*operation.Page {
	var list []*operation.Page
	for _, r := range p.list {
		if r.operations != nil {
			list = append(list, r.operations)
		}
	}
	return list
}

// Link makes a model of the pages and resolves the names in it.
func (p *Pages) Link() *model.Model {
	m := &model.Model{Version: model.Version}
	var declarations []*schema.Declarations
	var operations []*operation.Page
	for _, r := range p.list {
		declarations = append(declarations, r.types)
		if r.operations != nil {
			operations = append(operations, r.operations)
			m.Operations = append(m.Operations, r.operations.Operations...)
		}
		r.count(&m.Coverage)
		if names := r.types.Overlooked; len(names) > 0 {
			if m.Overlooked == nil {
				m.Overlooked = map[string][]string{}
			}
			m.Overlooked[r.page.Path] = names
		}
	}
	operation.Link(operations, declarations)
	m.Types, m.Enums, p.Findings.Types = schema.Link(declarations)
	for _, r := range p.list {
		p.Findings.Pages = append(p.Findings.Pages, r.page.Findings...)
		p.Findings.Types = append(p.Findings.Types, r.types.Findings...)
		if r.operations != nil {
			p.Findings.Operations = append(p.Findings.Operations, r.operations.Findings...)
		}
	}
	return m
}

// count adds the page to the coverage.
func (p *Page) count(c *model.Coverage) {
	c.Pages++
	switch p.Kind().Kind {
	case kind.Operation:
		c.Kinds.Operations++
	case kind.Type:
		c.Kinds.Types++
	case kind.Enum:
		c.Kinds.Enums++
	}
	for _, a := range p.page.Annotations {
		c.Annotations.Of++
		if a.Fields != nil {
			c.Annotations.Read++
		}
	}
	add(&c.Rows, p.types.Rows)
	if o := p.operations; o != nil {
		add(&c.Rows, o.Rows)
		add(&c.RequestLines, o.RequestLines)
		add(&c.Requests, o.Requests)
		add(&c.Examples, o.Examples)
	}
}

func add(sum *model.Count, c model.Count) {
	sum.Read += c.Read
	sum.Of += c.Of
}

// Settle decides what depends on all pages together: the base URL, the types of
// responses, and the names of operations.
func (p *Pages) Settle(m *model.Model) {
	m.BaseURL = p.base.URL
	slices.SortStableFunc(m.Operations, func(a, b *model.Operation) int {
		return cmp.Or(strings.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line))
	})
	sets := settle.SetsOf(m.Operations)
	named := map[*model.Operation]*naming.Named{}
	var notes []*note.Page
	for _, r := range p.list {
		if r.operations == nil {
			continue
		}
		p.Findings.Operations = append(p.Findings.Operations, settle.Page(&r.operations.Notes, m.BaseURL, sets)...)
		notes = append(notes, &r.operations.Notes)
		for _, n := range r.operations.Notes.Operations {
			named[n.Op] = &n.Named
		}
	}
	p.Findings.Operations = append(p.Findings.Operations, settle.Spell(notes)...)
	names := make([]*naming.Named, len(m.Operations))
	for i, op := range m.Operations {
		names[i] = named[op]
	}
	p.Findings.Operations = append(p.Findings.Operations, naming.Unique(names, m.Types)...)
	m.Coverage.Operations = len(m.Operations)
	m.Coverage.Bodies = bodies(m)
}

// bodies counts the requests and responses with a body, and those with a known type.
func bodies(m *model.Model) model.Count {
	var c model.Count
	count := func(known bool) {
		c.Of++
		if known {
			c.Read++
		}
	}
	for _, op := range m.Operations {
		if op.Request != nil {
			count(op.Request.Type != edm.Untyped)
		}
		if result := op.Result(); result != nil {
			count(result.Type != edm.Untyped)
		}
	}
	return c
}

// Check compares the examples and tables of operations with the types of the
// model, and the operations with each other.
func (p *Pages) Check(ctx context.Context, m *model.Model) error {
	found := make([]source.Findings, len(p.list))
	types := check.NewTypes(m.Types)
	err := parallel.Each(ctx, 0, len(p.list), func(i int) error {
		if o := p.list[i].operations; o != nil {
			found[i] = check.Page(&o.Notes, types)
		}
		return nil
	})
	p.Findings.Operations = append(p.Findings.Operations, slices.Concat(found...)...)
	p.Findings.Operations = append(p.Findings.Operations, check.Conflicts(m.Operations)...)
	return err
}
