package openapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/openapi"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// TestCases writes the description of the pages of each case, in version 3.1 as YAML. For
// cases named lines it writes the paths only, and for those named schemas the rest, too.
func TestCases(t *testing.T) {
	casetest.Run(t, "../../testdata/cases/export/*.txtar", []string{"openapi", "findings"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		m, _, err := parser.Parse(context.Background(), parser.Options{Root: files, Docs: "docs"})
		require.NoError(t, err)
		text, findings := describe(t, m, openapi.Options{Version: openapi.V31, BaseURL: m.BaseURL, DocsURL: "https://docs.harbor.example/"}, openapi.YAML)
		return map[string]string{"openapi": text, "findings": casetest.Findings(findings)}
	})
}

// describe writes a description.
func describe(t *testing.T, m *model.Model, o openapi.Options, form openapi.Form) (string, source.Findings) {
	t.Helper()
	d, findings, err := openapi.New(m, o)
	require.NoError(t, err)
	findings.Sort()
	var b bytes.Buffer
	require.NoError(t, d.Write(&b, form))
	return b.String(), findings
}

// harbor reads the pages of the sample.
func harbor(t *testing.T) *model.Model {
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../../testdata"), Docs: "docs"})
	require.NoError(t, err)
	return m
}

// decode returns the description as maps.
func decode(t *testing.T, text string) map[string]any {
	var v map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

// TestForms checks that YAML and JSON have the same content, and that a second run gives
// the same bytes.
func TestForms(t *testing.T) {
	m := harbor(t)
	for _, version := range openapi.Versions() {
		o := openapi.Options{Version: version, BaseURL: m.BaseURL}
		text, _ := describe(t, m, o, openapi.JSON)
		again, _ := describe(t, harbor(t), o, openapi.JSON)
		assert.Equal(t, text, again)

		inYAML, _ := describe(t, m, o, openapi.YAML)
		var v any
		require.NoError(t, yaml.Unmarshal([]byte(inYAML), &v))
		back, err := json.Marshal(v)
		require.NoError(t, err)
		assert.JSONEq(t, text, string(back))
	}
}

// TestEverything checks that each request line, type, enum and example of the sample is in
// the description, or has a finding.
func TestEverything(t *testing.T) {
	m := harbor(t)
	text, findings := describe(t, m, openapi.Options{Version: openapi.V31, BaseURL: m.BaseURL}, openapi.JSON)
	v := decode(t, text)
	templates := map[string]bool{}
	ids := map[string]bool{}
	for template, item := range v["paths"].(map[string]any) {
		for method, o := range item.(map[string]any) {
			templates[strings.ToUpper(method)+" "+model.PathShape(template)] = true
			id := o.(map[string]any)["operationId"].(string)
			assert.False(t, ids[id], "two operations are called %s", id)
			ids[id] = true
		}
	}
	for _, op := range m.Operations {
		for _, r := range op.Routes {
			assert.True(t, templates[op.Method+" "+strings.ReplaceAll(r.Shape(), ", ", ",")], "%s %s", op.Method, r.Path)
		}
		for _, e := range op.Examples {
			at := source.Position{File: op.Page, Line: e.Request.Position.Line}
			isTold := slices.ContainsFunc(findings, func(f source.Finding) bool { return f.Position.File == at.File && f.Position.Line == at.Line })
			body := string(e.Request.JSON) + e.Request.Text
			if e.Response != nil {
				body += string(e.Response.JSON) + e.Response.Text
			}
			page, line := `"x-docwright-page": "`+at.File+`"`, "\"x-docwright-line\": "+lineText(at.Line)
			isThere := slices.ContainsFunc(strings.Split(text, page), func(rest string) bool { return strings.HasPrefix(strings.TrimLeft(rest, ",\n "), line) })
			assert.True(t, isTold || isThere || strings.TrimSpace(body) == "", "%s: %s", at, e.Name)
		}
	}
	schemas := v["components"].(map[string]any)["schemas"].(map[string]any)
	for _, typ := range m.Types {
		assert.Contains(t, schemas, typ.Qualified())
	}
	for _, e := range m.Enums {
		assert.Contains(t, schemas, e.Qualified())
	}
}

func lineText(n int) string {
	b, _ := json.Marshal(n)
	return string(b) + "\n"
}

// TestSubsets checks that the description of each operation alone has all schemas that it
// refers to, and the operation as in the whole description.
func TestSubsets(t *testing.T) {
	m := harbor(t)
	for _, version := range openapi.Versions() {
		whole, _ := describe(t, m, openapi.Options{Version: version, BaseURL: m.BaseURL}, openapi.JSON)
		all := decode(t, whole)["paths"].(map[string]any)
		for _, op := range m.Operations {
			o := openapi.Options{Version: version, BaseURL: m.BaseURL, Choice: choice.Choice{Include: []string{op.Method + " " + op.Paths[0]}}}
			text, _ := describe(t, m, o, openapi.JSON)
			v := decode(t, text)
			for _, ref := range references(v) {
				assert.NotNil(t, at(v, ref), "%s: %s", o.Choice.Include[0], ref)
			}
			require.NotEmpty(t, v["paths"])
			for template, item := range v["paths"].(map[string]any) {
				for method, o := range item.(map[string]any) {
					assert.Equal(t, all[template].(map[string]any)[method], o, "%s %s", method, template)
				}
			}
		}
	}
}

// references returns the values of all $ref and mappings.
func references(v any) []string {
	var list []string
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if text, ok := inner.(string); ok && strings.HasPrefix(text, "#/") {
				list = append(list, text)
			}
			if name != "examples" && !strings.HasPrefix(name, "x-") {
				list = append(list, references(inner)...)
			}
		}
	case []any:
		for _, inner := range v {
			list = append(list, references(inner)...)
		}
	}
	return list
}

// at returns the object that a reference leads to, or nil.
func at(v any, ref string) any {
	for name := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

// TestHostileText checks that text of the pages is text in both forms, whatever it is, and
// that characters that show nothing are escaped.
func TestHostileText(t *testing.T) {
	for _, text := range []string{
		"\u202Ereversed", "*/ ]]> --- \n- a: b", "null", "yes", "1e3", "\"}\n", "#x", "{a: b}", "\U000E0041tag", "\u2028", "&a *a", "!!int 7", "\t", "a: b", "'", "",
	} {
		m := &model.Model{Types: []*model.Type{{Namespace: "a", Name: "b", Kind: model.Complex, Description: text, Pages: []string{text}, Line: 1,
			Properties: []*model.Property{{Name: "p" + text, Ref: model.Ref{Type: "Edm.String"}, Description: text}}}}}
		o := openapi.Options{Version: openapi.V31, Title: "x" + text}
		inJSON, _ := describe(t, m, o, openapi.JSON)
		inYAML, _ := describe(t, m, o, openapi.YAML)
		var v any
		require.NoError(t, yaml.Unmarshal([]byte(inYAML), &v), inYAML)
		back, err := json.Marshal(v)
		require.NoError(t, err)
		assert.JSONEq(t, inJSON, string(back))
		assert.Equal(t, "x"+text, decode(t, inJSON)["info"].(map[string]any)["title"])
		for _, hidden := range "\u202E\U000E0041\u2028" {
			assert.NotContains(t, inJSON, string(hidden))
			assert.NotContains(t, inYAML, string(hidden))
		}
	}
}

// TestVersion checks the error for a version that does not exist.
func TestVersion(t *testing.T) {
	_, _, err := openapi.New(&model.Model{}, openapi.Options{Version: "2.0"})
	assert.EqualError(t, err, `unknown version "2.0" of OpenAPI: want 3.1 or 3.0`)
}

func TestRules(t *testing.T) { casetest.Rules(t, ".", "../../testdata/cases/export/*.txtar") }

// TestNames checks the names of schemas and operations in other letters than those of
// ASCII.
func TestNames(t *testing.T) {
	kind := &model.Type{Namespace: "harbor.port", Name: "kästen", Kind: model.Complex, Pages: []string{"kästen.md"}, Line: 3}
	other := &model.Type{Namespace: "harbor.port", Name: "k_sten", Kind: model.Complex, Pages: []string{"k.md"}, Line: 4}
	route := &model.Route{Path: "/x", Name: "…", Segments: []model.Segment{{{Text: "x"}}}}
	op := &model.Operation{Name: "…", Page: "x.md", Line: 1, Method: "GET", Paths: []string{"/x"}, Routes: []*model.Route{route}}
	m := &model.Model{Types: []*model.Type{other, kind}, Operations: []*model.Operation{op}}
	text, findings := describe(t, m, openapi.Options{Version: openapi.V30, BaseURL: "https://{tenant}.harbor.example"}, openapi.YAML)
	assert.Contains(t, text, "    harbor.port.k_sten2:\n      title: \"kästen\"\n")
	assert.Contains(t, text, "  - url: \"https://{tenant}.harbor.example\"\n    variables:\n      tenant:\n        default: tenant\n")
	assert.NotContains(t, text, "operationId")
	assert.Equal(t, `kästen.md:3: the schema of harbor.port.kästen has the name harbor.port.k_sten2 [openapi-schema-renamed]
x.md:1: GET /x has no operationId, because its name gives no Go identifier; give it one with "names" in the configuration [openapi-operation-unnamed]
`, casetest.Findings(findings))
}
