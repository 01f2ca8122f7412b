package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reread decodes JSON text as a T and encodes it again.
func reread[T any](t *testing.T, text string) string {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	out, err := encode(&v)
	require.NoError(t, err)
	return string(out)
}

func TestAbsentNullAndValueDiffer(t *testing.T) {
	v := Vessel{Name: Set("Aurora"), Crew: Null[int32](), Aliases: []string{}}
	out, err := encodeBody(&v)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"Aurora","crew":null,"aliases":[]}`, string(out))

	var back Vessel
	require.NoError(t, json.Unmarshal(out, &back))
	assert.True(t, back.Crew.IsNull())
	assert.Zero(t, back.Moored)
	assert.NotNil(t, back.Aliases)
	assert.Nil(t, back.Tugs)
}

func TestValuesSurviveARoundTrip(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"tonnage":9007199254740993}`,
		`{"tonnage":-9223372036854775808}`,
		`{"tonnage":9223372036854775807}`,
		`{"tonnage":"123"}`,
		`{"fee":0.1234567890123456789}`,
		`{"fee":"12.50"}`,
		`{"draft":"INF"}`, `{"draft":"-INF"}`, `{"draft":"NaN"}`,
		`{"draft":0.1}`, `{"draft":1e+300}`, `{"draft":-0.5}`,
		`{"arrival":"2021-07-01T08:30:00.1234567+02:00"}`,
		`{"arrival":"2021-07-01T08:30:00Z"}`, `{"arrival":"0001-01-01T00:00:00Z"}`, `{"arrival":"9999-12-31T23:59:59.9999999-12:00"}`,
		`{"arrival":null}`,
		`{"built":"1999-12-31","watch":"04:00:00.0000000","stay":"P1DT2H"}`,
		`{"papers":"aGVsbG8="}`, `{"papers":"_-8="}`, `{"papers":"aGVsbG8"}`, `{"papers":""}`, `{"papers":null}`,
		`{"log":{"a" : [1, 2.50, null]}}`, `{"log":null}`,
		`{"aliases":null}`, `{"aliases":[]}`, `{"aliases":["a",null,"b"]}`, `{"tugs":[null,{"name":"Pip"}]}`,
		`{"soundings":["1",2,"9007199254740993"]}`,
		`{"flag":"atlantis","cargo":"grain,plutonium"}`,
		`{"berth":{"number":4,"vessel":{"berth":{"quay":"N"}}}}`,
		`{"berth":null}`,
		`{"name":"\"\\\u0001é😀</script>"}`,
		`{"@odata.type":"#harbor.port.vessel","@odata.etag":"W/\"1\"","zeta":{"x":[1,{"y":null}]},"alpha":1.50}`,
		`{"berth":{"unknown":1.0}}`,
	} {
		assert.Equal(t, text, reread[Vessel](t, text))
	}
}

func TestKeptTextGivesWayToANewValue(t *testing.T) {
	var v Vessel
	require.NoError(t, json.Unmarshal([]byte(`{"tonnage":"123","aliases":null,"tugs":[null]}`), &v))
	v.Tonnage = Set[int64](124)
	v.Aliases = []string{"x"}
	v.Tugs = nil
	out, err := encode(&v)
	require.NoError(t, err)
	assert.Equal(t, `{"tonnage":124,"aliases":["x"],"tugs":[null]}`, string(out))
}

func TestRawSendsWhatNoFieldSays(t *testing.T) {
	var v Vessel
	v.Object.SetRaw("aliases", json.RawMessage(`null`))
	v.Object.SetRaw("pilot", json.RawMessage(` {"a":1} `))
	out, err := encodeBody(&v)
	require.NoError(t, err)
	assert.Equal(t, `{"aliases":null,"pilot":{"a":1}}`, string(out))
	assert.Equal(t, []string{"aliases", "pilot"}, v.Object.Unknown())

	v.Object.SetRaw("pilot", nil)
	_, ok := v.Object.Raw("pilot")
	assert.False(t, ok)

	v.Object.SetRaw("pilot", json.RawMessage(`{"a":`))
	_, err = encodeBody(&v)
	assert.ErrorContains(t, err, "pilot: the value is not valid JSON")
}

func TestNumbersAreExactOrRefused(t *testing.T) {
	for text, want := range map[string]int64{
		`1.0`: 1, `1e3`: 1000, `12e-1`: -1, `1.5`: -1, `0e999`: -1, `0.0`: 0, `-0`: 0, `-12.50e1`: -125,
		`9223372036854775808`: -1, `"12"`: 12, `"1x"`: -1, `""`: -1, `1e999999999999`: -1, `"-7"`: -7, `true`: -1,
	} {
		var v Vessel
		require.NoError(t, json.Unmarshal([]byte(`{"tonnage":`+text+`}`), &v), text)
		if want == -1 {
			assert.Contains(t, faults(&v.Object), "tonnage: ", text)
			_, ok := v.Tonnage.Lookup()
			assert.False(t, ok)
			continue
		}
		assert.Empty(t, faults(&v.Object))
		assert.Equal(t, want, v.Tonnage.Get(), text)
	}
	for _, text := range []string{`{"crew":2147483648}`, `{"crew":-2147483649}`, `{"draft":1e400}`, `{"draft":"1.5"}`, `{"crew":"1"}`} {
		var v Vessel
		require.NoError(t, json.Unmarshal([]byte(text), &v))
		assert.NotEmpty(t, faults(&v.Object), text)
		out, err := json.Marshal(v)
		require.NoError(t, err)
		assert.Equal(t, text, string(out), "written back unchanged")
	}
	var v Vessel
	require.NoError(t, json.Unmarshal([]byte(`{"draft":"NaN","crew":-2147483648}`), &v))
	assert.True(t, math.IsNaN(v.Draft.Get()))
	assert.Equal(t, int32(math.MinInt32), v.Crew.Get())
}

func TestU06WhatAFieldCanNotHoldIsKeptAndToldOf(t *testing.T) {
	for text, want := range map[string]string{
		`{"tugs":[{},{"arrival":"23:59:60Z"}]}`:               `tugs[1].arrival: want an RFC 3339 date and time, have "23:59:60Z"`,
		`{"arrival":""}`:                                      `arrival: want an RFC 3339 date and time, have ""`,
		`{"arrival":"2016-12-31T23:59:60Z"}`:                  `arrival: want an RFC 3339 date and time, have "2016-12-31T23:59:60Z"`,
		`{"arrival":"0001-01-01"}`:                            `arrival: want an RFC 3339 date and time, have "0001-01-01"`,
		`{"arrival":"10000-01-01T00:00:00Z"}`:                 `arrival: want an RFC 3339 date and time, have "10000-01-01T00:00:00Z"`,
		`{"berth":{"vessel":{"name":12}}}`:                    `berth.vessel.name: want a string, have a number`,
		`{"aliases":{"a":1}}`:                                 `aliases: want an array, have an object`,
		`{"aliases":["a",5,"b"]}`:                             `aliases[1]: want a string, have a number`,
		`{"moored":"yes"}`:                                    `moored: want a Boolean, have a string`,
		`{"papers":"*"}`:                                      `papers: want base64`,
		`{"berth":5}`:                                         `berth: want an object, have a number`,
		`{"tugs":[{"name":"a"},5,{"crew":1}]}`:                `tugs[1]: want an object, have a number`,
		`{"crew":1.5,"berth":{"depth":"x","number":1}}`:       `crew: want a whole number; berth.depth: want a number, have a string`,
		`{"tugs":[{"berth":{"vessel":{"crew":[]}}},"x"]}`:     `tugs[0].berth.vessel.crew: want a number, have an array; tugs[1]: want an object, have a string`,
		`{"crew":{"deep":[1,{"x":null}]},"name":"a"}`:         `crew: want a number, have an object`,
		`{"flag":["malta"],"log":{"a":1},"soundings":"none"}`: `flag: want a string, have an array; soundings: want an array, have a string`,
	} {
		var v Vessel
		require.NoError(t, decode([]byte(text), &v), text)
		assert.Equal(t, want, faults(&v.Object), text)
		out, err := encode(&v)
		require.NoError(t, err)
		assert.JSONEq(t, text, string(out), "written back unchanged")
		var again Vessel
		require.NoError(t, decode(out, &again))
		assert.Equal(t, want, faults(&again.Object))
	}

	var v Vessel
	require.NoError(t, decode([]byte(`{"crew":"many","tugs":[{"crew":"few","name":"Pip"},7],"name":"a"}`), &v))
	raw, ok := v.Object.Raw("crew")
	assert.True(t, ok)
	assert.Equal(t, `"many"`, string(raw))
	assert.Equal(t, "a", v.Name.Get())
	assert.Equal(t, "Pip", v.Tugs[0].Name.Get())
	assert.Equal(t, "crew: want a number, have a string", faults(&v.Tugs[0].Object))
	assert.Equal(t, "JSON: want an object, have a number", faults(&v.Tugs[1].Object))
	v.Crew = Set[int32](5)
	v.Tugs = nil
	out, err := encode(&v)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"a","crew":5,"tugs":[{"crew":"few","name":"Pip"},7]}`, string(out), "the kept value of an absent field is written")

	// The last member of a repeated name is used.
	v = Vessel{}
	require.NoError(t, decode([]byte(`{"crew":"x","crew":5,"berth":{"depth":"x"},"berth":{"depth":1}}`), &v))
	assert.Empty(t, faults(&v.Object))
	assert.Equal(t, int32(5), v.Crew.Get())
	require.NoError(t, decode([]byte(`{"crew":5,"crew":"x"}`), &v))
	assert.Equal(t, "crew: want a number, have a string", faults(&v.Object))
	_, ok = v.Crew.Lookup()
	assert.False(t, ok)

	// A struct without an Object can't keep anything.
	var bare struct {
		Crew int32 `json:"crew"`
	}
	assert.ErrorContains(t, decode([]byte(`{"crew":"x"}`), &bare), "crew: want a number, have a string (at offset 8)")
	assert.ErrorContains(t, decode([]byte(`[]`), &v), "JSON: want an object, have an array (at offset 0)")
}

func TestU06TimeWithoutAnOffsetIsUTC(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2021-07-01T08:30:00": time.Date(2021, 7, 1, 8, 30, 0, 0, time.UTC), "2021-07-01t08:30:00.1234567": time.Date(2021, 7, 1, 8, 30, 0, 123456700, time.UTC),
		"0001-01-01T00:00:00": {},
	} {
		var v Vessel
		body := `{"arrival":"` + text + `"}`
		require.NoError(t, decode([]byte(body), &v))
		got, ok := v.Arrival.Lookup()
		assert.True(t, ok, text)
		assert.True(t, want.Equal(got), text)
		assert.Empty(t, faults(&v.Object))
		out, err := encode(&v)
		require.NoError(t, err)
		assert.Equal(t, body, string(out), "written back unchanged")
		v.Arrival = Set(want.Add(time.Hour))
		out, err = encode(&v)
		require.NoError(t, err)
		assert.NotContains(t, string(out), text)
	}
}

func TestU06NothingInOneItemCostsTheNext(t *testing.T) {
	c := offline(func(r *http.Request) (*http.Response, error) {
		if r.URL.RawQuery == "" {
			return reply(200, `{"value":[{"name":"a"},{"name":"b","arrival":"0001-01-01","crew":"x","berth":[]},7,{"name":"c","arrival":"2021-07-01T08:30:00"}],"@odata.nextLink":"/v1.0/vessels?2"}`), nil
		}
		return reply(200, `{"value":[{"name":"d"}]}`), nil
	})
	items, err := all(ListVessels(t.Context(), c, nil))
	require.NoError(t, err)
	assert.Equal(t, "a b  c d", names(items))
	var told []string
	for _, v := range items {
		told = append(told, faults(&v.Object))
	}
	assert.Equal(t, []string{"", `arrival: want an RFC 3339 date and time, have "0001-01-01"; crew: want a number, have a string; berth: want an object, have an array`,
		"JSON: want an object, have a number", "", ""}, told)

	// An invalid element without an Object is an error at its position, and the
	// list continues.
	c = offline(func(r *http.Request) (*http.Response, error) {
		if r.URL.RawQuery == "" {
			return reply(200, `{"value":["a",5,"b",{"x":[1]},null],"@odata.nextLink":"/v1.0/names?2"}`), nil
		}
		return reply(200, `{"value":["c"]}`), nil
	})
	req, err := newRequest(t.Context(), "GET", "/names", nil, nil, nil)
	var got []string
	for name, err := range sendPages[string](c, req, err) {
		if err != nil {
			name = err.Error()
		}
		got = append(got, name)
	}
	assert.Equal(t, []string{"a", "GET /v1.0/names: response: value[1]: want a string, have a number", "b", "GET /v1.0/names: response: value[3]: want a string, have an object", "", "c"}, got)
	var pages []string
	for page, err := range EachPage[string](c, req) {
		if err != nil {
			pages = append(pages, "error")
		} else {
			pages = append(pages, strings.Join(page.Items, ","))
		}
	}
	assert.Equal(t, []string{"a,b,", "error", "error", "c"}, pages)
	for _, err := range sendPages[string](c, req, nil) {
		if err != nil {
			break
		}
	}
	for _, err := range EachPage[string](c, req) {
		if err != nil {
			break
		}
	}
}

func TestTimesThatNoTextHasAreNotSent(t *testing.T) {
	_, err := encodeBody(&Vessel{Arrival: Set(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))})
	var where *ValueError
	require.ErrorAs(t, err, &where)
	assert.Equal(t, "arrival", where.Path)
}

func TestBrokenJSONIsRefused(t *testing.T) {
	for _, text := range []string{
		``, ` `, `{`, `{"name"`, `{"name":`, `{"name":"a`, `{"name":"a"`, `{"name":"a",}`, `{,}`, `{"name" "a"}`, `{"a":1 "b":2}`,
		`{"name":"\x"}`, `{"name":"\u12"}`, "{\"name\":\"a\nb\"}", `{"name":"a"} x`, `{"crew":01}`, `{"crew":+1}`, `{"crew":1.}`, `{"crew":.5}`, `{"crew":1e}`,
		`{"zz":[1,]}`, `{"zz":[1 2]}`, `{"zz":-}`, `{"zz":nul}`, `{'a':1}`, `{a:1}`, `{"zz":{"a"}}`,
	} {
		assert.Error(t, decode([]byte(text), new(Vessel)), text)
	}
	assert.NoError(t, decode([]byte("\uFEFF {\"name\" : \"a\"}\r\n\t"), new(Vessel)))
}

func TestLastOfARepeatedNameCounts(t *testing.T) {
	var v Vessel
	require.NoError(t, json.Unmarshal([]byte(`{"id":"1","ID":"2","x":1,"id":"3","x":2,"berth":{"quay":"N"},"berth":{"number":1},"\u0069d":"4"}`), &v))
	assert.Equal(t, "4", v.ID.Get())
	assert.Equal(t, []string{"ID", "x"}, v.Object.Unknown())
	assert.Zero(t, v.Berth.Quay)

	assert.Equal(t, `{"tonnage":5}`, reread[Vessel](t, `{"tonnage":"5","tonnage":5}`))
	assert.Equal(t, `{"tonnage":"5"}`, reread[Vessel](t, `{"tonnage":5,"tonnage":"5"}`))
	assert.Equal(t, `{"\u212aey":1}`, strings.ReplaceAll(reread[Vessel](t, `{"\u212aey":1}`), "\u212a", `\u212a`))
}

// repeatedNames returns an object in which a name is repeated n times, between n
// unknown names.
func repeatedNames(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"z":0`)
	for i := range n {
		fmt.Fprintf(&b, `,"k%d":1,"tonnage":"1","tonnage":1`, i)
	}
	b.WriteString("}")
	return []byte(b.String())
}

// TestManyRepeatedNames checks that the memory for an object grows no faster than
// the object. BenchmarkDecodeRepeatedNames measures the time.
func TestManyRepeatedNames(t *testing.T) {
	allocated := func(n int) uint64 {
		text := repeatedNames(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var v Vessel
		require.NoError(t, decode(text, &v))
		runtime.ReadMemStats(&after)
		assert.Len(t, v.Object.Unknown(), n+1)
		return after.TotalAlloc - before.TotalAlloc
	}
	assert.Less(t, allocated(50_000), 10*allocated(10_000))
}

func TestDepthIsLimited(t *testing.T) {
	for _, text := range []string{
		`{"zz":` + strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001) + `}`,
		strings.Repeat(`{"zz":`, 10_001) + "1" + strings.Repeat("}", 10_001),
		strings.Repeat(`{"berth":{"vessel":`, 10_001) + "{}" + strings.Repeat("}}", 10_001),
		strings.Repeat(`{"tugs":[`, 10_001),
	} {
		assert.ErrorIs(t, decode([]byte(text), new(Vessel)), ErrDepth)
	}
	assert.NoError(t, decode([]byte(`{"zz":`+strings.Repeat("[", 900)+strings.Repeat("]", 900)+`}`), new(Vessel)))

	type ring struct {
		Next *ring `json:"next"`
	}
	r := &ring{}
	r.Next = r
	_, err := encode(r)
	assert.ErrorIs(t, err, ErrDepth)
}

func TestLargeValuesAreRead(t *testing.T) {
	var v Vessel
	require.NoError(t, decode([]byte(`{"name":"`+strings.Repeat("é", 5<<20)+`","soundings":[`+strings.Repeat("1,", 1_000_000)+`1]}`), &v))
	assert.Len(t, v.Name.Get(), 10<<20)
	assert.Len(t, v.Soundings, 1_000_001)
}

func TestBadUnicodeBecomesReplacementCharacters(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"a\ud83d"}`: "a\uFFFD", `{"name":"\ude00\ud83d\ude00"}`: "\uFFFD😀", "{\"name\":\"a\xff\"}": "a\uFFFD", "{\"name\":\"\xff\\n\"}": "\uFFFD\n",
		`{"name":"\ud83d\u0041"}`: "\uFFFDA",
	} {
		var v Vessel
		require.NoError(t, json.Unmarshal([]byte(text), &v))
		assert.Equal(t, want, v.Name.Get())
	}
	out, err := encode(&Vessel{Name: Set("a\xffb\u2028<&>")})
	require.NoError(t, err)
	assert.Equal(t, "{\"name\":\"a\uFFFDb\u2028<&>\"}", string(out))
}

func TestReadOnlyPropertyIsNotSent(t *testing.T) {
	v := Vessel{Tugs: []Vessel{{}, {Mooring: Set("7")}}}
	_, err := encodeBody(&v)
	assert.ErrorIs(t, err, ErrReadOnly)
	assert.ErrorContains(t, err, "tugs[1].mooring: ")
	out, err := json.Marshal(v)
	require.NoError(t, err)
	assert.JSONEq(t, `{"tugs":[{},{"mooring":"7"}]}`, string(out))

	_, err = encodeBody(&Vessel{ID: Set("7")})
	assert.ErrorContains(t, err, "id: ")
	out, err = encodeBody(readOnlyToo(&v))
	require.NoError(t, err, "the page of the operation sends such properties")
	assert.JSONEq(t, `{"tugs":[{},{"mooring":"7"}]}`, string(out))
	out, err = encodeBody(&Vessel{Tugs: []Vessel{{ID: Set("7")}}})
	require.NoError(t, err, "an id inside refers to an entity")
	assert.JSONEq(t, `{"tugs":[{"id":"7"}]}`, string(out))
}

func TestBodyThatMayBeLeftOut(t *testing.T) {
	reader, _, err := newBody(maybe[Vessel](nil))
	require.NoError(t, err)
	assert.Nil(t, reader)
	reader, _, err = newBody(maybe(&Vessel{}))
	require.NoError(t, err)
	assert.NotNil(t, reader)
	_, _, err = newBody((*Vessel)(nil))
	assert.Error(t, err)
	_, _, err = newBody(readOnlyToo((*Vessel)(nil)))
	assert.Error(t, err)
}

func TestEvolvableMarkerIsNotSent(t *testing.T) {
	_, err := encodeBody(&Vessel{Flag: Set(Flag("unknownFutureValue"))})
	assert.ErrorContains(t, err, "flag: unknownFutureValue")
	_, err = encodeBody(&Vessel{Cargo: Set(Cargo("grain, unknownFutureValue"))})
	assert.ErrorContains(t, err, "cargo: unknownFutureValue")
	_, err = encodeBody(&Vessel{Name: Set("unknownFutureValue")})
	assert.NoError(t, err)
}

func TestEnums(t *testing.T) {
	assert.True(t, Flag("Norway").Known())
	assert.False(t, Flag("atlantis").Known())
	assert.True(t, FlagMalta.Equal("MALTA"))
	c := CargoOil + "," + "plutonium"
	assert.Equal(t, Cargo("oil,plutonium"), c)
	assert.True(t, c.Has("Oil"))
	assert.False(t, c.Has(CargoGrain))
	assert.False(t, c.Known())
	assert.True(t, Cargo("grain, oil").Known())
	assert.Equal(t, []Cargo{"grain", "oil"}, Cargo("grain, oil").Members())
	assert.False(t, Cargo("").Known())
}

func TestDerivedTypes(t *testing.T) {
	var a Asset
	require.NoError(t, json.Unmarshal([]byte(`{"@odata.type":"#harbor.port.vessel","id":"1","crew":7,"zz":1}`), &a))
	assert.True(t, Is[Vessel](a))
	assert.True(t, Is[Vessel](&a))
	assert.False(t, Is[Berth](a))
	assert.False(t, Is[Berth](nil))
	assert.False(t, Is[int](3))

	v, err := As[Vessel](a)
	require.NoError(t, err)
	assert.Equal(t, int32(7), v.Crew.Get())
	assert.Equal(t, "harbor.port.vessel", v.Object.ODataType())

	_, err = As[Berth](a)
	assert.ErrorContains(t, err, "a value of type harbor.port.vessel is not a harbor.port.berth")
	_, err = As[Vessel](12)
	assert.Error(t, err)
	_, err = As[Vessel]((*Asset)(nil))
	assert.Error(t, err)

	up, err := As[Asset](&Vessel{Name: Set("Aurora"), Crew: Set[int32](3)})
	require.NoError(t, err)
	out, err := encodeBody(up)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"Aurora","crew":3,"@odata.type":"#harbor.port.vessel"}`, string(out))
	down, err := As[Vessel](up)
	require.NoError(t, err)
	assert.Equal(t, int32(3), down.Crew.Get())

	untagged, err := As[Vessel](Asset{Name: Set("Aurora")})
	require.NoError(t, err)
	assert.Equal(t, "Aurora", untagged.Name.Get())

	for _, text := range []string{`{"@odata.type":3,"crew":7}`, `{"@odata.type":"#harbor.port.ghost","crew":7}`} {
		assert.JSONEq(t, text, reread[Asset](t, text))
	}
}

func TestOptAlone(t *testing.T) {
	type holder struct {
		A Opt[string] `json:"a,omitzero"`
		B Opt[int]    `json:"b,omitzero"`
		C Opt[[]int]  `json:"c,omitzero"`
	}
	var h holder
	require.NoError(t, json.Unmarshal([]byte(`{"a":"x","b":null}`), &h))
	out, err := json.Marshal(h)
	require.NoError(t, err)
	assert.Equal(t, `{"a":"x","b":null}`, string(out))
	assert.Equal(t, 5, h.B.Or(5))
	_, ok := h.B.Lookup()
	assert.False(t, ok)
	assert.Error(t, json.Unmarshal([]byte(`{"b":"x"}`), &h))

	assert.Equal(t, "", (Vessel{}).Berth.Get().Vessel.Get().Berth.Get().Quay.Get())
}

func TestReadingNullLeavesAModelAlone(t *testing.T) {
	v := Vessel{Name: Set("Aurora")}
	require.NoError(t, json.Unmarshal([]byte(`null`), &v))
	assert.Equal(t, "Aurora", v.Name.Get())
}

func TestDates(t *testing.T) {
	at := time.Date(2021, 7, 1, 8, 30, 0, 123456700, time.FixedZone("", 7200))
	assert.Equal(t, Date("2021-07-01"), DateOf(at))
	assert.Equal(t, TimeOfDay("08:30:00.1234567"), TimeOfDayOf(at))
	day, err := Date("2021-07-01").Time(time.UTC)
	require.NoError(t, err)
	assert.Equal(t, time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC), day)
	since, err := TimeOfDayOf(at).SinceMidnight()
	require.NoError(t, err)
	assert.Equal(t, 8*time.Hour+30*time.Minute+123456700, since)
	for text, want := range map[Duration]time.Duration{
		"PT0S": 0, "P1DT2H30M": 26*time.Hour + 30*time.Minute, "-PT1.5S": -1500 * time.Millisecond, "P2W": 14 * 24 * time.Hour, "PT0.0000001S": 100, "PT0.5H": 30 * time.Minute,
	} {
		got, err := text.Duration()
		require.NoError(t, err, text)
		assert.Equal(t, want, got)
	}
	for _, text := range []Duration{"", "P", "PT", "P1Y", "P1M", "1D", "PT1", "PT1X", "P1DT", "PT1S1H", "PT-1S", "P999999999999D", "PT1.xS"} {
		_, err := text.Duration()
		assert.Error(t, err, text)
	}
	for _, d := range []time.Duration{0, 1, time.Second, -90 * time.Minute, 1500 * time.Millisecond, 49*time.Hour + 1, math.MaxInt64} {
		got, err := DurationOf(d).Duration()
		require.NoError(t, err, DurationOf(d))
		assert.Equal(t, d, got)
	}
}

func FuzzDecode(f *testing.F) {
	for _, text := range []string{`{}`, `{"name":"a\u0041","tugs":[{"arrival":"2021-07-01T08:30:00Z"}],"zz":[1,{"a":null}]}`, `{"tonnage":"1","aliases":null}`, `{"soundings":[null,1e2]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var v Vessel
		if err := decode(text, &v); err != nil {
			var where *ValueError
			assert.True(t, errors.As(err, &where), "%v", err)
			return
		}
		assert.True(t, json.Valid(trimBOM(text)), "invalid JSON was read")
		out, err := encode(&v)
		if err != nil {
			return // a time outside RFC 3339
		}
		var again Vessel
		require.NoError(t, decode(out, &again))
		out2, err := encode(&again)
		require.NoError(t, err)
		assert.Equal(t, string(out), string(out2))
	})
}

// sounding has collections whose text an Object keeps.
type sounding struct {
	Flags  []Flag    `json:"flags"`
	Depths []float64 `json:"depths"`
	Object Object
}

func TestKeptCollections(t *testing.T) {
	const depths = `{"depths":["NaN",9007199254740993,null]}`
	var s sounding
	require.NoError(t, decode([]byte(depths), &s))
	text, err := encode(&s)
	require.NoError(t, err)
	assert.JSONEq(t, depths, string(text), "NaN equals itself")

	require.NoError(t, decode([]byte(`{"flags":["unknownFutureValue",null]}`), &s))
	_, err = encodeBody(&s)
	assert.ErrorContains(t, err, "flags[0]: unknownFutureValue", "kept text is checked, too")
}

// assignment has lists that are always sent.
type assignment struct {
	Add    []string    `json:"add" odata:"required"`
	Remove []escort    `json:"remove" odata:"required"`
	Other  []string    `json:"other"`
	Note   Opt[string] `json:"note"`
}

type escort struct {
	Name Opt[string] `json:"name"`
}

func TestRequiredListsAreSentEmpty(t *testing.T) {
	for want, x := range map[string]assignment{
		`{"add":[],"remove":[]}`:                         {},
		`{"add":["a"],"remove":[],"note":"x"}`:           {Add: []string{"a"}, Note: Set("x")},
		`{"add":[],"remove":[{"name":"b"}],"other":[]}`:  {Add: []string{}, Remove: []escort{{Name: Set("b")}}, Other: []string{}},
		`{"add":["a"],"remove":[{}],"other":["c","c2"]}`: {Add: []string{"a"}, Remove: []escort{{}}, Other: []string{"c", "c2"}},
	} {
		text, err := encodeBody(&x)
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
}
