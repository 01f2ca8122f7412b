package travel_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

const port = "harbor.port."

func typ(name string, properties ...*model.Property) *model.Type {
	return &model.Type{Namespace: "harbor.port", Name: name, Properties: properties}
}

func ref(t *model.Type) model.Ref { return model.Ref{Type: t.Qualified(), Struct: t} }

func property(name string, of model.Ref) *model.Property {
	return &model.Property{Name: name, Ref: of}
}

func link(name string, to *model.Type) *model.Property {
	return &model.Property{Name: name, Ref: ref(to), Navigation: true}
}

func of(ops ...*model.Operation) travel.Ways { return travel.Of(&model.Model{Operations: ops}) }

func sends(r model.Ref) *model.Operation {
	return &model.Operation{Request: &model.Body{Ref: r}}
}

func gets(r model.Ref) *model.Operation {
	return &model.Operation{Responses: []*model.Response{{Status: 200, Ref: r}}}
}

// TestBodies checks types of request bodies, of responses, and of both.
func TestBodies(t *testing.T) {
	berth, tug, crane := typ("berth"), typ("tug"), typ("crane")
	ways := of(sends(ref(berth)), gets(ref(tug)), sends(ref(crane)), gets(ref(crane)))
	assert.Equal(t, travel.Ways{port + "berth": travel.Sent, port + "tug": travel.Received, port + "crane": travel.Sent | travel.Received}, ways)
	assert.Zero(t, ways[port+"slip"], "no operation uses it")
}

// TestParameters checks the parameters of an action and of a path, which are
// sent.
func TestParameters(t *testing.T) {
	berth, window := typ("berth"), typ("window")
	tide, side := &model.Enum{Namespace: "harbor.port", Name: "tide"}, &model.Enum{Namespace: "harbor.port", Name: "side"}
	ways := of(&model.Operation{
		PathParameters: model.PathParameters{{Name: "side", Ref: model.Ref{Enum: side}}, {Name: "in", Ref: ref(window)}},
		Request:        &model.Body{Parameters: []*model.Parameter{{Name: "at", Ref: ref(berth)}, {Name: "tide", Ref: model.Ref{Enum: tide}}}},
	})
	assert.Equal(t, travel.Ways{port + "berth": travel.Sent, port + "window": travel.Sent, port + "tide": travel.Sent, port + "side": travel.Sent}, ways)
}

// TestNestedValues checks properties, inherited properties and those of
// subtypes. Relationships are received with their owner, but not sent.
func TestNestedValues(t *testing.T) {
	tide := &model.Enum{Namespace: "harbor.port", Name: "tide"}
	draught, hull, tug, captain := typ("draught"), typ("hull"), typ("tug"), typ("captain")
	vessel := typ("vessel", property("hull", ref(hull)), link("captain", captain))
	entity := typ("entity", property("tide", model.Ref{Enum: tide}))
	hull.Properties = []*model.Property{property("draught", ref(draught)), property("of", ref(vessel))} // a cycle
	vessel.BaseType, entity.Derived = entity, []*model.Type{vessel}
	tug.BaseType, vessel.Derived = vessel, []*model.Type{tug}

	all := func(way travel.Way, names ...string) travel.Ways {
		ways := travel.Ways{}
		for _, name := range names {
			ways[port+name] = way
		}
		return ways
	}
	assert.Equal(t, all(travel.Sent, "vessel", "hull", "draught", "entity", "tide", "tug"), of(sends(ref(vessel))))
	assert.Equal(t, all(travel.Received, "vessel", "hull", "draught", "entity", "tide", "tug", "captain"), of(gets(ref(vessel))))
}

// TestModels checks the union of several models.
func TestModels(t *testing.T) {
	berth := typ("berth")
	one := &model.Model{Operations: []*model.Operation{sends(ref(berth))}}
	other := &model.Model{Operations: []*model.Operation{gets(ref(typ("berth")))}}
	assert.Equal(t, travel.Ways{port + "berth": travel.Sent | travel.Received}, travel.Of(one, other))
	assert.Empty(t, travel.Of())
}

func ExampleOf() {
	berth, mooring := typ("berth"), typ("mooring")
	ways := travel.Of(&model.Model{Operations: []*model.Operation{
		{Method: "POST", Request: &model.Body{Ref: ref(berth)}, Responses: []*model.Response{{Status: 201, Ref: ref(mooring)}}},
	}})
	fmt.Println(ways[berth.Qualified()] == travel.Sent, ways[mooring.Qualified()] == travel.Received)
	// Output: true true
}
