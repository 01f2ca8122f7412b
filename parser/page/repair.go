package page

import (
	"bytes"
	"slices"

	"github.com/docwright/docwright/parser/source"
)

// This file finds tables line by line before goldmark does. It repairs lines
// that keep goldmark from reading the intended table: a delimiter row with too
// few columns, a row broken over two lines, a pipe inside code.

// tableLine is a line that may be part of a table.
type tableLine struct {
	from, content, to int  // content is the offset after quote and list markers
	plain             bool // the line has no such markers
}

// tableScan is the state of the current table. Without a table, cols is 0.
type tableScan struct {
	from  int // offset of the header
	cols  int
	piped bool // the header begins with a pipe
	rows  int

	last span // the previous row; its end is the offset of the line break
}

// cellCount is the division of a row into cells.
type cellCount struct {
	n           int
	piped, ends bool // whether the row begins and ends with a pipe
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

// interrupts reports whether a line without indentation begins another block
// and so ends a table. A line that begins with a pipe does not.
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

// openTable begins a table with the delimiter row line, if the previous line is
// its header.
func (s *scanner) openTable(line tableLine) {
	header, delimiter := countCells(s.mark[s.prev.from:s.prev.to]), countCells(s.mark[line.content:line.to])
	if header.n > delimiter.n && !(line.plain && s.repairDelimiter(line, header)) {
		return
	}
	s.table = tableScan{
		from: s.prev.from, cols: max(header.n, delimiter.n), piped: header.piped,
		last: span{line.content, line.to},
	}
}

// reportHeadless reports a delimiter row without a header. A row that does not
// begin with a pipe may be something else and is not reported.
func (s *scanner) reportHeadless(line tableLine) {
	if s.mark[line.content] == '|' {
		s.report(line.content, ruleTableHeadless, "the table has no header and is not read; add a row of column names above this line")
	}
}

// repairDelimiter replaces a delimiter row that has too few columns. A line
// without any pipe may underline a heading and is left alone.
func (s *scanner) repairDelimiter(line tableLine, header cellCount) bool {
	if bytes.IndexByte(s.mark[line.content:line.to], '|') < 0 {
		return false
	}
	row := bytes.Repeat([]byte("-|"), header.n)
	if len(row) > line.to-line.content {
		row = row[:len(row)-1]
	}
	if len(row) > line.to-line.content {
		s.report(line.content, ruleDelimiterLost, "the delimiter row has fewer than the %d columns of the header; add the missing ones", header.n)
		return false
	}
	s.report(line.content, ruleDelimiterRow, "the delimiter row has fewer than the %d columns of the header", header.n)
	s.blank(line.content, line.to)
	copy(s.mark[line.content:], row)
	return true
}

// endTable ends the current table and checks its size.
func (s *scanner) endTable() {
	if s.table.cols == 0 {
		return
	}
	s.padding += s.table.cols * (s.table.rows + 1)
	if s.padding > maxCells {
		s.padding -= s.table.cols * (s.table.rows + 1)
		s.report(s.table.from, ruleTableTooLarge, "the table of %d columns and %d rows is not read; the tables of a page may have %d cells in total", s.table.cols, s.table.rows, maxCells)
		s.blank(s.table.from, s.table.last.to)
	}
	s.table = tableScan{}
}

// row reads a row of the current table.
func (s *scanner) row(line tableLine) {
	t := &s.table
	s.limitEscapes(line)
	if line.plain {
		if t.piped && s.mark[line.content] != '|' && s.rowWithoutPipe(line) {
			return
		}
		s.maskPipes(line)
	}
	t.rows++
	t.last = span{line.content, line.to}
}

// limitEscapes overwrites the backticks of a row with an escaped pipe, if there are too
// many before it. The code in the row is text then.
func (s *scanner) limitEscapes(line tableLine) {
	row := s.mark[line.content:line.to]
	n := bytes.Count(row, []byte(`\|`))
	if n == 0 || bytes.IndexByte(row, '`') < 0 {
		return
	}
	if s.escapes <= maxEscapes && s.escapes+n > maxEscapes {
		s.report(line.content, rulePageTooComplex, "code beside an escaped pipe is read as text from here on; the rows of a page may have %d such pipes", maxEscapes)
	}
	if s.escapes += n; s.escapes > maxEscapes {
		for i, c := range row {
			if c == '`' {
				row[i] = '.'
			}
		}
	}
}

// rowWithoutPipe handles a line without a leading pipe in a table whose header
// has one. The line continues the previous row if that row is not closed or has
// too few cells, and both together make one row. Otherwise the line is not a
// row. rowWithoutPipe reports whether it handled the line.
func (s *scanner) rowWithoutPipe(line tableLine) bool {
	t := &s.table
	last, cells := countCells(s.mark[t.last.from:t.last.to]), countCells(s.mark[line.content:line.to])
	n := last.n + cells.n - 1
	certain := cells.ends && n == t.cols || // the line closes the row
		last.n < t.cols && n <= t.cols || // the row lacks the cells of the line
		n <= t.cols && s.rowFollows(line)
	if t.rows > 0 && !last.ends && certain {
		s.report(line.content, ruleRowJoined, "the row is broken over two lines; put it on one line")
		s.mark[t.last.to] = ' '
		s.joined = true
		t.last.to = line.to
		return true
	}
	if cells.n > 1 {
		return false // a row without its first pipe
	}
	s.report(line.content, ruleRowBroken, "the line in the table has no pipe; join it with its row, or put a blank line before it")
	s.broken = append(s.broken, line.from)
	t.rows++
	t.last.to = line.to
	return true
}

// rowFollows reports whether the next line begins with a pipe.
func (s *scanner) rowFollows(line tableLine) bool {
	next := bytes.TrimLeft(s.mark[min(line.to+1, len(s.mark)):], " \t")
	return len(next) > 0 && next[0] == '|'
}

// maskPipes overwrites the pipes inside code if a row has too many cells with
// them, and the right number without them.
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
	s.findings.AddFix(s.at(line.content+pipes[0]), rulePipeInCode, edits, `the pipe inside code is not escaped; write it as \|`)
}

// codePipes returns the offsets of the pipes between two equal runs of
// backticks in line.
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

// codeLength returns the length of the code at the beginning of rest, up to a
// run of n backticks, or -1 if there is no such run.
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

// isBroken reports whether the line at offset is in a table but is not a row.
func (f *file) isBroken(offset int) bool {
	_, found := slices.BinarySearch(f.broken, f.starts[f.line(offset)])
	return found
}
