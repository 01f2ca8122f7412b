// Package operation reads the operations of a page from its request lines, its
// sections and its examples.
//
// [Read] processes a single page. Types are references by name; [Link] and
// [schema.Link] resolve them after all pages are read.
package operation

import (
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Page has the operations of one page.
type Page struct {
	Operations   []*model.Operation // in page order
	RequestLines model.Count        // the template lines that begin with an HTTP method
	Rows         model.Count        // the rows of tables of parameters, options and headers
	Examples     model.Count        // request and response blocks
	Findings     source.Findings
	Notes        note.Page

	page *page.Page
}
