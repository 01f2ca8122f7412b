//go:build unix

package output

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reasons returns the kinds and reasons of the changes by name, except that of
// the list.
func reasons(diff *Diff) map[string]string {
	all := map[string]string{}
	for _, c := range diff.Changes {
		if c.Name != ListName {
			all[c.Name] = strings.TrimSpace(string(c.Kind) + " " + c.Reason)
		}
	}
	return all
}

// TestReasons checks the kind and reason of each difference.
func TestReasons(t *testing.T) {
	dir := t.TempDir()
	root := openRoot(t, dir)
	old := func(name string) File { return goFile(name, "// As it was.") }
	names := []string{"stale.go", "edited.go", "by-hand.go", "crlf.go", "link.go", "folder.go", "fifo.go", "orphan.go", "changed.go", "no-header.go", "now-folder.go", "now-link.go", "gone.go"}
	files := []File{golden, {Name: "testdata/berth/old.txt", Data: []byte("old\n")}, {Name: "testdata/berth/edited.txt", Data: []byte("old\n")}, {Name: "below/x/testdata/a.json", Data: []byte("1")}}
	for _, name := range names {
		files = append(files, old(name))
	}
	commit(t, root, files)
	write := func(name, text string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	replace := func(name string, with func(string) error) {
		require.NoError(t, os.Remove(filepath.Join(dir, name)))
		require.NoError(t, with(filepath.Join(dir, name)))
	}
	link := func(name string) error { return os.Symlink("berth.go", name) }
	folder := func(name string) error { return os.Mkdir(name, 0o755) }
	write("edited.go", Header+"\n// Edited.\n")
	write("by-hand.go", "package harbor\n")
	write("crlf.go", strings.ReplaceAll(string(old("crlf.go").Data), "\n", "\r\n"))
	replace("link.go", link)
	replace("folder.go", folder)
	replace("fifo.go", func(name string) error { return syscall.Mkfifo(name, 0o644) })
	write("changed.go", Header+"\n// Changed.\n")
	write("no-header.go", "package harbor\n")
	replace("now-folder.go", folder)
	replace("now-link.go", link)
	require.NoError(t, root.Remove("gone.go"))
	write("testdata/berth/edited.txt", "edited\n")
	write("unlisted.go", Header+"\n// Of a merge.\n")
	write("theirs.go", "package harbor\n")
	write("testdata/theirs/x.json", "{}\n")
	write("other/"+ListName, "")
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "below")))
	write("below", "a file")

	produced := []File{
		golden, goFile("stale.go", "// New."), goFile("edited.go", "// New."), goFile("by-hand.go", "// New."), goFile("crlf.go", "// New."), goFile("link.go", "// New."),
		goFile("folder.go", "// New."), goFile("fifo.go", "// New."), goFile("new.go", "// New."), goFile("other/x.go", "// New."), goFile("other/sub/y.go", "// New."), goFile("below/x/z.go", "// New."),
		{Name: "testdata/theirs/x.json", Data: []byte("new\n")}, {Name: "testdata/berth/edited.txt", Data: []byte("new\n")},
	}
	diff, err := Compare(root, produced)
	require.NoError(t, err)
	const (
		away   = ", but a file has to be written; move it away"
		delete = "; delete it, or remove its line from docwright.sum"
	)
	assert.Equal(t, map[string]string{
		"stale.go":                  "stale",
		"edited.go":                 "edited was edited since docwright wrote it",
		"by-hand.go":                "foreign was not written by docwright; move it away, or choose another folder",
		"crlf.go":                   "stale",
		"link.go":                   "foreign is a symbolic link" + away,
		"folder.go":                 "foreign is a folder" + away,
		"fifo.go":                   "foreign is not a regular file" + away,
		"new.go":                    "missing",
		"other/x.go":                "foreign is in other, the folder of another package; choose another folder",
		"other/sub/y.go":            "foreign is in other, the folder of another package; choose another folder",
		"below/x/z.go":              "foreign cannot be written, because below is a file; remove it",
		"testdata/theirs/x.json":    "foreign is not listed in docwright.sum; move it away, or choose another folder",
		"testdata/berth/edited.txt": "edited was edited since docwright wrote it",
		"testdata/berth/old.txt":    "orphaned",
		"orphan.go":                 "orphaned",
		"changed.go":                "kept is no longer generated, but was edited" + delete,
		"no-header.go":              "kept is no longer generated, but has no docwright header" + delete,
		"now-folder.go":             "kept is no longer generated, but is now a folder" + delete,
		"now-link.go":               "kept is no longer generated, but is now a symbolic link" + delete,
		"unlisted.go":               "kept is neither generated nor listed in docwright.sum; delete it",
	}, reasons(diff))
	assert.Equal(t, 1, diff.Unchanged)
	for i, c := range diff.Changes {
		assert.True(t, i == 0 || diff.Changes[i-1].Name < c.Name, "sorted by name")
		switch c.Kind {
		case Missing, Stale, Edited:
			assert.NotNil(t, c.Data, c.Name)
		default:
			assert.Nil(t, c.Data, c.Name)
		}
	}
	assert.Equal(t, []string{"edited.go", "testdata/berth/edited.txt"}, namesOf(diff.Of(Edited)))
	assert.Equal(t, []string{"crlf.go", "docwright.sum", "new.go", "orphan.go", "stale.go", "testdata/berth/old.txt"}, namesOf(diff.Of(Missing, Stale, Orphaned)))
	assert.Empty(t, diff.Of())

	before := tree(t, root)
	_, err = Commit(root, produced)
	var foreign *ForeignError
	require.ErrorAs(t, err, &foreign)
	assert.EqualError(t, err, "below/x/z.go cannot be written, because below is a file; remove it (and 7 more files)")
	assert.Equal(t, before, tree(t, root), "nothing was changed")
}

func namesOf(changes []Change) []string {
	var names []string
	for _, c := range changes {
		names = append(names, c.Name)
	}
	return names
}

// TestWithoutAList checks the differences if there is no list and only the
// header marks generated files.
func TestWithoutAList(t *testing.T) {
	root := committed(t, harbour)
	require.NoError(t, root.Remove(ListName))
	produced := []File{berth, goFile("crane.go", "// New."), {Name: golden.Name, Data: []byte("new\n")}}
	diff, err := Compare(root, produced)
	require.NoError(t, err)
	const unknown = "edited may have been edited, and there is no docwright.sum to compare it with; restore docwright.sum from version control"
	assert.Equal(t, map[string]string{"crane.go": unknown, golden.Name: unknown}, reasons(diff))
	assert.Equal(t, Missing, kinds(diff)[ListName])
	_, err = Commit(root, produced)
	var edited *EditedError
	require.ErrorAs(t, err, &edited)
	assert.EqualError(t, err, "crane.go may have been edited, and there is no docwright.sum to compare it with; restore docwright.sum from version control (and 1 more file)")

	// Without a Go file with the header, nothing shows that docwright wrote the data file.
	diff, err = Compare(root, []File{{Name: golden.Name, Data: []byte("new\n")}})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{
		golden.Name: "foreign is not listed in docwright.sum; move it away, or choose another folder",
		"berth.go":  "kept is neither generated nor listed in docwright.sum; delete it",
		"crane.go":  "kept is neither generated nor listed in docwright.sum; delete it",
	}, reasons(diff))
	require.NoError(t, root.Remove("berth.go"))
	_, err = Commit(root, []File{goFile("berth.go", "// New."), goFile("crane.go", "// New.")})
	assert.EqualError(t, err, "crane.go may have been edited, and there is no docwright.sum to compare it with; restore docwright.sum from version control")
}

// TestNamesOfFiles checks valid and invalid names of generated files.
func TestNamesOfFiles(t *testing.T) {
	for _, name := range []string{
		"a.go", "a/b.go", "vendors/a.go", "a-b_c.go", "testdata/a.json", "testdata/a.txt", "a/testdata/b/a.json", "tables/a.json", "harbortest/tables/a.txt", "testdata/tables/x.txt", "a b.go", "é.go", "a..go",
	} {
		assert.True(t, validName(name), name)
	}
	for _, name := range []string{
		"", ".", "..", "/a.go", "a/", "a//b.go", "../a.go", "a/../b.go", "./a.go", ListName, ".a.go", "a/.git/b.go", ".git/a.go", "vendor/a.go", "a/vendor/b.go", "a\\b.go", "a:b.go", "a*.go", "a?.go", "a\".go",
		"a<.go", "a>.go", "a|.go", "a\n.go", "a\r.go", "a\x00.go", "README.md", "a.json", "a.txt", "testdata/a.md", "testdatas/a.json", "a/tables/b/c.json", "go", "a.gox", "testdata/a.jsonl", "mytables/a.json",
	} {
		assert.False(t, validName(name), "%q", name)
		_, err := Absent([]File{{Name: name, Data: []byte(Header + "\n")}})
		assert.Error(t, err, name)
		_, err = Compare(openRoot(t, t.TempDir()), []File{{Name: name, Data: []byte(Header + "\n")}})
		assert.Error(t, err, name)
	}
	_, err := Absent([]File{{Name: "a b/.x.go"}})
	assert.EqualError(t, err, `"a b/.x.go" is not a valid name for a generated file`)
	_, err = Absent([]File{goFile("a/Berth.go", ""), goFile("a/bERTH.go", "")})
	assert.EqualError(t, err, "a/Berth.go and a/bERTH.go are the same file on a system that ignores case")
	for _, text := range []string{"", Header, Header + "\r\n", " " + Header + "\n", "package a\n"} {
		_, err = Absent([]File{{Name: "a.go", Data: []byte(text)}})
		assert.EqualError(t, err, `a.go does not begin with the line "// Code generated by docwright. DO NOT EDIT."`, "%q", text)
	}
	_, err = Absent([]File{{Name: "testdata/a.json"}})
	assert.NoError(t, err, "only Go files need the header")
}

// TestFilesThatGrow checks that readInto reads a file of at most the given size,
// and returns an error for a larger one.
func TestFilesThatGrow(t *testing.T) {
	dir := t.TempDir()
	root := openRoot(t, dir)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a"), []byte("abc"), 0o644))
	buf := make([]byte, 0, 1)
	for _, size := range []int64{3, 4, 100} {
		data, err := readInto(root, "a", size, &buf)
		require.NoError(t, err)
		assert.Equal(t, "abc", string(data))
	}
	for _, size := range []int64{0, 2} {
		_, err := readInto(root, "a", size, &buf)
		assert.EqualError(t, err, "a is being written by another process; run docwright again")
	}
	_, err := readInto(root, "b", 3, &buf)
	assert.ErrorIs(t, err, os.ErrNotExist)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "empty"), nil, 0o644))
	data, err := readInto(root, "empty", 0, &buf)
	require.NoError(t, err)
	assert.Empty(t, data)
}

// TestErrorsOfTheSystem checks that an error of the system is returned, and is
// not a difference.
func TestErrorsOfTheSystem(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, name := range []string{long + ".go", long + "/a.go"} {
		root := committed(t, harbour)
		before := tree(t, root)
		_, err := Compare(root, append([]File{goFile(name, "")}, harbour...))
		assert.ErrorIs(t, err, syscall.ENAMETOOLONG, name)
		_, err = Commit(root, append([]File{goFile(name, "")}, harbour...))
		assert.ErrorIs(t, err, syscall.ENAMETOOLONG, name)
		assert.Equal(t, before, tree(t, root))

		text := before[ListName] + strings.Repeat("0", 64) + "  " + name + "\n"
		require.NoError(t, root.WriteFile(ListName, []byte(text), 0o644))
		_, err = Compare(root, harbour)
		assert.ErrorIs(t, err, syscall.ENAMETOOLONG, "the list has %s", name)
	}
	closed := committed(t, harbour)
	require.NoError(t, closed.Close())
	_, err := Compare(closed, harbour)
	assert.Error(t, err)
}

func TestAbsentFolders(t *testing.T) {
	diff, err := Absent([]File{goFile("b.go", ""), goFile("a.go", "")})
	require.NoError(t, err)
	assert.Equal(t, []string{"a.go", "b.go", ListName}, namesOf(diff.Changes))
	assert.Equal(t, map[string]Kind{"a.go": Missing, "b.go": Missing, ListName: Missing}, kinds(diff))
	root := committed(t, []File{goFile("b.go", ""), goFile("a.go", "")})
	assert.Equal(t, string(diff.Changes[2].Data), tree(t, root)[ListName], "the list that Commit writes")
}
