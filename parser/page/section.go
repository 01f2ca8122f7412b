package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/docwright/docwright/parser/source"
)

// heading begins a section. A heading in a list or quote cannot divide the page
// and becomes prose.
func (b *builder) heading(n *ast.Heading) {
	from, _ := extent(n)
	t := b.inline(n, from)
	pos := b.at(max(n.Pos(), 0))
	if b.nested > 0 {
		if len(t) > 0 {
			b.emit(&Prose{Pos: pos, Text: t, Quote: b.quote})
		}
		return
	}
	b.passHeading()
	title := fold(t.String())
	if n.Level == 1 && b.page.Title == "" {
		b.page.Title, b.page.TitlePos = title, pos
	}
	b.section = b.addSection(n.Level, title, pos)
	b.list = nil
}

// unnumbered returns a heading without the number before it, as in "1.2 Permissions". A
// number without a dot counts before a capital letter only.
func unnumbered(title string) string {
	n := 0
	for n < len(title) && (title[n] >= '0' && title[n] <= '9' || n > 0 && (title[n] == '.' || title[n] == ')')) {
		n++
	}
	if n == 0 || n+1 >= len(title) || title[n] != ' ' {
		return title
	}
	if next := title[n+1]; !strings.ContainsAny(title[:n], ".)") && (next < 'A' || next > 'Z') {
		return title
	}
	return title[n+1:]
}

func (b *builder) addSection(level int, title string, pos source.Position) *Section {
	s := &Section{Level: level, Title: title, Pos: pos}
	if level > 1 {
		s.Title = unnumbered(title)
	}
	if level > 0 {
		s.Anchor = b.anchor(title)
		s.Parent = b.section
		for s.Parent != nil && s.Parent.Level >= level {
			s.Parent = s.Parent.Parent
		}
		if s.Parent != nil && s.Parent.Level == 0 {
			s.Parent = nil
		}
	}
	if b.page.Sections == nil {
		b.page.Sections = make([]*Section, 0, 12)
	}
	b.page.Sections = append(b.page.Sections, s)
	return s
}

// anchor returns the anchor of a heading as docfx makes it: letters and digits
// in lower case, "-" for a space, and a number for a repeated anchor.
func (b *builder) anchor(title string) string {
	plain := anchorText(title)
	anchor := plain
	for i := 1; b.hasAnchor(anchor) && i < 100; i++ {
		anchor = plain + "-" + strconv.Itoa(i)
	}
	return anchor
}

func anchorText(title string) string {
	buf := make([]byte, 0, len(title))
	for _, r := range title {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_':
			buf = append(buf, byte(r))
		case 'A' <= r && r <= 'Z':
			buf = append(buf, byte(r)+'a'-'A')
		case r == ' ':
			buf = append(buf, '-')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
	}
	return string(buf)
}

func (b *builder) hasAnchor(anchor string) bool {
	for _, s := range b.page.Sections {
		if s.Anchor == anchor && s.Level > 0 {
			return true
		}
	}
	return false
}

// fold replaces each run of white space with one space and trims both ends.
func fold(s string) string {
	space := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && space {
			return strings.Join(strings.Fields(s), " ")
		}
		space = c == ' '
	}
	return s
}
