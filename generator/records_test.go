package generator

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
)

// TestRecordsOfTheSamePages checks that a package made with its own names is the same,
// whole and in part.
func TestRecordsOfTheSamePages(t *testing.T) {
	h := newHarbor()
	models := map[string]*model.Model{"harbor": &h.Model}
	if !testing.Short() {
		models["corpus"] = corpus(t)
	}
	for name, m := range models {
		o := Options{Package: "harbor"}
		if name == "corpus" {
			o.Choice = choice.Choice{Include: []string{"api/c*.md"}}
		}
		first, _, err := Make(context.Background(), m, o)
		require.NoError(t, err)
		require.NotEmpty(t, first.Records)
		o.Records = first.Records
		again, _, err := Make(context.Background(), m, o)
		require.NoError(t, err)
		assert.Equal(t, first.Records, again.Records, name)
		for i, f := range first.Files {
			require.Equal(t, f.Name, again.Files[i].Name)
			require.Equal(t, string(f.Data), string(again.Files[i].Data), "%s: %s", name, f.Name)
		}
		assert.Len(t, again.Files, len(first.Files))
	}
}
