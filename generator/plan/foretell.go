package plan

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/fit"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// foretell determines the result of the test of an example. The parser has
// found the known mismatches with the page of the example. If the function has
// other types than the page, because other pages have the same request line,
// foretell compares the bodies with the types of the function.
func (p *planner) foretell(x *Example, op *model.Operation, e *model.Example) {
	l := x.Function.line
	request := l.Request
	if x.Function.Body != nil {
		x.Body = x.Function.Body.Type
		if base := x.Function.BodyBase; !base.IsZero() {
			as := p.bodyType(op, e, l.Request.Struct)
			x.Body = Type{Pointer, Basic{Name: p.types[as].String()}}
			of := *request
			of.Type, of.Struct = as.Qualified(), as
			request = &of
		}
	}
	if p.keepsAny() || !sameBody(request, op.Request) {
		p.foretellRequest(x, op, e, request)
	}
	if e.Response != nil && (p.keepsAny() || !sameResult(l.Result, op.Result())) {
		p.foretellResponse(x, op, e, l.Result)
	}
}

// bodyType returns the type that the body of an example is decoded as. It is
// the type on the page if the body has its @odata.type, and otherwise the base
// type, which keeps properties without a field.
func (p *planner) bodyType(op *model.Operation, e *model.Example, base *model.Type) *model.Type {
	if op.Request == nil || op.Request.Struct == nil || op.Request.Struct == base || p.types[op.Request.Struct] == (ident.Ident{}) {
		return base
	}
	v, _, err := lenient.Parse(string(e.Request.JSON))
	if err != nil {
		return base
	}
	tag := v.Get("@odata.type").Str()
	if strings.EqualFold(tag[strings.LastIndexByte(tag, '#')+1:], op.Request.Struct.Qualified()) && op.Request.Struct.DerivesFrom(base) {
		return op.Request.Struct
	}
	return base
}

func sameBody(a, b *model.Body) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Struct == b.Struct && a.Type == b.Type && a.Collection == b.Collection && slices.Equal(a.Parameters, b.Parameters)
}

func sameResult(a, b *model.Response) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Struct == b.Struct && a.Type == b.Type && a.Collection == b.Collection
}

// foretellRequest replaces the known mismatch of the request body.
func (p *planner) foretellRequest(x *Example, op *model.Operation, e *model.Example, body *model.Body) {
	was, _ := requestGap(op.Request, e.Request, nil)
	if e.Request.Gap != nil && (was == nil || was.Name != x.RequestGap) {
		return // the mismatch is not in the body
	}
	gap, refused := requestGap(body, e.Request, p.keeps)
	if x.ResponseGap != "" && x.ResponseGap == x.RequestGap {
		x.ResponseGap = "" // without a request there is no response
	}
	x.RequestGap = p.lineGap(x.RequestGap, gap, x, e.Request.Position)
	if refused && e.Response != nil && x.ResponseGap == "" {
		x.ResponseGap = x.RequestGap
	}
}

// requestGap returns the rule that prevents sending the body of an example as
// body, or nil. It also reports whether encoding fails, so that nothing is
// sent.
func requestGap(body *model.Body, r *model.ExampleRequest, keeps func(*model.Ref) bool) (gap *source.Rule, refused bool) {
	if r.JSON == "" {
		return nil, false
	}
	v, _, err := lenient.Parse(string(r.JSON))
	if err != nil || body == nil {
		return ruleLineDiffers, false
	}
	return fit.Request(v, body, keeps)
}

// foretellResponse replaces the known mismatch of the response body.
func (p *planner) foretellResponse(x *Example, op *model.Operation, e *model.Example, result *model.Response) {
	if e.Response.Status >= 300 || e.Response.JSON == "" && sameResult(result, op.Result()) {
		return
	}
	if x.ResponseGap == gapBodyText && result != nil && result.Type == stream {
		x.ResponseGap = "" // the function returns the bytes
		return
	}
	was, _ := responseGap(op.Result(), e.Response, nil)
	if x.ResponseGap != "" && (was == nil || x.ResponseGap != was.Name) {
		return // the mismatch is not in the body
	}
	gap, unknown := responseGap(result, e.Response, p.keeps)
	x.ResponseGap, x.Unknown = p.lineGap(x.ResponseGap, gap, x, e.Request.Position), unknown
}

// responseGap returns the rule that prevents reading the response of an example
// as result, or nil, and the properties in it that have no field.
func responseGap(result *model.Response, r *model.ExampleResponse, keeps func(*model.Ref) bool) (gap *source.Rule, unknown []string) {
	if result == nil || result.Type == stream || r.JSON == "" && r.Text == "" && bodyless[r.Status] {
		return nil, nil
	}
	v, _, err := lenient.Parse(string(r.JSON))
	if err != nil {
		return ruleLineDiffers, nil
	}
	return fit.Response(v, result, keeps)
}

// keepsAny reports whether the package has properties whose values are kept as
// JSON although the pages document their type.
func (p *planner) keepsAny() bool { return len(p.out) > 0 || len(p.kept) > 0 }

// keeps reports whether the values of a property or parameter are kept as JSON.
func (p *planner) keeps(r *model.Ref) bool { return p.kept[r] || r.Struct != nil && p.out[r.Struct] }

// lineGap returns the name of the new known mismatch, which replaces the one of
// the parser. It reports a mismatch that the page alone would not have.
func (p *planner) lineGap(was string, gap *source.Rule, x *Example, at source.Position) string {
	if gap == nil || was != "" {
		return gapName(gap)
	}
	l := x.Function.line
	p.findings.Add(at, ruleLineDiffers, "%s on %s documents a different body: the example on this page is a known mismatch", l.Method+" "+l.Principal().Route.Path, l.Principal().Operation.Page)
	return ruleLineDiffers.Name
}

// bodyless has the statuses of responses that may lack the documented body.
var bodyless = map[int]bool{202: true, 204: true, 205: true}
