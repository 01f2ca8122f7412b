package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Most rows of tables are plain: their cells have no markup. goldmark would make a
// node of each cell, and look for markup in it. A plain row is a single node
// instead, and [builder.readPlainRow] divides it as goldmark does.

// plainRow is a row of a table whose cells have no markup.
type plainRow struct {
	ast.BaseBlock
	from, to int // the offsets of the line, without white space at both ends
}

var kindPlainRow = ast.NewNodeKind("PlainRow")

// Kind implements [ast.Node].
func (r *plainRow) Kind() ast.NodeKind { return kindPlainRow }

// IsRaw implements [ast.Node]. It keeps goldmark from looking for markup.
func (r *plainRow) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (r *plainRow) Dump(source []byte, level int) { ast.DumpHelper(r, source, level, nil, nil) }

// tables makes tables of paragraphs. The header, and the rows that are not plain, are
// read by goldmark.
type tables struct{ goldmark parser.ParagraphTransformer }

func newTables() tables { return tables{extension.NewTableParagraphTransformer()} }

// Transform implements [parser.ParagraphTransformer].
func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	all, source := *node.Lines(), reader.Source()
	plain := 0
	if all.Len() > 2 && dividesTable(source[all.At(1).Start:all.At(1).Stop]) {
		for _, line := range all.Sliced(2, all.Len()) {
			if isPlainRow(line, source) {
				plain++
			}
		}
	}
	if plain == 0 {
		t.goldmark.Transform(node, reader, pc)
		return
	}
	others := text.NewSegments()
	for i, line := range all.Sliced(0, all.Len()) {
		if i < 2 || !isPlainRow(line, source) {
			others.Append(line)
		}
	}
	parent, before := node.Parent(), node.PreviousSibling()
	node.SetLines(others)
	t.goldmark.Transform(node, reader, pc)
	made := parent.FirstChild()
	if before != nil {
		made = before.NextSibling()
	}
	table, ok := made.(*extast.Table)
	if !ok { // the delimiter row does not fit the header
		node.SetLines(&all)
		return
	}
	addPlainRows(table, &all, source, plain)
}

// addPlainRows adds the plain rows of a table between the others. There are n.
func addPlainRows(table *extast.Table, lines *text.Segments, source []byte, n int) {
	var others []ast.Node
	for c := table.FirstChild().NextSibling(); c != nil; c = c.NextSibling() {
		others = append(others, c)
	}
	for _, c := range others {
		table.RemoveChild(table, c)
	}
	rows := make([]plainRow, n)
	for _, line := range lines.Sliced(2, lines.Len()) {
		if !isPlainRow(line, source) {
			table.AppendChild(table, others[0])
			others = others[1:]
			continue
		}
		row := &rows[0]
		rows = rows[1:]
		row.from, row.to = trimSpace(source, line.Start, line.Stop)
		row.SetPos(line.Start)
		table.AppendChild(table, row)
	}
}

// dividesTable reports whether a line with pipes is a delimiter row to goldmark. It may
// report false for one.
func dividesTable(line []byte) bool {
	line = bytes.Trim(line, " \t\n")
	if bytes.IndexByte(line, '|') < 0 {
		return false
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte{'|'}), []byte{'|'})
	for column := range bytes.SplitSeq(line, []byte{'|'}) {
		column = bytes.Trim(column, " \t")
		column = bytes.TrimSuffix(bytes.TrimPrefix(column, []byte{':'}), []byte{':'})
		if len(column) == 0 || len(bytes.Trim(column, "-")) > 0 {
			return false
		}
	}
	return true
}

// markup are the characters at which goldmark looks for markup.
const markup = "`[]*_<\\"

// isPlainRow reports whether a row begins with a pipe and has no markup.
func isPlainRow(line text.Segment, source []byte) bool {
	row := bytes.TrimLeft(source[line.Start:line.Stop], " \t")
	return line.Padding == 0 && len(row) > 0 && row[0] == '|' && !bytes.ContainsAny(row, markup)
}

// readPlainRow reads a plain row.
func (b *builder) readPlainRow(n *plainRow, columns int) Row {
	mark, pos, limit := b.file.mark, n.from+1, n.to
	if limit > pos && mark[limit-1] == '|' {
		limit--
	}
	row := Row{Pos: b.at(n.from), Cells: b.takeCells(columns)}
	for i := range row.Cells {
		cell := &row.Cells[i]
		if pos >= limit {
			cell.Pos = row.Pos
			continue
		}
		stop := limit
		if length := bytes.IndexByte(mark[pos:limit], '|'); length >= 0 {
			stop = pos + length
		}
		from, to := trimSpace(mark, pos, stop)
		cell.Pos = b.at(from)
		cell.Text = b.plain(from, to)
		if i == columns-1 {
			row.Extra = b.extraCells(to)
		}
		pos = stop + 1
	}
	return row
}

// trimSpace returns the offsets of source[from:to] without white space at both ends.
func trimSpace(source []byte, from, to int) (int, int) {
	for from < to && util.IsSpace(source[from]) {
		from++
	}
	for to > from && util.IsSpace(source[to-1]) {
		to--
	}
	return from, to
}

// plain reads text without markup.
func (b *builder) plain(from, to int) Text {
	in := &b.inliner
	*in = inliner{builder: b, first: len(b.spans), from: -1, buf: in.buf[:0]}
	in.add(from, to, Plain)
	in.flush()
	return b.take(in.first)
}
