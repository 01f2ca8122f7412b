package statement_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/internal/statement"
)

func outlineOf(t *testing.T, text string) *outline.Outline {
	return outline.New(phasetest.Page(t, "api/berth-get.md", text))
}

func TestAnswers(t *testing.T) {
	for text, want := range map[string]string{
		"Returns a [berth](../resources/berth.md).":                                                                "0 berth",
		"Returns a **berth** object.":                                                                              "0 berth",
		"Returns a **berth**.":                                                                                     "",
		"`200 OK` and a collection of [berth](../resources/berth.md) objects":                                      "200 berth[]",
		"`200 OK` and a [berth](../resources/berth.md) object in the response body":                                "200 berth in the body",
		"`200 OK` and a Boolean":                                                                                   "200 Edm.Boolean",
		"`200 OK`, and a list of String":                                                                           "200 Edm.String[]",
		"`200 OK` and a string value":                                                                              "200",
		"`200 OK` and a date, an integer, or a binary":                                                             "200",
		"`200 OK` and a Date.":                                                                                     "200 Edm.Date",
		"`201` with a [berth](../resources/berth.md), `202` with a `Location` header":                              "201 berth; 202 with Location",
		"`202` with a `Location` header, a `Location` header and an `ETag` header":                                 "202 with Location,ETag",
		"`202` with a Location header":                                                                             "202",
		"`202` with a `no header` header":                                                                          "202",
		"`200`, a [berth](../resources/berth.md) and a [crane](../resources/crane.md)":                             "200 berth",
		"`200` and a header with the [berth](../resources/berth.md). A [crane](../resources/crane.md)":             "200 crane",
		"`200` found from the [berth](../resources/berth.md)":                                                      "200",
		"`200` and the [berth](../resources/berth.md) property":                                                    "200",
		"`200`. It does not return anything in the response body":                                                  "200 empty",
		"`200` and a [berth](../resources/berth.md). Else `404`. It does not return anything in the response body": "200 berth",
		"**200 OK** and a [berth](../resources/berth.md)":                                                          "200 berth",
		"A [berth](../resources/berth.md) and `200`":                                                               "200 berth",
		"A [berth](../resources/berth.md), or `404`":                                                               "0 berth",
		"A [site](https://harbor.example) and `200`":                                                               "200",
		"**berth** and `200`":                                                                                      "200",
		"`404` and an [error](../resources/error.md)":                                                              "",
		"`399` and a [berth](../resources/berth.md)":                                                               "399 berth",
		"> `200` and a [berth](../resources/berth.md)":                                                             "",
		"- `200` and a [berth](../resources/berth.md)\n- `201` and a [crane](../resources/crane.md)":               "200 berth; 201 crane",
		"`200` and more.\n\nThe `200` has a [berth](../resources/berth.md)":                                        "200 berth",
		"`200` and more.\n\nThe `201` has a response that does not return anything in the response body":           "200; 201 empty",
	} {
		var got []string
		for _, a := range statement.Answers(outlineOf(t, "# Get berth\n\n## Response\n\n"+text+"\n")) {
			s := fmt.Sprint(a.Status)
			if a.Type != "" {
				s += " " + a.Type
			}
			if a.Collection {
				s += "[]"
			}
			if a.InBody {
				s += " in the body"
			}
			if a.Empty {
				s += " empty"
			}
			if len(a.Headers) > 0 {
				s += " with " + strings.Join(a.Headers, ",")
			}
			got = append(got, s)
		}
		assert.Equal(t, want, strings.Join(got, "; "), text)
	}
}

func TestSuccess(t *testing.T) {
	for _, tt := range []struct {
		list []*statement.Answer
		want int
	}{
		{nil, 200},
		{[]*statement.Answer{{Status: 302}, {Status: 201}}, 201},
		{[]*statement.Answer{{Status: 0}, {Status: 199}, {Status: 300}}, 200},
		{[]*statement.Answer{{Status: 204, Empty: true}, {Status: 202}}, 202},
	} {
		assert.Equal(t, tt.want, statement.Success(tt.list))
	}
}

func TestReadBody(t *testing.T) {
	const table = "\n\n|Property|Type|Description|\n|:---|:---|:---|\n|a|String|.|\n"
	for text, want := range map[string]string{
		"Supply a JSON representation of [berth](../resources/berth.md).":                   "berth ../resources/berth.md",
		"A [berth](../resources/berth.md) object.":                                          "berth ../resources/berth.md",
		"The [berth](../resources/berth.md) object.":                                        " mentions berth",
		"Of a [crane](../resources/crane.md), supply a new [berth](../resources/berth.md).": "berth ../resources/berth.md mentions crane",
		"Supply a JSON representation for the crane object":                                 "crane ",
		"Supply a JSON representation for the crane":                                        "",
		"Supply a JSON representation for the crane's object":                               "",
		"> Supply a JSON representation of [berth](../resources/berth.md).":                 "",
		"Do not supply a request body for this method.":                                     " nothing none optional",
		"None.": " nothing none optional",
		"None but a [crane](../resources/crane.md).":                                                 " mentions crane",
		"Do not supply a request body." + table:                                                      " nothing optional tables 1",
		"Do not supply a request body.\n\n```\n{ \"a\": 1 }\n```":                                    " nothing optional samples 1",
		"The request body is optional.":                                                              " optional",
		"The following properties are required." + table:                                             " all required tables 1",
		"The parameters that can be used with this action." + table:                                  " parameters tables 1",
		"The parameters that can be used with this action.":                                          "",
		"The binary content of the file.":                                                            " bytes",
		"```\nnot JSON\n```":                                                                         "",
		"|Property|\n|:---|\n|a|\n":                                                                  "",
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"a.b\" } -->\n```\n{ \"a\": 1 }\n```": "",
		"A JSON representation of [berth](../resources/berth.md).\n\nA JSON representation of [crane](../resources/crane.md).": "berth ../resources/berth.md",
	} {
		b := statement.ReadBody(outlineOf(t, "# Get berth\n\n## Request body\n\n"+text+"\n"))
		got := ""
		if b.Type != "" {
			got = b.Type + " " + b.Target
		}
		for _, said := range []struct {
			so    bool
			words string
		}{
			{b.Mention != "" && b.Mention != b.Type, "mentions " + b.Mention}, {b.Nothing, "nothing"}, {b.None, "none"}, {b.Optional, "optional"},
			{b.AllRequired, "all required"}, {b.Parameters, "parameters"}, {b.Bytes, "bytes"},
			{len(b.Tables) > 0, fmt.Sprint("tables ", len(b.Tables))}, {len(b.Samples) > 0, fmt.Sprint("samples ", len(b.Samples))},
		} {
			if said.so {
				got += " " + said.words
			}
		}
		assert.Equal(t, want, got, text)
	}
	assert.Zero(t, statement.ReadBody(outlineOf(t, "# Get berth\n")).Position.Line)
	b := statement.ReadBody(outlineOf(t, "# Get berth\n\n## Request body\n\nThe Crane object.\n"))
	assert.Equal(t, 3, b.Position.Line)
	assert.True(t, b.Mentions("crane"))
	assert.False(t, b.Mentions("tug"))
	assert.Equal(t, 5, statement.ReadBody(outlineOf(t, "# Get berth\n\n## Request body\n\nA [berth](../resources/berth.md).\n")).Position.Line)
}

func TestReadHeaders(t *testing.T) {
	h := statement.ReadHeaders(outlineOf(t, `# Get berth

## Request headers

|Name|Value|
|:---|:---|
|Authorization|Bearer {token}.|
|accept|JSON.|
|Host|The host.|
|Content-Type|JSON.|
|Prefer: a=b|How.|
|Prefer|More.|
|If-Match=x|The etag. Required.|
|X-Tide high|When.|
|ETag (optional)|What.|
|Tide high|When.|
|tide high|Prose.|
|: odd|Prose.|
|{header}|Prose.|

## Other request headers

|Header name|Notes|Required|
|:---|:---|:---|
|Depth|How deep.|Yes|

## More request headers

|Kopfzeile|Was|
|:---|:---|
|Zone|Which.|
`))
	var got []string
	for _, p := range h.List {
		got = append(got, fmt.Sprintf("%s %v %q", p.Name, p.Required, p.Description))
		assert.Equal(t, "Edm.String", p.Type)
		assert.NotZero(t, p.Position.Line)
	}
	assert.Equal(t, []string{
		`Prefer false "a=b: How. More."`, `If-Match true "x: The etag. Required."`, `X-Tide false "high: When."`, `ETag false "(optional): What."`,
		`Tide false "high: When."`, `odd false "Prose."`, `Depth true "How deep."`, `Zone false "Which."`,
	}, got)
	assert.Equal(t, 15, h.Rows.Of)
	assert.Equal(t, 13, h.Rows.Read)
	var lines []int
	for _, f := range h.Findings {
		lines = append(lines, f.Position.Line)
	}
	assert.Equal(t, []int{17, 19}, lines)
}

func TestIntroduction(t *testing.T) {
	for text, want := range map[string]string{
		"Namespace: harbor.port\n\n> A note.\n\n[!NOTE]\n\nRead a berth.\n\nMore.": "Read a berth.",
		"## Response\n\nNo introduction.":                                          "",
		"[!odd] text\n\nAn item.":                                                  "An item.",
		"- An item.":                                                               "An item.",
	} {
		assert.Equal(t, want, statement.Summary(outlineOf(t, "# Get berth\n\n"+text+"\n")), text)
	}
	for text, want := range map[string]string{
		"A [crane](../resources/crane.md) and a [berth](../resources/berth.md).":           "berth ../resources/berth.md",
		"A [crane](../resources/crane.md) and a [tug](../resources/tug.md).":               "crane ../resources/crane.md",
		"A [berth](../resources/berth.md#a) and another [berth](../resources/berth.md#b).": "berth ../resources/berth.md#a",
		"A [page](berth-list.md) and a [site](https://harbor.example/resources/).":         " ",
		"A [state](berth.md#state).": "state berth.md#state",
	} {
		name, target := statement.Subject(outlineOf(t, "# Get berth\n\n"+text+"\n"), func(name string) bool { return name == "berth" })
		assert.Equal(t, want, name+" "+target, text)
	}
	for text, want := range map[string]string{
		"# Get berth (deprecated)\n":                                                "Get berth (deprecated) 1",
		"# Get berth\n\nThis API is deprecated.\n":                                  "This API is deprecated 3",
		"# Get berth\n\nOne.\n\nThe old berth method has now been deprecated.\n":    " 0",
		"# Get berth\n\nOne.\n\nThe old berth method has been deprecated.\n":        "The old berth method has been deprecated 5",
		"# Get berth\n\nIts property is deprecated.\n":                              " 0",
		"# Get berth\n\n## Response\n\nThis API is deprecated.\n":                   " 0",
		"# Get berth\n\nThis API is deprecated.\n\nThe method is now deprecated.\n": "This API is deprecated 3",
	} {
		words, at := statement.Deprecation(outlineOf(t, text))
		assert.Equal(t, want, fmt.Sprint(words, " ", at.Line), text)
	}
}
