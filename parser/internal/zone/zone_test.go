package zone_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/zone"
	"github.com/docwright/docwright/parser/page"
)

// get returns a block with a request.
func get(url string) string { return "```http\nGET " + url + "\n```\n" }

// in puts text into a zone.
func in(pivot, text string) string {
	return ":::zone pivot=\"" + pivot + "\"\n" + text + ":::zone-end\n"
}

func survey(t *testing.T, texts ...string) *zone.Survey {
	var pages []*page.Page
	for _, text := range texts {
		p, err := page.NewReader(fstest.MapFS{"a.md": {Data: []byte(text)}}, ".").Read("a.md")
		require.NoError(t, err)
		pages = append(pages, p)
	}
	return zone.New(append(pages, nil))
}

func TestChoose(t *testing.T) {
	const v1, beta = "https://api.harbor.example/v1.0/cranes", "https://api.harbor.example/beta/cranes"
	both := in("old", get(v1)) + in("new", get(beta))
	for name, tt := range map[string]struct {
		pages        []string
		wanted, base string
		want         string // the zones to read
		said         int
	}{
		"one that is released":               {[]string{both}, "", "", "old", 1},
		"by its name":                        {[]string{in("z-preview", get("/a")) + in("a", get("/a"))}, "", "", "a", 1},
		"where most others go":               {[]string{both, get(beta), get(beta), get(v1)}, "", "", "new", 1},
		"where the service is":               {[]string{both, get(beta)}, "", "https://api.harbor.example/v1.0/", "old", 1},
		"the one that is wanted":             {[]string{both, get(v1)}, "NEW", "https://api.harbor.example/v1.0", "new", 1},
		"the latest":                         {[]string{in("v9", "") + in("v10", "")}, "", "", "v10", 1},
		"alternatives on two pages":          {[]string{in("a", get("/x")) + in("c", get("/x")), in("c", get("/x")) + in("b", get("/x"))}, "", "", "c", 1},
		"groups that have nothing in common": {[]string{both, in("windows", "") + in("linux", "")}, "", "", "old windows", 2},
		"tabs of versions":                   {[]string{"# [v1](#tab/v1)\n" + get(v1) + "# [v2](#tab/v2)\n" + get(beta) + "---\n"}, "", "", "v1", 1},
		"a zone without alternative":         {[]string{in("only-preview", get(beta))}, "", "", "only-preview", 0},
	} {
		s := survey(t, tt.pages...)
		c := s.Choose(tt.wanted, tt.base)
		var kept []string
		for _, n := range s.Names() {
			if c.Keep(&page.Zone{Names: []string{n}}) {
				kept = append(kept, n)
			}
		}
		assert.Equal(t, tt.want, strings.Join(kept, " "), name)
		assert.Len(t, c.Findings, tt.said, name)
	}
	assert.True(t, survey(t, "# Crane").IsEmpty())
}
