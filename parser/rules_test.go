package parser_test

import (
	"context"
	"io/fs"
	"path"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
)

// A folder without pages has one finding, with the expected content.
func TestNoReference(t *testing.T) {
	const headings = "\n## Kai\n\n## Boje\n"
	for name, tt := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"ordinary markdown": {fstest.MapFS{"a.md": {Data: []byte("# About\n")}, "b.md": {Data: []byte("# Berths\n")}},
			"a.md: none of the markdown files (2) is a page of a reference: want pages with a heading \"HTTP request\" and request lines below it, or a title such as \"user resource type\" [reference-missing]\n"},
		"another language": {fstest.MapFS{"resources/a.md": {Data: []byte("# Liegeplatz" + headings)}, "b.md": {Data: []byte("# Kran")}},
			"b.md: 1 of 1 pages have no heading that is known: want a reference in English, with headings such as \"HTTP request\" and \"Properties\" [reference-missing]\n"},
	} {
		_, findings, err := parser.Parse(context.Background(), parser.Options{Root: tt.files, Docs: "."})
		require.ErrorIs(t, err, parser.ErrNoReference, name)
		assert.Equal(t, tt.want, casetest.Findings(findings), name)
	}
	m, _ := parse(t, fstest.MapFS{"resources/berth.md": {Data: []byte(berthType)}, "resources/a.md": {Data: []byte("# Liegeplatz" + headings)}, "b.md": {Data: []byte("# Kran\n")}})
	assert.Equal(t, []model.Unread{{File: "b.md", Reason: "it has no request, no table of properties and no title such as \"user resource type\""}}, m.Unread)
	assert.Equal(t, model.Count{Read: 2, Of: 3}, m.Coverage.Files)
}

func TestRules(t *testing.T) { casetest.Rules(t, ".") }

// TestUnreadablePages checks that pages that can't be read, or have no request
// line, don't affect other pages.
func TestUnreadablePages(t *testing.T) {
	m, findings, err := parser.Parse(context.Background(), parser.Options{Docs: "docs", Root: below("docs", fstest.MapFS{
		"api/berth-get.md":    {Data: []byte(berthPage)},
		"api/berth-tow.md":    {Data: []byte("---\ndoc_type: apiPageType\n---\n# Tow berth\n\nNamespace: harbor.port\n")},
		"api/berth-pipe.md":   {Mode: fs.ModeNamedPipe},
		"resources/berth.md":  {Data: []byte(berthType)},
		"resources/device.md": {Mode: fs.ModeDevice},
		"api/berth-sink.md/a": {},
		"api/again":           {Mode: fs.ModeSymlink, Data: []byte("../resources")},
		"api/more":            {Mode: fs.ModeSymlink, Data: []byte("../../more")},
		"../more/berth.md":    {Data: []byte(berthType)},
		"api/away":            {Mode: fs.ModeSymlink, Data: []byte("none")},
		"api/text.txt":        {Mode: fs.ModeSymlink, Data: []byte("berth-get.md")},
		"api/.more":           {Mode: fs.ModeSymlink, Data: []byte("../../more")},
	})})
	require.NoError(t, err)
	assert.Len(t, m.Operations, 1)
	assert.Len(t, m.Types, 1)
	assert.Len(t, findings.Lost(), 4)
	assert.Equal(t, `api/berth-pipe.md: not a regular file; the page is left out [page-unreadable]
api/berth-sink.md: a folder has the name of a page [page-unreadable]
api/berth-tow.md:4:1: the page has no request line; put one in a code block below the heading "HTTP request" [request-line-missing]
api/more: a symbolic link to a folder; the folder is left out [page-unreadable]
resources/device.md: not a regular file; the page is left out [page-unreadable]
`, casetest.Findings(findings))
}

func TestIsPage(t *testing.T) {
	for name, want := range map[string]bool{
		"a.md": true, "api/a.MD": true, "api/a.txt": false, "includes/a.md": false, "api/includes/deep/a.md": false, ".git/a.md": false, "api/.x/a.md": false, "includes.md": true,
	} {
		assert.Equal(t, want, parser.IsPage(name), name)
	}
}

// below returns the files in a folder.
func below(dir string, files fstest.MapFS) fstest.MapFS {
	moved := fstest.MapFS{}
	for name, f := range files {
		moved[path.Join(dir, name)] = f
	}
	return moved
}
