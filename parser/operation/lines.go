package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Limits on the request lines of a page. Lines are compared with each other, and the
// words of a path with those of all others. Real pages stay below a tenth of each limit.
const (
	maxLines   = 500
	maxRequest = 8 << 10 // bytes of a line
)

// line is a request line of the page.
type line struct {
	notation.Line
	pos source.Position
	// optional are the query options of the line that callers may leave out.
	optional []notation.Option
}

// lineReader reads the request lines of a page.
type lineReader struct {
	outline *outline.Outline
	rows    *parameterRows
	base    *notation.Base
	out     *Page
	lines   []*line
	blocks  map[page.Block]bool // that were read
	full    bool                // see isFull
	// fromExamples is set if all request lines come from examples.
	fromExamples bool
}

// readLines reads all request lines: those below the headings "HTTP request", or,
// where a page has no such heading, those that stand before its examples, or else
// those of the examples.
func readLines(o *outline.Outline, rows *parameterRows, examples *example.Examples, base *notation.Base, out *Page) *lineReader {
	r := &lineReader{outline: o, rows: rows, base: base, out: out, blocks: map[page.Block]bool{}}
	found := false
	for s := range o.Sections(dialect.RequestLines) {
		found = r.section(s) || found
	}
	if !found {
		r.beforeExamples()
	}
	if len(r.lines) == 0 {
		r.ofExamples(examples.Blocks)
		r.fromExamples = true
	}
	return r
}

// beforeExamples reads the request lines before the first example.
func (r *lineReader) beforeExamples() {
	for _, s := range r.outline.Parts {
		switch r.outline.About(s) {
		case dialect.Example:
			return
		case dialect.QueryParameters, dialect.Aside, dialect.Response:
		default:
			r.section(s)
		}
	}
}

// section reads the blocks of a section that begin with a request line. It
// reports whether there are any.
func (r *lineReader) section(s *page.Section) bool {
	found := false
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *page.Code:
			found = r.code(s, b) || found
		case *page.Table:
			for _, line := range part.Lines(b) {
				r.request(line.Method+" "+line.URL, line.Pos, s, nil)
				found = true
			}
		}
	}
	return found
}

// code reads a code block of a section if it begins with a request line. It reports
// whether it does.
func (r *lineReader) code(s *page.Section, code *page.Code) bool {
	switch text := notation.WithoutComments(code.Text); {
	case notation.StartsWithMethod(text):
		r.blocks[code] = true
		r.block(s, code)
		return true
	case r.isLost(s, code, text):
		r.out.RequestLines.Of++
		r.out.Findings.Add(code.TextPos, ruleLineUnread, "%.80q begins with no HTTP method; the block is ignored", notation.FirstLine(text))
	}
	return false
}

// isLost reports whether a block of text below "HTTP request" should have request
// lines: it is no example and no JSON.
func (r *lineReader) isLost(s *page.Section, code *page.Code, text string) bool {
	first := notation.FirstLine(text)
	about := r.outline.About(s)
	http := code.Info == "" || len(code.Info) >= 4 && strings.EqualFold(code.Info[:4], "http")
	return http && about == dialect.RequestLines && first != "" && !strings.ContainsAny(first[:1], "{[\"") && !example.IsExample(about, code)
}

// block reads a block of request lines. A line without a method continues the
// URL above, or is a misplaced header or body.
func (r *lineReader) block(s *page.Section, code *page.Code) {
	text, pos := code.Text, code.TextPos
	request, from := "", pos
	flush := func() {
		if request != "" {
			r.request(request, from, s, code)
		}
		request = ""
	}
	for ; text != ""; pos.Line++ {
		var raw string
		raw, text, _ = strings.Cut(text, "\n")
		trimmed := strings.TrimSpace(raw)
		method, _ := notation.CutMethod(trimmed)
		switch {
		case trimmed == "":
		case method != "":
			flush()
			request, from = trimmed, pos
			from.Col = pos.Col + len(raw) - len(strings.TrimLeft(raw, " \t"))
		case request != "" && notation.Continues(trimmed):
			if len(request) <= maxRequest {
				request = notation.Join(request, trimmed)
			}
		default:
			r.out.Findings.Add(pos, ruleTemplateText, "%.60q is not a request line; move it to the section on headers or on the body", trimmed)
		}
	}
	flush()
}

// request reads a request line of a block.
func (r *lineReader) request(text string, pos source.Position, s *page.Section, code *page.Code) {
	r.out.RequestLines.Of++
	if len(text) > maxRequest {
		r.out.Findings.Add(pos, ruleLineUnread, "the request line of %d bytes is not read; a line may have %d bytes", len(text), maxRequest)
		return
	}
	if r.isFull(pos) {
		return
	}
	method, rest := notation.CutMethod(text)
	written := notation.CutHTTPVersion(rest)
	rest, mended := r.base.Relative(written)
	switch {
	case notation.HasEllipsis(rest):
		r.out.Findings.Add(pos, ruleLineEllipsis, "the path has an ellipsis, so the line is not read; write the whole path")
		return
	case !notation.IsPath(rest) || mended && !notation.BeginsWithName(rest):
		r.out.Findings.Add(pos, ruleLineUnread, "%.80q is not a path, so the line is not read", written)
		return
	}
	var samples []string
	if code != nil {
		samples = example.SampleKeys(code.Annotation)
	}
	rest, joined := notation.JoinKeys(notation.WithoutSamples(rest, samples))
	l := r.parse(method, rest, pos)
	switch {
	case l.Path.Unbalanced:
		r.out.Findings.Add(pos, ruleLineUnbalanced, "a bracket in %s has no counterpart, so the line is not read", l.Path.Text)
		return
	case l.Path.Leaves():
		r.out.Findings.Add(pos, ruleLineUnread, "a segment of %.80s is empty, \".\" or \"..\", so the line is not read", l.Path.Text)
		return
	}
	if mended {
		at := pos
		at.Col += strings.Index(text, written)
		edit := source.Edit{Position: at, Was: written, With: rest}
		r.out.Notes.Mended = append(r.out.Notes.Mended, note.Mended{Position: pos, Edit: edit, Rewritable: r.isRewritable(s, code)})
	}
	if joined {
		at := pos
		at.Col += strings.Index(text, written)
		slashless, _ := notation.JoinKeys(written)
		r.out.Findings.AddFix(pos, ruleLineSlash, []source.Edit{{Position: at, Was: written, With: slashless}}, "a key stands behind the name, without a slash: %s", rest)
	}
	if l.Path.Identified {
		r.out.Findings.Add(pos, ruleLineLiteral, "%s has an identifier; replace it with a placeholder", l.Path.Text)
	}
	r.out.RequestLines.Read++
	r.lines = append(r.lines, l)
}

// isFull reports whether no more request lines are read, at the position of the next
// one.
func (r *lineReader) isFull(pos source.Position) bool {
	if len(r.lines) < maxLines {
		return false
	}
	if !r.full {
		r.full = true
		r.out.Findings.Add(pos, ruleLineUnread, "the page has more than %d request lines; this one and those below are not read; divide the page", maxLines)
	}
	return true
}

// isRewritable reports whether the lines of a block can be rewritten safely;
// see [note.Mended].
func (r *lineReader) isRewritable(s *page.Section, code *page.Code) bool {
	about := r.outline.About(s)
	if code == nil || about != dialect.RequestLines || example.IsExample(about, code) {
		return false
	}
	for _, other := range r.outline.Codes() {
		if other.Unclosed {
			return false
		}
	}
	return true
}

// add parses a path and adds a request line.
func (r *lineReader) add(method, path string, pos source.Position) {
	r.lines = append(r.lines, r.parse(method, path, pos))
}

func (r *lineReader) parse(method, path string, pos source.Position) *line {
	return &line{Line: notation.Line{Method: method, Path: notation.Parse(path, r.rows.arguments)}, pos: pos}
}

// ofExamples reads the request lines of examples as those of the page.
func (r *lineReader) ofExamples(blocks []*example.Block) {
	seen := map[string]bool{}
	for _, b := range blocks {
		if b.Request == nil {
			continue
		}
		path, _, _ := notation.CutQuery(b.Request.URL)
		path, _ = r.base.Relative(path)
		path = notation.WithoutNumbers(notation.WithoutSamples(path, b.SampleKeys))
		path, _ = notation.JoinKeys(path)
		if !notation.IsPath(path) || seen[b.Request.Method+path] {
			continue
		}
		seen[b.Request.Method+path] = true
		r.out.RequestLines.Of++
		if r.isFull(b.Pos) {
			continue
		}
		switch p := notation.Parse(path, nil); {
		case p.Unbalanced:
			r.out.Findings.Add(b.Pos, ruleLineUnbalanced, "a bracket in %s has no counterpart, so the example is not read as a request line", path)
			continue
		case p.Leaves():
			r.out.Findings.Add(b.Pos, ruleLineUnread, "a segment of %.80s is empty, \".\" or \"..\", so the example is not read as a request line", path)
			continue
		}
		r.out.RequestLines.Read++
		r.out.Findings.Add(b.Pos, ruleLineFromExample, "the page has no section \"HTTP request\"; the example's %s %s is read as a request line", b.Request.Method, path)
		r.add(b.Request.Method, path, b.Pos)
	}
}

// plain returns the request lines without their positions.
func (r *lineReader) plain() []notation.Line {
	list := make([]notation.Line, len(r.lines))
	for i, l := range r.lines {
		list[i] = l.Line
	}
	return list
}

// find returns the request line with the method that matches a path, or nil.
func (r *lineReader) find(method, path string) *line {
	lines := make([]*line, 0, len(r.lines))
	paths := make([]*notation.Path, 0, len(r.lines))
	for _, l := range r.lines {
		if l.Method == method {
			lines, paths = append(lines, l), append(paths, l.Path)
		}
	}
	m, ok := notation.Find(paths, path, nil)
	if !ok {
		return nil
	}
	return lines[m.Index]
}

// has reports whether the page has a request line with the same method and
// shape.
func (r *lineReader) has(l *line) bool {
	return slices.ContainsFunc(r.lines, func(other *line) bool {
		return other.Method == l.Method && other.Path.Shape() == l.Path.Shape()
	})
}
