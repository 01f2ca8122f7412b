package project

import (
	"context"
	"path"
	"path/filepath"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/parser/git"
)

// Locate returns the settings with the folder on disk that has their pages, for pages
// that live in a git repository: see [pages.Locate]. Pages in the cache have the commit
// that the lock has for the package, unless it is to be updated.
func (p *Project) Locate(ctx context.Context, s config.Settings, update bool) (config.Settings, error) {
	commit := ""
	if s.Git.IsSet() && s.Docs == "" && s.Vendor == "" && !update {
		var err error
		if commit, err = p.pinned(s); err != nil {
			return s, err
		}
	}
	return pages.Locate(ctx, p.Dir, s, commit, p.Fetching)
}

// pinned returns the commit of the pages in the lock. It is empty if the lock has none,
// and if the configuration names a commit.
func (p *Project) pinned(s config.Settings) (string, error) {
	l, err := p.readLock()
	if err != nil || l == nil || git.IsHash(s.Git.Ref) {
		return "", err
	}
	t := l.Target(path.Clean(filepath.ToSlash(config.Near(p.Dir, s.Out))))
	if t == nil || !git.IsHash(t.Docs) {
		return "", nil
	}
	return t.Docs, nil
}
