package pages_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/parser/git/gittest"
)

// Of finds the pages of settings. Findings name files relative to the folder of the
// configuration.
func Example() {
	t, err := pages.Of("../../..", config.Settings{Docs: "testdata/cmd/docs"})
	if err != nil {
		log.Fatal(err)
	}
	m, findings, err := t.Read(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(m.Operations), "operations")
	for _, f := range t.Located(findings) {
		fmt.Println(f)
	}
	// Output:
	// 2 operations
	// testdata/cmd/docs/resources/tug.md:20:2: "winch" is not in the JSON representation at line 30 [representation-incomplete]
	// testdata/cmd/docs/resources/tug.md:20:8: "winch": no page describes this type (link target winch.md) [page-missing]
}

const berth = "# berth resource type\n\nNamespace: harbor.port\n\n[!INCLUDE [note](../../includes/note.md)]\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The number.|\n"

// write writes files into a new folder and returns the folder.
func write(t *testing.T, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return dir
}

// sum returns the hash of a page and its includes that a lock has.
func sum(t *testing.T, tree *pages.Tree, page string) (sum string) {
	require.NoError(t, tree.Texts([]string{page}, func(_ string, parts [][]byte) { sum = lock.Sum(parts...) }))
	return sum
}

// Includes are read from inside the repository, the nearest folder that is called
// api-reference, or the one that settings name, and from nowhere else.
func TestRoot(t *testing.T) {
	dir := write(t, map[string]string{
		"api-reference/v1.0/resources/berth.md": berth,
		"api-reference/includes/note.md":        "Deep enough.\n",
		"plain/v1.0/resources/berth.md":         berth,
		"plain/includes/note.md":                "Deep enough.\n",
	})
	parts := func(s config.Settings) int {
		tree, err := pages.Of(dir, s)
		require.NoError(t, err)
		n := 0
		require.NoError(t, tree.Texts([]string{"resources/berth.md"}, func(_ string, list [][]byte) { n = len(list) }))
		return n
	}
	assert.Equal(t, 2, parts(config.Settings{Docs: "api-reference/v1.0"}))
	assert.Equal(t, 1, parts(config.Settings{Docs: "plain/v1.0"}))
	assert.Equal(t, 2, parts(config.Settings{Docs: "plain/v1.0", Root: "plain"}))
	assert.Equal(t, 2, parts(config.Settings{Docs: filepath.Join(dir, "plain", "v1.0"), Root: filepath.Join(dir, "plain")}))
	_, err := pages.Of(dir, config.Settings{Docs: "plain/v1.0", Root: "api-reference"})
	assert.ErrorContains(t, err, "set --root to the folder of the pages or a folder above it")

	require.NoError(t, os.MkdirAll(filepath.Join(dir, "plain", ".git"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "plain", ".git", "HEAD"), []byte("ref: refs/heads/main\n"), 0o644))
	assert.Equal(t, 2, parts(config.Settings{Docs: "plain/v1.0"}), "the top of the repository")

	require.NoError(t, os.Symlink(filepath.Join("api-reference", "v1.0"), filepath.Join(dir, "docs")))
	assert.Equal(t, 2, parts(config.Settings{Docs: "docs"}), "the target of a link counts")
}

func TestPagesThatCannotBeRead(t *testing.T) {
	dir := write(t, map[string]string{"empty/readme.txt": "", "file": "", "faulty/resources/note.txt": ""})
	require.NoError(t, os.Mkdir(filepath.Join(dir, "faulty", "resources", "berth.md"), 0o755))
	for docs, want := range map[string]string{
		"":        "no pages given; set --docs DIR, or \"docs: DIR\" in docwright.yaml, to the folder of the pages",
		"none":    "there is no folder none; set --docs DIR to the folder of the pages",
		"file":    "file is a file; set --docs DIR to the folder of the pages",
		"empty":   "no pages in empty: want *.md files in it or below it;\nname another folder with --docs DIR",
		"nul\x00": "cannot read the pages: ",
	} {
		tree, err := pages.Of(dir, config.Settings{Docs: docs})
		if err == nil {
			_, _, err = tree.Read(context.Background(), nil)
		}
		assert.ErrorContains(t, err, want, docs)
	}
}

// TestNoPageCanBeRead checks that the findings say why no page could be read.
func TestNoPageCanBeRead(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/note.txt": ""})
	require.NoError(t, os.Symlink("note.txt", filepath.Join(dir, "docs", "resources", "berth.md")))
	tree, err := pages.Of(dir, config.Settings{Docs: "docs"})
	require.NoError(t, err)
	_, findings, err := tree.Read(context.Background(), nil)
	require.ErrorContains(t, err, "no pages in docs")
	require.NotEmpty(t, findings)
	assert.Equal(t, "docs/resources/berth.md", tree.Located(findings)[0].Position.File)
}

func TestLint(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/berth.md": "# berth resource type\n\nSee [tug](tug.md).\n"})
	tree, err := pages.Of(dir, config.Settings{Docs: "docs"})
	require.NoError(t, err)
	findings, err := tree.Lint(context.Background())
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, "link-missing", findings[0].Rule.Name)
	assert.Equal(t, "resources/berth.md", findings[0].Position.File)
}

func TestCorrections(t *testing.T) {
	const why = "  reason: so\n  link: https://harbor.example/1\n"
	dir := write(t, map[string]string{"docs/resources/berth.md": berth,
		"good.yaml": "- property: harbor.port.berth/id\n  type: Edm.Int32\n" + why, "old.yaml": "- property: harbor.port.berth/id\n  type: Edm.String\n" + why, "bad.yaml": "a: b"})
	read := func(s config.Settings) (typ string, findings int) {
		s.Docs = "docs"
		tree, err := pages.Of(dir, s)
		require.NoError(t, err)
		m, list, err := tree.Read(context.Background(), nil)
		require.NoError(t, err)
		return m.Types[0].Property("id").Type, len(tree.Located(list))
	}
	typ, without := read(config.Settings{})
	assert.Equal(t, "Edm.String", typ)
	typ, n := read(config.Settings{Overlay: "good.yaml"})
	assert.Equal(t, "Edm.Int32", typ)
	assert.Equal(t, without, n)
	_, n = read(config.Settings{Overlay: "old.yaml"})
	assert.Equal(t, without+1, n, "a correction that changes nothing is a finding")
	typ, _ = read(config.Settings{Overlay: "good.yaml", Types: config.Entries{{Key: "harbor.port.berth/id", Value: "Edm.Guid", Line: 3}}})
	assert.Equal(t, "Edm.Guid", typ)

	for name, want := range map[string]string{
		"../good.yaml": `docwright.yaml: overlay: "../good.yaml" is outside the folder of the configuration`,
		"none.yaml":    "docwright.yaml: overlay: open none.yaml: ",
		"docs":         "docwright.yaml: overlay: docs is no file",
		"bad.yaml":     "bad.yaml:1: want a list of corrections",
	} {
		_, err := pages.Of(dir, config.Settings{Docs: "docs", Overlay: name})
		assert.ErrorContains(t, err, want)
	}
	const most = 1 << 20
	require.NoError(t, os.WriteFile(filepath.Join(dir, "large.yaml"), []byte(strings.Repeat("#", most)), 0o644))
	text, err := pages.Overlay(dir, config.Settings{Overlay: "large.yaml"})
	require.NoError(t, err)
	assert.Len(t, text, most)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "large.yaml"), []byte(strings.Repeat("#", most+1)), 0o644))
	_, err = pages.Overlay(dir, config.Settings{Overlay: "large.yaml"})
	assert.EqualError(t, err, "docwright.yaml: overlay: large.yaml: larger than 1048576 bytes")
	_, err = pages.Of(dir, config.Settings{Docs: "docs", Types: config.Entries{{Key: "berth", Value: "Edm.Guid", Line: 3}}})
	assert.ErrorContains(t, err, "docwright.yaml:3: want a property")
}

// TestTexts checks that the texts of a page include those of its includes, and do
// not depend on the kind of line ends.
func TestTexts(t *testing.T) {
	files := map[string]string{"api-reference/docs/resources/berth.md": berth, "api-reference/includes/note.md": "One.\n"}
	settings := config.Settings{Docs: "api-reference/docs"}
	of := func() string {
		tree, err := pages.Of(write(t, files), settings)
		require.NoError(t, err)
		return sum(t, tree, "resources/berth.md")
	}
	was := of()
	files["api-reference/includes/note.md"] = "One.\r\n"
	assert.Equal(t, was, of())
	files["api-reference/includes/note.md"] = "Two.\n"
	assert.NotEqual(t, was, of())
	tree, err := pages.Of(write(t, files), settings)
	require.NoError(t, err)
	assert.Error(t, tree.Texts([]string{"resources/none.md"}, func(string, [][]byte) {}))
	assert.Empty(t, tree.Head(), "the pages are in no repository")
	assert.Empty(t, tree.HeadDate())
}

// repository makes a git repository with a file and one commit on the branch main.
// The file is also on disk.
func repository(t *testing.T, name, text string) string {
	r := gittest.New(t)
	r.Commit("one", map[string]string{name: text})
	r.Checkout()
	return r.Dir
}

func TestRevision(t *testing.T) {
	const page = "reference/docs/resources/berth.md"
	dir := repository(t, page, berth)
	require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(page)), []byte("# pier resource type\n"), 0o644))
	from := filepath.Join(dir, "reference")
	now := config.Settings{Docs: "docs"}

	for rev, shown := range map[string]string{"main": "main:reference/docs", "HEAD:reference/docs": "HEAD:reference/docs", "main:./reference/docs/": "main:reference/docs"} {
		tree, err := pages.Revision(t.Context(), from, now, rev)
		require.NoError(t, err, rev)
		assert.Equal(t, shown, tree.Shown)
		m, findings, err := tree.Read(context.Background(), nil)
		require.NoError(t, err, rev)
		assert.Equal(t, "berth", m.Types[0].Name)
		require.NotEmpty(t, findings)
		at := tree.Located(findings)[0].Position.File
		assert.Equal(t, shown+"/resources/berth.md", at)
		assert.Equal(t, "docs/resources/berth.md", tree.OnDisk(at), "relative to the folder of the configuration")
		assert.Equal(t, "docs/api/x.md", tree.OnDisk("docs/api/x.md"))
	}
	tree, err := pages.Of(from, now)
	require.NoError(t, err)
	assert.Len(t, tree.Head(), 40)
	assert.Equal(t, "2026-03-01", tree.HeadDate())
	assert.Equal(t, "main:docs/a.md", tree.OnDisk("main:docs/a.md"), "the name of a page on disk is unchanged")

	for rev, want := range map[string]string{
		"":               "no revision given: want a branch, a tag or a commit, such as main or HEAD~2",
		"old":            "there is no revision old",
		"main:../docs":   "../docs: want the path of a folder from the top of the repository",
		"main:elsewhere": "cannot read the pages in main:elsewhere",
	} {
		tree, err := pages.Revision(t.Context(), from, now, rev)
		if err == nil {
			_, _, err = tree.Read(context.Background(), nil)
		}
		assert.ErrorContains(t, err, want, rev)
	}
	_, err = pages.Revision(t.Context(), write(t, map[string]string{"docs/resources/berth.md": berth}), now, "main")
	assert.ErrorContains(t, err, "the folder is not in a git repository")
	_, err = pages.Revision(t.Context(), from, config.Settings{Docs: "none"}, "main")
	assert.ErrorContains(t, err, "there is no folder none")
}

// TestRevisionOfAReference checks that pages of a revision may include files of the
// whole repository, also where they are in a folder named api-reference.
func TestRevisionOfAReference(t *testing.T) {
	dir := repository(t, "old/api-reference/v1.0/resources/berth.md", berth+"\n[!INCLUDE [x](../../../../includes/none.md)]\n")
	require.NoError(t, os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(dir, "old"))))
	tree, err := pages.Revision(t.Context(), dir, config.Settings{Docs: "docs/api-reference/v1.0"}, "main:old/api-reference/v1.0")
	require.NoError(t, err)
	assert.Equal(t, "main:old/api-reference/v1.0", tree.Shown)
	_, findings, err := tree.Read(context.Background(), nil)
	require.NoError(t, err)
	for _, f := range findings {
		assert.NotEqual(t, "include-outside", f.Rule.Name, "includes are read from the whole repository")
	}
	_, err = pages.Revision(t.Context(), dir, config.Settings{Docs: "docs/api-reference/v1.0"}, "main")
	assert.ErrorContains(t, err, "if the pages were in another folder, name it")
}

// TestFromTop checks the paths of files from the top of their repositories.
func TestFromTop(t *testing.T) {
	dir := write(t, map[string]string{"one/.git/HEAD": "ref: refs/heads/main\n", "one/inner/a.md": "", "two/.git/HEAD": "ref: refs/heads/main\n", "two/docs/b.md": "", "loose/c.md": ""})
	inner := filepath.Join(dir, "one", "inner")
	for file, want := range map[string]string{
		"a.md":                "inner/a.md",
		"gone/x/y.md":         "inner/gone/x/y.md",
		"../d.md":             "d.md",
		"../../two/docs/b.md": "docs/b.md",
		"../../loose/c.md":    "loose/c.md",
		filepath.ToSlash(filepath.Join(dir, "two", "docs", "b.md")): "docs/b.md",
	} {
		assert.Equal(t, want, pages.FromTop(inner, file), file)
	}
	assert.Equal(t, "c.md", pages.FromTop(filepath.Join(dir, "loose"), "c.md"))
}

// TestChanged checks that other texts are read in place of those on disk, and that
// a change of the model is told from one of positions.
func TestChanged(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/berth.md": berth, "docs/resources/quay.md": strings.ReplaceAll(berth, "berth", "quay")})
	tree, err := pages.Of(dir, config.Settings{Docs: "docs"})
	require.NoError(t, err)
	m, _, err := tree.Read(context.Background(), nil)
	require.NoError(t, err)
	for text, want := range map[string]bool{
		berth: true,
		strings.Replace(berth, "\n\n", "\n\n\n\n", 1):       true,
		strings.Replace(berth, "String", "Double", 1):       false,
		strings.Replace(berth, "The number", "A number", 1): false,
	} {
		same, err := tree.Changed(map[string][]byte{"resources/berth.md": []byte(text)}).Agrees(context.Background(), m)
		require.NoError(t, err)
		assert.Equal(t, want, same, text)
	}
	same, err := tree.Agrees(context.Background(), m)
	require.NoError(t, err)
	assert.True(t, same)
	same, err = tree.Changed(map[string][]byte{"resources/berth.md": nil, "resources/quay.md": nil}).Agrees(context.Background(), m)
	require.NoError(t, err)
	assert.False(t, same, "no reference is left")
}
