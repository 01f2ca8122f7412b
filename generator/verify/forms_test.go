package verify

import (
	"fmt"
	"go/ast"
	goformat "go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/parser/model"
)

// forms returns a package with every form of declaration and of example.
func forms() (*plan.Package, *plan.Group) {
	id := ident.Must
	text := plan.Type{Form: plan.Plain, Basic: plan.Basic{Name: "string"}}
	optional := text.In(plan.Optional)
	list := text.In(plan.Slice)
	tug := plan.Type{Form: plan.Plain, Basic: plan.Basic{Name: "Tug"}}
	at := plan.Type{Form: plan.Plain, Basic: plan.Basic{Import: "time", Name: "Time"}}
	berthID := &plan.Param{Name: id("berthID"), Type: text}
	kinds := &plan.Param{Name: id("kinds"), Type: list}
	since := &plan.Param{Name: id("since"), Type: at}
	body := &plan.Param{Name: id("body"), Type: plan.Type{Basic: plan.Basic{Name: "AnyTug"}}}
	list1 := &plan.Function{
		Name: id("ListTugs"), Request: id("NewListTugsRequest"), Method: "GET", Template: "/berths/{}/tugs(kinds={},since={})",
		Params: []*plan.Param{berthID, kinds, since}, Args: []*plan.Param{berthID, kinds, since},
		Options: id("ListTugsOptions"), Result: plan.Result{Kind: plan.Pages, Type: tug.In(plan.Pointer)},
	}
	create := &plan.Function{
		Name: id("CreateTug"), Request: id("NewCreateTugRequest"), Method: "POST", Template: "/tugs",
		Params: []*plan.Param{body}, Body: body, BodyBase: id("Tug"), BodyWrap: "readOnlyToo", Result: plan.Result{Kind: plan.One, Type: tug},
	}
	group := &plan.Group{
		Stem: "tug",
		Test: id("TestTugExamples"),
		Decls: []plan.Decl{
			&plan.Struct{
				Name: id("Tug"), Embed: "Object", EmbedTag: "`odata:\"harbor.port.tug\"`", Codec: true, Marks: []ident.Ident{id("isTug"), id("isVessel")},
				Fields: []*plan.Field{{Name: id("Pull"), Type: optional, Tag: "`json:\"pull\"`"}},
				Inherited: []plan.Inherited{
					{From: "vessel", Fields: []*plan.Field{{Name: id("Flag"), Type: optional, Tag: "`json:\"flag\"`"}}},
					{From: "entity", Fields: []*plan.Field{{Name: id("ID"), Type: optional, Tag: "`json:\"id\"`"}}},
				},
			},
			&plan.Struct{Name: id("ListTugsOptions"), Embed: "Options", Fields: []*plan.Field{{Name: id("Select"), Type: list, Tag: "`query:\"$select\"`"}}},
			&plan.Struct{Name: id("TowBody"), Codec: true},
			&plan.Enum{Name: id("Lights"), Flags: true, Members: []*plan.Member{{Name: id("LightsRed"), Value: "red"}}},
			&plan.Enum{Name: id("Horn")},
			list1, create,
			&plan.Interface{Name: id("AnyTug"), Method: id("isTug")},
		},
		Examples: []*plan.Example{
			{
				Name: "tug-list/list", Function: list1, Of: &model.Example{},
				Args: []plan.Value{
					{Kind: plan.TextValue, Text: "b-12"},
					{Kind: plan.ListValue, List: []string{"harbor", "salvage"}},
					{Kind: plan.TimeValue, Time: time.Date(2024, 5, 6, 7, 8, 9, 0, time.FixedZone("", 7200))},
				},
				Options: []plan.Option{{Field: id("Select"), Value: plan.Value{Kind: plan.ListValue, List: []string{"id", "pull"}}}},
				Query:   []model.NameValue{{Name: "tag", Value: "one"}, {Name: "sort", Value: "up"}, {Name: "tag", Value: "two"}},
				Header:  []model.Header{{Name: "If-Match", Value: "a"}, {Name: "X-Trace", Value: "t"}, {Name: "If-Match", Value: "b"}},
			},
			{
				Name: "tug-list/utc", Function: list1, Of: &model.Example{},
				Args: []plan.Value{
					{Kind: plan.TextValue, Text: "b-13"},
					{Kind: plan.ListValue, List: []string{"sea"}},
					{Kind: plan.TimeValue, Time: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)},
				},
				Options: []plan.Option{{Field: id("Select"), Value: plan.Value{Kind: plan.PlainValue, Text: "nil"}}},
			},
			{Name: "tug-list/unsent", Of: &model.Example{}, Args: []plan.Value{{Text: "not written"}}, Query: []model.NameValue{{Name: "nor", Value: "this"}}},
			{Name: "tug-post/create", Function: create, Body: tug.In(plan.Pointer), Of: &model.Example{}},
		},
	}
	return &plan.Package{Name: "harbor", BaseURL: "https://harbor.example", Doc: []plan.Block{{Text: "Package harbor calls the API."}, {Heading: "Calls"}, {Code: []string{"GET  /tugs  ListTugs"}}}, Groups: []*plan.Group{group},
		Permissions: []*plan.Permissions{
			{Function: id("CreateTug"), Delegated: []string{"Tug.ReadWrite"}},
			{Function: id("ListTugs"), Delegated: []string{"Tug.Read", "Tug.ReadWrite Berth.Read"}, DelegatedPersonal: []string{"Tug.Mine"}, Application: []string{"Tug.Read.All"}},
		}}, group
}

func TestEveryFormIsTaken(t *testing.T) {
	pkg, g := forms()
	src := print.Group(pkg, g)
	out, err := Group(pkg, g, src)
	require.NoError(t, err)
	gofmt, err := goformat.Source(src)
	require.NoError(t, err)
	assert.Equal(t, string(gofmt), string(out))
	_, err = BaseURL(pkg, print.Group(pkg, g))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "internal error: baseurl.go:")
	assert.Contains(t, string(out), "\nfunc (*Tug) isTug() {}\n")
	assert.Contains(t, string(out), "readOnlyToo(subtype[Tug](body))")
	out, err = Permissions(pkg, print.Permissions(pkg))
	require.NoError(t, err)
	assert.Contains(t, string(out), "\t{\"CreateTug\", Permissions{Delegated: []string{\"Tug.ReadWrite\"}}},\n")
	out, err = Doc(pkg, print.Doc(pkg))
	require.NoError(t, err)
	assert.Equal(t, print.Header+"\n\n// Package harbor calls the API.\n//\n// # Calls\n//\n//\tGET  /tugs  ListTugs\npackage harbor\n", string(out))
	out, err = Tests(pkg, g, print.Tests(pkg, g))
	require.NoError(t, err)
	assert.Contains(t, string(out), "body[*Tug](e)")
	assert.Contains(t, string(out), `url.Values{"tag": {"one", "two"}, "sort": {"up"}}`)
	assert.Contains(t, string(out), `http.Header{"If-Match": {"a", "b"}, "X-Trace": {"t"}}`)
}

// pieces returns the source with each part that the plan determines changed in
// turn: the declared names, those of receivers, and the strings.
func pieces(t *testing.T, src []byte) map[string]string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	require.NoError(t, err)
	changed := map[string]string{}
	change := func(n ast.Node, with string) {
		at, end := fset.Position(n.Pos()), fset.Position(n.End())
		changed[at.String()+" "+string(src[at.Offset:end.Offset])] = string(src[:at.Offset]) + with + string(src[end.Offset:])
	}
	rename := func(id *ast.Ident) { change(id, id.Name+"X") }
	for _, imported := range f.Imports {
		change(imported, `"os"`)
	}
	rename(f.Name)
	for _, d := range f.Decls {
		change(d, "")
		if fn, ok := d.(*ast.FuncDecl); ok {
			rename(fn.Name)
			if fn.Recv != nil {
				ast.Inspect(fn.Recv.List[0].Type, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						rename(id)
					}
					return true
				})
			}
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncType, *ast.FieldList:
				if _, isStruct := d.(*ast.GenDecl); !isStruct {
					return false // the manifest has no parameters
				}
			case *ast.ImportSpec:
				return false
			case *ast.TypeSpec:
				rename(n.Name)
			case *ast.ValueSpec:
				for _, name := range n.Names {
					rename(name)
				}
			case *ast.Field:
				for _, name := range n.Names {
					rename(name)
				}
				if id, ok := n.Type.(*ast.Ident); ok && n.Names == nil {
					rename(id)
				}
			case *ast.BasicLit:
				if n.Kind == token.STRING {
					change(n, `"other"`)
				}
			}
			return true
		})
	}
	return changed
}

// TestEveryPieceIsCompared checks that a changed name or string, or a missing
// declaration, is an error.
func TestEveryPieceIsCompared(t *testing.T) {
	pkg, g := forms()
	for src, verify := range map[string]func([]byte) ([]byte, error){
		string(print.Group(pkg, g)):    func(src []byte) ([]byte, error) { return Group(pkg, g, src) },
		string(print.Tests(pkg, g)):    func(src []byte) ([]byte, error) { return Tests(pkg, g, src) },
		string(print.BaseURL(pkg)):     func(src []byte) ([]byte, error) { return BaseURL(pkg, src) },
		string(print.Permissions(pkg)): func(src []byte) ([]byte, error) { return Permissions(pkg, src) },
	} {
		changed := pieces(t, []byte(src))
		require.GreaterOrEqual(t, len(changed), 4)
		for what, text := range changed {
			out, err := verify([]byte(text))
			if strings.Contains(what, " import ") {
				assert.NoError(t, err, "%s: whether imports suffice is for the compiler", what)
				continue
			}
			assert.Error(t, err, what)
			assert.Nil(t, out, what)
		}
	}
}

// TestPlanOfMore checks that a declaration of the plan that the source lacks is
// missing, also at the end of the file.
func TestPlanOfMore(t *testing.T) {
	pkg, g := forms()
	src := print.Group(pkg, g)
	lines := strings.Count(string(src), "\n")
	for more, decl := range map[string]plan.Decl{
		`type Quay is missing`: &plan.Struct{Name: ident.Must("Quay")},
		`type Kind is missing`: &plan.Enum{Name: ident.Must("Kind")},
		`func Moor is missing`: &plan.Function{Name: ident.Must("Moor"), Request: ident.Must("NewMoorRequest")},
		`type Any is missing`:  &plan.Interface{Name: ident.Must("Any"), Method: ident.Must("isAny")},
	} {
		_, err := Group(pkg, &plan.Group{Stem: "tug", Decls: append(g.Decls[:len(g.Decls):len(g.Decls)], decl)}, src)
		require.Error(t, err)
		assert.Contains(t, err.Error(), more)
		assert.Regexp(t, `^internal error: tug\.go:\d+:\d+: `, err.Error())
		assert.Contains(t, err.Error(), fmt.Sprintf("tug.go:%d:", lines))
	}
}

// TestMessages checks the position and text of each error.
func TestMessages(t *testing.T) {
	const head = print.Header + "\n\npackage harbor\n\n"
	for _, test := range []struct {
		src, message string
		want         manifest
	}{
		{head + "type Tug int\n", "internal error: x.go:5:6: type Tug is not in the plan", nil},
		{head + "type Tug int\n", "internal error: x.go:5:6: type Tug: the plan has type Tow", manifest{{"type", "Tow"}}},
		{head + "const Tug = 1\n", "internal error: x.go:5:7: const Tug: the plan has var Tug", manifest{{"var", "Tug"}}},
		{head + "var a, b int\n", "internal error: x.go:5:8: var b is not in the plan", manifest{{"var", "a"}}},
		{head + "var a = f(\"x\", 1)\n", "internal error: x.go:5:11: string \"x\" is not in the plan", manifest{{"var", "a"}}},
		{head + "func (t Tug) Tow() {}\n", "internal error: x.go:5:1: method of Tug Tow is not in the plan", nil},
		{head + "func (t *Tug) Tow() {}\n", "internal error: x.go:5:1: method of Tug Tow is not in the plan", nil},
		{head + "func (a, b Tug) Tow() {}\n", "internal error: x.go:5:1: method of Tug Tow is not in the plan", nil},
		{head + "func (a Tug, b Tow) Tow() {}\n", "internal error: x.go:5:1: method of  Tow is not in the plan", nil},
		{head + "func (t sea.Tug) Tow() {}\n", "internal error: x.go:5:1: method of  Tow is not in the plan", nil},
		{head + "func Tow()\n", "internal error: x.go:5:1: func Tow has no body or too many statements", manifest{{"func", "Tow"}}},
		{head + "func Tow() { f(); f(); f() }\n", "internal error: x.go:5:1: func Tow has no body or too many statements", manifest{{"func", "Tow"}}},
		{head + "type Tug struct { Pull, Push int }\n", "internal error: x.go:5:19: several fields have one type", manifest{{"type", "Tug"}}},
		{head + "type Tug struct { *Object }\n", "internal error: x.go:5:19: an embedded field has no plain name", manifest{{"type", "Tug"}}},
		{head + "type Tug struct { *Object\nPull int }\n", "internal error: x.go:5:19: an embedded field has no plain name", manifest{{"type", "Tug"}, {"field", "Pull"}}},
		{head + "type Tug struct { Object }\n", "internal error: x.go:5:19: embedded Object is not in the plan", manifest{{"type", "Tug"}}},
		{head + "type Tug struct { Pull int `a` }\n", "internal error: x.go:5:28: string `a`: the plan has string `b`", manifest{{"type", "Tug"}, {"field", "Pull"}, {"string", "`b`"}}},
		{head + "type Any interface { isTug() }\n", "internal error: x.go:5:22: method of Any isTug is not in the plan", manifest{{"type", "Any"}}},
		{head + "type Any interface { Tug }\n", "internal error: x.go:5:22: interface Any embeds something", manifest{{"type", "Any"}}},
		{head + "import _ \"context\"\n", "internal error: x.go:5:8: import \"context\" is not allowed", nil},
		{head + "import \"net/url\"\n", "internal error: x.go:5:8: import \"net/url\" is not allowed", nil},
		{head + "import \"io\"\nimport \"io\"\n", "internal error: x.go:6:8: import \"io\" is not in order", nil},
		{head + "import \"iter\"\nimport \"io\"\n", "internal error: x.go:6:8: import \"io\" is not in order", nil},
		{head + "// go:embed x\ntype Tug int\n", `internal error: x.go:5:1: comment "// go:embed x" is not allowed`, manifest{{"type", "Tug"}}},
		{"\n" + head, `internal error: x.go:2:1: comment "` + print.Header + `" is not allowed`, nil},
		{head[:len(print.Header)] + "\n" + print.Header + "\n\npackage harbor\n", `internal error: x.go:2:1: comment "` + print.Header + `" is not allowed`, nil},
		{"// Words.\n\n" + head, `internal error: x.go:1:1: comment "// Words." is not allowed`, nil},
		{"package port\n", "internal error: x.go:1:9: package port: the plan has harbor", nil},
		{"package", "internal error: printed source doesn't parse: x.go:1:8: expected 'IDENT', found 'EOF'", nil},
	} {
		out, err := check("x.go", "harbor", []byte(test.src), test.want, false)
		assert.EqualError(t, err, test.message, test.src)
		assert.Nil(t, out)
	}
	for _, test := range []struct {
		src  string
		want manifest
	}{
		{head, nil},
		{"package harbor\n", nil},
		{head + "// Words.\nfunc Tow() { f(); f() }\n", manifest{{"func", "Tow"}}},
		{head + "func Tow() {}\n", manifest{{"func", "Tow"}}},
	} {
		_, err := check("x.go", "harbor", []byte(test.src), test.want, false)
		assert.NoError(t, err, test.src)
	}
}

// TestImports checks the imports that are allowed in code and in tests.
func TestImports(t *testing.T) {
	for _, path := range []string{"context", "encoding/json", "io", "iter", "net/http", "net/url", "strings", "testing", "time"} {
		src := []byte(print.Header + "\n\npackage harbor\n\nimport \"" + path + "\"\n")
		_, err := check("x.go", "harbor", src, nil, true)
		assert.NoError(t, err, path)
		_, err = check("x.go", "harbor", src, nil, false)
		assert.Equal(t, path == "net/url" || path == "testing", err != nil, path)
	}
	for _, path := range []string{"os", "unsafe", "C", "reflect", "golang.org/x/net", ""} {
		_, err := check("x.go", "harbor", []byte(print.Header+"\n\npackage harbor\n\nimport \""+path+"\"\n"), nil, true)
		assert.Error(t, err, path)
	}
}
