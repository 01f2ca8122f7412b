package check

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func ref(typ string) model.Ref { return model.Ref{Type: typ} }

func many(r model.Ref) model.Ref {
	r.Collection = true
	return r
}

func structured(t *model.Type) model.Ref { return model.Ref{Type: t.Qualified(), Struct: t} }

// harbor returns a berth, a dock that derives from it, and an open locker.
func harbor() (berth, dock, locker *model.Type) {
	state := &model.Enum{Namespace: "harbor.port", Name: "state", Members: []*model.Member{{Name: "free"}, {Name: "taken"}, {Name: edm.Sentinel}}}
	parts := &model.Enum{Namespace: "harbor.port", Name: "parts", Flags: true, Members: []*model.Member{{Name: "pier"}, {Name: "roof"}}}
	berth = &model.Type{Namespace: "harbor.port", Name: "berth", Properties: []*model.Property{
		{Name: "id", Ref: ref(edm.String), ReadOnly: true},
		{Name: "depth", Ref: ref("Edm.Int32")},
		{Name: "chart", Ref: ref("Edm.Binary")},
		{Name: "weight", Ref: ref("Edm.Decimal")},
		{Name: "tags", Ref: many(ref(edm.String))},
		{Name: "state", Ref: model.Ref{Type: "harbor.port.state", Enum: state, Values: []string{"Free"}}},
		{Name: "parts", Ref: model.Ref{Type: "harbor.port.parts", Enum: parts}},
	}}
	berth.Properties = append(berth.Properties, &model.Property{Name: "next", Ref: structured(berth)})
	dock = &model.Type{Namespace: "harbor.port", Name: "dock", BaseType: berth, Properties: []*model.Property{{Name: "roof", Ref: ref("Edm.Boolean")}}}
	shed := &model.Type{Namespace: "harbor.port", Name: "shed", BaseType: berth, Open: true, Properties: []*model.Property{{Name: "mooring", Ref: ref(edm.String)}}}
	berth.Derived = []*model.Type{dock, shed}
	locker = &model.Type{Namespace: "harbor.port", Name: "locker", Open: true, Properties: []*model.Property{{Name: "contents", Ref: ref(edm.String)}}}
	return berth, dock, locker
}

// compare compares JSON with a type. It returns the rules of the mismatches,
// followed by "fails" for those that fail.
func compare(t *testing.T, json string, with func(*comparison, *lenient.Value)) []string {
	v, _, err := lenient.Parse(json)
	require.NoError(t, err, json)
	c := &comparison{}
	with(c, v)
	var list []string
	for _, m := range c.mismatches {
		text := m.rule.Name
		if m.fails {
			text += " fails"
		}
		list = append(list, text)
	}
	return list
}

func TestScalars(t *testing.T) {
	for _, tt := range []struct {
		typ, json string
		want      string // for the value alone
		inObject  string // for the value in an object
	}{
		{"Edm.String", `"x"`, "", ""},
		{"Edm.String", `1`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Boolean", `true`, "", ""},
		{"Edm.Boolean", `"true"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Int32", `2147483647`, "", ""},
		{"Edm.Int32", `2147483648`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int32", `-2147483648`, "", ""},
		{"Edm.Int32", `-2147483649`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int32", `1e2`, "", ""},
		{"Edm.Int32", `1.5`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int32", `1e99`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int32", `1.00000000000000000000000000000000000000`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int32", `"7"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Int16", `40000`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int64", `9223372036854775807`, "", ""},
		{"Edm.Int64", `9223372036854775808`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int64", `1e18`, "", ""},
		{"Edm.Int64", `1e400`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Int64", `"7"`, "example-value-kind fails", ""},
		{"Edm.Int64", `"9223372036854775808"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Int64", `"7 "`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Decimal", `"7.25"`, "example-value-kind fails", ""},
		{"Edm.Decimal", `12345678901234567890.12`, "", ""},
		{"Edm.Double", `"INF"`, "", ""},
		{"Edm.Double", `"-INF"`, "", ""},
		{"Edm.Single", `"NaN"`, "", ""},
		{"Edm.Double", `"inf"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Double", `"1"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Int32", `"NaN"`, "example-value-kind fails", "example-value-kind fails"},
		{"Edm.Double", `0.1234567890123`, "", ""},
		{"Edm.Double", `0.12345678901234567`, "example-number-precision fails", "example-number-precision fails"},
		{"Edm.Double", `1e999`, "example-number-range fails", "example-number-range fails"},
		{"Edm.Single", `0.12345`, "", ""},
		{"Edm.Single", `16777217`, "example-number-precision fails", "example-number-precision fails"},
		{"Edm.Single", `1234567.5`, "", ""},
		{"Edm.DateTimeOffset", `"2021-07-01T08:00:00Z"`, "", ""},
		{"Edm.DateTimeOffset", `"2021-07-01t08:00:00.1234567z"`, "", ""},
		{"Edm.DateTimeOffset", `"2021-07-01T08:00:00"`, "example-datetime fails", "example-datetime fails"},
		{"Edm.DateTimeOffset", `"2021-07-01T08:00:00.123456789012345678901234567890Z"`, "example-datetime fails", "example-datetime fails"},
		{"Edm.Date", `"whenever"`, "", ""},
		{"Edm.Binary", `"aGFyYm9y"`, "", ""},
		{"Edm.Binary", `"aGFyYg=="`, "", ""},
		{"Edm.Binary", `"AAAx"`, "", ""},
		{"Edm.Binary", `"aGFyYg"`, "example-base64 fails", ""},
		{"Edm.Binary", `"_-8="`, "example-base64 fails", ""},
		{"Edm.Binary", `"aGFyYh=="`, "example-base64 fails", "example-base64 fails"},
		{"Edm.Binary", `"a picture"`, "example-base64 fails", "example-base64 fails"},
		{"Edm.Untyped", `{"a": [1]}`, "", ""},
		{"Edm.Int32", `null`, "", ""},
	} {
		r := ref(tt.typ)
		alone := compare(t, tt.json, func(c *comparison, v *lenient.Value) { c.value(v, &r, "x") })
		holder := &model.Type{Namespace: "a", Name: "b", Properties: []*model.Property{{Name: "x", Ref: r}}}
		inObject := compare(t, `{"x": `+tt.json+`}`, func(c *comparison, v *lenient.Value) { c.object(v, holder) })
		assert.Equal(t, list(tt.want), alone, "%s %s", tt.typ, tt.json)
		assert.Equal(t, list(tt.inObject), inObject, "%s in an object: %s", tt.typ, tt.json)
	}
}

func list(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func TestObjects(t *testing.T) {
	berth, _, locker := harbor()
	for _, tt := range []struct {
		json string
		typ  *model.Type
		sent bool
		want []string
	}{
		{`{"id": "1", "depth": 2, "tags": ["a"], "state": "free"}`, berth, false, nil},
		{`{"id": "1"}`, berth, true, []string{"example-readonly-sent"}},
		{`{"next": {"id": "1"}}`, berth, true, nil},
		{`{"next": {"next": {"id": "1"}}}`, berth, true, nil},
		{`{"next": []}`, berth, false, []string{"example-value-kind fails"}},
		{`{"tags": "a"}`, berth, false, []string{"example-value-kind fails"}},
		{`{"tags": null}`, berth, false, nil},
		{`{"tags": ["a", null, 1]}`, berth, false, []string{"example-null-element", "example-value-kind fails"}},
		{`{"Depth": 1, "@odata.etag": 1, "depth@odata.type": "x"}`, berth, false, []string{"example-unknown-property"}},
		{`{"depth": 1, "depth": 2, "depth": 3}`, berth, false, []string{"example-duplicate-member", "example-duplicate-member"}},
		{`{"@odata.type": "#harbor.port.dock", "roof": true, "depth": 1}`, berth, false, nil},
		{`{"@odata.type": "harbor.port.DOCK", "roof": "yes"}`, berth, false, []string{"example-value-kind"}},
		{`{"@odata.type": "#harbor.port.dock", "walls": 4}`, berth, false, []string{"example-unknown-property"}},
		{`{"@odata.type": "#harbor.port.pier", "walls": 4}`, berth, false, []string{"example-unknown-property"}},
		{`{"state": "taken"}`, berth, true, nil},
		{`{"state": "Free"}`, berth, false, nil},
		{`{"state": "TAKEN"}`, berth, false, []string{"example-enum-value"}},
		{`{"state": "free,taken"}`, berth, false, nil},
		{`{"state": "free, sunk"}`, berth, false, []string{"example-enum-value"}},
		{`{"state": ""}`, berth, false, []string{"example-enum-value"}},
		{`{"parts": "pier,roof"}`, berth, false, nil},
		{`{"parts": " "}`, berth, false, nil},
		{`{"state": 1}`, berth, false, []string{"example-value-kind fails"}},
		{`{"state": "unknownFutureValue"}`, berth, false, nil},
		{`{"state": "free, unknownFutureValue"}`, berth, true, []string{"example-marker-sent fails"}},
		{`{"state": "String"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "String (state)"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "free | taken"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "{state}"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "<state>"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "state-value"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "State Value"}`, berth, false, []string{"example-placeholder"}},
		{`{"state": "other-value"}`, berth, false, []string{"example-enum-value"}},
		{`{"state": "@odata.type: x"}`, berth, false, []string{"example-placeholder"}},
		{`{"@odata.type": "#harbor.port.shed", "walls": 4, "room": 1}`, berth, false, nil},
		{`{"@odata.type": "#harbor.port.shed", "moorings": 4}`, berth, false, []string{"example-unknown-property"}},
		{`{"contents": "x", "color": "red"}`, locker, false, nil},
		{`{"content": "x"}`, locker, false, []string{"example-unknown-property"}},
		{`{"content": "x", "Contents": "y"}`, locker, false, nil},
	} {
		got := compare(t, tt.json, func(c *comparison, v *lenient.Value) {
			c.sent = tt.sent
			c.object(v, tt.typ)
		})
		assert.Equal(t, tt.want, got, tt.json)
	}
	unknown := &comparison{}
	v, _, _ := lenient.Parse(`{"a": 1, "next": {"b": 2, "@odata.type": "#x.y", "c": 3}}`)
	unknown.object(v, berth)
	assert.Equal(t, []string{"a"}, unknown.unknown, "members of an object of another type are not unknown")
}

func TestResults(t *testing.T) {
	berth, _, _ := harbor()
	valued := &model.Type{Namespace: "harbor.port", Name: "reading", Properties: []*model.Property{{Name: "value", Ref: ref(edm.String)}, {Name: "error", Ref: ref(edm.Untyped)}}}
	for _, tt := range []struct {
		json string
		ref  model.Ref
		want []string
	}{
		{`{"value": [{"depth": 1}]}`, many(structured(berth)), nil},
		{`[{"depth": 1}]`, many(structured(berth)), nil},
		{`{"value": {"depth": 1}}`, many(structured(berth)), []string{"example-value-kind fails"}},
		{`{"values": []}`, many(structured(berth)), []string{"example-value-kind fails"}},
		{`{"value": [], "total": 1, "@odata.count": 1}`, many(structured(berth)), []string{"example-unknown-property"}},
		{`{"value": [null]}`, many(ref(edm.String)), []string{"example-null-element fails"}},
		{`{"depth": 1}`, structured(berth), nil},
		{`{"value": {"depth": "x"}}`, structured(berth), []string{"example-value-kind fails"}},
		{`{"value": [{"depth": 1}]}`, structured(berth), []string{"example-value-kind fails"}},
		{`{"value": "x"}`, structured(valued), nil},
		{`{"value": 1}`, structured(valued), []string{"example-value-kind fails"}},
		{`{"value": true}`, ref("Edm.Boolean"), nil},
		{`true`, ref("Edm.Boolean"), nil},
		{`{"x": true}`, ref("Edm.Boolean"), []string{"example-value-kind fails"}},
		{`{"error": {"code": "x"}}`, structured(berth), []string{"example-value-kind fails"}},
		{`{"error": {"code": "x"}}`, structured(valued), nil},
		{`{"error": {"code": "x"}, "a": 1}`, structured(berth), []string{"example-unknown-property", "example-unknown-property"}},
		{`{"error": {"code": "x"}}`, ref("Edm.Boolean"), []string{"example-value-kind fails"}},
	} {
		got := compare(t, tt.json, func(c *comparison, v *lenient.Value) { c.result(v, &model.Response{Status: 200, Ref: tt.ref}) })
		assert.Equal(t, tt.want, got, tt.json)
	}
}

func TestParameters(t *testing.T) {
	params := []*model.Parameter{{Name: "to", Ref: ref(edm.String)}, {Name: "times", Ref: many(ref("Edm.Int32"))}}
	for json, want := range map[string][]string{
		`{"to": "x", "times": [1]}`: nil,
		`{"To": "x"}`:               {"example-unknown-property fails"},
		`{"to": 1, "to": 2}`:        {"example-duplicate-member", "example-value-kind fails", "example-value-kind fails"},
		`[]`:                        {"example-value-kind fails"},
		`{"times": [null]}`:         {"example-null-element fails"},
	} {
		assert.Equal(t, want, compare(t, json, func(c *comparison, v *lenient.Value) { c.parameters(v, params) }), json)
	}
}

func TestMessages(t *testing.T) {
	for kind, want := range map[lenient.Kind]string{lenient.Array: "an array", lenient.Object: "an object", lenient.Null: "null", lenient.String: "a string", lenient.Number: "a number", lenient.Bool: "a boolean"} {
		assert.Equal(t, want, article(kind))
	}
	assert.Equal(t, "the value", describe(""))
	assert.Equal(t, `"x"`, describe("x"))
}

// A mismatch that prevents sending takes precedence; otherwise the first one
// counts.
func TestFailingRule(t *testing.T) {
	m := func(rule *source.Rule, fails bool) mismatch { return mismatch{rule: rule, fails: fails} }
	for _, tt := range []struct {
		list []mismatch
		want *source.Rule
	}{
		{nil, nil},
		{[]mismatch{m(ruleEnumValue, false)}, nil},
		{[]mismatch{m(ruleEnumValue, false), m(ruleValueKind, true), m(ruleBase64, true)}, ruleValueKind},
		{[]mismatch{m(ruleNullElement, true), m(ruleMarkerSent, true)}, ruleMarkerSent},
		{[]mismatch{m(ruleValueKind, true), m(ruleMarkerSent, true)}, ruleValueKind},
		{[]mismatch{m(ruleMarkerSent, true), m(ruleValueKind, true), m(ruleMarkerSent, true)}, ruleMarkerSent},
	} {
		assert.Equal(t, tt.want, failingRule(tt.list))
	}
	assert.Equal(t, []mismatch{m(ruleValueKind, true), m(ruleBase64, false)},
		combine([]mismatch{m(ruleEnumValue, false), m(ruleValueKind, true)}, []mismatch{m(ruleBase64, true), m(ruleReadOnlySent, false)}))
}

func TestAreApart(t *testing.T) {
	berth, dock, locker := harbor()
	entity := &model.Type{Namespace: "harbor.port", Name: "entity"}
	berth.BaseType, locker.BaseType = entity, entity
	for _, tt := range []struct {
		a, b model.Ref
		want bool
	}{
		{ref(""), ref(edm.String), false}, {ref(edm.String), ref(""), false}, {ref(edm.Untyped), ref(edm.String), false}, {ref(edm.String), ref(edm.Untyped), false},
		{ref(edm.String), ref(edm.String), false}, {ref(edm.String), ref("Edm.Int32"), true}, {ref(edm.String), many(ref(edm.String)), true},
		{structured(berth), structured(dock), false}, {structured(dock), structured(berth), false}, {structured(berth), structured(locker), true},
		{structured(entity), structured(locker), false}, {structured(locker), structured(entity), false}, {structured(berth), ref("harbor.port.berth"), false},
	} {
		assert.Equal(t, tt.want, areIncompatible(&tt.a, &tt.b), "%s %s", tt.a.CSDL(), tt.b.CSDL())
	}
}

func TestIsBareText(t *testing.T) {
	for _, tt := range []struct {
		ref         model.Ref
		contentType string
		text        string
		want        bool
	}{
		{ref(edm.String), "text/plain", "x", true}, {ref(edm.String), "application/json", "x", false}, {ref("Edm.Guid"), "text/plain", "x", true},
		{ref("Edm.DateTimeOffset"), "text/plain", "x", false}, {ref("Edm.Binary"), "text/plain", "x", false},
		{ref("Edm.Int64"), "", " 17 ", true}, {ref("Edm.Int64"), "", "1 7", false}, {ref("Edm.Int32"), "", "3000000000", false}, {ref("Edm.Boolean"), "", "true", true}, {ref("Edm.Boolean"), "", "True", false},
		{many(ref(edm.String)), "text/plain", "x", false}, {model.Ref{Type: "a.b", Enum: &model.Enum{}}, "text/plain", "x", true},
		{model.Ref{Type: "a.b", Struct: &model.Type{}}, "text/plain", "x", false},
	} {
		e := &model.ExampleResponse{Text: tt.text, Headers: []model.Header{{Name: "Content-Type", Value: tt.contentType}}}
		assert.Equal(t, tt.want, isBareText(&model.Response{Ref: tt.ref}, e), "%v", tt)
	}
	for status, want := range map[int]bool{200: false, 201: false, 202: true, 203: false, 204: true, 205: true, 206: false} {
		assert.Equal(t, want, mayBeEmpty(status), status)
	}
}

// A body shows a type with a property of the declared type, if the path leads
// to it.
func TestCarrier(t *testing.T) {
	berth, dock, _ := harbor()
	quay := &model.Type{Namespace: "harbor.port", Name: "quay", Properties: []*model.Property{
		{Name: "berths", Ref: many(structured(berth)), Navigation: true}, {Name: "name", Ref: ref(edm.String)},
	}}
	owner := &model.Type{Namespace: "harbor.port", Name: "company", Properties: []*model.Property{{Name: "piers", Ref: many(structured(quay)), Navigation: true}, {Name: "logo", Ref: structured(dock)}}}
	types := NewTypes([]*model.Type{owner, quay, berth, dock})
	for _, tt := range []struct {
		declared *model.Type
		path     string
		json     string
		want     *model.Type
	}{
		{berth, "/quays/1", `{"name": "x", "berths": []}`, quay},
		{berth, "/quays('1')", `{"berths": []}`, quay},
		{berth, "/companies/1/piers", `{"berths": []}`, quay},
		{berth, "/companies/1/piers/2", `{"berths": []}`, quay},
		{berth, "/quays/1/berths", `{"berths": []}`, nil},
		{berth, "/companies/1/logo/piers", `{"berths": []}`, quay},
		{berth, "/companies/1/other", `{"berths": []}`, nil},
		{berth, "/quays/1", `{"depth": 1}`, nil},
		{berth, "/quays/1", `{"berths@odata.bind": []}`, nil},
		{berth, "/quays/1", `[]`, nil},
		{dock, "/quays/1", `{"berths": []}`, nil},
		{nil, "/quays/1", `{"name": "x"}`, nil},
	} {
		v, _, err := lenient.Parse(tt.json)
		require.NoError(t, err)
		assert.Equal(t, tt.want, carrier(tt.declared, tt.path, v, types), "%s %s", tt.path, tt.json)
	}
}

// The request of another operation is not compared.
func TestCheckRequest(t *testing.T) {
	berth, _, _ := harbor()
	for what, tt := range map[string]struct {
		body     *model.Body
		method   string
		json     model.RawJSON
		text     string
		mismatch *source.Rule
		findings int
	}{
		"of the type":        {&model.Body{Ref: structured(berth)}, "POST", `{"depth": 1}`, "", nil, 0},
		"another method":     {&model.Body{Ref: structured(berth)}, "PATCH", `{"depth": "x"}`, "", nil, 0},
		"no body":            {nil, "POST", "", "", nil, 0},
		"a body nonetheless": {nil, "POST", `{}`, "", ruleBodyUnexpected, 1},
		"a text":             {&model.Body{Ref: structured(berth)}, "POST", "", "x", ruleBodyText, 1},
		"bytes":              {&model.Body{Ref: ref(edm.Stream)}, "POST", "", "x", nil, 0},
		"an untyped text":    {&model.Body{Ref: ref(edm.Untyped)}, "POST", "", "x", nil, 0},
		"not JSON":           {&model.Body{Ref: structured(berth)}, "POST", `{"a": }`, "", ruleBodyText, 0},
		"parameters":         {&model.Body{Parameters: []*model.Parameter{{Name: "a", Ref: ref(edm.String)}}}, "POST", `{"a": 1}`, "", ruleValueKind, 1},
		"read-only":          {&model.Body{Ref: structured(berth)}, "POST", `{"id": "1"}`, "", nil, 1},
	} {
		e := &note.Example{Example: &model.Example{Request: &model.ExampleRequest{Method: tt.method, JSON: tt.json, Text: tt.text}}, Sent: &note.Request{}}
		found := checkRequest(&model.Operation{Method: "POST", Request: tt.body}, e, nil)
		assert.Equal(t, tt.mismatch, found.mismatch, what)
		assert.Len(t, found.findings, tt.findings, what)
		assert.Equal(t, what == "read-only", found.readOnly, what)
	}
}

func TestCheckRows(t *testing.T) {
	berth, _, _ := harbor()
	row := func(name string, r model.Ref) *model.Parameter { return &model.Parameter{Name: name, Ref: r} }
	for what, tt := range map[string]struct {
		typ  *model.Type
		rows []*model.Parameter
		want []string
	}{
		"properties":          {berth, []*model.Parameter{row("depth", ref("Edm.Int32")), row("state", ref(edm.String)), row("tags", many(ref(edm.String)))}, nil},
		"another type":        {berth, []*model.Parameter{row("depth", ref("Edm.Double"))}, []string{"parameter-type-contradicted"}},
		"one of many":         {berth, []*model.Parameter{row("tags", ref(edm.String))}, []string{"parameter-type-contradicted"}},
		"untyped":             {berth, []*model.Parameter{row("depth", ref(edm.Untyped)), row("tags", ref(""))}, nil},
		"of a subtype":        {berth, []*model.Parameter{row("depth", ref("Edm.Int32")), row("roof", ref("Edm.Boolean"))}, nil},
		"unknown":             {berth, []*model.Parameter{row("depth", ref("Edm.Int32")), row("walls", ref("Edm.Int32"))}, []string{"parameter-unknown"}},
		"an annotation":       {berth, []*model.Parameter{row("depth", ref("Edm.Int32")), row("@odata.type", ref(edm.String))}, nil},
		"what has the type":   {berth, []*model.Parameter{row("depth", ref("Edm.Int32")), row("berth", structured(berth))}, nil},
		"nothing of the type": {berth, []*model.Parameter{row("@x", ref("")), row("walls", ref("Edm.Int32")), row("doors", ref("Edm.Int32"))}, []string{"parameter-table-other"}},
		"a related one":       {berth, []*model.Parameter{row("next", structured(berth))}, nil},
	} {
		var findings source.Findings
		checkRows(&model.Body{Ref: structured(tt.typ), Parameters: tt.rows}, &findings)
		var got []string
		for _, f := range findings {
			got = append(got, f.Rule.Name)
		}
		assert.Equal(t, tt.want, got, what)
	}
	var findings source.Findings
	implied := &model.Type{Implied: true}
	checkRows(&model.Body{Ref: structured(implied), Parameters: []*model.Parameter{row("a", ref(""))}}, &findings)
	open := &model.Type{Open: true, Properties: []*model.Property{{Name: "a", Ref: ref(edm.String)}}}
	checkRows(&model.Body{Ref: structured(open), Parameters: []*model.Parameter{row("a", ref(edm.String)), row("b", ref(""))}}, &findings)
	checkRows(nil, &findings)
	assert.Empty(t, findings)
}
