package fake

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
)

// The fake is copied out and keeps its own table of the primitive types: it takes
// the JSON that they have, and keeps the others as they are.
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
