package parser

import (
	"context"
	"strings"

	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/source"
)

// Lint checks how pages are written: links between pages, and annotations of
// examples. It does not repeat the findings of [Parse]. Links to the web and to
// files that are not pages are not checked. The findings are sorted. The errors
// are those of Parse.
func Lint(ctx context.Context, o Options) (source.Findings, error) {
	names, _, err := list(o.Root, o.Docs)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, ErrNoPages
	}
	reader := page.NewReader(o.Root, o.Docs)
	pages := make([]*page.Page, len(names))
	if err := parallel.Each(ctx, 0, len(names), func(i int) error {
		pages[i], _ = reader.Read(names[i]) // Parse reports pages that can't be read
		return nil
	}); err != nil {
		return nil, err
	}
	c := &linkChecker{root: o.Root, docs: o.Docs, anchors: map[string]map[string]bool{}, folded: map[string]string{}, linked: map[string]bool{}}
	for i, p := range pages {
		c.anchors[names[i]] = anchors(p)
		c.folded[strings.ToLower(names[i])] = names[i]
	}
	named := map[string]source.Position{}
	kinds := make([]kind.Kind, len(pages))
	for i, p := range pages {
		if p == nil {
			continue
		}
		c.page(p)
		if kinds[i] = kind.Read(p).Kind; kinds[i] != kind.Other {
			lintExamples(p, kinds[i], named, &c.findings)
		}
	}
	for i, p := range pages {
		if kinds[i] == kind.Operation && len(names) > 1 && !c.linked[strings.ToLower(p.Path)] {
			c.findings.Add(p.TitlePos, rulePageUnlinked, "no other page links here; add the page to the table of methods of its resource")
		}
	}
	c.findings.Sort()
	return c.findings, nil
}

// lintExamples checks the annotations of a page's requests and responses. It
// adds the requests of the page to named, which has those of the pages before
// it.
func lintExamples(p *page.Page, k kind.Kind, named map[string]source.Position, findings *source.Findings) {
	requests := map[string]source.Position{}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*page.Code)
			if !ok {
				continue
			}
			a := code.Annotation
			if a == nil {
				switch {
				case isMessage(code.Text) && underExample(s):
					findings.Add(code.Pos, ruleAnnotationMissing, "the block has no annotation; put one with \"blockType\": \"request\" or \"response\" before it")
				case isRepresentation(k, s, code):
					findings.Add(code.Pos, ruleAnnotationMissing, "the block has no annotation; put one with \"blockType\": \"resource\" and the type before it")
				}
				continue
			}
			name := a.Fields.Get("name").Str()
			if a.BlockType != "request" || name == "" {
				continue
			}
			if first, repeated := requests[name]; repeated {
				findings.Add(a.Pos, ruleExampleRepeated, "the request on line %d has the name %q, too; rename one of them", first.Line, name)
				continue
			}
			requests[name] = a.Pos
			if first, shared := named[name]; shared {
				findings.Add(a.Pos, ruleExampleShared, "the request at %s:%d has the name %q, too; names should be unique across all pages", first.File, first.Line, name)
				continue
			}
			named[name] = a.Pos
		}
	}
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
