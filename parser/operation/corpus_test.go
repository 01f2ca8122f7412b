package operation_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// corpus finds a folder of the corpus beside the project.
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

// corpusPages are the pages of a folder, with what schema reads of them.
type corpusPages struct {
	pages        []*page.Page
	declarations []*schema.Declarations
	types        []*schema.Declarations // of resources
}

func readPages(t testing.TB, root fs.FS, docs string) *corpusPages {
	reader := page.NewReader(root, docs)
	tree, err := fs.Sub(root, docs)
	require.NoError(t, err)
	names, err := fs.Glob(tree, "*/*.md")
	require.NoError(t, err)
	var c corpusPages
	for _, name := range names {
		p, err := reader.Read(name)
		require.NoError(t, err)
		d := schema.Read(p)
		if strings.HasPrefix(name, "resources/") {
			c.types = append(c.types, d)
			continue
		}
		c.pages = append(c.pages, p)
		c.declarations = append(c.declarations, d)
	}
	return &c
}

func (c *corpusPages) read() ([]*operation.Operations, []*model.Operation) {
	var all []*operation.Operations
	var ops []*model.Operation
	for i, p := range c.pages {
		o := operation.Read(p, c.declarations[i])
		all = append(all, o)
		ops = append(ops, o.Ops...)
	}
	return all, ops
}

// TestCorpus holds the reader to what it reached on real pages.
func TestCorpus(t *testing.T) {
	c := readPages(t, corpus(t, "graph-2021-07/api-reference"), "v1.0")
	all, ops := c.read()
	var lines, examples model.Count
	for _, o := range all {
		lines.Read += o.RequestLines.Read
		lines.Of += o.RequestLines.Of
		examples.Read += o.Examples.Read
		examples.Of += o.Examples.Of
	}
	assert.GreaterOrEqual(t, lines.Read*1000, lines.Of*995, "request lines %+v", lines)
	assert.GreaterOrEqual(t, examples.Read*1000, examples.Of*995, "examples %+v", examples)

	types, _, _ := schema.Link(append(c.types, c.declarations...))
	operation.Check(ops, types)
	operation.Unique(ops, types)
	names := map[string]*model.Operation{}
	gaps := map[string]int{}
	sides, clean := 0, 0
	count := func(gap *source.Rule) {
		sides++
		if gap == nil {
			clean++
			return
		}
		gaps[gap.Name]++
	}
	seen := map[*model.ExampleRequest]bool{}
	for _, op := range ops {
		for _, r := range op.Routes {
			name := strings.ToLower(op.Name + r.Suffix)
			assert.Nil(t, names[name], "%s of %s", name, op.Page)
			names[name] = op
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
	t.Logf("%d operations; %d of %d sides of examples hold; the others: %v", len(ops), clean, sides, gaps)
	assert.GreaterOrEqual(t, clean, 4200)
}

func BenchmarkRead(b *testing.B) {
	c := readPages(b, corpus(b, "graph-2021-07/api-reference"), "v1.0")
	b.ReportAllocs()
	for b.Loop() {
		c.read()
	}
}

func BenchmarkCheck(b *testing.B) {
	c := readPages(b, corpus(b, "graph-2021-07/api-reference"), "v1.0")
	_, ops := c.read()
	types, _, _ := schema.Link(append(c.types, c.declarations...))
	b.ReportAllocs()
	for b.Loop() {
		operation.Check(ops, types)
	}
}
