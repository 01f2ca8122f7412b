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

// list returns the names of all markdown files below docs, relative to it and sorted.
// Hidden folders and folders of included files are left out. A finding reports an
// entry that has the name of a page and is not a regular file. Such an entry is never
// opened.
func list(root fs.FS, docs string) ([]string, source.Findings, error) {
	if info, err := fs.Stat(root, docs); err != nil {
		return nil, nil, fmt.Errorf("the folder of pages: %w", err)
	} else if !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is not a folder", docs)
	}
	l := lister{root: root, docs: docs}
	if err := l.walk(); err != nil {
		return nil, nil, err
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

// walk adds the files of a folder and its subfolders.
func (l *lister) walk() error {
	return fs.WalkDir(l.root, l.docs, func(full string, entry fs.DirEntry, err error) error {
		name := relative(l.docs, full)
		switch {
		case err != nil:
			l.findings.Add(source.Position{File: name}, rulePageUnreadable, "%s; the folder is left out", reason(err))
			return fs.SkipDir
		case entry.IsDir():
			if full != l.docs && isHidden(entry.Name()) {
				return fs.SkipDir
			}
			if full != l.docs && isPage(name) {
				l.findings.Add(source.Position{File: name}, rulePageUnreadable, "a folder has the name of a page")
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

// file adds a file if it is markdown.
func (l *lister) file(name string, entry fs.DirEntry) {
	switch {
	case !isPage(name):
		if entry.Type()&fs.ModeSymlink != 0 && !isHidden(entry.Name()) && l.isFolder(name) {
			l.findings.Add(source.Position{File: name}, rulePageUnreadable, "a symbolic link to a folder; the folder is left out")
		}
	case !entry.Type().IsRegular():
		l.findings.Add(source.Position{File: name}, rulePageUnreadable, "not a regular file; the page is left out")
	default:
		l.names = append(l.names, name)
	}
}

// IsPage reports whether a file, by its path in the folder of pages, is read as a page if
// it is a regular file.
func IsPage(name string) bool {
	return isPage(name) && !slices.ContainsFunc(strings.Split(path.Dir(name), "/"), func(dir string) bool { return dir != "." && isHidden(dir) })
}

// isPage reports whether a name is that of a markdown file.
func isPage(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// isFolder reports whether a symbolic link may lead to a folder whose pages are not read
// by another name. What is outside of the root is not looked at.
func (l *lister) isFolder(name string) bool {
	full := path.Join(l.docs, name)
	if to, err := fs.ReadLink(l.root, full); err == nil && !path.IsAbs(to) {
		if to = path.Join(path.Dir(full), to); l.docs == "." && fs.ValidPath(to) || strings.HasPrefix(to, l.docs+"/") {
			return false
		}
	}
	info, err := fs.Stat(l.root, full)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return info.IsDir()
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
