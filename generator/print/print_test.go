package print_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// in returns a type of the package in the given form.
func in(f plan.Form, name string) plan.Type {
	return plan.Type{Form: f, Basic: plan.Basic{Name: name}}
}

// from returns a type of another package in the given form.
func from(f plan.Form, path, name string) plan.Type {
	return plan.Type{Form: f, Basic: plan.Basic{Import: path, Name: name}}
}

func field(name string, t plan.Type, tag string, doc plan.Doc) *plan.Field {
	return &plan.Field{Name: ident.Must(name), Type: t, Tag: "`" + tag + "`", Doc: doc}
}

// function returns a function with the given parameters, in the order of its
// template.
func function(method, name, template string, result plan.Result, params ...*plan.Param) *plan.Function {
	return &plan.Function{
		Name: ident.Must(name), Request: ident.Must("New" + name + "Request"), Method: method, Template: template,
		Doc: plan.Doc{Text: name + " does as it is called."}, Params: params, Args: params, Result: result,
	}
}

func param(name string, t plan.Type) *plan.Param { return &plan.Param{Name: ident.Must(name), Type: t} }

// withBody adds a body to a function, after its other parameters.
func withBody(f *plan.Function, t plan.Type, wrap string) *plan.Function {
	f.Body, f.BodyWrap = param("body", t), wrap
	f.Params = append(f.Params, f.Body)
	return f
}

// request returns an example with a request, and with a response if the status
// is not 0.
func request(method, path, body string, status int, answer string) *model.Example {
	e := &model.Example{Request: &model.ExampleRequest{Method: method, URL: "https://harbor.example/v1.0" + path, Path: path, JSON: model.RawJSON(body)}}
	if status > 0 {
		e.Response = &model.ExampleResponse{Status: status, JSON: model.RawJSON(answer)}
	}
	return e
}

// harbor returns a plan with every form of declaration, parameter, result and
// example.
func harbor() (*plan.Package, *plan.Group) {
	id := ident.Must
	text := in(plan.Plain, "string")
	tugID := param("tugID", text)
	list := function("GET", "ListTugs", "/tugs", plan.Result{Kind: plan.Pages, Type: in(plan.Pointer, "Tug")})
	list.Options = id("ListTugsOptions")
	list.Doc = plan.Doc{
		Text: "ListTugs lists them: \"all\" of\nthem, go:embed or not.", Code: "GET /tugs", Notes: []string{"#nosec"}, Pages: []plan.Item{{Text: "Page: api/tug-list.md"}}, Deprecated: true,
	}
	get := function("GET", "GetTug", "/tugs/{}", plan.Result{Kind: plan.One, Type: in(plan.Plain, "Tug")}, tugID)
	get.Doc.Code = "GET /tugs/{id}"
	get.Doc.Pages = []plan.Item{{Name: id("GetTug"), Text: "api/tug-get.md"}, {Name: id("ReadTug"), Text: "go:embed or not"}}
	get.Doc.Items = []plan.Item{{Name: id("tugID"), Text: "The number\nof the tug."}, {Name: id("opts"), Text: ""}}
	create := withBody(function("POST", "CreateTug", "/tugs", plan.Result{Kind: plan.One, Type: in(plan.Plain, "Tug")}), in(plan.Plain, "AnyTug"), "readOnlyToo")
	create.BodyBase = id("Tug")
	tow := withBody(function("POST", "TowTug", "/tugs/{}/tow", plan.Result{}, tugID), in(plan.Pointer, "TowTugBody"), "maybe")
	paint := withBody(function("PUT", "PaintTug", "/tugs/{}/$value", plan.Result{}, tugID), from(plan.Plain, "io", "Reader"), "")
	see := function("GET", "SeeTug", "/tugs/{}/seen(by={},on={},in={})", plan.Result{Kind: plan.Stream},
		tugID, param("by", in(plan.Slice, "string")), param("on", from(plan.Plain, "time", "Time")), param("places", in(plan.Plain, "int32")))
	count := function("GET", "CountTugs", "/tugs/$count", plan.Result{Kind: plan.Scalar, Type: in(plan.Plain, "int32")})
	when := function("GET", "TugTimes", "/tugs/times", plan.Result{Kind: plan.Pages, Type: from(plan.Plain, "time", "Time")})
	track := function("GET", "TrackTugs", "/tugs/delta", plan.Result{Kind: plan.Delta, Type: in(plan.Pointer, "Tug")})
	check := function("HEAD", "CheckTug", "/tugs/{}", plan.Result{}, tugID)
	change := withBody(function("PATCH", "ChangeTug", "/tugs/{}", plan.Result{}, tugID), in(plan.Pointer, "Tug"), "")
	drop := function("DELETE", "DropTug", "/tugs/{}", plan.Result{}, tugID)

	tug := &plan.Struct{
		Name: id("Tug"), Doc: plan.Doc{Text: "Tug is a ship that tows."}, Embed: "Object", EmbedTag: "`odata:\"harbor.port.tug harbor.port.vessel\"`", Codec: true,
		Fields: []*plan.Field{
			field("Pull", in(plan.Optional, "float64"), `json:"pull"`, plan.Doc{Text: "In tons.", Deprecated: true}),
			field("Lights", in(plan.Optional, "Lights"), `json:"lights"`, plan.Doc{}),
			field("Crew", in(plan.Slice, "string"), `json:"crew"`, plan.Doc{Text: "By name."}),
			field("Built", from(plan.Optional, "time", "Time"), `json:"built"`, plan.Doc{}),
			field("Trips", from(plan.Slice, "time", "Time"), `json:"trips"`, plan.Doc{}),
			field("Seal", plan.Type{Form: plan.Optional, Basic: plan.Basic{Name: "byte", Bytes: true}}, `json:"seal"`, plan.Doc{}),
		},
		Inherited: []plan.Inherited{
			{From: "vessel", Fields: []*plan.Field{field("Name", in(plan.Optional, "string"), `json:"name"`, plan.Doc{Text: "Not repeated.", Deprecated: true})}},
			{From: "entity", Fields: []*plan.Field{field("ID", in(plan.Optional, "string"), `json:"id" odata:"readonly"`, plan.Doc{Text: "Not repeated."})}},
		},
	}
	options := &plan.Struct{
		Name: id("ListTugsOptions"), Embed: "Options",
		Fields: []*plan.Field{field("Select", in(plan.Slice, "string"), `query:"$select"`, plan.Doc{}), field("Top", in(plan.Plain, "int"), `query:"$top"`, plan.Doc{})},
	}
	body := &plan.Struct{Name: id("TowTugBody"), Codec: true, Fields: []*plan.Field{field("To", in(plan.Optional, "string"), `json:"to"`, plan.Doc{})}}
	lights := &plan.Enum{Name: id("Lights"), Flags: true, Doc: plan.Doc{Text: "Lights are a set."}, Members: []*plan.Member{
		{Name: id("LightsRed"), Value: "red", Doc: "To port."}, {Name: id("LightsGreen"), Value: "gre\"en"},
	}}
	horn := &plan.Enum{Name: id("Horn"), Members: []*plan.Member{{Name: id("HornLong"), Value: "long"}}}
	silence := &plan.Enum{Name: id("Silence")}
	anyTug := &plan.Interface{Name: id("AnyTug"), Method: id("isTug"), Doc: plan.Doc{Text: "AnyTug is a [Tug] or a type that derives from it."}}
	tug.Marks = []ident.Ident{id("isTug")}
	g := &plan.Group{
		Stem: "tug", Test: id("TestTugExamples"),
		Decls:    []plan.Decl{horn, lights, silence, anyTug, tug, options, list, get, create, body, tow, paint, see, count, when, track, check, change, drop},
		Examples: examples(list, get, create, tow, paint, see, count, when, track, drop),
	}
	empty := &plan.Group{Stem: "x", Examples: []*plan.Example{{Name: "x/elsewhere", Of: &model.Example{Request: &model.ExampleRequest{Elsewhere: true}}, RequestGap: "elsewhere"}}}
	return &plan.Package{
		Name: "harbor", BaseURL: "https://harbor.example/v1.0", Groups: []*plan.Group{g, empty},
		Doc: []plan.Block{{Text: "Package harbor calls the API."}, {Text: "The descriptions are those of the pages."}, {Heading: "Calls"}, {Code: []string{"GET  /tugs  ListTugs", "", "\tgo:embed"}}},
		Permissions: []*plan.Permissions{
			{Function: id("GetTug"), DelegatedPersonal: []string{"Tug.Mine"}},
			{Function: id("ListTugs"), Delegated: []string{"Tug.Read", "Tug.ReadWrite Berth.Read"}, Application: []string{"Tug.\"All\""}},
		},
		Uses: []string{
			"Client", "Delta", "Object", "Opt", "Options", "PermissionsOf", "args", "body", "collect", "decodeObject", "textOf", "get", "encodeObject", "flagHas", "flagKnown", "flagMembers",
			"known", "maybe", "newRequest", "readOnlyToo", "runExamples", "sendDelta", "sendNone", "sendOne", "sendPages", "sendStream", "sendValue", "subtype",
		},
	}, g
}

// examples returns examples of the functions, with every form of value.
func examples(list, get, create, tow, paint, see, count, when, track, drop *plan.Function) []*plan.Example {
	const (
		tug   = `{"@odata.type":"#harbor.port.tug","id":"t-1","name":"Ida","pull":40.5}`
		tugs  = `{"value":[` + tug + `]}`
		times = `{"value":["2024-05-06T07:08:09Z"]}`
	)
	value := func(s string) plan.Value { return plan.Value{Text: s} }
	listed := request("GET", "/tugs", "", 200, tugs)
	listed.Request.Query = []model.NameValue{{Name: "$select", Value: "id,name"}, {Name: "tag", Value: "a"}, {Name: "$top", Value: "2"}, {Name: "<b>", Value: "c&d"}, {Name: "tag", Value: "\"b\""}}
	listed.Response.Headers = []model.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "content-type", Value: "second"}, {Name: "X-é", Value: "a\tb"}}
	got := request("GET", "/tugs/t-1", "", 200, `{"id":"t-1","flag":"DE","age":7}`)
	gap := request("GET", "/tugs/t-1", "", 200, `{"id":"t-1","flag":"DE"}`)
	painted := request("PUT", "/tugs/t-1/$value", "", 204, "")
	painted.Request.Text = "red \u2028"
	seen := request("GET", "/tugs/t-1/seen(by=me,you,on=2024-05-06T07:08:09.5+02:00,in=3)", "", 200, "")
	seen.Response.Text = "bytes"
	header := []model.Header{{Name: "If-Match", Value: "a"}}
	all := []*plan.Example{
		{Name: "tug-list/list", Of: listed, Function: list,
			Options: []plan.Option{{Field: ident.Must("Select"), Value: plan.Value{Kind: plan.ListValue, List: []string{"id", "name"}}}, {Field: ident.Must("Top"), Value: plan.Value{Kind: plan.PlainValue, Text: "2"}}},
			Query:   []model.NameValue{{Name: "tag", Value: "a"}, {Name: "<b>", Value: "c&d"}, {Name: "tag", Value: "\"b\""}}, Header: header, Headers: header},
		{Name: "tug-list/plain", Of: request("GET", "/tugs", "", 200, tugs), Function: list},
		{Name: "tug-list/known", Of: request("GET", "/tugs", "", 200, tugs), RequestGap: "b-rule", ResponseGap: "b-rule"},
		{Name: "tug-get/get", Of: got, Unknown: []string{"age", "flag"}, Function: get, Args: []plan.Value{value("t-1")}, Header: header, Headers: header},
		{Name: "tug-get/gap", Of: gap, Unknown: []string{"flag"}, Function: get, Args: []plan.Value{value("t-1")}, ResponseGap: "a-rule"},
		{Name: "tug-get/unsent", Of: request("POST", "/x", "", 0, ""), RequestGap: "a-rule", ResponseGap: "a-rule"},
		{Name: "tug-get/again", Of: request("POST", "/x", "", 0, ""), RequestGap: "a-rule", ResponseGap: "a-rule"},
		{Name: "tug-post/create", Of: request("POST", "/tugs", `{"name":"Ida"}`, 201, tug), Function: create},
		{Name: "tug-tow/tow", Of: request("POST", "/tugs/t-1/tow", `{"to":"quay"}`, 204, ""), Function: tow, Args: []plan.Value{value("t-1")}},
		{Name: "tug-paint/paint", Of: painted, Function: paint, Args: []plan.Value{value("t-1")}},
		{Name: "tug-see/see", Of: seen, Function: see, Args: []plan.Value{
			value("t-1"), {Kind: plan.ListValue, List: []string{"me", "you"}},
			{Kind: plan.TimeValue, Time: time.Date(2024, 5, 6, 7, 8, 9, 5e8, time.FixedZone("", 7200))}, {Kind: plan.PlainValue, Text: "3"},
		}},
		{Name: "tug-see/utc", Of: request("GET", "/tugs/t-1/seen", "", 0, ""), Function: see, RequestGap: "a-rule", ResponseGap: "a-rule", Args: []plan.Value{
			value("t-1"), {Kind: plan.ListValue}, {Kind: plan.TimeValue, Time: time.Date(2024, 12, 6, 0, 0, 0, 0, time.UTC)}, {Kind: plan.PlainValue, Text: "-3"},
		}},
		{Name: "tug-count/count", Of: request("GET", "/tugs/$count", "", 200, "7"), Function: count},
		{Name: "tug-times/times", Of: request("GET", "/tugs/times", "", 200, times), Function: when},
		{Name: "tug-delta/track", Of: request("GET", "/tugs/delta", "", 200, `{"@odata.deltaLink":"https://harbor.example/v1.0/tugs/delta?t=1","value":[]}`), Function: track},
		{Name: "tug-drop/drop", Of: request("DELETE", "/tugs/t-1", "", 204, ""), Function: drop, Args: []plan.Value{value("t-1")}},
	}
	for _, e := range all {
		e.Path = e.Of.Request.Path
		if e.Function != nil && e.Function.Body != nil {
			e.Body = e.Function.Body.Type
		}
		if e.Function == create {
			e.Body = in(plan.Pointer, "Tug")
		}
	}
	return all
}

// files returns the files printed from a plan, by name.
func files(pkg *plan.Package, g *plan.Group) map[string][]byte {
	return map[string][]byte{
		"doc.go": print.Doc(pkg), "baseurl.go": print.BaseURL(pkg), "permissions.go": print.Permissions(pkg), "tug.go": print.Group(pkg, g), "tug_test.go": print.Tests(pkg, g),
		"testdata/tug.json": print.Goldens(g), "testdata/ledger.txt": print.Ledger(pkg),
	}
}

// TestPrinted compares each formatted file with the one in testdata/printed.
// The flag -update writes them.
func TestPrinted(t *testing.T) {
	for name, data := range files(harbor()) {
		if strings.HasSuffix(name, ".go") {
			var err error
			data, err = format.Source(data)
			require.NoError(t, err, name)
		}
		file := filepath.Join("testdata", "printed", filepath.Base(name)+".golden")
		if casetest.Updating() {
			require.NoError(t, os.WriteFile(file, data, 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(data), name)
	}
}

// TestPrintingChangesNothing checks that a plan can be printed several times.
func TestPrintingChangesNothing(t *testing.T) {
	pkg, g := harbor()
	first := files(pkg, g)
	for name, data := range files(pkg, g) {
		assert.Equal(t, string(first[name]), string(data), name)
	}
}

// TestPrintedIsParsed checks that the declarations are those of the plan, in
// the same order.
func TestPrintedIsParsed(t *testing.T) {
	pkg, g := harbor()
	f, err := parser.ParseFile(token.NewFileSet(), "tug.go", print.Group(pkg, g), parser.ParseComments)
	require.NoError(t, err)
	assert.Equal(t, "harbor", f.Name.Name)
	assert.Equal(t, print.Header, f.Comments[0].List[0].Text)
	var senders, planned []string
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && !strings.HasPrefix(fn.Name.Name, "New") {
			senders = append(senders, fn.Name.Name)
		}
	}
	for _, d := range g.Decls {
		if fn, ok := d.(*plan.Function); ok {
			planned = append(planned, fn.Name.String())
		}
	}
	assert.Equal(t, planned, senders)
}

// TestPrintedRuns compiles the printed package with its runtime, and runs the
// printed tests. Each example must match, or have a known mismatch in the plan.
func TestPrintedRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("runs go test")
	}
	dir := t.TempDir()
	write := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, data, 0o644))
	}
	for _, name := range []string{"go.mod", "go.sum"} { // the tests import testify
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(t, err)
		write(name, bytes.Replace(data, []byte("module github.com/docwright/docwright\n"), []byte("module harbor\n"), 1))
	}
	pkg, g := harbor()
	for name, data := range files(pkg, g) {
		write(name, data)
	}
	for _, f := range templates.Runtime(pkg.Uses) {
		write(f.Name, bytes.Replace(f.Source, []byte("package runtime\n"), []byte("package harbor\n"), 1))
	}
	cmd := exec.Command("go", "test", "-mod=mod", "-vet=off", "-v", "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	for _, e := range g.Examples {
		assert.Contains(t, string(out), "--- PASS: TestTugExamples/"+e.Name)
	}
}

func TestPrintedOfNothing(t *testing.T) {
	pkg := &plan.Package{Name: "harbor"}
	assert.Contains(t, string(print.Ledger(pkg)), "\nrequests: 0 of 0 match\n\nresponses: 0 of 0 match\n")
	assert.NotContains(t, string(print.Ledger(pkg)), "kept")
	assert.NotContains(t, string(print.Ledger(pkg)), "other services")
	assert.Equal(t, "[\n]\n", string(print.Goldens(&plan.Group{})))
}

// TestPrintedWithoutOwnFields checks that a struct whose fields are all
// inherited does not begin with an empty line.
func TestPrintedWithoutOwnFields(t *testing.T) {
	skiff := &plan.Struct{
		Name: ident.Must("Skiff"), Embed: "Object",
		Inherited: []plan.Inherited{{From: "boat", Fields: []*plan.Field{field("ID", in(plan.Optional, "string"), `json:"id"`, plan.Doc{})}}},
	}
	src, err := format.Source(print.Group(&plan.Package{Name: "harbor"}, &plan.Group{Decls: []plan.Decl{skiff}}))
	require.NoError(t, err)
	assert.Contains(t, string(src), "type Skiff struct {\n\t// Inherited from boat.\n\n\tID Opt[string] `json:\"id\"`\n\n\tObject Object\n}\n")
}

// The plan has all names and documentation, and print writes them.
func ExampleGroup() {
	horn := &plan.Enum{
		Name: ident.Must("Horn"), Doc: plan.Doc{Text: "Horn is how a vessel is heard."},
		Members: []*plan.Member{{Name: ident.Must("HornLong"), Value: "long"}},
	}
	group := &plan.Group{Stem: "horn", Decls: []plan.Decl{horn}}
	source, err := format.Source(print.Group(&plan.Package{Name: "harbor", Groups: []*plan.Group{group}}, group))
	if err != nil {
		panic(err)
	}
	text, _, _ := strings.Cut(string(source), "\n// Known")
	fmt.Print(text)
	// Output:
	// // Code generated by docwright. DO NOT EDIT.
	//
	// package harbor
	//
	// import "strings"
	//
	// // Horn is how a vessel is heard.
	// type Horn string
	//
	// // The documented members of Horn.
	// const (
	// 	HornLong Horn = "long"
	// )
}
