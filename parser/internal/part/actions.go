package part

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Actions are the bound actions and functions that the page of a type describes
// itself, instead of linking to pages of their own.
type Actions struct {
	Parts []*Part
	// Lost are the actions for which the section has no request line.
	Lost []Lost
	// Named are the names of actions that stand in place of the method in their request
	// lines.
	Named []Name
}

// Name is the name of an action, at its position.
type Name struct {
	Text     string
	Position source.Position
}

// Lost is an action without a request line.
type Lost struct {
	Name
	section *page.Section
	text    []page.Block // that names it
}

// IsFunction reports whether the page calls it a function.
func (l *Lost) IsFunction() bool {
	says := strings.ToLower(l.section.Title)
	for _, b := range l.text {
		if prose, ok := b.(*page.Prose); ok {
			says += " " + strings.ToLower(prose.Text.String())
		}
	}
	return strings.Contains(says, "function")
}

// With makes the part of a lost action on the page, with its request line.
func (l *Lost) With(p *page.Page, line Line) *Part {
	made := newActionPage(p, l.section, l.text, line)
	made.lines.Blocks[0].(*page.Code).Unclosed = true
	return made.part
}

// ReadActions reads the sections on bound actions. Each request line in them, in a
// block of code or in a sentence, makes a part with the text beside it.
func ReadActions(p *page.Page) *Actions {
	a := &Actions{}
	for _, s := range p.Sections {
		if isBound(s) {
			a.section(p, s)
		}
	}
	return a
}

// WithoutActions returns the page without its sections on bound actions.
func WithoutActions(p *page.Page) *page.Page {
	rest := *p
	rest.Sections = slices.DeleteFunc(slices.Clone(p.Sections), isBound)
	return &rest
}

// isBound reports whether a section is on bound actions or functions.
func isBound(s *page.Section) bool { return s.Level > 1 && dialect.Says(dialect.BoundHeading, s.Title) }

// section reads a section on actions. The text before the first request line
// introduces its action, as does the text before a line in a sentence. The text after a
// request line, up to the next one, describes its response, and the blocks of code are
// its example.
func (a *Actions) section(p *page.Page, s *page.Section) {
	var introduction []page.Block
	var current *actionPage
	var names []Lost
	for _, b := range s.Blocks {
		if prose, ok := b.(*page.Prose); ok {
			for _, name := range called(prose) {
				names = append(names, Lost{name, s, []page.Block{prose}})
			}
		}
		line, before, ok := a.lineOf(b)
		switch {
		case ok:
			if before != nil {
				introduction = []page.Block{before}
			}
			current = newActionPage(p, s, introduction, line)
			a.Parts, introduction = append(a.Parts, current.part), nil
			current.first(b)
			names = slices.DeleteFunc(names, func(l Lost) bool { return strings.EqualFold(l.Text, current.name) })
		case current == nil:
			introduction = append(introduction, b)
		default:
			current.add(b)
		}
	}
	if current == nil {
		for _, b := range introduction {
			if t, ok := b.(*page.Table); ok {
				for _, name := range unlinked(t) {
					names = append(names, Lost{name, s, nil})
				}
			}
		}
	}
	a.Lost = append(a.Lost, names...)
}

// lineOf returns the request line in a block of code, or in the code of a sentence,
// with the text before it.
func (a *Actions) lineOf(b page.Block) (line Line, before page.Block, ok bool) {
	switch b := b.(type) {
	case *page.Code:
		if method, url := notation.CutMethod(notation.FirstLine(b.Text)); method != "" {
			return Line{method, url, b.TextPos}, nil, true
		}
	case *page.Prose:
		for i, span := range b.Text {
			if span.Kind != page.CodeSpan {
				continue
			}
			if method, url := notation.CutMethod(span.Text); method != "" && strings.Contains(url, "/") {
				return Line{method, url, b.Pos}, textBefore(b, i), true
			}
			if word, url, ok := strings.Cut(span.Text, " "); ok && strings.Contains(url, "://") && strings.EqualFold(word, actionOf(url)) {
				a.Named = append(a.Named, Name{word, b.Pos})
				return Line{"POST", url, b.Pos}, textBefore(b, i), true
			}
		}
	}
	return Line{}, nil, false
}

// textBefore returns the paragraph before the span with a request line, without the
// sentence that announces the line. It returns nil if that is all there is.
func textBefore(b *page.Prose, span int) page.Block {
	text := slices.Clone(b.Text[:span])
	for len(text) > 0 {
		last := &text[len(text)-1]
		if i := strings.LastIndex(last.Text, ". "); i >= 0 && last.Kind == page.Plain {
			last.Text = last.Text[:i+1]
			return &page.Prose{Pos: b.Pos, Text: text}
		}
		text = text[:len(text)-1]
	}
	return nil
}

// actionOf returns the name of the action at the end of a URL, without its namespace.
func actionOf(url string) string {
	path, _, _ := notation.CutQuery(notation.CutHTTPVersion(url))
	name := path[strings.LastIndexByte(path, '/')+1:]
	name, _, _ = strings.Cut(name, "(")
	return strings.TrimSpace(name[strings.LastIndexByte(name, '.')+1:])
}

// actionPage is the page that is made for an action.
type actionPage struct {
	from                      *page.Page
	name                      string
	part                      *Part
	lines, response, examples *page.Section
}

// newActionPage makes a page for an action. Its title has the type and the action, as
// in "lamp: dim".
func newActionPage(p *page.Page, s *page.Section, introduction []page.Block, line Line) *actionPage {
	owner, _, _ := strings.Cut(p.Title, " ")
	name := actionOf(line.URL)
	made := &page.Page{Path: p.Path, Title: owner + ": " + name, TitlePos: s.Pos}
	head := &page.Section{Level: 1, Title: made.Title, Pos: s.Pos, Blocks: introduction}
	below := func(title string) *page.Section {
		return &page.Section{Level: 2, Title: title, Pos: line.Pos, Parent: head}
	}
	a := &actionPage{p, name, &Part{made, strings.ToLower(owner + "-" + name)}, below("HTTP request"), below("Response"), below("Example")}
	a.lines.Blocks = []page.Block{&page.Code{Pos: line.Pos, TextPos: line.Pos, Text: line.Method + " " + line.URL}}
	made.Sections = []*page.Section{{Pos: s.Pos}, head, a.lines, a.response, a.examples}
	return a
}

// first adds the block with the request line. It is an example, too, if it has more
// than the line. A line in a text has no exact position, as if its block were not
// closed.
func (a *actionPage) first(b page.Block) {
	code, ok := b.(*page.Code)
	if !ok {
		a.lines.Blocks[0].(*page.Code).Unclosed = true
	} else if strings.Contains(strings.TrimSpace(code.Text), "\n") {
		a.add(b)
	}
}

// add adds a block behind the request line.
func (a *actionPage) add(b page.Block) {
	code, ok := b.(*page.Code)
	if !ok {
		a.response.Blocks = append(a.response.Blocks, b)
		return
	}
	a.examples.Blocks = append(a.examples.Blocks, code)
	for _, annotation := range a.from.Annotations {
		if annotation.Block == b {
			a.part.Page.Annotations = append(a.part.Page.Annotations, annotation)
		}
	}
}

// called returns the names of actions in a sentence: "a bound action called `dim`".
func called(prose *page.Prose) []Name {
	var names []Name
	before := ""
	for _, span := range prose.Text {
		if span.Kind != page.Plain && span.Kind != page.Link && notation.IsName(span.Text) && dialect.Says(dialect.ActionCalled, strings.TrimSpace(before)) {
			names = append(names, Name{span.Text, prose.Pos})
		}
		before = span.Text
	}
	return names
}

// unlinked returns the names in the first column of a table that link to no page.
func unlinked(t *page.Table) []Name {
	var names []Name
	for _, row := range t.Rows {
		if len(row.Cells) == 0 {
			continue
		}
		name := strings.TrimSpace(row.Cells[0].Text.String())
		linked := slices.ContainsFunc(row.Cells[0].Text, func(s page.Span) bool { return s.Kind == page.Link })
		if !linked && notation.IsName(name) {
			names = append(names, Name{name, row.Cells[0].Pos})
		}
	}
	return names
}
