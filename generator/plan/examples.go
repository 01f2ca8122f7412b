package plan

import (
	"cmp"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// example plans the test of an example: the call of the function for its
// request line, with the values of the example.
func (p *planner) example(op *model.Operation, e *model.Example) *Example {
	x := newExample(op, e)
	route := cmp.Or(e.Route, e.StandIn)
	var f *Function
	if route != nil {
		f = p.functions[p.lines.Of(route)]
	}
	if f == nil {
		if x.RequestGap == "" {
			p.findings.Add(e.Request.Position, ruleNoRoute, "the URL matches no request line of the page that has a function")
		}
		return x.unsent(ruleNoRoute)
	}
	values, ok := p.arguments(e, route, f)
	if !ok {
		return x.unsent(ruleArgument)
	}
	if f.Body != nil && f.Body.Type != reader && f.BodyWrap != wrapMaybe && e.Request.JSON == "" {
		if x.RequestGap == "" {
			p.findings.Add(e.Request.Position, ruleNoBody, "the request has no JSON body, but operation %s takes one", op.Name)
		}
		return x.unsent(ruleNoBody)
	}
	x.Function, x.Args, x.Path = f, values, respelled(e.Request.Path, route, f.line.Principal().Route)
	p.foretell(x, op, e)
	p.foretellURL(x, e, route)
	if e.Response == nil && f.Result.hasContent() {
		x.ResponseGap = gapNoResponse // there is no response to compare
	}
	if e.Response != nil && f.Result.Kind == Work && x.ResponseGap == "" && !leadsToMonitor(e.Response) {
		x.ResponseGap = ruleMonitor.Name
		p.findings.Add(e.Request.Position, ruleMonitor, "the response has no https URL of a monitor in its header Location")
	}
	p.useOf(f)
	p.exampleOptions(x, e, f)
	return x
}

// newExample returns the test of an example without its call.
func newExample(op *model.Operation, e *model.Example) *Example {
	x := &Example{Name: strings.TrimSuffix(path.Base(op.Page), ".md") + "/" + e.Name, Of: e, Path: e.Request.Path}
	x.RequestGap = gapName(e.Request.Gap)
	if e.Response != nil {
		x.ResponseGap = gapName(e.Response.Gap)
		x.Unknown = e.Response.Unknown
	}
	for _, h := range e.Request.Headers {
		if isCompared(h.Name, x, op) && !hasControl(strings.ReplaceAll(h.Value, "\t", " ")) {
			x.Headers = append(x.Headers, h)
		}
	}
	return x
}

// useOf marks the functions of the test that call f.
func (p *planner) useOf(f *Function) {
	if f.Body != nil {
		p.use("body")
	}
	if f.Result.Kind == Pages || f.Result.Kind == Delta {
		p.use("collect")
	}
}

// respelled returns the path of an example with the literal parts of the
// principal route of the line. They may differ in case.
func respelled(path string, route, principal *model.Route) string {
	at := 0
	for i, s := range route.Segments {
		for j, part := range s {
			if part.Param != nil {
				continue
			}
			n := len(part.Text)
			for at+n <= len(path) && !strings.EqualFold(path[at:at+n], part.Text) {
				at++
			}
			if to := principal.Segments[i][j].Text; at+n <= len(path) && len(to) == n {
				path = path[:at] + to + path[at+n:]
				at += n
			}
		}
	}
	return path
}

// unsent marks an example that no function can send, with the name of the rule
// as its known mismatch, if it has none yet. Without a request, the response is
// not compared.
func (x *Example) unsent(why *source.Rule) *Example {
	x.RequestGap = cmp.Or(x.RequestGap, why.Name)
	x.ResponseGap = cmp.Or(x.ResponseGap, x.RequestGap)
	return x
}

func gapName(r *source.Rule) string {
	if r == nil {
		return ""
	}
	return r.Name
}

// arguments returns the values of the parameters of the function, without the
// body. The parameters in the path of the example correspond to those of the
// function in order; their names may differ.
func (p *planner) arguments(e *model.Example, route *model.Route, f *Function) ([]Value, bool) {
	principal := f.line.Principal().Route
	in := inputs(e, route, principal)
	var values []Value
	for _, param := range f.Params {
		if param == f.Body {
			continue
		}
		read := valueOf
		if takes(principal.Query, param.of.Name) {
			read = queryValueOf
		}
		v, ok := read(param.Type, in[param.of])
		if !ok || isRefused(principal, param, in[param.of]) {
			p.findings.Add(e.Request.Position, ruleArgument, "parameter %s can't have the value %q", param.of.Name, in[param.of])
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// inputs returns the values of an example by the parameters of the principal
// route.
func inputs(e *model.Example, route, principal *model.Route) map[*model.Parameter]string {
	in := map[*model.Parameter]string{}
	own := route.PathParameters()
	for i, q := range principal.PathParameters() {
		in[q], _ = given(e, own[i])
	}
	for _, q := range principal.Query {
		in[q], _ = givenInQuery(e, q)
	}
	return in
}

// given returns the value of a parameter in the example. It also matches by
// name.
func given(e *model.Example, q *model.Parameter) (text string, found bool) {
	for _, a := range e.Arguments {
		if a.Param == q || !found && a.Param.Name == q.Name {
			text, found = a.Value, true
		}
	}
	return text, found
}

// givenInQuery returns the value of a parameter in the query of the example.
// The page may list the parameter as an option.
func givenInQuery(e *model.Example, q *model.Parameter) (text string, found bool) {
	if text, found := given(e, q); found {
		return text, true
	}
	for _, option := range e.Request.Query {
		if option.Name == q.Name {
			return option.Value, true
		}
	}
	return "", false
}

// valueOf parses text as a value of the type.
func valueOf(t Type, text string) (Value, bool) {
	if t.Form == Slice {
		return Value{Kind: ListValue, List: strings.Split(text, ",")}, t.Basic == Basic{Name: "string"}
	}
	read, ok := readers[t.Basic]
	if !ok {
		return Value{Kind: TextValue, Text: text}, true // strings and types based on them
	}
	return read(text)
}

// queryValueOf parses text in a query as a value of the type. Times are sent in
// UTC, and the test compares instants, so they may have any offset or none.
func queryValueOf(t Type, text string) (Value, bool) {
	if t != (Type{Plain, instant}) {
		return valueOf(t, text)
	}
	for _, offset := range []string{"", "Z"} {
		if at, err := time.Parse(time.RFC3339Nano, strings.ToUpper(text+offset)); err == nil {
			return Value{Kind: TimeValue, Time: at}, true
		}
	}
	return Value{}, false
}

// instant is the Go type of a date and time.
var instant = Basic{Import: "time", Name: "Time"}

// readers parse the values of types other than strings. The text of a number
// must be that of Go, so that the URL is that of the example.
var readers = func() map[Basic]func(string) (Value, bool) {
	readers := map[Basic]func(string) (Value, bool){{Name: "int"}: readInteger(math.MinInt32, math.MaxInt32)}
	for _, p := range edm.Primitives() {
		b := goType(p.Go)
		switch {
		case p.Kind == edm.Bool:
			readers[b] = readBool
		case p.Low < p.High:
			readers[b] = readInteger(p.Low, p.High)
		case p.Float > 0:
			readers[b] = readFloat(p.Float)
		case b == instant:
			readers[b] = readTime
		}
	}
	return readers
}()

func readBool(s string) (Value, bool) {
	return Value{Kind: PlainValue, Text: s}, s == "true" || s == "false"
}

func readInteger(low, high int64) func(string) (Value, bool) {
	return func(s string) (Value, bool) {
		n, err := strconv.ParseInt(s, 10, 64)
		return Value{Kind: PlainValue, Text: s}, err == nil && low <= n && n <= high && strconv.FormatInt(n, 10) == s
	}
}

func readFloat(bits int) func(string) (Value, bool) {
	return func(s string) (Value, bool) {
		f, err := strconv.ParseFloat(s, bits)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || strings.ContainsAny(s, "xXpP_+") {
			return Value{}, false
		}
		return Value{Kind: PlainValue, Text: strconv.FormatFloat(f, 'g', -1, bits)}, true
	}
}

func readTime(s string) (Value, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	return Value{Kind: TimeValue, Time: t}, err == nil && t.Format(time.RFC3339Nano) == s
}

// exampleOptions sets the documented query options and headers of the example
// in their fields, and the others in Options.
func (p *planner) exampleOptions(x *Example, e *model.Example, of *Function) {
	used := map[*Field]bool{}
	set := func(wire, text string) bool {
		if of.options == nil {
			return false
		}
		for _, f := range of.options.Fields {
			if f.wire != wire || used[f] {
				continue
			}
			v, ok := queryValueOf(f.Type, text)
			if !ok || isZero(v) {
				return false
			}
			used[f] = true
			x.Options = append(x.Options, Option{Field: f.Name, Value: v})
			return true
		}
		return false
	}
	for _, q := range e.Request.Query {
		if takes(of.line.Principal().Route.Query, q.Name) || countOf(e.Request.Query, q.Name) == 1 && set(optionWire("query", q.Name), q.Value) {
			continue
		}
		x.Query = append(x.Query, q)
	}
	for _, h := range x.Headers {
		if strings.EqualFold(h.Name, "Content-Type") && of.MediaType != "" && strings.EqualFold(h.Value, of.MediaType) {
			continue // it is always sent
		}
		if !set(optionWire("header", h.Name), h.Value) {
			x.Header = append(x.Header, h)
		}
	}
}

// isZero reports whether a struct of options would not send the value.
func isZero(v Value) bool {
	if v.Kind == TimeValue {
		return v.Time.IsZero()
	}
	return len(v.List) == 0 && (v.Text == "" || v.Text == "0" || v.Text == "false")
}

func takes(params []*model.Parameter, name string) bool {
	for _, q := range params {
		if q.Name == name {
			return true
		}
	}
	return false
}

// isCompared reports whether the test compares a header. These are the headers
// that the caller sets. Other headers come from the client, the transport or
// the body.
func isCompared(name string, x *Example, op *model.Operation) bool {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	}) {
		return false
	}
	for _, h := range x.Headers {
		if strings.EqualFold(h.Name, name) {
			return false
		}
	}
	switch strings.ToLower(name) {
	case "authorization", "content-length", "host", "accept", "accept-encoding", "connection", "transfer-encoding":
		return false
	case "content-type":
		return op.Request != nil && op.Request.Type == stream
	}
	return true
}

// hasContent reports whether a client requires a body in the response. Work of
// unknown type may end without a result.
func (r Result) hasContent() bool {
	switch r.Kind {
	case None, Stream:
		return false
	case Work:
		return r.Type.Basic != raw
	}
	return true
}
