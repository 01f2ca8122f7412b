package parser

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// folding is a file system that ignores case, as those of Windows and macOS.
type folding struct{ fstest.MapFS }

func (f folding) real(name string) string {
	for other := range f.MapFS {
		for {
			if strings.EqualFold(other, name) {
				return other
			}
			i := strings.LastIndexByte(other, '/')
			if i < 0 {
				break
			}
			other = other[:i]
		}
	}
	return name
}

func (f folding) Open(name string) (fs.File, error)     { return f.MapFS.Open(f.real(name)) }
func (f folding) Stat(name string) (fs.FileInfo, error) { return f.MapFS.Stat(f.real(name)) }
func (f folding) ReadFile(name string) ([]byte, error)  { return f.MapFS.ReadFile(f.real(name)) }
func (f folding) ReadDir(name string) ([]fs.DirEntry, error) {
	return f.MapFS.ReadDir(f.real(name))
}

// TestCaseOfNames has links and includes in other case than the files. The findings and
// the model do not depend on whether the file system ignores case.
func TestCaseOfNames(t *testing.T) {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	pages := fstest.MapFS{
		"docs/resources/tug.md":  text("# tug resource type\n\nNamespace: harbor.port\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | String | The id. See [pull](../Notes/pull.md), [notes](../notes/pull.md) and [more](../notes/Pull.md). |\n| side | [side](Side.md) | Where. |\n"),
		"docs/resources/side.md": text("# side enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| port | 0 | Left. |\n"),
		"docs/api/tug-get.md":    text("# Get tug\n\nNamespace: harbor.port\n\n## HTTP request\n\n```http\nGET /tugs/{id}\n```\n\n[!INCLUDE [note](../Includes/note.md)]\n[!INCLUDE [note](../includes/Note.md)]\n\n## Response\n\nIf successful, this method returns `200 OK` and a [tug](../resources/Tug.md) object in the response body. [Outside](../../OTHER/x.md)\n"),
		"docs/includes/note.md":  text("Be kind.\n"),
		"docs/notes/pull.md":     text("# How tugs pull\n\nHard.\n"),
		"other/x.md":             text("# Other\n"),
	}
	findings := func(root fs.FS) string {
		o := Options{Root: root, Docs: "docs"}
		_, list, err := Parse(context.Background(), o)
		require.NoError(t, err)
		more, err := Lint(context.Background(), o)
		require.NoError(t, err)
		var b strings.Builder
		for _, f := range append(list, more...) {
			b.WriteString(f.String() + "\n")
		}
		return b.String()
	}
	exact := findings(pages)
	assert.Equal(t, exact, findings(folding{pages}))
	for _, rule := range []string{"link-case", "link-missing", "include-missing"} {
		assert.Contains(t, exact, "["+rule+"]")
	}
}
