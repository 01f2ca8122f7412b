package fake

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestKinds checks the JSON values that each primitive type accepts.
func TestKinds(t *testing.T) {
	text, number, truth := any("x"), any(json.Number("1")), any(true)
	want := map[string][]any{}
	for _, name := range []string{"String", "Guid", "Date", "DateTimeOffset", "TimeOfDay", "Duration", "Binary"} {
		want["Edm."+name] = []any{text}
	}
	for _, name := range []string{"Byte", "SByte", "Int16", "Int32"} {
		want["Edm."+name] = []any{number}
	}
	for _, name := range []string{"Int64", "Decimal", "Single", "Double"} {
		want["Edm."+name] = []any{text, number}
	}
	want["Edm.Boolean"] = []any{truth}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(kinds)))
	s := New()
	for name, takes := range want {
		for _, v := range []any{text, number, truth, map[string]any{}, []any{}} {
			wrong := s.checkValue("p", v, valueType{Type: name}, &body{})
			if slices.ContainsFunc(takes, func(taken any) bool { return assert.ObjectsAreEqual(taken, v) }) {
				assert.Empty(t, wrong, "%s %v", name, v)
			} else {
				assert.Equal(t, "The value of 'p' can't be converted to "+name+".", wrong, "%v", v)
			}
		}
		assert.Empty(t, s.checkValue("p", nil, valueType{Type: name}, &body{}), name)
	}
}

// TestClasses checks that each primitive type compares with literals of its own
// class only.
func TestClasses(t *testing.T) {
	literals := map[class]string{texts: "'x'", numbers: "1", booleans: "true", times: "2026-01-01", durations: "duration'PT1S'"}
	want := map[string]class{
		"Edm.String": texts, "Edm.Guid": texts, "Edm.Binary": texts, "Edm.Boolean": booleans, "Edm.Byte": numbers, "Edm.SByte": numbers, "Edm.Int16": numbers,
		"Edm.Int32": numbers, "Edm.Int64": numbers, "Edm.Decimal": numbers, "Edm.Single": numbers, "Edm.Double": numbers,
		"Edm.DateTimeOffset": times, "Edm.Date": times, "Edm.TimeOfDay": durations, "Edm.Duration": durations,
	}
	assert.Len(t, edmClasses, len(want))
	for name, class := range want {
		c := &optionContext{api: &api{structures: map[string]*structure{"t": {Name: "t", Properties: []*property{{Name: "p", valueType: valueType{Type: name}}}}}}, typ: "t"}
		for other, literal := range literals {
			_, err := c.read([][2]string{{"$filter", "p eq " + literal}})
			if other == class {
				assert.NoError(t, err, "%s %s", name, literal)
			} else {
				assert.ErrorContains(t, err, "can't compare values of types "+string(class)+" and "+string(other), name)
			}
		}
		_, err := c.read([][2]string{{"$expand", "p"}})
		assert.Error(t, err, name)
		_, err = c.read([][2]string{{"$filter", "p/q eq 1"}})
		assert.Error(t, err, name)
		_, err = c.read([][2]string{{"$filter", "p eq null and null eq p"}})
		assert.NoError(t, err, name)
	}
}

func TestOptionsForCollections(t *testing.T) {
	for name, of := range map[string]string{
		"$filter": "collections", "$search": "collections", "$orderby": "collections", "$top": "collections", "$skip": "collections", "$count": "collections",
		"$skiptoken": "collections", "$deltatoken": "collections", "$select": "all", "$expand": "all", "$format": "all", "$id": "all",
		"$apply": "none", "$compute": "none", "$index": "none", "$levels": "none",
	} {
		reader, ok := optionReaders[name]
		require.True(t, ok, name)
		assert.Equal(t, of == "collections", reader.collections, name)
		assert.Equal(t, of == "none", reader.read == nil, name)
	}
	assert.Len(t, optionReaders, 16)
}

func TestFunctionsThatAreNotEvaluated(t *testing.T) {
	c := &optionContext{api: &api{}}
	for _, name := range strings.Fields("cast time fractionalseconds totalseconds totaloffsetminutes mindatetime maxdatetime matchesPattern hassubset hassubsequence case geo.distance geo.length geo.intersects substringof") {
		_, err := c.read([][2]string{{"$filter", name + "(a)"}})
		assert.EqualError(t, err, "The fake does not evaluate the function '"+name+"' in $filter.")
		assert.True(t, isBeyond(err))
	}
	assert.Len(t, functions, 37)
	for _, op := range []string{"add", "sub", "mul", "div", "divby", "mod"} {
		_, err := c.read([][2]string{{"$filter", "a " + op + " 1 eq 1"}})
		assert.EqualError(t, err, "The fake does not evaluate '"+op+"' in $filter.")
	}
}

func TestHeadersThatAreNotSent(t *testing.T) {
	r := &answer{Status: 200, Header: map[string]string{"x-kept": "1"}}
	for _, name := range []string{"content-length", "transfer-encoding", "content-encoding", "connection", "request-id", "date"} {
		r.Header[name] = "1"
	}
	assert.Equal(t, http.Header{"X-Kept": {"1"}}, New().exampleReply(r).header)
	r = &answer{Header: map[string]string{"a\r": "x", "b": "x\ny", "c": "x\ry", "content-type": "text/plain"}, message: message{JSON: json.RawMessage("{}")}}
	assert.Equal(t, http.Header{"Content-Type": {"application/json"}}, New().exampleReply(r).header)
	r = &answer{Header: map[string]string{"content-type": "application/json;odata.metadata=minimal"}, message: message{JSON: json.RawMessage("{}")}}
	assert.Equal(t, "application/json;odata.metadata=minimal", New().exampleReply(r).header.Get("Content-Type"))
}

func TestCodes(t *testing.T) {
	assert.Equal(t, map[int]string{
		400: "BadRequest", 401: "InvalidAuthenticationToken", 403: "Forbidden", 404: "ResourceNotFound", 409: "Conflict", 412: "PreconditionFailed",
		429: "TooManyRequests", 500: "InternalServerError", 503: "ServiceNotAvailable", 504: "GatewayTimeout",
	}, codes)
	assert.Equal(t, limits{body: 67108864, calls: 10000, bodies: 67108864, items: 100000, content: 268435456, uploads: 1000, files: 1000}, usual)
}

func TestPoints(t *testing.T) {
	a := &asked{path: "/a", query: [][2]string{{"x", "1"}, {"y", "2"}}, options: [][2]string{{"x", "1"}, {"y", "2"}}, header: http.Header{"Prefer": {"P"}}, isJSON: true, value: map[string]any{"p": "q", "r": "s"}}
	ok := &answer{Status: 200}
	for _, test := range []struct {
		e    example
		want int
	}{
		{example{}, 0},
		{example{paths: []string{"/b", "/a"}}, 64},
		{example{Query: [][2]string{{"Y", "2"}, {"X", " 1 "}}}, 32 + 8},
		{example{Query: [][2]string{{"x", "2"}, {"z", "2"}}}, 0},
		{example{message: message{JSON: json.RawMessage(`{"p": "q", "r": "s"}`)}}, 32 + 8},
		{example{message: message{JSON: json.RawMessage(`{"p": "z", "o": 1}`)}}, 0},
		{example{message: message{JSON: json.RawMessage(`{"p": "z"}`)}}, 4},
		{example{Header: map[string]string{"prefer": "p"}}, 4},
		{example{Header: map[string]string{"prefer": "z"}}, 0},
	} {
		test.e.Response = ok
		if test.e.JSON == nil {
			test.e.Text = "not this"
		}
		assert.Equal(t, test.want, a.like(&test.e).points, "%+v", test.e)
	}
	text := &asked{text: []byte("a  b\n")}
	assert.True(t, text.like(&example{message: message{Text: "a b"}, Response: ok}).body)
	assert.False(t, text.like(&example{message: message{Text: "ab"}, Response: ok}).body)
	best, how := (&asked{path: "/a"}).pick([]*example{{paths: []string{"/a"}, Response: &answer{Status: 404}, Name: "error"}, {Response: &answer{Status: 399}, message: message{Text: "x"}, Name: "worse"}, {message: message{Text: "x"}, Response: ok, Name: "second"}})
	assert.Equal(t, "error", best.Name, "its own request")
	assert.True(t, how.exact())
	best, _ = (&asked{path: "/a", text: []byte("y")}).pick([]*example{{paths: []string{"/a"}, Response: &answer{Status: 400}, Name: "error"}, {Response: &answer{Status: 399}, message: message{Text: "x"}, Name: "worse"}, {message: message{Text: "x"}, Response: ok, Name: "second"}})
	assert.Equal(t, "worse", best.Name)
	assert.True(t, sameOptions([][2]string{{"a", "1"}, {"a", "2"}}, [][2]string{{"A", "2"}, {"a", "1"}}))
	assert.False(t, sameOptions([][2]string{{"a", "1"}}, [][2]string{{"a", "1"}, {"a", "1"}}))
}

func TestNearness(t *testing.T) {
	op := &operation{Method: "GET"}
	for _, test := range []struct {
		line, path string
		want       int
	}{
		{"/a/b", "/a/b", 6 + 6 + 3},
		{"/a/{id}", "/a/b", 6 + 4 + 3},
		{"/a/b", "/x/b", 0 + 4 + 3},
		{"/a/b", "/a", 6 - 2 + 3},
		{"/a", "/a/b", 6 - 2 + 3},
		{"/b/a", "/a/b", 2 + 2 + 3},
		{"/berths", "/berth", 3*5/6 + 3},
		{"/abc", "/xyz", 0},
	} {
		assert.Equal(t, test.want, newPattern(op, test.line).nearness(&asked{method: "GET", path: test.path}), "%s %s", test.line, test.path)
	}
	assert.Equal(t, 12, newPattern(op, "/a/b").nearness(&asked{method: "PUT", path: "/a/b"}))
}

func TestSampleIDs(t *testing.T) {
	id := sampleID("kind", 1)
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, id)
	assert.NotEqual(t, id, sampleID("kind", 2))
	assert.NotEqual(t, id, sampleID("other", 1))
	s := New()
	first := s.newID("x")
	s.api = &api{shown: func() *shown { return &shown{byID: map[string][]*entity{sampleID("x", 2): {{}}}} }}
	assert.Equal(t, sampleID("x", 1), first)
	assert.Equal(t, sampleID("x", 3), s.newID("x"), "the second one is from an example")
}

func TestPreferences(t *testing.T) {
	a := &asked{header: http.Header{"Prefer": {"respond-async, return=minimal", `odata.maxpagesize="5"`}}}
	assert.Equal(t, "minimal", a.prefers("return"))
	assert.Equal(t, "5", a.prefers("odata.MaxPageSize"))
	assert.Empty(t, a.prefers("respond-async"))
	assert.Empty(t, a.prefers("wait"))
}

func TestJSON(t *testing.T) {
	assert.Nil(t, parse([]byte(`{} {}`)))
	assert.Nil(t, parse([]byte(`{`)))
	assert.Equal(t, map[string]any{"a": json.Number("1")}, parse([]byte(`{"a": 1} `)))
	assert.Equal(t, "{\"a\":\"<\"}\n", string(encode(map[string]any{"a": "<"})))
	assert.Contains(t, string(encode(make(chan int))), "InternalServerError")
	v, ok := lookup(map[string]any{"B": 1, "b": 2, "A": 3}, "b")
	assert.Equal(t, []any{2, true}, []any{v, ok})
	v, _ = lookup(map[string]any{"NAME": 1, "Name": 2}, "name")
	assert.Equal(t, 1, v)
	_, ok = lookup(map[string]any{"": 1}, "x")
	assert.False(t, ok)
}
