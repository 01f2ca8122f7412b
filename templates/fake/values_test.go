package fake

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"P1D": 24 * time.Hour, "PT1H": time.Hour, "PT1M": time.Minute, "PT1.5S": 1500 * time.Millisecond, "-P1DT1H": -25 * time.Hour, "+PT2S": 2 * time.Second,
		"P1DT2H3M4S": 26*time.Hour + 3*time.Minute + 4*time.Second, "08:30": 8*time.Hour + 30*time.Minute, "00:00:01": time.Second, "23:59:59": 24*time.Hour - time.Second,
	} {
		got, ok := readDuration(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "P", "PT", "P1DT", "P1", "1D", "PT1", "P1M", "25:00", "P999999D"} {
		_, ok := readDuration(text)
		assert.False(t, ok, text)
	}
}

func TestTimes(t *testing.T) {
	want := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)
	for _, text := range []string{"2026-03-01T06:00:00Z", "2026-03-01t06:00:00.000z", "2026-03-01T06:00Z", "2026-03-01T07:00:00+01:00", "2026-03-01T06:00:00"} {
		got, ok := readTime(text)
		assert.True(t, ok, text)
		assert.True(t, want.Equal(got), text)
	}
	for _, text := range []string{"", "2026-13-01", "2026-03-01T", "06:00", "x"} {
		_, ok := readTime(text)
		assert.False(t, ok, text)
	}
}

func TestComparing(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		x, y any
		want int
	}{
		{"a", "B", -1}, {"b", "A", 1}, {"a", "A", 0},
		{json.Number("9"), json.Number("10"), -1}, {json.Number("9.5"), json.Number("9"), 1}, {json.Number("9007199254740993"), json.Number("9007199254740992"), 1},
		{json.Number("1e2"), json.Number("100"), 0}, {json.Number("INF"), json.Number("1"), 1}, {json.Number("-INF"), json.Number("1"), -1}, {json.Number("7"), "7", 0}, {"8", json.Number("7"), 1},
		{true, false, 1}, {false, true, -1}, {true, true, 0},
		{noon, "2026-03-01T12:00:00Z", 0}, {"2026-03-01", noon, -1}, {noon, noon.Add(1), -1},
		{time.Hour, "PT1H", 0}, {"PT2H", time.Hour, 1}, {time.Hour, time.Minute, 1},
	} {
		n, ok := compare(test.x, test.y)
		assert.True(t, ok, "%v %v", test.x, test.y)
		assert.Equal(t, test.want, n, "%v %v", test.x, test.y)
	}
	for _, pair := range [][2]any{{"a", nil}, {nil, "a"}, {"a", true}, {json.Number("1"), "x"}, {json.Number("NaN"), json.Number("NaN")}, {json.Number("1"), json.Number("NaN")},
		{json.Number("1"), true}, {true, "a"}, {noon, "a"}, {time.Hour, "a"}, {[]any{}, []any{}}, {noon, time.Hour}} {
		_, ok := compare(pair[0], pair[1])
		assert.False(t, ok, "%v", pair)
		assert.False(t, equal(pair[0], pair[1]), "%v", pair)
		for _, op := range []string{"gt", "ge", "lt", "le"} {
			assert.Equal(t, false, comparisons[op](pair[0], pair[1]), "%v", pair)
		}
	}
	assert.True(t, equal(nil, nil))
	f, ok := float("1e400")
	assert.False(t, ok, f)
	f, _ = float("-INF")
	assert.Equal(t, math.Inf(-1), f)
	assert.False(t, has(json.Number("3"), "a"))
	assert.False(t, has("a", json.Number("3")))
	assert.True(t, has("a, B ,c", "b,C"))
	assert.False(t, has("a,b", "b,c"))
}

// TestFunctionsOfOtherKinds checks that functions return null for arguments of
// other types, since the types on pages may be wrong.
func TestFunctionsOfOtherKinds(t *testing.T) {
	for name, args := range map[string][]any{
		"contains": {"a", true}, "length": {true}, "year": {"x"}, "date": {true}, "round": {"x"}, "floor": {json.Number("NaN")}, "substring": {"abc", "x"},
	} {
		assert.Nil(t, functions[name].apply(args), name)
	}
	assert.Nil(t, functions["substring"].apply([]any{true, json.Number("1")}))
	assert.Nil(t, functions["substring"].apply([]any{"abc", json.Number("-1")}))
	assert.Nil(t, functions["substring"].apply([]any{"abc", json.Number("1.5")}))
	assert.Equal(t, "c", functions["substring"].apply([]any{"abc", json.Number("2"), json.Number("9")}))
	assert.Equal(t, json.Number("-2"), functions["floor"].apply([]any{json.Number("-1.5")}))
	assert.Equal(t, json.Number("2"), functions["length"].apply([]any{"åé"}))
	assert.Equal(t, json.Number("-1"), functions["indexof"].apply([]any{"abc", "x"}))
	at := time.Date(2026, 3, 1, 12, 30, 45, 0, time.FixedZone("", 3600))
	for name, want := range map[string]string{"year": "2026", "month": "3", "day": "1", "hour": "11", "minute": "30", "second": "45"} {
		assert.Equal(t, json.Number(want), functions[name].apply([]any{at}), name)
	}
	assert.Equal(t, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), functions["date"].apply([]any{at}))
	assert.WithinDuration(t, time.Now(), functions["now"].apply(nil).(time.Time), time.Minute)
}

func TestTyped(t *testing.T) {
	assert.Equal(t, json.Number("7"), typed("7", "Edm.Int64"))
	assert.Equal(t, time.Hour, typed("PT1H", "Edm.Duration"))
	assert.Equal(t, "x", typed("x", "Edm.Duration"))
	assert.Equal(t, "x", typed("x", "Edm.Date"))
	assert.Equal(t, "1", typed("1", "Edm.String"))
	assert.Equal(t, true, typed(true, "Edm.Int64"))
}

func TestSpans(t *testing.T) {
	for asked, want := range map[string][2]int{"bytes=0-1": {0, 1}, "bytes=2-": {2, 9}, "bytes=-3": {7, 9}, "bytes=9-9": {9, 9}, "bytes=5-99": {5, 9}, "bytes=-99": {0, 9}, "bytes=10-": {10, 0}, "bytes=99-": {10, 0}, "bytes=99-100": {10, 0}, "bytes=-0": {10, 9}, "bytes=4-4": {4, 4}} {
		first, last, ok := span(asked, 10)
		assert.True(t, ok, asked)
		assert.Equal(t, want, [2]int{first, last}, asked)
	}
	for _, asked := range []string{"", "bytes=", "bytes=-", "bytes=a-", "bytes=1-x", "bytes=3-2", "items=0-1", "0-1", "bytes=-x", "bytes=1", "bytes=0-1,3-4", "bytes=99999999999-"} {
		_, _, ok := span(asked, 10)
		assert.False(t, ok, asked)
	}
}

func TestEtagsOfItems(t *testing.T) {
	it := &item{changed: 3, members: map[string]any{}}
	assert.Equal(t, `W/"3"`, it.etag())
	for _, header := range []string{"*", `W/"3"`, `"3"`, `"2", W/"3"`} {
		assert.True(t, it.tagged(header), header)
	}
	for _, header := range []string{"", `"33"`, "3", `"2"`} {
		assert.False(t, it.tagged(header), header)
	}
}

func TestPatternsTakeTheLeast(t *testing.T) {
	op, function := &operation{}, &operation{Kind: kindFunction}
	of := func(line string) *operation {
		if strings.HasPrefix(line, "/f(") {
			return function
		}
		return op
	}
	for path, want := range map[string][]string{
		"/a/x":             {"x"},
		"/A/x":             {"x"},
		"/a/":              nil,
		"/a/x/y":           nil,
		"/b/x:/y/z:/c":     {"x", "y/z"},
		"/b/x:/y:/z:/c":    {"x", "y:/z"},
		"/f(p='x',q=3)":    {"x", "3"},
		"/f(p='x','y',q=)": nil,
	} {
		var got []string
		for _, line := range []string{"/a/{id}", "/b/{id}:/{path*}:/c", "/f(p='{p}',q={q})"} {
			if values, ok := newPattern(of(line), line).fits(path); ok {
				got = values
			}
		}
		assert.Equal(t, want, got, path)
	}
	for line, want := range map[string][]role{
		"/users/{id}":                    {inSegment},
		"/users/{id}/x":                  {inSegment},
		"/items/{id}:/{name}:/content":   {inSegment, byPath},
		"/root:/{path*}:/content":        {byPath},
		"/root:/{path}":                  {byPath},
		"/users(mail='{m}')/x":           {inParens},
		"/users(key={m})":                {inParens},
		"/f(p='{p}',q='{q}')":            {plain, plain},
		"/g(p='{p}',q=({q}))/x":          {inSegment},
		"/g({p})/x({q},{r})":             {inSegment, inSegment},
		"/thumbs/{id}/{size}/content":    {inSegment, plain},
		"/{root}/x":                      {plain},
		"/x/{id}.json":                   {plain},
		"/x/y{id}":                       {plain},
		"/range(address={a})/x(b='{b}')": {inParens, inParens},
	} {
		var got []role
		for _, part := range newPattern(of(line), line).parts {
			if part.text == "" {
				got = append(got, part.role)
			}
		}
		assert.Equal(t, want, got, line)
	}
	for line, want := range map[string]bool{"/users/{id}": true, "/users/{id}/x": false, "/users(mail='{m}')": true, "/users(mail={m})": true, "/users(mail='{m}')/x": false, "/x": false, "/f(a={b},c={d})": false, "/f({b})": false, "/g(a={b},c={d})": true, "/g({b})": true, "/f(a={b})/x({c})/y": false, "": false} {
		assert.Equal(t, want, newPattern(of(line), line).endsInKey(), line)
	}
	for path, want := range map[string]string{
		"/users('a')": "/users/a", "/users(mail='a''b')/x": "/users/a'b/x", "/users(a='b',c='d')": "/users/b,d", "/users(a)": "/users/a", "/('a')": "/('a')", "/users(a=(b),c=(d))/x": "/users/b,d/x", "/users(a=b)": "/users(a=b)", "/users()": "/users()", "/users(a": "/users(a", "/users(a,'b)": "/users(a,'b)", "/users((a))": "/users/a", "/users((a)": "/users((a)",
		"/users('a'b')": "/users('a'b')", "/f(x=1,y='a')": "/f/1,a",
	} {
		assert.Equal(t, want, keysAsSegments(path), path)
	}
}
