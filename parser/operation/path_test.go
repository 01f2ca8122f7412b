package operation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
)

// show prints a template: placeholders between brackets, with "|" before
// aliases, "=" before an argument's key, and marks for what they are.
func show(t *template) string {
	var b strings.Builder
	for _, s := range t.segments {
		b.WriteByte('/')
		for _, p := range s {
			b.WriteString(showPiece(p))
		}
	}
	for _, q := range t.query {
		b.WriteString(" ?" + q.name)
		for _, p := range q.value {
			b.WriteString("=" + showPiece(p))
		}
	}
	if t.unbalanced {
		b.WriteString(" unbalanced")
	}
	if t.literalID {
		b.WriteString(" literal")
	}
	return b.String()
}

func showPiece(p piece) string {
	if !p.hole {
		return p.text
	}
	s := strings.Join(append([]string{p.name}, p.aliases...), "|")
	if p.arg != "" {
		s = p.arg + "=" + s
	}
	if p.quoted {
		s = "'" + s + "'"
	}
	if p.path {
		s = "+" + s
	}
	if p.enum != "" {
		s += ":" + p.enum
	}
	return "{" + s + "}"
}

func TestParsePath(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"/berths", "/berths"},
		{"/berths/", "/berths"},
		{"/", ""},
		{"/berths/{id}", "/berths/{id}"},
		{"/berths/{id | code}/x/{id|name}", "/berths/{id|code}/x/{id|name}"},
		{"/berths/{id or code}", "/berths/{id|code}"},
		{"/berths/{the id}/{Id}/{berth_id}", "/berths/{the id}/{Id}/{berth_id}"},
		{"/berths/<berth-id>", "/berths/{berth-id}"},
		{"/berths/(berth-id)/logs", "/berths/{berth-id}/logs"},
		{"/f(a='{x}',b={y})", "/f(a='{'a=x'}',b={b=y})"},
		{"/f(a = '{x}', b = {y})", "/f(a = '{'a=x'}', b = {b=y})"},
		{"/range(address='<address>')", "/range(address='{'address=address'}')"},
		{"/range(<address>)", "/range({address})"},
		{"/f(unit=harbor.port.unit'{u}')", "/f(unit=harbor.port.unit'{'unit=u':harbor.port.unit}')"},
		{"/f(mode=mode-value,n=n,on=true,d=2)", "/f(mode={mode=mode-value},n={n=n},on=true,d=2)"},
		{"/f(on='parameterValue',to='north',known='x')", "/f(on='{'on=parameterValue'}',to='north',known='{'known=x'}')"},
		{"/f()", "/f()"},
		{"/range(address='<address>'/row", "/range(address='{'address=address'}'/row unbalanced"},
		{"/a/{id/b", "/a/{id/b unbalanced"},
		{"/drive/root:/{item-path}:/content", "/drive/root:/{+item-path}:/content"},
		{"/items/{id}:/{name}:/content", "/items/{id}:/{+name}:/content"},
		{"/sites/{host}:/{path}", "/sites/{host}:/{+path}"},
		{"/drive/root:/{path and filename}:/content", "/drive/root:/{+path and filename}:/content"},
		{"/berths(code='{code}')", "/berths(code='{'code=code'}')"},
		{"/berths('{id}')/x", "/berths('{'id'}')/x"},
		{"/a/harbor.port.dock/$count", "/a/harbor.port.dock/$count"},
		{"/a/{id}/$ref", "/a/{id}/$ref"},
		{"/a/6f1c2d3e-0000-4a4b-8c8d-1234567890ab/b", "/a/{id}/b literal"},
		{"/a/12345/b/id", "/a/{id}/b/{id} literal"},
		{"/a/windows10configurations", "/a/windows10configurations"},
		{"/a?from={x}&to=<y>&$filter=b eq '{z}'&fixed=1&{more}", "/a ?from={from=x} ?to={to=y} ?$filter=b eq '{z}' ?fixed=1"},
		{"/a[?deep=true]", "/a[ ?deep=true"},
		{"/a/{x?}/b", "/a/{x?}/b"},
	} {
		assert.Equal(t, tt.want, show(parsePath(tt.in, map[string]bool{"known": true})), tt.in)
	}
}

func TestRelative(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		mended   bool
	}{
		{"/a/b", "/a/b", false},
		{"a/b", "/a/b", true},
		{"/beta/a", "/a", true},
		{"/v1.0/a", "/a", true},
		{"https://api.harbor.example/v2/a", "/a", true},
		{"https://api.harbor.example", "/", true},
		{"/volumes/a", "/volumes/a", false},
	} {
		got, mended := relative(tt.in)
		assert.Equal(t, tt.want, got, tt.in)
		assert.Equal(t, tt.mended, mended, tt.in)
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ one, many string }{
		{"berth", "berths"}, {"quay", "quays"}, {"category", "categories"}, {"class", "classes"}, {"box", "boxes"},
		{"branch", "branches"}, {"status", "statuses"}, {"series", "series"}, {"person", "people"},
	} {
		assert.Equal(t, tt.one, singular(tt.many), tt.many)
		assert.Equal(t, tt.one, singular(tt.one), tt.one)
		if tt.one != "person" {
			assert.Equal(t, tt.many, plural(tt.one), tt.one)
		}
		assert.Equal(t, tt.many, plural(tt.many), tt.many)
	}
	assert.Equal(t, []string{"get", "URL", "For", "X2", "Port"}, camelWords("getURLForX2Port"))
	assert.Equal(t, "ItemId2", upperCamel("item-id_2"))
}

func TestFindStatus(t *testing.T) {
	for in, want := range map[string]int{
		"HTTP/1.1 200 OK": 200, "HTTP 201 Created": 201, "HTTP code: 204": 204, "a 4xx error": 0, "v1.200": 0, "204.": 204,
		"2017-01-01": 0, "200, 204": 200, "1200": 0, "": 0,
	} {
		assert.Equal(t, want, statusIn(in), in)
	}
}

func TestSampleIsFixed(t *testing.T) {
	assert.Equal(t, sample("berth-id", nil), sample("berthId", nil))
	assert.True(t, isGUID(sample("id", nil)))
	guid := &model.Parameter{}
	guid.Type = "Edm.Guid"
	assert.True(t, isGUID(sample("key", guid)))
	guid.Type = "Edm.Int32"
	assert.Equal(t, "1", sample("id", guid))
}

// FuzzParsePath holds what must be true of any path: no panic, no piece lost,
// and that a path made of the samples fits its own route.
func FuzzParsePath(f *testing.F) {
	for _, file := range casetest.Files(f, "../../testdata/cases/operation/*.txtar") {
		for line := range strings.Lines(string(file.Data)) {
			if method, path := cutMethod(strings.TrimSpace(line)); method != "" {
				f.Add(path)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		path, _ := relative(text)
		parsed := parsePath(path, map[string]bool{"name": true})
		l := &line{method: "GET", template: parsed}
		l.nameHoles(map[string]bool{"id": true})
		route := &model.Route{Path: parsed.path}
		var args []model.Argument
		sampled := true
		for _, s := range parsed.segments {
			var segment model.Segment
			for i := range s {
				if !s[i].hole {
					segment = append(segment, model.Part{Text: s[i].text})
					// A doubled quote stands for one inside of a value, so that a value can't end there.
					sampled = sampled && !strings.ContainsAny(s[i].text, "{}<>") && !strings.Contains(s[i].text, "''")
					continue
				}
				p := holeParam(s[i], l.names[&s[i]])
				assert.NotEmpty(t, p.Name)
				segment = append(segment, model.Part{Param: p, Quoted: s[i].quoted, Path: s[i].path})
				args = append(args, model.Argument{Param: p, Value: "v"})
			}
			route.Segments = append(route.Segments, segment)
		}
		if sampled {
			assert.NotNil(t, matchRoute(strings.HasPrefix, route, tokens(route), expand(route, args), nil), "%q", expand(route, args))
		}
	})
}

func TestIdentifiersAreToldFromNames(t *testing.T) {
	for text, want := range map[string]bool{
		"6f1c2d3e-0000-4a4b-8c8d-1234567890ab":       true,
		"AAMkAGE1M2IyNGNmLTI5MTktNDUyZi1iOTVl":       true,
		"01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K":         true,
		"90210":                                      true,
		"getHarbor365BerthUserCounts":                false,
		"managedDeviceWindows10CertificationStates3": false,
		"vessels": false,
		"v2":      false,
	} {
		path := parsePath("/harbors/"+text, nil)
		assert.Equal(t, want, path.literalID, text)
	}
}
