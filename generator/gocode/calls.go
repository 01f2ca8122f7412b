package gocode

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// Call is a place where hand-written code calls an operation, or refers to a function
// that does.
type Call struct {
	Function *Function
	Position source.Position
}

// Calls returns the calls in the hand-written code of the packages that match the
// patterns, in the order of packages, files and lines. The functions may be in these
// packages or in ones that they import. A hand-written function with a directive, in a
// package that matches, is a call of its own. Calls returns an error if a package can't
// be loaded or does not compile.
func Calls(ctx context.Context, dir string, patterns ...string) ([]Call, error) {
	names, imported, err := importsOf(ctx, dir, patterns)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	list, err := packages.Load(&packages.Config{Context: ctx, Dir: dir, Fset: files, Mode: readMode}, append(slices.Clone(patterns), imported...)...)
	if err != nil {
		return nil, fmt.Errorf("cannot load Go packages: %w", err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if err := faults(list, patterns); err != nil {
		return nil, err
	}
	r := newReader(dir, files)
	for _, pkg := range list {
		r.declare(pkg)
	}
	var calls []Call
	for _, pkg := range list {
		if names[pkg.PkgPath] {
			calls = append(calls, r.callsIn(pkg)...)
		}
	}
	return calls, nil
}

// importsOf returns the import paths of the packages that match the patterns, and of
// those that they import and that have functions for operations.
func importsOf(ctx context.Context, dir string, patterns []string) (names map[string]bool, imported []string, err error) {
	load := func(mode packages.LoadMode, patterns []string) ([]*packages.Package, error) {
		list, err := packages.Load(&packages.Config{Context: ctx, Dir: dir, Mode: mode}, patterns...)
		if err != nil {
			return nil, fmt.Errorf("cannot load Go packages: %w", err)
		}
		return list, nil
	}
	list, err := load(packages.NeedName|packages.NeedImports, patterns)
	if err != nil {
		return nil, nil, err
	}
	names = map[string]bool{}
	for _, pkg := range list {
		names[pkg.PkgPath] = true
		for path := range pkg.Imports {
			imported = append(imported, path)
		}
	}
	slices.Sort(imported)
	imported = slices.DeleteFunc(slices.Compact(imported), func(path string) bool { return names[path] || path == "C" || path == "unsafe" })
	if len(imported) == 0 {
		return names, nil, nil
	}
	if list, err = load(packages.NeedName|packages.NeedFiles|packages.NeedModule, imported); err != nil {
		return nil, nil, err
	}
	imported = nil
	for _, pkg := range list {
		if pkg.Module != nil && slices.ContainsFunc(pkg.GoFiles, mayCall) {
			imported = append(imported, pkg.PkgPath)
		}
	}
	return names, imported, nil
}

// mayCall reports whether a file is generated, or has a directive for an operation.
func mayCall(file string) bool {
	text, err := os.ReadFile(file)
	return err == nil && (bytes.HasPrefix(text, []byte(output.Header)) || bytes.Contains(text, []byte(directiveName+"operation")))
}

// callsIn returns the calls in the hand-written code of a package.
func (r *reader) callsIn(pkg *packages.Package) []Call {
	var calls []Call
	for _, file := range pkg.Syntax {
		if isGenerated(file) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			obj := pkg.TypesInfo.Uses[id]
			if def := pkg.TypesInfo.Defs[id]; def != nil {
				obj = def
			}
			if f := r.functionOf(obj); f != nil {
				calls = append(calls, Call{f, r.position(id.Pos())})
			}
			return true
		})
	}
	return calls
}

// functionOf returns the function for an operation that an object is, or whose request
// it makes.
func (r *reader) functionOf(obj types.Object) *Function {
	f, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	name := functionKey(f)
	if found := r.functions[name]; found != nil {
		return found
	}
	own, isMaker := strings.CutSuffix(strings.TrimPrefix(f.Name(), "New"), "Request")
	if !isMaker || len(own)+len("NewRequest") != len(f.Name()) {
		return nil
	}
	return r.functions[strings.TrimSuffix(name, f.Name())+own]
}
