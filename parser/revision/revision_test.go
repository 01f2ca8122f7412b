package revision_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/revision"
)

// repository is a git repository that the test writes object by object.
type repository struct {
	*filesystem.Storage
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) *repository {
	dir := t.TempDir()
	r := &repository{filesystem.NewStorage(osfs.New(filepath.Join(dir, ".git")), cache.NewObjectLRUDefault()), t, dir}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "docs", "api"), 0o755))
	require.NoError(t, r.Init())
	r.set("HEAD", "ref: refs/heads/main\n")
	return r
}

func (r *repository) set(name, text string) {
	file := filepath.Join(r.dir, ".git", filepath.FromSlash(name))
	require.NoError(r.t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(r.t, os.WriteFile(file, []byte(text), 0o600))
}

func (r *repository) store(o interface {
	Encode(plumbing.EncodedObject) error
}) plumbing.Hash {
	encoded := r.NewEncodedObject()
	require.NoError(r.t, o.Encode(encoded))
	hash, err := r.SetEncodedObject(encoded)
	require.NoError(r.t, err)
	return hash
}

func (r *repository) blob(text string) plumbing.Hash {
	o := r.NewEncodedObject()
	o.SetType(plumbing.BlobObject)
	w, err := o.Writer()
	require.NoError(r.t, err)
	_, err = w.Write([]byte(text))
	require.NoError(r.t, err)
	hash, err := r.SetEncodedObject(o)
	require.NoError(r.t, err)
	return hash
}

// commit makes a commit with the given text in the page docs/api/berth.md.
func (r *repository) commit(text string, parents ...plumbing.Hash) plumbing.Hash {
	api := &object.Tree{Entries: []object.TreeEntry{
		{Name: "berth.md", Mode: filemode.Regular, Hash: r.blob(text)},
		{Name: "chart.png", Mode: filemode.Regular, Hash: r.blob("no page")},
		{Name: "link.md", Mode: filemode.Symlink, Hash: r.blob("../../secret")},
	}}
	docs := &object.Tree{Entries: []object.TreeEntry{{Name: "api", Mode: filemode.Dir, Hash: r.store(api)}}}
	top := &object.Tree{Entries: []object.TreeEntry{{Name: "docs", Mode: filemode.Dir, Hash: r.store(docs)}}}
	who := object.Signature{Name: "Harbor", Email: "office@harbor.example", When: time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)}
	return r.store(&object.Commit{Author: who, Committer: who, Message: text, TreeHash: r.store(top), ParentHashes: parents})
}

func TestRead(t *testing.T) {
	r := newRepository(t)
	first := r.commit("first")
	second := r.commit("second", first)
	third := r.commit("third", second)
	r.set("refs/heads/main", third.String()+"\n")
	r.set("refs/heads/feature/tide", second.String()+"\n")
	r.set("refs/remotes/origin/old", first.String()+"\n")
	tag := r.store(&object.Tag{Name: "v1", Tagger: object.Signature{When: time.Unix(0, 0)}, Message: "one", TargetType: plumbing.CommitObject, Target: first})
	r.set("packed-refs", tag.String()+" refs/tags/v1\n")

	for rev, want := range map[string]string{
		"HEAD": "third", "main": "third", "main~1": "second", "HEAD^": "second", "HEAD^^": "first", "HEAD~1^": "first", "main~2": "first",
		"feature/tide": "second", "origin/old": "first", "v1": "first", first.String(): "first", second.String()[:10]: "second",
	} {
		root, err := revision.Read(filepath.Join(r.dir, "docs"), rev)
		require.NoError(t, err, rev)
		text, err := fs.ReadFile(root, "api/berth.md")
		require.NoError(t, err, rev)
		assert.Equal(t, want, string(text), rev)
		entries, err := fs.ReadDir(root, "api")
		require.NoError(t, err)
		assert.Len(t, entries, 1, "pictures and links are not pages")
	}
	for rev, want := range map[string]string{
		"nothing":  "there is no revision nothing; want a branch, a tag or a commit",
		"abcdef12": "there is no revision abcdef12",
		"main~9":   "goes back too far",
		"main^2":   "only first parents are supported",
		"main~x":   "only first parents are supported",
		"../HEAD":  "there is no revision ../HEAD",
	} {
		_, err := revision.Read(filepath.Join(r.dir, "docs"), rev)
		assert.ErrorContains(t, err, want, rev)
	}
	require.NoError(t, os.Mkdir(filepath.Join(r.dir, "more"), 0o755))
	_, err := revision.Read(filepath.Join(r.dir, "more"), "main")
	assert.ErrorContains(t, err, "revision main has no folder more")
}

// TestFiles checks that the pages of a revision are a file system.
func TestFiles(t *testing.T) {
	r := newRepository(t)
	r.set("refs/heads/main", r.commit("text").String()+"\n")
	root, err := revision.Read(r.dir, "main")
	require.NoError(t, err)
	require.NoError(t, fstest.TestFS(root, "docs/api/berth.md"))
	for _, name := range []string{"docs/api/chart.png", "docs/api/link.md", "docs/none", "none/berth.md"} {
		_, err := root.Open(name)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
	}
	_, err = root.Open("../docs")
	assert.ErrorIs(t, err, fs.ErrInvalid)
	_, err = fs.ReadFile(root, "docs")
	assert.ErrorContains(t, err, "it is a folder")
}

func TestLinkedWorkingTree(t *testing.T) {
	r := newRepository(t)
	commit := r.commit("linked")
	r.set("worktrees/w/HEAD", commit.String()+"\n")
	r.set("worktrees/w/commondir", "../..\n")
	linked := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(linked, "docs"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(linked, ".git"), []byte("gitdir: "+filepath.Join(r.dir, ".git", "worktrees", "w")+"\n"), 0o600))
	root, err := revision.Read(filepath.Join(linked, "docs"), "HEAD")
	require.NoError(t, err)
	text, err := fs.ReadFile(root, "api/berth.md")
	require.NoError(t, err)
	assert.Equal(t, "linked", string(text))
}

func TestHead(t *testing.T) {
	r := newRepository(t)
	_, err := revision.Head(filepath.Join(r.dir, "docs"))
	assert.Error(t, err, "there is no commit yet")
	commit := r.commit("first")
	r.set("refs/heads/main", commit.String()+"\n")
	head, err := revision.Head(filepath.Join(r.dir, "docs", "api"))
	require.NoError(t, err)
	assert.Equal(t, commit.String(), head)
	top, err := revision.Top(filepath.Join(r.dir, "docs", "gone"))
	require.NoError(t, err)
	assert.Equal(t, r.dir, top)
}

// TestSubmodules checks that the pages of a submodule are at the submodule's
// own commit.
func TestSubmodules(t *testing.T) {
	outer, inner := newRepository(t), newRepository(t)
	outer.set("refs/heads/main", outer.commit("outer").String()+"\n")
	commit := inner.commit("inner")
	inner.set("refs/heads/main", commit.String()+"\n")
	require.NoError(t, os.Mkdir(filepath.Join(outer.dir, "pages"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(outer.dir, "pages", ".git"), []byte("gitdir: "+filepath.Join(inner.dir, ".git")+"\n"), 0o600))
	head, err := revision.Head(filepath.Join(outer.dir, "pages"))
	require.NoError(t, err)
	assert.Equal(t, commit.String(), head)
}

// TestBorrowedObjects checks a clone with objects in another repository.
func TestBorrowedObjects(t *testing.T) {
	lender, r := newRepository(t), newRepository(t)
	commit := lender.commit("lent")
	r.set("refs/heads/main", commit.String()+"\n")
	_, err := revision.Read(filepath.Join(r.dir, "docs"), "main")
	assert.ErrorContains(t, err, "object not found")
	r.set("objects/info/alternates", filepath.Join(lender.dir, ".git", "objects")+"\n")
	root, err := revision.Read(filepath.Join(r.dir, "docs"), "main")
	require.NoError(t, err)
	text, err := fs.ReadFile(root, "api/berth.md")
	require.NoError(t, err)
	assert.Equal(t, "lent", string(text))
}

// TestMissingObjects checks that the error for a missing object names a
// remedy.
func TestMissingObjects(t *testing.T) {
	r := newRepository(t)
	commit := r.commit("second", plumbing.NewHash("0123456789012345678901234567890123456789"))
	r.set("refs/heads/main", commit.String()+"\n")
	r.set("shallow", commit.String()+"\n")
	_, err := revision.Read(filepath.Join(r.dir, "docs"), "main~1")
	assert.ErrorContains(t, err, "the clone is shallow and lacks the commit; fetch the whole history")
	_, err = revision.Read(filepath.Join(r.dir, "docs"), "v1")
	assert.ErrorContains(t, err, "there is no revision v1; want a branch, a tag or a commit; the clone is shallow and may lack it")
	_, err = revision.Read(filepath.Join(r.dir, "elsewhere"), "main")
	assert.ErrorContains(t, err, "name it as main:FOLDER")
}

func TestNoRepository(t *testing.T) {
	_, err := revision.Read(t.TempDir(), "HEAD")
	assert.ErrorIs(t, err, revision.ErrNoRepository)
}
