package gocode

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
)

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

// declareType makes known a struct or string type. An alias is none of its own, if
// what it stands for has a name.
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

// addStruct makes known the struct that the object is the name of.
func (r *reader) addStruct(obj *types.TypeName, t *types.Struct, generated bool) *Struct {
	s := &Struct{Name: obj.Name(), Generated: generated, Position: r.position(obj.Pos())}
	if named, ok := types.Unalias(obj.Type()).(*types.Named); ok {
		s.OwnJSON = !generated && isPlain(named)
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

// directed does what the directives of a declaration say. All types that have names
// of their own are known then, so that an alias can be told from these.
func (r *reader) directed(d declared) {
	k := r.typeKey(d.obj.Type())
	if r.enums[k] == nil && !d.generic && isStringType(d.obj.Type()) {
		r.addEnum(d.obj) // what the alias stands for is in a package that is not read
	}
	if d.obj.IsAlias() {
		r.alias(k, d.obj.Name())
	}
	for _, dir := range d.list {
		if fault := r.heed(dir, "type", func() string { return r.standsFor(d, dir) }); fault != "" {
			r.findings.Add(r.position(dir.pos), Rule, "%s", fault)
		}
	}
}

// alias gives a struct or enum another name.
func (r *reader) alias(key, name string) {
	if s := r.structs[key]; s != nil && s.Name != name {
		s.Aliases = append(s.Aliases, name)
	}
	if e := r.enums[key]; e != nil && e.Name != name {
		e.Aliases = append(e.Aliases, name)
	}
}

// standsFor has the struct or enum that is declared stand for what the directive
// names. It returns what is wrong with that.
func (r *reader) standsFor(d declared, dir directive) string {
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

// structOf returns the struct that is declared. What is made of a generic type and
// what is a map is one only where a directive says so: it may as well hold one.
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
