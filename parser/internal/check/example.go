package check

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// verdict is the result of comparing a request or response.
type verdict struct {
	findings source.Findings
	mismatch *source.Rule // the rule that explains why generated code can't send or keep the body, or nil
	unknown  []string     // see [comparison]
	readOnly bool         // the body sends a read-only property
}

// fails adds a finding and makes its rule the known mismatch.
func (v *verdict) fails(at source.Position, rule *source.Rule, format string, args ...any) {
	v.findings.Add(at, rule, format, args...)
	v.mismatch = rule
}

// otherMedia makes a body that is not JSON a known mismatch. It is a finding if
// the headers don't give it another media type.
func (v *verdict) otherMedia(at source.Position, headers []model.Header) {
	if example.IsOtherMedia(headers) {
		v.mismatch = ruleBodyText
		return
	}
	v.fails(at, ruleBodyText, "the body is not JSON")
}

// addAll adds the mismatches of a JSON text that begins at the given position.
func (v *verdict) addAll(list []mismatch, text model.RawJSON, at source.Position) {
	lines := at.Lines(string(text))
	for i := range list {
		m := &list[i]
		if m.quiet {
			continue
		}
		v.findings.Add(lines.At(m.offset), m.rule, "%s", m.message)
		v.findings[len(v.findings)-1].Owner = m.owner
	}
	v.mismatch = failingRule(list)
}

// checkRequest compares the body of a request with the documented request body.
func checkRequest(op *model.Operation, e *note.Example, types *Types) (found verdict) {
	r, body := e.Request, op.Request
	switch {
	case r.Method != op.Method, r.JSON == "" && r.Text == "":
		return found
	case body == nil:
		found.fails(e.Sent.BodyPosition, ruleBodyUnexpected, "the page documents no request body")
		return found
	case r.JSON == "":
		if body.Type != edm.Stream && !body.IsUndescribed() {
			found.otherMedia(e.Sent.BodyPosition, r.Headers)
		}
		return found
	}
	v, err := note.Body(e.Sent.Body, r.JSON)
	if err != nil {
		found.mismatch = ruleBodyText
		return found
	}
	c := &comparison{sent: true}
	c.body(v, body)
	list := c.mismatches
	found.readOnly = slices.ContainsFunc(list, func(m mismatch) bool { return m.rule == ruleReadOnlySent })
	if t := carrier(body.Struct, r.Path, v, types); t != nil {
		whole := &comparison{sent: true}
		whole.object(v, t)
		list = combine(list, whole.mismatches)
	}
	list = append(list, requiredSent(op, v)...)
	found.addAll(list, r.JSON, e.Sent.BodyPosition)
	return found
}

// checkResponse compares the body of a response with the documented response.
func checkResponse(op *model.Operation, e *note.Example, types *Types) (found verdict) {
	r, result := e.Response, op.Result()
	if r.Status >= 300 {
		return found
	}
	empty := r.JSON == "" && r.Text == ""
	switch {
	case result == nil:
		if !empty {
			found.findings.Add(e.Answered.BodyPosition, ruleBodyUnexpected, "the page documents no response body")
		}
	case result.Type == edm.Stream, empty && mayBeEmpty(r.Status):
	case empty:
		found.fails(e.Answered.Position, ruleBodyMissing, "the page documents a response body of %s", result.Type)
	case r.JSON == "":
		if !isBareText(result, r) {
			found.otherMedia(e.Answered.BodyPosition, r.Headers)
		}
	default:
		found = checkBody(result, e, types)
	}
	return found
}

// checkBody compares the JSON of a response with the documented response.
func checkBody(result *model.Response, e *note.Example, types *Types) (found verdict) {
	v, err := note.Body(e.Answered.Body, e.Response.JSON)
	if err != nil {
		found.mismatch = ruleBodyText
		return found
	}
	c := &comparison{}
	c.result(v, result)
	list := c.mismatches
	if t := shownType(result.Struct, e, v, types); t != nil {
		as := *result
		as.Ref = model.Ref{Type: t.Qualified(), Struct: t, Collection: result.Collection}
		shown := &comparison{}
		shown.result(v, &as)
		list = combine(list, shown.mismatches)
	}
	list = append(list, requiredAnswered(e, result, v)...)
	found.addAll(list, e.Response.JSON, e.Answered.BodyPosition)
	slices.Sort(c.unknown)
	found.unknown = slices.Compact(c.unknown)
	return found
}

// mayBeEmpty reports whether a response with the status may lack the documented
// body. Generated code does not read a body then.
func mayBeEmpty(status int) bool { return status == 202 || status == 204 || status == 205 }

// isBareText reports whether a text without JSON is a value of the result's
// type: a number or Boolean, or a string with a text media type.
func isBareText(result *model.Response, e *model.ExampleResponse) bool {
	if result.Collection || result.Struct != nil {
		return false
	}
	p := edm.Named(result.Type)
	if result.Enum != nil || p.Kind == edm.Text && p.Name != "Edm.DateTimeOffset" && p.Name != "Edm.Binary" {
		return strings.HasPrefix(example.Header(e.Headers, "Content-Type"), "text/")
	}
	v, fixes, err := lenient.Parse(e.Text)
	if err != nil || len(fixes) > 0 || v.Kind != lenient.Number && v.Kind != lenient.Bool {
		return false
	}
	c := &comparison{}
	c.result(v, result)
	return failingRule(c.mismatches) == nil
}

// standIn chooses the request line to call for an example whose URL matches
// none: the main request line of the operation, with sample values. The request
// then differs from that of the example, which has a known mismatch. The
// response still is the documented one and is compared with the model.
func standIn(op *model.Operation, e *model.Example) {
	if e.Route != nil || e.Request.Method != op.Method {
		return
	}
	for _, route := range op.Routes {
		if route.Suffix == "" {
			e.StandIn = route
		}
	}
	if e.StandIn == nil {
		return
	}
	e.Arguments = nil
	add := func(p *model.Parameter) {
		if p != nil {
			e.Arguments = append(e.Arguments, model.Argument{Param: p, Value: notation.Sample(p.Name, p.Type)})
		}
	}
	for _, segment := range e.StandIn.Segments {
		for _, part := range segment {
			add(part.Param)
		}
	}
	for _, p := range e.StandIn.Query {
		add(p)
	}
}
