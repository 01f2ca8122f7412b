package page

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// corpus returns the folder of real pages and the names of the pages in docs.
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
			t.Skip("real pages not found; the test looks for shared/corpus in the parent folders")
		}
		dir = filepath.Dir(dir)
	}
}

func pagesBelow(t testing.TB, folder string) []string {
	t.Helper()
	var names []string
	require.NoError(t, filepath.WalkDir(folder, func(full string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(full, ".md") {
			name, _ := filepath.Rel(folder, full)
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

// counts holds the number of blocks of each kind.
type counts struct{ fences, tables, annotations int }

// TestCorpus reads all real pages. Each position is inside its file, and no
// code block, table or annotation is missed.
func TestCorpus(t *testing.T) {
	for _, c := range corpora {
		t.Run(c.name, func(t *testing.T) {
			all, names := corpus(t, c.root+"/"+c.docs)
			root, err := fs.Sub(all, c.root)
			require.NoError(t, err)
			r := NewReader(root, c.docs)
			for _, name := range names {
				p, err := r.Read(name)
				require.NoError(t, err)
				checkCorpusPage(t, root, c.docs, p)
				data, err := fs.ReadFile(root, path.Join(c.docs, name))
				require.NoError(t, err)
				assert.Equal(t, naive(string(data)), count(p), name)
			}
		})
	}
}

func checkCorpusPage(t *testing.T, root fs.FS, docs string, p *Page) {
	t.Helper()
	require.NotContains(t, rules(p.Findings), "page-unparseable")
	if docs != "." { // checkPositions expects files below docs/
		checkPositions(t, renamed{root, docs}, p)
	}
}

// renamed is a file system that shows the folder docs as "docs".
type renamed struct {
	fs.FS
	docs string
}

func (r renamed) Open(name string) (fs.File, error) {
	if rest, ok := strings.CutPrefix(name, "docs/"); ok {
		name = r.docs + "/" + rest
	}
	return r.FS.Open(name)
}

func count(p *Page) counts {
	c := counts{annotations: len(p.Annotations)}
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			switch block := block.(type) {
			case *Code:
				if block.Pos.File == p.Path {
					c.fences++
				}
			case *Table:
				if block.Pos.File == p.Path {
					c.tables++
				}
			}
		}
	}
	return c
}

var (
	fenceLine     = regexp.MustCompile("^[ \t>]*```")
	delimiterLine = regexp.MustCompile(`^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	jsonComment   = regexp.MustCompile(`<!--\s*\{\s*"`)
	anyComment    = regexp.MustCompile(`(?s)<!--.*?-->`)
	plainRule     = regexp.MustCompile(`^[ \t]*-+[ \t]*$`)
)

// naive counts blocks line by line, without a markdown parser.
func naive(text string) counts {
	c := counts{annotations: len(jsonComment.FindAllString(text, -1))}
	text = anyComment.ReplaceAllString(text, "")
	open := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case fenceLine.MatchString(line):
			// A second opening fence is text of the first block.
			if !open || strings.Trim(line, " \t>`") == "" {
				open = !open
				if open {
					c.fences++
				}
			}
		case !open && delimiterLine.MatchString(line) && !plainRule.MatchString(line):
			c.tables++
		}
	}
	return c
}

// TestMutations reads real pages that are cut off or have lines deleted,
// doubled or moved. Reading such a page gives findings only.
func TestMutations(t *testing.T) {
	all, names := corpus(t, corpora[2].root+"/"+corpora[2].docs)
	root, err := fs.Sub(all, corpora[2].root)
	require.NoError(t, err)
	for _, name := range names[:min(6, len(names))] {
		data, err := fs.ReadFile(root, path.Join(corpora[2].docs, name))
		require.NoError(t, err)
		lines := strings.SplitAfter(string(data), "\n")
		for i := range lines {
			head, tail := strings.Join(lines[:i], ""), strings.Join(lines[i+1:], "")
			for _, text := range []string{head, head + tail, head + lines[i] + lines[i] + tail, tail + head} {
				files := fstest.MapFS{"docs/page.md": {Data: []byte(text)}}
				p, err := NewReader(files, "docs").Read("page.md")
				require.NoError(t, err)
				require.NotContains(t, rules(p.Findings), "page-unparseable", "%s, line %d", name, i+1)
				checkPositions(t, files, p)
			}
		}
	}
}
