package outline_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/page"
)

const text = `Before the title.

# Get berth

Read a berth.

> A note.

- An item
- Another

## Something else

Text.

## HTTP request

` + "```\nGET /berths\n```" + `

### Of a dock

` + "```\nGET /docks\n```" + `

## Path parameters

|Parameter|Type|Description|Required|
|:---|:---|:---|:---|
|**{berth-id}**|Int32|The number.|yes|
|_depth_ (in metres)|||no|
|a b|String|Required. Two words.||

|Colour|
|:---|
|red|

## Example

### Request

` + "<!-- { \"blockType\": \"request\", \"@odata.type\": \"a.b\", \"@type\": \"a.c\" } -->\n```\nGET /berths/1\n```" + `
`

func TestOutline(t *testing.T) {
	o := outline.New(phasetest.Page(t, "api/berth-get.md", text))
	var about []dialect.Section
	for _, s := range o.Page.Sections {
		about = append(about, o.About(s))
	}
	assert.Equal(t, []dialect.Section{dialect.OtherSection, dialect.Introduction, dialect.OtherSection, dialect.RequestLines, dialect.RequestLines,
		dialect.PathParameters, dialect.Example, dialect.Example}, about)

	var prose []string
	for p := range o.Prose(dialect.Introduction) {
		prose = append(prose, fmt.Sprint(p.Pos.Line, " ", outline.Plain(p.Text), " ", p.Note))
	}
	assert.Equal(t, []string{"5 Read a berth. false", "7 A note. true", "9 An item false", "10 Another false"}, prose)
	for range o.Prose(dialect.Introduction) {
		break // a walk may end early
	}

	var codes []string
	for s, code := range o.Codes() {
		codes = append(codes, s.Title+": "+code.Text+outline.BlockType(code)+outline.AnnotatedType(code.Annotation))
	}
	assert.Equal(t, []string{"HTTP request: GET /berths\n", "Of a dock: GET /docks\n", "Request: GET /berths/1\nrequesta.c"}, codes)
	for range o.Codes() {
		break
	}
	sections := 0
	for range o.Sections(dialect.RequestLines) {
		sections++
	}
	assert.Equal(t, 2, sections)
}

func TestTables(t *testing.T) {
	o := outline.New(phasetest.Page(t, "api/berth-get.md", text))
	var rows []string
	for table := range o.Named(dialect.PathParameters) {
		assert.True(t, table.Describes())
		for r := range table.Rows() {
			rows = append(rows, fmt.Sprintf("%d %q %q %v %q %v %v", r.Pos().Line, r.Label(), r.Name(), r.HasType(), r.Description(), r.Decides(), r.Required()))
		}
	}
	assert.Equal(t, []string{
		`32 "{berth-id}" "berth-id" true "The number." true true`,
		`33 "depth (in metres)" "depth" false "" true false`,
		`34 "a b" "" true "Required. Two words." true false`,
	}, rows)
	tables := 0
	for s := range o.Sections(dialect.PathParameters) {
		for table := range outline.Tables(s) {
			tables++
			if tables == 2 {
				assert.False(t, table.IsNamed())
				assert.False(t, table.Describes())
				for r := range table.Rows() {
					assert.Empty(t, r.Label())
					assert.Nil(t, r.Type())
				}
			}
		}
	}
	assert.Equal(t, 2, tables)
}

// If a table has no column for required parameters, the descriptions decide.
func TestRequired(t *testing.T) {
	o := outline.New(phasetest.Page(t, "api/a.md", "# A\n\n## Path parameters\n\n|Name|Description|\n|:---|:---|\n|a|Required.|\n|b|Not.|\n"))
	var required []bool
	for table := range o.Named(dialect.PathParameters) {
		for r := range table.Rows() {
			assert.False(t, r.Decides())
			required = append(required, r.Required())
		}
	}
	assert.Equal(t, []bool{true, false}, required)
}

func TestNames(t *testing.T) {
	for label, want := range map[string]string{
		"`a`": "a", "_a_": "a", "a (b)": "a", "a=b": "a", "a,b": "a", "a\u00a0(b)": "a", "@odata.id": "@odata.id", "$top": "$top", "a b": "", "1a": "", "": "", "'a'": "a", "(a)": "",
	} {
		p := phasetest.Page(t, "api/a.md", "# A\n\n## Path parameters\n\n|Name|Type|\n|:---|:---|\n|"+label+"|x|\n")
		for table := range outline.New(p).Named(dialect.PathParameters) {
			for r := range table.Rows() {
				assert.Equal(t, want, r.Name(), label)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	for target, want := range map[string]bool{
		"../resources/berth.md": true, "../resources/Berth.MD#a": true, "berth.md": false, "berth.md#values": true, "../api/berth.md": false, "../api/berth.md#a": false,
		"https://harbor.example/resources/": false, "": false, "#values": false,
	} {
		assert.Equal(t, want, outline.IsTypeLink(page.Span{Kind: page.Link, Target: target}), target)
	}
	assert.False(t, outline.IsTypeLink(page.Span{Kind: page.Plain, Target: "../resources/berth.md"}))
	assert.Empty(t, outline.Following(nil))
	assert.Empty(t, outline.Following(page.Text{{Kind: page.Link, Text: "x"}}))
	assert.Equal(t, "x", outline.Following(page.Text{{Text: "x"}, {Text: "y"}}))
	assert.Equal(t, "a b", outline.Plain(page.Text{{Text: "\u200ba"}, {Kind: page.Break}, {Text: "b\u00a0"}}))
	assert.Empty(t, outline.AnnotatedType(nil))
	assert.Empty(t, outline.BlockType(&page.Code{}))
}
