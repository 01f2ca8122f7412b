package parser

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// list returns the names of all pages relative to docs, sorted. Pages are the
// .md files in api/ and resources/ and their subfolders. If there are none,
// pages are the .md files in docs and its subfolders. A page that is not a
// regular file is not opened and has a finding.
func list(root fs.FS, docs string) ([]string, source.Findings, error) {
	if info, err := fs.Stat(root, docs); err != nil {
		return nil, nil, fmt.Errorf("the folder of pages: %w", err)
	} else if !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is not a folder", docs)
	}
	l := lister{root: root, docs: docs}
	for _, folder := range []string{"api", "resources"} {
		if err := l.walk(folder); err != nil {
			return nil, nil, err
		}
	}
	if len(l.names) == 0 && len(l.findings) == 0 {
		if err := l.walk("."); err != nil {
			return nil, nil, err
		}
	}
	slices.Sort(l.names)
	return l.names, l.findings, nil
}

// lister collects the names of pages.
type lister struct {
	root     fs.FS
	docs     string
	names    []string
	findings source.Findings
}

// walk adds the pages in a folder and its subfolders. The folder may be
// missing.
func (l *lister) walk(folder string) error {
	start := path.Join(l.docs, folder)
	return fs.WalkDir(l.root, start, func(full string, entry fs.DirEntry, err error) error {
		name := relative(l.docs, full)
		switch {
		case err != nil && full == start && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			l.findings.Add(source.Position{File: name}, rulePageUnreadable, "%s; the folder is left out", reason(err))
			return fs.SkipDir
		case entry.IsDir():
			if name != folder && isHidden(entry.Name()) {
				return fs.SkipDir
			}
		default:
			l.file(name, entry)
		}
		return nil
	})
}

// isHidden reports whether a folder has no pages: its name begins with a dot,
// or it is a folder of included files.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") || name == "includes" }

// file adds a file if it is a page.
func (l *lister) file(name string, entry fs.DirEntry) {
	switch {
	case !strings.EqualFold(path.Ext(name), ".md"):
	case !entry.Type().IsRegular():
		l.findings.Add(source.Position{File: name}, rulePageUnreadable, "not a regular file; the page is left out")
	case strings.EqualFold(entry.Name(), "README.md"):
	default:
		l.names = append(l.names, name)
	}
}

// reason returns the text of the error without the path, which is in the
// position.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

func relative(docs, full string) string {
	if docs == "." {
		return full
	}
	if full == docs {
		return "."
	}
	return strings.TrimPrefix(full, docs+"/")
}
