package page

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/docwright/docwright/parser/source"
)

// heading begins a section, or is prose if it stands in a list or quote, where
// it cannot divide the page.
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

func (b *builder) addSection(level int, title string, pos source.Position) *Section {
	s := &Section{Level: level, Title: title, Pos: pos}
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
	b.page.Sections = append(b.page.Sections, s)
	return s
}

// anchor makes the anchor of a heading as docfx does: letters and digits in
// lower case, "-" for a space, "-1" behind one that the page has already.
func (b *builder) anchor(title string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
	anchor := plain
	for i := 1; b.hasAnchor(anchor) && i < 100; i++ {
		anchor = plain + "-" + strconv.Itoa(i)
	}
	return anchor
}

func (b *builder) hasAnchor(anchor string) bool {
	for _, s := range b.page.Sections {
		if s.Anchor == anchor && s.Level > 0 {
			return true
		}
	}
	return false
}

// fold makes one space of each run of white space, and of none at the ends.
func fold(s string) string {
	for i, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// tabState is where a page stands in a group of tabs. Tabs begin with a level
// one heading that is a link, # [HTTP](#tab/http), and the group ends with a
// thematic break. Those other than HTTP hold samples in programming languages
// and are left out, unless the group has no HTTP tab and so is about
// something else.
type tabState uint8

const (
	noTabs tabState = iota
	tabRead
	tabSkipped
	tabsAllRead // in a group without an HTTP tab
)

// tabbed keeps the tab state and reports whether the block n is to be read.
func (b *builder) tabbed(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ThematicBreak:
		b.tabs = noTabs
		return false
	case *ast.Heading:
		if id, ok := tab(n); ok {
			b.openTab(n, id)
			return false
		}
		if b.tabs == noTabs {
			return true
		}
		if b.underlinedInclude(n) {
			b.tabs = noTabs
			return false
		}
		if b.tabs == tabSkipped {
			b.tabs = noTabs
			b.report(max(n.Pos(), 0), ruleTabsOpen, "the tabs above don't end with ---: they are taken to end here")
		}
	}
	return b.tabs != tabSkipped
}

func (b *builder) openTab(n ast.Node, id string) {
	switch {
	case b.tabs == tabsAllRead || b.tabs == noTabs && !httpTabFollows(n):
		b.tabs = tabsAllRead
	case isHTTPTab(id):
		b.tabs = tabRead
	default:
		b.tabs = tabSkipped
	}
}

// httpTabFollows reports whether the group that n begins has an HTTP tab.
func httpTabFollows(n ast.Node) bool {
	for ; n != nil && n.Kind() != ast.KindThematicBreak; n = n.NextSibling() {
		if id, ok := tab(n); ok && isHTTPTab(id) {
			return true
		}
	}
	return false
}

func isHTTPTab(id string) bool {
	id, _, _ = strings.Cut(id, "/")
	return strings.EqualFold(id, "http")
}

var tabPrefix = []byte("#tab/")

// tab returns the id of the tab that n is the heading of.
func tab(n ast.Node) (id string, ok bool) {
	if n.Kind() != ast.KindHeading {
		return "", false
	}
	link, ok := n.FirstChild().(*ast.Link)
	if !ok || !bytes.HasPrefix(link.Destination, tabPrefix) {
		return "", false
	}
	return string(link.Destination[len(tabPrefix):]), true
}

// underlinedInclude reports whether n is an include that the end of the tabs,
// without a blank line before it, makes a heading of.
func (b *builder) underlinedInclude(n *ast.Heading) bool {
	from, to := extent(n)
	return n.Level == 2 && hasInclude(b.file.text[from:to])
}
