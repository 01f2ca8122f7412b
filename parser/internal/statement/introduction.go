package statement

import (
	"regexp"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/source"
)

// Summary is the first paragraph below the title.
func Summary(o *outline.Outline) string {
	for p := range o.Prose(dialect.Introduction) {
		if text := outline.Plain(p.Text); text != "" && !p.Note && !dialect.Says(dialect.Namespace, text) && !strings.HasPrefix(text, "[!") {
			return text
		}
	}
	return ""
}

// Subject is the type that the page is about: the link of the introduction that
// the file name mentions, else the first one to a type.
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

// retired is how an introduction says that the operation itself is deprecated,
// and not one of its properties.
var retired = regexp.MustCompile(`(?i)\b(this|the)( \S+){0,4}? (api|apis|method|function|action|operation|endpoint|call|request)s? (is|are|has been|have been|was|were)( now| being)? deprecated\b`)

// Deprecation returns the words by which the page says that what it describes is
// deprecated, and where they stand; empty where it says nothing of the kind. Titles
// end in "(deprecated)", and notes of introductions say so in a sentence.
func Deprecation(o *outline.Outline) (words string, at source.Position) {
	if naming.IsDeprecated(o.Page.Title) {
		return o.Page.Title, o.Page.TitlePos
	}
	for p := range o.Prose(dialect.Introduction) {
		if found := retired.FindString(outline.Plain(p.Text)); found != "" {
			return found, p.Pos
		}
	}
	return "", at
}
