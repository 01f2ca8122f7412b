package page

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// corpus returns the folder of real pages beside the project, and the names of
// the pages in a folder of it.
func corpus(t testing.TB, docs string) (fs.FS, []string) {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		folder := filepath.Join(dir, "shared", "corpus")
		if _, err := os.Stat(folder); err == nil {
			return os.DirFS(folder), pagesBelow(t, filepath.Join(folder, docs))
		}
		if dir == filepath.Dir(dir) {
			t.Skip("The folder of real pages, ../shared/corpus, is not at hand.")
		}
		dir = filepath.Dir(dir)
	}
}

func pagesBelow(t testing.TB, folder string) []string {
	t.Helper()
	var names []string
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".md") {
			name, _ := filepath.Rel(folder, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	}))
	return names
}

var corpora = []struct{ name, root, docs string }{
	{"2021-07", "graph-2021-07/api-reference", "v1.0"},
	{"2021-01", "graph-2021-01/api-reference", "v1.0"},
	{"modern", "graph-modern/api-reference", "v1.0"},
	{"seed", "seed", "."},
}
