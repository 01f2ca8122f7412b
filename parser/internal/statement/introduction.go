package statement

import (
	"regexp"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Summary returns the first paragraph below a heading that says "Description", or else
// the first one below the title.
func Summary(o *outline.Outline) string {
	summary := ""
	for s := range o.Sections(dialect.Introduction) {
		if s.Level == 1 && summary != "" {
			continue
		}
		if text := firstDescription(s); text != "" {
			summary = text
			if s.Level > 1 {
				break
			}
		}
	}
	return summary
}

// firstDescription returns the first paragraph of a section that may describe the
// operation. The items of a list below a label are names, as the label's are.
func firstDescription(s *page.Section) string {
	labelled := false
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *page.Prose:
			if b.Quote {
				continue
			}
			text := outline.Plain(b.Text)
			if labelled = text != "" && !b.Text.Describes(); labelled || text == "" || dialect.Says(dialect.Namespace, text) || strings.HasPrefix(text, "[!") {
				continue
			}
			return text
		case *page.List:
			if !labelled && len(b.Items) > 0 && len(b.Items[0].Text) > 0 {
				return outline.Plain(b.Items[0].Text)
			}
		}
	}
	return ""
}

// Subject returns the type that the page is about: the first linked type in the
// introduction whose name the file name has, or else the first linked type.
func Subject(o *outline.Outline, isMentioned func(name string) bool) (name, target string) {
	for p := range o.Prose(dialect.Introduction) {
		for _, span := range p.Text {
			if !outline.IsTypeLink(span) {
				continue
			}
			text := strings.TrimSpace(span.Text)
			if name == "" || isMentioned(text) && !isMentioned(name) {
				name, target = text, span.Target
			}
		}
	}
	return name, target
}

// retired matches a sentence by which an introduction deprecates the operation
// itself, and not one of its properties.
var retired = regexp.MustCompile(`(?i)\b(this|the)( \S+){0,4}? (api|apis|method|function|action|operation|endpoint|call|request)s? (is|are|has been|have been|was|were)( now| being)? deprecated\b`)

// Deprecation returns the words that deprecate the operations of a page, and
// their position. It returns no words if there are none. The words are a title
// that ends in "(deprecated)" or a sentence of the introduction.
func Deprecation(o *outline.Outline) (words string, at source.Position) {
	if naming.IsDeprecated(o.Page.Title) {
		return o.Page.Title, o.Page.TitlePos
	}
	for p := range o.Prose(dialect.Introduction) {
		text := outline.Plain(p.Text)
		if !strings.Contains(strings.ToLower(text), "deprecated") {
			continue // a search is faster than the expression
		}
		if found := retired.FindString(text); found != "" {
			return found, p.Pos
		}
	}
	return "", at
}
