// Package page turns a markdown page into blocks, and knows no API.
//
// A [Page] is front matter and an outline of [Section]s; a section has the
// blocks that stand directly below its heading: prose, lists, tables and code,
// each with its position. The annotation before a code block, a JSON object in
// an HTML comment, is attached to the block that it speaks of. What a
// markdown parser does not know of this dialect is dealt with here, each
// quirk in one place: tab headings are no headings, includes are read in place,
// rows that lost their pipes are found again.
//
// The package is the only importer of goldmark.
package page

import (
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// Page is one markdown file, read.
type Page struct {
	Path  string // slash-separated, relative to the folder of pages: "api/user-list.md"
	Front Front
	// Title is the text of the first level-one heading, TitlePos its place; a
	// page without one has the empty title and the position of line 1.
	Title    string
	TitlePos source.Position
	// Sections is the outline in page order. Sections[0] has no heading and
	// holds what stands before the first one; the section of the title follows.
	Sections []*Section
	// Annotations are all annotations of the page in order, attached or not.
	Annotations []*Annotation
	// Included are the files that the page includes, directly or not: paths inside
	// the root, in the order of their first use, each once.
	Included []string
	Findings source.Findings
}

// Front is the front matter. Keys that are not named here are ignored.
type Front struct {
	Title, Description, DocType string
	Date                        string
}

// Section is a heading and what stands directly below it, up to the next
// heading of any level.
type Section struct {
	Level  int    // 1 to 6; 0 for Sections[0]
	Title  string // plain text, white space folded
	Anchor string // as links name it: lower case, words joined by "-"
	Pos    source.Position
	Parent *Section // nearest section above with a smaller level; nil at the top
	Blocks []Block
}

// Block is one of *Prose, *List, *Table and *Code.
type Block interface {
	Position() source.Position
	block()
}

// Prose is a paragraph, or a paragraph of a quote (Quote is set: notes).
type Prose struct {
	Pos   source.Position
	Text  Text
	Quote bool
}

// List is a bulleted or numbered list; an item's nested lists follow it flat.
type List struct {
	Pos   source.Position
	Items []Item
}

// Item is an item of a list.
type Item struct {
	Pos   source.Position
	Depth int // 0 for items of the outermost list
	Text  Text
}

// Table is a table. Rows hold exactly as many cells as the header.
type Table struct {
	Pos    source.Position
	Header []Cell
	Rows   []Row
	// Annotation is set where an annotation stands directly before the table.
	Annotation *Annotation
}

// Row is a row of a table.
type Row struct {
	Pos   source.Position
	Cells []Cell
	// Extra is how many cells the page has beyond those of the header.
	Extra int
}

// Cell is a cell of a table.
type Cell struct {
	Pos  source.Position
	Text Text
}

// Code is a fenced code block.
type Code struct {
	Pos     source.Position // of the fence
	TextPos source.Position // of the first line of Text
	Info    string          // the info string, trimmed; never to be relied on
	Text    string          // ends in a newline unless empty
	// Indent is how many columns were cut from each line of Text, at most: a
	// line may have had fewer. For the place of something in Text see [Code.At].
	Indent     int
	Annotation *Annotation // nil where none is attached
	// Unclosed is set where the closing fence is missing: the opening of another
	// block stands inside, or the block runs to the end of the page. Its text is
	// then more than that of one block, and other fences may be out of step.
	Unclosed bool

	cut []int // how many were cut of each line; nil for none
}

// Annotation is a JSON object in an HTML comment.
type Annotation struct {
	Pos       source.Position
	BlockType string // lower camel case as documented: "resource", "request", …; empty for page annotations
	PageType  string // the value of "type": "#page.annotation"
	// Fields is the object. Where the JSON was beyond reading it has only the
	// members that could be picked out of it (a finding says so). For the
	// place of something in it see [Annotation.At].
	Fields *lenient.Value
	// Block is the code or table that the annotation is attached to, or nil.
	Block Block

	file *file
	base int // offset in file that the offsets in Fields count from
}

// Text is inline text as a list of spans.
type Text []Span

// SpanKind tells spans apart.
type SpanKind uint8

// The kinds of span.
const (
	Plain    SpanKind = iota
	CodeSpan          // between backticks
	Strong            // bold
	Emph              // italic
	Link              // Target is set; an image is a link too
	Break             // <br/> or a hard line break
)

// Span is a piece of inline text of one kind. A link's text is flattened into
// the span; bold or code inside it is dropped.
type Span struct {
	Kind   SpanKind
	Text   string
	Target string // of a link, as written, reference links resolved
}
