package model_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
)

func TestIndex(t *testing.T) {
	f := newFleet()
	tide := &model.Enum{Namespace: "harbor.port", Name: "tide"}
	folded := typ("TUG", nil)
	x := model.NewIndex(&model.Model{Types: []*model.Type{f.tug, f.barge, folded}, Enums: []*model.Enum{tide}})
	assert.Same(t, f.tug, x.Type("harbor.port.tug"))
	assert.Same(t, folded, x.Type("harbor.port.TUG"), "an exact match takes precedence")
	assert.Same(t, f.barge, x.Type("Harbor.Port.Barge"))
	assert.Nil(t, x.Type("harbor.port.tide"), "an enum")
	assert.Nil(t, x.Type("tug"))
	assert.Nil(t, x.Type(""))
	assert.Same(t, tide, x.Enum("harbor.port.tide"))
	assert.Same(t, tide, x.Enum("harbor.port.TIDE"))
	assert.Nil(t, x.Enum("harbor.port.tug"), "a type")
}

func TestNamed(t *testing.T) {
	e := &model.Enum{Members: []*model.Member{{Name: "Ebb"}, {Name: "EBB"}, {Name: "ebb"}, {Name: "flood"}}}
	assert.Same(t, e.Members[2], e.Member("ebb"), "an exact match takes precedence")
	assert.Same(t, e.Members[0], e.Member("eBB"), "the first match that differs in case")
	assert.Same(t, e.Members[3], e.Member("FLOOD"))
	assert.Nil(t, e.Member("slack"))

	list := []*model.Parameter{{Name: "Reason"}, {Name: "reason"}}
	assert.Same(t, list[1], model.ParameterNamed(list, "reason"))
	assert.Same(t, list[0], model.ParameterNamed(list, "REASON"))
	assert.Nil(t, model.ParameterNamed(list, "until"))
	assert.Nil(t, model.ParameterNamed(nil, "until"))
}

func TestRef(t *testing.T) {
	one, many := model.Ref{Type: "Edm.String"}, model.Ref{Type: "Edm.String", Collection: true}
	assert.Equal(t, "Edm.String", one.CSDL())
	assert.Equal(t, "Collection(Edm.String)", many.CSDL())
	assert.Equal(t, "Edm.String", one.Words())
	assert.Equal(t, "a collection of Edm.String", many.Words())
	assert.True(t, one.IsSame(model.Ref{Type: "edm.string"}))
	assert.False(t, one.IsSame(many))
	assert.False(t, one.IsSame(model.Ref{Type: "Edm.Guid"}))
}

func TestResembles(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"harbor.port.pilotBoat", "harbor.port.pilotboats", true},
		{"harbor.port.pilotBoat", "harbor.yard.PilotBoat", true},
		{"tug", "harbor.port.Tug", true},
		{"harbor.port.tug", "harbor.port.tugs", false},
		{"harbor.port.pilotBoat", "harbor.port.berth", false},
	} {
		assert.Equal(t, test.want, model.Resembles(test.a, test.b), "%s, %s", test.a, test.b)
	}
}
