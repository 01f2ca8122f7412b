package gocode

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
)

// declare records the types and functions that a package declares.
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

// declareType records a struct or string type. An alias of a named type is not
// recorded as a type of its own.
func (r *reader) declareType(pkg *packages.Package, spec *ast.TypeSpec, list []directive, generated bool) {
	obj, ok := pkg.TypesInfo.Defs[spec.Name].(*types.TypeName)
	if !ok {
		return
	}
	r.declared = append(r.declared, declared{obj, list, spec.TypeParams != nil})
	if r.typeKey(obj.Type()) != key(obj) {
		return
	}
	if isStringType(obj.Type()) {
		r.addEnum(obj)
	}
	if t, ok := obj.Type().Underlying().(*types.Struct); ok && !spec.Assign.IsValid() {
		r.addStruct(obj, t, generated)
	}
}

// addStruct adds the struct that the object names.
func (r *reader) addStruct(obj *types.TypeName, t *types.Struct, generated bool) *Struct {
	s := &Struct{Name: obj.Name(), Generated: generated, Position: r.position(obj.Pos())}
	if named, ok := types.Unalias(obj.Type()).(*types.Named); ok {
		s.OwnJSON = !generated && hasOwnJSON(named)
	}
	r.structs[r.typeKey(obj.Type())] = s
	r.code.Structs = append(r.code.Structs, s)
	if t != nil {
		r.unfilled = append(r.unfilled, unfilled{s, t})
	}
	return s
}

func (r *reader) addEnum(obj *types.TypeName) {
	e := &Enum{Name: obj.Name(), Position: r.position(obj.Pos())}
	r.enums[r.typeKey(obj.Type())] = e
	r.code.Enums = append(r.code.Enums, e)
}

func (r *reader) declareFunction(pkg *packages.Package, decl *ast.FuncDecl, generated bool) {
	f := &Function{Name: decl.Name.Name, Position: r.position(decl.Name.Pos()), Called: !generated, Deprecated: isDeprecated(decl.Doc)}
	if generated {
		f.Method, f.Path = RequestLine(decl.Doc)
	}
	found := false
	for _, d := range directives(generated, decl.Doc) {
		fault := r.apply(d, "func", func() string {
			if found {
				return "repeated //docwright:operation: a function calls one operation; remove one of them"
			}
			found = true
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

// applyAll applies the directives of a type declaration. It is called when all
// named types are known, so that it can resolve aliases.
func (r *reader) applyAll(d declared) {
	k := r.typeKey(d.obj.Type())
	if r.enums[k] == nil && !d.generic && isStringType(d.obj.Type()) {
		r.addEnum(d.obj) // an alias of a type in a package that is not read
	}
	if d.obj.IsAlias() {
		r.alias(k, d.obj.Name())
	}
	for _, dir := range d.list {
		if fault := r.apply(dir, "type", func() string { return r.represent(d, dir) }); fault != "" {
			r.findings.Add(r.position(dir.pos), Rule, "%s", fault)
		}
	}
}

// alias adds an alias to the struct or enum with the key.
func (r *reader) alias(key, name string) {
	if s := r.structs[key]; s != nil && s.Name != name {
		s.Aliases = append(s.Aliases, name)
	}
	if e := r.enums[key]; e != nil && e.Name != name {
		e.Aliases = append(e.Aliases, name)
	}
}

// represent sets the type or enum that a declaration represents, as the directive
// names it. It returns the fault of the directive, or "".
func (r *reader) represent(d declared, dir directive) string {
	if dir.verb == "enum" {
		e := r.enums[r.typeKey(d.obj.Type())]
		switch {
		case e == nil:
			return dir.misplaced()
		case e.Qualified != "":
			return dir.another()
		}
		e.Qualified = dir.args[0]
		return ""
	}
	s := r.structOf(d)
	switch {
	case s == nil && d.generic:
		return dir.onGeneric(d.obj.Name())
	case s == nil:
		return dir.misplaced()
	case s.Qualified != "":
		return dir.another()
	}
	s.Qualified, s.Partial = dir.args[0], len(dir.args) == 2
	return ""
}

// structOf returns the struct of a declaration with a directive. It adds a struct
// for an instance of a generic type, and for a map. Without a directive these
// represent no type.
func (r *reader) structOf(d declared) *Struct {
	s := r.structs[r.typeKey(d.obj.Type())]
	if s != nil || d.generic {
		return s
	}
	switch u := d.obj.Type().Underlying().(type) {
	case *types.Struct:
		return r.addStruct(d.obj, u, false)
	case *types.Map:
		if isStringType(u.Key()) {
			s = r.addStruct(d.obj, nil, false)
			s.Map = true
		}
	}
	return s
}

// apply applies a directive to a declaration of the kind by calling do. It returns
// the fault of the directive, or that which do returns.
func (r *reader) apply(d directive, kind string, do func() string) string {
	r.applied[d.pos] = true
	if d.misspelled != "" {
		return d.misspelled
	}
	if fault := d.fault(kind); fault != "" {
		return fault
	}
	return do()
}

// unapplied reports the directives that are not in the comment of a type or
// function.
func (r *reader) unapplied(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, d := range directives(isGenerated(file), file.Comments...) {
			switch {
			case r.applied[d.pos]:
			case d.misspelled != "":
				r.findings.Add(r.position(d.pos), Rule, "%s", d.misspelled)
			default:
				r.findings.Add(r.position(d.pos), Rule, "%s", d.outside())
			}
		}
	}
}
