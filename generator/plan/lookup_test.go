package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// TestLookup checks that lookups agree with the plan of the package.
func TestLookup(t *testing.T) {
	tug, list := typ(port, "tug", "id", "tug-type", "@odata.etag"), op("tug-list", "ListTugs", "Harbor")
	list.QueryParameters = []*model.Parameter{{Name: "$select", Ref: str()}}
	list.Headers = []*model.Parameter{{Name: "If-Match", Ref: str()}}
	m := &model.Model{
		Types:      []*model.Type{tug, typ("harbor.port.sea", "tug"), typ(port, "seaTug")},
		Enums:      []*model.Enum{enum("tide", "low", "LOW", "high")},
		Operations: []*model.Operation{list},
	}
	pkg, _ := planAll(t, m)
	l, findings, err := NewLookup(m, Options{Package: "harbor", BaseURL: "https://harbor.example", Reserved: templates.Declared()})
	require.NoError(t, err)

	assert.Equal(t, "Tug", l.Type(m.Types[0]).String())
	assert.Equal(t, "SeaTug", l.Type(m.Types[1]).String())
	assert.Equal(t, "SeaTugV2", l.Type(m.Types[2]).String())
	assert.Equal(t, "Tide", l.Enum(m.Enums[0]).String())
	assert.Len(t, l.Members(m.Enums[0]), 2)
	assert.Equal(t, "TugType", l.Field(tug, tug.Properties[1]).Name.String())
	assert.Nil(t, l.Field(tug, tug.Properties[2]), "control information has no field")

	d := l.Operation(list)
	assert.Equal(t, "Select", d.Query("$select").Name.String())
	assert.Equal(t, "IfMatch", d.Header("if-match").Name.String())
	assert.Nil(t, d.Query("$top"))
	assert.Nil(t, d.Parameter("note"))
	var planned []string
	for _, g := range pkg.Groups {
		for _, decl := range g.Decls {
			if f, ok := decl.(*Function); ok {
				planned = append(planned, f.Signature())
			}
		}
	}
	require.Len(t, d.Functions, len(planned))
	for i, f := range d.Functions {
		assert.Equal(t, planned[i], f.Signature())
	}
	assert.NotEmpty(t, findings, "the name is taken")
}

// TestLookupOfNames checks which part of the model has a name.
func TestLookupOfNames(t *testing.T) {
	m := overridden()
	tug, lights, get, act := m.Types[3], m.Enums[0], m.Operations[1], m.Operations[2]
	tug.BaseType.BaseType = tug
	l, _, err := NewLookup(m, Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared()})
	require.NoError(t, err)
	for name, want := range map[string]any{
		"Tug": tug, "Lights": lights, "LightsRed": lights, "GetTug": get, "NewGetTugRequest": get, "GetTugOptions": get, "ActTugBody": act, "Client": nil, "BaseURL": nil,
	} {
		of, known := l.Named(name)
		assert.True(t, known, name)
		assert.Equal(t, want, of, name)
	}
	of, known := l.Named("Tow")
	assert.False(t, known)
	assert.Nil(t, of)
	assert.Equal(t, "To", l.Operation(act).Parameter("to").Name.String())
	assert.Equal(t, &Declarations{}, l.Operation(&model.Operation{}))
	assert.Nil(t, l.Operation(&model.Operation{}).Query("x"))
	assert.Nil(t, l.Field(tug, &model.Property{Name: "none"}))
	assert.True(t, l.Type(&model.Type{}).IsZero())

	param := &model.Parameter{Name: "id", Ref: str()}
	o := routed("tug-see", "SeeTug", "GET", "tugs", param)
	l, _, err = NewLookup(&model.Model{Operations: []*model.Operation{o}}, Options{Package: "harbor"})
	require.NoError(t, err)
	f := l.Operation(o).Functions[0]
	assert.Equal(t, "id", f.Argument(param).Name.String())
	assert.Nil(t, f.Argument(&model.Parameter{Name: "id"}))
}
