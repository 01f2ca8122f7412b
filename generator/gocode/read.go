package gocode

import (
	"context"
	"fmt"
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/docwright/docwright/parser/source"
)

// readMode is what is loaded of packages whose code is read.
const readMode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
	packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedExportFile

// Read reads the packages that match the patterns of the go command, such as
// "./graph" or "./...". Positions have file names relative to dir. An empty dir is
// the working directory. Read returns an error if a package can't be loaded or
// does not compile.
func Read(ctx context.Context, dir string, patterns ...string) (*Code, source.Findings, error) {
	files := token.NewFileSet()
	list, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir, Fset: files, Mode: readMode,
	}, patterns...)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot load Go packages: %w", err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, nil, err
	}
	r := newReader(dir, files)
	if err := faults(list, patterns); err != nil {
		return nil, nil, err
	}
	r.share(list)
	for _, pkg := range list {
		r.declare(pkg)
	}
	for _, d := range r.declared {
		r.applyAll(d)
	}
	for _, pkg := range list {
		r.unapplied(pkg)
		r.constants(pkg)
		r.commented(pkg)
	}
	r.fill()
	for _, pkg := range list {
		r.signatures(pkg)
		r.calls(pkg)
		r.senders(pkg)
	}
	r.fill()
	r.findings.Sort()
	return r.code, r.findings, nil
}

// faults returns an error if a package does not compile, or if there are no files.
func faults(list []*packages.Package, patterns []string) error {
	files := 0
	for _, pkg := range list {
		if len(pkg.Errors) > 0 {
			return fmt.Errorf("package %s: %w", pkg.PkgPath, pkg.Errors[0])
		}
		files += len(pkg.Syntax)
	}
	if files == 0 {
		return fmt.Errorf("no Go files match %s", strings.Join(patterns, " "))
	}
	return nil
}
