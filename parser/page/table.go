package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// readTable reads a table. goldmark gives all rows the length of the header.
func (b *builder) readTable(n *extast.Table) {
	t := &Table{}
	columns := len(n.Alignments)
	var prose []*Prose
	if rows := n.ChildCount() - 1; rows > 0 {
		t.Rows = make([]Row, 0, rows)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch {
		case c.Kind() == extast.KindTableHeader:
			row, _ := b.readRow(c, columns)
			t.Pos, t.Header = row.Pos, row.Cells
		case len(b.file.broken) > 0 && b.file.isBroken(c.Pos()):
			if cell := c.FirstChild(); cell != nil {
				prose = append(prose, &Prose{Pos: b.at(c.Pos()), Text: b.inline(cell, 0), Quote: b.quote})
			}
		case c.Kind() == kindPlainRow:
			t.Rows = append(t.Rows, b.readPlainRow(c.(*plainRow), columns))
		default:
			row, ok := b.readRow(c, columns)
			if ok {
				t.Rows = append(t.Rows, row)
			}
		}
	}
	b.attachTable(t)
	b.emit(t)
	for _, p := range prose {
		b.emit(p)
	}
}

// readRow reads a row or the header. It returns false for a row without any
// text or pipe.
func (b *builder) readRow(n ast.Node, columns int) (Row, bool) {
	start := max(n.Pos(), 0)
	mark := b.file.mark
	for start < len(mark) && (mark[start] == ' ' || mark[start] == '\t') {
		start++
	}
	row := Row{Pos: b.at(start), Cells: b.takeCells(columns)}
	end := start
	for i, c := 0, n.FirstChild(); c != nil && i < columns; i, c = i+1, c.NextSibling() {
		cell := &row.Cells[i]
		lines := c.Lines()
		if lines.Len() == 0 { // goldmark added the cell
			cell.Pos = row.Pos
			continue
		}
		segment := lines.At(0)
		end = max(end, segment.Stop)
		cell.Pos = b.at(max(start, segment.Start))
		cell.Text = b.inline(c, 0)
		if i == columns-1 {
			row.Extra = b.extraCells(end)
		}
	}
	return row, start < len(mark) && mark[start] != '\n'
}

// takeCells returns n unused cells.
func (b *builder) takeCells(n int) []Cell {
	if len(b.cells) < n {
		b.cells = make([]Cell, max(256, n))
	}
	cells := b.cells[:n:n]
	b.cells = b.cells[n:]
	return cells
}

// extraCells counts the cells of a row after the last cell that is read, which
// ends at the given offset.
func (b *builder) extraCells(end int) int {
	mark := b.file.mark
	for end < len(mark) && (mark[end] == ' ' || mark[end] == '\t') {
		end++
	}
	if end >= len(mark) || mark[end] != '|' {
		return 0
	}
	rest := mark[end+1:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	rest = bytes.TrimSpace(rest)
	if len(rest) == 0 {
		return 0
	}
	extra := countCells(append([]byte{'|'}, rest...)).n
	if extra > 0 {
		b.report(end, ruleRowTooLong, `the row has more cells than the header (%d extra); escape a pipe inside a cell as \|`, extra)
	}
	return extra
}
