// Package templates holds what is the same for every API, as source text: the
// part of generated packages that is package runtime in the folder below, and
// package fake, which becomes the package that a generated one is tested with.
//
// A generated package gets only the files that it uses. Which these are is
// read off the files themselves: a file needs those that declare the names it
// mentions. So a function that not every package calls stands in a file with
// what only it needs, and no package has code that is never used. Of
// package fake it gets all.
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
	// Name is what the file is called in a generated package,
	// "docwright_client.go": apart from the files made from pages, which have
	// no underscore, but for those of tests.
	Name string
	// Source is its text. It begins with the line "package runtime".
	Source []byte
}

// prefix begins the names of the files.
const prefix = "docwright_"

// ofItsOwn are the files that only the runtime's own package has.
var ofItsOwn = []string{"doc.go", "baseurl.go", "permissiontable.go"}

// Runtime returns the files that a package needs which mentions the given
// package-level names of the runtime, sorted by name. Names that the runtime
// doesn't declare are no concern of it.
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
// comment or the line "package fake".
func Fake() []File {
	paths, err := fs.Glob(sources, "fake/*.go")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	var files []File
	for _, path := range paths {
		name := strings.TrimPrefix(path, "fake/")
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := sources.ReadFile(path)
		if err != nil {
			panic(err) // it has just been listed
		}
		files = append(files, File{Name: name, Source: text})
	}
	return files
}

// Declared returns the package-level names of the runtime, sorted. Generated
// code can't declare them again.
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

// unit is a file with the names that it declares and those that it mentions
// and may be declared elsewhere. Methods are written ".name".
type unit struct {
	File
	declares, mentions []string
	test               bool
}

func (u *unit) declaresAny(names []string) bool {
	return slices.ContainsFunc(u.declares, func(name string) bool { return slices.Contains(names, name) })
}

// units returns the files that generated packages can have, sorted by name.
var units = sync.OnceValue(func() []*unit {
	paths, err := fs.Glob(sources, "runtime/*.go")
	if err != nil {
		panic(err) // the pattern is wrong
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
			panic(err) // it has just been listed
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
	// The parser matches names with what the file declares; what is left over
	// is declared elsewhere.
	f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
	if err != nil {
		panic(err) // it compiles, or this package's tests would fail
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
