package gocode

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// reader reads packages. The keys of its maps have the import path and name of a
// type, because go/types has a different object for the type in each importing
// package.
type reader struct {
	code      *Code
	findings  source.Findings
	dir       string
	files     *token.FileSet
	structs   map[string]*Struct
	enums     map[string]*Enum
	functions map[string]*Function
	shared    map[string]bool // the string types with several aliases
	declared  []declared
	unfilled  []unfilled
	applied   map[token.Pos]bool             // the directives in the comments of types and functions
	comments  map[source.Position]*ast.Field // the fields of structs, by their positions
}

// declared is a type declaration, with the directives in its comment.
type declared struct {
	obj     *types.TypeName
	list    []directive
	generic bool
}

// unfilled is a struct whose fields are not read yet. They are read when all types
// are known. A struct without a name is read after the struct that contains it.
type unfilled struct {
	s *Struct
	t *types.Struct
}

func newReader(dir string, files *token.FileSet) *reader {
	return &reader{code: &Code{}, dir: dir, files: files, structs: map[string]*Struct{}, enums: map[string]*Enum{},
		functions: map[string]*Function{}, shared: map[string]bool{}, applied: map[token.Pos]bool{}, comments: map[source.Position]*ast.Field{}}
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

// functionKey returns the key of a function. It has the receiver, because methods
// of different types may have the same name.
func functionKey(obj types.Object) string {
	if f, ok := obj.(*types.Func); ok {
		return f.Origin().FullName()
	}
	return ""
}

func isGenerated(file *ast.File) bool {
	return len(file.Comments) > 0 && file.Comments[0].Pos() < file.Package && file.Comments[0].List[0].Text == output.Header
}

func isStringType(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// isDeprecated reports whether a paragraph of the comments begins with
// "Deprecated: ", the form that Go tools recognize.
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
