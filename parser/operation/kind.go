package operation

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// kindOf decides the kind of an operation from path, title and response. Before
// the responses are read, it uses path and title only.
func kindOf(d *draft, names *naming.Page) model.OperationKind {
	special := d.ending.Segment()
	if special.Kind != "" && !(d.op.Method == "PATCH" && special.Name == "content") {
		return model.OperationKind(special.Kind)
	}
	switch d.op.Method {
	case "GET", "HEAD":
		return kindOfGet(d, names)
	case "DELETE":
		return model.Delete
	case "PATCH", "MERGE":
		return model.Update
	case "PUT":
		if dialect.VerbOf(names.Title.Verb).Makes && !strings.Contains(strings.ToLower(names.Title.Text), "replace") {
			return model.Create
		}
		return model.Update
	}
	if isAction(d, names) {
		if d.isIdempotent() {
			return model.Function
		}
		return model.Action
	}
	return model.Create
}

// isIdempotent reports whether an annotation says that an example of the operation
// changes nothing.
func (d *draft) isIdempotent() bool {
	return slices.ContainsFunc(d.shown, func(e shown) bool { return e.Request.Idempotent && e.Request.Request.Method == d.op.Method })
}

func kindOfGet(d *draft, names *naming.Page) model.OperationKind {
	switch {
	case d.ending.Form == notation.Call || isTitled(d, names):
		return model.Function
	case d.ending.Lists():
		return model.List
	}
	silent := true // no response has a type
	for _, res := range d.op.Responses {
		if res.Collection && res.Status < 300 {
			return model.List
		}
		silent = silent && res.Type == ""
	}
	if silent && !d.answersJSON() && names.Title.Lists() {
		return model.List
	}
	return model.Get
}

// isTitled reports whether the title has the last name of the first request
// line.
func isTitled(d *draft, names *naming.Page) bool {
	return names.Title.Action != "" && strings.EqualFold(names.Title.Action, d.first().LastWord())
}

// isAction reports whether the path of a POST ends in the name of an action.
// This is the case if the title or the file name has it, or if it is a verb or
// a qualified name.
func isAction(d *draft, names *naming.Page) bool {
	return slices.ContainsFunc(d.lines, func(l *line) bool {
		last := l.Path.LastWord()
		switch {
		case last == "":
			return false
		case strings.EqualFold(names.Title.Action, last), notation.IsAction(last), names.BeginsWithAction(d.paths()):
			return true
		case names.FileVerb() >= 0:
			return false
		}
		return notation.IsQualified(l.Path.LastText()) ||
			names.ActionWord(d.paths()) > 0 && (dialect.Singular(last) == last || notation.BeginsWithVerb(last)) ||
			dialect.Singular(last) == last && !creates(d, names)
	})
}

// creates reports whether the title or a response says that a POST creates what its
// path names, or the file name ends in that.
func creates(d *draft, names *naming.Page) bool {
	verb := dialect.VerbOf(names.Title.Verb)
	return verb.Makes || verb.Method == "POST" || slices.ContainsFunc(d.op.Responses, func(r *model.Response) bool { return r.Status == http.StatusCreated })
}

// explainKind adds the reason for the kind of an operation.
func explainKind(d *draft, p *page.Page, names *naming.Page) {
	because := func(why *model.Why, words string) { d.op.Reasons.Add("kind", why, d.lines[0].pos, words) }
	last := d.first().LastWord()
	switch d.op.Kind {
	case model.Update, model.Delete:
		because(whyKindMethod, d.op.Method)
	case model.Create:
		because(whyKindBody, d.op.Method)
	case model.Get:
		because(whyKindResponse, "")
	case model.List:
		switch {
		case d.ending.Lists():
			because(whyKindPath, last)
		case names.Title.Lists():
			d.op.Reasons.Add("kind", whyKindTitle, p.TitlePos, p.Title)
		default:
			because(whyKindResponse, "")
		}
	case model.Action, model.Function:
		switch {
		case isTitled(d, names):
			d.op.Reasons.Add("kind", whyKindTitle, p.TitlePos, p.Title)
		case d.ending.Form == notation.Plain:
			because(whyKindPath, last)
		default:
			because(whyKindPath, d.ending.String())
		}
	default:
		because(whyKindPath, d.ending.String())
	}
}
