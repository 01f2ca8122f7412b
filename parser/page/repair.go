package page

import (
	"bytes"
	"slices"

	"github.com/docwright/docwright/parser/source"
)

// This file finds tables line by line, before goldmark does, and mends what
// keeps goldmark from seeing the table that is meant: a delimiter row with too
// few columns, a row that is broken over a line, a pipe inside code.

// tableLine is a line that may be part of a table.
type tableLine struct {
	from, content, to int  // content is the offset after quotes and list markers
	plain             bool // there are none
}

// tableScan is the table that is being gone through; cols is 0 if there is none.
type tableScan struct {
	from  int // offset of the header
	cols  int
	piped bool // the header begins with a pipe
	rows  int

	last span // the row before; its end is the offset of its line break
}

// cellCount is how a row divides into cells.
type cellCount struct {
	n           int
	piped, ends bool // begins and ends with a pipe
}

// countCells divides a row as goldmark does.
func countCells(line []byte) cellCount {
	line = bytes.TrimSpace(line)
	var c cellCount
	if len(line) == 0 {
		return c
	}
	pos, limit := 0, len(line)
	if c.piped = line[0] == '|'; c.piped {
		pos++
	}
	if c.ends = limit > 1 && line[limit-1] == '|'; c.ends {
		limit--
	}
	for ; pos < limit; pos++ {
		c.n++
		for pos < limit && (line[pos] != '|' || pos > 0 && line[pos-1] == '\\') {
			pos++
		}
	}
	return c
}

// isDelimiter reports whether line can be the delimiter row of a table.
func isDelimiter(line []byte) bool {
	dash, bar := false, false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|', ':':
			bar = true
		case ' ', '\t':
		default:
			return false
		}
	}
	return dash && bar
}

// interrupts reports whether a line, its indentation cut, ends a table: it
// begins another block. Rows that begin with a pipe never do.
func interrupts(line []byte) bool {
	switch line[0] {
	case '#':
		rest := bytes.TrimLeft(line, "#")
		return len(rest) == 0 || rest[0] == ' '
	case '-', '*', '_':
		return bytes.Count(line, line[:1]) >= 3 && len(bytes.Trim(line, string(line[:1])+" \t")) == 0
	}
	return false
}

// openTable begins a table whose delimiter row is line, if its header is the
// line before.
func (s *scanner) openTable(line tableLine) {
	header, delimiter := countCells(s.mark[s.prev.from:s.prev.to]), countCells(s.mark[line.content:line.to])
	if header.n > delimiter.n && !(line.plain && s.mendDelimiter(line, header)) {
		return
	}
	s.table = tableScan{
		from: s.prev.from, cols: max(header.n, delimiter.n), piped: header.piped,
		last: span{line.content, line.to},
	}
}

// headless reports a delimiter row that no header stands above. One without a
// pipe at its beginning may be something else.
func (s *scanner) headless(line tableLine) {
	if s.mark[line.content] == '|' {
		s.report(line.content, ruleTableHeadless, "the table has no header, so its rows are not read: put a row with the names of the columns above this one")
	}
}

// mendDelimiter writes a delimiter row with as many columns as the header over
// the one that has too few. A line without any pipe may underline a heading,
// so it is left alone.
func (s *scanner) mendDelimiter(line tableLine, header cellCount) bool {
	if bytes.IndexByte(s.mark[line.content:line.to], '|') < 0 {
		return false
	}
	row := bytes.Repeat([]byte("-|"), header.n)
	if len(row) > line.to-line.content {
		row = row[:len(row)-1]
	}
	if len(row) > line.to-line.content {
		s.report(line.content, ruleDelimiterLost, "delimiter row has fewer columns than the %d of the header: add the missing ones", header.n)
		return false
	}
	s.report(line.content, ruleDelimiterRow, "delimiter row has fewer columns than the %d of the header", header.n)
	s.blank(line.content, line.to)
	copy(s.mark[line.content:], row)
	return true
}

// endTable ends the table. Lines without pipes at its end are prose that lacks
// the blank line before it.
func (s *scanner) endTable() {
	if s.table.cols == 0 {
		return
	}
	s.padding += s.table.cols * (s.table.rows + 1)
	if s.padding > maxCells {
		s.padding -= s.table.cols * (s.table.rows + 1)
		s.report(s.table.from, ruleTableTooLarge, "table of %d columns and %d rows: the tables of a page may have %d cells in all", s.table.cols, s.table.rows, maxCells)
		s.blank(s.table.from, s.table.last.to)
	}
	s.table = tableScan{}
}

// row looks at a row of the table.
func (s *scanner) row(line tableLine) {
	t := &s.table
	if line.plain {
		if t.piped && s.mark[line.content] != '|' && s.loose(line) {
			return
		}
		s.maskPipes(line)
	}
	t.rows++
	t.last = span{line.content, line.to}
}

// loose deals with a line that begins with no pipe in a table whose header
// does. It is the rest of the row before if that row is not closed, or has too
// few cells, and the two together make one row. Else it is no row at all. It
// reports whether the line was dealt with.
func (s *scanner) loose(line tableLine) bool {
	t := &s.table
	last, cells := countCells(s.mark[t.last.from:t.last.to]), countCells(s.mark[line.content:line.to])
	n := last.n + cells.n - 1
	certain := cells.ends && n == t.cols || // it closes the row
		last.n < t.cols && n <= t.cols || // the row lacks what it has
		n <= t.cols && s.rowFollows(line)
	if t.rows > 0 && !last.ends && certain {
		s.report(line.content, ruleRowJoined, "the row is broken over a line: put it on one")
		s.mark[t.last.to] = ' '
		s.joined = true
		t.last.to = line.to
		return true
	}
	if cells.n > 1 {
		return false // a row, only its first pipe is missing
	}
	s.report(line.content, ruleRowBroken, "line in a table has no pipe: put it on the line of its row, or a blank line before it")
	s.broken = append(s.broken, line.from)
	t.rows++
	t.last.to = line.to
	return true
}

// rowFollows reports whether the line after this one begins with a pipe.
func (s *scanner) rowFollows(line tableLine) bool {
	next := bytes.TrimLeft(s.mark[min(line.to+1, len(s.mark)):], " \t")
	return len(next) > 0 && next[0] == '|'
}

// maskPipes overwrites the pipes inside code of a row that has too many cells,
// if without them it has as many as the header.
func (s *scanner) maskPipes(line tableLine) {
	row := s.mark[line.content:line.to]
	if bytes.Count(row, []byte{'|'}) < s.table.cols || bytes.IndexByte(row, '`') < 0 {
		return
	}
	n := countCells(row).n
	if n <= s.table.cols {
		return
	}
	pipes := codePipes(row)
	if len(pipes) == 0 || n-len(pipes) > s.table.cols {
		return
	}
	for _, at := range pipes {
		row[at] = '.'
	}
	var edits []source.Edit
	for _, at := range pipes {
		edits = append(edits, source.Edit{Position: s.at(line.content + at), Was: "|", With: `\|`})
	}
	s.findings.AddFix(s.at(line.content+pipes[0]), rulePipeInCode, edits, `pipe inside code is not escaped: write it as \|`)
}

// codePipes returns the offsets of the pipes in line that stand between two
// equal runs of backticks.
func codePipes(line []byte) []int {
	var pipes []int
	for at := 0; at < len(line); {
		if line[at] != '`' {
			at++
			continue
		}
		n := len(line[at:]) - len(bytes.TrimLeft(line[at:], "`"))
		open := at + n
		size := codeLength(line[open:], n)
		if size < 0 {
			at = open
			continue
		}
		for i, c := range line[open : open+size] {
			if c == '|' && line[open+i-1] != '\\' {
				pipes = append(pipes, open+i)
			}
		}
		at = open + size + n
	}
	return pipes
}

// codeLength returns the length of the code that rest begins with and a run of
// n backticks closes, or -1.
func codeLength(rest []byte, n int) int {
	for at := 0; at < len(rest); {
		i := bytes.IndexByte(rest[at:], '`')
		if i < 0 {
			return -1
		}
		at += i
		run := len(rest[at:]) - len(bytes.TrimLeft(rest[at:], "`"))
		if run == n {
			return at
		}
		at += run
	}
	return -1
}

// isBroken reports whether the line at the offset is no row of its table.
func (f *file) isBroken(offset int) bool {
	_, found := slices.BinarySearch(f.broken, f.starts[f.line(offset)])
	return found
}
