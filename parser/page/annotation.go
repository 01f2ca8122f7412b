package page

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// At returns the position of the byte at the given offset. The offset is one of
// those in Fields.
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

// html reports an HTML block, which the dialect does not use. Its comments are
// read elsewhere.
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

// commentsBefore reads the unread comments before the offset.
func (b *builder) commentsBefore(offset int) {
	comments := b.file.comments
	for b.comment < len(comments) && comments[b.comment].from < offset {
		c := comments[b.comment]
		b.comment++
		b.readComment(b.file.text[c.from:c.to], c.from)
	}
}

// readComment reads the text of a comment. The comment is an annotation if it
// begins with an object, or with the first key of one.
func (b *builder) readComment(body string, offset int) {
	trimmed := strings.TrimLeft(body, " \t\n\u00a0\ufeff")
	offset += len(body) - len(trimmed)
	if !strings.HasPrefix(trimmed, "{") && !beginsWithKey(trimmed) {
		return
	}
	a := &Annotation{Pos: b.at(offset), file: b.file, base: offset}
	v, fixes, err := lenient.Parse(trimmed)
	if err == nil && v.Kind != lenient.Object { // a quoted key alone is a string
		err = errNoBrace
	}
	if err == nil {
		a.Fields = v
		b.reportFixes(a, trimmed, fixes)
	} else if !b.extractFields(a, trimmed, err) {
		return
	}
	b.classify(a)
	b.page.Annotations = append(b.page.Annotations, a)
	if !strings.HasPrefix(a.PageType, "#page.") {
		b.setPending(a)
	}
}

var errNoBrace = &lenient.Error{Message: "the opening brace of the object is missing"}

func beginsWithKey(s string) bool {
	s = strings.TrimLeft(s, `"'`)
	return len(s) > len("blockType") && strings.EqualFold(s[:len("blockType")], "blockType")
}

// reportFixes reports the repairs of an annotation's JSON, each kind once. Text
// after the object is not reported, because authoring tools write notes there.
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
			b.page.Findings.AddFix(a.At(fix.Offset), ruleAnnotationMended, edits, "the annotation is not strict JSON: %s", fix.Mend)
			edits = nil // the first finding carries the edits for all of them
		}
	}
}

var knownField = regexp.MustCompile(`(?i)["']?(blockType|@odata\.type|@type|type|isCollection|name)["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w.#]+))`)

// extractFields reads the known fields of an annotation that is not JSON, even
// after repairs. It reports whether the text is an annotation at all.
func (b *builder) extractFields(a *Annotation, text string, err error) bool {
	object := &lenient.Value{Kind: lenient.Object, End: len(text)}
	found := false
	for _, m := range knownField.FindAllStringSubmatchIndex(text, -1) {
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
	b.page.Findings.Add(at, ruleAnnotationMalformed, "the annotation is not JSON: %v", err)
	return true
}

// classify sets the kind of an annotation.
func (b *builder) classify(a *Annotation) {
	if t := a.Fields.GetFold("type"); t.Str() != "" && t.Str()[0] == '#' {
		a.PageType = t.Str()
		return
	}
	b.checkBooleans(a)
	field := a.Fields.GetFold("blockType")
	a.BlockType = field.Str()
	for _, kind := range kinds {
		if strings.EqualFold(a.BlockType, kind) {
			a.BlockType = kind
			return
		}
	}
	if field != nil {
		b.page.Findings.Add(a.At(field.Offset), ruleAnnotationKind, "blockType %.40q is not a documented value", a.BlockType)
	}
}

// booleans are the members that are true or false.
var booleans = [...]string{"isCollection", "truncated", "isEmpty", "expectError", "openType", "abstract", "isMediaEntity", "opaqueUrl"}

// checkBooleans reports members with another value than true or false.
func (b *builder) checkBooleans(a *Annotation) {
	for _, key := range booleans {
		v := a.Fields.GetFold(key)
		if v == nil || v.Kind == lenient.Bool || v.Kind == lenient.Null || v.Bool() || strings.EqualFold(v.Text, "false") || v.Text == "0" {
			continue
		}
		b.page.Findings.Add(a.At(v.Offset), ruleAnnotationBoolean, "%s is %.40q, which is neither true nor false; it is read as false", key, v.Text)
	}
}

// pending is the annotation that waits for its block.
type pending struct {
	annotation *Annotation
	section    *Section
	blocks     int // the number of blocks in the section when the annotation was read
}

// setPending makes a the annotation of the next block.
func (b *builder) setPending(a *Annotation) {
	b.dropPending()
	b.pending = pending{annotation: a, section: b.section, blocks: len(b.section.Blocks)}
}

// dropPending reports the pending annotation as having no block. An "ignored"
// annotation does not need a block.
func (b *builder) dropPending() {
	a := b.pending.annotation
	if a != nil && a.BlockType != "ignored" {
		b.page.Findings.Add(a.Pos, ruleAnnotationAlone, "no matching block follows the annotation %q", a.BlockType)
	}
	b.pending = pending{}
}

// dropPermissions handles a missing include. The include may have had the table
// of a pending permissions annotation, so the next table is not that table.
func (b *builder) dropPermissions() {
	if a := b.pending.annotation; a != nil && a.BlockType == "permissions" {
		b.pending = pending{}
	}
}

// passHeading handles the start of a section. The table of a permissions
// annotation is in the same section as the annotation.
func (b *builder) passHeading() {
	if a := b.pending.annotation; a != nil && a.BlockType == "permissions" {
		b.dropPending()
	}
}

// attachCode attaches the pending annotation to a code block. Text and headings
// may come between. A permissions annotation belongs to a table.
func (b *builder) attachCode(c *Code) {
	a := b.pending.annotation
	if a == nil || a.BlockType == "permissions" {
		return
	}
	c.Annotation, a.Block = a, c
	b.pending = pending{}
	if a.isResource() {
		a.BlockType = "resource"
	}
}

// resourceKeys are the members that only annotations of types have.
var resourceKeys = [...]string{"keyProperty", "baseType", "openType", "abstract", "isMediaEntity", "nullableProperties"}

// isResource reports whether an annotation without blockType describes a type.
func (a *Annotation) isResource() bool {
	if a.Fields == nil || a.PageType != "" || a.Fields.GetFold("blockType") != nil {
		return false
	}
	return slices.ContainsFunc(resourceKeys[:], func(key string) bool { return a.Fields.GetFold(key) != nil })
}

// attachTable attaches the pending annotation to a table if it is a permissions
// annotation, or an "ignored" annotation directly before the table. All other
// annotations belong to code.
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
