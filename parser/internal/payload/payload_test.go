package payload_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
)

func parse(t *testing.T, json string) *lenient.Value {
	if json == "" {
		return nil
	}
	v, _, err := lenient.Parse(json)
	require.NoError(t, err)
	return v
}

func TestShapes(t *testing.T) {
	for _, tt := range []struct {
		json    string
		shape   payload.Shape
		objects int
		first   string // its JSON
		list    bool
	}{
		{``, payload.None, 0, ``, false},
		{`{}`, payload.Object, 1, `{}`, false},
		{`{"a":1}`, payload.Object, 1, `{"a":1}`, false},
		{`{"value":null}`, payload.Object, 1, `{"value":null}`, false},
		{`{"value":[{"a":1},{"b":2}]}`, payload.List, 2, `{"a":1}`, false},
		{`{"@odata.context":"x","value":[]}`, payload.List, 0, ``, false},
		{`{"value":["a"]}`, payload.Scalars, 0, `"a"`, false},
		{`{"value":{"a":1}}`, payload.Wrapped, 1, `{"a":1}`, false},
		{`{"value":"a"}`, payload.Scalar, 0, `"a"`, false},
		{`"a"`, payload.Scalar, 0, ``, false},
		{`[{"a":1}]`, payload.List, 1, `{"a":1}`, false},
		{`[]`, payload.List, 0, ``, false},
		{`[1,2]`, payload.Scalars, 0, `1`, false},
		{`{"value":[{"a":1}],"total":1}`, payload.Object, 1, `{"value":[{"a":1}],"total":1}`, true},
		{`{"value":"x","total":1}`, payload.Object, 1, `{"value":"x","total":1}`, false},
	} {
		v := parse(t, tt.json)
		assert.Equal(t, tt.shape, payload.ShapeOf(v), tt.json)
		assert.Len(t, payload.Objects(v), tt.objects, tt.json)
		assert.Equal(t, tt.list, payload.HoldsList(v), tt.json)
		first := payload.First(v)
		if tt.first == "" {
			assert.Nil(t, first, tt.json)
		} else if assert.NotNil(t, first, tt.json) {
			assert.Equal(t, tt.first, string(first.AppendJSON(nil)), tt.json)
		}
	}
}

func TestScalarType(t *testing.T) {
	for json, want := range map[string]string{
		`"a"`: "Edm.String", `true`: "Edm.Boolean", `1`: "Edm.Int32", `1.5`: "Edm.Double", `12345678901`: "Edm.Int64", `null`: "", `{}`: "", `[]`: "", ``: "",
	} {
		assert.Equal(t, want, payload.ScalarType(parse(t, json)), json)
	}
	assert.Equal(t, "#a.b", payload.Tag(parse(t, `{"@odata.type":"#a.b"}`)))
	assert.Empty(t, payload.Tag(nil))
	assert.True(t, payload.IsAnnotation("a@odata.bind"))
	assert.False(t, payload.IsAnnotation("a"))
}

func TestCutCollection(t *testing.T) {
	for in, want := range map[string]string{
		"a.b": "a.b", " #a.b ": "a.b", "Collection(a.b)": "a.b[]", "#collection( a.b )": "a.b[]", "Collection(": "Collection(", "collection(x": "x[]", "Collections(a)": "Collections(a)",
	} {
		name, many := payload.CutCollection(in)
		if many {
			name += "[]"
		}
		assert.Equal(t, want, name, in)
	}
}
