package search

import (
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/templates"
)

func index(t *testing.T) *Index {
	t.Helper()
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../../testdata"), Docs: "docs"})
	require.NoError(t, err)
	names, _, err := plan.NewLookup(m, plan.Options{Package: "harbor", BaseURL: "-", Reserved: templates.Declared()})
	require.NoError(t, err)
	return New(m, names)
}

// TestFind has, for each question, the request line or the name that comes first.
func TestFind(t *testing.T) {
	x := index(t)
	for words, want := range map[string]string{
		"list a berth's cranes":    "GET /berths/{berth-id}/cranes",
		"cranes of a berth":        "GET /berths/{berth-id}/cranes",
		"CRANES BERTH":             "GET /berths/{berth-id}/cranes",
		"retrieve all the vessels": "GET /vessels",
		"delete vessel":            "DELETE /vessels/{id}",
		"how many vessels, count":  "GET /vessels/$count",
		"vessel status":            "harbor.port.vesselStatus",
		"staffMember":              "harbor.port.staffMember",
		"reserv berth":             "POST /berths/{id}/reserve",
		"vesel":                    "harbor.port.vessel",
	} {
		found := x.Find(words, 3)
		require.NotEmpty(t, found, words)
		assert.Equal(t, want, found[0].Name, words)
	}
	assert.Empty(t, x.Find("zebra", 3))
	assert.Empty(t, x.Find("of the", 3))
	assert.Len(t, x.Find("vessel", 3), 3)
}

// A request line that several pages have is one result, with the page that names it.
func TestFindOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range index(t).Find("vessel", 1000) {
		assert.False(t, seen[r.Name], r.Name)
		seen[r.Name] = true
		if r.Name == "GET /vessels" {
			assert.Equal(t, Result{Kind: "operation", Go: "ListVessels", Name: "GET /vessels", Text: "List vessels", Page: "api/vessel-list.md", Line: r.Line}, r)
		}
	}
	assert.True(t, seen["GET /vessels"])
}

func TestWords(t *testing.T) {
	assert.Equal(t, []string{"list", "user", "group"}, words("List a user's Groups"))
	assert.Equal(t, []string{"get", "http", "server", "v1", "0"}, words("getHTTPServer v1.0"))
	assert.Equal(t, []string{"crane", "cranecheckstate"}, index(t).Words("Crane"))
	assert.Equal(t, "user", ownerIn("all the users' groups"))
	assert.Empty(t, ownerIn("groups"))
	assert.Equal(t, "One.", sentence("One.  Two."))
	assert.Equal(t, "One", sentence("One"))
}
