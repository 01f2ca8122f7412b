package page

import (
	"bytes"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
)

// scan reads the lines of a file before goldmark does. In mark it overwrites
// text that takes goldmark too long (limits.go) and text that goldmark
// misreads, such as unclosed comments and broken table rows (repair.go). It
// finds fences and comments only to leave their contents alone.
func (f *file) scan() {
	s := scanner{file: f}
	for i, from := range f.starts {
		to := len(f.text)
		if i+1 < len(f.starts) {
			to = f.starts[i+1] - 1
		}
		s.line(from, to)
	}
	s.endTable()
	s.endZones()
	f.limitInlines()
}

type scanner struct {
	*file
	fence    string // what closes the current fence; empty outside of fences
	quoted   bool   // the fence is in a quote and ends with it
	comment  int    // the end offset of the current comment; 0 outside of comments
	unclosed bool   // no comment from here on is closed
	opened   bool   // an unclosed comment was read as text, as are all after it

	tabs tabState
	open []openZone // the innermost last

	prev    span // the previous line, if it may be the header of a table
	table   tableScan
	escapes int // the number of escaped pipes beside code
	padding int // the number of cells of all tables so far, including those that goldmark adds
}

// span is a part of a file.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

// line reads the line between two offsets, without its line break.
func (s *scanner) line(from, to int) {
	s.readLine(from, to)
	if s.tabs == tabSkipped || s.inSkippedZone() {
		s.blank(from, to)
	}
}

func (s *scanner) readLine(from, to int) {
	if to-from > maxLine {
		s.report(from, ruleLineTooLong, "the line of %d bytes is not read; a line may have %d bytes", to-from, maxLine)
		s.blank(from, to)
	}
	at := from
	for at < to && (s.mark[at] == ' ' || s.mark[at] == '\t') {
		at++
	}
	if s.fence != "" && s.inFence(s.text[at:to]) {
		return
	}
	switch {
	case from < s.comment:
		return
	case at == to:
		s.endTable()
		s.prev = span{}
		return
	}
	s.textLine(from, at, to)
}

// textLine reads a line outside of fences and comments. Its text begins at the
// offset "at".
func (s *scanner) textLine(from, at, to int) {
	if s.zoneLine(from, at, to) || s.tabLine(from, at, to) {
		s.endTable()
		s.prev = span{}
		return
	}
	if s.inSkippedZone() { // its fences and comments matter to where it ends
		if c := s.mark[at]; (c == '`' || c == '~') && s.openFence(at, to, at) || c == '<' && s.openComment(at) {
			s.endTable()
		}
		s.prev = span{}
		return
	}
	length, markers := containers(s.mark[at:to])
	if markers > maxMarkers {
		s.report(from, rulePageTooComplex, "the line is nested %d levels deep and is not read; a line may have %d levels", markers, maxMarkers)
		s.blank(from, to)
		return
	}
	content := at + length
	switch c := s.mark[min(content, to-1)]; {
	case (c == '`' || c == '~') && s.openFence(content, to, at), c == '<' && s.openComment(content):
		s.endTable()
		s.prev = span{}
		return
	}
	line := tableLine{from: from, content: content, to: to, plain: content == at}
	if s.table.cols > 0 && line.plain && interrupts(s.mark[at:to]) {
		s.endTable()
	}
	if s.table.cols > 0 {
		s.row(line)
		return
	}
	if isDelimiter(s.mark[content:to]) {
		if s.prev.empty() {
			s.reportHeadless(line)
		} else {
			s.openTable(line)
		}
	}
	s.prev = span{content, to}
}

// inFence reports whether a line belongs to the current fence. The closing line
// does, too.
func (s *scanner) inFence(line string) bool {
	if s.quoted {
		if !strings.HasPrefix(line, ">") {
			s.fence = ""
			return false
		}
		line = strings.TrimLeft(line, "> \t")
	}
	if strings.HasPrefix(line, s.fence) && strings.Trim(line, s.fence[:1]+" \t") == "" {
		s.fence = ""
	}
	return true
}

// openFence reports whether a fence opens at the offset "at". The line, without
// indentation, begins at the offset "from".
func (s *scanner) openFence(at, to, from int) bool {
	c := s.mark[at]
	n := at
	for n < to && s.mark[n] == c {
		n++
	}
	if n-at < 3 || c == '`' && bytes.IndexByte(s.mark[n:to], '`') >= 0 {
		return false
	}
	s.fence, s.quoted = s.text[at:n], s.mark[from] == '>'
	return true
}

// openComment reports whether a comment opens at the offset "at". Comments are
// stored and blanked, because they are not markdown. A comment that is not
// closed would hide the rest of the page. It ends with the object that it
// begins with, or is not a comment.
func (s *scanner) openComment(at int) bool {
	if !strings.HasPrefix(s.text[at:], "<!--") {
		return false
	}
	for strings.HasPrefix(s.text[at:], "<!--") {
		body := at + len("<!--")
		length := -1
		if !s.unclosed {
			length = strings.Index(s.text[body:], "-->")
		}
		if length < 0 {
			s.unclosed = true
			return s.unclosedComment(at)
		}
		if s.tabs != tabSkipped && !s.inSkippedZone() {
			s.comments = append(s.comments, span{body, body + length})
		}
		s.comment = body + length + len("-->")
		s.blank(at, s.comment)
		at = s.comment
		for at < len(s.text) && s.text[at] == ' ' {
			at++
		}
	}
	return true
}

// unclosedComment handles a comment that is not closed.
func (s *scanner) unclosedComment(at int) bool {
	if s.opened {
		s.mark[at] = ' '
		return false
	}
	v, _, err := lenient.Parse(s.text[at+4:])
	if err != nil || v.Kind != lenient.Object {
		s.report(at, ruleCommentOpen, "the comment is not closed; it is read as text")
		s.mark[at], s.opened = ' ', true
		return false
	}
	s.report(at, ruleCommentOpen, "the comment is not closed; it is read up to the end of its JSON object")
	s.comment = at + 4 + v.End
	s.comments = append(s.comments, span{at + 4, s.comment})
	s.blank(at, s.comment)
	return true
}

// containers returns the length and number of the quote and list markers at the
// beginning of a line.
func containers(line []byte) (length, markers int) {
	for {
		n := marker(line[length:])
		if n == 0 {
			return length, markers
		}
		length += n
		markers++
	}
}

// marker returns the length of the quote or list marker at the beginning of
// line, including white space. It returns 0 if there is none.
func marker(line []byte) int {
	n := 0
	switch c := firstByte(line); {
	case c == '>':
		n = 1
	case c == '-' || c == '*' || c == '+':
		n = 1
	case '0' <= c && c <= '9':
		for n < len(line) && '0' <= line[n] && line[n] <= '9' {
			n++
		}
		if c := firstByte(line[n:]); c != '.' && c != ')' {
			return 0
		}
		n++
	default:
		return 0
	}
	if line[0] != '>' && n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// firstByte returns the first byte of line, or 0.
func firstByte(line []byte) byte {
	if len(line) == 0 {
		return 0
	}
	return line[0]
}
