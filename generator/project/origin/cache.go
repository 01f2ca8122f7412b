package origin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/git"
)

// Folder is a folder with the pages of one commit.
type Folder struct {
	Dir string // as the top of the repository
	*Manifest
}

// Docs returns the path of the folder of pages.
func (f *Folder) Docs() string { return filepath.Join(f.Dir, filepath.FromSlash(f.Source.Folder)) }

// Limits on what the cache keeps: that many commits of a source, and what was used
// lately, because another process may read it.
const (
	maxKept  = 3
	minIdle  = 24 * time.Hour
	maxSlug  = 40
	keyBytes = 8 // of a hash in the names of folders
)

// CacheDir returns the folder with the folders of all sources. It can be removed at any
// time.
func CacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder for a cache: %w", err)
	}
	return filepath.Join(dir, "docwright", "pages"), nil
}

// slug matches what is left out of a URL in the name of a folder.
var slug = regexp.MustCompile(`[^A-Za-z0-9]+`)

// key returns the name of the folder of a source in the cache.
func (s Source) key() string {
	name := slug.ReplaceAllString(path.Base(strings.TrimSuffix(s.URL, ".git")), "-")
	if len(name) > maxSlug {
		name = name[:maxSlug]
	}
	return strings.Trim(name, "-") + "-" + Sum([]byte(s.URL + "\n" + s.Folder))[:2*keyBytes]
}

// Get returns the folder of a commit in the cache. If the cache does not have it, Get
// calls fetching and fetches it.
func (s Source) Get(ctx context.Context, commit string, fetching func()) (*Folder, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if !git.IsHash(commit) {
		return nil, fmt.Errorf("want the full hash of a commit, not %q", commit)
	}
	cache, err := CacheDir()
	if err != nil {
		return nil, err
	}
	cache = filepath.Join(cache, s.key())
	dir := filepath.Join(cache, commit)
	if m, err := readFolder(dir); err == nil && m.Commit == commit && m.Source.Folder == s.Folder {
		now := time.Now()
		_ = os.Chtimes(dir, now, now)
		m.Ref = s.Ref
		return &Folder{Dir: dir, Manifest: m}, nil
	}
	if fetching != nil {
		fetching()
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	tidy(cache, commit)
	return s.fill(ctx, cache, commit)
}

// temporary is the beginning of the names of folders that are not complete.
const temporary = "tmp-"

// fill fetches a commit into the cache.
func (s Source) fill(ctx context.Context, cache, commit string) (*Folder, error) {
	work, err := os.MkdirTemp(cache, temporary)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	bare, pages := filepath.Join(work, "git"), filepath.Join(work, "pages")
	for _, dir := range []string{bare, pages} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return nil, err
		}
	}
	f, entries, err := s.fetch(ctx, bare, commit)
	if err != nil {
		return nil, err
	}
	m, err := f.write(ctx, pages, entries)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, commit)
	made := &Folder{Dir: dir, Manifest: m}
	err = os.Rename(pages, dir)
	if err == nil {
		return made, nil
	}
	if _, there := readFolder(dir); there == nil { // another process was faster
		return made, nil
	}
	// A damaged folder is in the way.
	if err := os.Rename(dir, filepath.Join(work, "damaged")); err != nil {
		return nil, err
	}
	return made, os.Rename(pages, dir)
}

// write writes the files of the entries and their manifest into an empty folder.
func (f *fetched) write(ctx context.Context, dir string, entries []git.Entry) (*Manifest, error) {
	m := &Manifest{Source: f.Source, Commit: f.commit, Links: f.links()}
	for _, e := range entries {
		m.Files = append(m.Files, File{Name: e.Path})
		if err := CheckName(e.Path); err != nil {
			return nil, fmt.Errorf("%s at %s: %w; nothing was written", git.Redact(f.URL), f.commit, err)
		}
	}
	if err := checkCase(m.Files); err != nil {
		return nil, fmt.Errorf("%s at %s: %w; nothing was written", git.Redact(f.URL), f.commit, err)
	}
	when, err := git.At(f.r.Dir).CommitTime(ctx, f.commit)
	if err != nil {
		return nil, err
	}
	m.Date = when.Format(time.DateOnly)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	objects := git.At(f.r.Dir).Objects(ctx)
	defer objects.Close()
	for i, e := range entries {
		data, size, err := objects.Read(e.Hash, maxFile)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Path, err)
		}
		if size > maxFile {
			return nil, fmt.Errorf("%s at %s: %s is larger than %d bytes; nothing was written", git.Redact(f.URL), f.commit, e.Path, maxFile)
		}
		if err := root.MkdirAll(path.Dir(e.Path), 0o755); err != nil {
			return nil, err
		}
		if err := root.WriteFile(e.Path, data, 0o644); err != nil {
			return nil, err
		}
		m.Files[i].Sum = Sum(data)
	}
	return m, root.WriteFile(Name, m.Format(), 0o644)
}

// readFolder returns the manifest of a folder whose files are those that it lists.
func readFolder(dir string) (*Manifest, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	m, err := Read(root)
	if err != nil {
		return nil, err
	}
	differences, err := m.Compare(root)
	if err == nil && len(differences) > 0 {
		err = errors.New("the folder is damaged")
	}
	return m, err
}

// tidy removes what the cache of a source need not keep. Failures don't matter: the
// next run tries again.
func tidy(cache, needed string) {
	entries, err := os.ReadDir(cache)
	if err != nil {
		return
	}
	type old struct {
		name string
		used time.Time
	}
	var idle []old
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || e.Name() == needed || time.Since(info.ModTime()) < minIdle {
			continue
		}
		if strings.HasPrefix(e.Name(), temporary) {
			_ = os.RemoveAll(filepath.Join(cache, e.Name()))
			continue
		}
		idle = append(idle, old{e.Name(), info.ModTime()})
	}
	slices.SortFunc(idle, func(a, b old) int { return cmp.Or(b.used.Compare(a.used), strings.Compare(a.name, b.name)) })
	for i, o := range idle {
		if i >= maxKept-1 {
			_ = os.RemoveAll(filepath.Join(cache, o.name))
		}
	}
}

// manifestLimit is the maximum size of a manifest in bytes.
const manifestLimit = 32 << 20

// Read reads the manifest of a folder. The error is [fs.ErrNotExist] if there is none.
func Read(root *os.Root) (*Manifest, error) {
	info, err := root.Lstat(Name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > manifestLimit {
		return nil, fmt.Errorf("%s is no file of docwright", Name)
	}
	text, err := root.ReadFile(Name)
	if err != nil {
		return nil, err
	}
	return ParseManifest(text)
}

// Difference is a file of a folder that is not as the manifest says.
type Difference struct {
	Name string
	What string // what is wrong with the file
}

// Compare compares the files of a folder with the manifest. Files that the manifest does
// not list are differences if they would be read as pages.
func (m *Manifest) Compare(root *os.Root) ([]Difference, error) {
	var list []Difference
	listed := make(map[string]string, len(m.Files))
	for _, f := range m.Files {
		listed[f.Name] = f.Sum
	}
	seen := make(map[string]bool, len(m.Files))
	err := fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		sum, has := listed[name]
		switch {
		case e.IsDir() && !has:
			return nil
		case !has && path.Ext(name) == ".md":
			list = append(list, Difference{name, "is not one of the files of " + Name})
			return nil
		case !has:
			return nil
		}
		seen[name] = true
		if !e.Type().IsRegular() {
			list = append(list, Difference{name, "is no file"})
			return nil
		}
		data, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		if Sum(data) != sum {
			list = append(list, Difference{name, "differs from the file that " + Name + " lists"})
		}
		return nil
	})
	for _, f := range m.Files {
		if !seen[f.Name] {
			list = append(list, Difference{f.Name, "is missing"})
		}
	}
	slices.SortFunc(list, func(a, b Difference) int { return strings.Compare(a.Name, b.Name) })
	return list, err
}
