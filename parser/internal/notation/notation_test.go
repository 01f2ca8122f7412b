package notation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/casetest"
)

// show prints a path with placeholders in brackets, "|" before aliases, "="
// before the key of an argument, and a mark for each property.
func show(t *Path) string {
	var b strings.Builder
	for _, s := range t.Segments {
		b.WriteByte('/')
		for _, p := range s {
			b.WriteString(showPiece(p))
		}
	}
	for _, q := range t.Query {
		b.WriteString(" ?" + q.Name)
		for _, p := range q.Value {
			b.WriteString("=" + showPiece(p))
		}
	}
	if t.Unbalanced {
		b.WriteString(" unbalanced")
	}
	if t.Identified {
		b.WriteString(" literal")
	}
	return b.String()
}

func showPiece(p Piece) string {
	if !p.Placeholder {
		return p.Text
	}
	s := strings.Join(append([]string{p.Name}, p.Aliases...), "|")
	if p.Argument != "" {
		s = p.Argument + "=" + s
	}
	if p.Quoted {
		s = "'" + s + "'"
	}
	if p.Path {
		s = "+" + s
	}
	if p.Enum != "" {
		s += ":" + p.Enum
	}
	return "{" + s + "}"
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"/berths", "/berths"},
		{"/berths/", "/berths"},
		{"/berths(dockId=({id}),id=({id}))", "/berths(dockId={dockId=id},id={id=id})"},
		{"/berths/id}", "/berths/id} unbalanced"},
		{"/berths(berthId})/ropes", "/berths(berthId})/ropes unbalanced"},
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
		assert.Equal(t, tt.want, show(Parse(tt.in, map[string]bool{"known": true})), tt.in)
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
		got, mended := (*Base)(nil).Relative(tt.in)
		assert.Equal(t, tt.want, got, tt.in)
		assert.Equal(t, tt.mended, mended, tt.in)
	}
}

func TestFindStatus(t *testing.T) {
	for in, want := range map[string]int{
		"HTTP/1.1 200 OK": 200, "HTTP 201 Created": 201, "HTTP code: 204": 204, "a 4xx error": 0, "v1.200": 0, "204.": 204,
		"2017-01-01": 0, "200, 204": 200, "1200": 0, "": 0,
	} {
		assert.Equal(t, want, StatusIn(in), in)
	}
}

func TestSampleIsFixed(t *testing.T) {
	assert.Equal(t, Sample("berth-id", ""), Sample("berthId", ""))
	assert.True(t, isGUID(Sample("id", "")))
	assert.True(t, isGUID(Sample("key", "Edm.Guid")))
	assert.Equal(t, "1", Sample("id", "Edm.Int32"))
	assert.Equal(t, "value", Sample("…", ""))
	assert.Equal(t, "unit", Sample("unit", "harbor.port.unit"))
}

// FuzzParse checks invariants of paths: parsing does not panic, no piece is
// lost, and a path made of samples matches its own request line.
func FuzzParse(f *testing.F) {
	for _, file := range casetest.Files(f, "../../../testdata/cases/operation/*.txtar") {
		for line := range strings.Lines(string(file.Data)) {
			if method, path := CutMethod(strings.TrimSpace(line)); method != "" {
				f.Add(path)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _ = (*Base)(nil).Relative(text)
		path := Parse(text, map[string]bool{"name": true})
		NameParameters([]Line{{"GET", path}})
		var values []string
		sampled := true
		for _, s := range path.Segments {
			for _, p := range s {
				if p.Placeholder {
					assert.NotEmpty(t, p.Parameter)
					values = append(values, "v")
					continue
				}
				// A doubled quote inside of a value is one quote, so that a
				// value can't end there.
				sampled = sampled && !strings.ContainsAny(p.Text, "{}<>") && !strings.Contains(p.Text, "''")
			}
		}
		if sampled {
			path.Query = nil
			m, ok := Find([]*Path{path}, path.Expand(values), nil)
			assert.True(t, ok, "%q", path.Expand(values))
			assert.Len(t, m.Values, len(values))
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
		path := Parse("/harbors/"+text, nil)
		assert.Equal(t, want, path.Identified, text)
	}
}

// The base of a reference is cut off however its pages write it.
func TestBaseCut(t *testing.T) {
	const url = "https://{quay}/api/v2.0"
	for _, tt := range []struct {
		base, in, want string
		mended         bool
	}{
		{url, "quay/berths({id})?$top=5", "/berths({id})?$top=5", false},
		{url, "quay/api/v2.0/berths", "/berths", false},
		{url, "quay/v2.0/berths", "/berths", false},
		{url, "{root}/berths", "/berths", false},
		{url, "<root>/api/v1.0/berths", "/berths", false},
		{url, "https://{tenant}/api/v1.0/berths", "/berths", false},
		{url, "https://api.harbor.example/eu/api/v2.0/berths", "/berths", true},
		{url, "https://api.harbor.example/v1.0quay/berths", "/berths", true},
		{url, "https://api.harbor.example/xquay/berths", "/xquay/berths", true},
		{url, "https://api.harbor.example/a/b/c/d/e/f/api/v2.0/berths", "/a/b/c/d/e/f/api/v2.0/berths", true},
		{url, "/api/v2.0/berths", "/berths", true},
		{url, "/api/berths", "/api/berths", false},
		{url, "berths/{id}", "/berths/{id}", true},
		{url, "quay", "/quay", true},
		{"https://api.harbor.example/v1.0", "https://api.harbor.example/v1.0/berths", "/berths", true},
		{"https://api.harbor.example/v1.0", "https://api.harbor.example/eu/v1.0/berths", "/eu/v1.0/berths", true},
		{"https://api.harbor.example", "https://api.harbor.example/api/berths", "/api/berths", true},
	} {
		got, mended := NewBase(tt.base, []string{"quay"}).Relative(tt.in)
		assert.Equal(t, tt.want, got, tt.in)
		assert.Equal(t, tt.mended, mended, tt.in)
	}
	assert.True(t, NewBase(url, nil).IsTemplate())
	assert.False(t, (*Base)(nil).IsTemplate())
}
