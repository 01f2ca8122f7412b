package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// rootName is the folder in which Microsoft's documentation repositories keep
// reference pages and what they include.
const rootName = "api-reference"

// parse reads the pages that the flags name. Findings are located.
func (f *common) parse(ctx context.Context) (*model.Model, source.Findings, error) {
	m, findings, err := f.read(ctx)
	findings = located(findings, f.docs)
	if f.corrections != nil {
		findings = append(findings, f.corrections.Findings()...)
		findings.Sort()
	}
	return m, f.levels.apply(findings), err
}

// read reads the pages that the flags name. Positions are relative to their
// folder.
func (f *common) read(ctx context.Context) (*model.Model, source.Findings, error) {
	if err := checkFolder(f.docs); err != nil {
		return nil, nil, err
	}
	root, docs, err := f.openPages()
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()

	options := parser.Options{Root: root.FS(), Docs: docs}
	if f.corrections, err = f.readCorrections(); err != nil {
		return nil, nil, err
	}
	if f.corrections != nil {
		options.Correct = f.corrections.Apply
	}
	bar := f.newProgress("reading pages")
	options.Progress = bar.update
	m, findings, err := parser.Parse(ctx, options)
	bar.finish()
	switch {
	case errors.Is(err, parser.ErrNoPages):
		return nil, nil, fmt.Errorf("no pages in %s: want *.md files in its folders api/ and resources/;\nname another folder with --docs DIR", f.docs)
	case err != nil:
		return nil, nil, fmt.Errorf("cannot read the pages in %s: %w", f.docs, err)
	case m.Coverage.Pages == 0:
		_ = f.finish(located(findings, f.docs))
		return nil, nil, fmt.Errorf("none of the pages in %s could be read", f.docs)
	}
	return m, findings, nil
}

// lintPages returns what is wrong with the pages besides what parse finds, located.
func (f *common) lintPages(ctx context.Context) (source.Findings, error) {
	root, docs, err := f.openPages()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	findings, err := parser.Lint(ctx, parser.Options{Root: root.FS(), Docs: docs})
	return f.levels.apply(located(findings, f.docs)), err
}

// openPages opens the folder to read from, and returns with it where the pages
// are in it. The caller closes it.
func (f *common) openPages() (root *os.Root, docs string, err error) {
	dir, docs, err := findRoot(f.root, f.docs)
	if err != nil {
		return nil, "", err
	}
	root, err = os.OpenRoot(dir)
	return root, docs, err
}

func checkFolder(dir string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s: name the one that has api/ and resources/ with --docs DIR", dir)
	case err != nil:
		return fmt.Errorf("cannot read the pages: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file: name the folder that has api/ and resources/ with --docs DIR", dir)
	}
	return nil
}

// findRoot returns the folder to read from, and where the pages are in it as a
// slash-separated path. Without a root given it is the nearest folder named
// api-reference that the pages are in, else the pages' own.
func findRoot(root, docs string) (dir, inside string, err error) {
	full, err := filepath.Abs(docs)
	if err != nil {
		return "", "", err
	}
	// What a link leads to decides on what is above it.
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	if root == "" {
		root = full
		for dir := full; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			if filepath.Base(dir) == rootName {
				root = dir
				break
			}
		}
	}
	if root, err = filepath.Abs(root); err != nil {
		return "", "", err
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	inside, err = filepath.Rel(root, full)
	if err != nil || !filepath.IsLocal(inside) {
		return "", "", fmt.Errorf("%s is not inside %s: --root must be the folder of the pages or one above it", docs, root)
	}
	return root, filepath.ToSlash(inside), nil
}
