package generator

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates/fake"
)

// payloads are planted wherever a page has words.
var payloads = []string{
	"a\nfunc init(){panic(1)}",
	"x */ func init(){panic(1)} /* y",
	"go:generate sh -c \"touch pwned\"",
	"//go:embed /etc/passwd",
	"+build ignore",
	"a`; func init(){}//",
	"a\"; panic(1) //",
	"X struct{}; func init(){}; type Y",
	"\u202egnp\u2066.\u200b",
	"%d {{.}} ${HOME} \\u0041",
	"# nosec\n\n- list\n- list\n\n\tcode",
	"../../../etc/passwd",
	"type", "string", "error", "Client", "_", "init", "Object", "MarshalJSON", "con", "x_linux", "x_test", "1st", "",
	strings.Repeat("w", 500),
}

// TestHostileWordsStayWords plants each payload in every description, name,
// member, path, example and header of the model. The generator checks its own
// output against the plan; here it is checked once more from outside, and some
// of it is compiled.
func TestHostileWordsStayWords(t *testing.T) {
	plain, _, err := Generate(context.Background(), &newHarbor().Model, Options{Package: "harbor"})
	require.NoError(t, err)
	for _, payload := range payloads {
		h := newHarbor()
		plant(h, payload)
		files, findings, err := Generate(context.Background(), &h.Model, Options{Package: "harbor", Source: payload, Licence: payload, DocsURL: payload})
		require.NoError(t, err, "%q", payload)
		for _, f := range findings {
			assert.NotContains(t, f.Message, "\n")
		}
		var tables [][]byte
		for _, f := range files {
			switch {
			case !strings.HasPrefix(f.Name, "harbortest/"):
				checkHarmless(t, f)
			case path.Ext(f.Name) == ".go":
				assert.Contains(t, plain, f, "the code of the fake has no words of the pages")
			default:
				assert.Regexp(t, `^harbortest/tables/[a-z0-9]+\.json$`, f.Name)
				tables = append(tables, f.Data)
			}
		}
		_, err = fake.Load(tables)
		assert.NoError(t, err, "%q", payload)
	}
}

func TestHostileWordsCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a package")
	}
	h := newHarbor()
	for i, payload := range payloads {
		v := *h.vessel
		v.Name, v.Description, v.Derived = payload, payload, nil
		p := *h.vessel.Properties[0]
		p.Name, p.Description = payload, payload
		v.Properties = append([]*model.Property{&p}, v.Properties...)
		h.Types = append(h.Types, &v)
		e := *h.state
		e.Name = "state" + string(rune('A'+i))
		e.Members = append(e.Members, &model.Member{Name: payload, Description: payload}, &model.Member{Name: payload})
		h.Enums = append(h.Enums, &e)
		o := h.op("pilot-"+payload, payload+" pilot", "GET", model.Get, []any{"pilots", parameter(payload, ref("Edm.String")), payload})
		o.Description, o.Title = payload, payload
		o.QueryParameters = []*model.Parameter{parameter(payload, ref("Edm.String")), parameter("$top", ref("Edm.Int32"))}
		o.Request = &model.Body{Parameters: []*model.Parameter{parameter(payload, ref("Edm.String"))}}
	}
	files, _, err := Generate(context.Background(), &h.Model, Options{Package: "harbor"})
	require.NoError(t, err)
	runGo(t, files, "vet", "./...")
}

func plant(h *harbor, s string) {
	for _, t := range h.Types {
		t.Description = s
		for _, p := range t.Properties {
			p.Description = s
		}
		t.Properties = append(t.Properties, property(s, ref("Edm.String"), s))
	}
	h.position.Name, h.position.Pages = s, []string{s}
	for _, e := range h.Enums {
		e.Description = s
		e.Members = append(e.Members, &model.Member{Name: s, Description: s})
	}
	h.state.Name = s
	for _, o := range h.Operations {
		o.Description, o.Title = s, s
		o.Permissions = []*model.Permission{{Kind: model.Application, Scopes: []string{s}, Supported: true}}
		for _, r := range o.Routes {
			r.Path += s
			r.Segments = append(r.Segments, model.Segment{{Text: s}, {Param: parameter(s, ref("Edm.String"))}})
			r.Query = append(r.Query, parameter(s, ref("Edm.String")))
		}
		o.QueryParameters = append(o.QueryParameters, parameter(s, ref("Edm.String")))
		o.Headers = append(o.Headers, parameter(s, ref("Edm.String")))
		for _, e := range o.Examples {
			e.Name = s
			e.Request.Query = append(e.Request.Query, model.NameValue{Name: s, Value: s})
			e.Request.Headers = append(e.Request.Headers, model.Header{Name: s, Value: s}, model.Header{Name: "Prefer", Value: s})
			for i := range e.Arguments {
				e.Arguments[i].Value = s
			}
		}
	}
	h.Operations[0].Name, h.Operations[1].Page = s, s
}

func checkHarmless(t *testing.T, f File) {
	t.Helper()
	assert.Regexp(t, `^(testdata/)?[a-z0-9]+(_[a-z]+)*\.(go|json|txt)$`, f.Name)
	assert.LessOrEqual(t, len(path.Base(f.Name)), 120)
	if path.Ext(f.Name) != ".go" || strings.HasPrefix(f.Name, "docwright_") {
		return
	}
	for line := range strings.SplitSeq(string(f.Data), "\n") {
		assert.NotRegexp(t, `^\s*//(go:|line |export |extern |[a-z0-9]+:[a-z0-9])`, line)
		assert.NotRegexp(t, `^\s*// ?(\+build|#nosec|nolint)`, line)
	}
	assert.NotRegexp(t, "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", string(f.Data))
	parsed, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Data, parser.ParseComments)
	require.NoError(t, err)
	for _, d := range parsed.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			assert.NotEqual(t, "init", fn.Name.Name)
			assert.True(t, fn.Name.IsExported(), fn.Name.Name)
		}
	}
}
