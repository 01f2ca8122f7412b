// Package outline finds the parts of an API page: its sections, by subject, and
// their paragraphs, tables and rows.
package outline

import (
	"iter"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Outline knows the subject of each section of a page.
type Outline struct {
	Page *page.Page
	// Parts are the sections of the page. A paragraph that begins with a label in bold,
	// such as "Request", begins a part of its own, as a heading does.
	Parts []*page.Section
	about map[*page.Section]dialect.Section
}

// New returns the outline of a page. A section below an example is an example.
// A section with an unknown heading has the subject of its parent.
func New(p *page.Page) *Outline {
	o := &Outline{p, make([]*page.Section, 0, len(p.Sections)), make(map[*page.Section]dialect.Section, len(p.Sections))}
	for _, s := range p.Sections {
		o.about[s] = sectionOf(s, o.about[s.Parent])
		o.divide(s)
	}
	return o
}

// divide adds the parts of a section.
func (o *Outline) divide(s *page.Section) {
	part, from := s, 0
	end := func(i int) {
		if part == s && i < len(s.Blocks) {
			part = &page.Section{Level: s.Level, Title: s.Title, Anchor: s.Anchor, Pos: s.Pos, Parent: s.Parent}
			o.about[part] = o.about[s]
		}
		if part != s {
			part.Blocks = s.Blocks[from:i:i]
		}
		o.Parts = append(o.Parts, part)
		from = i
	}
	above := s
	for i, b := range s.Blocks {
		prose, ok := b.(*page.Prose)
		if !ok || prose.Quote {
			continue
		}
		label := labelOf(prose.Text)
		if label == "" {
			continue
		}
		end(i)
		part = &page.Section{Level: s.Level + 1, Title: label, Pos: prose.Pos, Parent: above}
		o.about[part] = sectionOf(part, o.about[above])
		if above == s && o.about[part] == dialect.Example {
			above = part // the other labels are those of the example's parts
		}
		if len(prose.Text) == 1 {
			from++ // the label alone, which the title has
		}
	}
	end(len(s.Blocks))
}

// labelOf is the label in bold that a paragraph begins with; empty where it begins with
// none that says what follows.
func labelOf(t page.Text) string {
	if len(t) == 0 || t[0].Kind != page.Strong || len(t) > 1 && (t[1].Text == "" || !strings.ContainsRune(": \u00a0", rune(t[1].Text[0]))) && t[1].Kind != page.Break {
		return ""
	}
	label := strings.Trim(t[0].Text, ": \u00a0")
	if dialect.IsLabel(label) {
		return label
	}
	return ""
}

func sectionOf(s *page.Section, parent dialect.Section) dialect.Section {
	switch {
	case s.Level == 0:
		return dialect.OtherSection
	case s.Level == 1:
		return dialect.Introduction
	case parent == dialect.Example:
		return dialect.Example
	}
	if about := dialect.SectionOf(s.Title); about != dialect.OtherSection {
		return about
	}
	if parent == dialect.Introduction {
		return dialect.OtherSection
	}
	return parent
}

// About returns the subject of a section.
func (o *Outline) About(s *page.Section) dialect.Section { return o.about[s] }

// Sections yields the sections with the given subject.
func (o *Outline) Sections(about dialect.Section) iter.Seq[*page.Section] {
	return func(yield func(*page.Section) bool) {
		for _, s := range o.Parts {
			if o.about[s] == about && !yield(s) {
				return
			}
		}
	}
}

// Codes yields the code blocks of the page, each with its section.
func (o *Outline) Codes() iter.Seq2[*page.Section, *page.Code] {
	return func(yield func(*page.Section, *page.Code) bool) {
		for _, s := range o.Parts {
			for code := range Codes(s) {
				if !yield(s, code) {
					return
				}
			}
		}
	}
}

// Codes yields the code blocks of a section.
func Codes(s *page.Section) iter.Seq[*page.Code] {
	return func(yield func(*page.Code) bool) {
		for _, b := range s.Blocks {
			if code, ok := b.(*page.Code); ok && !yield(code) {
				return
			}
		}
	}
}

// Paragraph is a paragraph of prose or of a note, or an item of a list.
type Paragraph struct {
	Text page.Text
	Note bool
	Pos  source.Position
}

// Prose yields the paragraphs of the sections with the given subject.
func (o *Outline) Prose(about dialect.Section) iter.Seq[Paragraph] {
	return func(yield func(Paragraph) bool) {
		for s := range o.Sections(about) {
			for p := range Prose(s) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Prose yields the paragraphs of a section.
func Prose(s *page.Section) iter.Seq[Paragraph] {
	return func(yield func(Paragraph) bool) {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *page.Prose:
				if !yield(Paragraph{b.Text, b.Quote, b.Pos}) {
					return
				}
			case *page.List:
				for _, item := range b.Items {
					if !yield(Paragraph{item.Text, false, item.Pos}) {
						return
					}
				}
			}
		}
	}
}

// Plain returns a text without markup and surrounding blanks.
func Plain(t page.Text) string { return strings.TrimFunc(t.String(), dialect.IsBlank) }

// Following returns the text immediately after a span, up to the next link or
// change of markup. The rest begins after the span.
func Following(rest page.Text) string {
	if len(rest) == 0 || rest[0].Kind == page.Link {
		return ""
	}
	return rest[0].Text
}

// IsTypeLink reports whether a span is a link to the page of a type.
func IsTypeLink(s page.Span) bool {
	if s.Kind != page.Link || s.Target == "" {
		return false
	}
	target, _, anchored := strings.Cut(s.Target, "#")
	if !strings.HasSuffix(strings.ToLower(target), ".md") {
		return isElsewhere(target, s.Text)
	}
	return strings.Contains(target, "resources/") || anchored && !strings.Contains(target, "/")
}

// isElsewhere reports whether a link leads to the page of a type in another reference,
// as "/graph/api/resources/itembody" does: its text is the name of the page.
func isElsewhere(target, text string) bool {
	_, name, ok := strings.Cut(target, "/resources/")
	name, _, _ = strings.Cut(name, "?")
	return ok && name != "" && strings.EqualFold(name, strings.TrimSpace(text))
}

// IsPageLink reports whether a span is a link to another page, or to a part of its own.
func IsPageLink(s page.Span) bool {
	target, _, anchored := strings.Cut(s.Target, "#")
	return s.Kind == page.Link && !strings.Contains(target, "://") &&
		(target == "" && anchored || strings.HasSuffix(strings.ToLower(target), ".md"))
}

// BlockType returns the block type in the annotation of a code block, or an
// empty string.
func BlockType(code *page.Code) string {
	if code.Annotation == nil {
		return ""
	}
	return code.Annotation.BlockType
}

// AnnotatedType returns the type in an annotation. "@type" takes precedence
// over "@odata.type".
func AnnotatedType(a *page.Annotation) string {
	if a == nil || a.Fields == nil {
		return ""
	}
	if t := a.Fields.GetFold("@type").Str(); t != "" {
		return t
	}
	return a.Fields.GetFold("@odata.type").Str()
}
