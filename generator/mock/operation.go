package mock

import (
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

type body struct {
	valueType
	Parameters []property `json:"parameters,omitempty"`
	ReadOnly   bool       `json:"readOnly,omitempty"`
}

type response struct {
	Status int `json:"status"`
	valueType
	Headers []string `json:"headers,omitempty"`
}

type operation struct {
	Name      string              `json:"name"`
	Page      string              `json:"page"`
	Kind      model.OperationKind `json:"kind,omitempty"`
	Method    string              `json:"method"`
	Paths     []string            `json:"paths,omitempty"`
	Keys      []string            `json:"keys,omitempty"`
	Headers   []string            `json:"headers,omitempty"`
	Query     []string            `json:"query,omitempty"`
	Options   []string            `json:"options,omitempty"`
	Consumes  []string            `json:"consumes,omitempty"`
	Request   *body               `json:"request,omitempty"`
	Responses []response          `json:"responses,omitempty"`
}

func appendOperation(b []byte, op *model.Operation, base string) []byte {
	o := operation{
		Name: op.Name, Page: op.Page, Kind: op.Kind, Method: op.Method,
		Headers: required(op.Headers), Query: requiredQuery(op), Consumes: consumes(op), Request: bodyOf(op),
	}
	for _, q := range op.QueryParameters {
		if !slices.Contains(o.Query, q.Name) {
			o.Options = append(o.Options, q.Name)
		}
	}
	for _, r := range op.Routes {
		o.Paths = append(o.Paths, template(r))
	}
	for _, q := range op.PathParameters {
		o.Keys = append(o.Keys, q.Aliases...)
	}
	for _, r := range op.Responses {
		o.Responses = append(o.Responses, response{r.Status, typeOf(r.Ref), r.Headers})
	}
	for i, method := range methods(op) {
		if i > 0 { // a request for a URL in an earlier response
			b = append(b, ",\n"...)
			o = operation{Name: op.Name, Page: op.Page, Method: method}
		}
		b = append(b, open(o)...)
		b = list(b, "examples", examples(op, method), func(b []byte, e *model.Example) []byte { return appendExample(b, op, e, base) })
		b = append(b, '}')
	}
	return b
}

// methods returns the methods in the examples of the operation, its own first.
// An upload session also has PUT and DELETE.
func methods(op *model.Operation) []string {
	list := []string{op.Method}
	for _, e := range op.Examples {
		if !slices.Contains(list, e.Request.Method) {
			list = append(list, e.Request.Method)
		}
	}
	return list
}

// template returns the path of a route, with {name} for a parameter and {name*}
// for a parameter whose value has slashes.
func template(r *model.Route) string {
	var b strings.Builder
	for _, segment := range r.Segments {
		b.WriteByte('/')
		for _, part := range segment {
			switch {
			case part.Param == nil:
				b.WriteString(part.Text)
			case part.Path:
				b.WriteString("{" + plain(part.Param.Name) + "*}")
			default:
				b.WriteString("{" + plain(part.Param.Name) + "}")
			}
		}
	}
	return b.String()
}

// plain removes the characters from a name that have a meaning in a template.
func plain(name string) string {
	return strings.NewReplacer("{", "", "}", "", "*", "").Replace(name)
}

func required(params []*model.Parameter) []string {
	var names []string
	for _, q := range params {
		if q.Required {
			names = append(names, q.Name)
		}
	}
	return names
}

// requiredQuery returns the names of the query parameters that every request
// must have. These are not the parameters of only some of the request lines.
func requiredQuery(op *model.Operation) []string {
	return slices.DeleteFunc(required(op.QueryParameters), func(name string) bool {
		n := 0
		for _, r := range op.Routes {
			if slices.ContainsFunc(r.Query, func(q *model.Parameter) bool { return q.Name == name }) {
				n++
			}
		}
		return 0 < n && n < len(op.Routes)
	})
}

// consumes returns the media types of the body: those on the page and in the
// examples, and JSON for values. It returns nil if any media type is accepted.
func consumes(op *model.Operation) []string {
	if op.Request == nil {
		return nil
	}
	list := slices.Clone(op.Request.MediaTypes)
	if op.Request.Type != edm.Stream && !slices.Contains(list, "application/json") {
		list = append(list, "application/json")
	}
	for _, e := range op.Examples {
		for _, h := range e.Request.Headers {
			is, _, err := mime.ParseMediaType(h.Value)
			if len(list) > 0 && strings.EqualFold(h.Name, "Content-Type") && err == nil && e.Request.Method == op.Method && !slices.Contains(list, is) {
				list = append(list, is)
			}
		}
	}
	return list
}

func bodyOf(op *model.Operation) *body {
	r := op.Request
	if r == nil {
		return nil
	}
	b := &body{valueType: typeOf(r.Ref), ReadOnly: r.ReadOnlyToo}
	for _, q := range r.Parameters {
		b.Parameters = append(b.Parameters, property{Name: q.Name, valueType: typeOf(q.Ref), Required: q.Required && !r.Optional && !op.Omits(q.Name)})
	}
	return b
}

func examples(op *model.Operation, method string) []*model.Example {
	return slices.DeleteFunc(slices.Clone(op.Examples), func(e *model.Example) bool { return e.Request.Method != method })
}

type example struct {
	Name string `json:"name"`
	Path string `json:"path"`
	As   string `json:"as,omitempty"`
	// Line is the line of the example on the page, if its response can't be read as
	// the documented type.
	Line   int               `json:"line,omitempty"`
	Query  [][2]string       `json:"query,omitempty"`
	Header map[string]string `json:"header,omitempty"`
	Text   string            `json:"text,omitempty"`
}

type answer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	Text   string            `json:"text,omitempty"`
}

func appendExample(b []byte, op *model.Operation, e *model.Example, base string) []byte {
	r := e.Request
	x := example{Name: name(e), Path: r.Path, Header: headers(r.Headers, "authorization", "content-type", "content-length", "host"), Text: r.Text}
	if as := written(r, base); as != r.Path {
		x.As = as
	}
	if unreadable(op, e) {
		x.Line = r.Position.Line
	}
	for _, q := range r.Query {
		x.Query = append(x.Query, [2]string{q.Name, q.Value})
	}
	b = appendBody(append(b, open(x)...), r.JSON)
	if a := e.Response; a != nil {
		b = append(b, ",\n \"response\": "...)
		b = append(b, open(answer{a.Status, headers(a.Headers, "content-length"), a.Text})...)
		b = append(appendBody(b, a.JSON), '}')
	}
	return append(b, '}')
}

// unreadable reports whether the page documents a type for the response of the
// example, and the response has no value of it: no JSON, or no body.
func unreadable(op *model.Operation, e *model.Example) bool {
	a := e.Response
	if a == nil || a.JSON != "" || a.Status/100 != 2 || e.Request.Method != op.Method || op.Kind == model.Content {
		return false
	}
	t := resultOf(op)
	switch {
	case t.Type == "" || t.Type == edm.Stream:
		return false
	case strings.TrimSpace(a.Text) == "":
		return op.Method == http.MethodGet
	}
	return t.Collection || edm.Named(t.Type).Name == ""
}

// resultOf returns the type of the first documented response with a body.
func resultOf(op *model.Operation) model.Ref {
	for _, r := range op.Responses {
		if r.Status/100 == 2 && r.Type != "" {
			return r.Ref
		}
	}
	return model.Ref{}
}

// name returns the name of the example without the name of its page, which is
// that of the operation.
func name(e *model.Example) string { return strings.TrimSuffix(path.Base(e.Name), ".md") }

func appendBody(b []byte, strict model.RawJSON) []byte {
	if strict == "" {
		return b
	}
	return append(append(b, ", \"body\": "...), strict...)
}

// headers returns the headers except for the given ones. Of several headers
// with the same name, it returns the first.
func headers(list []model.Header, without ...string) map[string]string {
	kept := map[string]string{}
	for _, h := range list {
		low := strings.ToLower(h.Name)
		if _, ok := kept[low]; !ok && !slices.Contains(without, low) {
			kept[low] = h.Value
		}
	}
	return kept
}

// written returns the path of a request as written on the page, relative to the
// base URL. If the URL is elsewhere, it returns the whole URL.
func written(r *model.ExampleRequest, base string) string {
	raw, _, _ := strings.Cut(r.URL, "?")
	if rest, ok := strings.CutPrefix(raw, base); ok && base != "" && strings.HasPrefix(rest, "/") {
		return rest
	}
	if _, rest, ok := strings.Cut(raw, "://"); ok {
		_, path, _ := strings.Cut(rest, "/")
		return "/" + path
	}
	return "/" + strings.TrimPrefix(raw, "/")
}
