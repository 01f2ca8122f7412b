package page

import (
	"errors"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// At returns the position of the byte at the offset, which is one of those in
// Fields.
func (a *Annotation) At(offset int) source.Position {
	if a.file == nil {
		return a.Pos
	}
	return a.file.at(a.base + offset)
}

// kinds are the documented values of blockType.
var kinds = [...]string{
	"resource", "request", "response", "example", "samples",
	"simulatedResponse", "testParams", "permissions", "ignored", "unknown",
}

// html reads a block of HTML, which the dialect has no use for. Its comments
// were taken out before.
func (b *builder) html(n *ast.HTMLBlock) {
	from, to := extent(n)
	if n.HasClosure() {
		to = n.ClosureLine.Stop
	}
	if text := strings.TrimSpace(b.file.text[from:to]); !onlyBreaks(text) {
		b.report(from, ruleHTML, "HTML is not read: %.60q", text)
	}
}

func onlyBreaks(text string) bool {
	for text != "" {
		tag, rest, ok := strings.Cut(text, ">")
		if !ok || !strings.HasPrefix(tag, "<") || tagName(tag) != "br" {
			return false
		}
		text = strings.TrimSpace(rest)
	}
	return true
}

// commentsBefore reads the comments before the offset that were not read yet.
func (b *builder) commentsBefore(offset int) {
	comments := b.file.comments
	for b.comment < len(comments) && comments[b.comment].from < offset {
		c := comments[b.comment]
		b.comment++
		b.readComment(b.file.text[c.from:c.to], c.from)
	}
}

// readComment reads the text of a comment, which is an annotation if it begins
// with an object, or with the first key of one.
func (b *builder) readComment(body string, offset int) {
	trimmed := strings.TrimLeft(body, " \t\n\u00a0\ufeff")
	offset += len(body) - len(trimmed)
	if !strings.HasPrefix(trimmed, "{") && !beginsWithKey(trimmed) {
		return
	}
	a := &Annotation{Pos: b.at(offset), file: b.file, base: offset}
	v, fixes, err := lenient.Parse(trimmed)
	if err == nil && v.Kind != lenient.Object { // a key in quotes is a string
		err = errNoBrace
	}
	if err == nil {
		a.Fields = v
		b.reportFixes(a, trimmed, fixes)
	} else if !b.salvage(a, trimmed, err) {
		return
	}
	b.classify(a)
	b.page.Annotations = append(b.page.Annotations, a)
	if !strings.HasPrefix(a.PageType, "#page.") {
		b.expect(a)
	}
}

var errNoBrace = &lenient.Error{Message: "the brace that opens the object is missing"}

func beginsWithKey(s string) bool {
	s = strings.TrimLeft(s, `"'`)
	return len(s) > len("blockType") && strings.EqualFold(s[:len("blockType")], "blockType")
}

// reportFixes reports how the JSON of an annotation was mended: each kind of
// mend once. A note behind the object is how the tools that write it do it.
func (b *builder) reportFixes(a *Annotation, text string, fixes []lenient.Fix) {
	if len(fixes) == 0 {
		return
	}
	seen := 0
	var edits []source.Edit
	for _, e := range lenient.Edits(text) {
		edits = append(edits, source.Edit{Position: a.At(e.From), Was: text[e.From:e.To], With: e.With})
	}
	for _, fix := range fixes {
		if bit := 1 << fix.Mend; seen&bit == 0 && fix.Offset < a.Fields.End {
			seen |= bit
			b.page.Findings.AddFix(a.At(fix.Offset), ruleAnnotationMended, edits, "JSON of the annotation has a %s", fix.Mend)
			edits = nil // they mend all of it
		}
	}
}

var salvageable = regexp.MustCompile(`(?i)["']?(blockType|@odata\.type|@type|type|isCollection|name)["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w.#]+))`)

// salvage picks what it can out of an annotation that is no JSON even with
// mends. It reports whether that is an annotation at all.
func (b *builder) salvage(a *Annotation, text string, err error) bool {
	object := &lenient.Value{Kind: lenient.Object, End: len(text)}
	found := false
	for _, m := range salvageable.FindAllStringSubmatchIndex(text, -1) {
		key := text[m[2]:m[3]]
		v := &lenient.Value{Kind: lenient.String, Offset: m[3], End: m[1]}
		for _, group := range [...]int{4, 6, 8} {
			if m[group] >= 0 {
				v.Text = text[m[group]:m[group+1]]
			}
		}
		found = found || strings.EqualFold(key, "blockType") || key == "type" && strings.HasPrefix(v.Text, "#page.")
		if object.GetFold(key) == nil {
			object.Members = append(object.Members, lenient.Member{Key: key, Offset: m[2], Value: v})
		}
	}
	if !found {
		return false
	}
	a.Fields = object
	at := a.Pos
	var parseErr *lenient.Error
	if errors.As(err, &parseErr) {
		at = a.At(parseErr.Offset)
	}
	b.page.Findings.Add(at, ruleAnnotationMalformed, "JSON of the annotation can't be read: %v", err)
	return true
}

// classify sets the kind of an annotation.
func (b *builder) classify(a *Annotation) {
	if t := a.Fields.GetFold("type"); t.Str() != "" && t.Str()[0] == '#' {
		a.PageType = t.Str()
		return
	}
	field := a.Fields.GetFold("blockType")
	a.BlockType = field.Str()
	for _, kind := range kinds {
		if strings.EqualFold(a.BlockType, kind) {
			a.BlockType = kind
			return
		}
	}
	if field != nil {
		b.page.Findings.Add(a.At(field.Offset), ruleAnnotationKind, "blockType %.40q is none that is documented", a.BlockType)
	}
}

// pending is the annotation that waits for its block.
type pending struct {
	annotation *Annotation
	section    *Section
	blocks     int // of the section, when the annotation was read
}

// expect makes a the annotation of the block that comes next.
func (b *builder) expect(a *Annotation) {
	b.abandon()
	b.pending = pending{annotation: a, section: b.section, blocks: len(b.section.Blocks)}
}

// abandon gives up on finding the block of the annotation that waits. One that
// says the block is to be ignored has no need of one.
func (b *builder) abandon() {
	a := b.pending.annotation
	if a != nil && a.BlockType != "ignored" {
		b.page.Findings.Add(a.Pos, ruleAnnotationAlone, "annotation %q is followed by no block that it could speak of", a.BlockType)
	}
	b.pending = pending{}
}

// dropPermissions is called where an include is missing that may have had the
// table which a permissions annotation waits for: the next table is not it.
func (b *builder) dropPermissions() {
	if a := b.pending.annotation; a != nil && a.BlockType == "permissions" {
		b.pending = pending{}
	}
}

// passHeading is called where a section begins. The table that a permissions
// annotation speaks of is in the same section.
func (b *builder) passHeading() {
	if a := b.pending.annotation; a != nil && a.BlockType == "permissions" {
		b.abandon()
	}
}

// attachCode gives a code block its annotation: the last one above it,
// whatever text or headings stand between, except one that is for tables only.
func (b *builder) attachCode(c *Code) {
	a := b.pending.annotation
	if a == nil || a.BlockType == "permissions" {
		return
	}
	c.Annotation, a.Block = a, c
	b.pending = pending{}
}

// attachTable gives a table its annotation. Annotations of permissions wait for
// a table, one that says to ignore may stand directly before a table; all
// others speak of code only.
func (b *builder) attachTable(t *Table) {
	a := b.pending.annotation
	switch {
	case a == nil:
		return
	case a.BlockType == "permissions":
	case a.BlockType == "ignored" && b.pending.section == b.section && b.pending.blocks == len(b.section.Blocks):
	default:
		return
	}
	t.Annotation, a.Block = a, t
	b.pending = pending{}
}
