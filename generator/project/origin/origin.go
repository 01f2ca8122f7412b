// Package origin fetches the pages of a reference from the git repository that they live
// in, into the user's cache folder.
//
// A folder of the cache has the pages of one commit, the files that they include, the
// licence of the repository, and a [Manifest]. It is complete or not there.
package origin

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/revision"
)

// Source is where pages live.
type Source struct {
	URL    string // of a git repository
	Ref    string // a branch, a tag, the full hash of a commit, or HEAD
	Folder string // of the pages, from the top of the repository, slash-separated
}

// Check returns an error for a source that nothing can be fetched from.
func (s Source) Check() error {
	if err := git.CheckURL(s.URL); err != nil {
		return fmt.Errorf("git: %w", err)
	}
	if err := git.CheckRef(s.Ref); err != nil {
		return fmt.Errorf("ref: %w", err)
	}
	if s.Folder == "." {
		return nil
	}
	if err := CheckName(s.Folder); err != nil {
		return fmt.Errorf("folder: %w", err)
	}
	return nil
}

// Tip returns the hash of the commit that the reference has at present.
func (s Source) Tip(ctx context.Context) (string, error) { return git.Tip(ctx, s.URL, s.Ref) }

// maxPages is the maximum number of pages in a folder.
const maxPages = 50_000

// maxFile is the maximum size of a file in bytes. Readers of pages have a lower limit, and
// report larger pages.
const maxFile = 16 << 20

// fetched is a commit in a bare repository.
type fetched struct {
	Source
	r       *git.Repository
	commit  string
	entries []git.Entry
	by      map[string]git.Entry // regular files by path
}

// fetch fetches the commit and the contents of the files in the folder, and of the files
// that they include, into a bare repository in the empty folder dir. It returns the
// entries of these files.
func (s Source) fetch(ctx context.Context, dir, commit string) (*fetched, []git.Entry, error) {
	r, err := git.Fetch(ctx, dir, s.URL, s.Ref, commit)
	if err != nil {
		return nil, nil, err
	}
	f := &fetched{Source: s, r: r, commit: commit, by: map[string]git.Entry{}}
	if f.entries, err = git.At(dir).List(ctx, commit, "."); err != nil {
		return nil, nil, err
	}
	for _, e := range f.entries {
		if e.IsFile() {
			f.by[e.Path] = e
		}
	}
	files := f.pages()
	switch {
	case len(files) == 0:
		return nil, nil, fmt.Errorf("%s has no pages in the folder %q at %s; set \"folder\" to the folder of the pages", git.Redact(s.URL), s.Folder, commit)
	case len(files) > maxPages:
		return nil, nil, fmt.Errorf("%s has %d pages in the folder %q, and at most %d are read; set \"folder\" to a folder with fewer", git.Redact(s.URL), len(files), s.Folder, maxPages)
	}
	names := make([]string, len(files))
	for i, e := range files {
		names[i] = f.inside(e.Path)
	}
	files = append(files, f.licences()...)
	if err := f.contents(ctx, files); err != nil {
		return nil, nil, err
	}
	included, err := f.included(ctx, names)
	files = append(files, included...)
	slices.SortFunc(files, func(a, b git.Entry) int { return strings.Compare(a.Path, b.Path) })
	return f, slices.CompactFunc(files, func(a, b git.Entry) bool { return a.Path == b.Path }), err
}

// has reports whether a file is in the folder of the pages, or below it.
func (f *fetched) has(name string) bool {
	return f.Folder == "." || strings.HasPrefix(name, f.Folder+"/")
}

// inside returns the path of a file from the folder of the pages.
func (f *fetched) inside(name string) string {
	if f.Folder == "." {
		return name
	}
	return strings.TrimPrefix(name, f.Folder+"/")
}

// pages returns the entries of the markdown files in the folder.
func (f *fetched) pages() []git.Entry {
	var list []git.Entry
	for _, e := range f.entries {
		if e.IsFile() && path.Ext(e.Path) == ".md" && f.has(e.Path) {
			list = append(list, e)
		}
	}
	return list
}

// links returns the paths of the symbolic links in the folder that have the names of
// pages. They are not followed.
func (f *fetched) links() []string {
	var list []string
	for _, e := range f.entries {
		if e.Mode == git.Link && path.Ext(e.Path) == ".md" && f.has(e.Path) && CheckName(e.Path) == nil {
			list = append(list, e.Path)
		}
	}
	return list
}

// licence matches the names of files that state a licence.
var licence = regexp.MustCompile(`(?i)^(licen[cs]es?|copying|notice|thirdpartynotices?)([.-][a-z0-9.-]*)?$`)

// IsLicence reports whether a file states a licence, by its name.
func IsLicence(name string) bool { return licence.MatchString(path.Base(name)) }

// licences returns the entries at the top of the repository that state its licence.
func (f *fetched) licences() []git.Entry {
	var list []git.Entry
	for _, e := range f.entries {
		if e.IsFile() && !strings.Contains(e.Path, "/") && IsLicence(e.Path) {
			list = append(list, e)
		}
	}
	return list
}

// contents fetches the contents of entries that the repository lacks, all at once.
func (f *fetched) contents(ctx context.Context, entries []git.Entry) error {
	lacks, err := f.r.Lacks(ctx, f.commit, ".")
	if err != nil {
		return err
	}
	var hashes []string
	for _, e := range entries {
		if lacks[e.Hash] {
			lacks[e.Hash] = false
			hashes = append(hashes, e.Hash)
		}
	}
	return f.r.FetchContents(ctx, hashes)
}

// maxRounds is the maximum depth of includes in includes.
const maxRounds = 16

// included fetches the files outside of the folder that the pages read, such as those
// that they include, and returns their entries.
func (f *fetched) included(ctx context.Context, names []string) ([]git.Entry, error) {
	used := map[string]git.Entry{}
	for range maxRounds {
		missing, err := f.read(ctx, names, used)
		if err != nil {
			return nil, err
		}
		if len(missing) == 0 {
			break
		}
		if err := f.contents(ctx, missing); err != nil {
			return nil, err
		}
	}
	return slices.Collect(maps.Values(used)), nil
}

var errLacks = errors.New("the content is not fetched yet")

// read reads the pages. It adds the files outside of the folder that they read to used,
// and returns those that the repository lacks.
func (f *fetched) read(ctx context.Context, names []string, used map[string]git.Entry) ([]git.Entry, error) {
	lacks, err := f.r.Lacks(ctx, f.commit, ".")
	if err != nil {
		return nil, err
	}
	objects := git.At(f.r.Dir).Objects(ctx)
	defer objects.Close()
	var mu sync.Mutex
	var missing []git.Entry
	root := revision.NewPages(slices.Collect(maps.Values(f.by)), ".", func(e git.Entry, most int) ([]byte, int64, error) {
		mu.Lock()
		defer mu.Unlock()
		if !f.has(e.Path) {
			used[e.Path] = e
		}
		if lacks[e.Hash] {
			missing = append(missing, e)
			return nil, 0, errLacks
		}
		return objects.Read(e.Hash, most)
	})
	reader := page.NewReader(root, f.Folder)
	err = parallel.Each(ctx, 0, len(names), func(i int) error {
		_, _ = reader.Read(names[i]) // who reads the pages later reports what is wrong
		return nil
	})
	return missing, err
}
