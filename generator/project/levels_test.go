package project_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/parser/git/gittest"
)

// TestLevels checks that a page that changes nothing in the package is a difference only
// for the level pages.
func TestLevels(t *testing.T) {
	f := newFolder(t, one)
	f.put(project.Options{Update: true})
	f.write("docs/resources/tug.md", "---\ntitle: tug\nms.date: 2026-11-30\n---\n\n"+f.read("docs/resources/tug.md")+"\n<!-- checked -->\n")
	assert.Empty(t, f.found())
	f.write(config.Name, one+"types: {harbor.port.tug/id: Edm.String}\n")
	assert.Empty(t, f.found(), "the option has no effect")
	f.put(project.Options{})

	f.write(config.Name, one+"types: {harbor.port.tug/id: Edm.String}\nlock: pages\n")
	assert.Equal(t, []string{
		`error docs/resources/tug.md: the page has changed since docwright.lock was written; run "docwright generate --update" to accept the change [lock-stale]`,
		`error docwright.lock: the option "types" of the package in gen/tugs is set, but was not; run "docwright generate --update" [lock-stale]`,
	}, f.found())
	assert.Contains(t, f.refused(project.Options{}), "the page has changed")
	f.put(project.Options{Update: true})
	assert.Empty(t, f.found())
}

// TestRevisionInTheLock checks that the lock has the revision of the pages only if they
// are in a repository of their own.
func TestRevisionInTheLock(t *testing.T) {
	gittest.Skip(t)
	f := newFolder(t, one)
	gittest.In(t, f.dir).Commit("first", map[string]string{"a.md": "A"})
	f.put(project.Options{Update: true})
	assert.NotContains(t, f.read(lock.Name), "\ndocs ")
	head := gittest.In(t, f.path("docs")).Commit("first", map[string]string{"b.md": "B"})
	f.put(project.Options{Update: true})
	assert.Contains(t, f.read(lock.Name), "\ndocs "+head+"\n")
}

// TestHarmlessChanges checks that no change of the pages is a difference if the package
// has nothing of it.
func TestHarmlessChanges(t *testing.T) {
	f := newFolder(t, "docs: harbor\nout: gen/harbor\n")
	require.NoError(t, os.CopyFS(f.path("harbor"), os.DirFS("../../testdata/docs")))
	f.put(project.Options{Update: true})
	front := regexp.MustCompile(`(?s)\A---\n(.*?)\n---\n`)
	for name, change := range map[string]func(text string) string{
		"a date":         func(s string) string { return front.ReplaceAllString(s, "---\n$1\nms.date: 11/30/2026\n---\n") },
		"a comment":      func(s string) string { return s + "\n<!-- Checked by the harbor office. -->\n" },
		"empty lines":    func(s string) string { return s + "\n\n\n" },
		"line ends":      func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"a byte order":   func(s string) string { return "\ufeff" + s },
		"another author": func(s string) string { return strings.Replace(s, "author: ", "author: the-", 1) },
	} {
		was := map[string]string{}
		require.NoError(t, filepath.WalkDir(f.path("harbor"), func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(file) != ".md" {
				return err
			}
			text, err := os.ReadFile(file)
			was[file] = string(text)
			return errors.Join(err, os.WriteFile(file, []byte(change(string(text))), 0o644))
		}))
		assert.Empty(t, f.found(), name)
		for file, text := range was {
			require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		}
	}
}
