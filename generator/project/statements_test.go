package project

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
)

// TestStatements checks that a page says the same wherever its parts are, and something
// else if any fact is another one.
func TestStatements(t *testing.T) {
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	require.NoError(t, os.CopyFS(docs, os.DirFS("../../testdata/docs")))
	const vessel, enums, get = "resources/vessel.md", "resources/enums.md", "api/vessel-get.md"
	says := func() map[string]string {
		tree, err := pages.Of(dir, config.Settings{Docs: "docs"})
		require.NoError(t, err)
		m, _, err := tree.Read(context.Background(), nil)
		require.NoError(t, err)
		return statements(m, []string{vessel, enums, get, "none.md"})
	}
	was := says()
	assert.Equal(t, was, says())
	for _, test := range []struct {
		page, from, to string
		says           bool
	}{
		{vessel, "\n## Properties", "\n<!-- a comment -->\n\n\n## Properties", false},
		{vessel, "doc_type:", "ms.date: 11/30/2026\ndoc_type:", false},
		{get, "\n## ", "\n\n## ", false},
		{vessel, "| length | Double |", "| length | Int32 |", true},
		{vessel, "When the vessel passed", "Since the vessel passed", true},
		{enums, "atAnchor", "anchored", true},
		{get, "GET /vessels/{id}", "GET /ships/{id}", true},
	} {
		file := filepath.Join(docs, filepath.FromSlash(test.page))
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		changed := strings.ReplaceAll(string(text), test.from, test.to)
		require.NotEqual(t, string(text), changed, test.from)
		require.NoError(t, os.WriteFile(file, []byte(changed), 0o644))
		now := says()
		assert.Equal(t, test.says, now[test.page] != was[test.page], test.to)
		assert.Equal(t, was["none.md"], now["none.md"])
		require.NoError(t, os.WriteFile(file, text, 0o644))
	}
}
