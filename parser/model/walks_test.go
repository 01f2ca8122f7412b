package model_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// fleet is a tree of types. All but the first derive from another one.
type fleet struct{ entity, vessel, tug, barge, crane *model.Type }

func newFleet() fleet {
	f := fleet{typ("entity", nil, "id", "name"), nil, nil, nil, nil}
	f.vessel = typ("vessel", f.entity, "callSign", "Name")
	f.tug = typ("tug", f.vessel, "pull", "callsign")
	f.barge = typ("barge", f.vessel, "hold")
	f.crane = typ("crane", f.entity, "reach")
	return f
}

// typ returns a type that derives from base.
func typ(name string, base *model.Type, properties ...string) *model.Type {
	t := &model.Type{Namespace: "harbor.port", Name: name, BaseType: base}
	if base != nil {
		t.Base = base.Qualified()
		base.Derived = append(base.Derived, t)
	}
	for _, p := range properties {
		t.Properties = append(t.Properties, &model.Property{Name: p})
	}
	return t
}

// cycle returns types whose base types form a cycle, and a type that derives
// from the first of them.
func cycle(names ...string) (circle []*model.Type, below *model.Type) {
	first := typ(names[0], nil, names[0])
	circle = []*model.Type{first}
	for _, name := range names[1:] {
		circle = append(circle, typ(name, circle[len(circle)-1], name))
	}
	last := circle[len(circle)-1]
	first.BaseType, first.Base = last, last.Qualified()
	last.Derived = append(last.Derived, first)
	return circle, typ("below", first, "below")
}

// deep returns the last of n types, each of which derives from the one before
// it.
func deep(n int) *model.Type {
	t := typ("top", nil, "top")
	for range n - 1 {
		t = typ("middle", t)
	}
	return t
}

func names(types iter.Seq[*model.Type]) []string {
	var list []string
	for t := range types {
		list = append(list, t.Name)
	}
	return list
}

func TestLineage(t *testing.T) {
	f := newFleet()
	assert.Equal(t, []string{"tug", "vessel", "entity"}, names(f.tug.Lineage()))
	assert.Equal(t, []string{"entity"}, names(f.entity.Lineage()))
	assert.Empty(t, names((*model.Type)(nil).Lineage()))
	for range f.tug.Lineage() {
		break // a caller may stop at any type
	}
}

// TestLineageEnds checks that a lineage ends when a type repeats, at any depth,
// and not before.
func TestLineageEnds(t *testing.T) {
	circle, below := cycle("a", "b", "c")
	assert.Equal(t, []string{"a", "c", "b"}, names(circle[0].Lineage()))
	assert.Equal(t, []string{"below", "a", "c", "b"}, names(below.Lineage()))
	self, _ := cycle("self")
	assert.Equal(t, []string{"self"}, names(self[0].Lineage()))

	for _, n := range []int{1, 7, 8, 9, 10, 1000} {
		low := deep(n)
		assert.Len(t, names(low.Lineage()), n)
		assert.NotNil(t, low.Property("top"), "at the depth of %d", n)
		top := low.Top()
		for _, again := range []*model.Type{low, top} {
			top.BaseType = again
			assert.Len(t, names(low.Lineage()), n, "a cycle of base types")
		}
	}
}

func TestTop(t *testing.T) {
	f := newFleet()
	assert.Same(t, f.entity, f.tug.Top())
	assert.Same(t, f.entity, f.entity.Top())
	assert.Nil(t, (*model.Type)(nil).Top())

	circle, below := cycle("a", "b", "c")
	assert.Same(t, circle[0], below.Top().BaseType, "the type that repeats")
}

func TestUndescribed(t *testing.T) {
	f := newFleet()
	assert.Empty(t, f.tug.Undescribed())
	f.entity.Base = "harbor.base.thing"
	assert.Equal(t, "harbor.base.thing", f.tug.Undescribed())
	assert.Equal(t, "harbor.base.thing", f.entity.Undescribed())
	assert.Empty(t, (*model.Type)(nil).Undescribed())
	_, below := cycle("a", "b")
	assert.Empty(t, below.Undescribed())
}

func TestSubtypes(t *testing.T) {
	f := newFleet()
	assert.Equal(t, []string{"vessel", "crane", "tug", "barge"}, names(f.entity.Subtypes()))
	assert.Equal(t, []string{"tug", "barge"}, names(f.vessel.Subtypes()))
	assert.Empty(t, names(f.tug.Subtypes()))
	assert.Empty(t, names((*model.Type)(nil).Subtypes()))
	assert.Len(t, f.entity.Derived, 2, "the walk does not change Derived")

	circle, _ := cycle("a", "b", "c")
	assert.Equal(t, []string{"c", "a", "below"}, names(circle[1].Subtypes()))
}

func TestSubtype(t *testing.T) {
	f := newFleet()
	assert.Same(t, f.tug, f.entity.Subtype("harbor.port.tug"))
	assert.Same(t, f.tug, f.entity.Subtype("Harbor.Port.Tug"))
	assert.Same(t, f.tug, f.tug.Subtype("harbor.port.tug"), "the type itself")
	assert.Nil(t, f.tug.Subtype("harbor.port.vessel"), "a base type is not a subtype")
	assert.Nil(t, f.entity.Subtype("tug"))
	assert.Nil(t, f.entity.Subtype("harbor-port.tug"))
	assert.Nil(t, (*model.Type)(nil).Subtype("harbor.port.tug"))
	circle, _ := cycle("a", "b", "c")
	assert.Nil(t, circle[0].Subtype("harbor.port.d"))
}

func TestDerivesFrom(t *testing.T) {
	f := newFleet()
	for _, test := range []struct {
		of, from         *model.Type
		derives, related bool
	}{
		{f.tug, f.entity, true, true},
		{f.tug, f.vessel, true, true},
		{f.tug, f.tug, true, true},
		{f.vessel, f.tug, false, true},
		{f.tug, f.barge, false, false},
		{f.crane, f.vessel, false, false},
		{f.tug, nil, false, false},
		{nil, f.tug, false, false},
		{nil, nil, false, false},
	} {
		assert.Equal(t, test.derives, test.of.DerivesFrom(test.from))
		assert.Equal(t, test.related, test.of.IsRelated(test.from))
		assert.Equal(t, test.related, test.from.IsRelated(test.of))
	}
	circle, below := cycle("a", "b", "c")
	assert.True(t, below.DerivesFrom(circle[1]))
	assert.False(t, circle[1].DerivesFrom(below))
	assert.True(t, circle[1].DerivesFrom(circle[2]))
	low := deep(1000)
	assert.True(t, low.DerivesFrom(low.Top()))
}

func TestCommonBase(t *testing.T) {
	f := newFleet()
	assert.Same(t, f.vessel, f.tug.CommonBase(f.barge))
	assert.Same(t, f.entity, f.tug.CommonBase(f.crane))
	assert.Same(t, f.vessel, f.tug.CommonBase(f.vessel), "one of them is the base of the other")
	assert.Same(t, f.vessel, f.vessel.CommonBase(f.tug))
	assert.Same(t, f.tug, f.tug.CommonBase(f.tug))
	assert.Nil(t, f.tug.CommonBase(typ("tide", nil)))
	assert.Nil(t, f.tug.CommonBase(nil))
	assert.Nil(t, (*model.Type)(nil).CommonBase(f.tug))
	circle, below := cycle("a", "b", "c")
	assert.Same(t, circle[2], circle[2].CommonBase(below))
}

func TestProperties(t *testing.T) {
	f := newFleet()
	var all []string
	for owner, p := range f.tug.AllProperties() {
		all = append(all, owner.Name+"/"+p.Name)
	}
	assert.Equal(t, []string{"tug/pull", "tug/callsign", "vessel/callSign", "vessel/Name", "entity/id", "entity/name"}, all)
	for range f.tug.AllProperties() {
		break // a caller may stop at any property
	}

	find := func(by func(string) *model.Property, name string) string {
		for owner, p := range f.tug.AllProperties() {
			if p == by(name) {
				return owner.Name + "/" + p.Name
			}
		}
		return ""
	}
	for _, test := range []struct{ name, exact, folded string }{
		{"pull", "tug/pull", "tug/pull"},
		{"id", "entity/id", "entity/id"},
		{"PULL", "", "tug/pull"},
		{"callSign", "vessel/callSign", "vessel/callSign"}, // an exact match takes precedence over the nearest type
		{"name", "entity/name", "entity/name"},
		{"NAME", "", "vessel/Name"},
		{"hold", "", ""},
	} {
		assert.Equal(t, test.exact, find(f.tug.Property, test.name), test.name)
		assert.Equal(t, test.folded, find(f.tug.PropertyFold, test.name), test.name)
	}
	assert.Nil(t, (*model.Type)(nil).Property("id"))
	assert.Nil(t, (*model.Type)(nil).PropertyFold("id"))
	circle, below := cycle("a", "b", "c")
	assert.Same(t, circle[1].Properties[0], below.Property("b"))
	assert.Nil(t, below.PropertyFold("d"))
}

func TestPositions(t *testing.T) {
	f := newFleet()
	assert.Zero(t, f.tug.Position())
	f.tug.Pages, f.tug.Line = []string{"resources/tug.md", "resources/tugs.md"}, 3
	assert.Equal(t, source.Position{File: "resources/tug.md", Line: 3}, f.tug.Position())
	assert.Equal(t, source.Position{File: "resources/tide.md", Line: 4}, (&model.Enum{Page: "resources/tide.md", Line: 4}).Position())
	assert.Equal(t, source.Position{File: "api/tug-get.md", Line: 9}, (&model.Operation{Page: "api/tug-get.md", Line: 9}).Position())
}

// TestWalksStop checks that a walk stops when its caller does.
func TestWalksStop(t *testing.T) {
	f := newFleet()
	types := slices.Collect(func(yield func(*model.Type) bool) {
		for sub := range f.entity.Subtypes() {
			if !yield(sub) || sub == f.crane {
				return
			}
		}
	})
	require.Len(t, types, 2)
	assert.Same(t, f.crane, types[1])
}

func TestSegments(t *testing.T) {
	id, from := &model.Parameter{Name: "id"}, &model.Parameter{Name: "from"}
	r := &model.Route{Segments: []model.Segment{
		{{Text: "Berths"}},
		{{Param: id}},
		{{Text: "findWindows(From="}, {Param: from}, {Text: ",to="}, {Param: id}, {Text: ")"}},
	}}
	assert.Equal(t, "Berths", r.Segments[0].String())
	assert.Equal(t, "{}", r.Segments[1].String())
	assert.Equal(t, "findWindows(From={},to={})", r.Segments[2].String())
	assert.Equal(t, "findwindows(from={},to={})", r.Segments[2].Shape())
	assert.Equal(t, "/berths/{}/findwindows(from={},to={})", r.Shape())
	assert.Equal(t, []*model.Parameter{id, from, id}, r.PathParameters())
	assert.Empty(t, (&model.Route{}).PathParameters())
	assert.Empty(t, model.Segment{}.String())
}
