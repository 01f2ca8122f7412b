package origin_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/parser/git/gittest"
)

const berth = "# berth resource type\n\nNamespace: harbor.port\n\n[!INCLUDE [note](../../../includes/note.md)]\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The number.|\n"

// files are the files of a reference.
func files() map[string]string {
	return map[string]string{
		"api/v1.0/resources/berth.md": berth,
		"api/beta/resources/berth.md": berth,
		"includes/note.md":            "Deep.\n\n[!INCLUDE [more](more.md)]\n",
		"includes/more.md":            "Deeper.\n",
		"includes/unused.md":          "Deepest.\n",
		"api/v1.0/chart.png":          "no page",
		"LICENSE":                     "Attribution 4.0 International\n",
		"README.md":                   "# Reference\n",
	}
}

// cached sets an empty cache, and returns its folder.
func cached(t *testing.T) string {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("LocalAppData", dir)
	cache, err := origin.CacheDir()
	require.NoError(t, err)
	return cache
}

// source returns the source of the pages in a repository.
func source(r *gittest.Repository) origin.Source {
	return origin.Source{URL: "file://" + filepath.ToSlash(r.Dir), Ref: "main", Folder: "api/v1.0"}
}

// names returns the names of the files that a folder has.
func names(f *origin.Folder) []string {
	var list []string
	for _, file := range f.Files {
		list = append(list, file.Name)
	}
	return list
}

// isEmpty checks that a failed run left no pages and no half of them in the cache.
func isEmpty(t *testing.T, cache string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(cache, "*", "*"))
	require.NoError(t, err)
	assert.Empty(t, found)
}

func TestGet(t *testing.T) {
	for _, filters := range []string{"true", "false"} {
		t.Run("filters="+filters, func(t *testing.T) {
			cached(t)
			r := gittest.New(t)
			r.Git("config", "uploadpack.allowFilter", filters)
			first := r.Commit("first", files())
			s := source(r)
			tip, err := s.Tip(t.Context())
			require.NoError(t, err)
			assert.Equal(t, first, tip)
			fetched := 0
			get := func(commit string) *origin.Folder {
				f, err := s.Get(t.Context(), commit, func() { fetched++ })
				require.NoError(t, err)
				return f
			}
			f := get(tip)
			assert.Equal(t, []string{"LICENSE", "api/v1.0/resources/berth.md", "includes/more.md", "includes/note.md"}, names(f))
			assert.Equal(t, "2026-03-01", f.Date)
			text, err := os.ReadFile(filepath.Join(f.Docs(), "resources", "berth.md"))
			require.NoError(t, err)
			assert.Equal(t, berth, string(text))

			// The repository moves on. The commit stays.
			second := r.Commit("second", map[string]string{"api/v1.0/resources/berth.md": berth + "\nMore.\n"})
			get(first)
			assert.Equal(t, 1, fetched)
			assert.NotEqual(t, f.Dir, get(second).Dir)
			assert.Equal(t, 2, fetched)

			// A damaged folder is fetched again.
			require.NoError(t, os.WriteFile(filepath.Join(f.Docs(), "resources", "berth.md"), nil, 0o644))
			get(first)
			assert.Equal(t, 3, fetched)
			text, err = os.ReadFile(filepath.Join(f.Docs(), "resources", "berth.md"))
			require.NoError(t, err)
			assert.Equal(t, berth, string(text))
		})
	}
}

// TestTips checks the names that a commit may have.
func TestTips(t *testing.T) {
	r := gittest.New(t)
	first := r.Commit("first", files())
	r.Git("tag", "--annotate", "--message=one", "v1")
	r.Git("branch", "other/main")
	second := r.Commit("second", map[string]string{"x.md": "x"})
	for ref, want := range map[string]string{"main": second, "HEAD": second, "v1": first, "other/main": first, "refs/heads/main": second, first: first} {
		s := source(r)
		s.Ref = ref
		tip, err := s.Tip(t.Context())
		require.NoError(t, err, ref)
		assert.Equal(t, want, tip, ref)
	}
	s := source(r)
	s.Ref = "none"
	_, err := s.Tip(t.Context())
	assert.ErrorContains(t, err, `has no branch or tag "none"`)
	s.URL += "-elsewhere"
	_, err = s.Tip(t.Context())
	assert.ErrorContains(t, err, "check the URL")
}

// TestFaults checks that nothing is left in the cache of a repository with something
// wrong.
func TestFaults(t *testing.T) {
	mib := strings.Repeat("x", 1<<20)
	for name, test := range map[string]struct {
		change map[string]string
		want   string
	}{
		"case":       {map[string]string{"api/v1.0/Resources/berth.md": berth}, "are one file on a system that ignores case; nothing was written"},
		"backslash":  {map[string]string{`api/v1.0/..\..\x.md`: "x"}, `is not a name on each system; nothing was written`},
		"device":     {map[string]string{"api/v1.0/con.md": "x"}, "is that of a device on Windows"},
		"colon":      {map[string]string{"api/v1.0/a:b.md": "x"}, "is not a name on each system"},
		"large":      {map[string]string{"api/v1.0/large.md": strings.Repeat(mib, 17)}, "api/v1.0/large.md is larger than 16777216 bytes"},
		"no folder":  {map[string]string{"api/v1.0/resources/berth.md": ""}, `has no pages in the folder "api/v1.0"`},
		"only links": {map[string]string{"api/v1.0/resources/berth.md": "-> ../../../includes/note.md"}, "has no pages"},
	} {
		t.Run(name, func(t *testing.T) {
			cache := cached(t)
			r := gittest.New(t)
			r.Commit("first", files())
			commit := r.Commit("second", test.change)
			_, err := source(r).Get(t.Context(), commit, nil)
			assert.ErrorContains(t, err, test.want)
			isEmpty(t, cache)
		})
	}
}

// TestNamesThatLeadOut checks a commit that git itself would not make.
func TestNamesThatLeadOut(t *testing.T) {
	cache := cached(t)
	r := gittest.New(t)
	blob := r.Input("# x\n", "hash-object", "-w", "--stdin")
	tree := blob
	entry := "100644 blob " + tree + "\tx.md\n"
	for _, name := range []string{"..", "..", "v1.0", "api"} {
		tree = r.Input(entry, "mktree")
		entry = "040000 tree " + tree + "\t" + name + "\n"
	}
	commit := r.Git("commit-tree", "-m", "out", r.Input(entry, "mktree"))
	r.Git("update-ref", "refs/heads/main", commit)
	_, err := source(r).Get(t.Context(), commit, nil)
	assert.ErrorContains(t, err, `the name "api/v1.0/../../x.md" leads out of the folder; nothing was written`)
	isEmpty(t, cache)
}

// TestLinks checks that symbolic links are told and not followed.
func TestLinks(t *testing.T) {
	cached(t)
	r := gittest.New(t)
	r.Commit("first", files())
	commit := r.Commit("second", map[string]string{"api/v1.0/passwd.md": "-> /etc/passwd", "api/v1.0/link": "-> /etc"})
	f, err := source(r).Get(t.Context(), commit, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"api/v1.0/passwd.md"}, f.Links)
	f, err = source(r).Get(t.Context(), commit, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"api/v1.0/passwd.md"}, f.Links, "the cache keeps them")
	_, err = os.Lstat(filepath.Join(f.Docs(), "passwd.md"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// TestManyPages checks that a folder has a limited number of pages.
func TestManyPages(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 100,000 files")
	}
	cache := cached(t)
	r := gittest.New(t)
	many := map[string]string{}
	for i := range 100_000 {
		many[fmt.Sprintf("api/v1.0/%d/%d.md", i%100, i)] = "x"
	}
	_, err := source(r).Get(t.Context(), r.Commit("many", many), nil)
	assert.ErrorContains(t, err, `has 100000 pages in the folder "api/v1.0", and at most 50000 are read; set "folder" to a folder with fewer`)
	isEmpty(t, cache)
}

// TestCommitThatIsGone checks the error for a commit that the repository lost.
func TestCommitThatIsGone(t *testing.T) {
	cache := cached(t)
	r := gittest.New(t)
	r.Commit("first", files())
	_, err := source(r).Get(t.Context(), strings.Repeat("1", 40), nil)
	assert.ErrorContains(t, err, "and not 1111111111111111111111111111111111111111; to use it, move the pin with --update")
	isEmpty(t, cache)
	s := source(r)
	s.Ref = strings.Repeat("1", 40)
	_, err = s.Get(t.Context(), s.Ref, nil)
	assert.ErrorContains(t, err, "does not have the commit 1111111111111111111111111111111111111111 any more, because its history was rewritten")
	isEmpty(t, cache)
	_, err = source(r).Get(t.Context(), "main", nil)
	assert.ErrorContains(t, err, "want the full hash of a commit")
}

// TestTwoAtOnce checks that processes that fetch the same commit don't disturb each
// other.
func TestTwoAtOnce(t *testing.T) {
	cached(t)
	r := gittest.New(t)
	commit := r.Commit("first", files())
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			f, err := source(r).Get(t.Context(), commit, nil)
			if assert.NoError(t, err) {
				_, err = os.Stat(filepath.Join(f.Docs(), "resources", "berth.md"))
				assert.NoError(t, err)
			}
		})
	}
	all.Wait()
}

// TestInterrupted checks that a run that is interrupted leaves nothing.
func TestInterrupted(t *testing.T) {
	cache := cached(t)
	r := gittest.New(t)
	commit := r.Commit("first", files())
	ctx, cancel := context.WithCancel(t.Context())
	_, err := source(r).Get(ctx, commit, cancel)
	assert.ErrorIs(t, err, context.Canceled)
	isEmpty(t, cache)
}

// TestNobodyAnswers checks the error for a server that is not there.
func TestNobodyAnswers(t *testing.T) {
	gittest.Skip(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	s := origin.Source{URL: "http://" + l.Addr().String() + "/x", Ref: "main", Folder: "."}
	_, err = s.Tip(t.Context())
	assert.ErrorContains(t, err, "check the URL and the network; pages that were vendored need no network")
}

// TestTidy checks that the cache keeps the commits that were used last.
func TestTidy(t *testing.T) {
	cache := cached(t)
	r := gittest.New(t)
	s := source(r)
	var dirs []string
	for i := range 6 {
		commit := r.Commit(fmt.Sprint(i), map[string]string{"api/v1.0/berth.md": fmt.Sprint("# ", i)})
		f, err := s.Get(t.Context(), commit, nil)
		require.NoError(t, err)
		dirs = append(dirs, f.Dir)
		used := time.Now().Add(-time.Duration(100-i) * time.Hour)
		require.NoError(t, os.Chtimes(f.Dir, used, used))
	}
	killed := filepath.Join(filepath.Dir(dirs[0]), "tmp-1")
	require.NoError(t, os.Mkdir(killed, 0o755))
	require.NoError(t, os.Chtimes(killed, time.Now(), time.Now().Add(-48*time.Hour)))
	_, err := s.Get(t.Context(), r.Commit("last", map[string]string{"api/v1.0/berth.md": "# last"}), nil)
	require.NoError(t, err)
	left, err := filepath.Glob(filepath.Join(cache, "*", "*"))
	require.NoError(t, err)
	assert.Len(t, left, 3)
	assert.DirExists(t, dirs[5])
	assert.DirExists(t, dirs[4])
}

// TestCutConnections checks that a connection that is cut, at any point, leaves nothing,
// and that the next run succeeds.
func TestCutConnections(t *testing.T) {
	cache := cached(t)
	r := gittest.New(t)
	many := files()
	for i := range 200 {
		many[fmt.Sprintf("api/v1.0/api/berth-%d.md", i)] = fmt.Sprintf("# Berth %x\n", sha256.Sum256([]byte{byte(i)}))
	}
	commit := r.Commit("first", many)
	server, err := gittest.Serve(r.Dir)
	require.NoError(t, err)
	defer server.Close()
	s := source(r)
	s.URL = server.URL + "/.git"
	failed := 0
	for _, n := range []int64{0, 1, 100, 300, 1000, 3000, 10_000} {
		server.Cut.Store(n)
		if _, err := s.Get(t.Context(), commit, nil); err != nil {
			failed++
			isEmpty(t, cache)
			assert.NotContains(t, err.Error(), "\n")
		}
		require.NoError(t, os.RemoveAll(cache))
	}
	assert.GreaterOrEqual(t, failed, 5)
	server.Cut.Store(-1)
	f, err := s.Get(t.Context(), commit, nil)
	require.NoError(t, err)
	assert.Len(t, f.Files, 204)
}

// TestPasswords checks the error for a server that asks for a password.
func TestPasswords(t *testing.T) {
	cached(t)
	r := gittest.New(t)
	r.Commit("first", files())
	server, err := gittest.Serve(r.Dir)
	require.NoError(t, err)
	defer server.Close()
	server.Asks.Store(true)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	s := source(r)
	s.URL = server.URL + "/.git"
	_, err = s.Tip(t.Context())
	assert.ErrorContains(t, err, "log in with a credential helper")
}

// BenchmarkGet fetches the pages of a folder from a repository of 20,000 pages, and beside
// it clones the repository without its history.
func BenchmarkGet(b *testing.B) {
	b.Setenv("HOME", b.TempDir())
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	b.Setenv("LocalAppData", b.TempDir())
	r := gittest.New(b)
	many := map[string]string{}
	for i := range 20_000 {
		folder := "api/v1.0"
		if i%2 == 1 {
			folder = "api/beta"
		}
		many[fmt.Sprintf("%s/%d/type%d.md", folder, i%50, i)] = fmt.Sprintf(berth+"\n%x\n", sha256.Sum256([]byte(fmt.Sprint(i))))
		many[fmt.Sprintf("images/%d/%d.png", i%50, i)] = fmt.Sprintf("%x", sha256.Sum256([]byte(fmt.Sprint("image", i))))
	}
	commit := r.Commit("many", many)
	server, err := gittest.Serve(r.Dir)
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	run := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			sent := server.Sent.Load()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(server.Sent.Load()-sent)/float64(b.N), "sent-B/op")
		})
	}
	s := origin.Source{URL: server.URL + "/.git", Ref: "main", Folder: "api/v1.0"}
	run("get", func() error {
		cache, err := origin.CacheDir()
		if err == nil {
			err = os.RemoveAll(cache)
		}
		if err == nil {
			_, err = s.Get(context.Background(), commit, nil)
		}
		return err
	})
	run("clone", func() error {
		r.Git("clone", "--quiet", "--depth=1", s.URL, filepath.Join(b.TempDir(), "clone"))
		return nil
	})
}
