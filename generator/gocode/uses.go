package gocode

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/docwright/docwright/parser/source"
)

// Use is an exported name of a package to which some code refers.
type Use struct {
	Name     string
	Position source.Position // of the first use, relative to the root of the module
}

// ModulePath returns the module path in the go.mod file of the folder.
func ModulePath(module fs.FS) (string, error) {
	text, err := fs.ReadFile(module, "go.mod")
	if err != nil {
		return "", err
	}
	name := modfile.ModulePath(text)
	if name == "" {
		return "", fmt.Errorf("go.mod: no module path")
	}
	return name, nil
}

// Uses returns the exported names of a package, given by its import path and
// name, to which the Go files of a module refer. The names are sorted, each with
// the position of its first use. Files for all systems and build tags are read.
// They are not type-checked, so that the package need not exist, nor have the
// names. Uses skips other modules, the folders that the go command ignores, and
// the folder skip, which has the package itself.
//
// Uses returns an error for a file that is not Go, and for a file that imports the
// package with a dot, because its names can't be assigned to the package.
func Uses(module fs.FS, importPath, name, skip string) ([]Use, error) {
	found := map[string]source.Position{}
	err := eachFile(module, skip, func(file string, text []byte) error {
		return usesOf(file, text, importPath, name, found)
	})
	if err != nil {
		return nil, err
	}
	var list []Use
	for name, at := range found {
		list = append(list, Use{name, at})
	}
	slices.SortFunc(list, func(a, b Use) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// Members returns the names after a dot, and the keys of composite literals, in the Go
// files of a module. Fields and methods of a package in the folder skip that the files
// use are among them. It reads the files that [Uses] reads, each as far as it is Go.
func Members(module fs.FS, skip string) (map[string]bool, error) {
	names := map[string]bool{}
	return names, eachFile(module, skip, func(file string, text []byte) error {
		f, _ := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
		if f == nil {
			return nil
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				names[n.Sel.Name] = true
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					names[key.Name] = true
				}
			}
			return true
		})
		return nil
	})
}

// eachFile calls read for each Go file of a module.
func eachFile(module fs.FS, skip string, read func(file string, text []byte) error) error {
	return fs.WalkDir(module, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (file == skip || file != "." && leavesOut(module, file)):
			return fs.SkipDir
		case !isGoFile(entry):
			return nil
		}
		text, err := fs.ReadFile(module, file)
		if err != nil {
			return err
		}
		return read(file, text)
	})
}

// leavesOut reports whether the folder is another module, or one that the go
// command ignores.
func leavesOut(module fs.FS, dir string) bool {
	base := path.Base(dir)
	if base == "vendor" || base == "testdata" || isHidden(base) {
		return true
	}
	_, err := fs.Stat(module, path.Join(dir, "go.mod"))
	return err == nil
}

func isGoFile(entry fs.DirEntry) bool {
	return entry.Type().IsRegular() && strings.HasSuffix(entry.Name(), ".go") && !isHidden(entry.Name())
}

// isHidden reports whether the go command ignores a file or folder with the name.
func isHidden(base string) bool { return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") }

// usesOf adds the names to which a file refers.
func usesOf(file string, text []byte, importPath, name string, found map[string]source.Position) error {
	set := token.NewFileSet()
	if f, err := parser.ParseFile(set, file, text, parser.ImportsOnly); err == nil && len(imports(f, importPath)) == 0 {
		return nil
	}
	f, err := parser.ParseFile(set, file, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, spec := range imports(f, importPath) {
		switch {
		case spec.Name == nil:
			known[name] = true
		case spec.Name.Name == ".":
			return fmt.Errorf("%s: the package is imported with a dot, so its names can't be recognized: import it by its name", set.Position(spec.Pos()))
		case spec.Name.Name != "_":
			known[spec.Name.Name] = true
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && known[x.Name] && s.Sel.IsExported() {
			p := set.Position(s.Sel.Pos())
			at := source.Position{File: file, Line: p.Line, Col: p.Column}
			if had, ok := found[s.Sel.Name]; !ok || at.Compare(had) < 0 {
				found[s.Sel.Name] = at
			}
		}
		return true
	})
	return nil
}

// imports returns the imports of the package in the file.
func imports(f *ast.File, importPath string) []*ast.ImportSpec {
	var list []*ast.ImportSpec
	for _, spec := range f.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == importPath {
			list = append(list, spec)
		}
	}
	return list
}
