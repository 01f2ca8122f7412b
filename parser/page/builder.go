package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/docwright/docwright/parser/source"
)

// builder makes the blocks of a page from goldmark's tree.
type builder struct {
	reader *Reader
	page   *Page
	scope

	section *Section
	list    *List // the list that new items are added to, if it is the last block
	pending pending

	included, includedBytes int
	overflow                bool

	// spans and cells are slabs: spans and cells of blocks are slices of them.
	spans []Span
	cells []Cell

	inliner inliner
}

// scope is the state of the file being read: the page, or a file that it
// includes.
type scope struct {
	file    *file
	outer   *scope // the scope of the including file; nil for the page
	depth   int    // the depth of includes
	nested  int    // the number of enclosing lists and quotes
	quote   bool   // an enclosing block is a quote
	comment int    // index of the next unread comment of the file
	line    int    // index of the line of the last position, as a hint for the next one
}

// read reads a file as part of the page.
func (b *builder) read(f *file) {
	b.file = f
	b.page.Findings = append(b.page.Findings, f.findings...)
	b.page.Zones = append(b.page.Zones, f.zones...)
	b.blocks(b.reader.parseTree(f))
	b.commentsBefore(len(f.text))
}

// at returns the position of an offset in the current file.
func (b *builder) at(offset int) source.Position {
	starts := b.file.starts
	i := b.line
	if i >= len(starts) || starts[i] > offset || i+2 < len(starts) && starts[i+2] <= offset {
		i = b.file.line(offset)
	} else if i+1 < len(starts) && starts[i+1] <= offset {
		i++
	}
	b.line = i
	return source.Position{File: b.file.name, Line: i + 1, Col: offset - starts[i] + 1}
}

func (b *builder) report(offset int, rule *source.Rule, format string, args ...any) {
	b.page.Findings.Add(b.at(offset), rule, format, args...)
}

// emit appends a block to the section.
func (b *builder) emit(block Block) {
	if b.section.Blocks == nil {
		b.section.Blocks = make([]Block, 0, 4)
	}
	b.section.Blocks = append(b.section.Blocks, block)
	b.list = nil
}

// blocks reads the children of a document, quote or list item.
func (b *builder) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.block(n)
	}
}

func (b *builder) block(n ast.Node) {
	if b.comment < len(b.file.comments) {
		b.commentsBefore(start(n))
	}
	switch n := n.(type) {
	case *ast.Heading:
		b.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		b.paragraph(n)
	case *ast.FencedCodeBlock:
		b.code(n)
	case *extast.Table:
		b.readTable(n)
	case *ast.HTMLBlock:
		b.html(n)
	case *ast.List:
		b.readList(n, 0)
	case *ast.Blockquote:
		quote := b.quote
		b.quote = true
		b.nested++
		b.blocks(n)
		b.nested--
		b.quote = quote
	case *ast.CodeBlock:
		b.indented(n)
	}
}

// start returns the offset at which a block begins.
func start(n ast.Node) int {
	if n.Kind() == extast.KindTable { // goldmark gives a table the position of the text above it
		n = n.FirstChild()
	}
	return max(n.Pos(), 0)
}

// extent returns the offsets at which the lines of a block begin and end.
func extent(n ast.Node) (from, to int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return max(n.Pos(), 0), max(n.Pos(), 0)
	}
	return lines.At(0).Start, lines.At(lines.Len() - 1).Stop
}

// paragraph reads a paragraph. The paragraph may be an include or a directive.
func (b *builder) paragraph(n ast.Node) {
	from, to := extent(n)
	if from == to {
		return
	}
	raw := b.file.text[from:to]
	if b.docfxLine(raw, from) {
		return
	}
	t := b.inline(n, from+alertLength(raw))
	if len(t) > 0 {
		b.emit(&Prose{Pos: b.at(from), Text: t, Quote: b.quote})
	}
}

// docfxLine reads a paragraph of includes, or skips a directive. It reports
// whether raw is either of them.
func (b *builder) docfxLine(raw string, offset int) bool {
	return strings.HasPrefix(raw, "[!") && (isDirective(raw) || b.includes(raw, offset))
}

// readList reads a list. A block inside an item, other than text, ends the list
// and the next item starts a new one. So the blocks of a section stay in page
// order.
func (b *builder) readList(n *ast.List, depth int) {
	if depth == 0 {
		b.list = nil
	}
	b.nested++
	defer func() { b.nested-- }()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.item(c, depth)
	}
}

func (b *builder) item(n ast.Node, depth int) {
	b.commentsBefore(start(n))
	fresh := true // no block of the item was read yet
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			if b.itemText(n, c, depth, fresh) {
				fresh = false
			}
		case *ast.List:
			b.readList(c, depth+1)
			fresh = false
		default:
			b.block(c)
			fresh = false
		}
	}
}

// itemText reads a paragraph of an item. The first paragraph makes the item.
// Later ones are appended to the item, or become prose after another block.
func (b *builder) itemText(item, n ast.Node, depth int, first bool) bool {
	from, to := extent(n)
	raw := b.file.text[from:to]
	if b.docfxLine(raw, from) {
		return false
	}
	t := b.inline(n, from+alertLength(raw))
	switch {
	case len(t) == 0:
		return false
	case first:
		b.addItem(Item{Pos: b.at(max(item.Pos(), 0)), Depth: depth, Text: t})
	case b.list != nil && b.list.Items[len(b.list.Items)-1].Depth == depth:
		last := &b.list.Items[len(b.list.Items)-1]
		last.Text = append(append(last.Text[:len(last.Text):len(last.Text)], Span{Kind: Break}), t...)
	default:
		b.emit(&Prose{Pos: b.at(from), Text: t, Quote: b.quote})
	}
	return true
}

func (b *builder) addItem(item Item) {
	if b.list == nil {
		list := &List{Pos: item.Pos}
		b.emit(list)
		b.list = list
	}
	b.list.Items = append(b.list.Items, item)
}

func (*Prose) block() {}
func (*List) block()  {}
func (*Table) block() {}
func (*Code) block()  {}

// Position returns the position of the paragraph.
func (p *Prose) Position() source.Position { return p.Pos }

// Position returns the position of the first item.
func (l *List) Position() source.Position { return l.Pos }

// Position returns the position of the header.
func (t *Table) Position() source.Position { return t.Pos }

// Position returns the position of the fence.
func (c *Code) Position() source.Position { return c.Pos }
