package fit_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/fit"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// harbor returns a type of vessels, and the property with their berth.
func harbor() (vessel *model.Type, berth *model.Property) {
	text := model.Ref{Type: "Edm.String"}
	quay := &model.Type{Namespace: "harbor.port", Name: "berth", Properties: []*model.Property{{Name: "depth", Ref: model.Ref{Type: "Edm.Int32"}}}}
	side := &model.Enum{Namespace: "harbor.port", Name: "side", Members: []*model.Member{{Name: "port"}}}
	berth = &model.Property{Name: "berth", Ref: model.Ref{Type: "harbor.port.berth", Struct: quay}}
	return &model.Type{Namespace: "harbor.port", Name: "vessel", Properties: []*model.Property{
		{Name: "id", Ref: text}, berth, {Name: "side", Ref: model.Ref{Type: "harbor.port.side", Enum: side}},
	}}, berth
}

func parse(t testing.TB, text string) *lenient.Value {
	v, _, err := lenient.Parse(text)
	require.NoError(t, err)
	return v
}

func ruleOf(r *source.Rule) string {
	if r == nil {
		return ""
	}
	return r.Name
}

func TestRequest(t *testing.T) {
	vessel, berth := harbor()
	typed := &model.Body{Ref: model.Ref{Type: "harbor.port.vessel", Struct: vessel}}
	action := &model.Body{Parameters: []*model.Parameter{{Name: "berth", Ref: berth.Ref}}}
	keeps := func(r *model.Ref) bool { return r.Struct == berth.Struct }
	for _, test := range []struct {
		text    string
		body    *model.Body
		keeps   fit.Keeps
		gap     string
		refused bool
	}{
		{`{"id": "a"}`, typed, nil, "", false},
		{`{"id": 4}`, typed, nil, "example-value-kind", false},
		{`{"side": "unknownFutureValue"}`, typed, nil, "evolvable-sentinel-sent", true},
		{`{"berth": {"depth": "deep"}}`, typed, nil, "example-value-kind", false},
		{`{"berth": {"depth": "deep"}}`, typed, keeps, "", false},
		{`{"berth": {"depth": "deep"}}`, action, nil, "example-value-kind", false},
		{`{"berth": {"depth": "deep"}}`, action, keeps, "", false},
		{`{"pier": 1}`, action, keeps, "example-unknown-property", false},
	} {
		gap, refused := fit.Request(parse(t, test.text), test.body, test.keeps)
		if test.refused {
			assert.NotNil(t, gap, test.text)
		} else {
			assert.Equal(t, test.gap, ruleOf(gap), test.text)
		}
		assert.Equal(t, test.refused, refused, test.text)
	}
}

func TestResponse(t *testing.T) {
	vessel, berth := harbor()
	one := &model.Response{Status: 200, Ref: model.Ref{Type: "harbor.port.vessel", Struct: vessel}}
	many := &model.Response{Status: 200, Ref: model.Ref{Type: "harbor.port.vessel", Struct: vessel, Collection: true}}
	gap, unknown := fit.Response(parse(t, `{"berth": {"width": 3}, "flag": "NO"}`), one, nil)
	assert.Nil(t, gap)
	assert.Equal(t, []string{"flag", "width"}, unknown)
	gap, unknown = fit.Response(parse(t, `{"berth": {"width": 3}, "flag": "NO"}`), one, func(r *model.Ref) bool { return r == &berth.Ref })
	assert.Nil(t, gap)
	assert.Equal(t, []string{"flag"}, unknown)
	gap, _ = fit.Response(parse(t, `{"id": "a"}`), many, nil)
	assert.Equal(t, "example-value-kind", ruleOf(gap))
}

// The page of a subtype documents a different body than a client for the base
// type reads.
func ExampleResponse() {
	vessel, _ := harbor()
	v, _, err := lenient.Parse(`{"id": "t-7", "bollardPull": 80}`)
	if err != nil {
		panic(err)
	}
	gap, unknown := fit.Response(v, &model.Response{Status: 200, Ref: model.Ref{Type: "harbor.port.vessel", Struct: vessel}}, nil)
	fmt.Println(gap == nil, unknown)
	// Output: true [bollardPull]
}
