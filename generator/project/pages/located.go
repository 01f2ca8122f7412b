package pages

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/parser/source"
)

// SourceOf returns the place where the pages of settings live.
func SourceOf(s config.Settings) origin.Source {
	return origin.Source{URL: s.Git.URL, Ref: s.Git.Ref, Folder: s.Git.Folder}
}

// Locate returns the settings with the folder on disk that has the pages of a git
// repository: the vendored folder, or else the folder of a commit in the cache, which is
// fetched if need be. Without a commit, it is the present one. The function fetching,
// which may be nil, is called before anything is fetched. Other settings are returned as
// they are.
func Locate(ctx context.Context, dir string, s config.Settings, commit string, fetching func(url string)) (config.Settings, error) {
	if !s.Git.IsSet() || s.Docs != "" {
		if s.Vendor != "" && !s.Git.IsSet() && s.Docs == "" {
			return s, fmt.Errorf("%s: vendor: the pages are not in a git repository; set \"git: URL\" in \"docs\"", config.Name)
		}
		return s, nil
	}
	if s.Vendor != "" {
		return vendored(dir, s)
	}
	of := SourceOf(s)
	f, err := Fetch(ctx, of, commit, fetching)
	if err != nil {
		return s, err
	}
	s.Docs, s.Root = f.Docs(), f.Dir
	return s, nil
}

// Fetch returns the folder of a commit in the cache, which is fetched if need be. Without
// a commit, it is the present one.
func Fetch(ctx context.Context, of origin.Source, commit string, fetching func(url string)) (*origin.Folder, error) {
	if commit == "" {
		var err error
		if commit, err = of.Tip(ctx); err != nil {
			return nil, err
		}
	}
	return of.Get(ctx, commit, func() {
		if fetching != nil {
			fetching(of.URL)
		}
	})
}

// vendored returns the settings with the vendored folder.
func vendored(dir string, s config.Settings) (config.Settings, error) {
	m, err := Manifest(dir, s)
	if err != nil {
		return s, err
	}
	if m == nil {
		return s, fmt.Errorf("there is no folder %s with pages; run \"docwright vendor\", which fetches them from %s", s.Vendor, s.Git.URL)
	}
	if m.URL != s.Git.URL || m.Source.Folder != s.Git.Folder {
		return s, fmt.Errorf("%s has the pages of the folder %q of %s, but %s names %q of %s; run \"docwright vendor\"", s.Vendor, m.Source.Folder, m.URL, config.Name, s.Git.Folder, s.Git.URL)
	}
	s.Docs, s.Root = filepath.Join(s.Vendor, filepath.FromSlash(m.Source.Folder)), s.Vendor
	return s, nil
}

// Manifest returns the manifest of the vendored folder of settings, or nil if there is
// none.
func Manifest(dir string, s config.Settings) (*origin.Manifest, error) {
	if !filepath.IsLocal(s.Vendor) || filepath.Clean(s.Vendor) == "." {
		return nil, fmt.Errorf("%s: vendor: want a folder of its own inside the folder of the configuration, not %q", config.Name, s.Vendor)
	}
	here, err := os.OpenRoot(config.Join(dir, "."))
	if err != nil {
		return nil, err
	}
	defer here.Close()
	root, err := here.OpenRoot(s.Vendor)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	m, err := origin.Read(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Vendor, err)
	}
	return m, nil
}

// from sets where located pages are from.
func (t *Tree) from(s config.Settings) error {
	root, err := os.OpenRoot(t.disk.root)
	if err != nil {
		return err
	}
	defer root.Close()
	if t.manifest, err = origin.Read(root); err != nil {
		return fmt.Errorf("cannot read the pages: %w", err)
	}
	t.vendored = s.Vendor
	return nil
}

// Altered returns a finding for each file of a vendored folder that is not as it was
// written. The positions are relative to the folder of the configuration.
func (t *Tree) Altered() (source.Findings, error) {
	var found source.Findings
	if t.manifest == nil || t.vendored == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(t.disk.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	list, err := t.manifest.Compare(root)
	for _, d := range list {
		found.Add(source.Position{File: d.Name}, ruleVendored, "the file %s; run \"docwright vendor\" to restore the folder", d.What)
	}
	return found.In(t.vendored), err
}
