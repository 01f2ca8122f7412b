package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// describe settles, for each operation, what takes the whole page to know.
func (r *reader) describe() {
	answers := r.answers()
	headers := r.headerParameters()
	permissions := r.permissions()
	summary := r.summary()
	text := r.readBodyText()
	retired, retiredAt := r.deprecation()
	for _, d := range r.drafts {
		d.op.Kind = r.kind(d)
		r.responses(d, answers)
		d.op.Kind = r.kind(d)
	}
	r.nameAll()
	for _, d := range r.drafts {
		d.op.Reasons.Add("name", whyName, r.page.TitlePos, r.page.Title)
		r.explainKind(d)
	}
	for _, d := range r.drafts {
		op := d.op
		r.queryParameters(op)
		op.Headers = headers
		op.Permissions = permissions
		if r.permissionsAt.Line > 0 {
			op.Reasons.Add("permissions", whyPermissions, r.permissionsAt, "")
		}
		op.Description = summary
		if retired != "" {
			op.Deprecated = true
			op.Reasons.Add("deprecated", whyDeprecated, retiredAt, retired)
		}
		r.request(d, text)
		r.tabledResponse(d)
		if op.Examples == nil {
			op.Examples = []*model.Example{}
		}
	}
}

// summary is the first paragraph below the title.
func (r *reader) summary() string {
	summary := ""
	for _, s := range r.page.Sections {
		if r.roles[s] != roleIntro {
			continue
		}
		prose(s, func(t page.Text, quote bool, pos source.Position) {
			if text := plain(t); summary == "" && !quote && !strings.HasPrefix(text, "Namespace:") && !strings.HasPrefix(text, "[!") {
				summary = text
			}
		})
	}
	return summary
}

// subject is the type that the page is about: the link of the introduction
// that has the resource's name, else the first one to a type.
func (r *reader) subject() (name, target string) {
	for _, s := range r.page.Sections {
		if r.roles[s] != roleIntro {
			continue
		}
		prose(s, func(t page.Text, quote bool, pos source.Position) {
			for _, span := range t {
				if !resourceLink(span) {
					continue
				}
				text := strings.TrimSpace(span.Text)
				if name == "" || r.inFile(text) && !r.inFile(name) {
					name, target = text, span.Target
				}
			}
		})
	}
	return name, target
}

func (r *reader) inFile(name string) bool {
	lower := strings.ToLower(name)
	for _, w := range r.file {
		if w == lower || w == plural(lower) {
			return true
		}
	}
	return false
}

// kind tells what an operation does by path, title and response together.
func (r *reader) kind(d *draft) model.OperationKind {
	switch d.end {
	case "$ref":
		return model.Reference
	case "$count":
		return model.Counting
	case "delta":
		return model.Delta
	case "$value", "content":
		if d.op.Method != "PATCH" || d.end == "$value" {
			return model.Content
		}
	}
	switch d.op.Method {
	case "GET", "HEAD":
		return r.getKind(d)
	case "DELETE":
		return model.Delete
	case "PATCH", "MERGE":
		return model.Update
	case "PUT":
		if v := r.title.verb; (v == "create" || v == "add" || v == "upload") && !strings.Contains(strings.ToLower(r.page.Title), "replace") {
			return model.Create
		}
		return model.Update
	}
	if r.isAction(d) {
		return model.Action
	}
	return model.Create
}

func (r *reader) getKind(d *draft) model.OperationKind {
	if strings.HasSuffix(d.end, "()") || r.title.action != "" && strings.EqualFold(r.title.action, d.lines[0].template.lastWord()) {
		return model.Function
	}
	if d.lists() {
		return model.List
	}
	silent := true // no response says what it holds
	for _, res := range d.op.Responses {
		if res.Collection && res.Status < 300 {
			return model.List
		}
		silent = silent && res.Type == ""
	}
	if silent && !r.answersJSON(d) && r.lists() {
		return model.List
	}
	return model.Get
}

// lists reports whether the title says that the page lists something.
func (r *reader) lists() bool { return r.title.verb == "list" || r.title.verb == "enumerate" }

// isAction reports whether the path of a POST ends in the name of an action:
// the title or the file name says so, or the name is a verb.
func (r *reader) isAction(d *draft) bool {
	for _, l := range d.lines {
		last := l.template.lastWord()
		if last == "" {
			continue
		}
		if strings.EqualFold(r.title.action, last) {
			return true
		}
		if camel := camelWords(last); actionVerbs[strings.ToLower(camel[0])] && singular(last) == last {
			return true
		}
		if strings.HasPrefix(lastSegmentText(l.template), "microsoft.") && strings.Contains(lastSegmentText(l.template), ".") && r.fileVerb() < 0 {
			return true
		}
		if r.fileVerb() < 0 && r.actionWord(d) > 0 && singular(last) == last {
			return true
		}
	}
	return false
}

func lastSegmentText(t *template) string {
	if n := len(t.segments); n > 0 && len(t.segments[n-1]) > 0 {
		return t.segments[n-1][0].text
	}
	return ""
}

// bodyText is what the sections on the request body say.
type bodyText struct {
	lower  string // the prose in lower case
	none   bool   // no body is to be sent
	name   string // of the type that the prose says to supply
	target string
	// mention and mentioned are the first type that the prose links to at all.
	mention, mentioned string
	pos                source.Position
	tables             []*page.Table
	samples            []*page.Code // JSON that the section shows
	required           bool         // the prose says that all that the tables list is required
}

func (r *reader) readBodyText() bodyText {
	var b bodyText
	var text strings.Builder
	for _, s := range r.page.Sections {
		if r.roles[s] != roleBody {
			continue
		}
		if b.pos.Line == 0 {
			b.pos = s.Pos
		}
		prose(s, func(t page.Text, quote bool, pos source.Position) {
			lower := strings.ToLower(plain(t))
			if !quote && b.name == "" {
				if b.link(t); b.name != "" {
					b.pos = pos
				}
			}
			text.WriteString(lower)
			text.WriteByte('\n')
		})
		for _, block := range s.Blocks {
			if code, ok := block.(*page.Code); ok && blockType(code) != "resource" && strings.HasPrefix(firstLine(code.Text), "{") {
				b.samples = append(b.samples, code)
			}
			t, ok := block.(*page.Table)
			if !ok {
				continue
			}
			if c, ok := columnsOf(t); ok && c.describes() {
				b.tables = append(b.tables, t)
			}
		}
	}
	b.lower = text.String()
	b.none = len(b.tables) == 0 && len(b.samples) == 0 && sendsNone(b.lower)
	b.required = slices.ContainsFunc(requiredPhrases[:], func(phrase string) bool { return strings.Contains(b.lower, phrase) })
	return b
}

// requiredPhrases say that what the table of the request body lists has to be
// sent.
var requiredPhrases = [...]string{"parameters that are required", "properties that are required", "the following required", "following parameters are required", "following properties are required", "the required parameters", "the required properties"}

// noBody are phrases that say that nothing is sent.
var noBody = [...]string{
	"do not supply a request body", "don't supply a request body", "do not supply a body", "no request body", "does not require a request body",
	"does not require any request body", "doesn't require a request body", "not require a body", "no body", "empty request body", "do not specify a request body",
	"do not provide a request body", "don't provide a request body",
}

func sendsNone(lower string) bool {
	for _, phrase := range noBody {
		if strings.Contains(lower, phrase) {
			return true
		}
	}
	return strings.TrimSpace(lower) == "none" || strings.TrimSpace(lower) == "none."
}

// optionalBody are phrases that say that a body may be sent.
var optionalBody = [...]string{"request body is optional", "body is optional", "optional request body", "optionally supply", "optionally provide", "optionally, supply", "optionally, provide"}

func saysOptional(lower string) bool {
	return slices.ContainsFunc(optionalBody[:], func(phrase string) bool { return strings.Contains(lower, phrase) })
}

// link takes the type that a sentence says to supply.
func (b *bodyText) link(t page.Text) {
	lower := ""
	for _, span := range t {
		if resourceLink(span) {
			if b.mention == "" {
				b.mention, b.mentioned = strings.TrimSpace(span.Text), span.Target
			}
			if supplies(lower) {
				b.name, b.target = strings.TrimSpace(span.Text), span.Target
				return
			}
		}
		lower += strings.ToLower(span.Text)
	}
	rest := strings.ToLower(plain(t))
	if i := strings.Index(rest, "json representation for the "); i >= 0 {
		word, after, _ := strings.Cut(plain(t)[i+len("json representation for the "):], " ")
		if strings.HasPrefix(after, "object") && nameLike(word+"x") {
			b.name = word
		}
	}
}

// supplies reports whether the words before a link say that the linked type
// is the body.
func supplies(before string) bool {
	for _, phrase := range [...]string{"representation of", "representation for", "provide the new", "supply the new", "supply a new", "request body, provide an", "request body, supply a", "body is a", "provide a json body of"} {
		if strings.Contains(before, phrase) {
			return !strings.Contains(before, "`id`")
		}
	}
	return strings.TrimSpace(before) == "a" || strings.TrimSpace(before) == "an"
}

// actionPhrases say that the table lists the parameters of an action.
var actionPhrases = [...]string{"used with this action", "used with this function", "representation of the parameters", "following parameter", "contains the parameters"}

// request decides what an operation sends: nothing, bytes, a value of a type,
// or the parameters of an action.
func (r *reader) request(d *draft, b bodyText) {
	op := d.op
	sample := requestSample(d)
	switch {
	case op.Method == "GET" || op.Method == "HEAD":
		return
	case op.Method == "DELETE" && sample == nil:
		return
	case b.none && sample == nil && !sendsText(d):
		return
	}
	if b.pos.Line == 0 { // the page has no section on the body
		b.pos = op.Routes[0].Position
	}
	body := &model.Body{Parameters: []*model.Parameter{}, Optional: sendsNone(b.lower) || saysOptional(b.lower)}
	name, target := b.name, b.target
	because := func(why *model.Why, words string) { op.Reasons.Add("request", why, b.pos, words) }
	switch {
	case d.end == "$ref" && (name == "" || len(b.tables) == 0):
		p := &model.Parameter{Name: "@odata.id", Aliases: []string{}, Required: true, Position: b.pos, Description: "The URL of the object to refer to."}
		p.Type = "Edm.String"
		body.Parameters = append(body.Parameters, p)
		because(whyBodyRef, "")
	case r.sendsBytes(d, b):
		body.Type = "Edm.Stream"
		because(whyBodyBytes, "")
	case op.Kind == model.Action || name == "" && r.saysParameters(b):
		if d == r.principal() || r.title.action != "" {
			r.bodyRows(body, b, lowerFirst(op.Name))
		}
		because(whyBodyAction, "")
		r.nestRows(d, body, b)
		r.sampleParameters(body, b)
		r.exampleParameters(d, body)
		switch {
		case len(body.Parameters) > 0:
		case sample == nil || b.none:
			return
		default:
			body.Type = untyped // an empty object, which has to be sent all the same
		}
	case op.Kind == model.Delete:
		r.exampleParameters(d, body)
	default:
		why := whyBodyLink
		if name == "" {
			name, target = r.implied(d, b)
			why = whyBodyImplied
		}
		if name == "" {
			r.bodyRows(body, b, lowerFirst(op.Name))
			r.exampleParameters(d, body)
			if len(body.Parameters) == 0 {
				r.finding(b.pos, ruleBodyUntyped, "the page names no type for the request body")
				body.Type = "Edm.Untyped"
			}
			break
		}
		because(why, name)
		r.decl.ReferName(&body.Ref, name, target, b.pos)
		r.bodyRows(body, b, lowerFirst(name))
		r.declareImplied(d, name, target, b)
	}
	op.Request = body
}

// requestSample is the first example body in JSON, or nil.
func requestSample(d *draft) *lenient.Value {
	for _, p := range d.examples {
		if p.request.json != nil && p.request.request.Method == d.op.Method {
			return p.request.json
		}
	}
	return nil
}

// sendsText reports whether an example sends a body that is no JSON.
func sendsText(d *draft) bool {
	for _, p := range d.examples {
		if p.request.request.Text != "" {
			return true
		}
	}
	return false
}

// nestRows sees to tables that describe not the parameters of an action but
// the properties of its one parameter, an object: the example then has a
// single member, and that has the names of the rows.
func (r *reader) nestRows(d *draft, body *model.Body, b bodyText) {
	sample := requestSample(d)
	if sample == nil || len(sample.Members) != 1 || len(body.Parameters) == 0 || knowsFold(body.Parameters, sample.Members[0].Key) {
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
		if key := inner.Members[i].Key; !strings.Contains(key, "@") && !knowsFold(body.Parameters, key) {
			return
		}
	}
	p := &model.Parameter{Name: m.Key, Aliases: []string{}, Position: b.pos}
	p.Type = untyped
	if strings.Contains(b.lower, strings.ToLower(m.Key)+" object") {
		r.decl.ReferName(&p.Ref, m.Key, "", b.pos)
	}
	p.Collection = many
	body.Parameters = []*model.Parameter{p}
}

func (r *reader) saysParameters(b bodyText) bool {
	if len(b.tables) == 0 {
		return false
	}
	for _, phrase := range actionPhrases {
		if strings.Contains(b.lower, phrase) {
			return r.title.action != ""
		}
	}
	return false
}

// sendsBytes reports whether the body is a stream: the path says so, or the
// examples and the prose do.
func (r *reader) sendsBytes(d *draft, b bodyText) bool {
	if requestSample(d) != nil {
		return false
	}
	if d.op.Kind == model.Content {
		return true
	}
	for _, p := range d.examples {
		if p.request.request.Text == "" {
			continue
		}
		contentType := strings.ToLower(header(p.request.request.Headers, "Content-Type"))
		if contentType != "" && !strings.Contains(contentType, "json") {
			return true
		}
	}
	return len(b.tables) == 0 && b.name == "" && strings.Contains(b.lower, "binary")
}

// implied is the type of a body that the page doesn't name: what the page
// answers with, or what it is about.
func (r *reader) implied(d *draft, b bodyText) (name, target string) {
	for _, p := range d.examples {
		if p.request.kind != "" && primitive(p.request.kind) == "" && !strings.HasPrefix(p.request.kind, "requestBodyResourceFor") {
			return p.request.kind, ""
		}
	}
	if tag := requestSample(d).Get("@odata.type").Str(); tag != "" && strings.Contains(tag, ".") {
		name, _ := collectionOf(tag)
		return name, ""
	}
	for _, a := range r.answers() {
		if a.status < 300 && a.target != "" && !a.collection {
			return a.name, a.target
		}
	}
	for _, p := range d.examples {
		if p.response != nil && p.response.kind != "" && primitive(p.response.kind) == "" && p.response.response.Status < 300 {
			return p.response.kind, ""
		}
	}
	if d.op.Kind == model.Update && b.mention != "" {
		return b.mention, b.mentioned
	}
	if name, target = r.subject(); name != "" {
		return name, target
	}
	if i := r.fileVerb(); i > 0 && d.op.Kind == model.Update && i == len(r.file)-1 {
		return r.spell(r.file[i-1]), ""
	}
	return "", ""
}

// bodyRows reads the rows of the body's tables as parameters.
func (r *reader) bodyRows(body *model.Body, b bodyText, owner string) {
	for _, t := range b.tables {
		c, _ := columnsOf(t)
		for i := range t.Rows {
			row := &t.Rows[i]
			r.decl.Rows.Of++
			if plain(cell(row, c.kind)) == "" && plain(cell(row, c.description)) == "" {
				r.decl.Rows.Read++ // a heading inside the table
				continue
			}
			name := paramName(cell(row, c.name))
			if name == "" {
				r.finding(row.Pos, ruleRowUnread, "%q names no property or parameter", plain(cell(row, c.name)))
				continue
			}
			r.decl.Rows.Read++
			p := &model.Parameter{Name: name, Aliases: []string{}, Description: plain(cell(row, c.description)), Position: row.Pos, Required: c.requires(row)}
			if !p.Required && b.required && c.required < 0 {
				p.Required = !strings.Contains(strings.ToLower(p.Description), "optional")
				p.ByTable = p.Required
			}
			if kind := cell(row, c.kind); plain(kind) != "" {
				r.decl.Refer(&p.Ref, kind, cell(row, c.description), owner, name, row.Pos)
			} else {
				p.Type = "Edm.String"
			}
			body.Parameters = addExact(body.Parameters, p)
		}
	}
}

func addExact(list []*model.Parameter, p *model.Parameter) []*model.Parameter {
	for _, have := range list {
		if have.Name == p.Name {
			return list
		}
	}
	return append(list, p)
}

// sampleParameters adds parameters of an action that only the JSON in the
// section on its body has.
func (r *reader) sampleParameters(body *model.Body, b bodyText) {
	for _, code := range b.samples {
		v, _, err := lenient.Parse(code.Text)
		if err == nil && v.Kind == lenient.Object {
			r.memberParameters(body, v, code.Text, code.TextPos)
		}
	}
}

// exampleParameters adds parameters of an action that only its examples have.
func (r *reader) exampleParameters(d *draft, body *model.Body) {
	for _, e := range d.examples {
		if e.request.json == nil || e.request.json.Kind != lenient.Object || !d.isCalledBy(e) {
			continue
		}
		r.memberParameters(body, e.request.json, string(e.request.request.JSON), e.request.request.BodyPosition)
	}
}

// isCalledBy reports whether an example shows a call of the operation: its URL
// fits, or at least ends as one of the request lines does. What else stands on
// a page may be what the service sends to its caller.
func (d *draft) isCalledBy(e *pairing) bool {
	r := e.request.request
	if r.Method != d.op.Method || e.example.Route != nil {
		return r.Method == d.op.Method
	}
	last := func(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
	return slices.ContainsFunc(d.op.Paths, func(path string) bool { return strings.EqualFold(last(path), last(r.Path)) })
}

// memberParameters adds a parameter for each member of an object that is none
// yet, as a table headed "Parameters" describes it, or else by its value. The
// text of the object begins at pos.
func (r *reader) memberParameters(body *model.Body, object *lenient.Value, text string, pos source.Position) {
	for i := range object.Members {
		m := &object.Members[i]
		if strings.Contains(m.Key, "@") || m.Key == "" || knowsFold(body.Parameters, m.Key) {
			continue
		}
		at := offset(pos, text, m.Offset)
		p := &model.Parameter{Name: m.Key, Aliases: []string{}, Position: at}
		body.Parameters = append(body.Parameters, p)
		if row := r.pathRows[rowKey(m.Key)]; row != nil && plain(row.kind) != "" {
			row.used = true
			p.Description, p.Required, p.Position = plain(row.description), row.required, row.pos
			r.decl.Refer(&p.Ref, row.kind, row.description, "", m.Key, row.pos)
			continue
		}
		r.typeByValue(&p.Ref, m.Value, at)
		r.finding(at, ruleParameterExample, "the parameter %q stands only in the example: it is taken as %s", m.Key, p.Type)
	}
}

func knowsFold(list []*model.Parameter, name string) bool {
	for _, p := range list {
		if strings.EqualFold(p.Name, name) {
			return true
		}
	}
	return false
}

// typeByValue types a parameter by the value of an example.
func (r *reader) typeByValue(ref *model.Ref, v *lenient.Value, at source.Position) {
	if v.Kind == lenient.Array {
		ref.Collection = true
		if len(v.Items) == 0 {
			ref.Type = "Edm.Untyped"
			return
		}
		v = v.Items[0]
	}
	many := ref.Collection
	if t := scalarType(v); t != "" {
		ref.Type = t
		return
	}
	if tag := v.Get("@odata.type").Str(); tag != "" {
		name, _ := collectionOf(tag)
		r.decl.ReferName(ref, name, "", at)
		ref.Collection = many
		return
	}
	ref.Type = "Edm.Untyped"
}

// declareImplied declares the type that a body's table describes, for the
// case that no page does: [schema.Link] drops it otherwise.
func (r *reader) declareImplied(d *draft, name, target string, b bodyText) {
	if len(b.tables) == 0 || target == "" {
		return
	}
	short := name[strings.LastIndexByte(name, '.')+1:]
	if !nameLike(short) || strings.ContainsAny(short, "-.@$/|") {
		return
	}
	namespace := r.decl.Namespace
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		namespace = name[:i]
	}
	t := &model.Type{Namespace: namespace, Name: short, Kind: model.Complex, Implied: true, Pages: []string{r.page.Path}, Line: b.pos.Line, Properties: []*model.Property{}}
	for _, table := range b.tables {
		c, ok := schema.Columns(table)
		if !ok {
			continue
		}
		for _, row := range table.Rows {
			if p, ok := r.decl.Property(c, row, short, false); ok {
				if strings.EqualFold(p.Name, "id") {
					t.Kind, p.Key = model.Entity, true
				}
				t.Properties = append(t.Properties, p)
			}
		}
	}
	if len(t.Properties) > 0 {
		r.decl.Types = append(r.decl.Types, t)
	}
}
