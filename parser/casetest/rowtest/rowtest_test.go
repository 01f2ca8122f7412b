package rowtest

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
)

// The same pages give the same text, so that a row alone can make it another.
func TestParse(t *testing.T) {
	cases := read(t, "../../../testdata/cases/")
	require.NotEmpty(t, cases)
	for _, c := range cases {
		assert.Equal(t, c.result, c.parse(t), c.name)
	}
}

// All that a model holds is in its text, once.
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
	assert.NotEqual(t, was, text(m), "what is not in JSON counts, too")
}

// The cases with the largest part of the words come first.
func TestThose(t *testing.T) {
	a, b, c := &tree{words: "tide in the harbor"}, &tree{words: "no such word"}, &tree{words: "tide tide"}
	assert.Equal(t, []*tree{c, a}, those([]*tree{a, b, c}, "tide"))
}
