package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
)

// stemsOf returns the file stem of each declaration of a plan.
func stemsOf(pkg *Package) map[string]string {
	stems := map[string]string{}
	for _, line := range names(pkg) {
		stem, name, _ := strings.Cut(line, " ")
		stems[name] = stem
	}
	return stems
}

// TestFilesOfResources checks that the file of a resource has its type, the
// functions whose paths lead to it, and the types that only these use.
func TestFilesOfResources(t *testing.T) {
	entity, pier, crane, hook := typ(port, "entity", "id"), typ(port, "pier", "name"), typ(port, "crane"), typ(port, "hook")
	entity.Kind = model.Entity
	for _, sub := range []*model.Type{pier, crane} {
		sub.Kind, sub.BaseType, sub.Base = model.Entity, entity, entity.Qualified()
		entity.Derived = append(entity.Derived, sub)
	}
	shared, alone := typ(port, "mooring"), typ(port, "manual")
	kind, color, tide := enum("craneKind", "fixed"), enum("color", "red"), enum("tide", "low")
	uses := func(t *model.Type, refs ...any) {
		for i, to := range refs {
			t.Properties = append(t.Properties, property(fmt.Sprint("p", len(t.Properties), i), "", func(q *model.Property) { q.Ref = ref(to, false) }))
		}
	}
	uses(crane, hook, kind, shared, tide)
	uses(hook, color)
	uses(pier, shared)

	list := returns(routed("pier-list", "ListPiers", "GET", "piers"), 200, ref(pier, true))
	list.Kind = model.List
	cranes := returns(routed("pier-list-cranes", "ListPierCranes", "GET", "piers", parameter("id", str(), ""), "cranes"), 200, ref(crane, true))
	cranes.Kind = model.List
	owners := returns(routed("pier-list-owners", "ListPierOwners", "GET", "piers", parameter("id", str(), ""), "owners"), 200, ref(crane, true))
	owners.Kind = model.List
	count := returns(routed("pier-count", "CountPiers", "GET", "piers", "$count"), 200, ref("Edm.Int32", false))
	count.Kind = model.Counting
	lift := routed("crane-lift", "LiftCrane", "POST", "piers", parameter("id", str(), ""), "cranes", parameter("id", str(), ""), "lift")
	lift.Kind = model.Action
	lift.Request = &model.Body{Parameters: []*model.Parameter{parameter("tide", ref(tide, false), "")}}
	report := routed("report", "GetTideReport", "GET", "reports", "getTides")
	report.Kind = model.Function
	m := &model.Model{
		Types: []*model.Type{crane, entity, hook, alone, shared, pier}, Enums: []*model.Enum{color, kind, tide},
		Operations: []*model.Operation{list, cranes, owners, count, lift, report},
	}
	pkg, _ := planAll(t, m)
	assert.Equal(t, map[string]string{
		"Pier": "pier", "ListPiersOptions": "pier", "ListPiers": "pier", "ListPierOwnersOptions": "pier", "ListPierOwners": "pier", "CountPiers": "pier",
		"Crane": "crane", "Hook": "crane", "Color": "crane", "CraneKind": "crane", "ListPierCranesOptions": "crane", "ListPierCranes": "crane", "LiftCraneBody": "crane", "LiftCrane": "crane",
		"Tide": "crane", "Mooring": "mooring", "Manual": "manual", "Entity": "entity", "GetTideReport": "report",
	}, stemsOf(pkg))
}

// TestFilesOfSubtypes checks that subtypes are in the file of their base type
// if they have few properties, and otherwise in files of their own.
func TestFilesOfSubtypes(t *testing.T) {
	stems := func(fields int) map[string]string {
		base, crane, winch := gear()
		for i := range fields {
			winch.Properties = append(winch.Properties, property(fmt.Sprint("f", i), "Edm.String"))
		}
		drum := typ(port, "drum")
		for _, user := range []*model.Type{crane, winch} {
			user.Properties = append(user.Properties, property("drum", "", func(q *model.Property) { q.Ref = ref(drum, false) }))
		}
		list := returns(routed("gear-list", "ListGear", "GET", "gear"), 200, ref(base, true))
		list.Kind = model.List
		pkg, _ := planAll(t, &model.Model{Types: []*model.Type{crane, drum, base, winch}, Operations: []*model.Operation{list}})
		return stemsOf(pkg)
	}
	few := stems(3)
	assert.Equal(t, []string{"gear", "gear", "gear"}, []string{few["Crane"], few["Winch"], few["Drum"]})
	many := stems(2 * maxSubtypeFields)
	assert.Equal(t, []string{"crane", "winch", "gear"}, []string{many["Crane"], many["Winch"], many["Drum"]})
}

// TestFilesOfManyFunctions checks that many functions of a resource have files
// of their own.
func TestFilesOfManyFunctions(t *testing.T) {
	pier := typ(port, "pier", "id")
	m := &model.Model{Types: []*model.Type{pier}}
	for i := range maxFunctions {
		o := returns(routed(fmt.Sprint("pier-a", i), fmt.Sprint("GetPierA", i), "GET", "piers", fmt.Sprint("a", i)), 200, ref("Edm.Int32", false))
		o.Kind = model.Function
		m.Operations = append(m.Operations, o)
	}
	list := returns(routed("pier-list", "ListPiers", "GET", "piers"), 200, ref(pier, true))
	list.Kind = model.List
	pkg, _ := planAll(t, m)
	assert.Equal(t, "pier", stemsOf(pkg)["GetPierA0"])
	m.Operations = append(m.Operations, list, routed("pier-post", "CreatePier", "POST", "piers"))
	pkg, _ = planAll(t, m)
	stems := stemsOf(pkg)
	assert.Equal(t, []string{"pier", "pierread", "pierread", "pierwrite"}, []string{stems["Pier"], stems["GetPierA0"], stems["ListPiers"], stems["CreatePier"]})
}

// TestFilesOfSharedEnums checks that an enum of a few types is in the file of
// the first of them.
func TestFilesOfSharedEnums(t *testing.T) {
	for n, want := range map[int]string{1: "t0", maxSharers: "t0", maxSharers + 1: "color"} {
		color := enum("color", "red")
		m := &model.Model{Enums: []*model.Enum{color}}
		for i := range n {
			user := typ(port, fmt.Sprint("t", i), "id")
			user.Kind = model.Entity
			user.Properties = append(user.Properties, property("color", "", func(q *model.Property) { q.Ref = ref(color, false) }))
			m.Types = append(m.Types, user)
		}
		pkg, _ := planAll(t, m)
		assert.Equal(t, want, stemsOf(pkg)["Color"], n)
	}
}
