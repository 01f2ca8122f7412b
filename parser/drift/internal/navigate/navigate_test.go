package navigate_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/model"
)

const service = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="harbor.port" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="vessel"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String"/>
    <NavigationProperty Name="berths" Type="Collection(harbor.port.berth)"/>
  </EntityType>
  <EntityType Name="tug" BaseType="harbor.port.vessel" HasStream="true">
    <Property Name="hull" Type="harbor.port.hull"/>
    <NavigationProperty Name="home" Type="harbor.port.berth"/>
  </EntityType>
  <EntityType Name="berth" OpenType="true"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String"/>
  </EntityType>
  <ComplexType Name="hull"><Property Name="depth" Type="Edm.Double"/></ComplexType>
  <Action Name="clear" IsBound="true"><Parameter Name="it" Type="harbor.port.vessel"/><Parameter Name="reason" Type="Edm.String"/></Action>
  <Function Name="nearest" IsBound="true"><Parameter Name="them" Type="Collection(harbor.port.berth)"/><Parameter Name="to" Type="Edm.String"/><ReturnType Type="harbor.port.berth"/></Function>
  <Function Name="reach" IsBound="true"><Parameter Name="it" Type="harbor.port.tug"/><ReturnType Type="harbor.port.berth"/></Function>
  <Function Name="reach" IsBound="true"><Parameter Name="it" Type="harbor.port.tug"/><Parameter Name="by" Type="Edm.String"/><ReturnType Type="harbor.port.hull"/></Function>
  <Function Name="tides"><ReturnType Type="Collection(harbor.port.berth)"/></Function>
  <EntityContainer Name="port">
    <EntitySet Name="vessels" EntityType="harbor.port.vessel"/>
    <Singleton Name="yard" Type="harbor.port.berth"/>
    <FunctionImport Name="tides" Function="harbor.port.tides"/>
  </EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func harbor(t *testing.T) (*navigate.Map, *model.Model) {
	m, findings, err := metadata.Read(strings.NewReader(service), "service.xml")
	require.NoError(t, err)
	require.Empty(t, findings)
	return navigate.New(m, model.NewIndex(m)), m
}

// segments splits a path. Text in braces is a parameter.
func segments(path string) []model.Segment {
	var list []model.Segment
	for _, text := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		list = append(list, model.ParseSegment(text, func(name string) *model.Parameter { return &model.Parameter{Name: name} }))
	}
	return list
}

func TestFollow(t *testing.T) {
	m, _ := harbor(t)
	for _, test := range []struct{ path, arrives, because string }{
		{path: "/vessels", arrives: "Collection(harbor.port.vessel)"},
		{path: "/VESSELS/{id}", arrives: "harbor.port.vessel"},
		{path: "/vessels({id})", arrives: "harbor.port.vessel"},
		{path: "/vessels/{id}/berths", arrives: "Collection(harbor.port.berth)"},
		{path: "/vessels/{id}/berths({id})", arrives: "harbor.port.berth"},
		{path: "/vessels/{id}/home", arrives: "harbor.port.berth"}, // a property of a subtype
		{path: "/vessels/{id}/hull/depth", arrives: "Edm.Double"},
		{path: "/vessels/{id}/harbor.port.tug", arrives: "harbor.port.tug"},
		{path: "/vessels/harbor.port.tug/{id}", arrives: "harbor.port.tug"},
		{path: "/vessels/{id}/$value", arrives: "harbor.port.vessel $value"},
		{path: "/vessels/$COUNT", arrives: "Collection(harbor.port.vessel) $count"},
		{path: "/vessels/{id}/clear", arrives: " clear"},
		{path: "/vessels/{id}/harbor.port.clear", arrives: " clear"},
		{path: "/vessels/{id}/home/clear", because: "harbor.port.berth is open, so clear may be a property"},
		{path: "/vessels/{id}/berths/nearest(to='{to}')", arrives: "harbor.port.berth nearest"},
		{path: "/vessels/{id}/reach", arrives: " reach reach"},
		{path: "/vessels/{id}/reach/id", because: "the call before id has overloads with different results, or no result"},
		{path: "/vessels/{id}/tides", because: "harbor.port.vessel has no tides"}, // an unbound function
		{path: "/vessels/{id}/reach/$value/id", arrives: " reach reach $value"},
		{path: "/vessels/{id}/hull/depth/mast", because: "Edm.Double has no mast"},
		{path: "/vessels/{id}/berths/nearest(to='{to}')({id})", arrives: "harbor.port.berth nearest"},
		{path: "/tides", arrives: "Collection(harbor.port.berth) tides"},
		{path: "/yard/root:/{path}:/id", because: "harbor.port.berth is open, so root may be a property"},
		{path: "/yard/id/more", because: "Edm.String has no more"},
		{path: "/yard/{part}", because: "a parameter follows harbor.port.berth"},
		{path: "/vessels/{id}/mast", because: "harbor.port.vessel has no mast"},
		{path: "/vessels/{id}/hull/mast", because: "harbor.port.hull has no mast"},
		{path: "/vessels/clear", because: "Collection(harbor.port.vessel) has no action or function clear"},
		{path: "/vessels/{id}/berths/first", because: "first may be a well-known key of harbor.port.berth"},
		{path: "/vessels/{id}/berths/first/id", arrives: "Edm.String"},
		{path: "/tugs", because: "tugs is not an entity set or singleton"},
	} {
		end := m.Follow(segments(test.path))
		if end.How != navigate.Arrived {
			assert.Equal(t, test.because, end.Reason(), test.path)
			continue
		}
		got := end.Ref.CSDL()
		for _, call := range end.Calls {
			got += " " + call.Name
		}
		if end.Option != "" {
			got += " " + end.Option
		}
		assert.Equal(t, test.arrives, got, test.path)
	}
	assert.Equal(t, "the path is empty", m.Follow(nil).Reason())
}

// TestByPath checks paths after "root:", which end at a colon.
func TestByPath(t *testing.T) {
	text := strings.Replace(service, `<Singleton Name="yard"`, `<Singleton Name="root"`, 1)
	w, _, err := metadata.Read(strings.NewReader(text), "service.xml")
	require.NoError(t, err)
	m := navigate.New(w, model.NewIndex(w))
	end := m.Follow(segments("/root:/{a}/{b}:/id"))
	assert.Equal(t, navigate.Arrived, end.How)
	assert.Equal(t, "Edm.String", end.Ref.CSDL())
	assert.Equal(t, "harbor.port.berth", m.Follow(segments("/root:/{a}/{b}")).Ref.CSDL())
}

func TestPlace(t *testing.T) {
	m, w := harbor(t)
	end := m.Follow(segments("/vessels/{id}/home"))
	assert.Equal(t, "vessels", end.Root.Name)
	assert.Equal(t, "home", end.Element.Name)
	assert.Equal(t, "home", end.Path)
	end = m.Follow(segments("/vessels/{id}/hull/depth"))
	assert.Equal(t, "hull/depth", end.Path)
	end = m.Follow(segments("/vessels/{id}/berths/nearest(to='{to}',by={by})"))
	assert.Equal(t, []string{"to", "by"}, end.Arguments)
	assert.Nil(t, end.Root, "after a function")
	assert.Nil(t, end.Element)
	assert.Equal(t, []string{"by"}, m.Follow(segments("/vessels/{id}/reach(by='{x}')")).Arguments)
	assert.Empty(t, m.Follow(segments("/vessels/{id}/berths/nearest(to='{to}')/id")).Arguments)

	assert.Len(t, m.Calls(segments("/nowhere/Reach")), 2, "regardless of their binding")
	assert.Empty(t, m.Calls(segments("/nowhere/{id}")))
	assert.Empty(t, m.Calls(nil))

	types := model.NewIndex(w)
	assert.True(t, navigate.Streams(types.Type("harbor.port.tug")))
	assert.True(t, navigate.Streams(types.Type("harbor.port.vessel")), "a subtype is a media entity")
	assert.False(t, navigate.Streams(types.Type("harbor.port.berth")))
	types.Type("harbor.port.vessel").Media, types.Type("harbor.port.tug").Media = true, false
	assert.True(t, navigate.Streams(types.Type("harbor.port.tug")), "a base type is a media entity")
}
