package phase_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/internal/phase"
	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/page"
)

// harbor has pages of types and operations that refer to each other, and pages
// with findings.
var harbor = [][2]string{
	{"api/berth-free.md", "# Free berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nPOST /berths/{id}/free\n```\n## Response\nIf successful, this method returns a `204 No Content` response code.\n"},
	{"api/berth-get.md", "# Get berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nGET /berths/{id}\n```\n## Response\nIf successful, this method returns a `200 OK` response code and a [berth](../resources/berth.md) object.\n" +
		"## Examples\n```http\nGET https://harbor.example/berths/7\n```\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"7\", \"deep\": 4}\n```\n"},
	{"api/pier-get.md", "# Get pier\n\nNamespace: harbor.port\n\n## HTTP request\n\nGET the pier.\n"},
	{"api/quay-get.md", "# Get berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nGET /quays/{id}/berth\n```\n## Response\nIf successful, this method returns a `200 OK` response code and a [berth](../resources/berth.md) object.\n"},
	{"resources/berth.md", "# berth resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key of the entity.|\n|state|berthState|Possible values are: `free`, `taken`.|\n"},
	{"resources/place.md", "# place resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|berth|[berth](berth.md)|The berth.|\n|pilot|pilot|Who knows it.|\n"},
}

// model returns the model of pages in JSON, and the findings of all phases.
func model(t *testing.T, pages [][2]string) (text, findings string) {
	t.Helper()
	read := make([]*page.Page, len(pages))
	for i, p := range pages {
		read[i] = phasetest.Page(t, p[0], p[1])
	}
	p, err := phase.Read(context.Background(), len(read), func(i int) *phase.Page { return phase.ReadPage(read[i]) })
	require.NoError(t, err)
	m := p.Link()
	p.Settle(m)
	require.NoError(t, p.Check(context.Background(), m))
	b, err := json.MarshalIndent(m, "", " ")
	require.NoError(t, err)
	return string(b), casetest.Findings(slices.Concat(p.Findings.Pages, p.Findings.Types, p.Findings.Operations))
}

// TestOrderOfPages checks that the model and the findings do not depend on the
// order in which the pages are read.
func TestOrderOfPages(t *testing.T) {
	text, findings := model(t, harbor)
	assert.Contains(t, text, `"name": "GetBerth"`)
	assert.Contains(t, findings, "[request-line-missing]")
	for i := range harbor {
		other := slices.Concat(harbor[i:], harbor[:i])
		slices.Reverse(other)
		gotText, gotFindings := model(t, other)
		assert.Equal(t, text, gotText, "from %s", other[0][0])
		assert.Equal(t, findings, gotFindings, "from %s", other[0][0])
	}
}

// TestUnreadPages checks that pages that can't be read are left out, and that the
// others are counted.
func TestUnreadPages(t *testing.T) {
	p, err := phase.Read(context.Background(), len(harbor), func(i int) *phase.Page {
		if i%2 == 0 {
			return nil
		}
		return phase.ReadPage(phasetest.Page(t, harbor[i][0], harbor[i][1]))
	})
	require.NoError(t, err)
	m := p.Link()
	assert.Equal(t, 3, m.Coverage.Pages)
	assert.Equal(t, 2, m.Coverage.Kinds.Operations)
	assert.Equal(t, 1, m.Coverage.Kinds.Types)
}
