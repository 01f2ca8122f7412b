package operation

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Link leaves responses that their own pages give no type to [schema.Link], with the
// words that may name it: those that are marked as names, what the tables of methods on
// the pages of types say, if those that have the operation agree, and all others.
func Link(pages []*Page, declarations []*schema.Declarations) {
	methods := map[string][]*schema.Method{}
	for _, d := range declarations {
		for _, m := range d.Methods {
			methods[m.Page] = append(methods[m.Page], m)
		}
	}
	for _, p := range pages {
		name := strings.TrimSuffix(strings.ToLower(path.Base(p.page.Path)), ".md")
		m := agreed(methods[name])
		for _, n := range p.Notes.Operations {
			p.decl.Guess(&schema.Guess{Ref: &n.Place, Words: n.PlaceWords, At: n.Op.Position()})
			p.guessBody(n)
			for i := range n.Untyped {
				p.guess(n, &n.Untyped[i], m)
			}
		}
	}
}

// guessBody leaves the type of a request body to [schema.Link].
func (p *Page) guessBody(n *note.Operation) {
	u, body := n.Unnamed, n.Op.Request
	if u == nil || body == nil {
		return
	}
	g := &schema.Guess{Ref: &body.Ref, Words: u.Words, At: u.Position, Fits: u.Fits}
	g.Found = func(w schema.Word) {
		n.Op.Reasons.Add("request", whyBodyWord, u.Position, w.Name)
		body.Parameters = slices.DeleteFunc(body.Parameters, func(p *model.Parameter) bool { return slices.Contains(n.Guessed, p) })
		n.Guessed = nil // the type has them
	}
	if body.Type == edm.Untyped && !u.Named {
		g.Missing = func(*source.Findings) {
			p.Findings.Add(u.Position, ruleBodyUntyped, "the page names no type for the request body")
		}
	}
	p.decl.Guess(g)
}

// guess leaves the type of a response to [schema.Link]. The method may be nil.
func (p *Page) guess(n *note.Operation, u *note.Untyped, m *schema.Method) {
	words := slices.Clone(u.Marked)
	var returned schema.Word
	if m != nil && !u.Silent {
		w, ok := m.Word()
		if !ok && len(words) == 0 {
			many := u.Response.Collection
			m.Refer(&u.Response.Ref)
			u.Response.Collection = many // as the body shows
			becauseResponse(n.Op, u.Response, whyAnswerMethods, m.Position, m.Returns)
			return
		}
		if ok {
			w.Plain = u.Fits != nil // the row may be of what the operation is about
			returned = w
			words = append(words, w)
		}
	}
	g := &schema.Guess{Ref: &u.Response.Ref, Words: append(words, u.Words...), At: u.Position, Fits: u.Fits}
	g.Found = func(w schema.Word) {
		if w == returned {
			becauseResponse(n.Op, u.Response, whyAnswerMethods, m.Position, m.Returns)
		} else {
			becauseResponse(n.Op, u.Response, whyAnswerWord, u.Position, w.Name)
		}
	}
	g.Shown, g.Name = u.Shown, word.LowerFirst(n.Op.Name)+"Result"
	g.Made = func(t *model.Type) {
		becauseResponse(n.Op, u.Response, whyAnswerShown, u.Position, t.Name)
		p.Findings.Add(u.Position, ruleResponseShown, "no page names the type of the body; the type has what the examples show, and is named %s", t.Name)
	}
	if !u.Silent {
		g.Missing = func(*source.Findings) {
			p.Findings.Add(u.Position, ruleUntyped, "the page names no type for the body of this response")
		}
	}
	p.decl.Guess(g)
}

// agreed returns the first of several rows if all have the same return type, or
// nil.
func agreed(list []*schema.Method) *schema.Method {
	for _, m := range list {
		if !strings.EqualFold(m.Returns, list[0].Returns) {
			return nil
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}
