package drift_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/metadata"
)

const (
	corpus  = "../../../shared/corpus/graph-2021-07/api-reference"
	service = "../../../shared/oracle/v1.0-2021-07.csdl.xml"
)

// realService reads the pages and the metadata of a real service.
func realService(t testing.TB) (is, was drift.Side) {
	text, err := os.ReadFile(service)
	if err != nil {
		t.Skip("needs real metadata beside this checkout")
	}
	w, _, err := metadata.Read(bytes.NewReader(text), "service.xml")
	require.NoError(t, err)
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(corpus), Docs: "v1.0"})
	require.NoError(t, err)
	return drift.Side{Model: m}, drift.Side{Model: w}
}

// TestCorpus compares real pages with themselves, and with the metadata of
// their service.
func TestCorpus(t *testing.T) {
	is, was := realService(t)
	assert.Empty(t, drift.Compare(is, is, drift.Revisions))

	changes := drift.Compare(is, was, drift.Metadata)
	assert.Equal(t, changes, drift.Compare(is, was, drift.Metadata))
	for _, c := range changes {
		assert.NotEmpty(t, c.Position.File, c.Subject)
		assert.NotZero(t, c.Position.Line, c.Subject)
		assert.NotContains(t, c.Message, "%!", c.Subject)
	}
}

func BenchmarkCompare(b *testing.B) {
	is, was := realService(b)
	b.ReportAllocs()
	for b.Loop() {
		drift.Compare(is, was, drift.Metadata)
	}
}
