package operation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// answer is what the prose of the response sections says of one status.
type answer struct {
	status     int
	name       string // of the type; empty where the prose names none
	target     string // of the link
	collection bool
	empty      bool     // the prose says that there is no body
	body       bool     // the prose says that the type stands in the body
	headers    []string // that the prose promises
	pos        source.Position
}

// edmNames are the primitive types as prose and annotations name them.
var edmNames = map[string]string{
	"string": "Edm.String", "boolean": "Edm.Boolean", "bool": "Edm.Boolean", "int32": "Edm.Int32", "int64": "Edm.Int64",
	"int": "Edm.Int32", "integer": "Edm.Int32", "double": "Edm.Double", "float": "Edm.Double", "stream": "Edm.Stream",
	"datetimeoffset": "Edm.DateTimeOffset", "guid": "Edm.Guid", "binary": "Edm.Binary", "date": "Edm.Date",
	"edm.int16": "Edm.Int16", "edm.byte": "Edm.Byte", "edm.single": "Edm.Single", "edm.decimal": "Edm.Decimal",
	"edm.duration": "Edm.Duration", "edm.timeofday": "Edm.TimeOfDay",
}

// primitive returns the Edm type that a word names, or the empty string.
func primitive(word string) string {
	lower := strings.ToLower(strings.TrimPrefix(word, "#"))
	if t := edmNames[lower]; t != "" {
		return t
	}
	return edmNames[strings.TrimPrefix(lower, "edm.")]
}

// answers reads the prose of the response sections: status codes, and after
// each the type that it comes with.
func (r *reader) answers() []*answer {
	var list []*answer
	for _, s := range r.page.Sections {
		if r.roles[s] != roleResponse {
			continue
		}
		prose(s, func(t page.Text, quote bool, pos source.Position) {
			if !quote {
				list = readAnswers(list, t, pos)
				sayEmpty(list, pos, strings.ToLower(plain(t)))
			}
		})
	}
	return slices.DeleteFunc(list, func(a *answer) bool { return a.status >= 400 })
}

// emptyPhrases say that a response has no body.
var emptyPhrases = [...]string{"not return anything in the response body", "n't return anything in the response body", "no response body", "an empty response body", "with an empty body", "response body is empty"}

// sayEmpty marks the answers that a paragraph says have no body.
func sayEmpty(list []*answer, pos source.Position, lower string) {
	for _, phrase := range emptyPhrases {
		if !strings.Contains(lower, phrase) {
			continue
		}
		for _, a := range list {
			a.empty = a.empty || a.pos == pos && a.name == ""
		}
	}
}

func readAnswers(list []*answer, t page.Text, pos source.Position) []*answer {
	var current *answer
	before := "" // text since the last status or link
	for i, span := range t {
		switch {
		case current != nil && isHeaderName(span, following(t[i+1:])):
			current.headers = appendNew(current.headers, span.Text)
		case span.Kind == page.Plain || span.Kind == page.CodeSpan || span.Kind == page.Strong && statusIn(span.Text) > 0:
			rest := span.Text
			for {
				at, status := findStatus(rest)
				if status == 0 {
					break
				}
				if current != nil {
					current.word(before + rest[:at])
				}
				current = nil
				for _, a := range list {
					if a.status == status {
						current = a
					}
				}
				if current == nil {
					current = &answer{status: status, pos: pos}
					list = append(list, current)
				}
				before, rest = "", rest[at+3:]
			}
			before += rest
		case !resourceLink(span) && (span.Kind != page.Strong || !objectFollows(t[i+1:])):
			before += span.Text
		case isSource(before) || isPart(following(t[i+1:])):
			before = ""
		default:
			if current == nil {
				current = &answer{status: 0, pos: pos}
				list = append(list, current)
			}
			if current.name == "" && !strings.Contains(before, "header") {
				current.name, current.target = strings.TrimSpace(span.Text), span.Target
				current.collection = collectionWords(before, following(t[i+1:]))
				current.body = strings.Contains(following(t[i+1:]), "in the response body")
			}
			before = ""
		}
	}
	if current != nil {
		current.word(before)
	}
	return list
}

// isSource reports whether the words before a type's name say that something comes
// from there, or is done there: "when searching from the drive resource".
func isSource(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	for len(words) > 0 && slices.Contains(articles, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return len(words) > 0 && slices.Contains([]string{"from", "on", "within", "by"}, words[len(words)-1])
}

var articles = []string{"a", "an", "the"}

// isPart reports whether the words after a type's name say that it is something that
// the answer has, and not what is answered: "the remark facet".
func isPart(after string) bool {
	after = strings.TrimSpace(after)
	return strings.HasPrefix(after, "facet") || strings.HasPrefix(after, "property") || strings.HasPrefix(after, "relationship")
}

// isHeaderName reports whether a span is the name of a header, as what follows
// says: "a `Location` header".
func isHeaderName(s page.Span, after string) bool {
	return s.Kind != page.Plain && s.Kind != page.Link && headerName(s.Text) && strings.HasPrefix(strings.TrimSpace(after), "header")
}

// findStatus finds a status code: three digits that are no part of a word, of
// a longer number or of one with a fraction.
func findStatus(text string) (at, status int) {
	for i := 0; i+3 <= len(text); i++ {
		if text[i] < '1' || text[i] > '5' || !isDigit(text[i+1]) || !isDigit(text[i+2]) {
			continue
		}
		if i > 0 && (isDigit(text[i-1]) || isLetter(text[i-1]) || text[i-1] == '.') {
			continue
		}
		rest := text[i+3:]
		if rest != "" && (isDigit(rest[0]) || isLetter(rest[0])) || len(rest) > 1 && rest[0] == '.' && isDigit(rest[1]) {
			continue
		}
		return i, int(text[i]-'0')*100 + int(text[i+1]-'0')*10 + int(text[i+2]-'0')
	}
	return 0, 0
}

// following is the plain text up to the next link.
func following(t page.Text) string {
	if len(t) == 0 || t[0].Kind == page.Link {
		return ""
	}
	return t[0].Text
}

func objectFollows(t page.Text) bool {
	after := strings.TrimSpace(following(t))
	for _, word := range [...]string{"object", "resource", "collection"} {
		if strings.HasPrefix(after, word) {
			return true
		}
	}
	return false
}

// collectionWords reports whether the words around a type's name say that
// there are many of it.
func collectionWords(before, after string) bool {
	if i := strings.LastIndex(before, ". "); i >= 0 {
		before = before[i:]
	}
	before = strings.ToLower(before)
	after = strings.ToLower(strings.TrimSpace(after))
	return strings.Contains(before, "collection of") || strings.Contains(before, "list of") || strings.Contains(before, "array of") ||
		strings.Contains(before, "collection containing") || strings.HasPrefix(after, "collection") || strings.HasPrefix(after, "objects") ||
		strings.HasPrefix(after, "resources")
}

// word takes a primitive type from text without a link: "a String collection".
func (a *answer) word(text string) {
	if a.name != "" {
		return
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return !isWordRune(c) && c != '.' })
	for i, w := range words {
		w = strings.TrimRight(w, ".")
		if w == "" || w == "date" || w == "binary" || w == "integer" || w == "int" || strings.HasPrefix(w, "string") && i+1 < len(words) && words[i+1] == "value" {
			continue
		}
		if t := primitive(w); t != "" {
			a.name = t
			next := ""
			if i+1 < len(words) {
				next = words[i+1]
			}
			a.collection = collectionWords(strings.Join(words[:i], " "), next)
			return
		}
	}
}

// responses makes the responses of an operation from the prose and the
// examples. What type a body has is settled by [settle] once types are linked.
func (r *reader) responses(d *draft, answers []*answer) {
	op := d.op
	op.Responses = []*model.Response{}
	fixed := r.fixedType(d)
	for _, a := range answers {
		status := a.status
		if status == 0 {
			if len(answers) > 1 {
				continue
			}
			status = r.usualStatus(d)
		}
		res := &model.Response{Status: status, Headers: a.headers}
		foreign := a.collection && op.Method != "GET" && d != r.principal()
		res.Collection = a.collection && !foreign
		words := ""
		if hasBody(status) && fixed == "" && a.name != "" && !foreign && (a.body || !alwaysEmpty(d, status)) {
			r.referResponse(&res.Ref, a.name, a.target, a.pos)
			words = a.name
		}
		becauseResponse(op, res, whyAnswerProse, a.pos, words)
		op.Responses = append(op.Responses, res)
	}
	fit := slices.ContainsFunc(d.examples, func(p *pairing) bool { return p.example.Route != nil && p.response != nil })
	for _, p := range slices.Backward(d.examples) {
		if p.response != nil && p.response.response.Status < 400 && (p.example.Route != nil || !fit) {
			r.exampleResponse(d, p.response, fixed, answers)
		}
	}
	if len(op.Responses) == 0 {
		res := &model.Response{Status: r.usualStatus(d)}
		op.Responses = append(op.Responses, res)
		becauseResponse(op, res, whyAnswerUsual, d.lines[0].pos, "")
	}
	slices.SortStableFunc(op.Responses, func(a, b *model.Response) int { return a.Status - b.Status })
	r.endResponses(d, fixed)
}

// alwaysEmpty reports whether all examples of a status answer without a body
// or an annotated type: what the prose links to is then no body.
func alwaysEmpty(d *draft, status int) bool {
	if d.op.Method == "GET" {
		return false
	}
	some := false
	for _, p := range d.examples {
		if p.response == nil || p.response.response.Status != status {
			continue
		}
		if p.response.json != nil || p.response.response.Text != "" || p.response.kind != "" {
			return false
		}
		some = true
	}
	return some
}

// hasBody reports whether a response of a status can have a body that is of
// interest: a redirect's is not.
func hasBody(status int) bool { return status < 300 && status != 204 }

// usualStatus is the status of a response whose page says none.
func (r *reader) usualStatus(d *draft) int {
	for _, p := range d.examples {
		if p.response != nil && p.response.response.Status < 400 {
			return p.response.response.Status
		}
	}
	if d.op.Method == "DELETE" || d.end == "$ref" && d.op.Method != "GET" {
		return 204
	}
	if d.op.Method == "POST" && d.op.Kind == model.Create {
		return 201
	}
	return 200
}

func (r *reader) referResponse(ref *model.Ref, name, target string, pos source.Position) {
	many := ref.Collection
	name, collection := collectionOf(name)
	if t := primitive(name); t != "" && target == "" {
		ref.Type = t
	} else {
		r.decl.ReferName(ref, name, target, pos)
	}
	ref.Collection = many || collection
}

// exampleResponse holds an example's response against the documented ones, and
// adds it where the prose has no such status. A "204 No Content" that shows and
// annotates content has it: two against one.
func (r *reader) exampleResponse(d *draft, b *exampleBlock, fixed string, answers []*answer) {
	res := responseOf(d.op, b.response.Status)
	if res == nil {
		r.saidOtherwise(b, answers)
		res = &model.Response{Status: b.response.Status}
		d.op.Responses = append(d.op.Responses, res)
		becauseResponse(d.op, res, whyAnswerExample, b.pos, "")
	}
	if fixed != "" || !hasBody(b.response.Status) && !(b.json != nil && b.kind != "" && b.response.Status == 204) {
		return
	}
	if b.json == nil && b.response.Text == "" && saysEmpty(answers, b.response.Status) {
		return
	}
	if b.kind != "" {
		r.referResponse(&b.response.Ref, b.kind, "", b.pos)
		b.response.Ref.Collection = b.collection
	}
	was := res.Collection
	defer func() {
		if res.Collection != was {
			becauseResponse(d.op, res, whyAnswerShape, b.response.BodyPosition, "")
		}
	}()
	switch shape := shapeOf(b.json); shape {
	case shapeNone:
		if b.response.Text == "" && b.collection {
			res.Collection = true
		}
	case shapeList, shapeScalars:
		res.Collection = res.Collection || b.collection || !keyed(d)
	case shapeWrapped, shapeScalar:
		res.Collection = res.Collection && r.title.verb == "list" && shape == shapeWrapped
		res.Wrapped = !res.Collection
	case shapeObject:
		res.Collection = holdsList(b.json) && (res.Collection || b.collection || d.op.Kind == model.List)
	}
	if b.json != nil && res.Type == "" && b.response.Ref.Type == "" {
		r.referUntyped(d, res, b)
	}
}

// saidOtherwise reports an example's status that the prose does not name, if it
// names any.
func (r *reader) saidOtherwise(b *exampleBlock, answers []*answer) {
	said := ""
	for _, a := range answers {
		if a.status >= 300 {
			return // what it redirects to answers otherwise
		}
		if a.status > 0 {
			said += " " + strconv.Itoa(a.status)
		}
	}
	if said != "" {
		r.finding(b.pos, ruleStatusDiffers, "the example has the status %d, the text names%s: the operation is read as giving each", b.response.Status, said)
	}
}

func saysEmpty(answers []*answer, status int) bool {
	return slices.ContainsFunc(answers, func(a *answer) bool { return a.status == status && a.empty })
}

// keyed reports whether every path of an operation ends in a key, so that what
// it answers is one element whatever an example shows.
func keyed(d *draft) bool {
	for _, l := range d.lines {
		if !l.template.endsInHole() {
			return false
		}
	}
	return d.op.Method == "GET"
}

func responseOf(op *model.Operation, status int) *model.Response {
	for _, res := range op.Responses {
		if res.Status == status {
			return res
		}
	}
	return nil
}

// referUntyped types a response that neither prose nor annotation does: by the
// tag or the kind of the value itself, else by what the page is about.
func (r *reader) referUntyped(d *draft, res *model.Response, b *exampleBlock) {
	value := b.json
	switch shapeOf(b.json) {
	case shapeScalar, shapeScalars, shapeWrapped, shapeList:
		value = b.json.Get("value")
		if value != nil && value.Kind == lenient.Array {
			if len(value.Items) == 0 {
				value = nil
			} else {
				value = value.Items[0]
			}
		}
	}
	if t := scalarType(value); t != "" {
		res.Type = t
		return
	}
	if tag := value.Get("@odata.type").Str(); tag != "" {
		name, _ := collectionOf(tag)
		r.decl.ReferName(&res.Ref, name, "", b.pos)
		return
	}
	if name, target := r.subject(); name != "" && d.op.Kind != model.Action && d.op.Kind != model.Function {
		r.decl.ReferName(&res.Ref, name, target, b.pos)
		return
	}
	res.Type = untyped // unless a table of methods says more, see [FromMethods]
	r.out.untyped = append(r.out.untyped, untypedResponse{d.op, res, b.pos})
}

// scalarType is the type that a JSON scalar has if nothing else is known.
func scalarType(v *lenient.Value) string {
	if v == nil {
		return ""
	}
	switch v.Kind {
	case lenient.String:
		return "Edm.String"
	case lenient.Bool:
		return "Edm.Boolean"
	case lenient.Number:
		if strings.ContainsAny(v.Text, ".eE") {
			return "Edm.Double"
		}
		if len(v.Text) > 9 {
			return "Edm.Int64"
		}
		return "Edm.Int32"
	}
	return ""
}

// shape is how the body of a response is built.
type shape uint8

const (
	shapeNone    shape = iota
	shapeObject        // {…}
	shapeList          // {"value": [{…}]}
	shapeScalars       // {"value": ["…"]}
	shapeWrapped       // {"value": {…}}
	shapeScalar        // {"value": "…"} or a bare value
)

func shapeOf(v *lenient.Value) shape {
	switch {
	case v == nil:
		return shapeNone
	case v.Kind != lenient.Object:
		return shapeScalar
	}
	value := v.Get("value")
	if value == nil || value.Kind == lenient.Null {
		return shapeObject
	}
	for _, m := range v.Members {
		if m.Key != "value" && !strings.Contains(m.Key, "@") {
			return shapeObject
		}
	}
	switch value.Kind {
	case lenient.Array:
		if len(value.Items) > 0 && value.Items[0].Kind != lenient.Object {
			return shapeScalars
		}
		return shapeList
	case lenient.Object:
		return shapeWrapped
	}
	return shapeScalar
}

// holdsList reports whether an object has an array "value" beside members that
// are no annotations. Whether it is a list with a fault, or an object that has a
// property of that name, is for the words around it to say, and for its type.
func holdsList(v *lenient.Value) bool {
	value := v.Get("value")
	return shapeOf(v) == shapeObject && value != nil && value.Kind == lenient.Array
}

// fixedType is the type that the end of a path gives to what a GET answers: a
// count is a number, $value and content are bytes. It is empty for others.
func (r *reader) fixedType(d *draft) string {
	switch {
	case d.op.Method != "GET":
		return ""
	case d.end == "$count":
		return "Edm.Int64"
	case (d.end == "$value" || d.end == "content") && !r.answersJSON(d):
		return "Edm.Stream"
	}
	return ""
}

// endResponses sets what the prose cannot know.
func (r *reader) endResponses(d *draft, fixed string) {
	for _, res := range d.op.Responses {
		switch {
		case !hasBody(res.Status):
		case fixed != "":
			res.Ref, res.Wrapped = model.Ref{Type: fixed}, false
			becauseResponse(d.op, res, whyAnswerPath, d.lines[0].pos, d.end)
		case d.end == "delta" || d.lists() || d.op.Kind == model.List && res.Type == "":
			res.Collection = true
		case res.Type == "" && r.answersBytes(d, res.Status):
			res.Type = "Edm.Stream"
		}
	}
}

func (r *reader) answersJSON(d *draft) bool {
	for _, p := range d.examples {
		if p.response != nil && p.response.json != nil && p.response.response.Status < 300 {
			return true
		}
	}
	return false
}

// answersBytes reports whether an example answers with a body that is no JSON.
func (r *reader) answersBytes(d *draft, status int) bool {
	for _, p := range d.examples {
		if p.response != nil && p.response.response.Status == status && p.response.response.Text != "" {
			return !strings.Contains(strings.ToLower(header(p.response.response.Headers, "Content-Type")), "json")
		}
	}
	return false
}
