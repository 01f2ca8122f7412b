package verify

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/parser/model"
)

// planned returns a package with one struct, one enum and one function with an
// example, all in one group.
func planned(t *testing.T) (*plan.Package, *plan.Group) {
	t.Helper()
	text := model.Ref{Type: "Edm.String"}
	state := &model.Enum{Namespace: "harbor.port", Name: "craneState", Members: []*model.Member{{Name: "idle"}, {Name: "lifting"}}}
	crane := &model.Type{Namespace: "harbor.port", Name: "crane", Properties: []*model.Property{
		{Name: "id", Ref: text}, {Name: "model", Ref: text}, {Name: "state", Ref: model.Ref{Type: state.Qualified(), Enum: state}}}}
	route := &model.Route{Path: "/cranes", Segments: []model.Segment{{{Text: "cranes"}}}}
	m := &model.Model{
		Types: []*model.Type{crane},
		Enums: []*model.Enum{state},
		Operations: []*model.Operation{{
			Name: "ListCranes", Page: "api/crane-list.md", Kind: model.List, Method: "GET", Routes: []*model.Route{route},
			Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: "harbor.port.crane", Struct: crane, Collection: true}}},
			Examples:  []*model.Example{{Name: "list", Route: route, Request: &model.ExampleRequest{Query: []model.NameValue{{Name: "a", Value: "b"}}}, Response: &model.ExampleResponse{}}},
		}},
	}
	pkg, findings, err := plan.New(m, plan.Options{Package: "harbor", BaseURL: "https://harbor.example"})
	require.NoError(t, err)
	require.Empty(t, findings)
	require.Len(t, pkg.Groups, 1)
	return pkg, pkg.Groups[0]
}

func TestVerifyTakesWhatIsPlanned(t *testing.T) {
	pkg, g := planned(t)
	_, err := Group(pkg, g, print.Group(pkg, g))
	require.NoError(t, err)
	_, err = Tests(pkg, g, print.Tests(pkg, g))
	require.NoError(t, err)
	_, err = BaseURL(pkg, print.BaseURL(pkg))
	require.NoError(t, err)
}

// TestVerifyRefusesTheRest changes the printed source as an error in an encoder
// might. Each change is valid Go.
func TestVerifyRefusesTheRest(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"a function more", "\nfunc (x Crane)", "\nfunc init() {}\n\nfunc (x Crane)", "func init"},
		{"a method more", "\nfunc (x Crane)", "\nfunc (x Crane) Error() string { return \"\" }\n\nfunc (x Crane)", "method of Crane Error"},
		{"a variable", "\ntype CraneState", "\nvar _ = 1\n\ntype CraneState", "var _"},
		{"a declaration less", "func (x CraneState) Equal (y CraneState) bool { return strings.EqualFold (string (x),string (y)) }", "", "is not in the plan|the plan has|is missing"},
		{"another tag", `json:"model"`, `json:"other"`, "other"},
		{"another field", "\nModel ", "\nModal ", "Modal"},
		{"another constant", `"lifting"`, `"fallen"`, "fallen"},
		{"another path", `"/cranes"`, `"/berths"`, "/berths"},
		{"another string", "ctx,opts)\nreturn", `ctx,opts); _ = "x"` + "\nreturn", "string|statements"},
		{"another statement", "req, err :=", "panic(1)\nreq, err :=", "statements"},
		{"another package", "package harbor", "package main", "package main"},
		{"an import", `"context"`, "\"context\"\n\"os/exec\"", "os/exec"},
		{"cgo", `"context"`, "\"C\"\n\"context\"", "import \"C\""},
		{"an alias", `"context"`, `. "context"`, "import \"context\""},
		{"a directive", "\ntype CraneState", "\n//go:generate touch pwned\ntype CraneState", "go:generate"},
		{"a spaced directive", "\ntype CraneState", "\n// go:generate touch pwned\ntype CraneState", "go:generate"},
		{"a line directive", "\ntype CraneState", "\n//line /etc/passwd:1\ntype CraneState", "comment"},
		{"a block comment", "\ntype CraneState", "\n/* x */\ntype CraneState", "comment"},
		{"a build constraint", "\npackage", "\n// +build ignore\n\npackage", "build"},
		{"hidden text", "// Known ", "// Kn\u202eown ", "comment"},
		{"no header", print.Header, "// Written by hand.", "comment"},
		{"no Go", "type Crane struct", "type Crane struct struct", "doesn't parse"},
	} {
		pkg, g := planned(t)
		src := string(print.Group(pkg, g))
		changed := strings.Replace(src, test.old, test.new, 1)
		if !assert.NotEqual(t, src, changed, "%s: nothing to change in\n%s", test.name, src) {
			continue
		}
		_, err := Group(pkg, g, []byte(changed))
		if assert.Error(t, err, test.name) {
			assert.Regexp(t, test.want, err.Error(), test.name)
		}
	}
}

func TestVerifyRefusesOtherTests(t *testing.T) {
	pkg, g := planned(t)
	src := string(print.Tests(pkg, g))
	for old, new := range map[string]string{`"crane-list/list"`: `"other"`, `"a"`: `"c"`, `"testing"`: "\"os\"\n\"testing\""} {
		changed := strings.Replace(src, old, new, 1)
		require.NotEqual(t, src, changed)
		_, err := Tests(pkg, g, []byte(changed))
		assert.Error(t, err, old)
	}
}
