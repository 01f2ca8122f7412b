//go:build unix

package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// goFile returns a Go file with the header.
func goFile(name, body string) File {
	return File{Name: name, Data: []byte(Header + "\n\npackage harbor\n\n" + body + "\n")}
}

var (
	berth   = goFile("berth.go", "type Berth struct{}")
	crane   = goFile("crane.go", "type Crane struct{}")
	golden  = File{Name: "testdata/berth/get.json", Data: []byte("{}\n")}
	harbour = []File{berth, crane, golden}
)

func openRoot(t testing.TB, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	t.Cleanup(func() { root.Close() })
	return root
}

func commit(t testing.TB, root *os.Root, files []File) *Diff {
	t.Helper()
	diff, err := Commit(root, files)
	require.NoError(t, err)
	return diff
}

// tree returns the content of every file in the folder by its name.
func tree(t testing.TB, root *os.Root) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !e.Type().IsRegular() {
			all[name] = e.Type().String()
			return nil
		}
		data, err := root.ReadFile(name)
		all[name] = string(data)
		return err
	}))
	return all
}

func kinds(diff *Diff) map[string]Kind {
	all := map[string]Kind{}
	for _, c := range diff.Changes {
		all[c.Name] = c.Kind
	}
	return all
}

func TestCommitWritesOnceAndThenNothing(t *testing.T) {
	dir := t.TempDir()
	root := openRoot(t, dir)
	assert.Equal(t, map[string]Kind{"berth.go": Missing, "crane.go": Missing, "testdata/berth/get.json": Missing}, kinds(commit(t, root, harbour)))
	got := tree(t, root)
	assert.Len(t, got, len(harbour)+1, "the files and the list, but no stage")
	for _, f := range harbour {
		assert.Equal(t, string(f.Data), got[f.Name])
	}

	before, err := os.Stat(dir)
	require.NoError(t, err)
	diff := commit(t, root, harbour)
	assert.Empty(t, diff.Changes)
	assert.Equal(t, len(harbour), diff.Unchanged)
	after, err := os.Stat(dir)
	require.NoError(t, err)
	assert.Equal(t, before.ModTime(), after.ModTime(), "the folder itself was written to")

	if sha256sum, err := exec.LookPath("sha256sum"); err == nil {
		cmd := exec.Command(sha256sum, "--check", "--strict", ListName)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		assert.NoError(t, err, "%s", out)
	}
}

func TestCommitReplacesOnlyWhatDiffers(t *testing.T) {
	dir := t.TempDir()
	root := openRoot(t, dir)
	commit(t, root, harbour)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, f := range harbour {
		require.NoError(t, os.Chtimes(filepath.Join(dir, f.Name), old, old))
	}
	diff := commit(t, root, []File{berth, goFile("crane.go", "type Crane struct{ Reach int }"), golden})
	assert.Equal(t, map[string]Kind{"crane.go": Stale}, kinds(diff))
	info, err := root.Stat("berth.go")
	require.NoError(t, err)
	assert.Equal(t, old, info.ModTime())
}

func TestCommitRemovesOnlyItsOwn(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	strangers := map[string]string{
		"mine.go":                  "package harbor\n",
		"claims.go":                "package harbor\n\n" + Header + "\n",
		"testdata/berth/mine.json": "[]",
	}
	for name, data := range strangers {
		require.NoError(t, root.WriteFile(name, []byte(data), 0o644))
	}
	diff := commit(t, root, []File{berth})
	assert.Equal(t, map[string]Kind{"crane.go": Orphaned, "testdata/berth/get.json": Orphaned}, kinds(diff))
	got := tree(t, root)
	delete(got, ListName)
	strangers["berth.go"] = string(berth.Data)
	assert.Equal(t, strangers, got)
}

func TestCommitRemovesFoldersItEmptied(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	commit(t, root, []File{berth})
	_, err := root.Lstat("testdata")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

func overwrite(t testing.TB, root *os.Root, files []File) *Diff {
	t.Helper()
	diff, err := Overwrite(root, files)
	require.NoError(t, err)
	return diff
}

// TestCommitAndEditedFiles checks that only Overwrite replaces an edited file,
// and that an edited file that is no longer generated is kept in every run.
func TestCommitAndEditedFiles(t *testing.T) {
	edited := Header + "\n\npackage harbor\n\nvar edited int\n"
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	require.NoError(t, root.WriteFile("crane.go", []byte(edited), 0o644))
	require.NoError(t, root.WriteFile(golden.Name, []byte("[]"), 0o644))
	was := tree(t, root)
	newer := append([]File{goFile("berth.go", "var new int")}, harbour[1:]...)
	_, err := Commit(root, newer)
	var refused *EditedError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "crane.go was edited since docwright wrote it (and 1 more file)", err.Error())
	assert.Equal(t, was, tree(t, root), "no other file is written")
	assert.Equal(t, map[string]Kind{"crane.go": Edited, golden.Name: Edited}, kinds(overwrite(t, root, harbour)))
	assert.Empty(t, kinds(commit(t, root, harbour)))

	for _, text := range []string{edited, "package harbor\n", "\n" + string(crane.Data)} {
		require.NoError(t, root.WriteFile("crane.go", []byte(text), 0o644))
		for range 2 {
			assert.Equal(t, map[string]Kind{"crane.go": Kept}, kinds(commit(t, root, []File{berth, golden})))
			assert.Equal(t, text, tree(t, root)["crane.go"])
		}
		require.NoError(t, root.Remove("crane.go"))
		commit(t, root, harbour)
	}
}

func TestCommitRejectsForeignFiles(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	require.NoError(t, os.WriteFile(elsewhere, []byte("precious"), 0o644))
	for name, plant := range map[string]func(dir string) error{
		"hand-written Go": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "crane.go"), []byte("package harbor\n"), 0o644)
		},
		"header further down": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "crane.go"), append([]byte("\n"), crane.Data...), 0o644)
		},
		"hand-written data": func(dir string) error {
			return errors.Join(os.MkdirAll(filepath.Join(dir, "testdata/berth"), 0o755), os.WriteFile(filepath.Join(dir, golden.Name), []byte("[]"), 0o644))
		},
		"folder":           func(dir string) error { return os.Mkdir(filepath.Join(dir, "crane.go"), 0o755) },
		"symbolic link":    func(dir string) error { return os.Symlink(elsewhere, filepath.Join(dir, "crane.go")) },
		"link to a file":   func(dir string) error { return os.Symlink("berth.go", filepath.Join(dir, "crane.go")) },
		"pipe":             func(dir string) error { return syscall.Mkfifo(filepath.Join(dir, "crane.go"), 0o644) },
		"symlinked folder": func(dir string) error { return os.Symlink(t.TempDir(), filepath.Join(dir, "testdata")) },
		"folder is a file": func(dir string) error { return os.WriteFile(filepath.Join(dir, "testdata"), nil, 0o644) },
		"folder of another package": func(dir string) error {
			return errors.Join(os.MkdirAll(filepath.Join(dir, "testdata/berth"), 0o755), os.WriteFile(filepath.Join(dir, "testdata", ListName), nil, 0o644))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, plant(dir))
			root := openRoot(t, dir)
			before := tree(t, root)
			_, err := Commit(root, harbour)
			var foreign *ForeignError
			require.ErrorAs(t, err, &foreign)
			assert.Equal(t, before, tree(t, root))
			precious, err := os.ReadFile(elsewhere)
			require.NoError(t, err)
			assert.Equal(t, "precious", string(precious))
		})
	}
}

func TestCommitBreaksHardLinks(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "crane.go")
	old := goFile("crane.go", "var old int")
	require.NoError(t, os.WriteFile(outside, old.Data, 0o644))
	require.NoError(t, os.Link(outside, filepath.Join(dir, "crane.go")))
	overwrite(t, openRoot(t, dir), harbour)
	got, err := os.ReadFile(outside)
	require.NoError(t, err)
	assert.Equal(t, string(old.Data), string(got))
}

func TestCommitIgnoresPlantedStage(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(outside, "0.new"), []byte("precious"), 0o644))
	require.NoError(t, os.Symlink(outside, filepath.Join(dir, stageName)))
	commit(t, openRoot(t, dir), harbour)
	assert.Equal(t, map[string]string{"0.new": "precious"}, tree(t, openRoot(t, outside)))
}

// TestNestedFolders writes two packages, one in a subfolder of the other, in
// both orders.
func TestNestedFolders(t *testing.T) {
	for _, first := range []string{".", "crane"} {
		dir := t.TempDir()
		require.NoError(t, os.Mkdir(filepath.Join(dir, "crane"), 0o755))
		outer, inner := openRoot(t, dir), openRoot(t, filepath.Join(dir, "crane"))
		order := []*os.Root{outer, inner}
		if first != "." {
			order = []*os.Root{inner, outer}
		}
		for range 2 {
			for _, root := range order {
				commit(t, root, harbour)
			}
		}
		assert.Len(t, tree(t, outer), 2*(len(harbour)+1))
		commit(t, outer, []File{berth})
		assert.Len(t, tree(t, inner), len(harbour)+1)
	}
}

func TestNames(t *testing.T) {
	root := openRoot(t, t.TempDir())
	for _, name := range []string{"", ".", "..", "../x.json", "/abs", "a/../../x", `C:\x`, `..\x`, "a//b", "a/", ".git/config", "x/.x", "vendor/x", ListName, "a\nb", "a:b", "NOTES.txt", "a.json", "docs/a.md", "testdata/a.md", "testdata/a"} {
		_, err := Compare(root, []File{{Name: name}})
		assert.Error(t, err, "%q", name)
	}
	_, err := Compare(root, []File{{Name: "testdata/a.json"}, {Name: "testdata/A.json"}})
	assert.ErrorContains(t, err, "the same file on a system that ignores case")
	_, err = Compare(root, []File{{Name: "a.go", Data: []byte("package a\n")}})
	assert.ErrorContains(t, err, "does not begin with the line")
}

// TestCraftedList checks that a file that docwright did not write is kept, even
// if it is in the list.
func TestCraftedList(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	mine := "package harbor\n"
	require.NoError(t, root.WriteFile("mine.go", []byte(mine), 0o644))
	text, err := root.ReadFile(ListName)
	require.NoError(t, err)
	s := sha256.Sum256([]byte(mine))
	require.NoError(t, root.WriteFile(ListName, append(text, hex.EncodeToString(s[:])+"  mine.go\n"...), 0o644))
	assert.Equal(t, map[string]Kind{"mine.go": Kept}, kinds(commit(t, root, harbour)))
	assert.Equal(t, mine, tree(t, root)["mine.go"])
}

func TestLostList(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	require.NoError(t, root.Remove(ListName))
	files := []File{goFile("crane.go", "var new int"), {Name: golden.Name, Data: []byte("[]\n")}}
	_, err := Commit(root, files)
	assert.ErrorContains(t, err, "crane.go may have been edited, and there is no docwright.sum to compare it with; restore docwright.sum from version control (and 1 more file)")
	assert.Equal(t, map[string]Kind{"berth.go": Kept, "crane.go": Edited, golden.Name: Edited}, kinds(overwrite(t, root, files)))
}

// TestMergedList checks that after a merge conflict the lines of both sides are
// used.
func TestMergedList(t *testing.T) {
	root := openRoot(t, t.TempDir())
	line := func(f File) string {
		s := sha256.Sum256(f.Data)
		return hex.EncodeToString(s[:]) + "  " + f.Name + "\n"
	}
	ours, theirs := File{Name: "testdata/a.json", Data: []byte("1")}, File{Name: "testdata/a.json", Data: []byte("2")}
	require.NoError(t, root.WriteFile(ListName, []byte(listTitle+"<<<<<<< HEAD\n"+line(ours)+"=======\n"+line(theirs)+">>>>>>> other\n"), 0o644))
	require.NoError(t, root.Mkdir("testdata", 0o755))
	for _, f := range []File{ours, theirs} {
		require.NoError(t, root.WriteFile(f.Name, f.Data, 0o644))
		diff, err := Compare(root, nil)
		require.NoError(t, err)
		assert.Equal(t, map[string]Kind{"testdata/a.json": Orphaned, ListName: Orphaned}, kinds(diff))
	}
}

// TestCompareList checks that a wrong list is a difference.
func TestCompareList(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	compare := func() map[string]Kind {
		diff, err := Compare(root, harbour)
		require.NoError(t, err)
		return kinds(diff)
	}
	assert.Empty(t, compare())
	require.NoError(t, root.WriteFile(ListName, []byte(listTitle), 0o644))
	assert.Equal(t, map[string]Kind{ListName: Stale}, compare())
	require.NoError(t, root.Remove(ListName))
	assert.Equal(t, map[string]Kind{ListName: Missing}, compare())
	commit(t, root, harbour)
	assert.Empty(t, compare())
}

// TestAbsent checks that all files that Commit writes are missing from a folder
// that does not exist.
func TestAbsent(t *testing.T) {
	diff, err := Absent(harbour)
	require.NoError(t, err)
	for _, c := range diff.Changes {
		assert.Equal(t, Missing, c.Kind)
	}
	root := openRoot(t, t.TempDir())
	commit(t, root, harbour)
	for _, c := range diff.Changes {
		data, err := root.ReadFile(c.Name)
		require.NoError(t, err)
		assert.Equal(t, data, c.Data, c.Name)
	}
	assert.Len(t, diff.Changes, len(harbour)+1)
}

// TestBadList checks that an invalid line is an error and that nothing is
// written: a digest of the wrong length or with wrong digits, an invalid name.
func TestBadList(t *testing.T) {
	digest := strings.Repeat("0a", sha256.Size)
	for _, line := range []string{"hello", digest, digest + " tables/a.json", "  tables/a.json", "00  tables/a.json", digest[2:] + "  tables/a.json", digest[1:] + "  tables/a.json",
		digest + "0a  tables/a.json", digest + digest + "  tables/a.json", "xx" + digest[2:] + "  tables/a.json", digest + "  ../x", digest + "  .git/config", digest + "  README.md"} {
		root := openRoot(t, t.TempDir())
		require.NoError(t, root.WriteFile(ListName, []byte(listTitle+digest+"  tables/b.json\n"+line+"\n"), 0o644))
		_, err := Commit(root, harbour)
		assert.EqualError(t, err, ListName+":3: invalid line; restore the file from version control", line)
		assert.Len(t, tree(t, root), 1)
	}
}

func FuzzParseList(f *testing.F) {
	f.Add([]byte(listTitle + strings.Repeat("0a", 32) + "  a.json\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := parseList(text)
		if err != nil {
			return
		}
		again, err := parseList(l.format())
		require.NoError(t, err)
		assert.Equal(t, l.sums, again.sums)
	})
}

var errDisk = errors.New("no space left on device")

// failing is a disk on which the n-th operation fails, as on a full disk. If dead
// is set, all later operations fail too, as if the process was killed.
type failing struct {
	disk
	mu   sync.Mutex
	left int
	dead bool
}

func (d *failing) fail() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left--
	if d.left == 0 || d.dead && d.left < 0 {
		return errDisk
	}
	return nil
}

func (d *failing) Link(a, b string) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.Link(a, b)
}

func (d *failing) Mkdir(name string, mode fs.FileMode) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.Mkdir(name, mode)
}

func (d *failing) MkdirAll(name string, mode fs.FileMode) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.MkdirAll(name, mode)
}

func (d *failing) OpenFile(name string, flag int, mode fs.FileMode) (file, error) {
	if err := d.fail(); err != nil {
		return nil, err
	}
	f, err := d.disk.OpenFile(name, flag, mode)
	return failingFile{f, d}, err
}

type failingFile struct {
	file
	disk *failing
}

// Write writes half of the data before it fails, as on a full disk.
func (f failingFile) Write(data []byte) (int, error) {
	if err := f.disk.fail(); err != nil {
		n, _ := f.file.Write(data[:len(data)/2])
		return n, err
	}
	return f.file.Write(data)
}

func (f failingFile) Sync() error {
	return errors.Join(f.disk.fail(), f.file.Sync())
}

func (d *failing) Remove(name string) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.Remove(name)
}

func (d *failing) RemoveAll(name string) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.RemoveAll(name)
}

func (d *failing) Rename(a, b string) error {
	if err := d.fail(); err != nil {
		return err
	}
	return d.Root.Rename(a, b)
}

// TestFailureAtEveryStep fails every operation of a commit in turn, once as an
// error and once as the end of the process.
func TestFailureAtEveryStep(t *testing.T) {
	newer := []File{goFile("berth.go", "type Berth struct{ Depth int }"), goFile("tug.go", "type Tug struct{}"), {Name: "testdata/tug/get.json", Data: []byte("[]\n")}}
	third := []File{goFile("tug.go", "type Tug struct{ Bollard int }")}
	was := tree(t, committed(t, harbour))
	is := tree(t, committed(t, newer))
	wasFolders := folders(t, committed(t, harbour))
	for _, dead := range []bool{false, true} {
		for n := 1; ; n++ {
			require.Less(t, n, 150)
			root := committed(t, harbour)
			to := &failing{disk: disk{root}, left: n, dead: dead}
			s, err := inspect(root, newer)
			require.NoError(t, err)
			err = s.commit(to)
			if to.left > 0 {
				require.NoError(t, err)
				break // there is no n-th operation
			}
			at := fmt.Sprintf("operation %d, dead: %v, error: %v", n, dead, err)
			got := tree(t, root)
			if !dead {
				for name := range got {
					if strings.HasPrefix(name, stageName) { // the failure was in cleaning up
						delete(got, name)
					}
				}
				if got[ListName] == is[ListName] {
					assert.Equal(t, is, got, at)
				} else {
					require.Error(t, err, at)
					assert.Equal(t, was, got, at)
					assert.Equal(t, wasFolders, folders(t, root), at)
				}
			}
			for name, data := range got {
				if name != ListName && !strings.HasPrefix(name, stageName) {
					assert.Contains(t, []string{was[name], is[name]}, data, "%s is torn: %s", name, at)
				}
			}
			// The next commit succeeds, whatever its files are.
			next := [][]File{newer, harbour, third}[n%3]
			commit(t, root, next)
			assert.Equal(t, tree(t, committed(t, next)), tree(t, root), at)
		}
	}
}

// folders returns the names of all folders in a folder, except the stage.
func folders(t testing.TB, root *os.Root) []string {
	t.Helper()
	var names []string
	require.NoError(t, fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if e.IsDir() && name != stageName {
			names = append(names, name)
		}
		return err
	}))
	return names
}

// TestFoldersAfterAFailure checks that after a failure of any operation the
// folders are as before: an empty folder is still there, and a new one is gone.
func TestFoldersAfterAFailure(t *testing.T) {
	files := []File{berth, {Name: "testdata/a/b/get.json", Data: []byte("{}\n")}, {Name: "testdata/c/get.json", Data: []byte("{}\n")}, crane}
	for n := 1; ; n++ {
		root := openRoot(t, t.TempDir())
		require.NoError(t, root.MkdirAll("testdata/a", 0o755))
		require.NoError(t, root.MkdirAll("testdata/mine", 0o755))
		was := folders(t, root)
		s, err := inspect(root, files)
		require.NoError(t, err)
		to := &failing{disk: disk{root}, left: n}
		err = s.commit(to)
		if to.left > 0 {
			require.NoError(t, err)
			assert.Greater(t, n, 20)
			assert.Equal(t, []string{".", "testdata", "testdata/a", "testdata/a/b", "testdata/c", "testdata/mine"}, folders(t, root))
			return
		}
		if list, _ := root.ReadFile(ListName); list == nil {
			require.Error(t, err)
			assert.Equal(t, was, folders(t, root), "operation %d, %v", n, err)
		}
	}
}

func committed(t testing.TB, files []File) *os.Root {
	root := openRoot(t, t.TempDir())
	commit(t, root, files)
	return root
}

func TestWithoutHardLinks(t *testing.T) {
	root := committed(t, harbour)
	s, err := inspect(root, []File{goFile("berth.go", "var new int")})
	require.NoError(t, err)
	require.NoError(t, s.commit(noLinks{disk{root}}))
	assert.Contains(t, tree(t, root)["berth.go"], "var new int")
}

type noLinks struct{ disk }

func (noLinks) Link(a, b string) error { return syscall.EPERM }

// TestConcurrentCommits writes two different sets concurrently. At the end the
// folder has exactly one of them.
func TestConcurrentCommits(t *testing.T) {
	sets := [][]File{harbour, {goFile("berth.go", "var other int"), goFile("tug.go", "")}}
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 8 {
		root := openRoot(t, dir)
		wg.Go(func() {
			for j := range 10 {
				_, err := Commit(root, sets[(i+j)%2])
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
	got := tree(t, openRoot(t, dir))
	assert.Contains(t, []map[string]string{tree(t, committed(t, sets[0])), tree(t, committed(t, sets[1]))}, got)
}

// large returns as many files, with as many bytes, as a package of the whole
// Microsoft Graph reference has.
func large() []File {
	random := rand.New(rand.NewPCG(1, 2))
	files := make([]File, 0, 900)
	for i := range 900 {
		body := make([]byte, 4500)
		for j := range body {
			body[j] = byte(random.Uint32())
		}
		name := fmt.Sprintf("file%d.go", i)
		if i >= 400 {
			name = fmt.Sprintf("testdata/%d/file%d.json", i%8, i)
		}
		files = append(files, goFile(name, hex.EncodeToString(body)))
		files[i].Name = name
	}
	return files
}

func BenchmarkCommitNew(b *testing.B) {
	files := large()
	for b.Loop() {
		b.StopTimer()
		root := openRoot(b, b.TempDir())
		b.StartTimer()
		commit(b, root, files)
	}
}

func BenchmarkCommitUnchanged(b *testing.B) {
	files := large()
	root := committed(b, files)
	for b.Loop() {
		commit(b, root, files)
	}
}

// TestNoFilesLeft checks that a commit of no files removes the list with the files, and
// that a file that was edited keeps its line.
func TestNoFilesLeft(t *testing.T) {
	root := openRoot(t, t.TempDir())
	nested := append(slices.Clone(harbour), goFile("fake/fake.go", "var a int"), goFile("fake/z.go", "var b int"), File{Name: "fake/tables/a.json", Data: []byte("{}")})
	commit(t, root, nested)
	commit(t, root, nil)
	entries, err := fs.ReadDir(root.FS(), ".")
	require.NoError(t, err)
	assert.Empty(t, entries)
	diff := commit(t, root, nil)
	assert.Empty(t, diff.Changes, "there is nothing to remove")
	_, err = root.Lstat(ListName)
	assert.ErrorIs(t, err, fs.ErrNotExist)

	commit(t, root, harbour)
	require.NoError(t, root.WriteFile("berth.go", []byte(Header+"\n\npackage mine\n"), 0o644))
	commit(t, root, nil)
	text, err := root.ReadFile(ListName)
	require.NoError(t, err)
	assert.Equal(t, 2, strings.Count(string(text), "\n"), "the title, and the file that was kept")
}

// TestLineEnds checks that the line ends of a checkout are no difference, and that a file
// to be replaced or removed is recognized with any.
func TestLineEnds(t *testing.T) {
	root := openRoot(t, t.TempDir())
	commit(t, root, append(slices.Clone(harbour), goFile("old.go", "")))
	for name, text := range tree(t, root) {
		require.NoError(t, root.WriteFile(name, []byte(strings.ReplaceAll(text, "\n", "\r\n")), 0o644))
	}
	diff, err := Compare(root, append(slices.Clone(harbour), goFile("old.go", "")))
	require.NoError(t, err)
	assert.Empty(t, diff.Changes)

	crane := goFile("crane.go", "var new int")
	files := []File{berth, crane, golden}
	diff, err = Compare(root, files)
	require.NoError(t, err)
	assert.Equal(t, map[string]Kind{"crane.go": Stale, "old.go": Orphaned, ListName: Stale}, kinds(diff))
	commit(t, root, files)
	text, err := root.ReadFile("crane.go")
	require.NoError(t, err)
	assert.Equal(t, string(crane.Data), string(text))

	require.NoError(t, root.Remove(ListName))
	diff, err = Compare(root, files)
	require.NoError(t, err)
	assert.Equal(t, map[string]Kind{ListName: Missing}, kinds(diff), "the header is recognized, too")
}

// TestAttributes checks that attributes of somebody else are left alone.
func TestAttributes(t *testing.T) {
	attributes := File{Name: AttributesName, Data: []byte("* -text\n")}
	files := append([]File{attributes}, harbour...)
	root := openRoot(t, t.TempDir())
	mine := []byte("*.go text\n")
	require.NoError(t, root.WriteFile(AttributesName, mine, 0o644))
	commit(t, root, files)
	text, err := root.ReadFile(AttributesName)
	require.NoError(t, err)
	assert.Equal(t, mine, text)
	diff, err := Compare(root, files)
	require.NoError(t, err)
	assert.Empty(t, diff.Changes)
	assert.Equal(t, len(harbour), diff.Unchanged)

	require.NoError(t, root.Remove(AttributesName))
	assert.Equal(t, map[string]Kind{AttributesName: Missing}, kinds(commit(t, root, files)))
	require.NoError(t, root.WriteFile(AttributesName, mine, 0o644))
	diff, err = Compare(root, files)
	require.NoError(t, err)
	assert.Equal(t, map[string]Kind{AttributesName: Edited}, kinds(diff))
	require.NoError(t, root.Remove(AttributesName))
	commit(t, root, files)
	commit(t, root, harbour)
	_, err = root.Lstat(AttributesName)
	assert.ErrorIs(t, err, fs.ErrNotExist)

	require.NoError(t, root.Mkdir(AttributesName, 0o755))
	_, err = Compare(root, files)
	assert.Error(t, err)
}
