package parser_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

const berthPage = `---
title: "Get berth"
doc_type: apiPageType
---
# Get berth
Namespace: harbor.port

Read one berth.

## HTTP request
` + "```http\nGET /berths/{id}\n```" + `

## Response
If successful, this method returns a ` + "`200 OK`" + ` response code and a [berth](../resources/berth.md) object in the response body.
`

const berthType = `---
title: "berth resource type"
doc_type: resourcePageType
---
# berth resource type
Namespace: harbor.port

A place to moor.

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|String|The number painted on the quay.|
|length|Double|In metres.|
`

func parse(t *testing.T, files fstest.MapFS) (*model.Model, source.Findings) {
	t.Helper()
	m, findings, err := parser.Parse(context.Background(), parser.Options{Root: files, Docs: "."})
	require.NoError(t, err)
	return m, findings
}

func pages(extra ...string) fstest.MapFS {
	files := fstest.MapFS{
		"api/berth-get.md":   {Data: []byte(berthPage)},
		"resources/berth.md": {Data: []byte(berthType)},
	}
	for i := 0; i+1 < len(extra); i += 2 {
		files[extra[i]] = &fstest.MapFile{Data: []byte(extra[i+1])}
	}
	return files
}

func TestParseLinks(t *testing.T) {
	m, findings := parse(t, pages())
	assert.Empty(t, findings)
	require.Len(t, m.Operations, 1)
	op := m.Operations[0]
	assert.Equal(t, "GetBerth", op.Name)
	require.Len(t, op.Responses, 1)
	assert.Equal(t, "harbor.port.berth", op.Responses[0].Type)
	require.NotNil(t, op.Responses[0].Struct)
	assert.Len(t, op.Responses[0].Struct.Properties, 2)
	assert.Equal(t, 2, m.Coverage.Pages)
}

// TestParseBadPages checks that a bad page, or part of it, is left out, and the
// other pages are read.
func TestParseBadPages(t *testing.T) {
	table := "|" + strings.Repeat("a|", 4000) + "\n|" + strings.Repeat("-|", 4000) + "\n" + strings.Repeat("|x\n", 4000)
	for name, text := range map[string]string{
		"broken front matter":     "---\ntitle: [\n\tfoo: bar: {\n---\n# Crane\n",
		"open front matter":       "---\ntitle: x\n# Crane\n",
		"broken annotation":       "# Crane\n<!-- { \"blockType\": \"resource\", \"@odata.type\" } -->\n```json\n{}\n```\n",
		"unterminated comment":    "# Crane\n<!-- { \"blockType\": \"ignored\"\n\n## Properties\n",
		"table without header":    "# crane resource type\n## Properties\n|:---|:---|\n|a|String|\n",
		"table of many cells":     "# Crane\n\n" + table,
		"no text":                 "",
		"zero byte":               "# Cr\x00ane\n",
		"invalid UTF-8":           "# Cr\xffane\n",
		"deep nesting":            "# Crane\n\n" + strings.Repeat("[](", 40_000),
		"include out of root":     "# Crane\n\n[!INCLUDE [x](../../../../etc/passwd)]\n",
		"include of itself":       "# Crane\n\n[!INCLUDE [x](crane.md)]\n",
		"one type declared twice": strings.Replace(berthType, "|length|Double|", "|length|Boolean|", 1),
	} {
		t.Run(name, func(t *testing.T) {
			m, findings := parse(t, pages("resources/crane.md", text))
			require.Len(t, m.Operations, 1, "the good page is read")
			if name != "no text" {
				require.NotEmpty(t, findings)
			}
			for _, f := range findings {
				assert.NotEmpty(t, f.Position.File)
				assert.NotEmpty(t, f.Rule.Name)
			}
		})
	}
}

func TestParseNoPages(t *testing.T) {
	_, _, err := parser.Parse(context.Background(), parser.Options{Root: fstest.MapFS{"api/x.txt": {}}, Docs: "."})
	require.ErrorIs(t, err, parser.ErrNoPages)
	_, _, err = parser.Parse(context.Background(), parser.Options{Root: fstest.MapFS{}, Docs: "nowhere"})
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestParseCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := parser.Parse(ctx, parser.Options{Root: pages(), Docs: "."})
	require.ErrorIs(t, err, context.Canceled)
}

// TestParseIsDeterministic checks that the result does not depend on the number
// of processors.
func TestParseIsDeterministic(t *testing.T) {
	root := os.DirFS("../testdata/docs")
	var want []byte
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, processors := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(processors)
		m, findings, err := parser.Parse(context.Background(), parser.Options{Root: root, Docs: "."})
		require.NoError(t, err)
		got, err := json.Marshal(m)
		require.NoError(t, err)
		for _, f := range findings {
			got = append(append(got, '\n'), f.String()...)
		}
		if want == nil {
			want = got
		}
		require.Equal(t, string(want), string(got))
	}
}

// corpus returns a folder of real pages, which is not part of this repository.
func corpus(t testing.TB, name string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "shared", "corpus", name))
	require.NoError(t, err)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs a folder of real pages beside this checkout")
	}
	return dir
}

// TestParseCorpus checks that 99 % of the request lines, annotations, examples and
// requests of real pages are read, and 98 % of the rows. The rows include those of
// tables that describe no part of the API. Each page in api/ must have an operation
// or a finding.
func TestParseCorpus(t *testing.T) {
	for _, set := range []string{"graph-2021-07", "graph-2021-01", "graph-modern"} {
		t.Run(set, func(t *testing.T) {
			root := os.DirFS(filepath.Join(corpus(t, set), "api-reference"))
			m, findings, err := parser.Parse(context.Background(), parser.Options{Root: root, Docs: "v1.0"})
			require.NoError(t, err)
			for what, c := range map[string]model.Count{
				"request lines": m.Coverage.RequestLines, "requests": m.Coverage.Requests,
				"annotations": m.Coverage.Annotations, "examples": m.Coverage.Examples,
			} {
				assert.GreaterOrEqual(t, float64(c.Read), 0.99*float64(c.Of), what)
			}
			assert.GreaterOrEqual(t, float64(m.Coverage.Rows.Read), 0.98*float64(m.Coverage.Rows.Of), "rows")
			mentioned := map[string]bool{}
			for _, op := range m.Operations {
				mentioned[op.Page] = true
			}
			for _, f := range findings {
				mentioned[f.Position.File] = true
			}
			names, err := fs.Glob(root, "v1.0/api/*.md")
			require.NoError(t, err)
			for _, name := range names {
				assert.True(t, mentioned["api/"+path.Base(name)], "%s has neither an operation nor a finding", name)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	root := os.DirFS(filepath.Join(corpus(b, "graph-2021-07"), "api-reference"))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := parser.Parse(context.Background(), parser.Options{Root: root, Docs: "v1.0"})
		require.NoError(b, err)
	}
}
