package statement

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Answer is the description of the response with one status.
type Answer struct {
	Status     int    // 0 if the text has none
	Type       string // empty if the text has none
	Target     string // the target of the link to the type
	Collection bool
	Empty      bool          // the text says that there is no body
	InBody     bool          // the text says that the body has the type
	Headers    []string      // in the description of the response
	Others     []schema.Word // alternative types: "an A or B"
	// Monitor is the type or the page that the text links to after the name of a
	// header: "a `Location` header, which has the location of the [A](a.md)".
	Monitor schema.Word
	// Words may name the type if Type is empty.
	Words    []schema.Word
	Position source.Position

	before bool // the text names the type before the first status
}

// Answers reads the text of the response sections: status codes, each followed
// by the type of its body.
func Answers(o *outline.Outline) []*Answer {
	var list []*Answer
	for p := range o.Prose(dialect.Response) {
		if !p.Note {
			list = readAnswers(list, p)
		}
	}
	list = slices.DeleteFunc(list, func(a *Answer) bool { return a.Status >= 400 })
	spread(list)
	return list
}

// spread copies a type that precedes all statuses to each status in the first
// paragraph with one: "A berth is returned, with `201 Created` for a new one and `200
// OK` for one that is there".
func spread(list []*Answer) {
	i := slices.IndexFunc(list, func(a *Answer) bool { return a.Type != "" && (a.Status == 0 || a.before) })
	if i < 0 {
		return
	}
	said, paragraph := list[i], list[i].Position
	if said.Status == 0 && i+1 < len(list) {
		paragraph = list[i+1].Position
	}
	for _, a := range list[i+1:] {
		if a.Position == paragraph && (a.Status == 200 || a.Status == 201) && a.Type == "" && !a.Empty && len(a.Words) == 0 {
			a.Type, a.Target, a.Collection, a.InBody = said.Type, said.Target, said.Collection, said.InBody
		}
	}
}

// Success returns the status of the first successful answer with a body, or
// 200.
func Success(answers []*Answer) int {
	for _, a := range answers {
		if 200 <= a.Status && a.Status < 300 && !a.Empty {
			return a.Status
		}
	}
	return 200
}

// readAnswers adds the answers of a paragraph to the list.
func readAnswers(list []*Answer, p outline.Paragraph) []*Answer {
	r := answerReader{list: list, pos: p.Pos}
	for i := range p.Text {
		r.span(p.Text[i], outline.Following(p.Text[i+1:]))
	}
	r.word()
	if dialect.Says(dialect.AnswersNothing, strings.ToLower(outline.Plain(p.Text))) {
		for _, a := range r.list {
			a.Empty = a.Empty || a.Position == p.Pos && a.Type == ""
		}
	}
	return r.list
}

// answerReader reads a paragraph of a response section.
type answerReader struct {
	list    []*Answer
	current *Answer // the answer that the text is about; nil before the first
	before  string  // the text since the last status or type
	pos     source.Position
}

// span reads a span. The text after it decides its meaning.
func (r *answerReader) span(s page.Span, after string) {
	switch {
	case r.current != nil && isHeaderName(s, after):
		if !slices.Contains(r.current.Headers, s.Text) {
			r.current.Headers = append(r.current.Headers, s.Text)
		}
	case s.Kind == page.Plain || s.Kind == page.CodeSpan || s.Kind == page.Strong && notation.StatusIn(s.Text) > 0:
		r.marked(s, after)
		r.text(s.Text)
	case !namesType(s, after):
		r.marked(s, after)
		if s.Kind == page.Link {
			r.monitor(s)
		}
		r.before += s.Text
	case isSource(r.before) || dialect.Says(dialect.PartNoun, strings.TrimSpace(after)):
		r.before = "" // the type is not in the response, or is only a part of it
	default:
		r.typ(s, after)
	}
}

// marked reads a span that may name the type.
func (r *answerReader) marked(s page.Span, after string) {
	if w, ok := marked(s, r.before, after); ok && r.current != nil {
		r.current.Words = append(r.current.Words, w)
	}
}

// text reads the status codes in a text.
func (r *answerReader) text(text string) {
	for {
		at, status := notation.FindStatus(text)
		if status == 0 {
			break
		}
		r.before += text[:at]
		r.word()
		r.status(status)
		text = text[at+3:]
	}
	r.before += text
}

// status begins or continues the answer with the status. The first status of
// success has the type that the paragraph names before it.
func (r *answerReader) status(status int) {
	r.before = ""
	if i := slices.IndexFunc(r.list, func(a *Answer) bool { return a.Status == status }); i >= 0 {
		r.current = r.list[i]
		return
	}
	if r.current != nil && r.current.Status == 0 && status < 300 {
		r.current.Status = status
		return
	}
	r.add(status)
}

func (r *answerReader) add(status int) {
	r.current = &Answer{Status: status, Position: r.pos}
	r.list = append(r.list, r.current)
}

// typ reads the type that a span names.
func (r *answerReader) typ(s page.Span, after string) {
	if r.current == nil {
		r.add(0)
	}
	switch a := r.current; {
	case a.Type != "" && isOr(r.before):
		a.Others = append(a.Others, schema.Word{Name: strings.TrimSpace(s.Text), Target: s.Target})
		a.Collection = a.Collection || dialect.SaysMany("", after)
	case a.Type == "" && !strings.Contains(r.before, "header"):
		a.Type, a.Target = strings.TrimSpace(s.Text), s.Target
		a.Collection = dialect.SaysMany(r.before, after)
		a.InBody = dialect.Says(dialect.InBody, after)
		a.before = a.Status == 0
	}
	r.monitor(s)
	r.before = ""
}

// monitor reads a link after the name of a header. It leads to the type of what
// is at the URL in the header, or to the page of a request for it.
func (r *answerReader) monitor(s page.Span) {
	if r.current != nil && r.current.Monitor.Target == "" && s.Target != "" && strings.Contains(strings.ToLower(r.before), "header") {
		r.current.Monitor = schema.Word{Name: strings.TrimSpace(s.Text), Target: s.Target}
	}
}

// word reads a primitive type from the text since the last status or type: "a
// String collection".
func (r *answerReader) word() {
	if r.current == nil || r.current.Type != "" {
		return
	}
	words := strings.FieldsFunc(r.before, func(c rune) bool { return !naming.IsWordRune(c) && c != '.' })
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		w = strings.TrimRight(w, ".")
		if strings.HasPrefix(w, "string") && next == "value" {
			continue
		}
		if t := edm.InProse(w).Name; t != "" {
			r.current.Type = t
			r.current.Collection = dialect.SaysMany(strings.Join(words[:i], " "), next)
			return
		}
	}
	r.current.Words = append(r.current.Words, qualified("", r.before)...)
	r.current.Words = append(r.current.Words, nouns(r.before)...)
}

// namesType reports whether a span is the name of a type: a link to its page,
// or bold text before a noun for types.
func namesType(s page.Span, after string) bool {
	return outline.IsTypeLink(s) || s.Kind == page.Strong && dialect.Says(dialect.ObjectNoun, strings.TrimSpace(after))
}

// isSource reports whether the words before a type make it the source or place
// of something else, as in "when searching from the drive resource".
func isSource(before string) bool {
	words := strings.Fields(before)
	for len(words) > 0 && dialect.Says(dialect.Article, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return len(words) > 0 && dialect.Says(dialect.SourceWord, words[len(words)-1])
}

// isHeaderName reports whether the text after a span makes it the name of a
// header, as in "a `Location` header".
func isHeaderName(s page.Span, after string) bool {
	return s.Kind != page.Plain && s.Kind != page.Link && notation.IsHeader(s.Text) && dialect.Says(dialect.HeaderNoun, strings.TrimSpace(after))
}
