package service_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/page"
)

// base returns the base of pages, each given by its blocks of request lines.
func base(pages ...[]string) string {
	var list []*service.Page
	for _, blocks := range pages {
		s := &page.Section{}
		for _, text := range blocks {
			s.Blocks = append(s.Blocks, &page.Code{Text: text})
		}
		list = append(list, service.ReadPage(&page.Page{Sections: []*page.Section{s}}))
	}
	b := service.Of(append(list, nil))
	return strings.TrimSpace(b.URL + " " + strings.Join(b.Words, " "))
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		pages [][]string
		want  string
	}{
		{nil, ""},
		{[][]string{{"GET /berths", "GET /berths"}}, ""},
		{[][]string{{"GET /berths", "GET https://API.harbor.example/V1.0/berths?a=b"}}, "https://api.harbor.example/v1.0"},
		{[][]string{{"GET /berths", "GET https://api.harbor.example/berths"}}, "https://api.harbor.example"}, // nothing is invented
		{[][]string{{"GET /api/berths/{id}", "GET https://api.harbor.example/api/berths/7 HTTP/1.1"}}, "https://api.harbor.example"},
		{[][]string{{"GET /berths/{id}", "GET https://api.harbor.example/eu/v2/berths/7"}}, "https://api.harbor.example/eu/v2"},
		{[][]string{{"GET /berths/:id", "GET https://api.harbor.example/berths/7"}}, "https://api.harbor.example"},
		{[][]string{{"GET https://api.harbor.example/v1.0/berths"}}, "https://api.harbor.example/v1.0"}, // no line to compare with
		{[][]string{{"GET https://{tenant}.harbor.example/{region}/v2/berths"}}, "https://{tenant}.harbor.example/{region}/v2"},
		{[][]string{{"GET https://api.harbor.example"}}, "https://api.harbor.example"},
		{[][]string{{"GET http://api.harbor.example/v1.0/berths"}}, ""},
		{[][]string{{"GET https://localhost/v1.0/berths"}}, ""},
		{[][]string{{"GET https://a b.example/v1.0/berths"}}, ""},
		// The most frequent base is chosen, and the least of equals.
		{[][]string{{"GET /x", "GET https://b.example/v1.0/x"}, {"GET /x", "GET https://b.example/v1.0/x"}, {"GET /x", "GET https://a.example/v1.0/x"}}, "https://b.example/v1.0"},
		{[][]string{{"GET /x", "GET https://b.example/v1.0/x"}, {"GET /x", "GET https://a.example/v1.0/x"}}, "https://a.example/v1.0"},
		// A host that fits no line of its page is ignored if other hosts fit.
		{[][]string{{"GET /x", "GET https://a.example/beta/y", "GET https://a.example/beta/z"}, {"GET /x", "GET https://b.example/v2/x"}}, "https://b.example/v2"},
		// Lines of one block are alternatives.
		{[][]string{{"GET /berths\nGET https://api.harbor.example/v1.0/docks/{id}/berths"}}, "https://api.harbor.example/v1.0"},
		// Another method is another request.
		{[][]string{{"POST /berths", "GET https://api.harbor.example/v1.0/berths"}}, "https://api.harbor.example/v1.0"},
		// The line that fits most of the URL is chosen.
		{[][]string{{"GET /berths\nGET /docks/{id}/berths", "GET https://api.harbor.example/api/docks/7/berths"}}, "https://api.harbor.example/api"},
		{[][]string{{"GET /docks/{id}/berths\nGET /berths", "GET https://api.harbor.example/api/docks/7/berths"}}, "https://api.harbor.example/api"},
		// Words in the place of the base.
		{[][]string{{"GET quay/berths({id})", "GET https://{quay}/api/v2/berths(7)"}}, "https://{quay}/api/v2 quay"},
		{[][]string{{"GET quay/berths({id})", "GET https://{quay}/api/v2/berths(7)"}, {"GET /quay"}}, "https://{quay}/api/v2"}, // a resource as often
		{[][]string{{"GET berths/{id}", "GET https://api.harbor.example/v2/berths/7"}}, "https://api.harbor.example/v2"},
		{[][]string{{"GET harborPrefix/berths"}}, "harborPrefix"},
		{[][]string{{"GET .../berths", "GET **", "GET v1/berths", "text"}}, ""},
		{[][]string{{"GET quays/{id}/cranes/{crane}", "GET https://api.harbor.example/v1.0/cranes/7"}}, "https://api.harbor.example/v1.0"}, // {id} is no version
	} {
		assert.Equal(t, tt.want, base(tt.pages...), "%v", tt.pages)
	}
}

// The time to read pages is linear in the number of requests.
func TestManyRequests(t *testing.T) {
	var lines, urls strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&lines, "GET /{a}/{b}/x%d\n", i)
		fmt.Fprintf(&urls, "GET https://api.harbor.example/v1.0/a/b/x%d\n", i)
	}
	assert.Empty(t, base([]string{lines.String(), urls.String()}))
	assert.Equal(t, "https://api.harbor.example/v1.0", base([]string{urls.String(), lines.String()}))
}
