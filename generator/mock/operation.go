package mock

import (
	"path"
	"slices"
	"strings"

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
}

type operation struct {
	Name      string              `json:"name"`
	Page      string              `json:"page"`
	Kind      model.OperationKind `json:"kind"`
	Method    string              `json:"method"`
	Paths     []string            `json:"paths"`
	Keys      []string            `json:"keys,omitempty"`
	Headers   []string            `json:"headers,omitempty"`
	Query     []string            `json:"query,omitempty"`
	Request   *body               `json:"request,omitempty"`
	Responses []response          `json:"responses,omitempty"`
}

func appendOperation(b []byte, op *model.Operation) []byte {
	o := operation{
		Name: op.Name, Page: op.Page, Kind: op.Kind, Method: op.Method,
		Headers: required(op.Headers), Query: required(op.QueryParameters), Request: bodyOf(op.Request),
	}
	for _, r := range op.Routes {
		o.Paths = append(o.Paths, template(r))
	}
	for _, q := range op.PathParameters {
		o.Keys = append(o.Keys, q.Aliases...)
	}
	for _, r := range op.Responses {
		o.Responses = append(o.Responses, response{r.Status, typeOf(r.Ref)})
	}
	b = append(b, open(o)...)
	b = list(b, "examples", examples(op), appendExample)
	return append(b, '}')
}

// template returns the path of a route with {name} for a parameter and {name*}
// for one whose value has slashes.
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

// plain takes what has a meaning in a template out of a name.
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

func bodyOf(r *model.Body) *body {
	if r == nil {
		return nil
	}
	b := &body{valueType: typeOf(r.Ref), ReadOnly: r.ReadOnlyToo}
	for _, q := range r.Parameters {
		b.Parameters = append(b.Parameters, property{Name: q.Name, valueType: typeOf(q.Ref), Required: q.Required})
	}
	return b
}

// examples returns the examples of the operation's own method.
func examples(op *model.Operation) []*model.Example {
	return slices.DeleteFunc(slices.Clone(op.Examples), func(e *model.Example) bool { return e.Request.Method != op.Method })
}

type example struct {
	Name   string            `json:"name"`
	Path   string            `json:"path"`
	As     string            `json:"as,omitempty"`
	Query  [][2]string       `json:"query,omitempty"`
	Header map[string]string `json:"header,omitempty"`
	Text   string            `json:"text,omitempty"`
}

type answer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	Text   string            `json:"text,omitempty"`
}

func appendExample(b []byte, e *model.Example) []byte {
	r := e.Request
	x := example{Name: name(e), Path: r.Path, Header: headers(r.Headers, "authorization", "content-type", "content-length", "host"), Text: r.Text}
	if as := written(r); as != r.Path {
		x.As = as
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

// name is the example's name; that of its page is the operation's.
func name(e *model.Example) string { return strings.TrimSuffix(path.Base(e.Name), ".md") }

func appendBody(b []byte, strict model.RawJSON) []byte {
	if strict == "" {
		return b
	}
	return append(append(b, ", \"body\": "...), strict...)
}

// headers returns the headers but for those to leave out; of several with the
// same name the first.
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

// written returns the path of a request as the page writes it, without what the
// paths are below: as many segments as the path has.
func written(r *model.ExampleRequest) string {
	raw, _, _ := strings.Cut(r.URL, "?")
	at := len(raw)
	for range strings.Count(r.Path, "/") {
		if i := strings.LastIndexByte(raw[:at], '/'); i >= 0 {
			at = i
		}
	}
	return raw[at:]
}
