package generator

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/casetest/sample"
)

// oddTypes are the types of the properties, parameters and results with odd values.
var oddTypes = []string{
	"String", "Boolean", "Byte", "SByte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal", "Date", "DateTimeOffset", "TimeOfDay", "Duration", "Guid", "Binary", "Json",
	"[side](side.md)", "[signals](signals.md)", "[place](place.md)", "[openPlace](openplace.md)", "[base](base.md)", "[openBase](openbase.md)", "[absent](absent.md)",
}

// oddTargets are request lines, and URLs that differ from them.
var oddTargets = map[string][]string{
	"GET /gauges/{id}/x": {
		"/gauges/../x", "/gauges/./x", "/gauges//x", "/gauges/%00/x", "/gauges/%2e%2e/x", "/gauges/a%2f..%2fb/x", "/gauges/%20/x", "/gauges/ /x", "/gauges/a\\b/x", "/gauges/..\\b/x", "/gauges/%/x", "/gauges/%zz/x", "/gauges/a+b/x", "/gauges/a%2Bb/x",
		"/gauges/\xff/x", "/gauges/%ff/x", "/gauges/{id}/x", "/gauges/{}/x", "/gauges/<id>/x", "/gauges/a%3Fb/x", "/gauges/a#b/x", "/gauges/a%23b/x", "/gauges/\u202e/x", "/gauges/a:b/x", "/gauges/a;b/x", "/gauges/'a'/x", "/gauges/a/b/x", "/Gauges/a/X", "/gauges/a/x/", "/gauges/a/x?", "/gauges/a/x?&", "//gauges/a/x", "/x", "", "/",
		"/gauges/a/x?$top=-1", "/gauges/a/x?$top=1&$top=2", "/gauges/a/x?$top=a", "/gauges/a/x?$filter=", "/gauges/a/x?=x", "/gauges/a/x?$select=,", "/gauges/a/x?$select=a,,b", "/gauges/a/x?%zz=1", "/gauges/a/x?a;b=1", "/gauges/a/x?$count=false", "/gauges/a/x?$search=\"a b\"", "/gauges/a/x?$filter=a%20eq%20'b%26c'", "/gauges/a/x?\xff=\xff", "/gauges/a/x?a=%00",
	},
	"GET /roots/root:/{item-path}:/x": {
		"/roots/root:/a//b:/x", "/roots/root:/../b:/x", "/roots/root:/a b:/x", "/roots/root:/a/b/c:/x", "/roots/root:/:/x", "/roots/root:/%2f:/x", "/roots/root:/a/:/x", "/roots/root://a:/x", "/roots/root:/a%2fb:/x", "/roots/root:/a\\..\\b:/x",
	},
	"GET /found?q={q}": {
		"/found?q=", "/found?q", "/found", "/found?q=a&q=b", "/found?q=%00", "/found?q=a;b", "/found?q=a+b", "/found?q=%zz", "/found?q=a%26b", "/found?Q=a", "/found?q={q}", "/found?q='a'", "/found?q=\xff", "/found?q=a=b", "/found?q=..", "/found?q=a#b", "/found?q=a?b", "/found?p=1&q=a", "/found?q=%0a",
	},
	"GET /gauges/near(name='{name}',side={side},at={at},level={level},exact={exact})": {
		"/gauges/near(name='a''b',side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='',side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='..',side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a/b',side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)",
		"/gauges/near(name='a',side=unknownFutureValue,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a',side='port',at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a',side=,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a',side=7,at=2021-07-01,level=7,exact=true)", "/gauges/near(name='a',side=port,at=2021-07-01T08:00:00.000Z,level=07,exact=True)", "/gauges/near(name='a',side=port,at=2021-07-01T08:00:00%2B02:00,level=-7,exact=false)", "/gauges/near(name='a',side=port,at=2021-07-01T08:00:00+02:00,level=7,exact=false)", "/gauges/near(side=port,name='a',exact=true,level=7,at=2021-07-01T08:00:00Z)", "/gauges/near(name='%00',side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a',side=..,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name='a',side=a/b,at=2021-07-01T08:00:00Z,level=7,exact=true)", "/gauges/near(name=a,side=port,at=2021-07-01T08:00:00Z,level=7,exact=true)",
	},
}

// oddHeaders are lines between the request and its body.
var oddHeaders = []string{"Prefer: a\tb", "Prefer:", ": a", "Prefer: \xff", "Prefer: é", "Prefer: a\x00b", "Prefer: a\x01b", "A b: c", "If-Match: *", "if-match: W/\"1\"", "Prefer: a\nPrefer: b", "Content-Type: x", "Content-Length: 7", "Range: bytes=0-1", "Prefer: \u202e", "Accept: text/plain", "Host: a", "X-É: a", "Transfer-Encoding: chunked", "Connection: close", "Cookie: a=b", "User-Agent: a", "Expect: 100-continue", "Trailer: a", "Te: trailers", "Upgrade: h2c"}

// oddPage is a page of an operation with examples.
type oddPage struct {
	title, line, prose, body string
	examples                 []string
}

func (p *oddPage) example(request, annotation, response string) {
	n := len(p.examples) + 1
	p.examples = append(p.examples, fmt.Sprintf("### Example %d\n\n<!-- { \"blockType\": \"request\", \"name\": \"e%[1]d\" } -->\n```http\n%s\n```\n\n<!-- { \"blockType\": \"response\"%s } -->\n```http\nHTTP/1.1 %s\n```\n", n, request, annotation, response))
}

func (p *oddPage) text() string {
	return fmt.Sprintf("# %s\n\nNamespace: harbor.port\n\n## HTTP request\n\n```http\n%s\n```\n\n%s\n## Response\n\n%s\n\n## Examples\n\n%s", p.title, p.line, p.body, p.prose, strings.Join(p.examples, "\n"))
}

// oddPages returns pages whose examples have odd values in all places. Each type gets
// a share of the values, and all types together get all values.
func oddPages(of int) map[string]string {
	pages := map[string]string{
		"resources/side.md":      "# side enum type\n\nNamespace: harbor.port\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| port | 0 | Left. |\n| starboard | 1 | Right. |\n| unknownFutureValue | 2 | Marker. |\n",
		"resources/signals.md":   "# signals enum type\n\nNamespace: harbor.port\n\nThis is a multivalued (flags) enumeration.\n\n## Members\n\n| Member | Value | Description |\n|:--|:--|:--|\n| horn | 1 | Loud. |\n| light | 2 | Bright. |\n| flag | 4 | Still. |\n",
		"resources/place.md":     resource("place", "", "| id | String | The id. Read-only. |\n| value | Int32 | How high. |\n| when | DateTimeOffset | When. |\n"),
		"resources/openplace.md": strings.Replace(resource("openPlace", "", "| value | Int32 | How high. |\n"), "## Properties", "This is an open type.\n\n## Properties", 1),
		"resources/openbase.md":  strings.Replace(resource("openBase", "", "| id | String | The id. |\n"), "## Properties", "This is an open type.\n\n## Properties", 1),
		"resources/base.md":      resource("base", "", "| id | String | The id. |\n"),
		"resources/derived.md":   resource("derived", "base", "| level | Int32 | How high. |\n"),
	}
	for _, what := range []string{"", " and a [gauge](../resources/gauge.md) object in the response body"} {
		haul := &oddPage{title: fmt.Sprintf("gauge: haul%d", len(what)), line: fmt.Sprintf("POST /gauges/haul%d", len(what)), prose: "If successful, this method returns a `202 Accepted` response code" + what + ". The `Location` header has the URL of the operation, which continues."}
		haul.examples = []string{"### Example\n\n<!-- { \"blockType\": \"request\", \"name\": \"e\" } -->\n```http\n" + haul.line + "\n```\n"} // without a response
		pages[fmt.Sprintf("api/haul%d.md", len(what))] = haul.text()
	}
	var rows strings.Builder
	for i, typ := range oddTypes {
		fmt.Fprintf(&rows, "| p%d | %s | What it is. |\n| l%[1]d | %[2]s collection | What they are. |\n", i, typ)
	}
	pages["resources/gauge.md"] = resource("gauge", "", rows.String())
	values := slices.Clone(oddTokens)
	for _, v := range oddTokens[:len(oddTokens)-12] {
		values = append(values, "["+v+"]", "["+v+", null]")
	}
	for i, typ := range oddTypes {
		linked := strings.ReplaceAll(typ, "](", "](../resources/")
		get := &oddPage{title: fmt.Sprintf("Get gauge%d", i), line: fmt.Sprintf("GET /gauges/g%d", i), prose: "If successful, this method returns a `200 OK` response code and a [gauge](../resources/gauge.md) object in the response body."}
		post := &oddPage{title: fmt.Sprintf("Create gauge%d", i), line: fmt.Sprintf("POST /gauges/g%d", i), prose: "If successful, this method returns `204 No Content`.", body: "## Request body\n\nIn the request body, supply a JSON representation of a [gauge](../resources/gauge.md) object.\n"}
		act := &oddPage{title: fmt.Sprintf("gauge: act%d", i), line: fmt.Sprintf("POST /gauges/act%d", i), prose: "If successful, this method returns `204 No Content`.", body: "## Request body\n\nIn the request body, provide a JSON object with the following parameters.\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n| one | " + linked + " | What it is. |\n| many | " + linked + " collection | What they are. |\n"}
		one := &oddPage{title: fmt.Sprintf("gauge: one%d", i), line: fmt.Sprintf("GET /gauges/one%d", i), prose: "If successful, this function returns a `200 OK` response code and a " + linked + " in the response body."}
		many := &oddPage{title: fmt.Sprintf("gauge: many%d", i), line: fmt.Sprintf("GET /gauges/many%d", i), prose: "If successful, this function returns a `200 OK` response code and a collection of " + linked + " objects in the response body."}
		for j, v := range values {
			if (i+j)%of != 0 {
				continue
			}
			other := values[(7*j+3)%len(values)]
			for _, body := range []string{
				fmt.Sprintf("{ \"p%d\": %s }", i, v), fmt.Sprintf("{ \"l%d\": %s }", i, v),
				fmt.Sprintf("{ \"p%d\": %s, \"p%[1]d\": %[3]s }", i, v, other), fmt.Sprintf("{ \"l%d\": [%s], \"l%[1]d\": [%[3]s] }", i, v, other),
			} {
				get.example(get.line, `, "@odata.type": "harbor.port.gauge"`, "200 OK\nContent-type: application/json\n\n"+body)
				post.example(post.line+"\nContent-type: application/json\n\n"+body, "", "204 No Content")
			}
			act.example(act.line+"\nContent-type: application/json\n\n{ \"one\": "+v+" }", "", "204 No Content")
			act.example(act.line+"\nContent-type: application/json\n\n{ \"many\": "+v+" }", "", "204 No Content")
			act.example(act.line+"\nContent-type: application/json\n\n{ \"one\": "+v+", \"one\": "+other+" }", "", "204 No Content")
			post.example(post.line+"\nContent-type: application/json\n\n"+v, "", "204 No Content")
			for _, p := range []*oddPage{one, many} {
				p.example(p.line, "", "200 OK\nContent-type: application/json\n\n"+v)
				p.example(p.line, "", "200 OK\nContent-type: application/json\n\n{ \"value\": "+v+" }")
				p.example(p.line, "", "200 OK\nContent-type: text/plain\n\n"+v)
			}
		}
		for name, p := range map[string]*oddPage{"get": get, "post": post, "act": act, "one": one, "many": many} {
			pages[fmt.Sprintf("api/gauge-%s%d.md", name, i)] = p.text()
		}
	}
	list := &oddPage{title: "List places", line: "GET /places", prose: "If successful, this method returns a `200 OK` response code and a collection of [place](../resources/place.md) objects in the response body."}
	for _, v := range values {
		for _, name := range []string{"@odata.count", "@odata.nextLink", "@nextLink", "@odata.deltaLink", "@odata.context"} {
			list.example(list.line, `, "@odata.type": "harbor.port.place", "isCollection": true`, "200 OK\nContent-type: application/json\n\n{ \""+name+"\": "+v+", \"value\": [{ \"id\": \"7\" }] }")
		}
	}
	pages["api/place-list.md"] = list.text()
	lines := 0
	for line, targets := range oddTargets {
		p := &oddPage{title: fmt.Sprintf("gauge: line%d", len(line)), line: line, prose: "If successful, this function returns a `200 OK` response code and a [place](../resources/place.md) object in the response body.",
			body: "## Optional query parameters\n\nThis method supports the `$top`, `$filter`, `$select`, `$count` and `$search` OData query parameters.\n\n## Function parameters\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n| name | String | The name. |\n| side | [side](../resources/side.md) | Where. |\n| at | DateTimeOffset | When. |\n| level | Int32 | How high. |\n| exact | Boolean | Whether. |\n\n## Request headers\n\n| Name | Description |\n|:--|:--|\n| Prefer | What it prefers. Optional. |\n| If-Match | The tag. Optional. |\n| Range | Which bytes. Optional. |\n"}
		for _, target := range targets {
			p.example("GET https://api.harbor.example/v1.0"+target, "", "200 OK\nContent-type: application/json\n\n{ \"id\": \"7\" }")
		}
		for _, h := range oddHeaders {
			p.example("GET https://api.harbor.example/v1.0"+targets[len(targets)-2]+"\n"+h, "", "200 OK\n"+h+"\n\n{ \"id\": \"7\" }")
		}
		lines += len(targets)
		pages[fmt.Sprintf("api/gauge-line%d.md", len(line))] = p.text()
	}
	return pages
}

// TestOddExamples checks the generator's predictions for examples with odd values of
// each type in each place, and with odd URLs and headers. By default, a part of the
// values is tested; with DOCWRIGHT_MUTANTS, all are.
func TestOddExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a package")
	}
	of := sample.Count(64, 32)
	if os.Getenv(mutantsEnv) != "" {
		of = 1
	}
	m := parse(t, oddPages(of))
	examples := 0
	for _, op := range m.Operations {
		examples += len(op.Examples)
	}
	assert.Greater(t, examples, 20_000/of)
	var files []File
	for name, c := range map[string]choice.Choice{
		"all":  {},
		"less": {Relationships: choice.Raw, Exclude: []string{"harbor.port.place", "harbor.port.side", "harbor.port.openBase"}},
	} {
		for _, f := range generate(t, m, Options{Choice: c}) {
			if !strings.HasPrefix(f.Name, "harbortest/") {
				f.Name = name + "/" + f.Name
				files = append(files, f)
			}
		}
	}
	runGo(t, files, "test", "-vet=off", "./...")
}
