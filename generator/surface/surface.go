// Package surface lists the exported declarations of a package and compares
// those of two versions: functions, methods, types, fields, constants and
// variables.
//
// It reads only the source text, so the old version need not compile. Test files
// are ignored.
package surface

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/output"
)

// Surface is the set of exported declarations by name: "func GetUser" or
// "User.City".
type Surface map[string]Declared

// Declared is an exported declaration.
type Declared struct {
	Text  string // with the names of parameters
	Shape string // without the names of parameters, which do not matter to callers
	Sends string // of a function: the request line in its documentation
	Tag   string // of a field: its struct tag
	Of    string // of a constant: the name of its type
}

// plain returns a declaration whose text and shape are the same.
func plain(text string) Declared { return Declared{Text: text, Shape: text} }

// Of returns the surface of the Go files in the top folder. Of a file with syntax
// errors it uses the declarations that can be parsed.
func Of(files []output.File) Surface {
	s := Surface{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".go") || strings.HasSuffix(f.Name, "_test.go") || strings.Contains(f.Name, "/") {
			continue
		}
		fset := token.NewFileSet()
		parsed, _ := parser.ParseFile(fset, f.Name, f.Data, parser.ParseComments|parser.SkipObjectResolution)
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
			s["func "+name] = Declared{Text: text(fset, d.Type), Shape: text(fset, withoutNames(d.Type)), Sends: sends(d.Doc)}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.declareType(fset, spec)
			case *ast.ValueSpec:
				for i, name := range spec.Names {
					if name.IsExported() {
						value := d.Tok.String()
						if d.Tok == token.CONST && i < len(spec.Values) {
							value = text(fset, spec.Values[i])
						}
						declared := plain(value)
						if t, ok := spec.Type.(*ast.Ident); ok && d.Tok == token.CONST {
							declared.Of = t.Name
						}
						s[d.Tok.String()+" "+name.Name] = declared
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
		s["type "+spec.Name.Name] = plain(text(fset, spec.Type))
		return
	}
	s["type "+spec.Name.Name] = plain("struct")
	for _, f := range st.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				field := plain(text(fset, f.Type))
				if f.Tag != nil {
					field.Tag = f.Tag.Value
				}
				s[spec.Name.Name+"."+name.Name] = field
			}
		}
	}
}

// withoutNames returns a function type without the names of parameters and
// results.
func withoutNames(t *ast.FuncType) *ast.FuncType {
	bare := func(list *ast.FieldList) *ast.FieldList {
		if list == nil {
			return nil
		}
		only := &ast.FieldList{Opening: list.Opening, Closing: list.Closing}
		for _, f := range list.List {
			for range max(len(f.Names), 1) {
				only.List = append(only.List, &ast.Field{Type: f.Type})
			}
		}
		return only
	}
	return &ast.FuncType{Func: t.Func, TypeParams: t.TypeParams, Params: bare(t.Params), Results: bare(t.Results)}
}

// sends returns the request line in the documentation of a function, such as
// "GET /users/{id}", or the empty string.
func sends(doc *ast.CommentGroup) string {
	method, path := gocode.RequestLine(doc)
	return strings.TrimSpace(method + " " + path)
}

// readOnly reports whether the tag makes it an error to send the field.
func readOnly(tag string) bool { return strings.Contains(tag, "odata:\"readonly\"") }

// receiver returns the name of the type of a receiver.
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

// exported reports whether all parts of a name are exported.
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

// Change is a difference between two surfaces.
type Change struct {
	Name string
	// Was and Is are the declarations, or empty if there is none. If only the
	// request line of a function or the tag of a field differs, they are the request
	// lines or tags.
	Was, Is string
	// Breaks is set if code that uses the declaration may no longer compile, may
	// fail because it sends a field that is now read-only, or calls something else.
	Breaks bool
	// Of is the name of the type of a field, a method or a constant, or empty.
	Of string
	// Used is set if the code of the module may use the declaration: see [Mark].
	Used bool
}

// placeholder is a parameter in a request line.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// lineShape returns a request line without the names of parameters and the query,
// which do not decide what it calls.
func lineShape(line string) string {
	line, _, _ = strings.Cut(line, "?")
	return strings.ToLower(placeholder.ReplaceAllString(line, "{}"))
}

// owner returns the name of the type to which a declaration belongs, or the empty
// string.
func owner(name string, d Declared) string {
	if d.Of != "" {
		return d.Of
	}
	name = strings.TrimPrefix(name, "func ")
	if of, _, ok := strings.Cut(name, "."); ok {
		return of
	}
	return ""
}

// Diff returns the changes, sorted by name.
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
		before := len(list)
		switch {
		case !had:
			list = append(list, Change{Name: name, Is: i.Text})
		case !has:
			list = append(list, Change{Name: name, Was: w.Text, Breaks: true})
		case w.Shape != i.Shape:
			list = append(list, Change{Name: name, Was: w.Text, Is: i.Text, Breaks: true})
		case w.Sends != i.Sends && w.Sends != "" && i.Sends != "":
			list = append(list, Change{Name: name, Was: w.Sends, Is: i.Sends, Breaks: lineShape(w.Sends) != lineShape(i.Sends)})
		case w.Tag != i.Tag:
			list = append(list, Change{Name: name, Was: w.Tag, Is: i.Tag, Breaks: !readOnly(w.Tag) && readOnly(i.Tag)})
		}
		for k := range list[before:] {
			list[before+k].Of = cmp.Or(owner(name, w), owner(name, i))
		}
	}
	return list
}
