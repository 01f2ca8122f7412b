package generator

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
)

// corpus returns what the pages of Microsoft Graph say, or skips the test where
// they are not at hand.
func corpus(t testing.TB) *model.Model {
	t.Helper()
	if _, err := os.Stat(corpusRoot); err != nil {
		t.Skip("the pages of Microsoft Graph are not at hand")
	}
	m, err := parsedCorpus()
	require.NoError(t, err)
	return m
}

var corpusRoot = filepath.Join("..", "..", "shared", "corpus", "graph-2021-07", "api-reference")

// parsedCorpus reads the pages once for all tests. Generating does not change a model.
var parsedCorpus = sync.OnceValues(func() (*model.Model, error) {
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(corpusRoot), Docs: "v1.0"})
	return m, err
})

// generatedCorpus returns the package of all pages of Microsoft Graph. It is generated
// once for all tests.
func generatedCorpus(t testing.TB) []File {
	t.Helper()
	m := corpus(t)
	corpusOnce.Do(func() { corpusFiles = generate(t, m, Options{Package: "graph"}) })
	return corpusFiles
}

var (
	corpusOnce  sync.Once
	corpusFiles []File
)
