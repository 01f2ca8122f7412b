package parser

import (
	"path"
	"strings"

	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// blocks collects the code blocks that may have an annotation: examples, and
// representations of types. A block without one is a fault only where others
// have one.
type blocks struct {
	examples, representations annotated
}

// annotated counts the pages with blocks of a kind: all, and by family. The pages
// of a family have the same first word in their file names, and are often the
// work of the same people or of a generator.
type annotated struct {
	all      share
	families map[string]*share
	missing  []unannotated
}

// share counts pages with blocks of a kind, and those of them where a block has
// an annotation.
type share struct{ pages, annotated int }

// unannotated are the blocks of a page without an annotation.
type unannotated struct {
	family string
	some   bool // another block of the page has an annotation
	at     []source.Position
}

// add adds the blocks of a page.
func (b *blocks) add(p *page.Page, k kind.Kind) {
	family := familyOf(p)
	examples, representations := unannotated{family: family}, unannotated{family: family}
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			code, ok := block.(*page.Code)
			switch {
			case !ok:
			case isMessage(code.Text) && underExample(s):
				examples.add(code)
			case isRepresentation(k, s, code):
				representations.add(code)
			}
		}
	}
	b.examples.add(examples)
	b.representations.add(representations)
}

func (u *unannotated) add(code *page.Code) {
	if code.Annotation != nil {
		u.some = true
	} else {
		u.at = append(u.at, code.Pos)
	}
}

func (a *annotated) add(u unannotated) {
	if !u.some && len(u.at) == 0 {
		return
	}
	if a.families == nil {
		a.families = map[string]*share{}
	}
	if a.families[u.family] == nil {
		a.families[u.family] = &share{}
	}
	for _, s := range []*share{&a.all, a.families[u.family]} {
		s.pages++
		if u.some {
			s.annotated++
		}
	}
	if len(u.at) > 0 {
		a.missing = append(a.missing, u)
	}
}

// report reports the blocks that lack an annotation.
func (b *blocks) report(findings *source.Findings) {
	b.examples.report(findings, `the block has no annotation; put one with "blockType": "request" or "response" before it`)
	b.representations.report(findings, `the block has no annotation; put one with "blockType": "resource" and the type before it`)
}

func (a *annotated) report(findings *source.Findings, message string) {
	for _, u := range a.missing {
		if !a.expects(u) {
			continue
		}
		for _, at := range u.at {
			findings.Add(at, ruleAnnotationMissing, "%s", message)
		}
	}
}

// expects reports whether the blocks of the page should have annotations: another
// one has, or enough pages of the family have. The pages of a small family are
// expected to be like all pages.
func (a *annotated) expects(u unannotated) bool {
	const small = 4
	f := a.families[u.family]
	return u.some || f.isUsual() || f.pages <= small && a.all.isUsual()
}

// isUsual reports whether annotations are usual enough to be missed.
func (s *share) isUsual() bool { return s.annotated*10 > s.pages }

// familyOf returns the first word of the name of the page's file.
func familyOf(p *page.Page) string {
	name := strings.ToLower(path.Base(p.Path))
	if i := strings.IndexAny(name, "-_."); i >= 0 {
		return name[:i]
	}
	return name
}

// isRepresentation reports whether a block is the JSON representation of the type
// that a page describes.
func isRepresentation(k kind.Kind, s *page.Section, code *page.Code) bool {
	return (k == kind.Type || k == kind.Enum) && strings.EqualFold(s.Title, "JSON representation") && strings.HasPrefix(strings.TrimSpace(code.Text), "{")
}

// underExample reports whether the section or one of its parents is about an
// example.
func underExample(s *page.Section) bool {
	for ; s != nil; s = s.Parent {
		if s.Level > 1 && strings.Contains(strings.ToLower(s.Title), "example") {
			return true
		}
	}
	return false
}

// isMessage reports whether a text begins like an HTTP request or response.
func isMessage(text string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	method, rest, _ := strings.Cut(first, " ")
	switch method {
	case "GET", "POST", "PUT", "PATCH", "DELETE":
		rest = strings.TrimSpace(rest)
		return strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "https://")
	}
	return strings.HasPrefix(first, "HTTP/")
}
