package page

import (
	"bytes"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
)

// scan goes through the lines of a file before goldmark does and overwrites in
// mark what goldmark would choke on (limits.go) or take for something else:
// comments that are not closed, tables whose rows are broken (repair.go).
//
// It knows fences and comments only as far as to leave their inside alone.
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
	f.limitInlines()
}

type scanner struct {
	*file
	fence    string // what closes the fence that is open; empty outside of one
	quoted   bool   // the fence is in a quote, and ends with it
	comment  int    // offset at which the comment ends that is open; 0 outside of one
	unclosed bool   // no comment is closed from here on
	opened   bool   // a comment was made no comment, and so are all after it

	tabs tabState

	prev    span // the line before, if it may be the header of a table
	table   tableScan
	padding int // cells of all tables so far, those included that goldmark adds
}

// span is a part of a file.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

// line looks at the line between the offsets, without its line break.
func (s *scanner) line(from, to int) {
	s.look(from, to)
	if s.tabs == tabSkipped {
		s.blank(from, to)
	}
}

func (s *scanner) look(from, to int) {
	if to-from > maxLine {
		s.report(from, ruleLineTooLong, "line of %d bytes: at most %d are read", to-from, maxLine)
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

// textLine looks at a line with something on it at the offset at, outside of
// fences and comments.
func (s *scanner) textLine(from, at, to int) {
	if s.tabLine(from, at, to) {
		s.endTable()
		s.prev = span{}
		return
	}
	length, markers := containers(s.mark[at:to])
	if markers > maxMarkers {
		s.report(from, rulePageTooComplex, "nested %d deep: at most %d levels are read", markers, maxMarkers)
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
			s.headless(line)
		} else {
			s.openTable(line)
		}
	}
	s.prev = span{content, to}
}

// inFence reports whether a line belongs to the fence that is open, be it as
// what closes it.
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

// openFence reports whether a fence opens at the offset at, on the line that
// begins, its indentation cut, at the offset from.
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

// openComment reports whether a comment opens at the offset at. Comments are
// kept and blanked: what they say is not markdown. One that nothing closes
// would hide the rest of the page: it is taken to end with the object that it
// begins with, or not to be a comment.
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
			return s.openEnded(at)
		}
		if s.tabs != tabSkipped {
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

// openEnded deals with a comment that nothing closes.
func (s *scanner) openEnded(at int) bool {
	if s.opened {
		s.mark[at] = ' '
		return false
	}
	v, _, err := lenient.Parse(s.text[at+4:])
	if err != nil || v.Kind != lenient.Object {
		s.report(at, ruleCommentOpen, "comment is not closed: what follows is read as text")
		s.mark[at], s.opened = ' ', true
		return false
	}
	s.report(at, ruleCommentOpen, "comment is not closed: it is read as if it ended with its JSON object")
	s.comment = at + 4 + v.End
	s.comments = append(s.comments, span{at + 4, s.comment})
	s.blank(at, s.comment)
	return true
}

// containers is the length and number of the quotes and list markers that a
// line begins with.
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

// marker is the length of the quote or list marker, white space included, that
// line begins with; 0 if it begins with none.
func marker(line []byte) int {
	n := 0
	switch c := line0(line); {
	case c == '>':
		n = 1
	case c == '-' || c == '*' || c == '+':
		n = 1
	case '0' <= c && c <= '9':
		for n < len(line) && '0' <= line[n] && line[n] <= '9' {
			n++
		}
		if c := line0(line[n:]); c != '.' && c != ')' {
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

// line0 is the first byte of line, 0 if there is none.
func line0(line []byte) byte {
	if len(line) == 0 {
		return 0
	}
	return line[0]
}
