package target

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
)

// Missing says what the module of a package lacks to build and test it.
type Missing struct {
	// Imports lists the imported packages of other modules that go.mod does not require,
	// sorted.
	Imports []string
	// Vendored reports whether the module has a folder with the packages of other modules,
	// which must be updated with go.mod.
	Vendored bool
}

// Missing returns what the module of the package lacks, or nil if it lacks nothing. A
// folder outside of any module lacks nothing.
func (p *Package) Missing() (*Missing, error) {
	out, err := filepath.Abs(p.Target.Path())
	if err != nil {
		return nil, err
	}
	dir, err := moduleOf(out)
	if errors.Is(err, errNoModule) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	mod, err := modfile.ParseLax(name, text, nil)
	if err != nil {
		return nil, err
	}
	own := modfile.ModulePath(text)
	paths, err := p.imports()
	if err != nil {
		return nil, err
	}
	paths = slices.DeleteFunc(paths, func(imported string) bool {
		return isInModule(own, imported) ||
			slices.ContainsFunc(mod.Require, func(r *modfile.Require) bool { return isInModule(r.Mod.Path, imported) })
	})
	if len(paths) == 0 {
		return nil, nil
	}
	_, err = os.Stat(filepath.Join(dir, "vendor", "modules.txt"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return &Missing{Imports: paths, Vendored: err == nil}, nil
}

// imports returns the paths that files of the package import, without those of the
// standard library, sorted.
func (p *Package) imports() ([]string, error) {
	var list []string
	for _, f := range p.Files {
		if path.Ext(f.Name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
				list = append(list, imported)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// isInModule reports whether a module may have a package.
func isInModule(module, imported string) bool {
	return imported == module || strings.HasPrefix(imported, module+"/")
}
