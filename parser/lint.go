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
	c := &linkChecker{root: o.Root, exists: reader.Exists, docs: o.Docs, anchors: map[string]map[string]bool{}, folded: map[string]string{}, linked: map[string]bool{}}
	for i, p := range pages {
		c.anchors[names[i]] = anchors(p)
		c.folded[strings.ToLower(names[i])] = names[i]
	}
	named := map[string]source.Position{}
	var blocks blocks
	kinds := make([]kind.Kind, len(pages))
	for i, p := range pages {
		if p == nil {
			continue
		}
		c.page(p)
		if kinds[i] = kind.Read(p).Kind; kinds[i] != kind.Other {
			lintExamples(p, named, &c.findings)
			blocks.add(p, kinds[i])
		}
	}
	blocks.report(&c.findings)
	for i, p := range pages {
		if kinds[i] == kind.Operation && len(names) > 1 && !c.linked[strings.ToLower(p.Path)] {
			c.findings.Add(p.TitlePos, rulePageUnlinked, "no other page links here; add the page to the table of methods of its resource")
		}
	}
	c.findings.Sort()
	return c.findings, nil
}

// lintExamples checks the names of a page's requests in their annotations. It
// adds the requests of the page to named, which has those of the pages before
// it.
func lintExamples(p *page.Page, named map[string]source.Position, findings *source.Findings) {
	requests := map[string]source.Position{}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			code, ok := b.(*page.Code)
			if !ok || code.Annotation == nil {
				continue
			}
			a := code.Annotation
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
