package fake

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
)

// The fake does not import package edm, and has its own table of primitive
// types. It accepts the JSON of these types and keeps values of other types
// unchanged.
func TestPrimitives(t *testing.T) {
	for name := range kinds {
		assert.NotEmpty(t, edm.Named(name).Name, name)
	}
	for _, p := range edm.Primitives() {
		takes := func(v any) bool { return kinds[p.Name] == nil || kinds[p.Name](v) }
		free := p.Kind == edm.Any
		assert.Equal(t, free || p.Kind == edm.Text || p.TextToo || p.Infinite, takes("word"), p.Name)
		assert.Equal(t, free || p.Kind == edm.Number, takes(json.Number("1")), p.Name)
		assert.Equal(t, free || p.Kind == edm.Bool, takes(true), p.Name)
	}
}
