package parser

import (
	"cmp"
	"context"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"strings"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// The rules about links between pages. They say nothing of the API, and so are
// not among what [Parse] finds.
var (
	ruleLinkMissing   = source.Declare(source.Rule{Name: "link-missing", Severity: source.Warning, Summary: "A link names a page that isn't there."})
	ruleLinkCase      = source.Declare(source.Rule{Name: "link-case", Severity: source.Note, Summary: "A link spells the name of a page with other capitals: it leads there on some sites only."})
	ruleAnchorMissing = source.Declare(source.Rule{Name: "link-anchor-missing", Severity: source.Note, Summary: "A link names a heading that its page doesn't have."})
)

// CheckLinks holds the links between pages against the pages that there are, and
// returns those that lead nowhere, sorted. Links to the web and to files that are
// no pages are not looked at. The errors are those of [Parse].
func CheckLinks(ctx context.Context, o Options) (source.Findings, error) {
	names, _, err := list(o.Root, o.Docs)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, ErrNoPages
	}
	reader := page.NewReader(o.Root, o.Docs)
	pages := make([]*page.Page, len(names))
	each(ctx, cmp.Or(o.Workers, runtime.GOMAXPROCS(0)), len(names), func(i int) {
		pages[i], _ = reader.Read(names[i]) // Parse says what can't be read
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := &linkChecker{root: o.Root, docs: o.Docs, anchors: map[string]map[string]bool{}, folded: map[string]string{}}
	for i, p := range pages {
		c.anchors[names[i]] = anchors(p)
		c.folded[strings.ToLower(names[i])] = names[i]
	}
	for _, p := range pages {
		if p != nil {
			c.page(p)
		}
	}
	c.findings.Sort()
	return c.findings, nil
}

// anchors are what links to the page can name; nil for a page that can't be read.
func anchors(p *page.Page) map[string]bool {
	if p == nil {
		return nil
	}
	found := map[string]bool{}
	for _, s := range p.Sections {
		found[strings.ToLower(s.Anchor)] = true
	}
	return found
}

type linkChecker struct {
	root     fs.FS
	docs     string
	anchors  map[string]map[string]bool // of each page
	folded   map[string]string          // the pages by their names in lower case
	findings source.Findings
}

func (c *linkChecker) page(p *page.Page) {
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *page.Prose:
				c.text(p, b.Pos, b.Text)
			case *page.List:
				for _, item := range b.Items {
					c.text(p, item.Pos, item.Text)
				}
			case *page.Table:
				for _, row := range b.Rows {
					for _, cell := range row.Cells {
						c.text(p, cell.Pos, cell.Text)
					}
				}
			}
		}
	}
}

func (c *linkChecker) text(p *page.Page, at source.Position, text page.Text) {
	for _, span := range text {
		if span.Kind == page.Link && (at.File == "" || at.File == p.Path) { // an include is looked at by itself
			c.link(p, at, span.Target)
		}
	}
}

// link holds one link against the pages.
func (c *linkChecker) link(p *page.Page, at source.Position, target string) {
	u, err := url.Parse(target)
	if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return
	}
	name := p.Path
	if u.Path != "" {
		name = path.Join(path.Dir(p.Path), u.Path)
		if path.Ext(name) != ".md" {
			return
		}
	}
	known, isPage := c.anchors[name]
	if !isPage {
		full := path.Join(c.docs, name)
		if !fs.ValidPath(full) {
			return // outside of what may be read
		}
		if _, err := fs.Stat(c.root, full); err == nil {
			return
		}
		if other := c.folded[strings.ToLower(name)]; other != "" {
			c.findings.AddFix(at, ruleLinkCase, c.respell(p, at, u, other), "the link leads to %s, the page is %s", name, other)
		} else {
			c.findings.Add(at, ruleLinkMissing, "the link leads to %s, which isn't there", name)
		}
		return
	}
	if u.Fragment != "" && known != nil && !known[strings.ToLower(u.Fragment)] {
		c.findings.Add(at, ruleAnchorMissing, "%s has no heading %q", name, u.Fragment)
	}
}

// respell returns the edits that give each link to the page, in the block that
// begins at the position, its right spelling.
func (c *linkChecker) respell(p *page.Page, at source.Position, u *url.URL, name string) (edits []source.Edit) {
	text, err := fs.ReadFile(c.root, path.Join(c.docs, p.Path))
	if err != nil {
		return nil
	}
	// The link keeps its way: only the part that names the page changes.
	was := u.Path
	if len(was) > len(name) {
		name = was[:len(was)-len(name)] + name
	} else {
		name = name[len(name)-len(was):]
	}
	if !strings.EqualFold(was, name) {
		return nil // the link takes another way there
	}
	lines := strings.Split(string(text), "\n")
	for n := at.Line; n >= 1 && n <= len(lines) && strings.TrimSpace(lines[n-1]) != ""; n++ {
		for col := 0; ; {
			i := strings.Index(lines[n-1][col:], "]("+was)
			if i < 0 {
				break
			}
			col += i + len("](")
			edits = append(edits, source.Edit{Position: source.Position{File: at.File, Line: n, Col: col + 1}, Was: was, With: name})
		}
	}
	return edits
}
