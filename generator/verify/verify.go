// Package verify compares printed source with the plan, and formats it.
//
// The encoders and the identifiers prevent text of the pages from becoming
// code. This package checks that they did, in every place of the source. It
// parses a file once, with its comments. The package name, the imports, the
// declarations in order, the fields and tags of structs, and all strings must
// be those of the plan. Comments must not be directives. The parsed file is
// then printed in the format of gofmt.
package verify

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"strconv"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/generator/text"
)

// format is the format of gofmt.
var format = printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}

// imports has the packages that generated code may import.
var imports = map[string]bool{"context": true, "encoding/json": true, "io": true, "iter": true, "net/http": true, "strings": true, "time": true}

// testImports has the packages that generated tests may import in addition.
var testImports = map[string]bool{"net/url": true, "testing": true}

// maxStatements is the number of statements in the longest generated function,
// a sender.
const maxStatements = 2

// Group verifies the source of the declarations of a group and returns it
// formatted.
func Group(pkg *plan.Package, g *plan.Group, src []byte) ([]byte, error) {
	var want manifest
	for _, d := range g.Decls {
		want.declaration(d)
	}
	return check(g.Stem+".go", pkg.Name, src, want, false)
}

// Tests verifies the source of the test file of a group and returns it
// formatted.
func Tests(pkg *plan.Package, g *plan.Group, src []byte) ([]byte, error) {
	var want manifest
	want.test(g)
	return check(g.Stem+"_test.go", pkg.Name, src, want, true)
}

// Permissions verifies the source of the table of permissions and returns it
// formatted.
func Permissions(pkg *plan.Package, src []byte) ([]byte, error) {
	var want manifest
	want.permissions(pkg.Permissions)
	return check("permissions.go", pkg.Name, src, want, false)
}

// Doc verifies the source of the file with the package documentation and
// returns it formatted.
func Doc(pkg *plan.Package, src []byte) ([]byte, error) {
	return check("doc.go", pkg.Name, src, nil, false)
}

// BaseURL verifies the source of the file with the base URL and returns it
// formatted.
func BaseURL(pkg *plan.Package, src []byte) ([]byte, error) {
	want := manifest{{"const", "BaseURL"}, {"string", text.Literal(pkg.BaseURL)}}
	return check("baseurl.go", pkg.Name, src, want, false)
}

func check(name, pkg string, src []byte, want manifest, test bool) ([]byte, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("internal error: printed source doesn't parse: %w", err)
	}
	c := checker{want: want}
	c.header(f, pkg, test)
	for _, d := range f.Decls {
		c.declaration(d)
	}
	if c.err == nil && c.next < len(want) {
		c.fail(f.FileEnd-1, "%s %s is missing", want[c.next].kind, want[c.next].text)
	}
	if c.err != nil {
		return nil, fmt.Errorf("internal error: %s: %w", fset.Position(c.at), c.err)
	}
	var out bytes.Buffer
	out.Grow(len(src) + len(src)/4)
	if err := format.Fprint(&out, fset, f); err != nil {
		return nil, fmt.Errorf("internal error: %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// checker compares a file with its manifest. It stops at the first difference.
type checker struct {
	want manifest
	next int
	at   token.Pos
	err  error
}

func (c *checker) fail(at token.Pos, format string, args ...any) {
	if c.err == nil {
		c.at, c.err = at, fmt.Errorf(format, args...)
	}
}

// expect compares the next item of the manifest with the given one.
func (c *checker) expect(at token.Pos, kind, text string) {
	switch {
	case c.err != nil:
	case c.next == len(c.want):
		c.fail(at, "%s %s is not in the plan", kind, text)
	case c.want[c.next] != item{kind, text}:
		c.fail(at, "%s %s: the plan has %s %s", kind, text, c.want[c.next].kind, c.want[c.next].text)
	default:
		c.next++
	}
}

// header checks the package clause, the imports and the comments.
func (c *checker) header(f *ast.File, pkg string, test bool) {
	if f.Name.Name != pkg {
		c.fail(f.Name.Pos(), "package %s: the plan has %s", f.Name.Name, pkg)
	}
	last := ""
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || spec.Name != nil || !imports[path] && !(test && testImports[path]) {
			c.fail(spec.Pos(), "import %s is not allowed", spec.Path.Value)
		}
		if path <= last {
			c.fail(spec.Pos(), "import %s is not in order", spec.Path.Value)
		}
		last = path
	}
	for i, group := range f.Comments {
		for j, comment := range group.List {
			if i+j == 0 && comment.Text == print.Header && comment.Slash == f.FileStart {
				continue
			}
			if i+j == 0 || !text.IsSafe(comment.Text) {
				c.fail(comment.Slash, "comment %q is not allowed", comment.Text)
			}
		}
	}
}

func (c *checker) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			c.expect(d.Pos(), "func", d.Name.Name)
		} else {
			c.expect(d.Pos(), "method of "+receiver(d.Recv), d.Name.Name)
		}
		if d.Body == nil || len(d.Body.List) > maxStatements {
			c.fail(d.Pos(), "func %s has no body or too many statements", d.Name.Name)
			return
		}
		c.strings(d.Body)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				c.expect(spec.Pos(), "type", spec.Name.Name)
				c.fields(spec)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					c.expect(name.Pos(), d.Tok.String(), name.Name)
				}
				for _, v := range spec.Values {
					c.strings(v)
				}
			}
		}
	default:
		c.fail(d.Pos(), "unknown kind of declaration")
	}
}

func receiver(list *ast.FieldList) string {
	if len(list.List) != 1 {
		return ""
	}
	t := list.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func (c *checker) fields(spec *ast.TypeSpec) {
	if i, ok := spec.Type.(*ast.InterfaceType); ok {
		c.methods(spec.Name.Name, i)
	}
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range s.Fields.List {
		switch len(f.Names) {
		case 0:
			embedded, _ := f.Type.(*ast.Ident)
			if embedded == nil {
				c.fail(f.Pos(), "an embedded field has no plain name")
				continue
			}
			c.expect(f.Pos(), "embedded", embedded.Name)
		case 1:
			c.expect(f.Pos(), "field", f.Names[0].Name)
		default:
			c.fail(f.Pos(), "several fields have one type")
		}
		if f.Tag != nil {
			c.expect(f.Tag.Pos(), "string", f.Tag.Value)
		}
	}
}

// methods checks the methods of an interface, which must embed nothing.
func (c *checker) methods(name string, i *ast.InterfaceType) {
	for _, f := range i.Methods.List {
		if len(f.Names) != 1 {
			c.fail(f.Pos(), "interface %s embeds something", name)
			continue
		}
		c.expect(f.Pos(), "method of "+name, f.Names[0].Name)
	}
}

// strings checks all strings below a node.
func (c *checker) strings(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			c.expect(lit.Pos(), "string", lit.Value)
		}
		return c.err == nil
	})
}
