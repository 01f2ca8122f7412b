package gocode

import (
	"context"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
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
	list, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedTypes |
			packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedExportFile,
	}, patterns...)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot load Go packages: %w", err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, nil, err
	}
	r := &reader{code: &Code{}, dir: dir, structs: map[string]*Struct{}, enums: map[string]*Enum{}, functions: map[string]*Function{}, heeded: map[token.Pos]bool{}, comments: map[source.Position]*ast.Field{}}
	if err := faults(list, patterns); err != nil {
		return nil, nil, err
	}
	for _, pkg := range list {
		r.declare(pkg)
	}
	for _, pkg := range list {
		r.unheeded(pkg)
		r.constants(pkg)
		r.commented(pkg)
	}
	for _, pkg := range list {
		r.fill(pkg)
	}
	for _, pkg := range list {
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
	structs   map[string]*Struct
	enums     map[string]*Enum
	functions map[string]*Function
	heeded    map[token.Pos]bool             // the directives in the comments of types and functions
	comments  map[source.Position]*ast.Field // the fields of structs, by their positions
}

func (r *reader) position(pkg *packages.Package, pos token.Pos) source.Position {
	at := pkg.Fset.Position(pos)
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

// declare makes known what there is.
func (r *reader) declare(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		generated := isGenerated(file)
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						groups := []*ast.CommentGroup{spec.Doc}
						if !decl.Lparen.IsValid() {
							groups = append(groups, decl.Doc)
						}
						r.declareType(pkg, spec, directives(generated, groups...), generated)
					}
				}
			case *ast.FuncDecl:
				r.declareFunction(pkg, decl, generated)
			}
		}
	}
}

func (r *reader) declareType(pkg *packages.Package, spec *ast.TypeSpec, list []directive, generated bool) {
	obj, ok := pkg.TypesInfo.Defs[spec.Name].(*types.TypeName)
	if !ok {
		return
	}
	at := r.position(pkg, spec.Name.Pos())
	_, isStruct := obj.Type().Underlying().(*types.Struct)
	isString := isStringType(obj.Type())
	if isStruct && spec.TypeParams == nil && !spec.Assign.IsValid() {
		s := &Struct{Name: spec.Name.Name, Generated: generated, Position: at}
		if named, ok := obj.Type().(*types.Named); ok {
			s.OwnJSON = !generated && isPlain(named)
		}
		r.structs[key(obj)] = s
		r.code.Structs = append(r.code.Structs, s)
	}
	if isString {
		e := &Enum{Name: spec.Name.Name, Position: at}
		r.enums[key(obj)] = e
		r.code.Enums = append(r.code.Enums, e)
	}
	for _, d := range list {
		if fault := r.heed(d, "type", func() string { return r.standsFor(key(obj), d) }); fault != "" {
			r.findings.Add(r.position(pkg, d.pos), Rule, "%s", fault)
		}
	}
}

// heed does what a directive on something of the kind says, unless there is a
// fault in it, which is returned.
func (r *reader) heed(d directive, kind string, do func() string) string {
	r.heeded[d.pos] = true
	if d.misspelled != "" {
		return d.misspelled
	}
	if fault := d.fault(kind); fault != "" {
		return fault
	}
	return do()
}

// standsFor has the struct or enum of the key stand for what the directive names.
// It returns what is wrong with that.
func (r *reader) standsFor(key string, d directive) string {
	s, e := r.structs[key], r.enums[key]
	switch {
	case d.verb == "type" && s == nil, d.verb == "enum" && e == nil:
		return d.misplaced()
	case d.verb == "type" && s.Qualified != "", d.verb == "enum" && e.Qualified != "":
		return "there is a //docwright:" + d.verb + " above this one already: a type stands for one thing"
	case d.verb == "type":
		s.Qualified, s.Partial = d.args[0], len(d.args) == 2
	default:
		e.Qualified = d.args[0]
	}
	return ""
}

// unheeded finds the directives that are in the comment of no type and no
// function.
func (r *reader) unheeded(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, d := range directives(isGenerated(file), file.Comments...) {
			switch {
			case r.heeded[d.pos]:
			case d.misspelled != "":
				r.findings.Add(r.position(pkg, d.pos), Rule, "%s", d.misspelled)
			default:
				r.findings.Add(r.position(pkg, d.pos), Rule, "%s", d.astray())
			}
		}
	}
}

func isStringType(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func (r *reader) declareFunction(pkg *packages.Package, decl *ast.FuncDecl, generated bool) {
	f := &Function{Name: decl.Name.Name, Position: r.position(pkg, decl.Name.Pos()), Called: !generated, Deprecated: isDeprecated(decl.Doc)}
	if generated {
		f.Method, f.Path = requestLine(decl.Doc)
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
			r.findings.Add(r.position(pkg, d.pos), Rule, "%s", fault)
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

// fill reads what is inside of structs and signatures. All enums have their
// members then.
func (r *reader) fill(pkg *packages.Package) {
	scope := pkg.Types.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if s := r.structs[key(obj)]; s != nil {
			if t, ok := obj.Type().Underlying().(*types.Struct); ok {
				r.fields(pkg, s, t, nil, 0)
			}
		}
	}
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				r.signature(pkg, decl)
			}
		}
	}
}

// maxEmbedded bounds how deep structs are embedded in one another.
const maxEmbedded = 20

// fields adds the fields of the struct's JSON form: those of the struct itself
// first, which hide those of embedded ones. From is the embedded struct that t
// is; nil for the struct itself.
func (r *reader) fields(pkg *packages.Package, s *Struct, t *types.Struct, from *Struct, depth int) {
	if depth > maxEmbedded {
		return
	}
	type inside struct {
		t    *types.Struct
		from *Struct
	}
	var embedded []inside
	for i := range t.NumFields() {
		v, tag := t.Field(i), reflect.StructTag(t.Tag(i))
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		if v.Embedded() && name == "" {
			if depth == 0 && v.Name() == "Object" && tag.Get("odata") != "" {
				s.Qualified, _, _ = strings.Cut(tag.Get("odata"), " ")
				continue
			}
			inner := v.Type()
			if p, ok := inner.Underlying().(*types.Pointer); ok {
				inner = p.Elem()
			}
			other := r.named(inner).Struct
			if other != nil {
				s.Embedded = append(s.Embedded, other)
			}
			if st, ok := inner.Underlying().(*types.Struct); ok {
				embedded = append(embedded, inside{st, other})
			}
			continue
		}
		if !v.Exported() || name == "-" || hasField(s, name, v.Name()) {
			continue
		}
		s.Fields = append(s.Fields, r.field(pkg, v, tag, from))
	}
	for _, e := range embedded {
		r.fields(pkg, s, e.t, e.from, depth+1)
	}
}

// field reads a field with its tag.
func (r *reader) field(pkg *packages.Package, v *types.Var, tag reflect.StructTag, from *Struct) *Field {
	name, _, _ := strings.Cut(tag.Get("json"), ",")
	if name == "" {
		name = v.Name()
	}
	f := &Field{Name: name, Type: r.typ(v.Type()), ReadOnly: tag.Get("odata") == "readonly", OmitEmpty: omits(tag, v.Type()), From: from, Position: r.position(pkg, v.Pos())}
	if decl := r.comments[f.Position]; decl != nil {
		f.Commented, f.Deprecated = true, isDeprecated(decl.Doc, decl.Comment)
	}
	return f
}

// omits reports whether the tag leaves the zero value of the type out.
func omits(tag reflect.StructTag, t types.Type) bool {
	_, options, _ := strings.Cut(tag.Get("json"), ",")
	for option := range strings.SplitSeq(options, ",") {
		if _, isStruct := t.Underlying().(*types.Struct); option == "omitzero" || option == "omitempty" && !isStruct {
			return true
		}
	}
	return false
}

// commented notes where the fields of structs are declared: types don't keep their
// comments.
func (r *reader) commented(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, name := range field.Names {
						r.comments[r.position(pkg, name.Pos())] = field
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

func hasField(s *Struct, names ...string) bool {
	for _, f := range s.Fields {
		for _, name := range names {
			if f.Name == name {
				return true
			}
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
			e := r.named(c.Type()).Enum
			if alias, ok := c.Type().(*types.Alias); ok && r.enums[key(alias.Obj())] != nil {
				e = r.enums[key(alias.Obj())]
			}
			if e != nil {
				e.Members = append(e.Members, &Member{Name: id.Name, Value: constant.StringVal(c.Val()), Position: r.position(pkg, id.Pos())})
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
