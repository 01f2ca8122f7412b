package parser

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// anchors returns the anchors of a page's headings in lower case, or nil if p
// is nil.
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
	exists   func(full string) bool // of a path from the root
	docs     string
	anchors  map[string]map[string]bool // the anchors by page; nil if the page can't be read
	folded   map[string]string          // the names of pages, by their lower-case form
	linked   map[string]bool            // pages with a link from another page, in lower case
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
		if span.Kind == page.Link && (at.File == "" || at.File == p.Path) { // links of an included file are checked with that file
			c.link(p, at, span.Target)
		}
	}
}

// link checks one link.
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
	if name != p.Path {
		c.linked[strings.ToLower(name)] = true
	}
	if !isPage {
		full := path.Join(c.docs, name)
		if !fs.ValidPath(full) {
			return // outside of the root
		}
		if c.exists(full) {
			return
		}
		if other := c.folded[strings.ToLower(name)]; other != "" {
			c.findings.AddFix(c.place(p, at, target), ruleLinkCase, c.respell(p, at, other), "the link names %s, but the page is %s", name, other)
		} else {
			c.findings.Add(c.place(p, at, target), ruleLinkMissing, "the link names %s, which does not exist", name)
		}
		return
	}
	if u.Fragment != "" && known != nil && !known[strings.ToLower(u.Fragment)] {
		c.findings.Add(c.place(p, at, target), ruleAnchorMissing, "%s has no heading %q", name, u.Fragment)
	}
}

// place returns the position of a link's target in the block at the given
// position, which may have several links. It returns the position of the block
// if the target is not written there, as in a reference link.
func (c *linkChecker) place(p *page.Page, at source.Position, target string) source.Position {
	for n, line := range c.block(p, at) {
		from := 0
		if n == 0 {
			from = min(at.Col-1, len(line))
		}
		if i := indexLink(line[from:], target); i >= 0 {
			at.Line, at.Col = at.Line+n, from+i+1
			break
		}
	}
	return at
}

// indexLink returns the index of a link's target in a line, or -1. The target
// ends at the closing parenthesis or before the title of the link.
func indexLink(line, target string) int {
	for _, end := range [...]string{")", " "} {
		if i := strings.Index(line, "]("+target+end); i >= 0 {
			return i + len("](")
		}
	}
	return -1
}

// block returns the lines of a page from a position to the next blank line or
// fence. Text that only looks like a link is replaced by spaces.
func (c *linkChecker) block(p *page.Page, at source.Position) []string {
	text, err := fs.ReadFile(c.root, path.Join(c.docs, p.Path))
	if err != nil || at.Line < 1 {
		return nil
	}
	lines := strings.Split(string(text), "\n")
	lines = lines[min(at.Line-1, len(lines)):]
	if end := slices.IndexFunc(lines, endsBlock); end >= 0 {
		lines = lines[:end]
	}
	if len(lines) > 0 && strings.HasPrefix(strings.TrimSpace(lines[0]), "|") {
		for i := range lines { // code spans don't continue in the next table row
			lines[i] = blank(lines[i])
		}
		return lines
	}
	return strings.Split(blank(strings.Join(lines, "\n")), "\n")
}

// endsBlock reports whether a line is blank or a fence.
func endsBlock(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// blank replaces the code spans and comments of a block by spaces, because they
// have no links. Offsets don't change.
func blank(text string) string {
	b := []byte(text)
	for at := 0; at < len(b); {
		n := 1
		switch rest := text[at:]; {
		case rest[0] == '\\':
			n = min(2, len(rest))
		case rest[0] == '`':
			n = len(rest) - len(strings.TrimLeft(rest, "`"))
			n = overwrite(b[at:], codeEnd(rest, n), n)
		case strings.HasPrefix(rest, "<!--"):
			n = overwrite(b[at:], strings.Index(rest, "-->"), n)
		}
		at += n
	}
	return string(b)
}

// overwrite replaces the bytes of b before end by spaces, except line ends, and
// returns end. If end is negative, it changes nothing and returns otherwise.
func overwrite(b []byte, end, otherwise int) int {
	if end < 0 {
		return otherwise
	}
	for i := range b[:end] {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
	return end
}

// codeEnd returns the length of the code span at the start of text, whose fence
// is n backticks. It returns -1 if the fence is not closed (CommonMark 0.31,
// section 6.1).
func codeEnd(text string, n int) int {
	for at := n; at < len(text); {
		i := strings.IndexByte(text[at:], '`')
		if i < 0 {
			return -1
		}
		at += i
		run := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		at += run
		if run == n {
			return at
		}
	}
	return -1
}

// linkTarget matches the file name in a link.
var linkTarget = regexp.MustCompile(`\]\(([^)#?\s]+)`)

// respell returns the edits that correct the spelling of each link to the page,
// in the block that begins at the position. An edit changes the case of letters
// only.
func (c *linkChecker) respell(p *page.Page, at source.Position, name string) (edits []source.Edit) {
	for i, line := range c.block(p, at) {
		for _, m := range linkTarget.FindAllStringSubmatchIndex(line, -1) {
			was := line[m[2]:m[3]]
			full := path.Join(path.Dir(p.Path), was)
			if full == name || !strings.EqualFold(full, name) {
				continue
			}
			// The names are preceded by dots and slashes only.
			same := len(was) - len(strings.TrimLeft(was, "./"))
			with := was[:same] + name[max(len(name)-(len(was)-same), 0):]
			if strings.EqualFold(was, with) {
				edits = append(edits, source.Edit{Position: source.Position{File: at.File, Line: at.Line + i, Col: m[2] + 1}, Was: was, With: with})
			}
		}
	}
	return edits
}
