package codedrift_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// holder returns a type with one property, and a struct with one field that
// represents it.
func holder(g gocode.Type, r model.Ref) (drift.Side, *gocode.Code) {
	t := &model.Type{Namespace: "harbor.port", Name: "gauge", Properties: []*model.Property{{Name: "level", Ref: r}}}
	at := source.Position{File: "code.go", Line: 1}
	s := &gocode.Struct{Name: "Gauge", Fields: []*gocode.Field{{Name: "level", GoName: "Level", Type: g, Position: at}}, Position: at}
	return drift.Side{Model: &model.Model{Types: []*model.Type{t}}}, &gocode.Code{Structs: []*gocode.Struct{s}}
}

// TestUndescribedTypes checks fields for a type that no page describes. It may be
// an object, an enum or a boolean, but not a number.
func TestUndescribedTypes(t *testing.T) {
	undescribed := model.Ref{Type: "harbor.port.drydock"}
	for kind, rule := range map[gocode.Kind]string{
		gocode.Any: "", gocode.String: "", gocode.Boolean: "", gocode.Object: "", gocode.Integer: "property-type-differs",
		gocode.Float: "property-type-differs", gocode.Time: "property-type-differs", gocode.Bytes: "property-type-differs", gocode.Unfit: "property-type-differs",
	} {
		got := ""
		for _, c := range codedrift.Compare(holder(gocode.Type{Kind: kind, Bits: 64}, undescribed)) {
			got = c.Rule.Name
			assert.Equal(t, source.Error, c.Severity)
		}
		assert.Equal(t, rule, got, "%v", kind)
	}
}

// TestStreams checks fields for a stream, which may hold the bytes or their URL.
func TestStreams(t *testing.T) {
	stream := model.Ref{Type: "Edm.Stream"}
	for kind, fits := range map[gocode.Kind]bool{gocode.Bytes: true, gocode.String: true, gocode.Integer: false, gocode.Object: false, gocode.Boolean: false} {
		assert.Equal(t, fits, len(codedrift.Compare(holder(gocode.Type{Kind: kind, Bits: 64}, stream))) == 0, "%v", kind)
	}
	quoted := codedrift.Compare(holder(gocode.Type{Kind: gocode.Bytes, Quoted: true}, stream))
	assert.Len(t, quoted, 1)
	assert.Equal(t, source.Error, quoted[0].Severity)
}

// TestCovered checks that types and enums are covered even if the code differs.
func TestCovered(t *testing.T) {
	side, code := holder(gocode.Type{Kind: gocode.Boolean}, model.Ref{Type: "Edm.Double"})
	side.Model.Enums = []*model.Enum{
		{Namespace: "harbor.port", Name: "tide", Members: []*model.Member{{Name: "ebb"}}},
		{Namespace: "harbor.port", Name: "wind", Members: []*model.Member{{Name: "calm"}}},
	}
	side.Model.Types = append(side.Model.Types, &model.Type{Namespace: "harbor.port", Name: "berth"})
	code.Enums = []*gocode.Enum{{Name: "Tide", Members: []*gocode.Member{{Name: "Ebb", Value: "ebb"}, {Name: "Flow", Value: "flow"}}}}
	assert.Equal(t, map[string]bool{"harbor.port.gauge": true, "harbor.port.tide": true}, codedrift.Covered(side, code))
}
