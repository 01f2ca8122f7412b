package choice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
)

func harbor() *model.Model {
	place := &model.Type{Namespace: "harbor.port", Name: "place"}
	tide := &model.Enum{Namespace: "harbor.port", Name: "tide"}
	pilot := &model.Type{Namespace: "harbor.port", Name: "pilot", Properties: []*model.Property{{Name: "home", Ref: model.Ref{Struct: place}}}}
	berth := &model.Type{Namespace: "harbor.port", Name: "berth", BaseType: place, Properties: []*model.Property{
		{Name: "pilot", Ref: model.Ref{Struct: pilot}}, {Name: "self", Ref: model.Ref{}}, {Name: "tide", Ref: model.Ref{Enum: tide}}}}
	berth.Properties[1].Struct = berth
	notice := &model.Type{Namespace: "harbor.port", Name: "notice"}
	op := func(page, method string, typ *model.Type, paths ...string) *model.Operation {
		return &model.Operation{Page: page, Method: method, Paths: paths, Responses: []*model.Response{{Status: 200, Ref: model.Ref{Struct: typ}}}}
	}
	return &model.Model{
		Types: []*model.Type{berth, notice, pilot, place},
		Enums: []*model.Enum{tide},
		Operations: []*model.Operation{
			op("api/berth-get.md", "GET", berth, "/berths/{id}", "/me/berth"),
			op("api/berth-delete.md", "DELETE", nil, "/berths/{id}"),
			op("api/notice-list.md", "GET", notice, "/notices"),
			op("api/pilot-get.md", "GET", pilot, "/berths/{id}/pilots/{name}"),
		},
	}
}

func pages(c *choice.Chosen) []string {
	list := []string{}
	for _, op := range c.Operations {
		list = append(list, op.Page[len("api/"):len(op.Page)-len(".md")])
	}
	return list
}

func TestPatterns(t *testing.T) {
	for _, test := range []struct{ include, exclude, want []string }{
		{nil, nil, []string{"berth-get", "berth-delete", "notice-list", "pilot-get"}},
		{[]string{"berth-*"}, nil, []string{"berth-get", "berth-delete"}},
		{[]string{"api/berth-get.md"}, nil, []string{"berth-get"}},
		{[]string{"GET /berths/*"}, nil, []string{"berth-get"}},
		{[]string{"get /Berths/{berth-id}"}, nil, []string{"berth-get"}},
		{[]string{"/berths/{id}"}, nil, []string{"berth-get", "berth-delete"}},
		{[]string{"* /berths/{id}"}, nil, []string{"berth-get", "berth-delete"}},
		{[]string{"/berths/**"}, nil, []string{"berth-get", "berth-delete", "pilot-get"}},
		{[]string{"/**/pilots/*"}, nil, []string{"pilot-get"}},
		{[]string{"/me/b*"}, nil, []string{"berth-get"}},
		{[]string{"berth-*", "notice-list"}, []string{"DELETE /**"}, []string{"berth-get", "notice-list"}},
		{nil, []string{"/berths/**"}, []string{"notice-list"}},
		{[]string{"harbor.port.place"}, nil, []string{}},
	} {
		c, err := choice.Choice{Include: test.include, Exclude: test.exclude}.Of(harbor())
		require.NoError(t, err, "%q %q", test.include, test.exclude)
		assert.Equal(t, test.want, pages(c), "%q without %q", test.include, test.exclude)
	}
}

func TestPatternsThatMakeNoSense(t *testing.T) {
	for pattern, want := range map[string]string{
		"[":                  "syntax error",
		"GET berths":         "want a request line",
		"GET /ships":         "nothing in the pages matches",
		"berth-gt":           "nothing in the pages matches",
		"harbor.port.bert":   "nothing in the pages matches",
		"PATCH /berths/{id}": "nothing in the pages matches",
	} {
		_, err := choice.Choice{Include: []string{pattern}}.Of(harbor())
		assert.ErrorContains(t, err, want, pattern)
	}
	for _, pattern := range []string{"GET /ships", "harbor.port.bert"} {
		_, err := choice.Choice{Exclude: []string{pattern}}.Of(harbor())
		assert.ErrorContains(t, err, "nothing in the pages matches", pattern)
	}
}

// TestTypesLeftOut checks that operations that send or return an excluded type
// are excluded, that types with such a property are included, and that nothing
// is included because of an excluded type.
func TestTypesLeftOut(t *testing.T) {
	m := harbor()
	c, err := choice.Choice{Exclude: []string{"harbor.port.pilot", "harbor.port.T*"}}.Of(m)
	require.NoError(t, err)
	assert.Equal(t, []string{"berth-get", "berth-delete", "notice-list"}, pages(c))
	var in []string
	for _, typ := range m.Types {
		assert.Equal(t, typ.Name == "pilot", c.IsOut(typ), typ.Name)
		if c.HasType(typ) {
			in = append(in, typ.Name)
		}
	}
	assert.Equal(t, []string{"berth", "notice"}, in)
	assert.True(t, c.IsOut(m.Enums[0]))
	assert.False(t, c.HasEnum(m.Enums[0]))

	c, err = choice.Choice{Include: []string{"harbor.port.berth"}, Exclude: []string{"harbor.port.berth"}}.Of(m)
	require.NoError(t, err)
	assert.False(t, c.HasType(m.Types[0]))
}

func TestWhy(t *testing.T) {
	m := harbor()
	c, err := choice.Choice{Include: []string{"berth-get", "harbor.port.notice"}}.Of(m)
	require.NoError(t, err)
	why := map[string]string{}
	for _, typ := range m.Types {
		if c.HasType(typ) {
			why[typ.Name] = c.Why(typ, nil)
		}
	}
	assert.Equal(t, map[string]string{
		"berth":  "GET /berths/{id} → response → berth",
		"notice": "chosen by name → notice",
		"pilot":  "GET /berths/{id} → response → berth.pilot → pilot",
		"place":  "GET /berths/{id} → response → berth.pilot → pilot.home → place",
	}, why)
	assert.Equal(t, "GET /berths/{id} → response → berth.tide → tide", c.Why(nil, m.Enums[0]))
	assert.Equal(t, 4, c.Types(m))

	all, err := choice.Choice{}.Of(m)
	require.NoError(t, err)
	assert.True(t, all.HasType(m.Types[1]) && all.HasEnum(m.Enums[0]))
	assert.Empty(t, all.Why(m.Types[1], nil), "everything is included")
}

// TestFind checks that a pattern without a match does not prevent the others.
func TestFind(t *testing.T) {
	chosen, unmatched, err := choice.Choice{Include: []string{"berth-get", "GET /tugs"}, Exclude: []string{"DELETE /**", "harbor.port.wind"}}.Find(harbor())
	require.NoError(t, err)
	assert.Equal(t, []string{"GET /tugs", "harbor.port.wind"}, unmatched)
	assert.Equal(t, []string{"berth-get"}, pages(chosen))
	_, _, err = choice.Choice{Include: []string{"["}}.Find(harbor())
	assert.Error(t, err)
}
