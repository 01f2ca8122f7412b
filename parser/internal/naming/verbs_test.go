package naming_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/model"
)

// TestVerbs checks the names of all operations and request lines in the cases. The name
// of a list has the verb "List" or that of the title, and no action that its path does
// not call so has the verb "Get".
func TestVerbs(t *testing.T) {
	files, err := filepath.Glob(phasetest.Cases)
	require.NoError(t, err)
	isName := regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
	names := 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		root := fstest.MapFS{}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".md") {
				root[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		m, _ := phasetest.Read(t, root)
		for _, op := range m.Operations {
			verb, _, _ := strings.Cut(strings.ToLower(op.Title), " ")
			for _, r := range op.Routes {
				names++
				at := file + ": " + op.Page + ": " + r.Name
				assert.Regexp(t, isName, r.Name, at)
				if op.Kind == model.List {
					lower := strings.ToLower(r.Name)
					assert.True(t, strings.HasPrefix(lower, "list") || strings.HasPrefix(lower, verb), at)
					assert.False(t, strings.HasPrefix(lower, "get"), at)
				}
				if op.Method == "POST" && strings.HasPrefix(r.Name, "Get") {
					assert.Regexp(t, `(?i)[/.]get\w*(\(|$)`, r.Path, at)
				}
			}
		}
	}
	assert.Greater(t, names, 500)
}
