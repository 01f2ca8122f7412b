package settle

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func TestReportMended(t *testing.T) {
	for _, tt := range []struct {
		was, with, base string
		rewritable      bool
		rule            string
		fixed           bool
	}{
		{"berths", "/berths", "", true, "request-line-mended", true},
		{"berths", "/berths", "", false, "request-line-mended", false},
		{"https://a.example/v1.0/berths", "/berths", "https://a.example/v1.0", true, "request-line-mended", true},
		{"https://a.example/v1.0/berths", "/berths", "", true, "request-line-mended", false},
		{"/beta/berths", "/berths", "https://a.example/v1.0", true, "request-line-other-service", false},
	} {
		var findings source.Findings
		edit := source.Edit{Position: source.Position{Line: 1}, Was: tt.was, With: tt.with}
		reportMended(&note.Mended{Position: source.Position{Line: 1}, Edit: edit, Rewritable: tt.rewritable}, tt.base, &findings)
		assert.Len(t, findings, 1)
		assert.Equal(t, tt.rule, findings[0].Rule.Name, "%v", tt)
		if assert.Equal(t, tt.fixed, findings[0].Fix != nil, "%v", tt) && tt.fixed {
			assert.Equal(t, []source.Edit{edit}, findings[0].Fix.Edits)
		}
	}
}

func TestReportUnfit(t *testing.T) {
	for _, tt := range []struct {
		url, unfit, home string
		rule             *source.Rule
		elsewhere        bool
	}{
		{"https://a.example/x", "", "a.example", nil, false},
		{"https://a.example/x", "/x", "a.example", ruleUnfit, false},
		{"https://b.example/x", "/x", "a.example", ruleElsewhere, true},
		{"https://a.example.x", "/x", "a.example", ruleUnfit, false},
		{"https://b.example/x", "/x", "", ruleUnfit, false},
		{"/x", "/x", "a.example", ruleUnfit, false},
	} {
		var findings source.Findings
		e := &note.Example{Example: &model.Example{Request: &model.ExampleRequest{Method: "GET", URL: tt.url}}, Sent: &note.Request{Unfit: tt.unfit}}
		reportUnfit(e, tt.home, &findings)
		reportUnfit(e, tt.home, &findings) // another example has the same request
		assert.Equal(t, tt.rule, e.Request.Gap, "%v", tt)
		assert.Equal(t, tt.elsewhere, e.Request.Elsewhere, "%v", tt)
		assert.Len(t, findings, min(len(tt.unfit), 1), "%v", tt)
	}
}

// shown returns an example of a response.
func shown(status int, json model.RawJSON, text string, annotated model.Ref) *note.Example {
	e := &model.Example{Request: &model.ExampleRequest{}, Response: &model.ExampleResponse{Status: status, JSON: json, Text: text}}
	return &note.Example{Example: e, Sent: &note.Request{}, Answered: &note.Answer{Annotated: annotated}}
}

// settled settles the only response of an operation.
func settled(method string, res *model.Response, examples ...*note.Example) (*model.Operation, source.Findings) {
	op := &model.Operation{Method: method, Kind: model.List, Responses: []*model.Response{res}}
	n := &note.Operation{Named: naming.Named{Op: op}, Responses: []*model.Response{res}, Examples: examples}
	for _, e := range examples {
		op.Examples = append(op.Examples, e.Example)
	}
	return op, Page(&note.Page{Operations: []*note.Operation{n}}, "", nil)
}

func TestSettleResponse(t *testing.T) {
	named := func(name string, properties ...string) *model.Type {
		typ := &model.Type{Namespace: "harbor.port", Name: name}
		for _, p := range properties {
			typ.Properties = append(typ.Properties, &model.Property{Name: p, Ref: model.Ref{Type: edm.String}})
		}
		return typ
	}
	berth, crane, reading := named("berth", "id", "depth"), named("crane", "id", "reach"), named("reading", "value", "unit")
	dock := named("dock", "roof")
	dock.BaseType, berth.Derived = berth, []*model.Type{dock}
	entity, hull, sail := named("entity"), named("hull"), named("sail")
	hull.BaseType, sail.BaseType = entity, entity
	ref := func(typ *model.Type) model.Ref { return model.Ref{Type: typ.Qualified(), Struct: typ} }
	state := model.Ref{Type: "harbor.port.state", Enum: &model.Enum{}}
	untyped, str := model.Ref{Type: edm.Untyped}, model.Ref{Type: edm.String}
	for what, tt := range map[string]struct {
		res       model.Response
		examples  []*note.Example
		want      string
		different int // the number of findings
	}{
		"text alone":                          {model.Response{Ref: ref(berth)}, nil, "harbor.port.berth", 0},
		"annotation alone":                    {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(berth))}, "harbor.port.berth", 0},
		"annotation of another status":        {model.Response{Ref: ref(crane)}, []*note.Example{shown(201, `{}`, "", ref(berth))}, "harbor.port.crane", 0},
		"annotation beats text":               {model.Response{Ref: ref(crane)}, []*note.Example{shown(200, `{"id": "1"}`, "", ref(berth))}, "harbor.port.berth", 1},
		"annotation of a subtype":             {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{}`, "", ref(dock))}, "harbor.port.berth", 0},
		"annotation of the base":              {model.Response{Ref: ref(dock)}, []*note.Example{shown(200, `{}`, "", ref(berth))}, "harbor.port.berth", 0},
		"annotation of what all are":          {model.Response{Ref: ref(hull)}, []*note.Example{shown(200, `{}`, "", ref(entity))}, "harbor.port.hull", 0},
		"text of what all are":                {model.Response{Ref: ref(entity)}, []*note.Example{shown(200, `{}`, "", ref(hull))}, "harbor.port.hull", 0},
		"nothing in common but that":          {model.Response{Ref: ref(hull)}, []*note.Example{shown(200, `{}`, "", ref(sail))}, "harbor.port.sail", 1},
		"annotations of several":              {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(hull)), shown(200, `{}`, "", ref(sail)), shown(200, `{}`, "", ref(hull))}, "harbor.port.entity", 0},
		"annotations of the text and another": {model.Response{Ref: ref(hull)}, []*note.Example{shown(200, `{}`, "", ref(hull)), shown(200, `{}`, "", ref(sail))}, "harbor.port.hull", 1},
		"annotations of one and of all":       {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(hull)), shown(200, `{}`, "", ref(entity))}, "harbor.port.hull", 0},
		"annotations of one family":           {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(dock)), shown(200, `{}`, "", ref(berth))}, "harbor.port.berth", 0},
		"annotations of two families":         {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(crane)), shown(200, `{}`, "", ref(berth))}, "harbor.port.crane", 0},
		"annotations, one not in the model":   {model.Response{}, []*note.Example{shown(200, `{}`, "", ref(crane)), shown(200, `{}`, "", untyped)}, "harbor.port.crane", 0},
		"annotation not in the model":         {model.Response{Ref: str}, []*note.Example{shown(200, `{}`, "", untyped)}, "Edm.String", 0},
		"annotation not in the model, alone":  {model.Response{}, []*note.Example{shown(200, `{}`, "", untyped)}, "Edm.Untyped", 0},
		"annotated primitive and text":        {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{}`, "", str)}, "harbor.port.berth", 0},
		"annotated primitive alone":           {model.Response{Ref: untyped}, []*note.Example{shown(200, `{}`, "", str)}, "Edm.String", 0},
		"annotated enum":                      {model.Response{Ref: str}, []*note.Example{shown(200, `{}`, "", state)}, "harbor.port.state", 0},
		"annotated collection without body":   {model.Response{}, []*note.Example{shown(200, "", "", model.Ref{Type: berth.Qualified(), Struct: berth, Collection: true})}, "Collection(harbor.port.berth)", 0},
		"annotated collection with a body":    {model.Response{}, []*note.Example{shown(200, `{}`, "", model.Ref{Type: berth.Qualified(), Struct: berth, Collection: true})}, "harbor.port.berth", 0},
		"outvoted by members":                 {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"depth": 1, "@x": 1}`, "", ref(crane))}, "harbor.port.berth", 1},
		"not outvoted":                        {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"depth": 1, "reach": 2}`, "", ref(crane))}, "harbor.port.crane", 1},
		"not outvoted without a body":         {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, "", "", ref(crane))}, "harbor.port.crane", 1},
		"outvoted in a list":                  {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"value": [{"id": "1"}, {"depth": 1}]}`, "", ref(crane))}, "harbor.port.berth", 1},
		"outvoted by the tag":                 {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.type": "#harbor.port.dock", "reach": 1}`, "", ref(crane))}, "harbor.port.berth", 1},
		"not outvoted by the tag":             {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.type": "#harbor.port.crane", "depth": 1}`, "", ref(crane))}, "harbor.port.crane", 1},
		"tags differ":                         {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"value": [{"@odata.type": "#harbor.port.crane", "depth": 1}, {"@odata.type": "#harbor.port.tug"}]}`, "", ref(crane))}, "harbor.port.berth", 1},
		"tags of both":                        {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"value": [{"@odata.type": "#harbor.port.crane", "reach": 1}, {"@odata.type": "#harbor.port.berth"}]}`, "", ref(crane))}, "harbor.port.crane", 1},
		"annotated enum, then a primitive":    {model.Response{}, []*note.Example{shown(200, `{}`, "", state), shown(200, `{}`, "", str)}, "harbor.port.state", 0},
		"tag of neither":                      {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.type": "#harbor.port.tug", "depth": 1}`, "", ref(crane))}, "harbor.port.berth", 1},
		"outvoted by the context":             {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.context": "x/$metadata#Collection(harbor.port.berth)", "reach": 1}`, "", ref(crane))}, "harbor.port.berth", 1},
		"not outvoted by the context":         {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.context": "x/$metadata#harbor.port.crane/$entity", "depth": 1}`, "", ref(crane))}, "harbor.port.crane", 1},
		"context by way of a path":            {model.Response{Ref: ref(berth)}, []*note.Example{shown(200, `{"@odata.context": "x/$metadata#cranes('1.0')", "depth": 1}`, "", ref(crane))}, "harbor.port.berth", 1},
		"wrapped":                             {model.Response{Ref: ref(berth), Wrapped: true}, nil, "harbor.port.berth wrapped", 0},
		"wrapped in a property":               {model.Response{Ref: ref(reading), Wrapped: true}, nil, "harbor.port.reading", 0},
		"a list without a type":               {model.Response{Ref: model.Ref{Collection: true}}, nil, "Collection(Edm.Untyped)", 0},
		"a list of bytes":                     {model.Response{Ref: model.Ref{Type: edm.Stream, Collection: true}}, nil, "Edm.Stream", 0},
		"a list":                              {model.Response{Ref: model.Ref{Type: reading.Qualified(), Struct: reading, Collection: true}}, []*note.Example{shown(200, `{"value": [], "total": 1}`, "", model.Ref{})}, "Collection(harbor.port.reading)", 0},
		"an object with a list":               {model.Response{Ref: model.Ref{Type: reading.Qualified(), Struct: reading, Collection: true}}, []*note.Example{shown(200, `{"value": [], "unit": 1}`, "", model.Ref{})}, "harbor.port.reading", 0},
		"an object of another status":         {model.Response{Ref: model.Ref{Type: reading.Qualified(), Struct: reading, Collection: true}}, []*note.Example{shown(201, `{"value": [], "unit": 1}`, "", model.Ref{})}, "Collection(harbor.port.reading)", 0},
	} {
		res := tt.res
		res.Status = 200
		_, findings := settled("GET", &res, tt.examples...)
		got := res.CSDL()
		if res.Wrapped {
			got += " wrapped"
		}
		assert.Equal(t, tt.want, got, what)
		assert.Len(t, findings, tt.different, what)
	}
}

func TestUnseen(t *testing.T) {
	for what, tt := range map[string]struct {
		method   string
		typ      string
		examples []*note.Example
		want     bool
	}{
		"no example":         {"POST", edm.String, nil, false},
		"no body":            {"POST", edm.String, []*note.Example{shown(200, "", "", model.Ref{})}, true},
		"an empty object":    {"POST", edm.String, []*note.Example{shown(200, "{ \n }", "", model.Ref{})}, true},
		"a body":             {"POST", edm.String, []*note.Example{shown(200, "", "", model.Ref{}), shown(200, `{"a": 1}`, "", model.Ref{})}, false},
		"a text":             {"POST", edm.String, []*note.Example{shown(200, "", "x", model.Ref{})}, false},
		"of another status":  {"POST", edm.String, []*note.Example{shown(202, "", "", model.Ref{})}, false},
		"a GET":              {"GET", edm.String, []*note.Example{shown(200, "", "", model.Ref{})}, false},
		"nothing documented": {"POST", "", []*note.Example{shown(200, "", "", model.Ref{})}, false},
	} {
		res := &model.Response{Status: 200, Ref: model.Ref{Type: tt.typ}}
		settled(tt.method, res, tt.examples...)
		assert.Equal(t, tt.want, res.Unseen, what)
	}
}

func TestNarrow(t *testing.T) {
	berth := &model.Type{Namespace: "harbor.port", Name: "berth"}
	dock := &model.Type{Namespace: "harbor.port", Name: "dock", BaseType: berth}
	slip := &model.Type{Namespace: "harbor.port", Name: "slip", BaseType: berth}
	berth.Derived = []*model.Type{dock, slip}
	route := func(last ...model.Part) *model.Route {
		return &model.Route{Segments: []model.Segment{{{Text: "berths"}}, last}}
	}
	text := func(s string) model.Part { return model.Part{Text: s} }
	for _, tt := range []struct {
		routes []*model.Route
		want   *model.Type
	}{
		{nil, berth},
		{[]*model.Route{route(text("harbor.port.dock"))}, dock},
		{[]*model.Route{route(text("harbor.port.dock")), route(text("harbor.port.dock"))}, dock},
		{[]*model.Route{route(text("harbor.port.dock")), route(text("harbor.port.slip"))}, berth},
		{[]*model.Route{route(text("harbor.port.dock")), route(text("docks"))}, berth},
		{[]*model.Route{route(text("harbor.port.crane"))}, berth},
		{[]*model.Route{route(model.Part{Param: &model.Parameter{}})}, berth},
		{[]*model.Route{route(text("harbor.port.dock"), text("x"))}, berth},
	} {
		op := &model.Operation{Routes: tt.routes}
		res := &model.Response{Status: 200, Ref: model.Ref{Type: berth.Qualified(), Struct: berth}}
		narrow(op, res)
		assert.Equal(t, tt.want, res.Struct)
		assert.Equal(t, tt.want.Qualified(), res.Type)
		assert.Equal(t, tt.want != berth, len(op.Reasons) > 0)
	}
	none := &model.Response{Status: 200}
	narrow(&model.Operation{Routes: []*model.Route{route(text("harbor.port.dock"))}}, none)
	assert.Nil(t, none.Struct)
}

func TestKindAndCorrections(t *testing.T) {
	one := &model.Response{Status: 200, Ref: model.Ref{Type: edm.String}}
	op, _ := settled("GET", one)
	assert.Equal(t, model.Get, op.Kind)
	assert.Equal(t, "kind", op.Reasons[len(op.Reasons)-1].Aspect)
	op, _ = settled("GET", &model.Response{Status: 200, Ref: model.Ref{Type: edm.String, Collection: true}})
	assert.Equal(t, model.List, op.Kind)
	op, _ = settled("GET", &model.Response{Status: 200})
	assert.Equal(t, model.List, op.Kind)

	corrected := &model.Response{Status: 200, Ref: model.Ref{Type: edm.Stream, Collection: true}}
	op = &model.Operation{Method: "GET", Responses: []*model.Response{corrected}}
	Page(&note.Page{Operations: []*note.Operation{{Named: naming.Named{Op: op}}}}, "", nil)
	assert.True(t, corrected.Collection, "what a correction says is not settled")
}

func TestSettleRequest(t *testing.T) {
	typ := &model.Type{Properties: []*model.Property{{Name: "id", ReadOnly: true}, {Name: "name"}}}
	rows := func(name, description string) []*model.Parameter {
		return []*model.Parameter{{Name: name, Description: description}}
	}
	for _, tt := range []struct {
		body     *model.Body
		typ      string
		readOnly bool
	}{
		{&model.Body{Ref: model.Ref{Type: edm.Untyped}, Parameters: rows("a", "")}, "", false},
		{&model.Body{Ref: model.Ref{Type: edm.Untyped}}, edm.Untyped, false},
		{&model.Body{Ref: model.Ref{Type: "a.b", Struct: typ}, Parameters: rows("id", "The number.")}, "a.b", true},
		{&model.Body{Ref: model.Ref{Type: "a.b", Struct: typ}, Parameters: rows("id", "Read-only.")}, "a.b", false},
		{&model.Body{Ref: model.Ref{Type: "a.b", Struct: typ}, Parameters: rows("name", "")}, "a.b", false},
		{&model.Body{Ref: model.Ref{Type: edm.Untyped, Struct: typ}, Parameters: rows("name", "")}, edm.Untyped, false},
	} {
		settleRequest(tt.body)
		assert.Equal(t, tt.typ, tt.body.Type)
		assert.Equal(t, tt.readOnly, tt.body.ReadOnlyToo)
	}
	settleRequest(nil)
}
