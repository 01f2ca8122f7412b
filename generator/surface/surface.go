// Package surface says what of a package its callers can see, and how that
// changes: which functions, types, fields, methods and constants there are, and
// what they look like.
//
// It reads source text alone, so that a package that no longer compiles can be
// compared with the one that replaces it. Files of tests are passed over.
package surface

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/output"
)

// Surface is what callers see: by name, such as "func GetUser" or "User.City",
// the text of the declaration.
type Surface map[string]string

// Of returns the surface of the Go files in the top folder of those given. A file
// that can't be read as Go adds what of it can.
func Of(files []output.File) Surface {
	s := Surface{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".go") || strings.HasSuffix(f.Name, "_test.go") || strings.Contains(f.Name, "/") {
			continue
		}
		fset := token.NewFileSet()
		parsed, _ := parser.ParseFile(fset, f.Name, f.Data, parser.SkipObjectResolution)
		if parsed == nil {
			continue
		}
		for _, d := range parsed.Decls {
			s.declare(fset, d)
		}
	}
	return s
}

func (s Surface) declare(fset *token.FileSet, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) == 1 {
			name = receiver(d.Recv.List[0].Type) + "." + name
		}
		if exported(name) {
			s["func "+name] = text(fset, d.Type)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.declareType(fset, spec)
			case *ast.ValueSpec:
				for i, name := range spec.Names {
					if name.IsExported() {
						value := ""
						if d.Tok == token.CONST && i < len(spec.Values) {
							value = text(fset, spec.Values[i])
						}
						s[d.Tok.String()+" "+name.Name] = value
					}
				}
			}
		}
	}
}

func (s Surface) declareType(fset *token.FileSet, spec *ast.TypeSpec) {
	if !spec.Name.IsExported() {
		return
	}
	st, ok := spec.Type.(*ast.StructType)
	if !ok {
		s["type "+spec.Name.Name] = text(fset, spec.Type)
		return
	}
	s["type "+spec.Name.Name] = "struct"
	for _, f := range st.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				s[spec.Name.Name+"."+name.Name] = text(fset, f.Type)
			}
		}
	}
}

// receiver is the name of a method's type.
func receiver(t ast.Expr) string {
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return "_"
		}
	}
}

// exported reports whether all parts of a name are.
func exported(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if !ast.IsExported(part) {
			return false
		}
	}
	return true
}

func text(fset *token.FileSet, n ast.Node) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, fset, n); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Change is a difference that callers see.
type Change struct {
	Name string
	// Was and Is are the declarations; empty where there was or is none.
	Was, Is string
	// Breaks is set where code that compiled may not any more.
	Breaks bool
}

// Diff returns what changed, by name.
func Diff(was, is Surface) []Change {
	names := slices.Collect(maps.Keys(was))
	for name := range is {
		if _, ok := was[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var list []Change
	for _, name := range names {
		w, had := was[name]
		i, has := is[name]
		switch {
		case !had:
			list = append(list, Change{Name: name, Is: i})
		case !has:
			list = append(list, Change{Name: name, Was: w, Breaks: true})
		case w != i:
			list = append(list, Change{Name: name, Was: w, Is: i, Breaks: true})
		}
	}
	return list
}
