package gocode

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
)

// signatures reads the parameters and results of the functions of the package. It
// is called when all enums have their members.
func (r *reader) signatures(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				r.signature(pkg, decl)
			}
		}
	}
}

// signature reads the parameters and results of a function.
func (r *reader) signature(pkg *packages.Package, decl *ast.FuncDecl) {
	obj := pkg.TypesInfo.Defs[decl.Name]
	if obj == nil || r.functions[functionKey(obj)] == nil {
		return
	}
	f, sig := r.functions[functionKey(obj)], obj.Type().(*types.Signature)
	for i := range sig.Params().Len() {
		r.param(f, sig.Params().At(i), sig.Variadic() && i == sig.Params().Len()-1)
	}
	for i := range sig.Results().Len() {
		f.Results = append(f.Results, r.typ(sig.Results().At(i).Type(), sig.Results().At(i).Pos()))
	}
	if recv := sig.Recv(); recv != nil {
		t := recv.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		f.Receiver, f.On = types.TypeString(t, nil), r.named(t).Struct
		f.Holds = hasRoom(t, obj.Pkg(), 0)
	}
}

// param reads a parameter. Values leave the function through a parameter that it
// calls or sends to.
func (r *reader) param(f *Function, v *types.Var, variadic bool) {
	p := Param{Name: v.Name(), Type: r.typ(v.Type(), v.Pos()), Variadic: variadic}
	switch u := v.Type().Underlying().(type) {
	case *types.Signature:
		if yielded(u) != nil {
			break // a sequence, which the function reads
		}
		p.Func = true
		for i := range u.Params().Len() {
			f.Yields = append(f.Yields, r.typ(u.Params().At(i).Type(), v.Pos()))
		}
	case *types.Chan:
		if u.Dir() == types.RecvOnly {
			break
		}
		p.Func = true
		f.Yields = append(f.Yields, r.typ(u.Elem(), v.Pos()))
	}
	if p.Func {
		p.Type = Type{Text: p.Text}
	}
	f.Params = append(f.Params, p)
}

// maxRoom is the maximum depth of nested structs that hasRoom examines.
const maxRoom = 4

// hasRoom reports whether a value can hold a string or number, such as the key of
// an entity. Types of the standard library don't count.
func hasRoom(t types.Type, of *types.Package, depth int) bool {
	if depth > maxRoom {
		return true
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		pkg := named.Obj().Pkg()
		first := ""
		if pkg != nil {
			first, _, _ = strings.Cut(pkg.Path(), "/")
		}
		if pkg == nil || pkg != of && !strings.Contains(first, ".") {
			return false
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger) != 0
	case *types.Pointer:
		return hasRoom(u.Elem(), of, depth+1)
	case *types.Struct:
		for i := range u.NumFields() {
			if hasRoom(u.Field(i).Type(), of, depth+1) {
				return true
			}
		}
		return false
	case *types.Signature:
		return false
	case *types.Interface:
		return u.Empty()
	}
	return true
}

// calls marks the functions to which hand-written code refers.
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
