package operation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/operation"
	"github.com/docwright/docwright/parser/schema"
)

// TestCallLimit checks that a table with too many function parameters adds no call.
func TestCallLimit(t *testing.T) {
	var rows strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&rows, "| a%d | String | Text. |\n", i)
	}
	p := phasetest.Page(t, "berth-find.md", "# berth: find\n\n## HTTP request\n```http\nGET /berths/find\n```\n\n## Function parameters\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n"+rows.String())
	got := operation.Read(p, schema.Read(p), nil)
	assert.Equal(t, []string{"/berths/find"}, got.Operations[0].Paths)
	var found []string
	for _, f := range got.Findings {
		if f.Rule.Name == "request-line-unreadable" {
			found = append(found, f.String())
		}
	}
	assert.Equal(t, []string{"berth-find.md:5:1: the request line with the 1000 parameters in the table of function parameters has 13793 bytes and is not read; a line may have 8192 bytes [request-line-unreadable]"}, found)
}

// TestRequestLineLimits checks the largest number and length of request lines, and the
// smallest beyond it.
func TestRequestLineLimits(t *testing.T) {
	lines := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "GET /berths%d\n", i)
		}
		return b.String()
	}
	long := func(n int) string { return "GET /" + strings.Repeat("b", n-len("GET /")) + "\n" }
	for _, tt := range []struct {
		name, text string
		read       int
		want       string
	}{
		{"most lines", lines(500), 500, ""},
		{"more lines", lines(502), 500, "berth-get.md:505:1: the page has more than 500 request lines; this one and those below are not read; divide the page [request-line-unreadable]"},
		{"longest line", long(8192), 1, ""},
		{"longer line", long(8193), 0, "berth-get.md:5:1: the request line of 8193 bytes is not read; a line may have 8192 bytes [request-line-unreadable]"},
		{"continued line", "GET /berths\n" + strings.Repeat("?a=b\n", 3000), 0, "berth-get.md:5:1: the request line of 8195 bytes is not read; a line may have 8192 bytes [request-line-unreadable]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := phasetest.Page(t, "berth-get.md", "# Get berth\n\n## HTTP request\n```http\n"+tt.text+"```\n")
			got := operation.Read(p, schema.Read(p), nil)
			assert.Equal(t, tt.read, got.RequestLines.Read)
			var found []string
			for _, f := range got.Findings {
				if f.Rule.Name == "request-line-unreadable" {
					found = append(found, f.String())
				}
			}
			if tt.want == "" {
				assert.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			assert.Equal(t, tt.want, found[0])
		})
	}
}
