package page

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// String returns the text without markup, with a space for each break.
func (t Text) String() string {
	switch len(t) {
	case 0:
		return ""
	case 1:
		return t[0].Text
	}
	n := 0
	for i := range t {
		n += len(t[i].Text) + 1
	}
	var b strings.Builder
	b.Grow(n)
	for i := range t {
		if t[i].Kind == Break {
			b.WriteByte(' ')
		}
		b.WriteString(t[i].Text)
	}
	return b.String()
}

// inliner makes spans from goldmark's inline nodes. The text of the current
// span is a substring of the file, between from and to, as long as it is
// contiguous. After that it is buf followed by that substring.
type inliner struct {
	*builder
	first    int // the spans of the text are b.spans[first:]
	skip     int // text before this offset is not read
	kind     SpanKind
	from, to int // from is -1 if there is no substring
	buf      []byte
	code     bool // the substring is code, which has no escapes
}

// inline reads the inline nodes below n, starting at offset.
func (b *builder) inline(n ast.Node, offset int) Text {
	in := &b.inliner
	*in = inliner{builder: b, first: len(b.spans), skip: offset, from: -1, buf: in.buf[:0]}
	in.children(n, Plain)
	in.flush()
	return b.take(in.first)
}

// take returns the spans from first on, without breaks and white space at both
// ends.
func (b *builder) take(first int) Text {
	t := Text(b.spans[first:len(b.spans):len(b.spans)])
	for len(t) > 0 {
		s := &t[len(t)-1]
		if s.Text = trimRight(s.Text); s.Text != "" || s.Target != "" {
			break
		}
		t = t[:len(t)-1]
	}
	for len(t) > 0 {
		s := &t[0]
		if s.Text = trimLeft(s.Text); s.Text != "" || s.Target != "" {
			break
		}
		t = t[1:]
	}
	return t
}

func (in *inliner) push(s Span) {
	if len(in.spans) == cap(in.spans) {
		unfinished := in.spans[in.first:]
		in.spans = append(make([]Span, 0, max(256, 2*len(unfinished))), unfinished...)
		in.first = 0
	}
	in.spans = append(in.spans, s)
}

func (in *inliner) children(parent ast.Node, kind SpanKind) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		in.node(n, kind)
	}
}

func (in *inliner) node(n ast.Node, kind SpanKind) {
	switch n := n.(type) {
	case *ast.Text:
		in.text(n, kind)
	case *ast.CodeSpan:
		in.codeSpan(n, kind)
	case *ast.Emphasis:
		in.emphasis(n, kind)
	case *ast.Link:
		in.link(n, n.Destination)
	case *ast.Image:
		in.link(n, n.Destination)
	case *ast.AutoLink:
		in.autoLink(n)
	case *ast.RawHTML:
		in.html(n, kind)
	default:
		in.children(n, kind)
	}
}

func (in *inliner) text(n *ast.Text, kind SpanKind) {
	in.add(n.Segment.Start, n.Segment.Stop, kind)
	switch {
	case n.HardLineBreak():
		in.lineBreak(kind)
	case n.SoftLineBreak():
		in.literal(" ", kind)
	}
}

// lineBreak ends the span with a break. Inside a link it is a space.
func (in *inliner) lineBreak(kind SpanKind) {
	if kind == Link {
		in.literal(" ", kind)
		return
	}
	in.flush()
	in.push(Span{Kind: Break})
}

// emphasis reads bold or italic text. The innermost kind wins, except that bold
// wins over italic and a link over both.
func (in *inliner) emphasis(n *ast.Emphasis, kind SpanKind) {
	switch {
	case kind == Link || kind == Strong:
	case n.Level == 2:
		kind = Strong
	default:
		kind = Emph
	}
	in.children(n, kind)
}

func (in *inliner) codeSpan(n ast.Node, kind SpanKind) {
	if kind != Link {
		in.flush()
		kind = CodeSpan
	}
	in.move()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			in.add(t.Segment.Start, t.Segment.Stop, kind)
			in.code = true
		}
	}
	in.move()
	if kind == CodeSpan {
		in.flush()
	}
}

// link reads a link or image as one span.
func (in *inliner) link(n ast.Node, destination []byte) {
	if in.include(n, destination) {
		return
	}
	in.flush()
	in.children(n, Link)
	end := in.to
	s := in.finish()
	s.Kind, s.Target = Link, in.target(end, destination)
	in.push(s)
}

// target returns the destination as a string. It is a substring of the file if
// it follows the text of the link there.
func (in *inliner) target(end int, destination []byte) string {
	text := in.file.text
	if from := end + len("]("); end > 0 && from+len(destination) <= len(text) {
		if s := text[from : from+len(destination)]; s == string(destination) {
			return s
		}
	}
	return string(destination)
}

func (in *inliner) autoLink(n *ast.AutoLink) {
	in.flush()
	label := string(n.Label(in.file.mark))
	in.push(Span{Kind: Link, Text: label, Target: label})
}

// include reads an include in the middle of text. To goldmark such an include
// is a link in brackets.
func (in *inliner) include(n ast.Node, destination []byte) bool {
	text := in.file.text
	if in.from < 0 || in.to-in.from < len(includeMark) {
		return false
	}
	before := strings.TrimRight(text[in.from:in.to], " \t")
	mark := in.from + len(before) - len(includeMark)
	if mark < in.from || !hasInclude(text[mark:]) {
		return false
	}
	next, ok := n.NextSibling().(*ast.Text)
	if !ok || next.Segment.Start >= len(text) || text[next.Segment.Start] != ']' {
		return false
	}
	in.to = mark
	in.flush()
	in.readInclude(string(destination), mark, in.textOf)
	in.skip = next.Segment.Start + 1
	return true
}

// textOf reads the paragraphs of an included file into the text.
func (in *inliner) textOf(f *file) {
	in.builder.page.Findings = append(in.builder.page.Findings, f.findings...)
	skip, first := in.skip, true
	in.skip = 0
	for n := in.reader.parseTree(f).FirstChild(); n != nil; n = n.NextSibling() {
		switch n.Kind() {
		case ast.KindParagraph:
			if !first {
				in.literal(" ", Plain)
			}
			first = false
			in.children(n, Plain)
			in.flush()
		case ast.KindHTMLBlock:
		default:
			in.report(max(n.Pos(), 0), ruleIncludeInline, "the file is included in the middle of text; only its text is read")
		}
	}
	in.skip = skip
}

// add appends text[from:to] to the span.
func (in *inliner) add(from, to int, kind SpanKind) {
	from = max(from, in.skip)
	if from >= to {
		return
	}
	if kind != in.kind {
		in.flush()
		in.kind = kind
	}
	if in.from >= 0 && in.to == from && !in.code {
		in.to = to
		return
	}
	in.move()
	in.from, in.to = from, to
}

// literal appends s, which is not a substring of the file here.
func (in *inliner) literal(s string, kind SpanKind) {
	if kind != in.kind {
		in.flush()
		in.kind = kind
	}
	in.move()
	in.buf = append(in.buf, s...)
}

// move moves the substring to the buffer.
func (in *inliner) move() {
	if in.from >= 0 {
		in.buf = append(in.buf, in.part()...)
		in.from, in.code = -1, false
	}
}

// part returns the substring as text. It resolves escapes, except in code.
func (in *inliner) part() string {
	s := in.file.text[in.from:in.to]
	if (in.code || in.file.joined) && strings.IndexByte(s, '\n') >= 0 {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	if in.code {
		return s
	}
	return unescape(s)
}

// finish ends the span and returns it.
func (in *inliner) finish() Span {
	s := Span{Kind: in.kind}
	if len(in.buf) > 0 {
		in.move()
		s.Text = string(in.buf)
		in.buf = in.buf[:0]
	} else if in.from >= 0 {
		s.Text = in.part()
	}
	in.from, in.code, in.kind = -1, false, Plain
	return s
}

func (in *inliner) flush() {
	if s := in.finish(); s.Text != "" {
		in.push(s)
	}
}

// html reads an inline tag or comment. A tag that breaks a line is a line
// break, other HTML tags are removed, and a placeholder such as <berth-id> is
// text.
func (in *inliner) html(n *ast.RawHTML, kind SpanKind) {
	from, to := n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop
	raw := in.file.text[from:to]
	switch {
	case strings.HasPrefix(raw, "<!--"):
		in.readComment(strings.TrimSuffix(raw[4:], "-->"), from+4)
	case breakTags[tagName(raw)]:
		in.lineBreak(kind)
	case !markupTags[tagName(raw)]:
		in.add(from, to, kind)
	}
}

func tagName(tag string) string {
	name := strings.TrimLeft(tag, "</")
	for i := 0; i < len(name); i++ {
		if !isAlnum(name[i]) {
			if name[i] == '-' {
				return ""
			}
			name = name[:i]
		}
	}
	return strings.ToLower(name)
}

func set(names string) map[string]bool {
	m := make(map[string]bool)
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

var (
	breakTags  = set("br hr p div ul ol li dl dt dd tr table blockquote pre")
	markupTags = set("a abbr b big cite code center del dfn em font i img ins kbd mark q s samp small span strike strong sub sup tbody td tfoot th thead tt u var wbr details summary h1 h2 h3 h4 h5 h6")
)

// unescape resolves backslash escapes and entities as CommonMark defines them.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	done := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			b.WriteString(s[done:i])
			i++
			done = i
		case s[i] == '&':
			n := strings.IndexByte(s[i:min(len(s), i+40)], ';')
			if n < 0 {
				continue
			}
			entity := s[i : i+n+1]
			if text := html.UnescapeString(entity); text != entity && !strings.HasSuffix(text, ";") || entity == "&semi;" {
				b.WriteString(s[done:i])
				b.WriteString(text)
				i += n
				done = i + 1
			}
		}
	}
	b.WriteString(s[done:])
	return b.String()
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '~' && !isAlnum(c)
}

// blank reports whether r is white space or a zero-width character.
func blank(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}

func trimLeft(s string) string {
	if s == "" || s[0] > ' ' && s[0] < utf8.RuneSelf {
		return s
	}
	return strings.TrimLeftFunc(s, blank)
}

func trimRight(s string) string {
	if n := len(s) - 1; n < 0 || s[n] > ' ' && s[n] < utf8.RuneSelf {
		return s
	}
	return strings.TrimRightFunc(s, blank)
}
