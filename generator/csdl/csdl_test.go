package csdl_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/csdl"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// write writes the metadata of a model and reads it back.
func write(t *testing.T, m *model.Model) (text string, back *model.Model, left source.Findings) {
	t.Helper()
	d, left := csdl.New(m)
	var b bytes.Buffer
	require.NoError(t, d.Write(&b))
	text = b.String()
	back, findings, err := metadata.Read(&b, "service.xml")
	require.NoError(t, err)
	for _, f := range findings {
		assert.Equal(t, source.Note, f.Severity, f.String())
	}
	return text, back, left
}

func read(t *testing.T, dir string) *model.Model {
	t.Helper()
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../../testdata"), Docs: dir})
	require.NoError(t, err)
	return m
}

// TestReadBack checks that the metadata of the samples, read back, does not differ from
// the pages, except at request lines that have a finding.
func TestReadBack(t *testing.T) {
	for _, dir := range []string{"docs", "railyard"} {
		m := read(t, dir)
		text, back, left := write(t, m)
		again, _, _ := write(t, read(t, dir))
		assert.Equal(t, text, again)
		for _, c := range drift.Compare(drift.Side{Model: m}, drift.Side{Model: back}, drift.Metadata) {
			isTold := slices.ContainsFunc(left, func(f source.Finding) bool { return f.Position.File == c.Position.File })
			assert.True(t, isTold || c.Severity == source.Note, "%s: %s: %s [%s]", c.Position, c.Subject, c.Message, c.Rule.Name)
		}
	}
}

// TestLeftOut checks the findings for what metadata can't express, and that text of the
// pages is text in XML.
func TestLeftOut(t *testing.T) {
	at := source.Position{File: "crate.md", Line: 9}
	crate := &model.Type{Namespace: "harbor.port", Name: "crate", Kind: model.Entity, Description: `"<&>` + "\x01", Pages: []string{"crate.md"}, Properties: []*model.Property{
		{Name: "@odata.etag", Ref: model.Ref{Type: "Edm.String"}, Position: at},
		{Name: "id", Ref: model.Ref{Type: "Edm.String"}, Key: true, Description: "a\nb"},
	}}
	odd := &model.Type{Namespace: "harbor.port", Name: "a b", Kind: model.Complex, Pages: []string{"odd.md"}, Line: 1}
	marks := &model.Enum{Namespace: "harbor.port", Name: "marks", Flags: true, Page: "marks.md", Line: 2, Members: []*model.Member{{Name: "none"}, {Name: "heavy"}, {Name: "very heavy"}, {Name: "fragile"}}}
	call := func(text string) model.Segment { return model.Segment{{Text: text}} }
	route := &model.Route{Path: "/crates/near()/far", Segments: []model.Segment{call("crates"), call("harbor.port.near()"), call("far")}}
	op := &model.Operation{Name: "Far", Page: "far.md", Line: 3, Method: "GET", Kind: model.Function, Paths: []string{route.Path}, Routes: []*model.Route{route}}
	m := &model.Model{Types: []*model.Type{odd, crate}, Enums: []*model.Enum{marks}, Operations: []*model.Operation{op}}
	text, _, left := write(t, m)
	left.Sort()
	assert.Equal(t, `crate.md:9: property @odata.etag of harbor.port.crate is left out, because "@odata.etag" can't be a name [csdl-name-unusable]
far.md:3: GET /crates/near()/far is left out from /crates/harbor.port.near() on, which is neither a property nor a call of a type [csdl-path-untyped]
marks.md:2: member very heavy of harbor.port.marks is left out, because "very heavy" can't be a name [csdl-name-unusable]
odd.md:1: type harbor.port.a b is left out, because "a b" can't be a name [csdl-name-unusable]
`, casetest.Findings(left))
	for _, part := range []string{
		`<Member Name="none" Value="0"/>`, `<Member Name="heavy" Value="1"/>`, `<Member Name="fragile" Value="2"/>`,
		`String="&#34;&lt;&amp;&gt;` + "\uFFFD" + `"/>`, `String="a&#xA;b"/>`, `<PropertyRef Name="id"/>`,
	} {
		assert.Contains(t, text, part)
	}
}

func TestRules(t *testing.T) { casetest.Rules(t, ".") }
