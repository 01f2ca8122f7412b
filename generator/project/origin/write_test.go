package origin_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/origin"
)

// manifest returns a manifest without files.
func manifest() *origin.Manifest {
	return &origin.Manifest{Source: origin.Source{URL: "https://git.harbor.example/docs", Ref: "main", Folder: "api/v 1"}, Commit: strings.Repeat("a", 40), Date: "2026-03-01"}
}

// contents returns files whose text is their name.
func contents(names ...string) []origin.Content {
	var list []origin.Content
	for _, name := range names {
		list = append(list, origin.Content{Name: name, Data: []byte(name)})
	}
	return list
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	compare := func() []origin.Difference {
		m, err := origin.Read(root)
		require.NoError(t, err)
		list, err := m.Compare(root)
		require.NoError(t, err)
		return list
	}
	_, err = origin.Read(root)
	assert.ErrorIs(t, err, os.ErrNotExist)

	w, err := origin.Write(root, manifest(), contents("api/v 1/a.md", "api/v 1/deep/b.md", ".gitattributes"))
	require.NoError(t, err)
	assert.Equal(t, origin.Written{Written: 3}, w)
	assert.Empty(t, compare())
	m, err := origin.Read(root)
	require.NoError(t, err)
	assert.Equal(t, manifest().Source, m.Source)
	assert.Equal(t, "api/v 1/a.md", m.Files[1].Name)

	// Files that are not needed are removed, with their folder. Those of others stay.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "api", "mine.txt"), []byte("mine"), 0o600))
	w, err = origin.Write(root, manifest(), contents("api/v 1/a.md", "c.md"))
	require.NoError(t, err)
	assert.Equal(t, origin.Written{Written: 1, Removed: 2, Unchanged: 1}, w)
	assert.NoDirExists(t, filepath.Join(dir, "api", "v 1", "deep"))
	assert.FileExists(t, filepath.Join(dir, "api", "mine.txt"))
	assert.Empty(t, compare())

	// What was changed is found, and written again.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "c.md"), []byte("changed"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "d.md"), []byte("added"), 0o600))
	require.NoError(t, os.Remove(filepath.Join(dir, "api", "v 1", "a.md")))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "api", "v 1", "a.md"), 0o755))
	list := compare()
	require.Len(t, list, 3)
	assert.Equal(t, origin.Difference{Name: "api/v 1/a.md", What: "is no file"}, list[0])
	assert.Equal(t, "c.md", list[1].Name)
	assert.Equal(t, "d.md", list[2].Name)
	_, err = origin.Write(root, manifest(), contents("api/v 1/a.md", "c.md"))
	assert.ErrorContains(t, err, "nothing was written: api/v 1/a.md is no file; move it away")
	require.NoError(t, os.Remove(filepath.Join(dir, "api", "v 1", "a.md")))
	_, err = origin.Write(root, manifest(), contents("api/v 1/a.md"))
	assert.ErrorContains(t, err, "nothing was written: c.md was edited, and the packages no longer need it; move it away")
	_, err = origin.Write(root, manifest(), contents("api/v 1/a.md", "c.md", "d.md"))
	assert.ErrorContains(t, err, "nothing was written: d.md was not written by docwright")
	_, err = origin.Write(root, manifest(), contents("api/v 1/a.md", "c.md"))
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(dir, "d.md")))
	assert.Empty(t, compare())

	// Nothing is written outside of the folder.
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Skip("no symbolic links")
	}
	_, err = origin.Write(root, manifest(), contents("link/x.md"))
	assert.ErrorContains(t, err, "nothing was written: link is no folder; move it away")
	for _, name := range []string{"../x.md", "/x.md", "a/../x.md", ".git/config", "a\\b.md", "", "x/.GIT/y"} {
		_, err = origin.Write(root, manifest(), contents(name))
		assert.ErrorContains(t, err, "nothing was written", name)
	}
	_, err = origin.Write(root, manifest(), contents("A/x.md", "a/y.md"))
	assert.ErrorContains(t, err, "A and a are one file on a system that ignores case")
	entries, err := os.ReadDir(outside)
	require.NoError(t, err)
	assert.Empty(t, entries)
}

func TestManifests(t *testing.T) {
	m := manifest()
	m.Files = []origin.File{{Name: "a b.md", Sum: origin.Sum(nil)}, {Name: "ü.md", Sum: origin.Sum(nil)}}
	m.Links = []string{"l k.md"}
	again, err := origin.ParseManifest(m.Format())
	require.NoError(t, err)
	assert.Equal(t, m, again)
	text := string(m.Format())
	for old, now := range map[string]string{
		"commit a":                "commit z",
		"git https":               "git ext",
		"ref main":                "ref --upload-pack=x",
		"date ":                   "day ",
		"file \"a b.md\" ":        "file \"../b.md\" ",
		"file \"a b.md\" " + "e3": "file \"a b.md\" ",
		"folder \"api/v 1\"":      "folder /etc",
		"# Where":                 "<<<<<<< HEAD\n# Where",
	} {
		require.Contains(t, text, old)
		_, err := origin.ParseManifest([]byte(strings.Replace(text, old, now, 1)))
		assert.ErrorContains(t, err, "docwright.vendor", now)
	}
}

// FuzzManifest checks that a manifest that can be read is read again from its own text.
func FuzzManifest(f *testing.F) {
	m := manifest()
	m.Files = []origin.File{{Name: "a b.md", Sum: origin.Sum(nil)}}
	f.Add(m.Format())
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := origin.ParseManifest(text)
		if err != nil {
			return
		}
		again, err := origin.ParseManifest(m.Format())
		require.NoError(t, err)
		assert.Equal(t, m, again)
	})
}

func TestLicences(t *testing.T) {
	assert.Equal(t, "CC-BY-4.0", origin.LicenceOf([]byte("Attribution 4.0 International\n")))
	assert.Equal(t, "MIT", origin.LicenceOf([]byte("Copyright\n\nPermission is hereby granted, free of charge, to any person\n")))
	assert.Equal(t, "Apache-2.0", origin.LicenceOf([]byte("      Apache License\n   Version 2.0, January 2004\n")))
	assert.Empty(t, origin.LicenceOf([]byte("All rights reserved.")))
	for name, want := range map[string]bool{"LICENSE": true, "licence.txt": true, "LICENSE-CODE": true, "ThirdPartyNotices": true, "COPYING": true, "licensing.md": false, "notices.go.md": false} {
		assert.Equal(t, want, origin.IsLicence(name), name)
	}
}
