package project

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/project/config"
)

// What is undone is the lock that was there, or that there was none.
func TestUndoneLock(t *testing.T) {
	p, err := New(t.TempDir(), &config.Config{})
	require.NoError(t, err)
	name := filepath.Join(p.Dir, lock.Name)

	undo, err := p.putLock(&lock.Lock{Tool: "v1"})
	require.NoError(t, err)
	assert.FileExists(t, name)
	require.NoError(t, undo())
	assert.NoFileExists(t, name)

	require.NoError(t, os.WriteFile(name, []byte("tool v0\n"), 0o644))
	undo, err = p.putLock(&lock.Lock{Tool: "v1"})
	require.NoError(t, err)
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Contains(t, string(text), "tool v1\n")
	require.NoError(t, undo())
	text, err = os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "tool v0\n", string(text))
}

// A refusal names the first findings and counts the others.
func TestRefusal(t *testing.T) {
	var found source.Findings
	for _, name := range []string{"a", "b", "c", "d", "e\x1b", "f", "g"} {
		found.Add(source.Position{File: name}, ruleLock, "the page is changed: run \"docwright generate --update\" to take that over")
	}
	assert.EqualError(t, refusal(found), "nothing was written: the pages are not those of docwright.lock; \"docwright generate --update\" takes them over:"+
		"\n  a: the page is changed\n  b: the page is changed\n  c: the page is changed\n  d: the page is changed\n  e\\x1b: the page is changed\n  and 2 more")
	assert.NotContains(t, refusal(found[:5]).Error(), "more")
}

// Versions differ where both are known.
func TestDiffer(t *testing.T) {
	assert.True(t, differ("v1.2.0", "v1.3.0"))
	for _, same := range [][2]string{{"v1.2.0", "v1.2.0"}, {"", "v1.2.0"}, {develVersion, "v1.2.0"}, {"v1.2.0", develVersion}} {
		assert.False(t, differ(same[0], same[1]), same)
	}
}
