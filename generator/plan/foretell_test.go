package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
)

// examplesOf returns the planned examples of a model by name, and the findings.
func examplesOf(t *testing.T, m *model.Model, c choice.Choice) (map[string]*Example, []string) {
	t.Helper()
	pkg, findings, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Choice: c})
	require.NoError(t, err)
	all := map[string]*Example{}
	for _, g := range pkg.Groups {
		for _, e := range g.Examples {
			all[e.Of.Name] = e
		}
	}
	var lines []string
	for _, f := range findings {
		lines = append(lines, f.String())
	}
	return all, lines
}

// gear returns a type with two subtypes.
func gear() (base, crane, winch *model.Type) {
	base, crane, winch = typ(port, "gear", "maker"), typ(port, "crane", "reach"), typ(port, "winch", "pull")
	base.Derived = []*model.Type{crane, winch}
	crane.BaseType, winch.BaseType = base, base
	return base, crane, winch
}

// TestMonitorsOfExamples checks which URLs of monitors a client accepts. The name of
// the rule is [example-monitor-url].
func TestMonitorsOfExamples(t *testing.T) {
	for location, ok := range map[string]bool{
		"": true, "https://a.example/x": true, "HTTPS://a.example": true, "/v1.0/x": true, "x": true, "//a.example/x": true, "?a": true,
		"https:///x": false, "http://a.example/x": false, "https://me@a.example/x": false, "mailto:a@b.example": false, "https://a b/": false, "%zz": false,
	} {
		r := &model.ExampleResponse{Status: 202, Headers: []model.Header{{Name: "location", Value: location}}}
		assert.Equal(t, ok, leadsToMonitor(r), location)
		r.Status = 200
		assert.True(t, leadsToMonitor(r), location)
	}
	assert.False(t, leadsToMonitor(&model.ExampleResponse{Status: 202, Headers: []model.Header{{Name: "Operation-Location", Value: "http://a.example"}}}))
}

// TestExamplesOfSubtypes checks that the examples of all pages call the same
// function. A body has the type of its page if it has its @odata.type.
func TestExamplesOfSubtypes(t *testing.T) {
	base, crane, winch := gear()
	body := func(name string, typ *model.Type, json string) *model.Operation {
		o := returns(routed(name+"-create", "Create"+name, "POST", "gear"), 201, ref(typ, false))
		o.Kind, o.Request = model.Create, &model.Body{Ref: ref(typ, false)}
		o.Examples = []*model.Example{example(name, o.Routes[0], func(e *model.Example) {
			e.Request.JSON, e.Response.JSON, e.Response.Status = model.RawJSON(json), `{"reach": "9", "color": "red"}`, 201
		})}
		return o
	}
	m := &model.Model{Types: []*model.Type{base, crane, winch}, Operations: []*model.Operation{
		body("Crane", crane, `{"@odata.type": "#harbor.port.crane", "reach": "7"}`),
		body("Winch", winch, `{"pull": "7"}`),
	}}
	m.Operations[0].Examples[0].Response.Unknown = []string{"color"}
	all, findings := examplesOf(t, m, choice.Choice{})
	require.Empty(t, findings)
	require.Same(t, all["Crane"].Function, all["Winch"].Function)
	assert.Equal(t, "*Crane", all["Crane"].Body.String())
	assert.Equal(t, "*Gear", all["Winch"].Body.String(), "the body has no @odata.type")
	assert.Empty(t, all["Winch"].RequestGap)
	assert.Equal(t, []string{"color", "reach"}, all["Crane"].Unknown, "the response is read as the base type, since it has no @odata.type")
}

// TestExamplesOfPagesThatDiffer checks that a body that only another page
// documents is a known mismatch of the example, and a finding.
func TestExamplesOfPagesThatDiffer(t *testing.T) {
	tug, berth := typ(port, "tug", "id"), typ(port, "berth", "id")
	list := returns(routed("tug-list", "ListTugs", "GET", "tugs"), 200, ref(tug, true))
	list.Kind = model.List
	one := returns(routed("tug-get", "GetTug", "GET", "Tugs"), 200, ref(tug, false))
	one.Kind = model.Get
	one.Examples = []*model.Example{
		example("one", one.Routes[0], func(e *model.Example) { e.Request.Path, e.Response.JSON = "/Tugs", `{"id": "1"}` }),
		example("missing", one.Routes[0], func(e *model.Example) { e.Response.Status = 404 }),
		example("known", one.Routes[0], func(e *model.Example) { e.Response.JSON, e.Response.Gap = `{"id": "1"}`, ruleNoBody }),
	}
	create := routed("tug-post", "CreateTug", "POST", "tugs")
	create.Kind, create.Request = model.Create, &model.Body{Ref: ref(tug, false)}
	other := routed("berth-post", "CreateTugInBerth", "POST", "tugs")
	other.Kind, other.Request = model.Create, &model.Body{Ref: ref(berth, false)}
	bad := "unknownFutureValue"
	tug.Properties = append(tug.Properties, property("side", "", func(q *model.Property) { q.Ref = ref(enum("side", bad), false) }))
	other.Examples = []*model.Example{
		example("array", other.Routes[0], func(e *model.Example) { e.Request.JSON = `[1]` }),
		example("marker", other.Routes[0], func(e *model.Example) { e.Request.JSON = `{"side": "unknownFutureValue"}` }),
		example("good", other.Routes[0], func(e *model.Example) { e.Request.JSON = `{"id": "a"}` }),
	}
	m := &model.Model{Types: []*model.Type{berth, tug}, Operations: []*model.Operation{list, one, create, other}}
	all, findings := examplesOf(t, m, choice.Choice{})
	assert.Equal(t, ruleLineDiffers.Name, all["one"].ResponseGap)
	assert.Equal(t, "/tugs", all["one"].Path, "as on the page of the function")
	assert.Empty(t, all["missing"].ResponseGap)
	assert.Equal(t, ruleNoBody.Name, all["known"].ResponseGap, "a mismatch with the page remains")
	assert.Equal(t, ruleLineDiffers.Name, all["array"].RequestGap)
	assert.Empty(t, all["array"].ResponseGap, "the request is sent, but differs from the page")
	assert.Equal(t, ruleLineDiffers.Name, all["marker"].RequestGap)
	assert.Equal(t, ruleLineDiffers.Name, all["marker"].ResponseGap, "without a request there is no response")
	assert.Empty(t, all["good"].RequestGap)
	assert.Len(t, findings, 3)
	for _, f := range findings {
		assert.Contains(t, f, "documents a different body: the example on this page is a known mismatch [request-line-differs]")
	}
}

// TestExamplesWithValuesThatAreKept checks that values kept as JSON have no
// unknown properties and no mismatches.
func TestExamplesWithValuesThatAreKept(t *testing.T) {
	tug, berth := typ(port, "tug", "id"), typ(port, "berth", "id")
	tug.Properties = append(tug.Properties, property("berth", "", func(q *model.Property) { q.Ref, q.Navigation = ref(berth, false), true }))
	get := returns(routed("tug-get", "GetTug", "GET", "tugs"), 200, ref(tug, false))
	get.Kind = model.Get
	get.Examples = []*model.Example{
		example("unknown", get.Routes[0], func(e *model.Example) { e.Response.JSON = `{"hull": 1, "berth": {"depth": 4}}` }),
		example("wrong", get.Routes[0], func(e *model.Example) { e.Response.JSON = `{"berth": {"id": 4}}` }),
	}
	for _, e := range get.Examples { // like the parser
		e.Response.Gap, e.Response.Unknown = responseGap(get.Responses[0], e.Response, nil)
	}
	m := &model.Model{Types: []*model.Type{berth, tug}, Operations: []*model.Operation{get}}
	all, _ := examplesOf(t, m, choice.Choice{})
	assert.Equal(t, []string{"depth", "hull"}, all["unknown"].Unknown)
	assert.NotEmpty(t, all["wrong"].ResponseGap)
	for _, c := range []choice.Choice{{Relationships: choice.Raw}, {Exclude: []string{"harbor.port.berth"}}} {
		all, _ := examplesOf(t, m, c)
		assert.Equal(t, []string{"hull"}, all["unknown"].Unknown)
		assert.Empty(t, all["wrong"].ResponseGap)
	}
}

// TestResponsesThatAreNotReturned checks the finding for a page that documents
// a response body if the principal page documents none.
func TestResponsesThatAreNotReturned(t *testing.T) {
	tug := typ(port, "tug", "id")
	principal := returns(routed("tug-update", "UpdateTug", "PATCH", "tugs"), 204, model.Ref{})
	principal.Kind = model.Update
	principal.Examples = []*model.Example{
		example("empty", principal.Routes[0], func(e *model.Example) { e.Response.Status = 204 }),
		example("refused", principal.Routes[0], func(e *model.Example) { e.Response.Status, e.Response.JSON = 400, `{"error": {}}` }),
	}
	documents := returns(routed("tug-change", "ChangeTug", "PATCH", "tugs"), 200, ref(tug, false))
	documents.Kind = model.Update
	shows := returns(routed("tug-shows", "ShowTug", "PATCH", "tugs"), 204, model.Ref{})
	shows.Kind = model.Update
	shows.Examples = []*model.Example{example("text", shows.Routes[0], func(e *model.Example) { e.Response.Text = "done" })}
	m := &model.Model{Types: []*model.Type{tug}, Operations: []*model.Operation{principal, documents, shows}}
	_, findings := examplesOf(t, m, choice.Choice{})
	require.Len(t, findings, 2)
	assert.Contains(t, findings[0], "the page documents that PATCH /tugs returns 200 with harbor.port.tug, but UpdateTug returns nothing, as documented on api/tug-update.md [response-not-returned]")
	assert.Contains(t, findings[1], "the example shows that PATCH /tugs returns 200 with a body, but UpdateTug returns nothing, as documented on api/tug-update.md [response-not-returned]")
}
