package choice_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// fleet is a model of vessels with many relationships. No page shows them.
type fleet struct {
	*model.Model
	vessel, tug, crew, port, harbor *model.Type
	list, create                    *model.Operation
}

func newFleet() *fleet {
	typ := func(name string) *model.Type { return &model.Type{Namespace: "harbor.port", Name: name} }
	f := &fleet{vessel: typ("vessel"), tug: typ("tug"), crew: typ("crew"), port: typ("port"), harbor: typ("harbor")}
	f.tug.BaseType, f.vessel.Derived = f.vessel, []*model.Type{f.tug}
	relation := func(name string, t *model.Type) *model.Property {
		return &model.Property{Name: name, Navigation: true, Ref: model.Ref{Type: t.Qualified(), Struct: t, Collection: true}, Position: source.Position{File: "resources/fleet.md"}}
	}
	f.vessel.Properties = []*model.Property{relation("crew", f.crew), relation("ports", f.port), {Name: "home", Ref: model.Ref{Struct: f.harbor}}}
	f.tug.Properties = []*model.Property{relation("tows", f.vessel)}
	f.crew.Properties = []*model.Property{relation("from", f.port)}
	f.list = &model.Operation{Page: "api/vessel-list.md", Kind: model.List, Method: "GET", Paths: []string{"/vessels"},
		Routes:    []*model.Route{{Path: "/vessels", Segments: []model.Segment{{{Text: "vessels"}}}}},
		Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: "harbor.port.vessel", Struct: f.vessel, Collection: true}}}}
	f.create = &model.Operation{Page: "api/vessel-post.md", Kind: model.Create, Method: "POST", Paths: []string{"/vessels"},
		Routes:  []*model.Route{{Path: "/vessels", Segments: []model.Segment{{{Text: "vessels"}}}}},
		Request: &model.Body{Ref: model.Ref{Type: "harbor.port.vessel", Struct: f.vessel}}}
	f.Model = &model.Model{Types: []*model.Type{f.crew, f.harbor, f.port, f.tug, f.vessel}, Operations: []*model.Operation{f.list, f.create}}
	return f
}

func (f *fleet) example(op *model.Operation, query, request, response string) {
	e := &model.Example{Request: &model.ExampleRequest{JSON: model.RawJSON(request)}, Response: &model.ExampleResponse{Status: 200, JSON: model.RawJSON(response)}}
	if query != "" {
		e.Request.Query = []model.NameValue{{Name: "$expand", Value: query}, {Name: "$filter", Value: "tows"}}
	}
	op.Examples = append(op.Examples, e)
}

// followed returns the relationships that are followed.
func (f *fleet) followed(t *testing.T, c choice.Choice) []string {
	t.Helper()
	chosen, err := c.Of(f.Model)
	require.NoError(t, err)
	names := []string{}
	for _, typ := range f.Types {
		for _, q := range typ.Properties {
			if q.Navigation && chosen.Follows(q) {
				names = append(names, typ.Name+"."+q.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// TestRelationshipsThatPagesShow checks each way to show a relationship.
func TestRelationshipsThatPagesShow(t *testing.T) {
	for _, test := range []struct {
		why  string
		show func(f *fleet)
		want []string
	}{
		{"nothing", func(f *fleet) {}, []string{}},
		{"the body of a response", func(f *fleet) { f.example(f.list, "", "", `{"value": [{}, {"crew": [{"name": "Bo"}]}]}`) }, []string{"vessel.crew"}},
		{"deeper in it", func(f *fleet) { f.example(f.list, "", "", `{"value": [{"crew": [{"from": [{}]}]}]}`) }, []string{"crew.from", "vessel.crew"}},
		{"a value of a derived type", func(f *fleet) {
			f.example(f.list, "", "", `{"value": [{"@odata.type": "#harbor.port.Tug", "tows": [{}], "crew": []}]}`)
		}, []string{"tug.tows"}},
		{"no value", func(f *fleet) { f.example(f.list, "", "", `{"value": [{"crew": null, "ports": []}]}`) }, []string{}},
		{"an error", func(f *fleet) {
			f.example(f.list, "", "", `{"value": [{"crew": [{}]}]}`)
			f.list.Examples[0].Response.Status = 400
		}, []string{}},
		{"the body of a request", func(f *fleet) { f.example(f.create, "", `{"ports": [{"id": "b"}]}`, "") }, []string{"vessel.ports"}},
		{"no JSON", func(f *fleet) { f.example(f.create, "", `{"ports": [`, "") }, []string{}},
		{"$expand", func(f *fleet) { f.example(f.list, "crew", "", "") }, []string{"vessel.crew"}},
		{"$expand of several, with options", func(f *fleet) { f.example(f.list, "crew($select=a,b;$expand=from($top=1)),ports", "", "") }, []string{"crew.from", "vessel.crew", "vessel.ports"}},
		{"$expand along a path", func(f *fleet) { f.example(f.list, "crew/from,harbor.port.tug/tows", "", "") }, []string{"crew.from", "vessel.crew"}},
		{"$expand of what isn't there", func(f *fleet) { f.example(f.list, ",,masts(", "", "") }, []string{}},
		{"the description of $expand", func(f *fleet) {
			f.list.QueryParameters = []*model.Parameter{{Name: "$expand", Description: "Expands `crew`."}, {Name: "$filter", Description: "By ports."}}
		}, []string{"vessel.crew"}},
		{"the table of a body", func(f *fleet) { f.create.Request.Parameters = []*model.Parameter{{Name: "ports"}, {Name: "masts"}} }, []string{"vessel.ports"}},
		{"the description of the relationship", func(f *fleet) { f.tug.Properties[0].Description = "Those in tow. Supports $expand." }, []string{"tug.tows"}},
	} {
		f := newFleet()
		test.show(f)
		assert.Equal(t, test.want, f.followed(t, choice.Choice{}), test.why)
		assert.Equal(t, test.want, f.followed(t, choice.Choice{Include: []string{"vessel-post"}}), "%s, whatever is chosen", test.why)
	}
}

func TestRelationshipsByChoice(t *testing.T) {
	f := newFleet()
	f.example(f.list, "crew", "", "")
	assert.Equal(t, []string{"vessel.crew"}, f.followed(t, choice.Choice{Relationships: choice.Shown}))
	assert.Equal(t, []string{"crew.from", "tug.tows", "vessel.crew", "vessel.ports"}, f.followed(t, choice.Choice{Relationships: choice.Follow}))
	assert.Empty(t, f.followed(t, choice.Choice{Relationships: choice.Raw}))

	reached := func(r choice.Relationships) (names []string) {
		chosen, err := choice.Choice{Include: []string{"vessel-list"}, Relationships: r}.Of(f.Model)
		require.NoError(t, err)
		for _, typ := range f.Types {
			if chosen.HasType(typ) {
				names = append(names, typ.Name)
			}
		}
		return names
	}
	assert.Equal(t, []string{"crew", "harbor", "vessel"}, reached(choice.Shown))
	assert.Equal(t, []string{"crew", "harbor", "port", "vessel"}, reached(choice.Follow))
	assert.Equal(t, []string{"harbor", "vessel"}, reached(choice.Raw), "what is no relationship is followed")
}

// TestDerivedTypesThatRequestsSend checks that a subtype is included if an
// example of a request sends it.
func TestDerivedTypesThatRequestsSend(t *testing.T) {
	const tug = `{"@odata.type": "#harbor.port.tug"}`
	for _, test := range []struct {
		why  string
		show func(f *fleet)
		want []string
	}{
		{"nothing", func(f *fleet) {}, []string{"harbor", "vessel"}},
		{"a body", func(f *fleet) { f.example(f.create, "", tug, "") }, []string{"harbor", "tug", "vessel"}},
		{"a parameter of an action", func(f *fleet) {
			f.create.Request = &model.Body{Parameters: []*model.Parameter{{Name: "ship", Ref: model.Ref{Struct: f.vessel}}}}
			f.example(f.create, "", `{"ship": `+tug+`}`, "")
		}, []string{"harbor", "tug", "vessel"}},
		{"the body of a response", func(f *fleet) { f.example(f.create, "", "", tug) }, []string{"harbor", "vessel"}},
		{"a type that is not derived", func(f *fleet) { f.example(f.create, "", `{"@odata.type": "#harbor.port.crew"}`, "") }, []string{"harbor", "vessel"}},
	} {
		f := newFleet()
		test.show(f)
		chosen, err := choice.Choice{Include: []string{"vessel-post"}}.Of(f.Model)
		require.NoError(t, err)
		var reached []string
		for _, typ := range f.Types {
			if chosen.HasType(typ) {
				reached = append(reached, typ.Name)
			}
		}
		assert.Equal(t, test.want, reached, test.why)
	}
}

// TestPagesOfRelationships checks that the pages of a package include those
// that show its relationships.
func TestPagesOfRelationships(t *testing.T) {
	f := newFleet()
	f.example(f.list, "crew", "", "")
	chosen, err := choice.Choice{Include: []string{"harbor.port.vessel"}}.Of(f.Model)
	require.NoError(t, err)
	assert.Contains(t, chosen.Pages(f.Model), "api/vessel-list.md")
}

func TestParseRelationships(t *testing.T) {
	for _, name := range []string{"shown", "follow", "raw"} {
		r, err := choice.ParseRelationships(name)
		require.NoError(t, err)
		assert.Equal(t, name, string(r))
	}
	for _, name := range []string{"", "Raw", "all"} {
		_, err := choice.ParseRelationships(name)
		assert.ErrorContains(t, err, "want shown, follow or raw", name)
	}
}
