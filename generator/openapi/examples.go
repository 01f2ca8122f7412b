package openapi

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// placeOf returns the route of an operation that an example belongs to, or nil.
func placeOf(op *model.Operation, e *model.Example) *model.Route {
	switch {
	case e.Request.Elsewhere || e.Request.Method != op.Method:
		return nil
	case e.Route != nil:
		return e.Route
	}
	return e.StandIn
}

// checkExamples reports the examples, and the statuses of responses, that have no place
// in the description.
func (d *Description) checkExamples() {
	for _, op := range d.chosen.Operations {
		if !slices.Contains(methods, op.Method) {
			continue // a finding says so
		}
		for _, r := range op.Responses {
			if !isStatus(r.Status) {
				d.findings.Add(op.Position(), ruleResponse, "%s %s: the response %d is left out, because %d is not the status of a final response", op.Method, op.Paths[0], r.Status, r.Status)
			}
		}
		for _, e := range op.Examples {
			switch {
			case placeOf(op, e) == nil:
				d.findings.Add(e.Request.Position, ruleExample, "the example %s %s is left out, because the page documents no such request line", e.Request.Method, e.Request.URL)
			case op.Request == nil && (e.Request.JSON != "" || e.Request.Text != "") && !takesBody(op.Method):
				d.findings.Add(e.Request.Position, ruleExample, "the body of the example is left out, because a request with %s has none", op.Method)
			}
		}
	}
}

// takesBody reports whether requests with the method have a body in HTTP.
func takesBody(method string) bool {
	return method == http.MethodPost || method == http.MethodPut || method == http.MethodPatch
}

// addExamples adds the examples of all pages to an operation.
func (d *Description) addExamples(o *operation, p *place, l *lines.Line) {
	for _, u := range l.Uses {
		for _, e := range u.Operation.Examples {
			if placeOf(u.Operation, e) != u.Route {
				continue
			}
			a := adding{d: d, o: o, e: e, name: exampleName(u.Operation, e, len(o.Pages) > 0)}
			a.origin = origin{u.Operation.Page, e.Request.Position.Line}
			a.parameters(p, u.Route)
			a.request(l)
			a.response(l)
		}
	}
}

// exampleName returns the name of an example. It has the name of the page if there are
// several.
func exampleName(op *model.Operation, e *model.Example, several bool) string {
	name := strings.TrimSuffix(path.Base(e.Name), ".md")
	if page := strings.TrimSuffix(path.Base(op.Page), ".md"); several && page != name {
		return page + "." + name
	}
	return name
}

// adding adds one example to an operation.
type adding struct {
	d    *Description
	o    *operation
	e    *model.Example
	name string
	origin
}

// put adds a value to the examples of an object.
func (a *adding) put(to *object, value any) {
	name := a.name
	for n := 2; to.has(name); n++ {
		if same(to.get(name), value) {
			return // a request with several responses
		}
		name = fmt.Sprint(a.name, n)
	}
	*to = append(*to, member{name, &example{Value: value, origin: a.origin}})
}

// same reports whether an example has the value.
func same(had any, value any) bool {
	x, err := compact(had.(*example).Value)
	y, err2 := compact(value)
	return err == nil && err2 == nil && string(x) == string(y)
}

// parameters adds the values of the parameters.
func (a *adding) parameters(p *place, r *model.Route) {
	find := func(in, name string) *parameter {
		for _, q := range a.o.Parameters {
			if q.In == in && (q.Name == name || in == inHeader && strings.EqualFold(q.Name, name)) {
				return q
			}
		}
		return nil
	}
	at := a.origin
	a.origin = origin{} // the bodies of the example have it
	defer func() { a.origin = at }()
	add := func(q *parameter, text string) {
		if q == nil {
			return
		}
		value, to := valueOf(q.Schema, text), &q.Examples
		if !a.d.fits(value, q.Schema, true) {
			to = &q.Contradicting
		}
		a.put(to, value)
	}
	if a.e.Route == r {
		for i, param := range r.PathParameters() {
			for _, arg := range a.e.Arguments {
				if arg.Param == param && i < len(p.names) {
					add(find(inPath, p.names[i]), arg.Value)
				}
			}
		}
	}
	for _, q := range a.e.Request.Query {
		add(find(inQuery, q.Name), q.Value)
	}
	for _, h := range a.e.Request.Headers {
		add(find(inHeader, h.Name), h.Value)
	}
}

// valueOf returns the value of a parameter as JSON: text, if the schema wants no number
// or boolean, or the text is none.
func valueOf(s *schema, text string) any {
	switch s.Type {
	case "array":
		var list []any
		for part := range strings.SplitSeq(text, ",") {
			list = append(list, valueOf(s.Items, part))
		}
		return list
	case "boolean":
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	case "integer", "number":
		if n := json.Number(text); json.Valid([]byte(n)) {
			return n
		}
	}
	return text
}

// request adds the request body.
func (a *adding) request(l *lines.Line) {
	r := a.e.Request
	value, ok := bodyValue(r.JSON, r.Text)
	if !ok || a.o.RequestBody == nil && !takesBody(l.Method) {
		return
	}
	if a.o.RequestBody == nil {
		a.o.RequestBody = &requestBody{}
	}
	name := mediaTypeOf(r.Headers, r.JSON != "")
	if name == "" {
		name = textType
		if len(a.o.RequestBody.Content) > 0 {
			name = a.o.RequestBody.Content[0].name
		}
	}
	a.into(&a.o.RequestBody.Content, name, value, true)
}

// response adds the response, whose status the page may document nowhere else.
func (a *adding) response(l *lines.Line) {
	r := a.e.Response
	if r == nil || !isStatus(r.Status) {
		return
	}
	status := strconv.Itoa(r.Status)
	is, _ := a.o.Responses.get(status).(*response)
	value, ok := bodyValue(r.JSON, r.Text)
	if is == nil {
		shown := &model.Response{Status: r.Status}
		if l.Result != nil && ok && r.Status < 300 {
			shown.Ref, shown.Wrapped = l.Result.Ref, l.Result.Wrapped
		}
		is = a.d.response(l, shown)
		i, _ := slices.BinarySearchFunc(a.o.Responses, status, func(m member, s string) int { return strings.Compare(m.name, s) })
		a.o.Responses = slices.Insert(a.o.Responses, i, member{status, is})
	}
	if !ok {
		return
	}
	name := mediaTypeOf(r.Headers, r.JSON != "")
	if name == "" {
		name = textType
		if len(is.Content) > 0 {
			name = is.Content[0].name
		}
	}
	a.into(&is.Content, name, value, false)
}

// into adds a body to the examples of its media type. A body that contradicts the types
// on the pages is kept apart, because validators refuse descriptions with such examples,
// and mock servers would answer with them.
func (a *adding) into(content *object, name string, value any, sent bool) {
	m, _ := content.get(name).(*mediaType)
	if m == nil {
		switch m = a.d.bytes(name); {
		case isJSON(name) && content.has(jsonType):
			m.Schema = content.get(jsonType).(*mediaType).Schema
		case strings.HasPrefix(name, "text/"):
			m.Schema = &schema{Type: "string"}
		}
		*content = append(*content, member{name, m})
	}
	if text, isText := value.(string); isText && m.Schema != nil && m.Schema.Type != "string" {
		value = valueOf(m.Schema, strings.TrimSpace(text))
	}
	to := &m.Examples
	if m.Schema != nil && !a.d.fits(value, m.Schema, sent) {
		to = &m.Contradicting
	}
	a.put(to, value)
}

// bodyValue returns the body of an example as a JSON value.
func bodyValue(strict model.RawJSON, text string) (any, bool) {
	if strict != "" {
		return valueIn(string(strict)), true
	}
	return text, strings.TrimSpace(text) != ""
}

// mediaTypeOf returns the media type in the headers of an example. JSON bodies whose
// header says otherwise are JSON. It returns "" if nothing says the type.
func mediaTypeOf(headers []model.Header, asJSON bool) string {
	for _, h := range headers {
		if !strings.EqualFold(h.Name, "Content-Type") {
			continue
		}
		name, _, err := mime.ParseMediaType(h.Value)
		if err == nil && strings.Contains(name, "/") && isJSON(name) == asJSON {
			return name
		}
	}
	if asJSON {
		return jsonType
	}
	return ""
}
