package gocode

import (
	"context"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// Read reads the packages that the patterns name, as the go command takes them:
// "./graph", "./...". Files are named relative to dir, which is the working
// directory where it is empty. The error is for packages that can't be loaded
// or don't compile.
func Read(ctx context.Context, dir string, patterns ...string) (*Code, source.Findings, error) {
	files := token.NewFileSet()
	list, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir, Fset: files,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
			packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedExportFile,
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
		r.directed(d)
	}
	for _, pkg := range list {
		r.unheeded(pkg)
		r.constants(pkg)
		r.commented(pkg)
	}
	for _, f := range r.unfilled {
		r.fields(f.s, f.t)
	}
	for _, pkg := range list {
		r.signatures(pkg)
		r.calls(pkg)
	}
	r.findings.Sort()
	return r.code, r.findings, nil
}

// faults returns an error where a package can't be read as a whole.
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

// reader reads packages. The maps are by import path and name, since a type has
// another object in each package that imports it.
type reader struct {
	code      *Code
	findings  source.Findings
	dir       string
	files     *token.FileSet
	structs   map[string]*Struct
	enums     map[string]*Enum
	functions map[string]*Function
	shared    map[string]bool // the string types that several aliases stand for
	declared  []declared
	unfilled  []unfilled
	heeded    map[token.Pos]bool             // the directives in the comments of types and functions
	comments  map[source.Position]*ast.Field // the fields of structs, by their positions
}

// unfilled is a struct whose fields are not read yet: all types have to be known for
// that.
type unfilled struct {
	s *Struct
	t *types.Struct
}

func newReader(dir string, files *token.FileSet) *reader {
	return &reader{code: &Code{}, dir: dir, files: files, structs: map[string]*Struct{}, enums: map[string]*Enum{},
		functions: map[string]*Function{}, shared: map[string]bool{}, heeded: map[token.Pos]bool{}, comments: map[source.Position]*ast.Field{}}
}

func (r *reader) position(pos token.Pos) source.Position {
	at := r.files.Position(pos)
	file := at.Filename
	if rel, err := filepath.Rel(r.dir, file); err == nil {
		file = rel
	}
	return source.Position{File: filepath.ToSlash(file), Line: at.Line, Col: at.Column}
}

func key(obj types.Object) string {
	if obj.Pkg() == nil {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// functionKey is key for functions: methods of two types may have one name.
func functionKey(obj types.Object) string {
	if f, ok := obj.(*types.Func); ok {
		return f.Origin().FullName()
	}
	return ""
}

func isGenerated(file *ast.File) bool {
	return len(file.Comments) > 0 && file.Comments[0].Pos() < file.Package && file.Comments[0].List[0].Text == output.Header
}

// unheeded finds the directives that are in the comment of no type and no
// function.
func (r *reader) unheeded(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, d := range directives(isGenerated(file), file.Comments...) {
			switch {
			case r.heeded[d.pos]:
			case d.misspelled != "":
				r.findings.Add(r.position(d.pos), Rule, "%s", d.misspelled)
			default:
				r.findings.Add(r.position(d.pos), Rule, "%s", d.astray())
			}
		}
	}
}

func isStringType(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func (r *reader) declareFunction(pkg *packages.Package, decl *ast.FuncDecl, generated bool) {
	f := &Function{Name: decl.Name.Name, Position: r.position(decl.Name.Pos()), Called: !generated, Deprecated: isDeprecated(decl.Doc)}
	if generated {
		f.Method, f.Path = RequestLine(decl.Doc)
	}
	said := false
	for _, d := range directives(generated, decl.Doc) {
		fault := r.heed(d, "func", func() string {
			if said {
				return "there is a //docwright:operation above this one already: a function calls one operation"
			}
			said = true
			f.Method, f.Path = d.args[0], strings.Join(d.args[1:], " ")
			return ""
		})
		if fault != "" {
			r.findings.Add(r.position(d.pos), Rule, "%s", fault)
		}
	}
	if obj := pkg.TypesInfo.Defs[decl.Name]; f.Method != "" && obj != nil {
		r.functions[functionKey(obj)] = f
		r.code.Functions = append(r.code.Functions, f)
	}
}

// constants reads the members of enums.
func (r *reader) constants(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.CONST {
				r.members(pkg, decl)
			}
		}
	}
}

// signatures reads what the functions of the package take and return. All enums have
// their members then.
func (r *reader) signatures(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				r.signature(pkg, decl)
			}
		}
	}
}

// commented notes where the fields of structs are declared: types don't keep their
// comments.
func (r *reader) commented(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, name := range field.Names {
						r.comments[r.position(name.Pos())] = field
					}
				}
			}
			return true
		})
	}
}

// isDeprecated reports whether a paragraph of the comments says so, in the form
// that Go's tools know.
func isDeprecated(groups ...*ast.CommentGroup) bool {
	for _, g := range groups {
		blank := true
		for line := range strings.SplitSeq(g.Text(), "\n") {
			if blank && strings.HasPrefix(line, "Deprecated: ") {
				return true
			}
			blank = line == ""
		}
	}
	return false
}

func (r *reader) members(pkg *packages.Package, decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		for _, id := range spec.(*ast.ValueSpec).Names {
			c, ok := pkg.TypesInfo.Defs[id].(*types.Const)
			if !ok || c.Val().Kind() != constant.String {
				continue
			}
			if e := r.enums[r.typeKey(c.Type())]; e != nil {
				e.Members = append(e.Members, &Member{Name: id.Name, Value: constant.StringVal(c.Val()), Position: r.position(id.Pos())})
			}
		}
	}
}

// calls marks the functions that code refers to which people wrote.
func (r *reader) calls(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		if isGenerated(file) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if obj := pkg.TypesInfo.Uses[id]; obj != nil {
					if f := r.functions[functionKey(obj)]; f != nil {
						f.Called = true
					}
				}
			}
			return true
		})
	}
}
