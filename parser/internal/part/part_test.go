package part_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/page"
)

func read(t *testing.T, text string) *page.Page {
	p, err := page.NewReader(fstest.MapFS{"a.md": {Data: []byte(text)}}, ".").Read("a.md")
	require.NoError(t, err)
	return p
}

func TestOfHeading(t *testing.T) {
	for in, want := range map[string]string{
		"Get berth % GET /berths/{id}": "Get berth|GET|/berths/{id}",
		"Get berth - GET /berths":      "Get berth|GET|/berths",
		"GET /berths":                  "GET /berths|GET|/berths",
		"/berths":                      "",
		"Get /berths":                  "",
		"Berths":                       "",
	} {
		title, line, ok := part.OfHeading(&page.Section{Title: in})
		got := ""
		if ok {
			got = title + "|" + line.Method + "|" + line.URL
		}
		assert.Equal(t, want, got, in)
	}
}

const (
	get      = "```\nGET /berths/{id}\n```\n"
	response = "%s Response\nA berth.\n"
	lines    = "%s HTTP request\n" + get
)

// operation returns a heading of the given level with an operation.
func operation(level int, title string) string {
	marks := strings.Repeat("#", level)
	return marks + " " + title + "\n" + get + fmt.Sprintf(response, marks+"#")
}

func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"two headings":              {"# Berths\n" + operation(2, "Get berth") + operation(2, "List berths"), "get-berth list-berths"},
		"deeper":                    {"# Berths\n## All\n" + operation(3, "Get berth") + operation(3, "List berths"), "get-berth list-berths"},
		"titles":                    {operation(1, "Get berth") + operation(1, "List berths"), "get-berth list-berths"},
		"lines below a heading":     {"# Berths\n## Get berth\n" + fmt.Sprintf(lines, "###") + "## List berths\n" + fmt.Sprintf(lines, "###") + fmt.Sprintf(response, "###"), ""},
		"both with lines below":     {"# Berths\n## Get berth\n" + fmt.Sprintf(lines, "###") + fmt.Sprintf(response, "###") + "## List berths\n" + fmt.Sprintf(lines, "###") + fmt.Sprintf(response, "###"), "get-berth list-berths"},
		"tables":                    {"# Berths\n## Get berth\n" + get + "|a|b|\n|:--|:--|\n## List berths\n" + get + "|a|b|\n|:--|:--|\n", "get-berth list-berths"},
		"one operation":             {"# Berths\n" + operation(2, "Get berth"), ""},
		"a title with a verb":       {"# Get berth\n" + operation(2, "Get my berth") + operation(2, "Get a berth"), ""},
		"a page of an operation":    {"---\ndoc_type: apiPageType\n---\n# Berths\n" + operation(2, "Get berth") + operation(2, "List berths"), ""},
		"headings without a verb":   {"# Berths\n" + operation(2, "Step one") + operation(2, "Step two"), ""},
		"requests and nothing else": {"# Berths\n## Get berth\n" + get + "## List berths\n" + get, ""},
		"examples":                  {"# Berths\n## Examples\n" + operation(3, "Get berth") + operation(3, "List berths"), ""},
		"lines of the page":         {"# Berths\n" + fmt.Sprintf(lines, "##") + "## More\n" + operation(3, "Get berth") + operation(3, "List berths"), ""},
	} {
		var names []string
		for _, p := range part.Split(read(t, tt.text)) {
			names = append(names, p.Name)
			assert.Equal(t, 1, p.Page.Sections[1].Level, name)
			assert.NotEmpty(t, p.Page.Title, name)
		}
		assert.Equal(t, tt.want, strings.Join(names, " "), name)
	}
}

// The time to split a page is linear in the number of headings.
func TestManyHeadings(t *testing.T) {
	start := time.Now()
	parts := part.Split(read(t, "# Berths\n"+strings.Repeat(operation(2, "Get berth"), 5_000)))
	assert.Len(t, parts, 5_000)
	assert.Less(t, time.Since(start), 10*time.Second)
}
