package lenient

import (
	"cmp"
	"slices"
	"strings"
)

// Strict returns text as strict JSON and keeps its layout. It makes the repairs
// of [Parse], and removes comments and text after the value. It returns strict
// JSON unchanged.
func Strict(text string) (string, error) {
	p := parser{text: text}
	if _, err := p.document(); err != nil {
		return "", err
	}
	if len(p.edits) == 0 {
		return text, nil
	}
	slices.SortFunc(p.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var b strings.Builder
	done := 0
	for _, e := range p.edits {
		b.WriteString(text[done:e.from])
		b.WriteString(e.with)
		done = e.to
	}
	b.WriteString(text[done:])
	return b.String(), nil
}

// Edit replaces the bytes of a text between From and To.
type Edit struct {
	From, To int
	With     string
}

// Edits returns the edits that turn text into strict JSON, in order. It returns
// nil if text has comments or text after the value, because these may be meant
// for readers, or control characters in a string. Each edit replaces at least
// one byte; an insertion replaces the byte before it.
func Edits(text string) []Edit {
	p := parser{text: text}
	if _, err := p.document(); err != nil {
		return nil
	}
	for _, f := range p.fixes {
		switch f.Mend {
		case Comment, TextAfter, ControlInString:
			return nil
		}
	}
	slices.SortFunc(p.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	list := make([]Edit, 0, len(p.edits))
	for _, e := range p.edits {
		switch n := len(list) - 1; {
		case e.from < e.to:
			list = append(list, Edit{e.from, e.to, e.with})
		case n >= 0 && list[n].To == e.from: // the previous edit ends here
			list[n].With += e.with
		default: // a value ends before it, in ASCII
			list = append(list, Edit{e.from - 1, e.to, text[e.from-1:e.to] + e.with})
		}
	}
	return list
}
