package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// requestReader decides what operations send: nothing, bytes, a value of a
// type, or the parameters of an action.
type requestReader struct {
	decl *schema.Declarations
	rows *parameterRows
	out  *Page
	hints
}

// read sets the request body of an operation.
func (r *requestReader) read(d *draft, principal bool) {
	sample := sampleOf(d)
	if !r.sends(d, sample) {
		return
	}
	body := &model.Body{Parameters: []*model.Parameter{}, Optional: r.body.Optional}
	isCall := d.op.Kind == model.Action || d.op.Kind == model.Function
	switch {
	case d.ending.Is("$ref") && (r.body.Type == "" || len(r.body.Tables) == 0):
		r.reference(d, body)
	case r.sendsBytes(d, sample):
		body.Type = edm.Stream
		r.because(d, whyBodyBytes, "")
	case isCall && r.sendsArray(sample):
		r.value(d, body, sample)
	case isCall || r.body.Type == "" && r.body.Parameters && r.names.Title.Action != "":
		r.parameters(d, body, sample, principal)
		if body.Type == "" && len(body.Parameters) == 0 {
			return
		}
	case d.op.Kind == model.Delete:
		r.exampleParameters(d, body)
	default:
		r.value(d, body, sample)
	}
	d.op.Request = body
}

// sends reports whether the operation sends a body.
func (r *requestReader) sends(d *draft, sample *lenient.Value) bool {
	switch d.op.Method {
	case "GET", "HEAD":
		return false
	case "DELETE":
		if sample == nil {
			return false
		}
	}
	return !r.body.None || sample != nil || sendsText(d)
}

// at returns the position of the text on the body, or else of the request line.
func (r *requestReader) at(d *draft) source.Position {
	if r.body.Position.Line == 0 {
		return d.op.Routes[0].Position
	}
	return r.body.Position
}

func (r *requestReader) because(d *draft, why *model.Why, words string) {
	d.op.Reasons.Add("request", why, r.at(d), words)
}

// sampleOf returns the first JSON body of an example request, or nil.
func sampleOf(d *draft) *lenient.Value {
	for _, e := range d.shown {
		if e.Request.JSON != nil && e.Request.Request.Method == d.op.Method {
			return e.Request.JSON
		}
	}
	return nil
}

// sendsText reports whether an example sends a body that is not JSON.
func sendsText(d *draft) bool {
	return slices.ContainsFunc(d.shown, func(e shown) bool { return e.Request.Request.Text != "" })
}

// formType is the media type of forms. It is the type of any body that an operation
// takes if an example has it, unlike the types of files.
const formType = "application/x-www-form-urlencoded"

// sendsForm reports whether an example sends a form.
func (d *draft) sendsForm() bool {
	return slices.ContainsFunc(d.shown, func(e shown) bool {
		is, _, _ := strings.Cut(example.Header(e.Request.Request.Headers, "Content-Type"), ";")
		return e.Request.Request.Method == d.op.Method && strings.EqualFold(strings.TrimSpace(is), formType)
	})
}

// sendsBytes reports whether the body is a stream, according to the path, or to
// the examples and the text. A type named in the text takes precedence over an
// example.
func (r *requestReader) sendsBytes(d *draft, sample *lenient.Value) bool {
	if sample != nil {
		return false
	}
	if d.op.Kind == model.Content {
		return true
	}
	if r.body.Type != "" {
		return false
	}
	for _, e := range d.shown {
		contentType := strings.ToLower(example.Header(e.Request.Request.Headers, "Content-Type"))
		if e.Request.Request.Text != "" && contentType != "" && !strings.Contains(contentType, "json") {
			return true
		}
	}
	return len(r.body.Tables) == 0 && r.body.Bytes
}

// sendsArray reports whether the body of an action is an array of values instead of
// an object of parameters.
func (r *requestReader) sendsArray(sample *lenient.Value) bool {
	return r.body.Many && len(r.body.Tables) == 0 && (sample == nil || sample.Kind == lenient.Array)
}

// reference sets the body of a request that creates a reference.
func (r *requestReader) reference(d *draft, body *model.Body) {
	p := &model.Parameter{Name: "@odata.id", Aliases: []string{}, Required: true, Position: r.at(d), Description: "The URL of the object to refer to."}
	p.Type = edm.String
	body.Parameters = append(body.Parameters, p)
	r.because(d, whyBodyRef, "")
}

// parameters reads the parameters of an action: those in the tables, in the
// JSON of the section, and in the examples. The tables belong to the principal
// operation, or to all actions of the page.
func (r *requestReader) parameters(d *draft, body *model.Body, sample *lenient.Value, principal bool) {
	if principal || r.names.Title.Action != "" {
		r.table(body, word.LowerFirst(d.op.Name))
	}
	r.because(d, whyBodyAction, "")
	r.nest(d, body, sample)
	r.sampleParameters(d, body)
	r.exampleParameters(d, body)
	switch {
	case len(body.Parameters) > 0:
	case sample != nil && !r.body.None:
		body.Type = edm.Untyped // an empty object, which has to be sent
	case principal && !r.body.Nothing && (r.body.Type != "" || len(r.body.Words) > 0):
		r.value(d, body, nil) // the text alone says what is sent
	}
}

// value reads a body that is a value of a type.
func (r *requestReader) value(d *draft, body *model.Body, sample *lenient.Value) {
	name, target, why := r.body.Type, r.body.Target, whyBodyLink
	if name == "" {
		name, target = r.implied(d, sample)
		why = whyBodyImplied
	}
	if name == "" {
		r.unnamed(d, body, sample)
		return
	}
	d.note.Unnamed = &note.Unnamed{Named: true, Words: r.bodyWords(d), Fits: fits(sent(d)), Position: r.at(d)}
	r.because(d, why, name)
	r.decl.ReferName(&body.Ref, name, target, r.at(d))
	if len(r.body.Others) > 0 && name == r.body.Type {
		r.decl.ReferEither(&body.Ref, append([]schema.Word{{Name: name, Target: target}}, r.body.Others...), r.at(d))
	}
	switch {
	case sample != nil:
		body.Collection = sample.Kind == lenient.Array
	case name == r.body.Type:
		body.Collection = body.Collection || r.body.Many
	}
	r.table(body, word.LowerFirst(name))
	r.declare(d, name, target)
}

// unnamed reads a body whose type the page does not name: until it is known whether
// one of the words that may name it does, it has the members of tables and examples.
func (r *requestReader) unnamed(d *draft, body *model.Body, sample *lenient.Value) {
	r.table(body, word.LowerFirst(d.op.Name))
	if sample != nil || len(body.Parameters) == 0 {
		d.note.Unnamed = &note.Unnamed{Words: r.bodyWords(d), Fits: withRows(fits(sent(d)), slices.Clone(body.Parameters)), Position: r.at(d)}
	}
	r.exampleParameters(d, body)
	if len(body.Parameters) == 0 {
		body.Type = edm.Untyped
	}
}

// bodyWords are the words that may name the type of a body: those of the text on it,
// the name of the set of entities that it is sent to, and what the title says.
func (r *requestReader) bodyWords(d *draft) []schema.Word {
	words := slices.Concat(r.body.Words, placeWords(d))
	if entity := r.names.Title.Entity(); entity != "" {
		words = append(words, schema.Word{Name: entity, Plain: true})
	}
	return words
}

// table reads the rows of the body's tables, and the members of its sketches, as
// parameters. Enums that only a row describes are named after the owner.
func (r *requestReader) table(body *model.Body, owner string) {
	defer r.sketches(body, owner)
	for _, t := range r.body.Tables {
		for row := range t.Rows() {
			r.out.Rows.Of++
			if !row.HasType() && row.Description() == "" {
				r.out.Rows.Read++ // a heading inside the table
				continue
			}
			name := row.Name()
			if name == "" {
				r.out.Findings.Add(row.Pos(), ruleRowUnread, "%q is not the name of a property or parameter", row.Label())
				continue
			}
			r.out.Rows.Read++
			p := &model.Parameter{Name: name, Aliases: []string{}, Description: row.Description(), Position: row.Pos(), Required: row.Required()}
			if !p.Required && r.body.AllRequired && !row.Decides() {
				p.Required = !dialect.Says(dialect.MayBeLeft, p.Description)
				p.ByTable = p.Required
			}
			if row.HasType() {
				r.decl.Refer(&p.Ref, row.Type(), row.Text(), owner, name, row.Pos())
			} else {
				p.Type = edm.String
			}
			if !slices.ContainsFunc(body.Parameters, func(have *model.Parameter) bool { return have.Name == p.Name }) {
				body.Parameters = append(body.Parameters, p)
			}
		}
	}
}

// nest handles tables with the properties of an action's single object
// parameter instead of the parameters of the action. In this case, the example
// has a single member, an object whose members the rows describe.
func (r *requestReader) nest(d *draft, body *model.Body, sample *lenient.Value) {
	if sample == nil || len(sample.Members) != 1 || len(body.Parameters) == 0 || model.ParameterNamed(body.Parameters, sample.Members[0].Key) != nil {
		return
	}
	m := &sample.Members[0]
	inner, many := m.Value, false
	if inner.Kind == lenient.Array && len(inner.Items) > 0 {
		inner, many = inner.Items[0], true
	}
	if inner.Kind != lenient.Object || len(inner.Members) == 0 {
		return
	}
	for i := range inner.Members {
		if key := inner.Members[i].Key; !payload.IsAnnotation(key) && model.ParameterNamed(body.Parameters, key) == nil {
			return
		}
	}
	p := &model.Parameter{Name: m.Key, Aliases: []string{}, Position: r.at(d)}
	body.Parameters = []*model.Parameter{p}
	if r.body.Mentions(m.Key) {
		r.decl.Types = append(r.decl.Types, typeOf(r.decl, m.Key, r.body.Tables...))
		r.decl.ReferName(&p.Ref, m.Key, "", r.at(d))
	} else {
		made := typeOf(r.decl, word.LowerFirst(d.op.Name)+word.Upper(m.Key), r.body.Tables...)
		r.decl.Make(made, &p.Ref, r.at(d))
		r.out.Findings.Add(r.body.Tables[0].Pos, ruleParameterTabled, "the table describes the parameter %q, whose type no page names; the type is named %s", m.Key, made.Name)
	}
	p.Collection = many
}

// sampleParameters adds action parameters that only the JSON in the request
// body section has.
func (r *requestReader) sampleParameters(d *draft, body *model.Body) {
	for _, code := range r.body.Samples {
		v, _, err := lenient.Parse(code.Text)
		if err == nil && v.Kind == lenient.Object {
			r.members(d, body, v, code.Text, code.TextPos)
		}
	}
}

// exampleParameters adds action parameters that only the examples have.
func (r *requestReader) exampleParameters(d *draft, body *model.Body) {
	for _, e := range d.shown {
		if e.Request.JSON == nil || e.Request.JSON.Kind != lenient.Object || !isCalled(d, e) {
			continue
		}
		r.members(d, body, e.Request.JSON, string(e.Request.Request.JSON), e.Request.BodyPos)
	}
}

// isCalled reports whether an example calls the operation: its URL matches, or
// at least ends like one of the request lines. Other requests on a page may be
// sent by the service to its caller.
func isCalled(d *draft, e shown) bool {
	req := e.Request.Request
	if req.Method != d.op.Method || e.Example.Route != nil {
		return req.Method == d.op.Method
	}
	last := func(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
	return slices.ContainsFunc(d.op.Paths, func(path string) bool { return strings.EqualFold(last(path), last(req.Path)) })
}

// members adds a parameter for each further member of an object. Its type is
// that in a table of parameters, or else that of the value. The text of the
// object begins at pos.
func (r *requestReader) members(d *draft, body *model.Body, object *lenient.Value, text string, pos source.Position) {
	for i := range object.Members {
		m := &object.Members[i]
		if payload.IsAnnotation(m.Key) || m.Key == "" || model.ParameterNamed(body.Parameters, m.Key) != nil {
			continue
		}
		at := pos.At(text, m.Offset)
		p := &model.Parameter{Name: m.Key, Aliases: []string{}, Position: at}
		body.Parameters = append(body.Parameters, p)
		if row, typ, description, ok := r.rows.typed(m.Key); ok {
			p.Description, p.Required, p.Position = row.Description(), row.Required(), row.Pos()
			r.decl.Refer(&p.Ref, typ, description, "", m.Key, row.Pos())
			continue
		}
		r.typeByValue(&p.Ref, m.Value, at)
		d.note.Guessed = append(d.note.Guessed, p)
	}
}

// typeByValue derives the type of a parameter from the value in an example.
func (r *requestReader) typeByValue(ref *model.Ref, v *lenient.Value, at source.Position) {
	ref.Type = edm.Untyped
	if v.Kind == lenient.Array {
		ref.Collection = true
		if len(v.Items) == 0 {
			return
		}
		v = v.Items[0]
	}
	if t := payload.ScalarType(v); t != "" {
		ref.Type = t
		return
	}
	if tag := payload.Tag(v); tag != "" {
		many := ref.Collection
		name, _ := payload.CutCollection(tag)
		r.decl.ReferName(ref, name, "", at)
		ref.Collection = many
	}
}

// declare declares the type that the body's tables describe. [schema.Link]
// drops it if a page describes the type.
func (r *requestReader) declare(d *draft, name, target string) {
	if len(r.body.Tables) == 0 || target == "" {
		return
	}
	short := name[strings.LastIndexByte(name, '.')+1:]
	if !notation.IsName(short) || strings.ContainsAny(short, "-.@$/|") {
		return
	}
	namespace := r.decl.Namespace
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		namespace = name[:i]
	}
	t := typeOf(r.decl, short, r.body.Tables...)
	t.Namespace, t.Line, t.Partial = namespace, r.at(d).Line, true
	for _, p := range t.Properties {
		if strings.EqualFold(p.Name, "id") {
			t.Kind, p.Key = model.Entity, true
		}
	}
	if len(t.Properties) > 0 {
		r.decl.Types = append(r.decl.Types, t)
	}
}
