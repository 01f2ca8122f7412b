// Package templates contains the source text that all generated packages share:
// package runtime, which is part of each generated package, and package fake,
// which becomes the package for its tests.
//
// A generated package gets only the runtime files that it uses. A file needs
// the files that declare the names it mentions. A function that only some
// packages call is therefore in a file of its own, with the declarations that
// only it needs. All files of package fake are used.
package templates

import (
	"embed"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed runtime/*.go fake/*.go
var sources embed.FS

// File is a file of the runtime.
type File struct {
	// Name is the name of the file in a generated package, such as
	// "docwright_client.go". Names of files made from pages have no underscore,
	// except for tests.
	Name string
	// Source is the text of the file. It begins with the line "package
	// runtime".
	Source []byte
}

// prefix is the start of the file names.
const prefix = "docwright_"

// ofItsOwn has the files that are not copied into generated packages.
var ofItsOwn = []string{"doc.go", "baseurl.go", "permissiontable.go"}

// Runtime returns the files for a package that mentions the given package-level
// names of the runtime, sorted by name. It ignores names that the runtime does
// not declare.
func Runtime(names []string) []File {
	all := units()
	needed := make(map[*unit]bool)
	var add func(names []string, tests bool)
	add = func(names []string, tests bool) {
		for _, u := range all {
			if !needed[u] && (tests || !u.test) && u.declaresAny(names) {
				needed[u] = true
				add(u.mentions, u.test)
			}
		}
	}
	add(names, true)
	var files []File
	for _, u := range all {
		if needed[u] {
			files = append(files, u.File)
		}
	}
	return files
}

// Fake returns the files of package fake, sorted by name. Each begins with its
// package comment or the line "package fake".
func Fake() []File {
	paths, err := fs.Glob(sources, "fake/*.go")
	if err != nil {
		panic(err) // the pattern is invalid
	}
	var files []File
	for _, path := range paths {
		name := strings.TrimPrefix(path, "fake/")
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := sources.ReadFile(path)
		if err != nil {
			panic(err) // the file was just listed
		}
		files = append(files, File{Name: name, Source: text})
	}
	return files
}

// Declared returns the package-level names of the runtime, sorted. Generated
// code can't declare them.
func Declared() []string {
	var names []string
	for _, u := range units() {
		for _, name := range u.declares {
			if !strings.HasPrefix(name, ".") {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// unit is a file, with the names that it declares and the names that it
// mentions without declaring them. Methods have the form ".name".
type unit struct {
	File
	declares, mentions []string
	test               bool
}

func (u *unit) declaresAny(names []string) bool {
	return slices.ContainsFunc(u.declares, func(name string) bool { return slices.Contains(names, name) })
}

// units returns the files that can be part of generated packages, sorted by
// name.
var units = sync.OnceValue(func() []*unit {
	paths, err := fs.Glob(sources, "runtime/*.go")
	if err != nil {
		panic(err) // the pattern is invalid
	}
	var all []*unit
	for _, path := range paths {
		name := strings.TrimPrefix(path, "runtime/")
		test := strings.HasSuffix(name, "_test.go")
		if slices.Contains(ofItsOwn, name) || test && !strings.HasPrefix(name, "docwright_") {
			continue
		}
		text, err := sources.ReadFile(path)
		if err != nil {
			panic(err) // the file was just listed
		}
		if !test {
			name = prefix + name
		}
		all = append(all, newUnit(name, text, test))
	}
	slices.SortFunc(all, func(x, y *unit) int { return strings.Compare(x.Name, y.Name) })
	return all
})

func newUnit(name string, text []byte, test bool) *unit {
	u := &unit{File: File{Name: name, Source: text}, test: test}
	// The parser resolves names that the file declares. The unresolved names
	// are declared elsewhere.
	f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
	if err != nil {
		panic(err) // impossible: the file compiles
	}
	for _, id := range f.Unresolved {
		u.mentions = append(u.mentions, id.Name)
	}
	for _, decl := range f.Decls {
		u.declare(decl)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && !s.Sel.IsExported() {
			u.mentions = append(u.mentions, "."+s.Sel.Name)
		}
		return true
	})
	slices.Sort(u.mentions)
	u.mentions = slices.Compact(u.mentions)
	return u
}

func (u *unit) declare(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			u.declares = append(u.declares, decl.Name.Name)
		} else if !decl.Name.IsExported() {
			u.declares = append(u.declares, "."+decl.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				u.declares = append(u.declares, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					u.declares = append(u.declares, name.Name)
				}
			}
		}
	}
}
