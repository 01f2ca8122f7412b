package kind_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/page"
)

// Parts of the test pages.
const (
	lines      = "\n## HTTP request\n```http\nGET /berths/{id}\n```\n"
	example    = "\n## Sample\n```http\nGET https://api.harbor.example/berths/7\n```\n"
	response   = "\n## Response\nA berth.\n"
	properties = "\n## Properties\n|Property|Type|\n|:---|:---|\n|id|String|\n"
	annotated  = "\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.port.berth\" } -->\n```json\n{ \"id\": \"\" }\n```\n"
)

// doc is front matter with a type.
func doc(typ string) string { return "---\ndoc_type: \"" + typ + "\"\n---\n" }

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		file, text string
		want       kind.Kind
		reads      string // operations, types
	}{
		// The content takes precedence over front matter, title and folder.
		{"resources/a.md", doc("resourcePageType") + "# Get berth" + lines, kind.Operation, "operations"},
		{"a.md", "# Get resource" + lines, kind.Operation, "operations"},
		{"a.md", "# Berths" + lines, kind.Operation, "operations"},
		{"a.md", "# Berths" + lines + annotated, kind.Operation, "operations types"},
		{"a.md", doc("apiPageType") + "# Get berth" + lines + annotated, kind.Operation, "operations"},
		{"api/a.md", "# berth resource type" + properties, kind.Type, "types"},
		{"api/a.md", "# berth resource type" + properties + lines, kind.Type, "operations types"},
		{"a/b/c.md", "# Berths" + properties, kind.Type, "types"},
		{"a.md", "# Berths" + annotated, kind.Type, "types"},
		// The title.
		{"a.md", "# berth resource type (v1.0)", kind.Type, "types"},
		{"a.md", "# colour enum type", kind.Enum, "types"},
		{"a.md", doc("conceptualPageType") + "# hull complex type", kind.Type, "types"},
		{"a.md", "# types of berths", kind.Other, ""},
		{"a.md", "# berth types", kind.Other, ""},
		// The front matter.
		{"a.md", doc("apiPageType") + "# Berths", kind.Operation, "operations"},
		{"a.md", doc("resourcePageType_") + "# Berths", kind.Type, "types"},
		{"a.md", doc("enumPageType") + "# Colours", kind.Enum, "types"},
		{"resources/a.md", doc("conceptualPageType") + "# Berths" + example, kind.Other, ""},
		{"a.md", doc("conceptualPageType") + "# Berths" + lines, kind.Operation, "operations"},
		{"a.md", doc("article") + "# Berths", kind.Other, ""},
		// The folder.
		{"api/a.md", "# Berths" + example, kind.Operation, "operations"},
		{"api/a.md", "# Get berth", kind.Operation, "operations"},
		{"api/a.md", "# Berths", kind.Other, ""},
		{"docs/api/area/a.md", "# Berths" + example, kind.Other, ""},
		{"resources/a.md", "# Berths", kind.Type, "types"},
		// Neither a request alone nor a verb makes an operation.
		{"a.md", "# Get berth" + example + response, kind.Operation, "operations"},
		{"a.md", "# Get berth" + example, kind.Other, ""},
		{"a.md", "# Berths" + example + response, kind.Other, ""},
		{"a.md", "# Get" + example + response, kind.Other, ""},
	} {
		got := kind.Read(read(t, tt.file, tt.text))
		assert.Equal(t, tt.want, got.Kind, "%s: %s", tt.file, tt.text)
		assert.Equal(t, strings.Contains(tt.reads, "operations"), got.Operations, "%s: %s", tt.file, tt.text)
		assert.Equal(t, strings.Contains(tt.reads, "types"), got.Types, "%s: %s", tt.file, tt.text)
		assert.Equal(t, tt.want == kind.Other, got.Reason != "", "%s: %s", tt.file, tt.text)
	}
}

func read(t *testing.T, file, text string) *page.Page {
	p, err := page.NewReader(fstest.MapFS{file: {Data: []byte(text)}}, ".").Read(file)
	require.NoError(t, err)
	return p
}

func TestHeads(t *testing.T) {
	for _, heading := range []string{"HTTP request", "Methods", "Members", "Relationships"} {
		known, _ := kind.Heads(read(t, "a.md", "# Get berth\n## Anlegeplatz\n## "+heading+"\n"))
		assert.True(t, known, heading)
	}
	known, unknown := kind.Heads(read(t, "a.md", "# HTTP request\n## Anlegeplatz\n### Kran\n"))
	assert.False(t, known)
	assert.Equal(t, 2, unknown)
}
