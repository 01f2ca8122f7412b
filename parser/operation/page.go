// Package operation reads the operations of a page from its request lines, its
// sections and its examples.
//
// [Read] processes a single page. Types are references by name; [Link] and
// [schema.Link] resolve them after all pages are read.
package operation

import (
	"strconv"

	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/internal/statement"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Page has the operations of one page.
type Page struct {
	Operations   []*model.Operation // in page order
	RequestLines model.Count        // the template lines that begin with an HTTP method
	Rows         model.Count        // the rows of tables of parameters, options and headers
	Examples     model.Count        // request and response blocks
	Requests     model.Count        // blocks that begin with a request
	Findings     source.Findings
	Notes        note.Page

	page *page.Page
	decl *schema.Declarations
	lost []part.Lost // see [Complete]
}

// addHeaders counts the rows of tables of headers, and takes their findings.
func (p *Page) addHeaders(h *statement.Headers) {
	p.Rows.Read += h.Rows.Read
	p.Rows.Of += h.Rows.Of
	p.Findings = append(p.Findings, h.Findings...)
}

// nameExamples gives the examples of a part names that no other example of the page
// has.
func (p *Page) nameExamples(part *Page) {
	taken := map[string]bool{}
	for _, op := range p.Operations {
		for _, e := range op.Examples {
			taken[e.Name] = true
		}
	}
	for _, op := range part.Operations {
		for _, e := range op.Examples {
			for base, n := e.Name, 2; taken[e.Name]; n++ {
				e.Name = base + "_" + strconv.Itoa(n)
			}
			taken[e.Name] = true
		}
	}
}

// add adds what a part of the page says.
func (p *Page) add(part *Page) {
	p.nameExamples(part)
	p.Operations = append(p.Operations, part.Operations...)
	for _, c := range []struct {
		sum *model.Count
		n   model.Count
	}{{&p.RequestLines, part.RequestLines}, {&p.Rows, part.Rows}, {&p.Requests, part.Requests}, {&p.Examples, part.Examples}} {
		c.sum.Read += c.n.Read
		c.sum.Of += c.n.Of
	}
	p.Findings = append(p.Findings, part.Findings...)
	p.Notes.Operations = append(p.Notes.Operations, part.Notes.Operations...)
	p.Notes.Mended = append(p.Notes.Mended, part.Notes.Mended...)
}
