package gocode

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/docwright/docwright/parser/source"
)

// Sender is a hand-written function without a directive that may send requests: it has
// texts that are paths.
type Sender struct {
	Name string
	// Methods are the HTTP methods that the function names, by a string or by the name
	// of a function that it calls, without duplicates.
	Methods []string
	// Paths are the paths, without host and query, and with {} for each part that is no
	// constant.
	Paths    []string
	Position source.Position
}

// senders records the functions of the package that may send requests. It is called when
// all functions with directives are known.
func (r *reader) senders(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		if isGenerated(file) {
			continue
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil || r.functions[functionKey(pkg.TypesInfo.Defs[f.Name])] != nil {
				continue
			}
			s := &Sender{Name: f.Name.Name, Position: r.position(f.Name.Pos())}
			ast.Inspect(f.Body, func(n ast.Node) bool { return s.read(pkg.TypesInfo, n) })
			if len(s.Paths) > 0 {
				r.code.Senders = append(r.code.Senders, s)
			}
		}
	}
}

// read reads the methods and paths of a node. It reports whether its children are to be
// read.
func (s *Sender) read(info *types.Info, n ast.Node) bool {
	e, ok := n.(ast.Expr)
	if !ok {
		return true
	}
	if call, ok := e.(*ast.CallExpr); ok {
		if f, ok := call.Fun.(*ast.SelectorExpr); ok {
			s.method(strings.ToUpper(f.Sel.Name))
		}
	}
	text, isText := textOf(info, e)
	if !isText {
		return true
	}
	s.method(text)
	if path := pathIn(text); path != "" && !slices.Contains(s.Paths, path) {
		s.Paths = append(s.Paths, path)
	}
	return false
}

func (s *Sender) method(name string) {
	switch name {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		if !slices.Contains(s.Methods, name) {
			s.Methods = append(s.Methods, name)
		}
	}
}

// gap stands for a part of a text that is no constant.
const gap = "{}"

// textOf returns the text of an expression: a constant, a sum of which a part is one, or a
// call of fmt.Sprintf.
func textOf(info *types.Info, e ast.Expr) (text string, ok bool) {
	if v := info.Types[e].Value; v != nil {
		if v.Kind() != constant.String {
			return "", false
		}
		return constant.StringVal(v), true
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return textOf(info, e.X)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		left, isLeft := textOf(info, e.X)
		right, isRight := textOf(info, e.Y)
		if !isLeft {
			left = gap
		}
		if !isRight {
			right = gap
		}
		return left + right, isLeft || isRight
	case *ast.CallExpr:
		f, isSelector := e.Fun.(*ast.SelectorExpr)
		if !isSelector || f.Sel.Name != "Sprintf" || len(e.Args) == 0 {
			return "", false
		}
		format, isFormat := textOf(info, e.Args[0])
		return verbs.ReplaceAllString(format, gap), isFormat
	}
	return "", false
}

var (
	verbs = regexp.MustCompile(`%[+#0-9.]*[a-zA-Z]`)
	// pathText begins with a name, perhaps after a host or a base URL that is a variable.
	pathText = regexp.MustCompile(`^(?:https?://[^/\s]+|\{\})?((?:/[A-Za-z0-9_.$:()'=,{}-]+)+)/?(?:\?\S*)?$`)
)

// pathIn returns the path that a text is, or the empty string.
func pathIn(text string) string {
	m := pathText.FindStringSubmatch(text)
	if m == nil || !strings.ContainsFunc(strings.ReplaceAll(m[1], gap, ""), isLetter) {
		return ""
	}
	return m[1]
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
