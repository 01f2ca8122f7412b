package plan

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// TestAuthorizingIsShownByCode checks that the code about authorization is that
// of a program that compiles.
func TestAuthorizingIsShownByCode(t *testing.T) {
	program, err := os.ReadFile("../../testdata/examples/azidentity/main.go")
	require.NoError(t, err)
	p := newPlanner(&model.Model{}, Options{})
	p.permissions = []*Permissions{{}}
	shown := 0
	for _, b := range p.aboutClients(&Package{Name: "harbor", BaseURL: "https://graph.microsoft.com/v1.0"}) {
		for _, line := range b.Code {
			line, _, _ = strings.Cut(line, " // ")
			if line = strings.TrimSpace(line); strings.Contains(line, "…") || !strings.ContainsAny(line, "({") {
				continue // a table, or a part of the other code
			}
			shown++
			assert.Contains(t, string(program), line)
		}
	}
	assert.Equal(t, 5, shown)
}

// TestAuthorizingElsewhere checks that the documentation names an issuer of tokens
// only where the pages have permissions and the origin of the service is known.
func TestAuthorizingElsewhere(t *testing.T) {
	p := newPlanner(&model.Model{}, Options{})
	assert.NotContains(t, fmt.Sprint(p.aboutClients(&Package{Name: "harbor", BaseURL: harborURL})), "azidentity")
	p.permissions = []*Permissions{{}}
	assert.Contains(t, fmt.Sprint(p.aboutClients(&Package{Name: "harbor", BaseURL: "https://api.harbor.example/v1.0"})), `"https://api.harbor.example/.default"`)
	for _, url := range []string{"", "https://{tenant}.harbor.example/v1.0", "http://harbor.example", "://"} {
		assert.NotContains(t, fmt.Sprint(p.aboutClients(&Package{Name: "harbor", BaseURL: url})), "azidentity", url)
	}
}

// rows returns the lines of the last table in the package documentation.
func rows(pkg *Package) []string {
	var lines []string
	for _, b := range pkg.Doc {
		switch {
		case b.Heading != "":
			lines = nil
		case len(b.Code) > 0:
			lines = append(lines, b.Code...)
		}
	}
	return lines
}

func TestTableOfCalls(t *testing.T) {
	pier, crane := typ(port, "pier", "id"), typ(port, "crane", "id")
	kind := func(o *model.Operation, k model.OperationKind) *model.Operation {
		o.Kind = k
		return o
	}
	m := &model.Model{Types: []*model.Type{crane, pier}, Operations: []*model.Operation{
		kind(routed("pier-delete", "DeletePier", "DELETE", "piers", parameter("id", str(), "")), model.Delete),
		kind(returns(routed("pier-get", "GetPier", "GET", "piers", parameter("id", str(), "")), 200, ref(pier, false)), model.Get),
		kind(returns(routed("pier-list", "ListPiers", "GET", "piers"), 200, ref(pier, true)), model.List),
		kind(returns(routed("crane-list", "ListCranes", "GET", "piers", parameter("id", str(), ""), "cranes"), 200, ref(crane, true)), model.List),
	}}
	pkg, _ := planAll(t, m)
	assert.Equal(t, []string{
		"GET    /piers/{id}/cranes  ListCranes",
		"GET    /piers       ListPiers",
		"GET    /piers/{id}  GetPier",
		"DELETE /piers/{id}  DeletePier",
	}, rows(pkg))
	assert.Contains(t, fmt.Sprint(pkg.Doc), "for item, err := range harbor.ListPiers(ctx, c, nil) {", "the list with the fewest arguments")

	for i := range maxCalls {
		m.Operations = append(m.Operations, kind(routed(fmt.Sprint("pier-a", i), fmt.Sprint("TestPierA", i), "POST", "piers", fmt.Sprint("a", i)), model.Action))
	}
	pkg, _ = planAll(t, m)
	assert.Equal(t, []string{"crane    1  /piers/{id}/cranes", "pier   303  /piers"}, rows(pkg))
}

func TestNoCalls(t *testing.T) {
	pkg, _ := planAll(t, &model.Model{Types: []*model.Type{typ(port, "pier", "id")}})
	assert.Len(t, pkg.Doc, 1)
}

// TestOverviewOfWhatThereIs checks that the documentation describes the
// contents of the package, and links only to names that it has.
func TestOverviewOfWhatThereIs(t *testing.T) {
	pier, crane := typ(port, "pier", "id"), typ(port, "crane", "id")
	pier.Properties = append(pier.Properties, property("crane", "", func(q *model.Property) { q.Ref, q.Navigation = ref(crane, false), true }))
	get := returns(routed("pier-get", "GetPier", "GET", "piers", parameter("id", str(), "")), 200, ref(pier, false))
	get.Kind = model.Get
	m := &model.Model{Types: []*model.Type{crane, pier}, Operations: []*model.Operation{get}}
	text := func(c choice.Choice) string {
		pkg, _, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared(), Choice: c})
		require.NoError(t, err)
		return fmt.Sprint(pkg.Doc)
	}
	for r, want := range map[choice.Relationships]string{
		"": "Relationships that no page shows", choice.Shown: "Relationships that no page shows",
		choice.Raw: "Relationships are kept as JSON", choice.Follow: "see [Object].",
	} {
		assert.Contains(t, text(choice.Choice{Relationships: r}), want)
	}
	assert.NotContains(t, text(choice.Choice{Relationships: choice.Follow}), "kept as JSON")
	for _, absent := range []string{"[Download]", "[UploadChunks]", "[Work]", "[Where]", "[Only]", "Files"} {
		assert.NotContains(t, text(choice.Choice{}), absent)
	}
	assert.Contains(t, text(choice.Choice{}), "such as [NewGetPierRequest]")

	photo := returns(routed("pier-photo", "GetPierPhoto", "GET", "piers", parameter("id", str(), ""), "photo", "$value"), 200, model.Ref{Type: stream})
	dredge := returns(routed("pier-dredge", "DredgePier", "POST", "piers", parameter("id", str(), ""), "dredge"), 202, model.Ref{})
	dredge.Kind = model.Action
	dredge.Responses[0].Headers = []string{"Location"}
	m.Operations = append(m.Operations, photo, dredge)
	assert.Contains(t, text(choice.Choice{}), "[Download]")
	assert.Contains(t, text(choice.Choice{}), "[Work]")
}
