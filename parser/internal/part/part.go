// Package part finds request lines in all places of a page, and splits a page with
// several operations.
package part

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Line is a request line in a table or a heading.
type Line struct {
	Method, URL string
	Pos         source.Position
}

// Lines returns the request lines of a table with a column of methods and one of
// URLs, or nil for any other table.
func Lines(t *page.Table) []Line {
	method, url := -1, -1
	for i, cell := range t.Header {
		switch text := strings.TrimSpace(cell.Text.String()); {
		case method < 0 && dialect.IsMethodHeader(text):
			method = i
		case url < 0 && dialect.IsURLHeader(text):
			url = i
		}
	}
	if method < 0 || url < 0 {
		return nil
	}
	var list []Line
	for _, row := range t.Rows {
		if len(row.Cells) <= max(method, url) {
			continue
		}
		target := row.Cells[url]
		text := strings.TrimSpace(row.Cells[method].Text.String()) + " " + strings.TrimSpace(target.Text.String())
		if m, rest := notation.CutMethod(text); m != "" && rest != "" {
			list = append(list, Line{m, rest, target.Pos})
		}
	}
	return list
}

// OfHeading cuts a request line off the end of a heading: "Get berth % GET
// /berths/{id}".
func OfHeading(s *page.Section) (title string, line Line, ok bool) {
	if !strings.Contains(s.Title, "/") {
		return s.Title, Line{}, false
	}
	words := strings.Fields(s.Title)
	if len(words) < 2 || !strings.HasPrefix(words[len(words)-1], "/") {
		return s.Title, Line{}, false
	}
	method, url := notation.CutMethod(words[len(words)-2] + " " + words[len(words)-1])
	if method == "" || method != words[len(words)-2] { // in a heading, "Get" is an English word
		return s.Title, Line{}, false
	}
	title = strings.TrimRight(strings.Join(words[:len(words)-2], " "), " %:-–—")
	if title == "" {
		title = s.Title
	}
	return title, Line{method, url, s.Pos}, true
}

// HasLines reports whether a section has request lines.
func HasLines(s *page.Section) bool {
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *page.Code:
			if notation.StartsWithMethod(b.Text) {
				return true
			}
		case *page.Table:
			if len(Lines(b)) > 0 {
				return true
			}
		}
	}
	return false
}

// Split splits a page with several operations, each below its own heading. The
// request lines, tables and examples below a heading belong to it. Each part is a
// page. A page with one operation, according to its title or front matter, has no
// parts. The title may be that of all operations, if each has its own sections.
func Split(p *page.Page) []*Part {
	if strings.EqualFold(p.Front.DocType, "apiPageType") {
		return nil
	}
	titled := StartsWithVerb(p.Title) && oneTitle(p)
	if titled && slices.ContainsFunc(p.Sections, func(s *page.Section) bool { return ownsLines(s) && (s.Parent == nil || s.Parent.Level < 2) }) {
		return nil
	}
	for level := 1; level <= deepest; level++ {
		var found []*tree
		for i, s := range p.Sections {
			if s.Level != level || titled && level == 1 || !isFree(s) {
				continue
			}
			t := &tree{root: s, below: below(p.Sections[i:])}
			if t.isOperation() && (!titled || t.isWhole()) {
				found = append(found, t)
			}
		}
		switch {
		case len(found) > 1:
			return makeParts(p, found)
		case level > 1 && hasOwn(p, level):
			return nil
		}
	}
	return nil
}

// oneTitle reports whether a page has a single heading at the title level.
func oneTitle(p *page.Page) bool {
	n := 0
	for _, s := range p.Sections {
		if s.Level == 1 {
			n++
		}
	}
	return n < 2
}

// deepest is the deepest level of a heading that may have an operation.
const deepest = 4

// hasOwn reports whether a section at the given level is only about request lines.
// Such a page has one operation.
func hasOwn(p *page.Page, level int) bool {
	for _, s := range p.Sections {
		if s.Level == level && ownsLines(s) && isFree(s.Parent) {
			return true
		}
	}
	return false
}

// isFree reports whether neither a heading nor its ancestors describe a part of an
// operation or a type.
func isFree(s *page.Section) bool {
	for ; s != nil; s = s.Parent {
		about, _ := dialect.TypeSectionOf(s.Title)
		if s.Level > 1 && (about != dialect.OtherSection || dialect.SectionOf(s.Title) != dialect.OtherSection) {
			return false
		}
	}
	return true
}

// tree is a heading with the sections below it.
type tree struct {
	root  *page.Section
	below []*page.Section
}

// below returns the sections below the first one.
func below(sections []*page.Section) []*page.Section {
	for i, s := range sections[1:] {
		if s.Level <= sections[0].Level {
			return sections[1 : i+1]
		}
	}
	return sections[1:]
}

// isOperation reports whether a heading has a request line. A heading that begins
// with a verb also matches if it has request lines, and a table or a section on the
// request or the response.
func (t *tree) isOperation() bool {
	if _, _, ok := OfHeading(t.root); ok {
		return true
	}
	if !StartsWithVerb(t.root.Title) {
		return false
	}
	lines, says := HasLines(t.root), false
	table := hasTable(t.root)
	for _, s := range t.below {
		switch dialect.SectionOf(s.Title) {
		case dialect.RequestLines:
			lines = lines || HasLines(s)
		case dialect.OtherSection, dialect.Example, dialect.Aside:
		default:
			says = true
		}
	}
	return lines && (says || table)
}

// isWhole reports whether sections below the heading are about request lines, and about
// what callers need or get.
func (t *tree) isWhole() bool {
	return slices.ContainsFunc(t.below, ownsLines) && slices.ContainsFunc(t.below, func(s *page.Section) bool {
		about := dialect.SectionOf(s.Title)
		return about == dialect.Permissions || about == dialect.Response
	})
}

// ownsLines reports whether a section is about request lines and has some.
func ownsLines(s *page.Section) bool {
	return dialect.SectionOf(s.Title) == dialect.RequestLines && HasLines(s)
}

func hasTable(s *page.Section) bool {
	for _, b := range s.Blocks {
		if t, ok := b.(*page.Table); ok && len(Lines(t)) == 0 {
			return true
		}
	}
	return false
}

// StartsWithVerb reports whether a title begins with the verb of an operation.
func StartsWithVerb(title string) bool {
	first, _, more := strings.Cut(strings.TrimSpace(title), " ")
	return more && dialect.VerbOf(strings.TrimRight(first, ":")) != dialect.Verb{}
}

// Part is an operation of a page.
type Part struct {
	Page *page.Page
	// Name is the title in the form of a file name: "get-berth".
	Name string
}

// makeParts makes pages of headings. Each page repeats the sections shared by all
// operations.
func makeParts(p *page.Page, trees []*tree) []*Part {
	var shared []*page.Section
	seen := map[dialect.Section]bool{} // a shared section occurs once on a page
	for _, s := range p.Sections {
		if about := dialect.SectionOf(s.Title); !seen[about] && (about == dialect.Permissions || about == dialect.RequestHeaders) && isFree(s.Parent) && !isBelow(s, trees) {
			seen[about] = true
			shared = append(shared, s)
		}
	}
	parts := make([]*Part, len(trees))
	for i, t := range trees {
		made := makePage(p, t, shared)
		parts[i] = &Part{made, strings.ToLower(strings.Join(strings.Fields(made.Title), "-"))}
	}
	return parts
}

func isBelow(s *page.Section, trees []*tree) bool {
	for ; s != nil; s = s.Parent {
		for _, t := range trees {
			if t.root == s {
				return true
			}
		}
	}
	return false
}

// makePage makes a page of a heading, and raises the heading to the title level.
func makePage(p *page.Page, t *tree, shared []*page.Section) *page.Page {
	title, line, ok := OfHeading(t.root)
	made := &page.Page{Path: p.Path, Front: page.Front{DocType: p.Front.DocType}, Title: title, TitlePos: t.root.Pos}
	made.Sections = append(made.Sections, &page.Section{Pos: t.root.Pos})
	blocks := map[page.Block]bool{}
	copies := map[*page.Section]*page.Section{}
	add := func(s *page.Section, level int) *page.Section {
		c := *s
		c.Level, c.Parent = level, copies[s.Parent]
		copies[s] = &c
		made.Sections = append(made.Sections, &c)
		for _, b := range c.Blocks {
			blocks[b] = true
		}
		return &c
	}
	head := add(t.root, 1)
	head.Title = title
	if ok {
		head.Blocks = append([]page.Block{&page.Code{Pos: line.Pos, TextPos: line.Pos, Text: line.Method + " " + line.URL}}, head.Blocks...)
	}
	for _, s := range t.below {
		add(s, s.Level-t.root.Level+1)
	}
	for _, s := range shared {
		add(s, 2).Parent = head
	}
	for _, a := range p.Annotations {
		if a.Block != nil && blocks[a.Block] {
			made.Annotations = append(made.Annotations, a)
		}
	}
	return made
}
