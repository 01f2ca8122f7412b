package target_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
)

// TestScope checks which subjects of findings belong to a package: its operations by
// any spelling of their request lines, and its types with their base types.
func TestScope(t *testing.T) {
	ship := &model.Type{Namespace: "harbor.port", Name: "ship"}
	state := &model.Enum{Namespace: "harbor.port", Name: "tugState"}
	tug := &model.Type{Namespace: "harbor.port", Name: "tug", BaseType: ship, Properties: []*model.Property{{Name: "state", Ref: model.Ref{Enum: state}}}}
	crane := &model.Type{Namespace: "harbor.port", Name: "crane"}
	m := &model.Model{Types: []*model.Type{crane, ship, tug}, Enums: []*model.Enum{state}, Operations: []*model.Operation{
		{Page: "api/tug-get.md", Method: "GET", Paths: []string{"/tugs/{id}"}, Responses: []*model.Response{{Status: 200, Ref: model.Ref{Struct: tug}}}},
		{Page: "api/crane-get.md", Method: "GET", Paths: []string{"/cranes/{id}"}, Responses: []*model.Response{{Status: 200, Ref: model.Ref{Struct: crane}}}},
	}}
	one, err := target.New(harbor(t), config.Settings{Docs: "docs", Out: "tugs", Include: []string{"tug-get", "gone-get"}}, false)
	require.NoError(t, err)
	var s target.Scope
	unmatched, err := s.Add(one, m)
	require.NoError(t, err)
	assert.Equal(t, []string{"gone-get"}, unmatched)
	for subject, want := range map[string]bool{
		"": true, "harbor.port.tug": true, "harbor.port.Tug/state": true, "harbor.port.ship/id": true, "harbor.port.tugState/idle": true,
		"GET /Tugs/{tug-id}": true, "GET /tugs/{id}?$top": true,
		"harbor.port.crane": false, "harbor.port.tugs": false, "GET /cranes/{id}": false, "DELETE /tugs/{id}": false, "POST harbor.port.tug/tow": false,
	} {
		assert.Equal(t, want, s.Has(subject), subject)
	}

	bad, err := target.New(harbor(t), config.Settings{Docs: "docs", Out: "tugs", Include: []string{"["}}, false)
	require.NoError(t, err)
	_, err = s.Add(bad, m)
	assert.Error(t, err)
}
