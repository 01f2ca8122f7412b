package openapi

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// The media types of bodies without a documented one.
const (
	jsonType  = "application/json"
	bytesType = "application/octet-stream"
	textType  = "text/plain"
)

// operation returns the operation of a request line.
func (d *Description) operation(p *place, l *lines.Line) *operation {
	op := l.Principal().Operation
	o := &operation{
		Tags:         []string{tagOf(l)},
		Summary:      op.Title,
		Description:  op.Description,
		ExternalDocs: d.link(op.Page),
		OperationID:  d.functions.Of(l).String(),
		Deprecated:   l.Deprecated,
		Security:     d.security.of(l),
		origin:       origin{op.Page, l.Principal().Route.Position.Line},
	}
	if pages := l.Pages(); len(pages) > 1 {
		o.Pages = pages
	}
	o.Parameters = d.parameters(p, l)
	o.RequestBody = d.requestBody(l)
	o.Responses = d.responses(l)
	d.addExamples(o, p, l)
	return o
}

// tagOf returns the tag of a request line: the name of its resource.
func tagOf(l *lines.Line) string {
	if t := l.Resource.Type; t != nil {
		return t.Name
	}
	if word := l.Resource.Word; word != "" {
		return word
	}
	return "service"
}

// parameters returns the parameters of a request line: those of the path, those that the
// query of the line has, options and headers.
func (d *Description) parameters(p *place, l *lines.Line) []*parameter {
	var list []*parameter
	add := func(q *parameter) {
		has := func(other *parameter) bool {
			return other.In == q.In && (other.Name == q.Name || q.In == inHeader && strings.EqualFold(other.Name, q.Name))
		}
		if q.Name != "" && !slices.ContainsFunc(list, has) {
			list = append(list, q)
		}
	}
	route := l.Principal().Route
	i := 0
	for _, s := range route.Segments {
		for _, part := range s {
			if part.Param != nil && i < len(p.names) {
				add(d.pathParameter(p.names[i], part))
				i++
			}
		}
	}
	for _, name := range p.written {
		add(&parameter{Name: name, In: inPath, Required: true, Schema: &schema{Type: "string"}})
	}
	for _, q := range route.Query {
		one := d.queryParameter(q)
		one.Required = true
		add(one)
	}
	for _, q := range l.Options {
		if !isOfOtherLine(l, q.Name) {
			add(d.queryParameter(q))
		}
	}
	for _, q := range l.Headers {
		if !slices.ContainsFunc(ownHeaders, func(h string) bool { return strings.EqualFold(h, q.Name) }) {
			add(&parameter{Name: q.Name, In: inHeader, Description: q.Description, Required: q.Required, Schema: d.value(&q.Ref)})
		}
	}
	return list
}

// isOfOtherLine reports whether a query option is an argument of other request lines on
// the pages, and not of this one.
func isOfOtherLine(l *lines.Line, name string) bool {
	names := func(r *model.Route) bool { return model.ParameterNamed(r.Query, name) != nil }
	return slices.ContainsFunc(l.Uses, func(u *lines.Use) bool { return !names(u.Route) && slices.ContainsFunc(u.Operation.Routes, names) })
}

// ownHeaders has the headers that OpenAPI describes in other ways than by parameters.
var ownHeaders = []string{"Accept", "Content-Type", "Authorization"}

// pathParameter returns a parameter of the path.
func (d *Description) pathParameter(name string, part model.Part) *parameter {
	q := &parameter{Name: name, In: inPath, Required: true, Schema: d.value(&part.Param.Ref), SkipEncoding: part.Path}
	var text []string
	if part.Param.Description != "" {
		text = append(text, part.Param.Description)
	}
	if len(part.Param.Aliases) > 0 {
		text = append(text, "The value may also be: "+strings.Join(part.Param.Aliases, ", ")+".")
	}
	if part.Quoted {
		text = append(text, "A single quotation mark in the value is written twice.")
	}
	if part.Path {
		text = append(text, "The value is a path of one or more segments. Its slashes are not encoded.")
	}
	q.Description = strings.Join(text, " ")
	return q
}

// queryParameter returns a query option. Lists have commas between their values.
func (d *Description) queryParameter(q *model.Parameter) *parameter {
	one := &parameter{Name: q.Name, In: inQuery, Description: q.Description, Required: q.Required, Schema: d.value(&q.Ref)}
	if q.Collection {
		one.Style, one.Explode = "form", new(bool)
	}
	return one
}

// requestBody returns the request body of a line, or nil.
func (d *Description) requestBody(l *lines.Line) *requestBody {
	r := l.Request
	if r == nil {
		return nil
	}
	body := &requestBody{Required: !r.Optional}
	var others []string
	for _, u := range l.Uses {
		if u.Own && u.Operation.Request != nil {
			others = append(others, u.Operation.Request.MediaTypes...)
		}
	}
	if r.Type != edm.Stream {
		body.Content = object{{jsonType, &mediaType{Schema: d.body(l)}}}
	}
	for _, name := range others {
		if !body.Content.has(name) && (r.Type == edm.Stream || !isJSON(name)) {
			body.Content = append(body.Content, member{name, d.bytes(name)})
		}
	}
	if len(body.Content) == 0 {
		body.Content = object{{bytesType, d.bytes(bytesType)}}
	}
	return body
}

// body returns the schema of a JSON body: a value, or the parameters of an action.
func (d *Description) body(l *lines.Line) *schema {
	r := l.Request
	if r.Type != "" {
		return d.sent(l)
	}
	s := &schema{}
	for _, q := range r.Parameters {
		s.Type = "object"
		if s.Properties.has(q.Name) {
			continue
		}
		of := d.value(&q.Ref)
		if d.nulls[&q.Ref] {
			of = d.nullable(of)
		}
		s.Properties = append(s.Properties, member{q.Name, d.annotated(of, schema{Description: q.Description})})
		if q.Required && !omits(l, q.Name) {
			s.Required = append(s.Required, q.Name)
		}
	}
	return s
}

// sent returns the schema of a value that is sent. Properties of entities that are
// required when the entity is created are optional when it is changed or returned, so
// that only the body of that request says so. Parameters of a body with a type are rows of
// the page about its properties.
func (d *Description) sent(l *lines.Line) *schema {
	r := l.Request
	s := d.value(&r.Ref)
	if l.Kind() != model.Create || r.Struct == nil || r.Collection {
		return s
	}
	var list []string
	add := func(name string) {
		if !slices.Contains(list, name) && !omits(l, name) {
			list = append(list, name)
		}
	}
	for _, q := range r.Parameters {
		if q.Required {
			add(q.Name)
		}
	}
	for t := range r.Struct.Lineage() {
		if t.Kind == model.Entity {
			for _, name := range required(t) {
				add(name)
			}
		}
	}
	if len(list) == 0 {
		return s
	}
	return &schema{AllOf: []*schema{s}, Required: list}
}

// omits reports whether an example of the line omits a property of the body.
func omits(l *lines.Line, name string) bool {
	return slices.ContainsFunc(l.Uses, func(u *lines.Use) bool { return u.Operation.Omits(name) })
}

// bytes returns a body of bytes. In version 3.1, a media type without a schema has bytes.
func (d *Description) bytes(name string) *mediaType {
	switch {
	case isJSON(name):
		return &mediaType{Schema: &schema{}}
	case d.is31():
		return &mediaType{}
	}
	return &mediaType{Schema: &schema{Type: "string", Format: "binary"}}
}

func isJSON(name string) bool {
	return name == jsonType || strings.HasSuffix(name, "+json") || strings.HasSuffix(name, "/json")
}

// responses returns the responses of a line by status: those of its principal page, then
// those that only other pages about the line have, and the errors of all other statuses.
func (d *Description) responses(l *lines.Line) object {
	byStatus := map[int]*response{}
	for _, u := range l.Uses {
		if !u.Own && u != l.Principal() {
			continue
		}
		for _, r := range u.Operation.Responses {
			if byStatus[r.Status] == nil && isStatus(r.Status) {
				byStatus[r.Status] = d.response(l, r)
			}
		}
	}
	if r := l.Result; r != nil && isStatus(r.Status) {
		byStatus[r.Status] = d.response(l, r)
	}
	var list object
	for status := 200; status < 600; status++ {
		if byStatus[status] != nil {
			list = append(list, member{strconv.Itoa(status), byStatus[status]})
		}
	}
	for _, class := range []string{"4XX", "5XX"} {
		list = append(list, member{class, &response{Ref: "#/components/responses/" + errorResponse}})
	}
	return list
}

// isStatus reports whether the number is the status of a final response.
func isStatus(n int) bool { return 200 <= n && n < 600 }

// response returns a documented response.
func (d *Description) response(l *lines.Line, r *model.Response) *response {
	is := &response{Description: statusText(r.Status)}
	for _, name := range r.Headers {
		if !strings.EqualFold(name, "Content-Type") && !is.Headers.has(name) {
			s := &schema{Type: "string"}
			if strings.EqualFold(name, "Location") {
				s.Format = "uri-reference"
			}
			is.Headers = append(is.Headers, member{name, &header{s}})
		}
	}
	switch {
	case r.Type != "":
		is.Content = d.content(l, r)
	case r.Status >= http.StatusBadRequest:
		is.Content = object{{jsonType, &mediaType{Schema: &schema{Ref: schemas + errorSchema}}}}
	}
	return is
}

// statusText returns the description of a status.
func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "Status " + strconv.Itoa(status)
}

// content returns the body of a response with a type.
func (d *Description) content(l *lines.Line, r *model.Response) object {
	switch {
	case r.Type == edm.Stream && !r.Collection:
		return object{{bytesType, d.bytes(bytesType)}}
	case r.Collection:
		return object{{jsonType, &mediaType{Schema: d.list(&r.Ref, l.Kind())}}}
	case r.Wrapped:
		return object{{jsonType, &mediaType{Schema: &schema{Type: "object", Properties: object{{"value", d.value(&r.Ref)}}}}}}
	case l.Kind() == model.Counting || l.Kind() == model.Content && edm.Named(r.Type).Kind == edm.Text:
		return object{{textType, &mediaType{Schema: d.value(&r.Ref)}}}
	case l.Kind() == model.Delta && r.Struct != nil:
		return object{{jsonType, &mediaType{Schema: d.list(&r.Ref, l.Kind())}}}
	}
	return object{{jsonType, &mediaType{Schema: d.value(&r.Ref)}}}
}
