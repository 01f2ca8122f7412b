package revision_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/git/gittest"
	"github.com/docwright/docwright/parser/revision"
)

// pages are the files of a commit whose page docs/api/berth.md has the given text.
func pages(text string) map[string]string {
	return map[string]string{"docs/api/berth.md": text, "docs/api/chart.png": "no page", "docs/api/link.md": "-> ../../secret"}
}

// text returns the text of the page at a revision.
func text(t *testing.T, dir, rev string) string {
	t.Helper()
	root, err := revision.Read(t.Context(), dir, rev)
	require.NoError(t, err, rev)
	defer root.Close()
	data, err := fs.ReadFile(root, "api/berth.md")
	require.NoError(t, err, rev)
	return string(data)
}

func TestRead(t *testing.T) {
	r := gittest.New(t)
	docs := r.Folder("docs")
	first := r.Commit("first", pages("first"))
	r.Git("tag", "--annotate", "--message=one", "v1")
	r.Git("update-ref", "refs/remotes/origin/old", first)
	second := r.Commit("second", pages("second"))
	r.Git("branch", "feature/tide")
	r.Commit("third", pages("third"))
	r.Git("pack-refs", "--all")
	require.NoError(t, os.WriteFile(filepath.Join(r.Dir, ".git", "FETCH_HEAD"), []byte(second+"\t\tbranch 'x' of elsewhere\n"), 0o600))

	for rev, want := range map[string]string{
		"HEAD": "third", "@": "third", "main": "third", "main~1": "second", "@~1": "second", "HEAD^": "second", "HEAD^^": "first", "HEAD~1^": "first", "main~2": "first",
		"feature/tide": "second", "origin/old": "first", "v1": "first", first: "first", second[:10]: "second", "FETCH_HEAD": "second", "main^{/first}": "first",
	} {
		assert.Equal(t, want, text(t, docs, rev), rev)
	}
	root, err := revision.Read(t.Context(), docs, "main")
	require.NoError(t, err)
	defer root.Close()
	entries, err := fs.ReadDir(root, "api")
	require.NoError(t, err)
	assert.Len(t, entries, 1, "pictures and links are not pages")

	for rev, want := range map[string]string{
		"nothing":          "there is no revision nothing; want a branch, a tag or a commit",
		"abcdef12":         "there is no revision abcdef12",
		"main~9":           "there is no revision main~9",
		"main^2":           "there is no revision main^2",
		"../HEAD":          "there is no revision ../HEAD",
		"":                 `"" is no revision; want a branch, a tag or a commit`,
		"--output=x":       `"--output=x" is no revision`,
		"main\x1b[2J":      "is no revision",
		"main:docs":        "there is no revision main:docs",
		"--upload-pack=rm": "is no revision",
	} {
		_, err := revision.Read(t.Context(), docs, rev)
		assert.ErrorContains(t, err, want, rev)
	}
	_, err = revision.Read(t.Context(), r.Folder("more"), "main")
	assert.ErrorContains(t, err, "revision main has no folder more; if the pages were in another folder, name it as main:FOLDER")
}

// TestFiles checks that the pages of a revision are a file system.
func TestFiles(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", pages("text"))
	root, err := revision.Read(t.Context(), r.Dir, "main")
	require.NoError(t, err)
	require.NoError(t, fstest.TestFS(root, "docs/api/berth.md"))
	require.NoError(t, root.Close())
	_, err = fs.ReadFile(root, "docs/api/berth.md")
	require.NoError(t, err, "pages can be opened again")
	defer root.Close()
	for _, name := range []string{"docs/api/chart.png", "docs/api/link.md", "docs/none", "none/berth.md"} {
		_, err := root.Open(name)
		assert.ErrorIs(t, err, fs.ErrNotExist, name)
	}
	_, err = root.Open("../docs")
	assert.ErrorIs(t, err, fs.ErrInvalid)
	_, err = fs.ReadFile(root, "docs")
	assert.ErrorContains(t, err, "it is a folder")
}

// TestLargePages checks that the size of a page is that of the commit, whatever part of
// it is read.
func TestLargePages(t *testing.T) {
	r := gittest.New(t)
	const size = 17 << 20
	r.Commit("large", map[string]string{"large.md": strings.Repeat("x", size), "small.md": "small"})
	root, err := revision.Read(t.Context(), r.Dir, "main")
	require.NoError(t, err)
	defer root.Close()
	info, err := fs.Stat(root, "large.md")
	require.NoError(t, err)
	assert.EqualValues(t, size, info.Size())
	small, err := fs.ReadFile(root, "small.md")
	require.NoError(t, err)
	assert.Equal(t, "small", string(small), "the rest of the large page is skipped")
}

// TestForms checks the forms that a working tree can have.
func TestForms(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", pages("one"))
	r.Checkout()
	other := func(name string) string { return filepath.Join(t.TempDir(), name) }

	linked := other("linked")
	r.Git("worktree", "add", "--quiet", "--detach", linked)
	assert.Equal(t, "one", text(t, filepath.Join(linked, "docs"), "HEAD"))
	top, err := revision.Top(filepath.Join(linked, "docs", "gone"))
	require.NoError(t, err)
	assert.Equal(t, linked, top)

	borrowing := other("borrowing")
	r.Git("clone", "--quiet", "--shared", r.Dir, borrowing)
	assert.Equal(t, "one", text(t, filepath.Join(borrowing, "docs"), "origin/main"))

	sparse := other("sparse")
	r.Git("clone", "--quiet", "--sparse", r.Dir, sparse)
	assert.NoDirExists(t, filepath.Join(sparse, "docs"))
	assert.Equal(t, "one", text(t, filepath.Join(sparse, "docs"), "main"))

	byLongHash := gittest.New(t)
	require.NoError(t, os.RemoveAll(filepath.Join(byLongHash.Dir, ".git")))
	byLongHash.Git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
	byLongHash.Commit("one", pages("long"))
	assert.Equal(t, "long", text(t, byLongHash.Folder("docs"), "main"))

	tables := gittest.New(t)
	require.NoError(t, os.RemoveAll(filepath.Join(tables.Dir, ".git")))
	init := exec.Command("git", "init", "--quiet", "--initial-branch=main", "--ref-format=reftable")
	init.Dir = tables.Dir
	if init.Run() != nil {
		t.Log("skipped: references in tables need git 2.45")
		return
	}
	tables.Commit("one", pages("tables"))
	assert.Equal(t, "tables", text(t, tables.Folder("docs"), "main"))
}

func TestHead(t *testing.T) {
	r := gittest.New(t)
	_, err := revision.Head(t.Context(), r.Folder("docs"))
	assert.Error(t, err, "there is no commit yet")
	commit := r.Commit("first", pages("first"))
	head, err := revision.Head(t.Context(), r.Folder("docs/api"))
	require.NoError(t, err)
	assert.Equal(t, commit, head)
	when, err := revision.HeadTime(t.Context(), r.Dir)
	require.NoError(t, err)
	assert.Equal(t, "2026-03-01 06:00:00 +0000 UTC", when.String())
	top, err := revision.Top(filepath.Join(r.Dir, "docs", "gone"))
	require.NoError(t, err)
	assert.Equal(t, r.Dir, top)
}

// TestSubmodules checks that the pages of a submodule are at the submodule's
// own commit.
func TestSubmodules(t *testing.T) {
	outer, inner := gittest.New(t), gittest.New(t)
	outer.Commit("outer", pages("outer"))
	outer.Checkout()
	commit := inner.Commit("inner", pages("inner"))
	outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Dir, "pages")
	head, err := revision.Head(t.Context(), filepath.Join(outer.Dir, "pages"))
	require.NoError(t, err)
	assert.Equal(t, commit, head)
	assert.Equal(t, "inner", text(t, filepath.Join(outer.Dir, "pages", "docs"), "HEAD"))
}

// TestInHooks checks that the variables that git sets for hooks do not lead to another
// repository.
func TestInHooks(t *testing.T) {
	r, other := gittest.New(t), gittest.New(t)
	r.Commit("one", pages("one"))
	other.Commit("two", pages("two"))
	t.Setenv("GIT_DIR", filepath.Join(other.Dir, ".git"))
	t.Setenv("GIT_INDEX_FILE", "index.lock")
	assert.Equal(t, "one", text(t, r.Folder("docs"), "main"))
}

// TestNothingIsRun checks that a repository can't make git run a program.
func TestNothingIsRun(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", pages("one"))
	ran := filepath.Join(t.TempDir(), "ran")
	program := filepath.Join(t.TempDir(), "program")
	require.NoError(t, os.WriteFile(program, []byte("#!/bin/sh\ntouch "+ran+"\n"), 0o700))
	for _, key := range []string{"core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "diff.external", "remote.origin.uploadpack", "core.gitProxy", "gpg.program", "filter.x.smudge"} {
		r.Git("config", key, program)
	}
	for key, value := range map[string]string{"remote.origin.url": r.Dir, "remote.origin.promisor": "true", "remote.origin.partialclonefilter": "blob:none", "extensions.partialClone": "origin", "log.showSignature": "true"} {
		r.Git("config", key, value)
	}
	require.NoError(t, os.MkdirAll(filepath.Join(r.Dir, ".git", "hooks"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(r.Dir, ".git", "hooks", "post-checkout"), []byte("#!/bin/sh\ntouch "+ran+"\n"), 0o700))
	assert.Equal(t, "one", text(t, r.Folder("docs"), "main"))
	_, err := revision.HeadTime(t.Context(), r.Dir)
	require.NoError(t, err)
	_, err = revision.Read(t.Context(), r.Dir, strings.Repeat("1", 40))
	assert.Error(t, err, "the remote is not asked for the commit")
	assert.NoFileExists(t, ran)
}

// TestMissingObjects checks that the error for a missing object names a
// remedy, and that the remedy works.
func TestMissingObjects(t *testing.T) {
	r := gittest.New(t)
	r.Commit("first", pages("first"))
	r.Git("tag", "v1")
	r.Commit("second", pages("second"))
	shallow := filepath.Join(t.TempDir(), "shallow")
	r.Git("clone", "--quiet", "--depth=1", "--no-tags", "file://"+filepath.ToSlash(r.Dir), shallow)
	_, err := revision.Read(t.Context(), filepath.Join(shallow, "docs"), "main~1")
	assert.ErrorContains(t, err, "there is no revision main~1; want a branch, a tag or a commit; the clone is shallow and may lack it (git fetch --unshallow")
	_, err = revision.Read(t.Context(), filepath.Join(shallow, "elsewhere"), "main")
	assert.ErrorContains(t, err, "name it as main:FOLDER")

	partial := filepath.Join(t.TempDir(), "partial")
	r.Git("clone", "--quiet", "--filter=blob:none", "file://"+filepath.ToSlash(r.Dir), partial)
	assert.Equal(t, "second", text(t, filepath.Join(partial, "docs"), "main"))
	_, err = revision.Read(t.Context(), filepath.Join(partial, "docs"), "v1")
	const remedy = "the clone is partial and lacks 1 of 1 pages of revision v1; fetch them: git "
	require.ErrorContains(t, err, remedy)
	_, command, _ := strings.Cut(err.Error(), remedy)
	r.Git(strings.Fields(command)...)
	assert.Equal(t, "first", text(t, filepath.Join(partial, "docs"), "v1"))

	damaged := gittest.New(t)
	damaged.Commit("one", pages("one"))
	packs, err := filepath.Glob(filepath.Join(damaged.Dir, ".git", "objects", "pack", "*.pack"))
	require.NoError(t, err)
	for _, pack := range packs {
		require.NoError(t, os.Remove(pack))
	}
	objects, err := filepath.Glob(filepath.Join(damaged.Dir, ".git", "objects", "??"))
	require.NoError(t, err)
	for _, dir := range objects {
		require.NoError(t, os.RemoveAll(dir))
	}
	_, err = revision.Read(t.Context(), damaged.Dir, "main")
	assert.Error(t, err)
}

func TestNoRepository(t *testing.T) {
	_, err := revision.Read(t.Context(), t.TempDir(), "HEAD")
	assert.ErrorIs(t, err, revision.ErrNoRepository)
	_, err = revision.Head(t.Context(), t.TempDir())
	assert.ErrorIs(t, err, revision.ErrNoRepository)
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, ".git"), 0o755))
	_, err = revision.Read(t.Context(), dir, "HEAD")
	assert.ErrorContains(t, err, "not a git repository")
}

// TestInterrupted checks that the context ends the reading.
func TestInterrupted(t *testing.T) {
	r := gittest.New(t)
	r.Commit("one", pages("one"))
	ctx, cancel := context.WithCancel(t.Context())
	root, err := revision.Read(ctx, r.Dir, "main")
	require.NoError(t, err)
	defer root.Close()
	cancel()
	_, err = fs.ReadFile(root, "docs/api/berth.md")
	assert.ErrorIs(t, err, context.Canceled)
	_, err = revision.Read(ctx, r.Dir, "main")
	assert.ErrorIs(t, err, context.Canceled)
	assert.False(t, errors.Is(err, git.ErrMissing))
}

// TestWhy checks that a repository says why pages are missing, and that what
// it says to do brings them.
func TestWhy(t *testing.T) {
	run := func(text string) {
		_, command, ok := strings.Cut(text, ": git ")
		require.True(t, ok, text)
		gittest.In(t, t.TempDir()).Git(append([]string{"-c", "protocol.file.allow=always"}, strings.Fields(command)...)...)
	}
	r := gittest.New(t)
	r.Commit("one", map[string]string{"docs/api/a.md": "a", "docs/api/deep/b.md": "b", "docs/more.md": "c", "code/x.go": "x"})
	sparse := filepath.Join(t.TempDir(), "sparse")
	r.Git("clone", "--quiet", "--sparse", r.Dir, sparse)
	docs := filepath.Join(sparse, "docs")
	why := revision.Why(t.Context(), filepath.Join(docs, "api"))
	assert.Contains(t, why, "the checkout is sparse and lacks it: git -C ")
	assert.Empty(t, revision.Why(t.Context(), filepath.Join(docs, "none")))
	run(why)
	assert.FileExists(t, filepath.Join(docs, "api", "deep", "b.md"))
	assert.Empty(t, revision.Why(t.Context(), filepath.Join(t.TempDir(), "docs")))

	outer := gittest.New(t)
	outer.Commit("one", map[string]string{"x": "x"})
	outer.Checkout()
	outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", r.Dir, "pages")
	outer.Git("commit", "--quiet", "--message=pages")
	clone := filepath.Join(t.TempDir(), "clone")
	outer.Git("clone", "--quiet", outer.Dir, clone)
	docs = filepath.Join(clone, "pages", "docs")
	why = revision.Why(t.Context(), docs)
	assert.Contains(t, why, "it is in the submodule pages, which is not checked out: git -C ")
	run(why)
	assert.FileExists(t, filepath.Join(docs, "more.md"))
}
