package generator

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
)

// corpus returns what the pages of Microsoft Graph say, or skips the test where
// they are not at hand.
func corpus(t testing.TB) *model.Model {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "corpus", "graph-2021-07", "api-reference")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the pages of Microsoft Graph are not at hand")
	}
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(root), Docs: "v1.0"})
	require.NoError(t, err)
	return m
}
