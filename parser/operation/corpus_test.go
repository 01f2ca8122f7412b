package operation_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// corpus finds a folder of the corpus next to the project.
func corpus(t testing.TB, folder string) fs.FS {
	dir, err := os.Getwd()
	require.NoError(t, err)
	for ; ; dir = filepath.Dir(dir) {
		root := filepath.Join(dir, "shared", "corpus", folder)
		if _, err := os.Stat(root); err == nil {
			return os.DirFS(root)
		}
		if dir == filepath.Dir(dir) {
			t.Skip("the corpus is not at hand")
		}
	}
}

// TestCorpus checks that the reader reads real pages as well as before.
func TestCorpus(t *testing.T) {
	pages := phasetest.Pages(t, corpus(t, "graph-2021-07/api-reference"), "v1.0")
	m := pages.Link()
	pages.Settle(m)
	require.NoError(t, pages.Check(context.Background(), m))
	lines, examples := m.Coverage.RequestLines, m.Coverage.Examples
	assert.GreaterOrEqual(t, lines.Read*1000, lines.Of*995, "request lines %+v", lines)
	assert.GreaterOrEqual(t, examples.Read*1000, examples.Of*995, "examples %+v", examples)

	names := map[string]string{} // request lines, by name
	mismatches := map[string]int{}
	sides, clean := 0, 0
	count := func(rule *source.Rule) {
		sides++
		if rule == nil {
			clean++
			return
		}
		mismatches[rule.Name]++
	}
	seen := map[*model.ExampleRequest]bool{}
	for _, op := range m.Operations {
		for _, r := range op.Routes {
			name, line := strings.ToLower(r.Name), op.Method+" "+r.Shape()
			assert.True(t, names[name] == "" || names[name] == line, "%s of %s", name, op.Page)
			names[name] = line
		}
		for _, e := range op.Examples {
			if !seen[e.Request] {
				seen[e.Request] = true
				count(e.Request.Gap)
			}
			if e.Response != nil {
				count(e.Response.Gap)
			}
		}
	}
	t.Logf("%d operations; %d of %d sides of examples hold; the others: %v", len(m.Operations), clean, sides, mismatches)
	assert.GreaterOrEqual(t, clean, 4200)
}

func BenchmarkRead(b *testing.B) {
	root := corpus(b, "graph-2021-07/api-reference")
	reader := page.NewReader(root, "v1.0")
	names, err := fs.Glob(root, "v1.0/api/*.md")
	require.NoError(b, err)
	var pages []*page.Page
	var types []*schema.Declarations
	for _, name := range names {
		p, err := reader.Read(strings.TrimPrefix(name, "v1.0/"))
		require.NoError(b, err)
		pages, types = append(pages, p), append(types, schema.Read(p))
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, p := range pages {
			operation.Read(p, types[i], nil)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	pages := phasetest.Pages(b, corpus(b, "graph-2021-07/api-reference"), "v1.0")
	m := pages.Link()
	pages.Settle(m)
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, pages.Check(context.Background(), m))
	}
}
