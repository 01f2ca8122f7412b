package fake

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
)

// The fake does not import package edm, and has its own table of primitive
// types. It accepts the JSON of these types and keeps values of other types
// unchanged.
func TestPrimitives(t *testing.T) {
	texts := []string{"word", "5b649834-7412-4cce-9e69-176e95a394f5", "2026-02-28", "12:00", "PT1S", "1"}
	for name := range kinds {
		assert.NotEmpty(t, edm.Named(name).Name, name)
	}
	for _, p := range edm.Primitives() {
		takes := func(v any) bool { return kinds[p.Name] == nil || kinds[p.Name](v) }
		free := p.Kind == edm.Any
		takesText := slices.ContainsFunc(texts, func(text string) bool { return takes(text) })
		assert.Equal(t, free || p.Kind == edm.Text || p.TextToo || p.Infinite, takesText, p.Name)
		assert.Equal(t, free || p.Kind == edm.Number, takes(json.Number("1")), p.Name)
		assert.Equal(t, free || p.Kind == edm.Bool, takes(true), p.Name)
	}
}
