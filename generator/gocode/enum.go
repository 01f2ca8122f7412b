package gocode

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/packages"
)

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
