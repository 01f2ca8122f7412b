// Package page reads a markdown page into blocks. It does not know the API that
// the page describes.
//
// A [Page] has front matter and an outline of [Section]s. A section has the
// blocks directly below its heading: prose, lists, tables and code, each with
// its position. An annotation is a JSON object in an HTML comment; it is
// attached to the block that it describes. The package also handles the parts
// of the dialect that a markdown parser does not know, each in one place. For
// example, tab headings don't start sections, includes are replaced by their
// files, and broken table rows are joined.
//
// The package is the only importer of goldmark.
package page

import (
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// Page is one markdown page.
type Page struct {
	Path  string // slash-separated, relative to the folder of pages: "api/user-list.md"
	Front Front
	// Zones are the zones of the page and of what it includes, also those that are not
	// read.
	Zones []*Zone
	// Title is the text of the first level-one heading, and TitlePos its
	// position. Without such a heading, Title is empty and TitlePos is line 1.
	Title    string
	TitlePos source.Position
	// Sections is the outline in page order. Sections[0] has no heading and
	// holds the blocks before the first heading.
	Sections []*Section
	// Annotations are all annotations of the page in order, attached or not.
	Annotations []*Annotation
	// Included lists the files that the page includes, directly or indirectly:
	// paths inside the root, in order of first use, without duplicates.
	Included []string
	Findings source.Findings
}

// Front is the front matter. Other keys are ignored.
type Front struct {
	Title, Description, DocType string
	Date                        string
}

// Section is a heading and the blocks below it, up to the next heading of any
// level.
type Section struct {
	Level  int    // 1 to 6; 0 for Sections[0]
	Title  string // plain text; white space is folded
	Anchor string // as in links: lower case, words joined by "-"
	Pos    source.Position
	Parent *Section // nearest preceding section with a smaller level; nil at the top
	Blocks []Block
}

// Block is one of *Prose, *List, *Table and *Code.
type Block interface {
	Position() source.Position
	block()
}

// Prose is a paragraph. Quote is set for a paragraph in a block quote, such as
// a note.
type Prose struct {
	Pos   source.Position
	Text  Text
	Quote bool
}

// List is a bulleted or numbered list. Items of nested lists follow their
// parent item, with a greater Depth.
type List struct {
	Pos   source.Position
	Items []Item
}

// Item is a list item.
type Item struct {
	Pos   source.Position
	Depth int // 0 for items of the outermost list
	Text  Text
}

// Table is a table. Each row has exactly as many cells as the header.
type Table struct {
	Pos    source.Position
	Header []Cell
	Rows   []Row
	// Annotation is the annotation of the table, or nil.
	Annotation *Annotation
}

// Row is a table row.
type Row struct {
	Pos   source.Position
	Cells []Cell
	// Extra is the number of cells on the page beyond those of the header.
	Extra int
}

// Cell is a table cell.
type Cell struct {
	Pos  source.Position
	Text Text
}

// Code is a fenced code block.
type Code struct {
	Pos     source.Position // position of the fence
	TextPos source.Position // position of the first line of Text
	Info    string          // the info string, trimmed; not reliable
	Text    string          // ends with a newline unless it is empty
	// Indent is the maximum number of columns cut from a line of Text. A line
	// may have had fewer. Use [Code.At] for the position of a byte in Text.
	Indent     int
	Annotation *Annotation // the annotation of the block, or nil
	// Unclosed is set if the closing fence is missing: another code block opens
	// inside this one, or this one runs to the end of the page. Text then has
	// more than the block, and later fences may be read the wrong way round.
	Unclosed bool

	cut []cut // what is cut from each line; nil if nothing
}

// Annotation is a JSON object in an HTML comment.
type Annotation struct {
	Pos       source.Position
	BlockType string // lower camel case as documented: "resource", "request", …; empty for page annotations
	PageType  string // the value of "type": "#page.annotation"
	// Fields is the object. If the comment is not JSON, Fields has only the
	// known members, and a finding reports that. Use [Annotation.At] for the
	// position of a member.
	Fields *lenient.Value
	// Block is the code block or table that the annotation belongs to, or nil.
	Block Block

	file *file
	base int // the start of the object in file; offsets in Fields count from it
}

// Text is inline text as a list of spans.
type Text []Span

// SpanKind is the kind of a span.
type SpanKind uint8

// The kinds of span.
const (
	Plain    SpanKind = iota
	CodeSpan          // code between backticks
	Strong            // bold
	Emph              // italic
	Link              // Target is set; an image is a link, too
	Break             // <br/> or a hard line break
)

// Span is a piece of inline text of one kind. The text of a link is one span;
// bold text and code inside it lose their kind.
type Span struct {
	Kind   SpanKind
	Text   string
	Target string // the link target as written; reference links are resolved
}
