package example

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

func TestSplit(t *testing.T) {
	for text, want := range map[string][]message{
		"GET /a\nx\n":                          {{"GET /a\nx\n", source.Position{Line: 5}}},
		"\n\nGET /a\n\nGET /b\nPOST https://c": {{"GET /a\n\n", source.Position{Line: 7}}, {"GET /b\n", source.Position{Line: 9}}, {"POST https://c", source.Position{Line: 10}}},
		"GET /a\nGET the rest\n":               {{"GET /a\nGET the rest\n", source.Position{Line: 5}}},
		"":                                     {{"", source.Position{Line: 5}}},
		"\n":                                   {{"\n", source.Position{Line: 5}}},
		"HTTP/1.1 200 OK\n\nGET /b":            {{"HTTP/1.1 200 OK\n\n", source.Position{Line: 5}}, {"GET /b", source.Position{Line: 7}}},
	} {
		assert.Equal(t, want, split(&page.Code{Text: text, TextPos: source.Position{Line: 5}}), "%q", text)
	}
}

func TestReadContent(t *testing.T) {
	h := func(pairs ...string) []model.Header {
		list := []model.Header{}
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, model.Header{Name: pairs[i], Value: pairs[i+1]})
		}
		return list
	}
	for text, want := range map[string]content{
		"":                         {h(), "", source.Position{Line: 2}, false},
		"A: b\nC : d \n\n{}\n\n":   {h("A", "b", "C", "d"), "{}", source.Position{Line: 5}, false},
		"\nContent-Type: a/b\n\nx": {h("Content-Type", "a/b"), "x", source.Position{Line: 5}, false},
		"A: b\n```json\n{}\n":      {h("A", "b"), "{}", source.Position{Line: 4}, false},
		"\nFrom: a\nx":             {h(), "From: a\nx", source.Position{Line: 3}, false},
		"\nX-Berth: a\nAccept-Tide: b\nOData-V: c": {h("X-Berth", "a", "Accept-Tide", "b", "OData-V", "c"), "", source.Position{Line: 6}, false},
		"A: b\n{\"c\": 1}":                         {h("A", "b"), "{\"c\": 1}", source.Position{Line: 3}, true},
		"https://x\n":                              {h(), "https://x", source.Position{Line: 2}, false},
		"no header: x":                             {h(), "no header: x", source.Position{Line: 2}, false},
	} {
		assert.Equal(t, want, readContent(text, source.Position{Line: 2}), "%q", text)
	}
}

func TestIsJSON(t *testing.T) {
	for _, tt := range []struct {
		body, contentType string
		want              bool
	}{
		{"{}", "", true}, {"[]", "", true}, {"{Raw bytes}", "", false}, {"{raw bytes}", "", false}, {" \t{}", "", true}, {"  []", "", true}, {"// x\n{}", "", true},
		{"/x", "", false}, {`"a"`, "application/json", true}, {`"a"`, "text/plain", false}, {"-1", "application/JSON", true}, {"17", "application/json", true},
		{"true", "application/json", true}, {"false", "application/json", true}, {"null", "application/json", true}, {"name", "application/json", false}, {"<x/>", "application/json", false},
		{"0", "application/json", true}, {"9", "application/json", true}, {":", "application/json", false},
	} {
		c := &content{body: tt.body, headers: []model.Header{{Name: "content-type", Value: tt.contentType}}}
		assert.Equal(t, tt.want, c.isJSON(), "%q %s", tt.body, tt.contentType)
	}
	assert.Empty(t, Header(nil, "a"))
}

func TestJSON(t *testing.T) {
	e := &Examples{}
	at := source.Position{Line: 10, Col: 1}
	text, v := e.json("{\n\"a\": 1\n}", at, false)
	assert.Equal(t, model.RawJSON("{\n\"a\": 1\n}"), text)
	assert.NotNil(t, v)
	assert.Empty(t, e.Findings)

	text, _ = e.json("{\n\"a\": [1,],\n\"b\": [2,], // c\n}", at, false)
	assert.NotContains(t, string(text), "//")
	var got []string
	for _, f := range e.Findings {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{":11:8: not strict JSON: trailing comma, here and at 2 other places [example-json-mended]", ":12:12: not strict JSON: comment [example-json-mended]"},
		got)

	e = &Examples{}
	_, _ = e.json("{\n'a': [1,]\n}", at, false)
	assert.Len(t, e.Findings, 2)
	if assert.NotNil(t, e.Findings[0].Fix) {
		assert.Equal(t, source.Position{Line: 11, Col: 1}, e.Findings[0].Fix.Edits[0].Position)
	}
	assert.Nil(t, e.Findings[1].Fix, "the first finding has all edits")

	e = &Examples{}
	text, v = e.json("{\n\"a\": }", at, false)
	assert.Empty(t, text)
	assert.Nil(t, v)
	assert.Equal(t, 11, e.Findings[0].Position.Line)
}

func TestPairs(t *testing.T) {
	request := func(names ...string) *Block { return &Block{Request: &model.ExampleRequest{}, names: names} }
	response := func(names ...string) *Block { return &Block{Response: &model.ExampleResponse{}, names: names} }
	first := notation.Line{Method: "GET", Path: notation.Parse("/berths", nil)}
	for what, tt := range map[string]struct {
		blocks []*Block
		want   []string // names, with "+" if there is a response
		read   int
	}{
		"by order":             {[]*Block{request("a"), response(), request("b"), response()}, []string{"a+", "b+"}, 4},
		"by name":              {[]*Block{request("a"), request("b"), response("a"), response("b")}, []string{"a+", "b+"}, 4},
		"several responses":    {[]*Block{request("a"), response(), response("a")}, []string{"a+", "a_2+"}, 3},
		"name of an answered":  {[]*Block{request("a"), response("a"), request("a"), response("a")}, []string{"a+", "a_2+"}, 4},
		"unknown name":         {[]*Block{request("a"), response("x")}, []string{"a+"}, 2},
		"no response":          {[]*Block{request("a")}, []string{"a"}, 1},
		"no request":           {[]*Block{response("r")}, []string{"r+"}, 1},
		"no names":             {[]*Block{request(), request("…"), request("example")}, []string{"example", "example_2", "example_3"}, 3},
		"a template":           {[]*Block{{Request: &model.ExampleRequest{}, Template: true}, request("a")}, []string{"a"}, 1},
		"an answered template": {[]*Block{{Request: &model.ExampleRequest{}, Template: true}, response()}, []string{"example+"}, 1},
		"the first of two":     {[]*Block{request("a", "b"), request("b"), response("b"), response("b")}, []string{"a+", "b+"}, 4},
	} {
		e := &Examples{Blocks: tt.blocks}
		var got []string
		for _, p := range e.Pair(first) {
			name := p.Example.Name
			if p.Example.Response != nil {
				name += "+"
			}
			got = append(got, name)
		}
		assert.Equal(t, tt.want, got, what)
		assert.Equal(t, tt.read, e.Count.Read, what)
	}
	assert.Equal(t, "a_b-c.d_e", cleanName("«a b-c.d_e!»"))
	assert.Empty(t, cleanName("…"))
}

func TestIsNone(t *testing.T) {
	assert.True(t, isNone("microsoft.graph.None"))
	assert.True(t, isNone("none"))
	assert.False(t, isNone("microsoft.graph.noneSuch"))
}

func TestIsExample(t *testing.T) {
	for _, tt := range []struct {
		about     dialect.Section
		blockType string
		text      string
		want      bool
	}{
		{dialect.OtherSection, "request", "GET /a", true},
		{dialect.OtherSection, "request", "{}", true},
		{dialect.OtherSection, "response", "anything", true},
		{dialect.OtherSection, "example", "GET /a", true},
		{dialect.OtherSection, "example", "HTTP/1.1 200 OK", true},
		{dialect.Example, "example", "{}", false},
		{dialect.Example, "resource", "GET /a", false},
		{dialect.Example, "simulatedResponse", "HTTP/1.1 200 OK", false},
		{dialect.Example, "testParams", "GET /a", false},
		{dialect.Example, "ignored", "GET /a", true},
		{dialect.RequestLines, "ignored", "GET /a", false},
		{dialect.OtherSection, "", "HTTP/1.1 200 OK", true},
		{dialect.Aside, "", "HTTP/1.1 200 OK", false},
		{dialect.Example, "", "http/1.1 200 OK", true},
		{dialect.Example, "", "{}", false},
	} {
		code := &page.Code{Text: tt.text}
		if tt.blockType != "" {
			code.Annotation = &page.Annotation{BlockType: tt.blockType}
		}
		assert.Equal(t, tt.want, IsExample(tt.about, code), "%v", tt)
	}
}

func TestOfHTTP(t *testing.T) {
	for _, name := range []string{"Accept", "Authorization", "Cache-Control", "client-request-id", "ConsistencyLevel", "Content-Length", "Content-Location",
		"Content-Range", "Content-Type", "ETag", "Host", "If-Match", "If-None-Match", "Last-Modified", "Location", "Prefer", "Preference-Applied", "request-id",
		"Retry-After", "Transfer-Encoding", "WWW-Authenticate", "X-Tide", "Accept-Language", "OData-Version"} {
		assert.True(t, ofHTTP(name), name)
	}
	for _, name := range []string{"From", "Date", "Received", "Subject", "FN"} {
		assert.False(t, ofHTTP(name), name)
	}
}
