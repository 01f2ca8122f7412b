package overlay

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// quay has the pages for the corrections below.
var quay = fstest.MapFS{
	"resources/berth.md": {Data: []byte(`# berth resource type

Namespace: harbor.port

Inherits from [place](place.md).

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|String|The number.|
|side|side|The possible values are: ` + "`port`, `starboard`" + `.|
`)},
	"resources/place.md": {Data: []byte("# place resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|What it is called.|\n")},
	"api/berth-post.md": {Data: []byte("# Create berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nPOST /berths/{berth-id}\nPOST /quays/{quay-id}/berths/{berth-id}\n```\n\n" +
		"## Request body\nIn the request body, supply a JSON representation of a [berth](../resources/berth.md) object.\n\n" +
		"## Response\nIf successful, this method returns a `201 Created` response code and a [berth](../resources/berth.md) object in the response body.\n\n" +
		"## Example\n### Request\n```http\nPOST https://api.harbor.example/v1.0/quays/1/berths/2\nContent-type: application/json\n\n{\"id\": \"2\"}\n```\n### Response\n```http\nHTTP/1.1 201 Created\nContent-type: application/json\n\n{\"id\": \"2\"}\n```\n")},
	"api/place-replace.md": {Data: []byte("# Replace place\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nPUT /places/{id}\n```\n\n" +
		"## Request body\nIn the request body, supply a JSON representation of a [berth](../resources/berth.md) object.\n\n" +
		"## Response\nIf successful, this method returns a `200 OK` response code and a collection of [place](../resources/place.md) objects in the response body.\n")},
	"api/place-update.md": {Data: []byte("# Update place\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nPUT /places/{place-id}\n```\n\n" +
		"## Request body\nIn the request body, supply a JSON representation of a [place](../resources/place.md) object.\n\n" +
		"## Response\nIf successful, this method returns a `204 No Content` response code.\n")},
	"api/berth-delete.md": {Data: []byte("# Delete berth\n\nNamespace: harbor.port\n\n## HTTP request\n```http\nDELETE /berths/{berth-id}\n```\n\n" +
		"## Response\nIf successful, this method returns a `204 No Content` response code.\n")},
}

// entry returns the text of a correction with a reason and a link.
func entry(lines ...string) string {
	return "- " + strings.Join(lines, "\n  ") + "\n  reason: so\n  link: https://harbor.example/1\n"
}

// corrected reads the pages with the corrections. It returns the model, its
// JSON form, and the findings about the corrections.
func corrected(t *testing.T, text string) (*model.Model, string, source.Findings) {
	t.Helper()
	o, err := Parse("corrections.yaml", []byte(text))
	require.NoError(t, err, text)
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: quay, Docs: ".", Correct: o.Apply})
	require.NoError(t, err)
	j, err := json.Marshal(m)
	require.NoError(t, err)
	return m, string(j), o.Findings()
}

// effects has a correction for each key of each kind, and a text that only the
// JSON form of the corrected model has.
var effects = []struct {
	kind, key string
	lines     []string
	shows     string
}{
	{"property", "type", []string{"property: harbor.port.berth/id", "type: Collection(Edm.Guid)"}, `"name":"id","type":"Edm.Guid","collection":true`},
	{"property", "add", []string{"property: harbor.port.berth/depth", "add: true", "type: Edm.Double"}, `"name":"depth","type":"Edm.Double"`},
	{"property", "remove", []string{"property: harbor.port.berth/id", "remove: true"}, `"properties":[{"name":"side"`},
	{"property", "rename", []string{"property: harbor.port.berth/id", "rename: number"}, `"name":"number"`},
	{"property", "description", []string{"property: harbor.port.berth/id", "description: Painted on the wall."}, `"description":"Painted on the wall."`},
	{"property", "navigation", []string{"property: harbor.port.berth/side", "navigation: true"}, `"navigation":true`},
	{"property", "nullable", []string{"property: harbor.port.berth/id", "nullable: false"}, `"nullable":false`},
	{"property", "readOnly", []string{"property: harbor.port.berth/id", "readOnly: yes"}, `"readOnly":true`},
	{"property", "required", []string{"property: harbor.port.berth/id", "required: true"}, `"required":true`},
	{"property", "key", []string{"property: harbor.port.berth/side", "key: true"}, `"key":true`},
	{"property", "deprecated", []string{"property: harbor.port.berth/id", "deprecated: true"}, `"deprecated":true`},
	{"type", "base", []string{"type: harbor.port.berth", "base: none"}, `"name":"berth","kind":"complex","base":""`},
	{"type", "abstract", []string{"type: harbor.port.berth", "abstract: true"}, `"abstract":true`},
	{"type", "open", []string{"type: harbor.port.berth", "open: true"}, `"open":true`},
	{"enum", "flags", []string{"enum: harbor.port.side", "flags: true"}, `"flags":true`},
	{"member", "add", []string{"member: harbor.port.side/bow", "add: true"}, `"name":"bow"`},
	{"member", "remove", []string{"member: harbor.port.side/port", "remove: true"}, `"members":[{"name":"starboard"`},
	{"member", "rename", []string{"member: harbor.port.side/port", "rename: left"}, `"name":"left"`},
	{"member", "value", []string{"member: harbor.port.side/port", "value: 7"}, `"name":"port","value":7`},
	{"operation", "remove", []string{"operation: 'POST /quays/{q}/berths/{b}'", "remove: true"}, `"method":"POST","paths":["/berths/{berth-id}"]`},
	{"operation", "path", []string{"operation: 'POST /berths/{b}'", "path: '/piers/{berth-id}'"}, `"/piers/{berth-id}"`},
	{"operation", "request", []string{"operation: 'POST /berths/{b}'", "request: none"}, `"request":null,"responses":[{"status":201`},
	{"operation", "response", []string{"operation: 'DELETE /berths/{b}'", "response: harbor.port.place"}, `{"status":200,"type":"harbor.port.place","collection":false`},
}

// TestEachKey checks that each key has an effect, and that applying the same
// correction again has none.
func TestEachKey(t *testing.T) {
	_, before, _ := corrected(t, "")
	tested := map[string]bool{}
	for _, e := range effects {
		t.Run(e.kind+" "+e.key, func(t *testing.T) {
			tested[e.kind+" "+e.key] = true
			assert.NotContains(t, before, e.shows)
			m, after, findings := corrected(t, entry(e.lines...))
			assert.Contains(t, after, e.shows)
			assert.Empty(t, findings)

			o, err := Parse("corrections.yaml", []byte(entry(e.lines...)))
			require.NoError(t, err)
			o.Apply(m)
			again, err := json.Marshal(m)
			require.NoError(t, err)
			assert.Equal(t, after, string(again), "a second time changes nothing")
			require.Len(t, o.Findings(), 1)
		})
	}
	for _, k := range kinds {
		for _, key := range k.keys {
			assert.True(t, tested[k.noun+" "+key.name], "no case has the key %q of a %s", key.name, k.noun)
		}
	}
}

// TestReasons checks that the correction is the reason of each changed aspect,
// without duplicates.
func TestReasons(t *testing.T) {
	m, _, findings := corrected(t, entry("property: harbor.port.berth/id", "type: Edm.Guid", "key: true", "nullable: false", "rename: number")+
		entry("member: harbor.port.side/bow", "add: true", "value: 3"))
	require.Empty(t, findings)
	count := map[string]int{}
	note := func(list model.Reasons) {
		for _, r := range list {
			if r.Why == whyOverlay {
				count[r.Aspect]++
				assert.Equal(t, "so https://harbor.example/1", r.Words)
			}
		}
	}
	note(m.Types[0].Property("number").Reasons)
	note(m.Enums[0].Reasons)
	assert.Equal(t, map[string]int{"type": 1, "facts": 1, "name": 1, "members": 1}, count)
}

// TestAllOrNothing checks that a correction that can't be made as a whole
// changes nothing and has a finding.
func TestAllOrNothing(t *testing.T) {
	_, before, _ := corrected(t, "")
	for text, want := range map[string]string{
		entry("property: harbor.port.berth/depth", "add: true", "type: harbor.port.fathom"):         `harbor.port.berth/depth: no page describes a type "harbor.port.fathom": want the name of a type or enum, such as "microsoft.graph.user", or one of Edm.Binary, Edm.Boolean, `,
		entry("property: harbor.port.berth/id", "type: 'Collection(Edm.Guid'", "key: true"):         `harbor.port.berth/id: the parenthesis in "Collection(Edm.Guid" is not closed`,
		entry("property: harbor.port.berth/id", "rename: side", "key: true"):                        `harbor.port.berth/id: the type already has a property "side"; remove one of the two`,
		entry("property: harbor.port.berth/id", "rename: name"):                                     `harbor.port.berth/id: harbor.port.place already has a property "name"; remove one of the two`,
		entry("property: harbor.port.place/name", "rename: id"):                                     `harbor.port.place/name: harbor.port.berth already has a property "id"; remove one of the two`,
		entry("property: harbor.port.berth/depth", "key: true"):                                     `harbor.port.berth/depth: the pages have no such property; to add it, give "add: true" and its type`,
		entry("property: harbor.port.crane/depth", "key: true"):                                     `harbor.port.crane/depth: the pages have no type harbor.port.crane`,
		entry("type: harbor.port.place", "open: true", "base: harbor.port.berth"):                   `harbor.port.place: harbor.port.berth derives from this type, so it can't be the base type`,
		entry("type: harbor.port.place", "open: true", "base: harbor.port.crane"):                   `harbor.port.place: no page describes the base type "harbor.port.crane"`,
		entry("type: harbor.port.crane", "open: true"):                                              `harbor.port.crane: the pages have no such type`,
		entry("enum: harbor.port.crane", "flags: true"):                                             `harbor.port.crane: the pages have no such enum`,
		entry("member: harbor.port.side/port", "rename: starboard", "value: 3"):                     `harbor.port.side/port: the enum already has a member "starboard"; remove one of the two`,
		entry("member: harbor.port.side/bow", "value: 3"):                                           `harbor.port.side/bow: the pages have no such member; to add it, give "add: true"`,
		entry("member: harbor.port.crane/bow", "value: 3"):                                          `harbor.port.crane/bow: the pages have no enum harbor.port.crane`,
		entry("operation: 'POST /berths/{b}'", "path: '/piers/{b}'", "response: harbor.port.crane"): `POST /berths/{b}: no page describes a type "harbor.port.crane": `,
		entry("operation: 'POST /berths/{b}'", "path: '/piers/{pier}/{b}'"):                         `POST /berths/{b}: path: api/berth-post.md has no parameter {pier}`,
		entry("operation: 'POST /berths/{b}'", "path: '/piers/{berth-id}?x=1'"):                     `POST /berths/{b}: path: want a path such as "/vessels/{id}", not "/piers/{berth-id}?x=1"`,
		entry("operation: 'POST /berths/{b}'", "path: '/piers#{berth-id}'"):                         `POST /berths/{b}: path: want a path such as "/vessels/{id}", not `,
		entry("operation: 'POST /berths/{b}'", "path: '/the piers/{berth-id}'"):                     `POST /berths/{b}: path: want a path such as "/vessels/{id}", not `,
		entry("operation: 'POST /berths/{b}'", "path: 'piers/{berth-id}'"):                          `POST /berths/{b}: path: want a path such as "/vessels/{id}", not `,
		entry("operation: 'POST /berths/{b}'", "path: '/piers//{berth-id}'"):                        `POST /berths/{b}: path: a segment of "/piers//{berth-id}" is empty, "." or ".."`,
		entry("operation: 'POST /berths/{b}'", "path: '/piers/{berth-id'"):                          `POST /berths/{b}: path: a brace in "/piers/{berth-id" is not closed`,
		entry("operation: 'POST /berths/{b}'", "path: /piers//1"):                                   `POST /berths/{b}: path: a segment of "/piers//1" is empty`,
		entry("operation: 'POST /piers/{b}'", "request: none"):                                      `POST /piers/{b}: the pages have no such request line`,
		entry("operation: 'PUT /places/{id}'", "request: none"):                                     `PUT /places/{id}: several pages have the request line and have different request types: harbor.port.berth in api/place-replace.md, harbor.port.place in api/place-update.md; name the wrong page with the key "page"`,
		entry("operation: 'PUT /places/{id}'", "response: none"):                                    `PUT /places/{id}: several pages have the request line and have different response types: Collection(harbor.port.place) in api/place-replace.md, nothing in api/place-update.md; name the wrong page with the key "page"`,
	} {
		_, after, findings := corrected(t, text)
		require.Len(t, findings, 1, text)
		assert.Equal(t, "overlay-faulty", findings[0].Rule.Name, text)
		assert.True(t, strings.HasPrefix(findings[0].Message, want), "%s\ngives %s", text, findings[0].Message)
		assert.Equal(t, before, after, text)
	}
}

// TestPages checks a correction for one of several pages, and one for all pages
// that agree.
func TestPages(t *testing.T) {
	_, _, findings := corrected(t, entry("operation: 'PUT /places/{id}'", "page: api/place-update.md", "request: none", "response: harbor.port.place")+
		entry("operation: 'PUT /places/{id}'", "path: '/sites/{id}'"))
	assert.Empty(t, findings)
	m, _, _ := corrected(t, entry("operation: 'PUT /places/{id}'", "page: api/place-update.md", "request: none"))
	for _, op := range m.Operations {
		if op.Method == "PUT" {
			assert.Equal(t, op.Page == "api/place-update.md", op.Request == nil, op.Page)
		}
	}
}

// TestExamplesOfRemovedLine checks that examples have no route after their
// request line is removed.
func TestExamplesOfRemovedLine(t *testing.T) {
	m, _, findings := corrected(t, "")
	assert.Empty(t, findings)
	create := func(m *model.Model) *model.Operation {
		for _, op := range m.Operations {
			if op.Page == "api/berth-post.md" {
				return op
			}
		}
		return nil
	}
	require.Len(t, create(m).Examples, 1)
	require.NotNil(t, create(m).Examples[0].Route)
	op := create(m)
	op.Examples = append(op.Examples, &model.Example{StandIn: op.Routes[1]}, &model.Example{Route: op.Routes[0], StandIn: op.Routes[0]})
	o, err := Parse("corrections.yaml", []byte(entry("operation: 'POST /quays/{q}/berths/{b}'", "remove: true")))
	require.NoError(t, err)
	o.Apply(m)
	require.Empty(t, o.Findings())
	assert.Nil(t, op.Examples[0].Route)
	assert.Nil(t, op.Examples[1].StandIn)
	assert.Same(t, op.Routes[0], op.Examples[2].Route)
	assert.Same(t, op.Routes[0], op.Examples[2].StandIn)
	require.Len(t, op.PathParameters, 1, "parameters of the removed line are removed")
	assert.Equal(t, "berth-id", op.PathParameters[0].Name)
}

// TestUnused checks corrections that the pages agree with.
func TestUnused(t *testing.T) {
	_, before, _ := corrected(t, "")
	for _, text := range []string{
		entry("property: harbor.port.berth/depth", "remove: true"),
		entry("property: harbor.port.berth/number", "rename: id"),
		entry("property: harbor.port.berth/id", "type: Edm.String", "key: false"),
		entry("member: harbor.port.side/bow", "remove: true"),
		entry("member: harbor.port.side/bow", "rename: port"),
		entry("operation: 'POST /piers/{b}'", "remove: true"),
		entry("operation: 'POST /piers/{b}'", "path: '/berths/{b}'"),
		entry("operation: 'DELETE /berths/{b}'", "response: none", "request: none"),
		entry("type: harbor.port.berth", "base: harbor.port.place"),
	} {
		_, after, findings := corrected(t, text)
		require.Len(t, findings, 1, text)
		assert.Equal(t, "overlay-unused", findings[0].Rule.Name, text)
		assert.Equal(t, before, after, text)
	}
}

// A message about a name that the pages don't have has similar ones.
func TestSimilarNames(t *testing.T) {
	for text, want := range map[string]string{
		entry("property: harbor.port.berth/sied", "remove: true"):        "the pages have no harbor.port.berth/sied to remove; correct the name, or remove the correction; did you mean harbor.port.berth/side",
		entry("member: harbor.port.side/prot", "remove: true"):           "; did you mean harbor.port.side/port?",
		entry("property: harbor.port.bert/id", "key: true"):              "harbor.port.bert/id: the pages have no type harbor.port.bert; did you mean harbor.port.berth/id?",
		entry("member: harbor.port.sied/port", "value: 3"):               "; did you mean harbor.port.side/port?",
		entry("type: harbor.port.bert", "open: true"):                    "; did you mean harbor.port.berth?",
		entry("enum: harbor.port.sides", "flags: true"):                  "; did you mean harbor.port.side?",
		entry("operation: 'DELETE /brets/{berth-id}'", "response: none"): "the pages have no such request line; did you mean DELETE /berths/{berth-id}",
		entry("operation: 'DELETE /berth/{berth-id}'", "remove: true"):   "; did you mean DELETE /berths/{berth-id}",
		entry("operation: 'PATCH /zebra/of/a/kind/x'", "remove: true"):   "the pages have no PATCH /zebra/of/a/kind/x to remove; correct the name, or remove the correction",
	} {
		_, _, findings := corrected(t, text)
		require.Len(t, findings, 1, text)
		assert.Contains(t, findings[0].Message, want)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		entry("reason2: x"):                                                         `corrections.yaml:1: unknown key "reason2"`,
		entry("property: a.b/c", "property: a.b/d"):                                 `corrections.yaml:2: the key "property" is already on line 1`,
		entry("open: true"):                                                         `corrections.yaml:1:3: want exactly one of the keys property, type, enum, member and operation`,
		entry("property: a.b/c", "enum: a.b", "flags: true"):                        `corrections.yaml:1:3: want exactly one of the keys property, type, enum, member and operation`,
		entry("property: a.b/c", "key: 5"):                                          `corrections.yaml:2: key: want true or false`,
		entry("property: a.b/c", "type: [a]"):                                       `corrections.yaml:2: type: want text`,
		entry("member: a.b/c", "value: 1.5"):                                        `corrections.yaml:2: value: want a whole number`,
		entry("member: a.b/c", "value: 9223372036854775808"):                        `corrections.yaml:2: value: want a whole number`,
		entry("enum: a.b", "type: Edm.String"):                                      `corrections.yaml:1:3: the key "type" does not apply to the kind enum: want one of flags`,
		entry("type: a.b", "flags: true"):                                           `corrections.yaml:1:3: the key "flags" does not apply to the kind type: want one of base, abstract, open`,
		entry("type: a.b"):                                                          `corrections.yaml:1:3: the correction of a.b changes nothing; give one of base, abstract, open`,
		entry("type: a.b", "open: ~"):                                               `corrections.yaml:1:3: the correction of a.b changes nothing`,
		entry("property: a.b/c", "add: false"):                                      `corrections.yaml:1:3: the correction of a.b/c changes nothing`,
		entry("property: a.b", "key: true"):                                         `corrections.yaml:1:3: want a property after a slash`,
		entry("member: a.b/", "add: true"):                                          `corrections.yaml:1:3: want a member after a slash`,
		entry("property: a.b/c", "add: true"):                                       `corrections.yaml:1:3: the type of the property a.b/c is missing`,
		entry("member: a.b/c", "remove: true", "value: 3"):                          `corrections.yaml:1:3: the correction removes a.b/c, so "value" has no effect`,
		entry("property: a.b/c", "key: true", "page: api/x.md"):                     `corrections.yaml:1:3: "page" applies to request lines only, and a.b/c is not one`,
		entry("operation: GET berths", "request: none"):                             `corrections.yaml:1:3: want a request line such as "GET /vessels/{id}", not "GET berths"`,
		"- {type: a.b, open: true, link: 'https://harbor.example/1'}":               `corrections.yaml:1:3: the correction has no reason`,
		"- {type: a.b, open: true, reason: so, link: 'ftp://harbor.example/1'}":     `corrections.yaml:1:3: the correction has no link`,
		"- &a {type: a.b, open: true, reason: so, link: 'https://x.example'}\n- *a": `corrections.yaml:2:3: want a correction, not an alias of another one`,
		"- text":     `corrections.yaml:1:3: want a correction: lines of the form "key: value"`,
		"- [":        `corrections.yaml:1: did not find expected node content`,
		"a: b":       `corrections.yaml:1: want a list of corrections`,
		"- a\n---\n": `corrections.yaml: more than one YAML document`,
	} {
		_, err := Parse("corrections.yaml", []byte(text))
		if assert.Error(t, err, text) {
			assert.True(t, strings.HasPrefix(err.Error(), want), "%s\ngives %v", text, err)
		}
	}
	for _, text := range []string{"", "# nothing\n", "~\n", "[]\n"} {
		o, err := Parse("corrections.yaml", []byte(text))
		require.NoError(t, err)
		assert.True(t, o.Empty())
	}
}

func TestSet(t *testing.T) {
	c, err := Set("harbor.port.berth/id", "Edm.Int32", source.Position{File: "docwright.yaml", Line: 3})
	require.NoError(t, err)
	o := &Overlay{}
	o.Add(c)
	assert.False(t, o.Empty())
	_, _, err = parser.Parse(context.Background(), parser.Options{Root: quay, Docs: ".", Correct: o.Apply})
	require.NoError(t, err)
	assert.Empty(t, o.Findings())
	_, err = Set("harbor.port.berth", "Edm.Int32", source.Position{File: "docwright.yaml", Line: 3})
	assert.ErrorContains(t, err, "docwright.yaml:3: want a property")
}

// TestManual checks that the manual has a row with the keys of each kind.
func TestManual(t *testing.T) {
	manual, err := os.ReadFile("../../cmd/docwright/README.md")
	require.NoError(t, err)
	for _, k := range kinds {
		row := fmt.Sprintf("\n| `%s`", k.noun)
		i := strings.Index(string(manual), row)
		require.GreaterOrEqual(t, i, 0, row)
		line, _, _ := strings.Cut(string(manual)[i+1:], "\n")
		cell := strings.Split(line, "|")[2]
		said, _, _ := strings.Cut(cell, ";")
		assert.ElementsMatch(t, k.names(), strings.Split(strings.NewReplacer("`", "", " ", "").Replace(said), ","), line)
	}
}
