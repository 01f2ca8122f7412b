// Package verify holds printed source against the plan, and formats it.
//
// The encoders and the identifiers keep words of the pages from becoming code;
// this package checks that they did, and for places that nobody thought of
// . A file is parsed once, with its comments. Its package, its
// imports, its declarations in order, the fields and tags of its structs, and
// every string in it have to be those of the plan; no comment may be one that a
// tool takes for an instruction. Then that same tree is printed as gofmt does.
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

// format is how gofmt prints.
var format = printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}

// imports are what generated code may import.
var imports = map[string]bool{"context": true, "encoding/json": true, "io": true, "iter": true, "net/http": true, "strings": true, "time": true}

// testImports are what generated tests may import beside that.
var testImports = map[string]bool{"net/url": true, "testing": true}

// maxStatements are those of the longest function that is generated: a sender.
const maxStatements = 2

// Group verifies the source of a group's declarations and returns it formatted.
func Group(pkg *plan.Package, g *plan.Group, src []byte) ([]byte, error) {
	var want manifest
	for _, d := range g.Decls {
		want.declaration(d)
	}
	return check(g.Stem+".go", pkg.Name, src, want, false)
}

// Tests verifies the source of a group's test and returns it formatted.
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

// Doc verifies the source of the file with the package's documentation and returns
// it formatted.
func Doc(pkg *plan.Package, src []byte) ([]byte, error) {
	return check("doc.go", pkg.Name, src, nil, false)
}

// BaseURL verifies the source of the file with the address of the service.
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

// checker walks a file beside its manifest. It stops at the first mismatch.
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

// expect takes the next item of the manifest, which has to be this one.
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
				c.fail(comment.Slash, "comment %q is not one of ours", comment.Text)
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
		c.fail(d.Pos(), "a declaration of no kind")
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

// methods checks those of an interface, which embeds nothing.
func (c *checker) methods(name string, i *ast.InterfaceType) {
	for _, f := range i.Methods.List {
		if len(f.Names) != 1 {
			c.fail(f.Pos(), "interface %s embeds something", name)
			continue
		}
		c.expect(f.Pos(), "method of "+name, f.Names[0].Name)
	}
}

// strings checks every string below a node.
func (c *checker) strings(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			c.expect(lit.Pos(), "string", lit.Value)
		}
		return c.err == nil
	})
}
