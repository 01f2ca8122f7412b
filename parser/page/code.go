package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docwright/docwright/parser/source"
)

// At returns the position of the byte of Text at the given offset.
func (c *Code) At(offset int) source.Position {
	before := c.Text[:min(offset, len(c.Text))]
	line := strings.Count(before, "\n")
	col := len(before) - 1 - strings.LastIndexByte(before, '\n')
	if line < len(c.cut) {
		col = c.cut[line].columns + max(col-c.cut[line].padding, 0)
	} else if line == 0 {
		col += c.TextPos.Col - 1
	}
	return source.Position{File: c.TextPos.File, Line: c.TextPos.Line + line, Col: col + 1}
}

// code reads a fenced code block.
func (b *builder) code(n *ast.FencedCodeBlock) {
	pos := max(n.Pos(), 0)
	c := &Code{Pos: b.at(pos)}
	end := pos
	if n.Info != nil {
		c.Info = b.file.text[n.Info.Segment.Start:n.Info.Segment.Stop]
	}
	b.codeText(c, pos, n.Lines())
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	} else if i := strings.IndexByte(b.file.text[pos:], '\n'); i >= 0 {
		end = pos + i + 1
	} else {
		end = len(b.file.text)
	}
	if end >= len(b.file.text) {
		c.Unclosed = true
		b.report(pos, ruleFenceOpen, "the code block is not closed")
	}
	b.checkSwallowed(c, pos)
	b.attachCode(c)
	b.emit(c)
}

// codeText sets the text of c. If no line is indented, it is a substring of the
// file.
func (b *builder) codeText(c *Code, pos int, lines *text.Segments) {
	if lines.Len() == 0 {
		c.TextPos = source.Position{File: c.Pos.File, Line: c.Pos.Line + 1, Col: 1}
		if strings.IndexByte(b.file.text[pos:], '\n') < 0 {
			c.TextPos = c.Pos // the page ends with the fence
		}
		return
	}
	from, to := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	c.TextPos = b.at(from)
	if inOnePiece(lines) {
		c.Text = b.file.text[from:to]
	} else {
		b.cutText(c, lines)
	}
	if !strings.HasSuffix(c.Text, "\n") {
		c.Text += "\n"
	}
}

// cut says how a line of Code.Text differs from the page's line. A tab that is
// cut in part leaves spaces, all of which are at the byte after the tab.
type cut struct {
	columns int // bytes before the text
	padding int // spaces that the text begins with in place of the tab
}

// cutText sets the text of c from indented lines.
func (b *builder) cutText(c *Code, lines *text.Segments) {
	var s strings.Builder
	c.Indent = c.Pos.Col - 1
	c.cut = make([]cut, 0, lines.Len())
	for _, line := range lines.Sliced(0, lines.Len()) {
		c.cut = append(c.cut, cut{columns: b.at(line.Start).Col - 1, padding: line.Padding})
		for range line.Padding {
			s.WriteByte(' ')
		}
		s.WriteString(b.file.text[line.Start:line.Stop])
	}
	c.Text = s.String()
}

func inOnePiece(lines *text.Segments) bool {
	end := lines.At(0).Start
	for i := range lines.Len() {
		line := lines.At(i)
		if line.Padding > 0 || line.Start != end {
			return false
		}
		end = line.Stop
	}
	return true
}

// checkSwallowed reports a code block that opens inside of c.
func (b *builder) checkSwallowed(c *Code, pos int) {
	const fence = "\n```"
	i := strings.Index(c.Text, fence)
	if i < 0 || strings.HasPrefix(b.file.text[pos:], "````") {
		return
	}
	if rest := strings.TrimLeft(c.Text[i+len(fence):], " "); rest != "" && isAlnum(rest[0]) {
		c.Unclosed = true
		b.page.Findings.Add(c.At(i+1), ruleFenceSwallowed, "another code block opens inside this one; the closing fence of this one is missing")
	}
}

// indented reads an indented code block as prose. The dialect has no indented
// code; the text is indented because of a list or by mistake.
func (b *builder) indented(n *ast.CodeBlock) {
	from, to := extent(n)
	s := string(b.file.mark[from:to]) // mark excludes comments on the lines
	if text := strings.TrimLeft(s, " \t\n"); text != "" {
		b.emit(&Prose{Pos: b.at(from + len(s) - len(text)), Text: Text{{Text: fold(text)}}, Quote: b.quote})
	}
}
