//go:build unix

package parser_test

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// family is a kind of input of any size. A file of one page has at most 1 MiB.
type family struct {
	name string
	n    int // the size, at which reading takes long enough to be measured
	make func(n int) fstest.MapFS
}

// squares are the families whose time grows with the square, up to a limit on the
// number of rows or because the types are a chain.
var squares = map[string]bool{"permissions": true, "chain of base types": true}

// repeat joins the texts for 0 to n-1. In each, "#" is the number.
func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// operation is a page of an operation with one request line. Its parts go between
// the sections.
func operation(title, line, parts string) string {
	return "# " + title + "\n\nNamespace: harbor.port\n\nDoes what the title says.\n\n## HTTP request\n\n```http\n" + line + "\n```\n\n" + parts
}

const typeHead = "# berth resource type\n\nNamespace: harbor.port\n\nA place for a vessel.\n\n## Properties\n\n"
const table = "| Property | Type | Description |\n|:--|:--|:--|\n"

// one is a folder with one page of an operation.
func one(text string) fstest.MapFS {
	return fstest.MapFS{"api/berth-get.md": {Data: []byte(text)}}
}

// oneType is a folder with one page of a type, and a page of an operation.
func oneType(text string) fstest.MapFS {
	root := one(operation("Get berth", "GET /berths/{id}", ""))
	root["resources/berth.md"] = &fstest.MapFile{Data: []byte(text)}
	return root
}

// many is a folder with n pages. In name and text, "#" is the number of the page.
func many(n int, name, text string) fstest.MapFS {
	root := one(operation("Get berth", "GET /berths/{id}", ""))
	for i := range n {
		number := fmt.Sprint(i)
		root[strings.ReplaceAll(name, "#", number)] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "~", number))}
	}
	return root
}

// repeated is a family of pages of an operation that repeats a text, with another text
// before it.
func repeated(name string, n int, before, text string) family {
	return family{name, n, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", before+repeat(n, text)))
	}}
}

// propertyRows is a family of pages of a type with rows of properties.
func propertyRows(name string, n int, row string) family {
	return family{name, n, func(n int) fstest.MapFS { return oneType(typeHead + table + repeat(n, row)) }}
}

// jsonBody is a family of pages of an operation whose example answers with a JSON text.
func jsonBody(name string, n int, json func(n int) string) family {
	return family{name, n, func(n int) fstest.MapFS {
		root := oneType(typeHead + table + "| name | String | The name. |\n| tags | String collection | The tags. |\n")
		root["api/berth-get.md"].Data = []byte(operation("Get berth", "GET /berths/{id}",
			"## Response\n\nIf successful, this method returns a `200 OK` response code and a [berth](../resources/berth.md) object.\n\n## Example\n\n```http\nGET https://harbor.example/v1.0/berths/1\n```\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"harbor.port.berth\" } -->\n```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n"+json(n)+"\n```\n"))
		return root
	}}
}

// folder is a family of folders of many pages.
func folder(name string, n int, path, text string) family {
	return family{name, n, func(n int) fstest.MapFS { return many(n, path, text) }}
}

// typePage is the text of a page of the type berth~ with rows.
func typePage(head, rows string) string {
	return "# berth~ resource type\n\nNamespace: harbor.port\n\n" + head + "\n\n## Properties\n\n" + table + rows
}

const (
	request  = "```http\nGET https://harbor.example/v1.0/berths/#\n```\n\n"
	response = "```http\nHTTP/1.1 200 OK\n\n{\"name\": \"north\"}\n```\n\n"
)

// families are the kinds of input that are measured.
var families = []family{
	folder("pages", 400, "api/berth#-get.md", operation("Get berth~", "GET /berths~/{id}", "")),
	folder("pages of one name", 300, "api/berth-get-#.md", operation("Get berth", "GET /harbors/{id}/berths~/{id}", "")),
	folder("pages of one title", 300, "api/berth#-list.md", operation("List berths", "GET /berths~", "")),
	folder("pages of one line", 300, "api/berth#-get.md", operation("Get berth~", "GET /berths/{id}", "")),
	folder("pages of one path below many", 300, "api/berth#-list.md", operation("List berths", "GET /harbors~/{id}/berths", "")),
	folder("pages of calls of one name", 300, "api/crane#-lift.md", operation("crane: lift", "POST /berths~/{id}/lift", "")),
	folder("pages with parts", 120, "api/part#.md", "# Berths ~\n\n## Get berth ~\n\n```http\nGET /berths~/{id}\n```\n\n### Response\n\nNothing.\n\n## List berths ~\n\n```http\nGET /berths~\n```\n\n### Response\n\nNothing.\n"),
	folder("types", 400, "resources/berth#.md", typePage("A place.", "| name | String | The name. |\n")),
	folder("types of one name", 300, "resources/a#.md", strings.ReplaceAll(typePage("A place.", "| name~ | String | The name. |\n"), "berth~", "berth")),
	folder("types with base types", 400, "resources/berth#.md", typePage("Inherits from [entity](entity.md).", "| name | String | The name. |\n")),
	{"chain of base types", 300, func(n int) fstest.MapFS {
		root := many(n, "resources/berth#.md", typePage("", "| name~ | String | The name. |\n"))
		for i := range n - 1 {
			f := root[fmt.Sprintf("resources/berth%d.md", i+1)]
			f.Data = []byte(strings.Replace(string(f.Data), "\n\n\n\n", fmt.Sprintf("\n\nInherits from [berth%d](berth%d.md).\n\n", i, i), 1))
		}
		return root
	}},
	folder("types that refer", 300, "resources/berth#.md", typePage("A place.", repeat(10, "| a# | [berth#](berth#.md) | Another. |\n"))),
	folder("types with an enum list", 400, "resources/berth#.md", typePage("A place.", "| kind~ | kind~ | The kind. Possible values are: `a~`, `b~`, `c~`. |\n")),
	folder("types with one enum list", 400, "resources/berth#.md", typePage("A place.", "| kind~ | String | The kind. Possible values are: `open`, `shut`, `full`. |\n")),
	folder("types with an untyped list", 300, "resources/berth#.md", typePage("A place.", "| kind | berthKind | The kind. Possible values are: `a~`, `b~`, `c~`. |\n")),
	folder("enums", 400, "resources/kind#.md", "# kind~ enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| open | 0 | Open. |\n| shut~ | 1 | Shut. |\n"),
	{"enums and lists", 200, func(n int) fstest.MapFS {
		root := many(n, "resources/berth#.md", typePage("A place.", "| kind | String | The kind. Possible values are: `open`, `shut~`. |\n"))
		for name, f := range many(n, "resources/kind#.md", "# kind~ enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| open | 0 | Open. |\n| shut~ | 1 | Shut. |\n") {
			root[name] = f
		}
		return root
	}},
	folder("enums that lists may name", 400, "resources/berth#.md", typePage("A place.", "| kind | String | The kind. Possible values are: `open~`, `shut~`. |\n")+"\n### craneKind values\n\n| Member |\n|:--|\n| open |\n| shut~ |\n"),
	folder("pages that include", 400, "api/berth#-get.md", operation("Get berth~", "GET /berths~/{id}", "[!INCLUDE [note](../includes/note.md)]\n")),
	folder("pages with examples", 200, "api/berth#-get.md", operation("Get berth~", "GET /berths~/{id}", "## Example\n\n```http\nGET https://harbor.example/v1.0/berths~/1\n```\n\n```http\nHTTP/1.1 200 OK\n\n{\"name\": \"north\"}\n```\n")),

	{"request lines", 600, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths#/{id}\n")), ""))
	}},
	{"request lines below owners", 150, func(n int) fstest.MapFS {
		return one(operation("List berths", strings.TrimSpace(repeat(n, "GET /harbors#/{id}/berths\n")), ""))
	}},
	{"request lines with endings", 600, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths/{id}/crane#()\n")), ""))
	}},
	{"request lines with options", 700, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths#?crane#={crane#}&$top=1\n")), ""))
	}},
	{"request lines with one option", 1000, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths#?crane={crane}\n")), ""))
	}},
	{"request lines with parameters", 1000, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths/{id#}/a#\n")), ""))
	}},
	{"request lines of paths", 200, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /root#:/{path}:/berths\nGET /items#/{id}/berths\n")), ""))
	}},
	{"methods and lines", 1000, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths#\nPOST /berths#\nPATCH /berths#/{id}\n")), ""))
	}},
	{"lines that continue", 4000, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths\n"+repeat(n, "&a#={a#}\n"), ""))
	}},
	{"segments of a path", 1500, func(n int) fstest.MapFS { return one(operation("Get berth", "GET "+repeat(n, "/a#/{b#}"), "")) }},
	{"arguments of a call", 1500, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/find("+strings.TrimSuffix(repeat(n, "a#={a#},"), ",")+")", ""))
	}},
	{"brackets of a path", 15000, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/"+strings.Repeat("(", n)+strings.Repeat("{", n), ""))
	}},
	{"table of request lines", 1000, func(n int) fstest.MapFS {
		return one("# Get berth\n\nGets it.\n\n## HTTP request\n\n| Method | URL |\n|:--|:--|\n" + repeat(n, "| GET | /berths#/{id} |\n"))
	}},
	{"headings with request lines", 500, func(n int) fstest.MapFS {
		return one("# Berths\n\n" + repeat(n, "## Get berth # % GET /berths#/{id}\n\nGets it.\n\n"))
	}},

	repeated("paragraphs", 10000, "", "A berth of the number #.\n\n"),
	repeated("blocks of code", 3000, "## Example\n\n", "```json\n{\"a\": #}\n```\n\n"),
	repeated("unclosed fences", 8000, "## Example\n\n", "```http\nGET /berths\n```json\n"),
	repeated("requests", 3000, "## Example\n\n", request),
	repeated("requests and responses", 2000, "## Example\n\n", request+response),
	repeated("responses", 3000, "## Example\n\n", response),
	{"requests, then responses", 1500, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", "## Example\n\n"+repeat(n, request)+repeat(n, response)))
	}},
	repeated("requests with names", 1500, "## Example\n\n", "<!-- { \"blockType\": \"request\", \"name\": \"get_#\" } -->\n"+request+"<!-- { \"blockType\": \"response\", \"name\": \"get_#\" } -->\n"+response),
	{"requests with names, then responses", 1500, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", "## Example\n\n"+repeat(n, "<!-- { \"blockType\": \"request\", \"name\": \"get_#\" } -->\n"+request)+repeat(n, "<!-- { \"blockType\": \"response\", \"name\": \"get_#\" } -->\n"+response)))
	}},
	{"lines and examples", 2000, func(n int) fstest.MapFS {
		return one(operation("Get berth", strings.TrimSpace(repeat(n, "GET /berths#/{id}\n")), "## Example\n\n"+repeat(n, "```http\nGET https://harbor.example/v1.0/berths#/1\n```\n\n")))
	}},
	repeated("examples of other lines", 1000, "## Example\n\n", "```http\nGET https://harbor.example/v1.0/berths/1/crane#/a\n```\n\n"),
	repeated("annotations", 4000, "## Example\n\n", "<!-- { \"blockType\": \"ignored\", \"name\": \"a#\" } -->\n\n"),
	repeated("unclosed annotations", 8000, "## Example\n\n", "<!-- { \"blockType\": \n"),
	repeated("headings", 8000, "", "## Berth #\n\n"),
	repeated("headings of one name", 8000, "", "## Berth\n\n"),
	repeated("headings of examples", 4000, "", "## Example #\n\nText.\n\n"),
	repeated("labels in bold", 4000, "", "**Request**\n\nText #.\n\n**Response**\n\nText.\n\n"),
	repeated("links", 1000, "", "[berth #](../resources/berth#.md) "),
	repeated("links in paragraphs", 6000, "", "[berth #](../resources/berth#.md)\n\n"),
	repeated("opening brackets", 5000, "", "["),
	repeated("emphasis", 3000, "", "*a **b "),
	repeated("code spans", 3000, "", "`a#` ``b"),
	repeated("backslashes", 15000, "", "\\*"),
	repeated("entities", 5000, "", "&amp; "),
	repeated("tags", 6000, "", "<br>a "),
	repeated("quotes", 10000, "", "> A note #.\n\n"),
	{"nested quotes", 60, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", strings.Repeat(strings.Repeat("> ", min(n, 60))+"a\n\n", 20*n)))
	}},
	repeated("items", 8000, "", "- A berth #.\n"),
	repeated("items of levels", 500, "", "- a\n  - b\n    - c\n      - d\n        - e\n"),
	repeated("includes", 400, "", "[!INCLUDE [note](../includes/note#.md)]\n\n"),
	repeated("tabs", 2000, "## Example\n\n", "# [HTTP](#tab/http)\n\nText.\n\n# [C#](#tab/csharp)\n\nText.\n\n---\n\n"),
	repeated("zones", 2000, "", "::: zone pivot=\"a\"\n\nText.\n\n::: zone-end\n\n"),
	{"front matter", 8000, func(n int) fstest.MapFS {
		return one("---\n" + repeat(n, "key#: value\n") + "---\n\n" + operation("Get berth", "GET /berths/{id}", ""))
	}},
	repeated("tables", 1500, "", "## Request headers\n\n| Name | Description |\n|:--|:--|\n| A# | Text. |\n\n"),
	{"columns", 1200, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", "## Request headers\n\n"+strings.Repeat("|a", n)+"|\n"+strings.Repeat("|-", n)+"|\n"+strings.Repeat(strings.Repeat("|b", n)+"|\n", 20)))
	}},
	{"pipes in code", 4000, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", "## Request headers\n\n| Name | Description |\n|:--|:--|\n"+repeat(n, "| `a\\|b` | Text. |\n")))
	}},
	{"rows broken over lines", 5000, func(n int) fstest.MapFS {
		return one(operation("Get berth", "GET /berths/{id}", "## Request headers\n\n| Name | Description |\n|:--|:--|\n"+repeat(n, "| A# |\ntext |\n")))
	}},
	repeated("headers", 4000, "## Request headers\n\n| Name | Description |\n|:--|:--|\n", "| X-Header-# | Text. |\n"),
	repeated("options", 4000, "## Optional query parameters\n\n| Name | Type | Description |\n|:--|:--|:--|\n", "| option# | String | Text. |\n"),
	repeated("options in prose", 3000, "## Optional query parameters\n\n", "This method supports the `$option#` parameter.\n\n"),
	repeated("parameters", 3000, "## Request body\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n", "| a# | String | Text. Required. |\n"),
	repeated("function parameters", 3000, "## Function parameters\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n", "| a# | String | Text. |\n"),
	repeated("path parameters", 3000, "## Path parameters\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n", "| a# | String | Text. |\n"),
	repeated("permissions", 3000, "## Permissions\n\n| Permission type | Permissions |\n|:--|:--|\n", "| Application | Berth.Read.A# |\n"),
	repeated("scopes", 1800, "## Permissions\n\n| Permission type | Permissions |\n|:--|:--|\n| Application | ", "Berth.Read.A#, "),
	repeated("scopes together", 900, "## Permissions\n\n| Permission type | Permissions |\n|:--|:--|\n| Application | ", "Berth.Read.A# and Crane.Read.A#, "),
	repeated("tables of permissions", 400, "", "## Permissions\n\n### Berth #\n\n| Permission type | Permissions |\n|:--|:--|\n| Application | Berth.Read.A# |\n\n"),
	repeated("sentences of responses", 280, "## Response\n\n", "If successful, this method returns a `200 OK` response code and a [berth](../resources/berth.md) object. "),
	repeated("paragraphs of responses", 3000, "## Response\n\n", "This method returns a `20#` response code and a [berth#](../resources/berth#.md) object.\n\n"),
	repeated("paragraphs of bodies", 3000, "## Request body\n\n", "Supply a JSON representation of the [berth#](../resources/berth#.md) object.\n\n"),

	propertyRows("properties", 3000, "| name# | String | The name. Read-only. |\n"),
	propertyRows("properties of one name", 3000, "| name | String | The name #. |\n"),
	propertyRows("properties of enums", 2000, "| kind# | kind# | The kind. Possible values are: `a#`, `b#`. |\n"),
	propertyRows("properties with lists", 2000, "| kind# | String | The kind. Possible values are: `a#`, `b#`. |\n"),
	propertyRows("properties of types", 3000, "| name# | [a#](a#.md) | The name. |\n"),
	propertyRows("properties of collections", 3000, "| name# | a# collection | The name. |\n"),
	{"values of a list", 3500, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| kind | kind | The kind. Possible values are: " + repeat(n, "`a#`, ") + "`z`. |\n")
	}},
	{"words of a description", 6000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| kind | String | " + repeat(n, "word ") + ". |\n")
	}},
	{"words of a type", 5000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| kind | " + repeat(n, "a, ") + "| Text. |\n")
	}},
	{"alternatives of a type", 4000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| kind | " + repeat(n, "a# or ") + "b | Text. |\n")
	}},
	{"members", 4000, func(n int) fstest.MapFS {
		return oneType("# kind enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n" + repeat(n, "| a# | # | Text. |\n"))
	}},
	{"enums on a page", 800, func(n int) fstest.MapFS {
		return oneType("# Enum values\n\nNamespace: harbor.port\n\n" + repeat(n, "### kind# values\n\n| Member |\n|:--|\n| open |\n| shut# |\n\n"))
	}},
	{"types on a page", 500, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| name | String | The name. |\n\n" + repeat(n, "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.port.a#\" } -->\n```json\n{\"b#\": \"String\"}\n```\n\n"))
	}},
	{"representations", 500, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "| name | String | The name. |\n\n## JSON representation\n\n" + repeat(n, "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.port.berth\" } -->\n```json\n{\"b#\": \"String\"}\n```\n\n"))
	}},
	{"members of a representation", 3000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + repeat(n, "| a# | String | The name. |\n") + "\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"harbor.port.berth\" } -->\n```json\n{" + strings.TrimSuffix(repeat(n, "\"a#\": \"String\",\n"), ",\n") + "}\n```\n\n")
	}},
	{"methods of a type", 3000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "\n## Methods\n\n| Method | Return type | Description |\n|:--|:--|:--|\n" + repeat(n, "| [Get a#](../api/a#-get.md) | [berth](berth.md) | Text. |\n"))
	}},
	{"relationships", 3000, func(n int) fstest.MapFS {
		return oneType(typeHead + table + "\n## Relationships\n\n| Relationship | Type | Description |\n|:--|:--|:--|\n" + repeat(n, "| a# | [berth](berth.md) collection | Text. |\n"))
	}},

	jsonBody("members of JSON", 3000, func(n int) string { return "{" + repeat(n, "\"a#\": \"text\", ") + "\"z\": 1}" }),
	jsonBody("members of one name in JSON", 3000, func(n int) string { return "{" + repeat(n, "\"name\": \"text\", ") + "\"z\": 1}" }),
	jsonBody("items of JSON", 20000, func(n int) string { return "{\"tags\": [" + repeat(n, "\"a#\", ") + "\"z\"]}" }),
	jsonBody("objects of JSON", 6000, func(n int) string { return "{\"value\": [" + repeat(n, "{\"name\": \"a#\"}, ") + "{}]}" }),
	jsonBody("depth of JSON", 450, func(n int) string {
		return "{\"a\":" + strings.Repeat(strings.Repeat("[", n)+strings.Repeat("]", n)+",", 40) + "1}"
	}),
	jsonBody("open brackets of JSON", 450, func(n int) string { return strings.Repeat("{\"a\":[", n) }),
	jsonBody("text of JSON", 50000, func(n int) string { return "{\"name\": \"" + strings.Repeat("text ", n) + "\"}" }),
	jsonBody("comments of JSON", 15000, func(n int) string { return "{" + strings.Repeat("// a\n", n) + "\"name\": \"a\"}" }),
	jsonBody("ellipses of JSON", 15000, func(n int) string { return "{\"name\": \"a\"" + strings.Repeat("\n...", n) + "}" }),
	jsonBody("missing commas of JSON", 6000, func(n int) string { return "{" + repeat(n, "\"a#\": 1\n") + "}" }),
}
