package metadata_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/docwright/docwright/parser/metadata"
)

const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="harbor.port" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="berth"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <EntityContainer Name="port"><EntitySet Name="berths" EntityType="self.berth"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// Read returns the same form of model as the parser of pages.
func ExampleRead() {
	m, _, err := metadata.Read(strings.NewReader(csdl), "service.xml")
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range m.Types {
		fmt.Println(t.Kind, t.Qualified())
	}
	for _, root := range m.Roots {
		fmt.Println("/"+root.Name, root.Type, root.Collection)
	}
	// Output:
	// entity harbor.port.berth
	// /berths harbor.port.berth true
}
