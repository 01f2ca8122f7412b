package page

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// dump prints a page, one item per line with its position.
func dump(p *Page) string {
	var b strings.Builder
	if p.Front != (Front{}) {
		fmt.Fprintf(&b, "front title=%q description=%q doc_type=%q date=%q\n", p.Front.Title, p.Front.Description, p.Front.DocType, p.Front.Date)
	}
	fmt.Fprintf(&b, "title %s %q\n", p.TitlePos, p.Title)
	for _, s := range p.Sections {
		if s.Level > 0 {
			parent := ""
			if s.Parent != nil {
				parent = " under " + s.Parent.Title
			}
			fmt.Fprintf(&b, "%s %d %q #%s%s\n", at(s.Pos), s.Level, s.Title, s.Anchor, parent)
		}
		for _, block := range s.Blocks {
			dumpBlock(&b, block)
		}
	}
	for _, a := range p.Annotations {
		fmt.Fprintf(&b, "annotation %s %s%s", at(a.Pos), a.BlockType, a.PageType)
		if a.Block != nil {
			fmt.Fprintf(&b, " of %s", at(a.Block.Position()))
		}
		fmt.Fprintf(&b, " %s\n", a.Fields.AppendJSON(nil))
	}
	return b.String()
}

func at(p source.Position) string { return strings.TrimPrefix(p.String(), "page.md:") }

func dumpBlock(b *strings.Builder, block Block) {
	fmt.Fprintf(b, "  %s ", at(block.Position()))
	switch block := block.(type) {
	case *Prose:
		fmt.Fprintf(b, "prose%s %s\n", map[bool]string{true: " quote"}[block.Quote], dumpText(block.Text))
	case *List:
		fmt.Fprintln(b, "list")
		for _, item := range block.Items {
			fmt.Fprintf(b, "    %s %s%s\n", at(item.Pos), strings.Repeat("> ", item.Depth), dumpText(item.Text))
		}
	case *Table:
		fmt.Fprintf(b, "table%s\n    %s\n", dumpAnnotation(block.Annotation), dumpCells(block.Header))
		for _, row := range block.Rows {
			fmt.Fprintf(b, "    %s %s", at(row.Pos), dumpCells(row.Cells))
			if row.Extra > 0 {
				fmt.Fprintf(b, " +%d", row.Extra)
			}
			fmt.Fprintln(b)
		}
	case *Code:
		fmt.Fprintf(b, "code %q text %s%s\n", block.Info, at(block.TextPos), dumpAnnotation(block.Annotation))
		for _, line := range strings.SplitAfter(block.Text, "\n") {
			if line != "" {
				fmt.Fprintf(b, "    %q\n", line)
			}
		}
	}
}

func dumpAnnotation(a *Annotation) string {
	if a == nil {
		return ""
	}
	return " of " + at(a.Pos)
}

func dumpCells(cells []Cell) string {
	var list []string
	for _, c := range cells {
		list = append(list, fmt.Sprintf("%d:%d %s", c.Pos.Line, c.Pos.Col, dumpText(c.Text)))
	}
	return strings.Join(list, " | ")
}

func dumpText(t Text) string {
	var b strings.Builder
	for _, s := range t {
		switch s.Kind {
		case Plain:
			fmt.Fprintf(&b, "%q", s.Text)
		case CodeSpan:
			fmt.Fprintf(&b, "code(%q)", s.Text)
		case Strong:
			fmt.Fprintf(&b, "strong(%q)", s.Text)
		case Emph:
			fmt.Fprintf(&b, "emph(%q)", s.Text)
		case Link:
			fmt.Fprintf(&b, "link(%q %s)", s.Text, s.Target)
		case Break:
			b.WriteString("break")
		}
	}
	return b.String()
}
