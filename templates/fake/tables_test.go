package fake

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestKinds checks the JSON values that each primitive type accepts.
func TestKinds(t *testing.T) {
	number := func(text string) any { return json.Number(text) }
	takes := map[string][]any{
		"String":         {"", "x"},
		"Guid":           {"5B649834-7412-4cce-9e69-176e95a394f5"},
		"Binary":         {"", "aGk=", "aGk", "-_+/"},
		"Date":           {"2026-02-28"},
		"DateTimeOffset": {"2026-02-28T12:00:00Z", "2026-02-28T12:00:00.1234567+02:00", "2026-02-28T12:00Z", "2026-02-28"},
		"TimeOfDay":      {"23:59", "00:00:00.000"},
		"Duration":       {"PT1H", "-P1DT2H"},
		"Boolean":        {true, false},
		"Byte":           {number("0"), number("255")},
		"SByte":          {number("-128"), number("127")},
		"Int16":          {number("-32768"), number("32767")},
		"Int32":          {number("-2147483648"), number("2147483647")},
		"Int64":          {number("9223372036854775807"), "-5"},
		"Decimal":        {number("1.5"), "1.5"},
		"Single":         {number("1e3"), "INF"},
		"Double":         {number("0"), "-INF", "NaN"},
	}
	refuses := map[string][]any{
		"String":         {number("1"), true, map[string]any{}, []any{}},
		"Guid":           {"5b649834", "", number("1"), "{5b649834-7412-4cce-9e69-176e95a394f5}"},
		"Binary":         {"<bytes>", number("1")},
		"Date":           {"2026-02-30", "2026-02-28T12:00:00Z", ""},
		"DateTimeOffset": {"yesterday", "", number("1")},
		"TimeOfDay":      {"24:00", "9:00", ""},
		"Duration":       {"1 hour", "PT"},
		"Boolean":        {"true", number("1")},
		"Byte":           {number("-1"), number("256"), "1"},
		"SByte":          {number("128"), number("-129")},
		"Int16":          {number("1.5"), number("32768")},
		"Int32":          {number("2147483648"), "1", true},
		"Int64":          {number("1e3"), "x", "", number("9223372036854775808")},
		"Decimal":        {"x", "", true},
		"Single":         {"one"},
		"Double":         {[]any{}, map[string]any{}},
	}
	assert.Len(t, kinds, len(takes))
	s := New()
	for name, values := range takes {
		for _, v := range values {
			assert.Empty(t, s.checkValue("p", v, valueType{Type: "Edm." + name}, &body{}), "%s %v", name, v)
		}
		for _, v := range refuses[name] {
			assert.Equal(t, "The value of 'p' can't be converted to Edm."+name+".", s.checkValue("p", v, valueType{Type: "Edm." + name}, &body{}), "%s %v", name, v)
		}
		assert.NotEmpty(t, refuses[name], name)
		assert.Empty(t, s.checkValue("p", nil, valueType{Type: "Edm." + name}, &body{}), name)
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
