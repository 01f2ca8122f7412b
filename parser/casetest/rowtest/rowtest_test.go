package rowtest

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
)

// TestParse checks that parsing the same pages twice gives the same text.
func TestParse(t *testing.T) {
	cases := read(t, "../../../testdata/cases/")
	require.NotEmpty(t, cases)
	for _, c := range cases {
		assert.Equal(t, c.result, c.parse(t), c.name)
	}
}

// TestWriter checks that the text has all fields of a model, each value once.
func TestWriter(t *testing.T) {
	text := func(m *model.Model) string {
		w := &writer{known: map[uintptr]int{}}
		w.value(reflect.ValueOf(m))
		return w.text.String()
	}
	crane := &model.Type{Name: "crane"}
	crane.Properties = []*model.Property{{Name: "twin", Ref: model.Ref{Type: "harbor.port.crane", Struct: crane}}}
	m := &model.Model{Types: []*model.Type{crane}}
	was := text(m)
	assert.Contains(t, was, "twin")
	crane.Deprecated = true
	assert.NotEqual(t, was, text(m), "fields that are not in the JSON count, too")
}

// TestContaining checks that cases with the largest share of the words come
// first.
func TestContaining(t *testing.T) {
	a, b, c := &tree{words: "tide in the harbor"}, &tree{words: "no such word"}, &tree{words: "tide tide"}
	assert.Equal(t, []*tree{c, a}, containing([]*tree{a, b, c}, "tide"))
}
