package page

import "strings"

// Describes reports whether a paragraph may describe the subject of its section. A
// label with names after it, as in "**Applies to:** [Port](port.md)", and a question
// don't.
func (t Text) Describes() bool {
	return !t.isLabel() && !startsWithQuestion(t)
}

// isLabel reports whether a text is a label, which ends with a colon, and has
// nothing after it but links, marked names and the words between them.
func (t Text) isLabel() bool {
	if len(t) == 0 {
		return false
	}
	rest := t[1:]
	switch first := trimRight(t[0].Text); {
	case t[0].Kind == Link || t[0].Kind == CodeSpan:
		return false
	case !strings.HasSuffix(first, ":"):
		// "**Applies to**: …" has the colon after the label.
		if t[0].Kind != Strong || len(rest) == 0 || !strings.HasPrefix(rest[0].Text, ":") || !joins(rest[0].Text[1:]) {
			return false
		}
	case t[0].Kind == Plain && (len(rest) == 0 || strings.Count(first, " ") > 2):
		return false
	}
	for i := range rest {
		if s := &rest[i]; s.Kind == Plain && !joins(strings.TrimPrefix(s.Text, ":")) {
			return false
		}
	}
	return true
}

// joins reports whether a text only joins the names of a list.
func joins(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune(" \t\n\u00a0,;|/.", c) }) {
		if word != "and" && word != "or" {
			return false
		}
	}
	return true
}

// startsWithQuestion reports whether the first sentence of a text is a question.
func startsWithQuestion(t Text) bool {
	for i := range t {
		if at := strings.IndexAny(t[i].Text, ".?!"); at >= 0 {
			return t[i].Text[at] == '?' && (at+1 == len(t[i].Text) || t[i].Text[at+1] == ' ')
		}
	}
	return false
}
