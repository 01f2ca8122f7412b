package textfile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source/textfile"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a"), []byte("12345"), 0o644))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "folder"), 0o755))
	require.NoError(t, os.Symlink(filepath.Join(dir, "..", "a"), filepath.Join(dir, "out")))

	text, err := textfile.ReadIn(dir, "a", 5)
	require.NoError(t, err)
	assert.Equal(t, "12345", string(text))
	text, err = textfile.ReadAt(filepath.Join(dir, "a"), 5)
	require.NoError(t, err)
	assert.Equal(t, "12345", string(text))

	_, err = textfile.ReadIn(dir, "a", 4)
	assert.EqualError(t, err, "a: larger than 4 bytes")
	_, err = textfile.ReadIn(dir, "b", 4)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	_, err = textfile.ReadIn(dir, "folder", 4)
	assert.EqualError(t, err, "folder is no file: remove it, or give it another name")
	_, err = textfile.ReadIn(dir, "out", 4)
	assert.Error(t, err, "nothing outside of the folder is read")
	_, err = textfile.ReadIn(filepath.Join(dir, "none"), "a", 4)
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

func TestReplace(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	require.NoError(t, textfile.ReplaceAt(name, []byte("one")))
	require.NoError(t, os.Chmod(name, 0o600))
	was, err := os.Stat(name)
	require.NoError(t, err)
	require.NoError(t, textfile.ReplaceAt(name, []byte("two")))
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "two", string(text))
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, was.Mode(), info.Mode(), "the file keeps its mode")

	require.NoError(t, os.Mkdir(name+"-folder", 0o755))
	assert.Error(t, textfile.ReplaceAt(name+"-folder", []byte("three")))
	left, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	assert.Len(t, left, 2, "nothing is left behind by what failed")
	assert.Error(t, textfile.ReplaceAt(filepath.Join(name, "a"), []byte("four")))
}
