package pages

import (
	"context"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// locked is a folder with a page that can be listed, but not read.
type locked struct{ fs.FS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "docs/resources/berth.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

func TestPageThatIsLocked(t *testing.T) {
	files := locked{fstest.MapFS{"docs/resources/berth.md": {Data: []byte("# berth resource type\n")}}}
	tree := &Tree{Shown: "docs", docs: "docs", open: func() (fs.FS, func() error, error) { return files, func() error { return nil }, nil }}
	_, findings, err := tree.Read(context.Background(), nil)
	assert.EqualError(t, err, "none of the pages in docs could be read")
	require.Len(t, findings, 1)
	assert.Equal(t, "resources/berth.md: permission denied; the page is left out [page-unreadable]", findings[0].String())
}

func TestFolderThatCannotBeOpened(t *testing.T) {
	gone := errors.New("gone")
	tree := &Tree{open: func() (fs.FS, func() error, error) { return nil, nil, gone }}
	_, _, err := tree.Read(context.Background(), nil)
	assert.ErrorIs(t, err, gone)
	_, err = tree.Lint(context.Background())
	assert.ErrorIs(t, err, gone)
	assert.ErrorIs(t, tree.Texts([]string{"a.md"}, nil), gone)
}
