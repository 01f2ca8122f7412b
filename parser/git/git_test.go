package git_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/git/gittest"
)

func TestList(t *testing.T) {
	r := gittest.New(t)
	hash := r.Commit("one", map[string]string{"docs/a\tb.md": "x", "docs/ü.md": "y", "docs/l": "-> a", "docsets/c.md": "z"})
	repository := git.At(r.Dir)
	all, err := repository.List(t.Context(), hash, ".")
	require.NoError(t, err)
	assert.Len(t, all, 4)
	list, err := repository.List(t.Context(), hash, "docs")
	require.NoError(t, err)
	require.Len(t, list, 3, "docsets is another folder")
	assert.Equal(t, "docs/a\tb.md", list[0].Path)
	assert.Equal(t, git.Regular, list[0].Mode)
	assert.Equal(t, git.Link, list[1].Mode)
	assert.Equal(t, "docs/ü.md", list[2].Path)
	list, err = repository.List(t.Context(), hash, "d*")
	require.NoError(t, err)
	assert.Empty(t, list, "a folder is no pattern")
}

func TestObjects(t *testing.T) {
	r := gittest.New(t)
	large := bytes.Repeat([]byte("0123456789"), 100_000)
	hash := r.Commit("one", map[string]string{"a": string(large), "b": "b"})
	repository := git.At(r.Dir)
	list, err := repository.List(t.Context(), hash, ".")
	require.NoError(t, err)
	objects := repository.Objects(t.Context())
	defer objects.Close()
	data, size, err := objects.Read(list[0].Hash, 15)
	require.NoError(t, err)
	assert.Equal(t, "012345678901234", string(data))
	assert.EqualValues(t, len(large), size)
	_, _, err = objects.Read(strings.Repeat("0", 40), 1)
	assert.ErrorIs(t, err, git.ErrNoObject)
	data, _, err = objects.Read(list[1].Hash, 15)
	require.NoError(t, err)
	assert.Equal(t, "b", string(data))
}

// TestErrors checks that the words of git are one line without passwords and control
// characters.
func TestErrors(t *testing.T) {
	_, err := git.At(t.TempDir()).Run(t.Context(), nil, "fetch", "--", "https://me:secret@harbor.example/\x1b[2Jx")
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "secret")
	assert.NotContains(t, err.Error(), "\x1b")
	assert.NotContains(t, err.Error(), "\n")
	for text, want := range map[string]string{
		"https://me:secret@harbor.example/x":         "https://harbor.example/x",
		"from 'https://a:b@x.example' to ssh://me@y": "from 'https://x.example' to ssh://me@y",
		"https://harbor.example/a@b:c":               "https://harbor.example/a@b:c",
		"no URL":                                     "no URL",
	} {
		assert.Equal(t, want, git.Redact(text))
	}
}
