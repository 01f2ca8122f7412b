package lenient

import (
	"cmp"
	"slices"
	"strings"
)

// Strict returns text as strict JSON with the layout that it has: only what
// [Parse] mends is different, comments and text after the value are gone. A
// text that needs no mending is returned as it is.
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

// Edit replaces the bytes of a text from From up to To.
type Edit struct {
	From, To int
	With     string
}

// Edits returns what makes strict JSON of the text, in order, where all its
// faults are of marks that JSON wants otherwise: commas, quotes, white space.
// There are none where it also has comments or other text, which somebody may
// have put there for readers. Each replaces something: what is put in takes the
// byte before it along.
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
		case n >= 0 && list[n].To == e.from: // the byte before is replaced too
			list[n].With += e.with
		default: // a value ends before it, in ASCII
			list = append(list, Edit{e.from - 1, e.to, text[e.from-1:e.to] + e.with})
		}
	}
	return list
}
