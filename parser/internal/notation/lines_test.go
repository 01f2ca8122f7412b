package notation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
)

func TestCutMethod(t *testing.T) {
	for _, tt := range []struct{ in, method, rest string }{
		{"GET /berths", "GET", "/berths"},
		{"GET\t /berths ", "GET", "/berths"},
		{"POST /a", "POST", "/a"}, {"PATCH /a", "PATCH", "/a"}, {"PUT /a", "PUT", "/a"}, {"DELETE /a", "DELETE", "/a"},
		{"HEAD /a", "HEAD", "/a"}, {"OPTIONS /a", "OPTIONS", "/a"}, {"MERGE /a", "MERGE", "/a"},
		{"get /berths", "GET", "/berths"},
		{"Get https://harbor.example/berths", "GET", "https://harbor.example/berths"},
		{"get berths", "", "get berths"},
		{"GO /berths", "", "GO /berths"},
		{"OPTIONSX /berths", "", "OPTIONSX /berths"},
		{"GET", "", "GET"},
		{"FETCH /a", "", "FETCH /a"},
	} {
		method, rest := CutMethod(tt.in)
		assert.Equal(t, tt.method, method, tt.in)
		assert.Equal(t, tt.rest, rest, tt.in)
	}
}

func TestFirstLine(t *testing.T) {
	assert.Equal(t, "GET /a", FirstLine("\n  \n  GET /a \nGET /b\n"))
	assert.Empty(t, FirstLine(" \n"))
	assert.True(t, StartsWithMethod("\nGET /a"))
	assert.False(t, StartsWithMethod("a\nGET /a"))
}

func TestJoin(t *testing.T) {
	for _, tt := range []struct{ url, more, want string }{
		{"/a", "?b=1", "/a?b=1"},
		{"/a?b=1", "&c=2", "/a?b=1&c=2"},
		{"/a", "&c=2", "/a?c=2"},
		{"/a", "$top=1", "/a?$top=1"},
		{"/a?b=1", "$top=1", "/a?b=1&$top=1"},
	} {
		assert.True(t, Continues(tt.more), tt.more)
		assert.Equal(t, tt.want, Join(tt.url, tt.more))
	}
	assert.False(t, Continues("Host: a"))
}

func TestCutHTTPVersion(t *testing.T) {
	for in, want := range map[string]string{
		"/a HTTP/1.1": "/a", "/a  HTTP/2": "/a", "/a": "/a", "/a b": "/a b", " HTTP/1.1": "", "/HTTP/1.1": "/HTTP/1.1",
	} {
		assert.Equal(t, want, CutHTTPVersion(in), in)
	}
}

func TestRelativeHosts(t *testing.T) {
	for in, want := range map[string]string{
		"api.harbor.example/v1.0/a": "/a", "api.harbor.example/a": "/api.harbor.example/a", "v1.0/beta/a": "/beta/a",
		"longscheme://x/a": "/longscheme://x/a", "http://x/a": "/a", "https://x/beta/a/b": "/a/b", "/v": "/v", "": "/",
	} {
		got, _ := (*Base)(nil).Relative(in)
		assert.Equal(t, want, got, in)
	}
}

func TestIsVersion(t *testing.T) {
	for in, want := range map[string]bool{
		"v1": true, "V1.0": true, "v2.10": true, "beta": true, "Beta": true, "v": false, "vessels": false, "1.0": false, "betas": false, "": false, "w1": false,
	} {
		assert.Equal(t, want, IsVersion(in), in)
	}
}

func TestIsPath(t *testing.T) {
	for in, want := range map[string]bool{
		"/a": true, "/": false, "/a b": false, "/a\tb": false, "/{a b}": true, "/<a b>": true, "/f(a = 1)": true, "/f(a='b c')": true,
		"/a?b=c d": true, "/f(a) b": false, "/a/** b": false, "/**": false, "/{a} b": false, "/'a' b": false, "/'a b'": true, "/a} b": false,
	} {
		assert.Equal(t, want, IsPath(in), in)
	}
	for in, want := range map[string]bool{"/a/.../b": true, "/a/…": true, ".../a": true, "/a..b": false, "/a": false} {
		assert.Equal(t, want, HasEllipsis(in), in)
	}
}

func TestIsBase(t *testing.T) {
	const base = "https://API.harbor.example/v1.0"
	for before, want := range map[string]bool{
		"": true, "/": true, "https://api.harbor.example/v1.0/": true, "api.harbor.example/V1.0/": true, "/v1.0": true,
		"beta": false, "https://other.example/v1.0": false, "http://api.harbor.example/v1.0": false,
	} {
		assert.Equal(t, want, IsBase(before, base), before)
	}
	assert.True(t, IsBase("", ""))
	assert.False(t, IsBase("v1.0", ""))
}

// lines parses request lines such as "GET /a".
func lines(texts ...string) []Line {
	var list []Line
	for _, text := range texts {
		method, path := CutMethod(text)
		list = append(list, Line{method, Parse(path, nil)})
	}
	return list
}

func TestNameParameters(t *testing.T) {
	for _, tt := range []struct {
		lines []string
		want  string
	}{
		{[]string{"GET /berths/{id}"}, "id"},
		{[]string{"GET /berths/{id}/logs/{id}"}, "berthId logId"},
		{[]string{"GET /berths/{id}/logs/{id}", "GET /docks/{id}"}, "berthId logId dockId"},
		{[]string{"GET /{id}/{id}"}, "id id2"},
		{[]string{"GET /berths/{berth-id}/berths/{berthId}"}, "berthId berthId2"},
		{[]string{"GET /a/{x9}/f(x9={y},x9={z})"}, "aX9 x9 x2"},
		{[]string{"GET /berths({id})/logs(berthId=({id}),id=({id}))"}, "berthId berthId2 id"},
		{[]string{"GET /{a}/{a}/{a}/{a}/{a}/{a}/{a}/{a}/{a}/{a}"}, "a a2 a3 a4 a5 a6 a7 a8 a9 a9"},
		{[]string{"GET /f(k='{v}',{w})"}, "k w"},
		{[]string{"GET /berths/{berthId}", "GET /berths/{id}/{id}"}, "berthId berthId berthId2"},
	} {
		list := lines(tt.lines...)
		NameParameters(list)
		var names []string
		for _, l := range list {
			for _, s := range l.Path.Segments {
				for _, p := range s {
					if p.Placeholder {
						names = append(names, p.Parameter)
					}
				}
			}
		}
		assert.Equal(t, tt.want, strings.Join(names, " "), "%v", tt.lines)
	}
}

func TestEndings(t *testing.T) {
	for _, tt := range []struct {
		lines []string
		want  Ending // the ending of the first line
	}{
		{[]string{"GET /berths"}, Ending{}},
		{[]string{"GET /berths/{id}"}, Ending{}},
		{[]string{"DELETE /berths/{id}/owner/$ref"}, Ending{Special, "$ref"}},
		{[]string{"GET /berths/Delta"}, Ending{Special, "delta"}},
		{[]string{"POST /berths/{id}/openGate"}, Ending{Call, "opengate"}},
		{[]string{"PATCH /berths/{id}/openGate"}, Ending{}},
		{[]string{"POST /berths"}, Ending{}},
		{[]string{"GET /berths", "GET /berths/{id}"}, Ending{Form: Collection}},
		{[]string{"GET /berths", "GET /Berths/{id}"}, Ending{Form: Collection}},
		{[]string{"GET /berths", "PATCH /berths/{id}"}, Ending{}},
		{[]string{"GET /berths", "GET /docks/{id}"}, Ending{}},
		{[]string{"GET /berths", "GET /berths/first"}, Ending{}},
		{[]string{"GET /berths", "GET /berths/x{id}"}, Ending{}},
		{[]string{"GET /berths/{id}/cranes", "GET /berths/{id}"}, Ending{OfItem, "cranes"}},
		{[]string{"GET /berths/{id}/children", "GET /berths/{key}"}, Ending{OfItem, "children"}},
		{[]string{"GET /berths/{id}/owner", "GET /berths/{id}"}, Ending{}},
		{[]string{"GET /berths/{id}/cranes", "PATCH /berths/{id}"}, Ending{}},
		{[]string{"GET /berths/{id}/cranes", "GET /docks/{id}"}, Ending{}},
		{[]string{"GET /berths/first/cranes", "GET /berths/first"}, Ending{}},
		{[]string{"GET /berths/{id}/near", "GET /berths/{id}/near(m={m})"}, Ending{Call, "near"}},
		{[]string{"GET /berths/{id}/near(m={m})"}, Ending{Call, "near"}},
		{[]string{"GET /berths(code='{code}')"}, Ending{Call, "berths"}},
		{[]string{"GET /berths(code='{code}')", "PUT /berths/{id}"}, Ending{}},
		{[]string{"GET /berths(code='{code}')", "GET /docks/{id}"}, Ending{Call, "berths"}},
		{[]string{"GET /berths(code='{code}')", "GET /Berths('x')/{id}"}, Ending{Call, "berths"}},
		{[]string{"GET /{id}", "GET /f(a={b})"}, Ending{}},
	} {
		list := lines(tt.lines...)
		assert.Equal(t, tt.want, NewEndings(list).Of(list[0]), "%v", tt.lines)
	}
}

func TestEnding(t *testing.T) {
	assert.Equal(t, "near()", Ending{Call, "near"}.String())
	assert.Equal(t, "$ref", Ending{Special, "$ref"}.String())
	assert.True(t, Ending{Special, "$ref"}.Is("$ref"))
	assert.False(t, Ending{OfItem, "$ref"}.Is("$ref"))
	assert.False(t, Ending{Special, "$ref"}.Is("$value"))
	assert.Equal(t, "Reference", Ending{Special, "$ref"}.Segment().Word)
	assert.Empty(t, Ending{Call, "delta"}.Segment().Name)
	assert.True(t, Ending{Form: Collection}.Lists())
	assert.True(t, Ending{OfItem, "cranes"}.Lists())
	assert.False(t, Ending{Special, "delta"}.Lists())
	assert.True(t, IsAction("openGate"))
	assert.False(t, IsAction("openGates"))
	assert.False(t, IsAction("gate"))
	assert.False(t, IsAction(""))
}

func TestShape(t *testing.T) {
	p := Parse("/berths/{id}/near(m={metres})?day={day}&$top={n}", nil)
	assert.Equal(t, "/berths/{}/near(m={})?day", p.Shape())
	for name, want := range map[string]bool{
		"id": true, "ID": true, "m": true, "metres": true, "day": true, "n": true, "top": false, "x": false, "berths": false,
	} {
		assert.Equal(t, want, p.Has(name), name)
	}
	assert.True(t, Parse("/a?$filter=b eq {c}", nil).Has("c"))
	assert.True(t, Parse("/a/{b | c_d}", nil).Has("cD"))
	assert.Equal(t, "berthid", Key("{berth-ID }"))
	assert.Equal(t, "berthid", Key("Berth_Id"))
}

func TestWord(t *testing.T) {
	for path, want := range map[string]string{
		"/range(address='{a}')": "range", "/root:": "root", "/berths/{id}": "", "/harbor.port.dock": "dock", "/a.": "a.", "/": "", "/f('x')": "f", "/x'": "x",
	} {
		p := Parse(path, nil)
		assert.Equal(t, want, p.LastWord(), path)
	}
	assert.True(t, Parse("/a/{b}(c)", nil).EndsInKey())
	assert.False(t, Parse("/a", nil).EndsInKey())
	assert.False(t, Parse("/", nil).EndsInKey())
	assert.True(t, Parse("/a/{b}", nil).Last().IsKey())
	assert.False(t, Parse("/a/{b}:", nil).Last().IsKey())
	assert.Equal(t, "b(", Parse("/a/b({c})", nil).LastText())
	assert.Empty(t, Parse("/", nil).LastText())
}

func TestFind(t *testing.T) {
	query := []model.NameValue{{Name: "day", Value: "1"}}
	for _, tt := range []struct {
		paths []string
		path  string
		want  int
		fold  bool
		value string
	}{
		{[]string{"/berths/{id}"}, "/berths/7", 0, false, "7"},
		{[]string{"/berths/{id}"}, "/berths/7/x", -1, false, ""},
		{[]string{"/berths/{id}"}, "/berths/", -1, false, ""},
		{[]string{"/berths/{id}"}, "/Berths/7", 0, true, "7"},
		{[]string{"/{a}/{b}", "/berths/{id}"}, "/berths/7", 1, false, "7"},
		{[]string{"/berths/{id}", "/berths/first"}, "/berths/first", 1, false, ""},
		{[]string{"/berths", "/berths?day={d}"}, "/berths", 1, false, ""},
		{[]string{"/berths?day={d}", "/berths"}, "/berths", 0, false, ""},
		{[]string{"/berths?night={d}", "/berths"}, "/berths", 1, false, ""},
		{[]string{"/berths?$top={n}", "/berths"}, "/berths", 0, false, ""},
		{[]string{"/berths?$top={n}", "/berths?day={d}"}, "/berths", 1, false, ""},
		{[]string{"/root:/{path}:/x"}, "/root:/a/b:/x", 0, false, "a/b"},
		{[]string{"/f(k='{v}')"}, "/f(k='a/b')", 0, false, "a/b"},
		{[]string{"/f(k='{v}')"}, "/f(k='O''Hara''s')", 0, false, "O''Hara''s"},
		{[]string{"/f(k='{v}')"}, "/f(k='a''')", 0, false, "a''"},
		{[]string{"/a/{x}/b"}, "/a/{y/z}/b", 0, false, "{y/z}"},
		{[]string{"/a/{x}/b"}, "/a/<y/z>/b", 0, false, "<y/z>"},
		{[]string{"/a/{x}/b"}, "/a/y}/z/b", -1, false, ""},
		{[]string{"/a/{x}{y}"}, "/a/bc", 0, false, "b"},
		{[]string{"/a/{x}-{y}"}, "/a/b-c-d", 0, false, "b"},
		{[]string{"/"}, "/", -1, false, ""},
		{[]string{"/"}, "", 0, false, ""},
	} {
		var paths []*Path
		for _, path := range tt.paths {
			paths = append(paths, Parse(path, nil))
		}
		m, ok := Find(paths, tt.path, query)
		if !assert.Equal(t, tt.want >= 0, ok, "%v", tt) || !ok {
			continue
		}
		assert.Equal(t, tt.want, m.Index, "%v", tt)
		assert.Equal(t, tt.fold, m.Respelled, "%v", tt)
		if tt.value != "" {
			assert.Equal(t, tt.value, m.Values[0], "%v", tt)
		}
	}
	_, ok := Find(nil, "/a", nil)
	assert.False(t, ok)
}

func TestExpand(t *testing.T) {
	p := Parse("/a/{x}/f(k='{v}')", nil)
	assert.Equal(t, "/a/1/f(k='O''Hara')", p.Expand([]string{"1", "O'Hara"}))
	last := p.Last()
	assert.Equal(t, "O'Hara d", last[1].Value("O''Hara%20d", ""))
	assert.Equal(t, "O''Hara", p.Segments[1][0].Value("O''Hara", ""))
	assert.Equal(t, "100%", p.Segments[1][0].Value("100%", ""))
	assert.Equal(t, "true", p.Segments[1][0].Value("{x}", "Edm.Boolean"))
}

func TestFill(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "{locale}": "en-US", "<file name>": "file.txt", "a{locale}b": "aen-USb", "a{}b": "a{}b", "a{ }b": "a{ }b", "a{b": "a{b",
		"a{b,c}d": "a{b,c}d", "{row}{column}": "11", "a<url>": "ahttps://example.com", "{a}, {b}": "a, b",
	} {
		assert.Equal(t, want, Fill(in, ""), in)
	}
	assert.Equal(t, "1", Fill("{anything}", "Edm.Int32"))
	assert.Equal(t, "x anything", Fill("x {anything}", "Edm.Int32"))
	for name, want := range map[string]string{
		"userPrincipalName": "ann@example.com", "mailNickname": "ann@example.com", "upn": "ann@example.com", "filename": "file.txt", "item-path": "folder",
		"startDateTime": "2021-07-01T08:00:00Z", "timestamp": "2021-07-01T08:00:00Z", "date": "2021-07-01", "index": "1", "count": "1",
		"serialNumber": "1", "address": "A1:B2", "period": "D7", "hostname": "example.com", "a b.c!d": "abcd", "a-b_c": "a-b_c",
	} {
		assert.Equal(t, want, Sample(name, ""), name)
	}
	assert.Equal(t, "2492fba8-c136-477f-8a3b-6e26ad85b51e", Sample("gateId", ""))
	assert.True(t, isGUID(Sample("guidOf", "")))
}

func TestIsName(t *testing.T) {
	for in, want := range map[string]bool{
		"a": true, "@odata.type": true, "$top": true, "_a": true, "a-b/c|d.e": true, "": false, "1a": false, "a b": false, "-a": false, "a,": false,
	} {
		assert.Equal(t, want, IsName(in), in)
	}
}

func TestURLs(t *testing.T) {
	for _, tt := range []struct {
		in, rest, first string
		absolute        bool
	}{
		{"https://api.harbor.example/v1.0/a", "/a", "", true},
		{"https://api.harbor.example/local/a/ ", "/local/a", "local", true},
		{"https://api.harbor.example", "/", "", true},
		{"api.harbor.example/v1.0/a", "/a", "", true},
		{"microsoft.graph.x/a", "/microsoft.graph.x/a", "", false},
		{"a.b/c", "/a.b/c", "", false},
		{"/v1.0/a", "/a", "", false},
		{"/a/b", "/a/b", "", false},
	} {
		rest, first, absolute := (*Base)(nil).Cut(tt.in)
		assert.Equal(t, tt.rest, rest, tt.in)
		assert.Equal(t, tt.first, first, tt.in)
		assert.Equal(t, tt.absolute, absolute, tt.in)
	}
	for in, want := range map[string]string{
		"https://API.harbor.example/v1.0": "api.harbor.example", "https://api.harbor.example?x": "api.harbor.example", "api.harbor.example/a": "api.harbor.example",
		"/a": "", "https://{host}.example/a": "", "https://localhost/a": "", "https://a b.example/": "", "https://": "",
	} {
		assert.Equal(t, want, Host(in), in)
	}
	for _, tt := range []struct{ in, stem, tail string }{
		{"/a/$count", "/a", "/$count"}, {"/a/harbor.port.dock", "/a", "/harbor.port.dock"}, {"/a/harbor.port.dock/$count", "/a", "/harbor.port.dock/$count"},
		{"/a/b.c", "/a/b.c", ""}, {"/a/x.y.z-1", "/a/x.y.z-1", ""}, {"/a/a.b@c.d", "/a/a.b@c.d", ""}, {"/a/v.1.2", "/a/v.1.2", ""}, {"/a", "/a", ""},
	} {
		stem, tail := CutForm(tt.in)
		assert.Equal(t, tt.stem+" "+tt.tail, stem+" "+tail, tt.in)
	}
	for _, tt := range []struct{ in, stem, call string }{
		{"/a/f(x=1)", "/a/f", "(x=1)"}, {"/a/f()", "/a/f()", ""}, {"/a/f(x=1)/b", "/a/f(x=1)/b", ""}, {"/a/f('x')", "/a/f('x')", ""}, {"/a", "/a", ""}, {"/a)", "/a)", ""}, {"/f(x=a/b)", "/f(x=a/b)", ""},
	} {
		stem, call := CutCall(tt.in)
		assert.Equal(t, tt.stem+" "+tt.call, stem+" "+call, tt.in)
	}
	assert.Equal(t, "(row={row},name='{name}')", Placeholders("(row=5, name = 'a')"))
	assert.Equal(t, "(5)", Placeholders("(5)"))
	assert.Equal(t, "(a b=5)", Placeholders("(a b=5)"))
	for in, want := range map[string]bool{
		"/a/{b}/c": true, "/a/b1": false, "/a/b.c": false, "/a/'b'": false, "/a/b%20c": false, "/root:/{p}": true, "/root:/p": false, "/": false, "/a/id": false, "/a/b~c": false, "/a/b!": false, "/a/f(x={x})": false,
	} {
		assert.Equal(t, want, IsTemplate(in), in)
	}
	assert.Equal(t, "/a/{id}/b/{id}/c1", WithoutNumbers("/a/1/b/20/c1"))
	assert.Equal(t, "a b", SamplePath("a%20b"))
}

func TestParseQuery(t *testing.T) {
	assert.Equal(t, []model.NameValue{{Name: "a", Value: "1"}, {Name: "$filter", Value: "b eq 'c d'"}, {Name: "e"}, {Name: "f", Value: "g=h"}},
		ParseQuery("a=1&&%24filter=b+eq+'c%20d' &e&f=g=h"))
	assert.Equal(t, []model.NameValue{{Name: "t", Value: "2021-01-01T00:00:00+01:00"}, {Name: "u", Value: "1 a"}, {Name: "v", Value: "a 11"}, {Name: "w", Value: "1%"}},
		ParseQuery("t=2021-01-01T00:00:00+01:00&u=1+a&v=a+11&w=1%"))
	assert.Nil(t, ParseQuery(""))
	value, ok := OptionValue([]model.NameValue{{Name: "a", Value: "1"}}, "a")
	assert.Equal(t, "1", value)
	assert.True(t, ok)
	_, ok = OptionValue(nil, "a")
	assert.False(t, ok)
}

func TestSplit(t *testing.T) {
	assert.Equal(t, []string{"a", "{b/c}", "f(d/e)", "<g/h>", "i"}, SplitPath("a/{b/c}/f(d/e)/<g/h>/i"))
	assert.Equal(t, []string{"a", "{b", "c"}, SplitPath("a/{b/c"))
	assert.Nil(t, SplitPath(""))
	assert.Equal(t, []string{"a={b,c}", "d='e,f'", "g(h,i)", "j"}, SplitArguments("a={b,c},d='e,f',g(h,i),j"))
	assert.Equal(t, []string{"a='b", "c"}, SplitArguments("a='b,c"))
	assert.Nil(t, SplitArguments(" "))
	for _, tt := range []struct{ in, path, query string }{
		{"/a?b=c", "/a", "b=c"}, {"/a/{b?}/c?d", "/a/{b?}/c", "d"}, {"/a/<b?>?c", "/a/<b?>", "c"}, {"/a/{b?c", "/a/{b", "c"}, {"/a}?b", "/a}", "b"}, {"/a", "/a", ""},
	} {
		path, query, found := CutQuery(tt.in)
		assert.Equal(t, tt.path+" "+tt.query, path+" "+query, tt.in)
		assert.Equal(t, strings.Contains(tt.in, "?"), found, tt.in)
	}
}

func TestStatusLines(t *testing.T) {
	for in, want := range map[string]bool{"HTTP/1.1 200 OK": true, "HTTP 201": true, "HTTP/1.1 OK": false, "200 OK": false, "http/1.1 200": true, "https 200": false, "http": false} {
		assert.Equal(t, want, IsStatusLine(in), in)
	}
	for in, want := range map[string]bool{"If-Match": true, "x_y1": true, "": false, "1x": false, "a b": false, "a:": false} {
		assert.Equal(t, want, IsHeader(in), in)
	}
	at, status := FindStatus("gives 99, 600 and 204.")
	assert.Equal(t, 18, at)
	assert.Equal(t, 204, status)
	assert.Equal(t, 599, StatusIn("599"))
	assert.Equal(t, 100, StatusIn("100"))
	assert.Equal(t, 0, StatusIn("200.5 200x 2001 x200 .200"))
}
