package operation

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/internal/statement"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// responseReader makes the responses of operations from the text on the
// response and the examples. The types of bodies are settled after the types
// are linked.
type responseReader struct {
	decl    *schema.Declarations
	out     *Page
	names   *naming.Page
	answers []*statement.Answer
	subject subject
	// promised are the headers of a section of their own.
	promised *statement.Headers
}

// subject is the type that a page is about.
type subject struct{ name, target string }

// read sets the responses of an operation.
func (r *responseReader) read(d *draft, principal bool) {
	d.op.Responses = []*model.Response{}
	fixed := fixedType(d)
	for _, a := range r.answers {
		if a.Status != 0 || len(r.answers) == 1 {
			r.answer(d, a, fixed, principal)
		}
	}
	fit := slices.ContainsFunc(d.shown, func(e shown) bool { return e.Example.Route != nil && e.Response != nil })
	for _, e := range slices.Backward(d.shown) {
		if e.Response != nil && e.Response.Response.Status < 400 && (e.Example.Route != nil || !fit) {
			r.example(d, e, fixed)
		}
	}
	if len(d.op.Responses) == 0 {
		r.add(d, usualStatus(d), whyAnswerUsual, d.lines[0].pos, "")
	}
	r.promise(d)
	slices.SortStableFunc(d.op.Responses, func(a, b *model.Response) int { return a.Status - b.Status })
	r.end(d, fixed)
	r.silent(d)
	d.note.Responses = slices.Clone(d.op.Responses)
}

// promise gives successful responses the headers that a section of the page promises.
func (r *responseReader) promise(d *draft) {
	for _, res := range d.op.Responses {
		for _, h := range r.promised.List {
			if res.Status < 300 && !slices.ContainsFunc(res.Headers, func(name string) bool { return strings.EqualFold(name, h.Name) }) {
				res.Headers = append(slices.Clip(res.Headers), h.Name)
			}
		}
	}
}

// add adds a response and its reason.
func (r *responseReader) add(d *draft, status int, why *model.Why, at source.Position, words string) *model.Response {
	res := &model.Response{Status: status}
	d.op.Responses = append(d.op.Responses, res)
	becauseResponse(d.op, res, why, at, words)
	return res
}

// answer adds the response that the text describes.
func (r *responseReader) answer(d *draft, a *statement.Answer, fixed string, principal bool) {
	status := a.Status
	if status == 0 {
		status = usualStatus(d)
	}
	// A collection in the text may be the response of the principal operation
	// only. A GET by key returns an element of such a collection.
	element := a.Collection && d.op.Method == "GET" && !principal && d.isKeyed()
	foreign := a.Collection && d.op.Method != "GET" && !principal
	typed := d.hasBody(status) && fixed == "" && a.Type != "" && !foreign && (a.InBody || !alwaysEmpty(d, status))
	words := ""
	if typed {
		words = a.Type
	}
	res := r.add(d, status, whyAnswerProse, a.Position, words)
	res.Headers = a.Headers
	r.monitor(res, a, typed)
	res.Collection = a.Collection && !foreign && !element
	if typed {
		r.refer(&res.Ref, a.Type, a.Target, a.Position, edm.InProse)
		if len(a.Others) > 0 {
			r.decl.ReferEither(&res.Ref, append([]schema.Word{{Name: a.Type, Target: a.Target}}, a.Others...), a.Position)
		}
	}
}

// monitor sets what is at the URL of a header of the response. A type that the
// text names and that is not that of the body is that of the monitor.
func (r *responseReader) monitor(res *model.Response, a *statement.Answer, typed bool) {
	w := a.Monitor
	if w.Target == "" && !typed && a.Target != "" {
		w = schema.Word{Name: a.Type, Target: a.Target}
	}
	link := page.Span{Kind: page.Link, Text: w.Name, Target: w.Target}
	switch {
	case res.Status != http.StatusAccepted:
	case outline.IsTypeLink(link):
		r.decl.ReferName(&res.Monitor, w.Name, w.Target, a.Position)
	case outline.IsPageLink(link):
		target, _, _ := strings.Cut(w.Target, "#")
		res.MonitorPage = path.Base(target)
	}
}

// alwaysEmpty reports whether all examples with the status lack a body and an
// annotated type. A type in the text is not that of a body then.
func alwaysEmpty(d *draft, status int) bool {
	if d.op.Method == "GET" {
		return false
	}
	some := false
	for _, e := range d.shown {
		if e.Response == nil || e.Response.Response.Status != status {
			continue
		}
		if e.Response.JSON != nil || e.Response.Response.Text != "" || e.Response.Type != "" {
			return false
		}
		some = true
	}
	return some
}

// usualStatus returns the status of a response without one on its page.
func usualStatus(d *draft) int {
	for _, e := range d.shown {
		if e.Response != nil && e.Response.Response.Status < 400 {
			return e.Response.Response.Status
		}
	}
	if d.op.Method == "DELETE" || d.ending.Is("$ref") && d.op.Method != "GET" {
		return 204
	}
	if d.op.Method == "POST" && d.op.Kind == model.Create {
		return 201
	}
	return 200
}

// refer sets a reference to the named type: a primitive type, unless the name
// is a link, or a type that is linked later.
func (r *responseReader) refer(ref *model.Ref, name, target string, pos source.Position, primitive func(string) edm.Primitive) {
	many := ref.Collection
	name, collection := payload.CutCollection(name)
	if t := primitive(name).Name; t != "" && target == "" {
		ref.Type = t
	} else {
		r.decl.ReferName(ref, name, target, pos)
	}
	ref.Collection = many || collection
}

// example compares the response of an example with the documented responses. It
// adds the response if the text has none with its status.
func (r *responseReader) example(d *draft, e shown, fixed string) {
	b := e.Response
	status := b.Response.Status
	i := slices.IndexFunc(d.op.Responses, func(res *model.Response) bool { return res.Status == status })
	if i < 0 {
		r.reportStatus(b)
		r.add(d, status, whyAnswerExample, b.Pos, "")
		i = len(d.op.Responses) - 1
	}
	if fixed != "" || !r.hasBody(d, b) {
		return
	}
	res, annotated := d.op.Responses[i], &e.note.Answered.Annotated
	if b.Type != "" {
		r.refer(annotated, b.Type, "", b.Pos, edm.InCell)
		annotated.Collection = b.Collection
	}
	was := res.Collection
	r.number(d, res, b)
	if b.JSON != nil && res.Type == "" && annotated.Type == "" {
		r.typeByBody(d, res, b)
	}
	if res.Collection != was {
		becauseResponse(d.op, res, whyAnswerShape, b.BodyPos, "")
	}
}

// hasBody reports whether the body of an example's response counts. The body of
// a "204 No Content" counts if it is shown and annotated.
func (r *responseReader) hasBody(d *draft, b *example.Block) bool {
	status := b.Response.Status
	if !d.hasBody(status) && !(status == 204 && b.JSON != nil && b.Type != "") {
		return false
	}
	return b.JSON != nil || b.Response.Text != "" ||
		!slices.ContainsFunc(r.answers, func(a *statement.Answer) bool { return a.Status == status && a.Empty })
}

// number sets whether a response is a collection, from the shape of an
// example's body.
func (r *responseReader) number(d *draft, res *model.Response, b *example.Block) {
	switch shape := payload.ShapeOf(b.JSON); shape {
	case payload.None:
		res.Collection = res.Collection || b.Response.Text == "" && b.Collection
	case payload.List, payload.Scalars:
		res.Collection = res.Collection || b.Collection || !d.isKeyed()
	case payload.Wrapped, payload.Scalar:
		res.Collection = res.Collection && r.names.Title.Verb == "list" && shape == payload.Wrapped
		res.Wrapped = !res.Collection
	case payload.Object:
		res.Collection = payload.HoldsList(b.JSON) && (res.Collection || b.Collection || d.op.Kind == model.List)
	}
}

// reportStatus reports the status of an example if the text has others.
func (r *responseReader) reportStatus(b *example.Block) {
	said := ""
	for _, a := range r.answers {
		if a.Status >= 300 {
			return // the target of the redirect has another status
		}
		if a.Status > 0 {
			said += " " + strconv.Itoa(a.Status)
		}
	}
	if said != "" {
		r.out.Findings.Add(b.Pos, ruleStatusDiffers, "the example has the status %d, but the text names%s; the operation is read as returning each of them", b.Response.Status, said)
	}
}

// typeByBody sets the type of a response if neither text nor annotation names
// one. The type is that of the value or its "@odata.type", or else the subject
// of the page.
func (r *responseReader) typeByBody(d *draft, res *model.Response, b *example.Block) {
	value := payload.First(b.JSON)
	if t := payload.ScalarType(value); t != "" {
		res.Type = t
		return
	}
	if tag := payload.Tag(value); tag != "" {
		name, _ := payload.CutCollection(tag)
		r.decl.ReferName(&res.Ref, name, "", b.Pos)
		return
	}
	if r.subject.name != "" && d.op.Kind != model.Action && d.op.Kind != model.Function {
		r.decl.ReferName(&res.Ref, r.subject.name, r.subject.target, b.Pos)
		return
	}
	r.leaveUntyped(d, res, b.Pos)
}

// leaveUntyped leaves a response without a type, until it is known which words of the
// page name one: see [Link].
func (r *responseReader) leaveUntyped(d *draft, res *model.Response, at source.Position) {
	res.Type = edm.Untyped
	u := note.Untyped{Response: res, Position: at, Marked: r.words(res.Status, false)}
	shown := bodies(d, res.Status)
	for _, v := range shown {
		if name := payload.ContextName(v); name != "" {
			u.Words = append(u.Words, schema.Word{Name: name, Plain: true})
		}
	}
	u.Words = append(u.Words, r.words(res.Status, true)...)
	if !d.isCall() {
		u.Words = append(u.Words, placeWords(d)...)
	}
	u.Fits, u.Shown = fits(shown), shownObjects(fitting(d, res.Status))
	d.note.Untyped = append(d.note.Untyped, u)
}

// silent leaves open what the responses are of that no example shows, where words of
// the page may name a type: those of the text, or else the end of the path of a GET.
func (r *responseReader) silent(d *draft) {
	for _, res := range d.op.Responses {
		if res.Type != "" || !d.hasBody(res.Status) || isAnnotated(d, res.Status) || alwaysEmpty(d, res.Status) {
			continue
		}
		u := note.Untyped{Response: res, Position: d.lines[0].pos, Marked: r.words(res.Status, false), Words: r.words(res.Status, true), Silent: true}
		if len(u.Marked)+len(u.Words) == 0 && d.op.Kind == model.Get && res.Status == http.StatusOK {
			u.Words = placeWords(d)
			for i := range u.Words {
				u.Words[i].Many = !d.isKeyed() && dialect.IsPlural(u.Words[i].Name)
			}
		}
		if len(u.Marked) > 0 || len(u.Words) > 0 {
			d.note.Untyped = append(d.note.Untyped, u)
		}
	}
}

// words are those of the text on a status that may name the type of its body: the
// plain ones, or those that are marked as names.
func (r *responseReader) words(status int, plain bool) []schema.Word {
	var list []schema.Word
	for _, a := range r.answers {
		if a.Status != status && (a.Status != 0 || len(r.answers) > 1) {
			continue
		}
		for _, w := range a.Words {
			if w.Plain == plain {
				list = append(list, w)
			}
		}
	}
	return list
}

// fixedType returns the type that the end of a path gives the response of a
// GET: a number for a count, bytes for $value and content. It is empty for
// others.
func fixedType(d *draft) string {
	t := d.ending.Segment().Type
	if d.op.Method != "GET" || t == edm.Stream && d.answersJSON() {
		return ""
	}
	return t
}

// end sets what the text does not describe.
func (r *responseReader) end(d *draft, fixed string) {
	for _, res := range d.op.Responses {
		switch {
		case !d.hasBody(res.Status):
		case fixed != "":
			res.Ref, res.Wrapped = model.Ref{Type: fixed}, false
			becauseResponse(d.op, res, whyAnswerPath, d.lines[0].pos, d.ending.String())
		case d.ending.Is("delta") || d.ending.Lists() || d.op.Kind == model.List && res.Type == "" || d.asksMany(res):
			res.Collection = true
			if res.Type == "" && !isAnnotated(d, res.Status) {
				r.leaveUntyped(d, res, d.lines[0].pos)
			}
		case res.Type == "" && answersBytes(d, res.Status):
			res.Type = edm.Stream
		}
	}
}

// asksMany reports whether a request line, or an example of it, has an option that only
// a list has use for (OData URL Conventions 4.01, section 5.1): what it asks for is many
// values.
func (d *draft) asksMany(res *model.Response) bool {
	if d.op.Method != "GET" || d.isCall() || res.Type == "" || edm.Named(res.Type).Name != "" && res.Type != edm.Untyped {
		return false
	}
	if slices.ContainsFunc(d.lines, func(l *line) bool { return l.Path.EndsInKey() }) {
		return false
	}
	many := func(name string) bool { return edm.OptionNamed(strings.ToLower(name)).Many }
	return slices.ContainsFunc(d.lines, func(l *line) bool { return l.Path.AsksMany() }) || slices.ContainsFunc(d.shown, func(e shown) bool {
		return slices.ContainsFunc(e.Request.Request.Query, func(o model.NameValue) bool { return many(o.Name) })
	})
}

// isAnnotated reports whether an example with the status has an annotated type.
func isAnnotated(d *draft, status int) bool {
	return slices.ContainsFunc(d.shown, func(e shown) bool {
		return e.Response != nil && e.Response.Response.Status == status && e.note.Answered.Annotated.Type != ""
	})
}

// answersBytes reports whether an example has a response body that is not JSON.
func answersBytes(d *draft, status int) bool {
	for _, e := range d.shown {
		if e.Response != nil && e.Response.Response.Status == status && e.Response.Response.Text != "" {
			return !strings.Contains(strings.ToLower(example.Header(e.Response.Response.Headers, "Content-Type")), "json")
		}
	}
	return false
}
