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
	// Lost are the names of actions for which the section has no request line.
	Lost []Name
}

// Name is the name of an action, at its position.
type Name struct {
	Text     string
	Position source.Position
}

// ReadActions reads the sections on bound actions. Each request line in them, in a
// block of code or in a sentence, makes a part with the text beside it.
func ReadActions(p *page.Page) *Actions {
	a := &Actions{}
	for _, s := range p.Sections {
		if bound := dialect.Says(dialect.BoundHeading, s.Title); s.Level > 1 && (bound || dialect.Says(dialect.ActionsHeading, s.Title)) {
			a.section(p, s, bound)
		}
	}
	return a
}

// WithoutActions returns the page without its sections on bound actions.
func WithoutActions(p *page.Page) *page.Page {
	rest := *p
	rest.Sections = slices.DeleteFunc(slices.Clone(p.Sections), func(s *page.Section) bool {
		return s.Level > 1 && (dialect.Says(dialect.BoundHeading, s.Title) || dialect.Says(dialect.ActionsHeading, s.Title))
	})
	return &rest
}

// section reads a section on actions. The text before the first request line
// introduces its action. The text and the blocks after a request line, up to
// the next one, describe its response. A section that is certainly on actions should
// have a request line.
func (a *Actions) section(p *page.Page, s *page.Section, certain bool) {
	var introduction []page.Block
	var current *Part
	for _, b := range s.Blocks {
		if line, ok := lineOf(b); ok {
			_, inText := b.(*page.Prose)
			current = actionPart(p, s, introduction, line, inText)
			a.Parts, introduction = append(a.Parts, current), nil
			continue
		}
		switch {
		case current != nil:
			last := current.Page.Sections[len(current.Page.Sections)-1]
			last.Blocks = append(last.Blocks, b)
		default:
			introduction = append(introduction, b)
		}
	}
	if current != nil || !certain {
		return
	}
	for _, b := range introduction {
		switch b := b.(type) {
		case *page.Prose:
			a.lostIn(b)
		case *page.Table:
			a.lostRows(b)
		}
	}
}

// lineOf returns the request line in a block of code, or in the code of a sentence.
func lineOf(b page.Block) (Line, bool) {
	switch b := b.(type) {
	case *page.Code:
		if method, url := notation.CutMethod(notation.FirstLine(b.Text)); method != "" {
			return Line{method, url, b.TextPos}, true
		}
	case *page.Prose:
		for _, span := range b.Text {
			if span.Kind != page.CodeSpan {
				continue
			}
			if method, url := notation.CutMethod(span.Text); method != "" && strings.Contains(url, "/") {
				return Line{method, url, b.Pos}, true
			}
		}
	}
	return Line{}, false
}

// actionPart makes a page for an action. Its title has the type and the action, as
// in "lamp: dim". A line in a text has no exact position, as if its block were not
// closed.
func actionPart(p *page.Page, s *page.Section, introduction []page.Block, line Line, inText bool) *Part {
	owner, _, _ := strings.Cut(p.Title, " ")
	path, _, _ := notation.CutQuery(notation.CutHTTPVersion(line.URL))
	name := path[strings.LastIndexByte(path, '/')+1:]
	name, _, _ = strings.Cut(name, "(")
	name = name[strings.LastIndexByte(name, '.')+1:]
	made := &page.Page{Path: p.Path, Title: owner + ": " + name, TitlePos: s.Pos}
	head := &page.Section{Level: 1, Title: made.Title, Pos: s.Pos, Blocks: introduction}
	code := &page.Code{Pos: line.Pos, TextPos: line.Pos, Unclosed: inText, Text: line.Method + " " + line.URL}
	made.Sections = []*page.Section{
		{Pos: s.Pos}, head,
		{Level: 2, Title: "HTTP request", Pos: line.Pos, Parent: head, Blocks: []page.Block{code}},
		{Level: 2, Title: "Response", Pos: line.Pos, Parent: head},
	}
	return &Part{made, strings.ToLower(owner + "-" + name)}
}

// lostIn adds the name of an action in a sentence: "a bound action called `dim`".
func (a *Actions) lostIn(prose *page.Prose) {
	before := ""
	for _, span := range prose.Text {
		if span.Kind != page.Plain && span.Kind != page.Link && notation.IsName(span.Text) && dialect.Says(dialect.ActionCalled, strings.TrimSpace(before)) {
			a.Lost = append(a.Lost, Name{span.Text, prose.Pos})
		}
		before = span.Text
	}
}

// lostRows adds the names in the first column of a table that link to no page.
func (a *Actions) lostRows(t *page.Table) {
	for _, row := range t.Rows {
		if len(row.Cells) == 0 {
			continue
		}
		name := strings.TrimSpace(row.Cells[0].Text.String())
		linked := false
		for _, span := range row.Cells[0].Text {
			linked = linked || span.Kind == page.Link
		}
		if !linked && notation.IsName(name) {
			a.Lost = append(a.Lost, Name{name, row.Cells[0].Pos})
		}
	}
}
