package runtime

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cargoList has a field of each Go type that the codec knows, with and without
// a named type.
type cargoList struct {
	Text    string
	Yes     bool
	I       int
	I8      int8
	I16     int16
	I32     int32
	I64     int64
	U       uint
	U8      uint8
	U16     uint16
	U32     uint32
	U64     uint64
	F32     float32
	F64     float64
	At      time.Time
	N       json.Number
	Raw     json.RawMessage
	Bytes   []byte
	Lists   [][]string
	Pointer *int32
	Any     map[string]int
	Inner   struct{ A string }
	OText   Opt[string] `json:"oText"`
	OYes    Opt[bool]   `json:"oYes"`
	O32     Opt[int32]  `json:"o32"`
	O16     Opt[int16]  `json:"o16"`
	OAt     Opt[time.Time]
	OBytes  Opt[[]byte]
	OFlag   Opt[Flag]
	hidden  string
}

// filled has a value for each field.
const filled = `{"Text":"a","Yes":true,"I":-1,"I8":-128,"I16":-32768,"I32":-2147483648,"I64":-9223372036854775808,"U":1,"U8":255,"U16":65535,"U32":4294967295,` +
	`"U64":9223372036854775807,"F32":0.1,"F64":1e-7,"At":"2024-05-06T07:08:09Z","N":1.50,"Raw":{"a" : 1},"Bytes":"aGk=","Lists":[["a"],[]],"Pointer":7,"Any":{"k":1},` +
	`"Inner":{"A":"b"},"oText":"","oYes":false,"o32":0,"o16":-1,"OAt":"2024-05-06T07:08:09+02:00","OBytes":"","OFlag":"norway"}`

func TestEveryKindOfValue(t *testing.T) {
	assert.Equal(t, filled, reread[cargoList](t, filled))
	var read, want cargoList
	require.NoError(t, decode([]byte(filled), &read))
	require.NoError(t, json.Unmarshal([]byte(filled), &want))
	want.Raw = json.RawMessage(`{"a" : 1}`)
	assert.Equal(t, want, read, "encoding/json reads the same")
	assert.Empty(t, read.hidden)

	_, err := encode(&cargoList{N: "-"})
	assert.ErrorContains(t, err, "N: the number is not valid JSON")
	out, err := encode(&cargoList{hidden: "x"})
	require.NoError(t, err)
	assert.Equal(t, `{"Text":"","Yes":false,"I":0,"I8":0,"I16":0,"I32":0,"I64":0,"U":0,"U8":0,"U16":0,"U32":0,"U64":0,"F32":0,"F64":0,"At":"0001-01-01T00:00:00Z",`+
		`"N":0,"Any":null,"Inner":{"A":""}}`, string(out))
	for name, kind := range map[string]kind{"I16": kindInt, "U64": kindUint, "O16": kindOpt, "O32": kindOptInt32, "OAt": kindOptTime, "OYes": kindOptBool, "OText": kindOptString, "OFlag": kindOpt, "Any": kindOther} {
		f, _ := reflect.TypeFor[cargoList]().FieldByName(name)
		assert.Equal(t, kind, shapeOf(f.Type).kind, name)
	}
}

// TestNumbersThatDontFit checks the numbers next to the limits of each type.
func TestNumbersThatDontFit(t *testing.T) {
	for name, limits := range map[string][2]string{
		"I8": {"-128", "127"}, "I16": {"-32768", "32767"}, "I32": {"-2147483648", "2147483647"}, "I64": {"-9223372036854775808", "9223372036854775807"},
		"U8": {"0", "255"}, "U16": {"0", "65535"}, "U32": {"0", "4294967295"}, "o32": {"-2147483648", "2147483647"}, "o16": {"-32768", "32767"},
	} {
		for i, text := range limits {
			var v cargoList
			require.NoError(t, decode([]byte(`{"`+name+`":`+text+`}`), &v), name)
			beyond := map[bool]string{true: "9223372036854775808", false: "-9223372036854775809"}[i == 1]
			if name != "I64" {
				var n int64
				require.NoError(t, json.Unmarshal([]byte(text), &n))
				beyond = fmt.Sprint(n + int64(2*i-1))
			}
			for _, spelled := range []string{beyond, beyond + ".0", beyond + "e0"} {
				err := decode([]byte(`{"`+name+`": `+spelled+`}`), &v)
				assert.EqualError(t, err, fmt.Sprintf("%s: the number is out of range (at offset %d)", name, len(name)+5), spelled)
			}
		}
	}
	for text, message := range map[string]string{
		`{"U64":9223372036854775808}`: "U64: the number is out of range (at offset 7)",
		`{"U64":-1}`:                  "U64: the number is out of range (at offset 7)",
		`{"F32":3.5e38}`:              "F32: the number is out of range (at offset 7)",
		`{"F64":-1e309}`:              "F64: the number is out of range (at offset 7)",
		`{"I8":1.5}`:                  "I8: want a whole number (at offset 6)",
		`{"I64":"1.5"}`:               "I64: want a whole number (at offset 7)",
		`{"I64":"x"}`:                 "I64: want a whole number, have a string (at offset 7)",
		`{"I64":""}`:                  "I64: want a whole number, have a string (at offset 7)",
		`{"I32":"1"}`:                 "I32: want a number, have a string (at offset 7)",
		`{"F64":"1"}`:                 "F64: want a number, have a string (at offset 7)",
		`{"F64":"inf"}`:               "F64: want a number, have a string (at offset 7)",
		`{"N":"1x"}`:                  "N: want a number, have a string (at offset 5)",
		`{"N":true}`:                  "N: want a number, have a Boolean (at offset 5)",
		`{"Bytes":"a*"}`:              "Bytes: want base64 (at offset 9)",
		`{"Yes":1}`:                   "Yes: want a Boolean, have a number (at offset 7)",
		`{"Text":{}}`:                 "Text: want a string, have an object (at offset 8)",
		`{"Lists":[["a",[]]]}`:        "Lists[0][1]: want a string, have an array (at offset 15)",
		`{"Lists":[["a" "b"]]}`:       `Lists[0]: want a comma or ], have a string (at offset 15)`,
		`{"Lists":[[]`:                "Lists: unexpected end (at offset 12)",
		`{"Inner":[]}`:                "Inner: want an object, have an array (at offset 9)",
		`{"Inner":{"A":-}}`:           "Inner.A: want a string, have a number (at offset 14)",
		`{"Pointer":"x"}`:             "Pointer: want a number, have a string (at offset 11)",
		`{"At":"` + "2024-05-06T07:08:09Z and more than forty characters" + `"}`: `At: want an RFC 3339 date and time, have "2024-05-06T07:08:09Z and more than forty" (at offset 6)`,
		`{"Any":{"k":"x"}}`: "Any: json: cannot unmarshal string into Go value of type int (at offset 7)",
	} {
		assert.EqualError(t, decode([]byte(text), new(cargoList)), message, text)
	}
}

func TestWholeNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "12": "12", "1e2": "100", "1E+2": "100", "1200e-2": "12", "1.20e1": "12", "-1.0": "-1", "0.0e5": "000000", "0e-9": "0", "0.000": "0", "1.5": "", "12e-3": "",
		"1e100": "1" + strings.Repeat("0", 100), "1e101": "", "0e-100": "0", "0e-101": "", "1e-1": "", "10e-1": "1", "-10e-1": "-1", "-5e-1": "", "-0.0": "-0", "1.25e1": "", "100.5e-1": "",
	} {
		got, ok := wholeText(text)
		assert.Equal(t, want != "", ok, text)
		if ok && strings.Trim(want, "-0") != "" {
			assert.Equal(t, want, got, text)
		}
	}
	for text, want := range map[string]int64{"999999999999999999": 999999999999999999, "000": 0, "1000000000000000000": 1000000000000000000, "-1": -1} {
		n, err := wholeNumber([]byte(text), 64)
		require.NoError(t, err)
		assert.Equal(t, want, n)
	}
}

// TestNumberGrammar checks the grammar of RFC 8259.
func TestNumberGrammar(t *testing.T) {
	for text, n := range map[string]int{
		"0": 1, "-0": 2, "10": 2, "9x": 1, "0.5": 3, "1e5": 3, "1E+05": 5, "1e-5,": 4, "1.0e1]": 5, "-": -1, "": -1, "01": -1, "-01": -1, "+1": -1, ".5": -1, "1.": -1, "1.x": -1,
		"1e": -1, "1e+": -1, "1ex": -1, "/": -1, ":": -1, "1/": 1, "1:": 1, "1.5:": 3, "1d5": 1, "1f5": 1, "0e0": 3, "00": -1,
	} {
		assert.Equal(t, n, numberLen([]byte(text)), "%q", text)
	}
}

func TestStringEscapes(t *testing.T) {
	for text, want := range map[string]string{
		`"\"\\\/\b\f\n\r\t"`: "\"\\/\b\f\n\r\t", `"\u00e9\u00E9"`: "éé", `"\uABCD\uabcd"`: "\uabcd\uabcd", `"\u0000"`: "\x00", `"\uffff\uFFFF"`: "\uffff\uffff",
		`"\uD83D\uDE00"`: "😀", `"\ud83d\ude00x"`: "😀x", `"\ud83d"`: "\ufffd", `"\ud83d\n"`: "\ufffd\n", `"\ud83d\u00e9"`: "\ufffdé", `"\ud83dx\ude00"`: "\ufffdx\ufffd",
		`"\ud83d\ud83d\ude00"`: "\ufffd😀", "\"a\x7fb\"": "a\x7fb", `"é\""`: `é"`, "\"\xc3\"": "\ufffd", "\"\xc3\\n\xff\"": "\ufffd\n\ufffd", `"a\"b"`: `a"b`, `"\\"`: `\`,
	} {
		var s string
		require.NoError(t, decode([]byte(text), &s), text)
		assert.Equal(t, want, s, text)
		var o Opt[string]
		require.NoError(t, decode([]byte(text), &o), text)
		assert.Equal(t, want, o.Get(), text)
	}
	for text, want := range map[string]string{
		`"\u00g9"`: "invalid escape in a string (at offset 0)", `"\u00/9"`: "invalid escape in a string (at offset 0)", `"\u00:9"`: "invalid escape in a string (at offset 0)",
		`"\u00G9"`: "invalid escape in a string (at offset 0)", `"\u00@9"`: "invalid escape in a string (at offset 0)", "\"\\u00`9\"": "invalid escape in a string (at offset 0)",
		`"\u123"`: "invalid escape in a string (at offset 0)", `"\u"`: "invalid escape in a string (at offset 0)", `"\U0041"`: "invalid escape in a string (at offset 0)",
		`"\x"`: "invalid escape in a string (at offset 0)", `"\ud83d\u12"`: "invalid escape in a string (at offset 0)", `"\a"`: "invalid escape in a string (at offset 0)",
		"\"a\tb\"": "control character in a string (at offset 2)", "\"é\x1f\"": "control character in a string (at offset 3)", "\"\x00\"": "control character in a string (at offset 1)",
		`"a`: "unexpected end (at offset 2)", `"`: "unexpected end (at offset 1)", `"é\"`: "unexpected end (at offset 5)", `"a\`: "unexpected end (at offset 3)",
	} {
		assert.EqualError(t, decode([]byte(text), new(string)), "JSON: "+want, "%q", text)
	}
	for text, want := range map[string]string{
		"a\"b\\c/<&>": `"a\"b\\c/<&>"`, "\b\f\n\r\t": `"\b\f\n\r\t"`, "\x00\x1f\x0b\x7f": `"\u0000\u001f\u000b` + "\x7f\"", "é\u2028😀": `"é` + "\u2028" + `😀"`,
		"\xff\xc3a\xed\xa0\x80": "\"\ufffd\ufffda\ufffd\ufffd\ufffd\"", "\ufffd": "\"\ufffd\"", "": `""`,
	} {
		assert.Equal(t, "x"+want, string(appendString([]byte("x"), text)), "%q", text)
		var back string
		require.NoError(t, json.Unmarshal(appendString(nil, text), &back))
		standard, err := json.Marshal(text)
		require.NoError(t, err)
		var want string
		require.NoError(t, json.Unmarshal(standard, &want))
		assert.Equal(t, want, back, "%q", text)
	}
}

// TestWhatIsFound checks that messages describe values of each kind.
func TestWhatIsFound(t *testing.T) {
	for text, want := range map[string]string{
		`"`: "a string", `{`: "an object", `[`: "an array", `t`: "a Boolean", `f`: "a Boolean", `n`: "null", `-`: "a number", `0`: "a number", `9`: "a number", `/`: "'/'", `:`: "':'", `x`: "'x'", `+`: "'+'",
	} {
		assert.Equal(t, want, found(text[0]))
	}
	for text, want := range map[string]string{
		`{"zz" 1}`: "want a colon, have a number (at offset 6)", `{"zz":1 "a"`: "want a comma or }, have a string (at offset 8)", `{"zz":[1 2]}`: "zz: want a comma or ], have a number (at offset 9)",
		`{"zz":1,}`: "want another element, have '}' (at offset 8)", `{1:2}`: "want a property name, have a number (at offset 1)", `{} x`: "want the end, have 'x' (at offset 3)",
		`{"Yes":tru}`: "Yes: want true, have a Boolean (at offset 7)", `{"Yes":fals}`: "Yes: want false, have a Boolean (at offset 7)", `{"oText":nul`: "oText: want null, have null (at offset 9)",
		`{"zz":truE}`: "zz: want true, have a Boolean (at offset 6)", `{"zz":falsE}`: "zz: want false, have a Boolean (at offset 6)", `{"zz":nulL}`: "zz: want null, have null (at offset 6)",
		`{"zz":x}`: "zz: want a number, have 'x' (at offset 6)", `{"zz":-x}`: "zz: invalid number (at offset 6)", `{"zz":{"a":01}}`: "zz: invalid number (at offset 11)",
		`{"zz":{"a"}}`: "zz: want a colon, have '}' (at offset 10)", `{"zz":{1}}`: "zz: want a property name, have a number (at offset 7)", `{`: "unexpected end (at offset 1)", ``: "unexpected end (at offset 0)",
		"{\"zz\"\v:1}": `want a colon, have '\v' (at offset 5)`,
	} {
		if !strings.Contains(want, ": ") {
			want = "JSON: " + want // none of the messages has a colon of its own
		}
		assert.EqualError(t, decode([]byte(text), new(cargoList)), want, text)
	}
	assert.NoError(t, decode([]byte(" \n\t\r{ \n\t\r\"Text\" \n\t\r: \n\t\r\"a\" \n\t\r} \n\t\r"), new(cargoList)))
}

// TestDepthToTheLevel checks that 1,000 levels are read and written, and more are
// an error.
func TestDepthToTheLevel(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
	var raw json.RawMessage
	require.NoError(t, decode(nested(1000), &raw))
	require.ErrorIs(t, decode(nested(1001), &raw), ErrDepth)
	type chain struct {
		Next *chain `json:"next"`
	}
	top := &chain{}
	for range 1000 {
		top = &chain{Next: top}
	}
	text, err := encode(top)
	require.NoError(t, err)
	assert.Error(t, decode(text, new(chain)), "1,001 nested objects")
	_, err = encode(&chain{Next: top})
	require.ErrorIs(t, err, ErrDepth)
	require.NoError(t, decode([]byte(strings.Repeat("[[],[]]", 1)), &raw))
	require.NoError(t, decode([]byte("["+strings.Repeat("[],{},", 1001)+"0]"), &raw), "closed levels do not count")
	wide := make([]Opt[string], 1500)
	_, err = encode(&wide)
	assert.NoError(t, err)
}

// TestNils checks that a nil collection is left out as a property, and null
// elsewhere.
func TestNils(t *testing.T) {
	for want, v := range map[string]any{
		`[null,[],["a"]]`: [][]string{nil, {}, {"a"}},
		`null`:            []string(nil),
		`[]`:              []string{},
		`[null,7]`:        []*int32{nil, new(int32(7))},
		`[null,{"a":1}]`:  []json.RawMessage{nil, json.RawMessage(`{"a":1}`)},
		`["","aGk="]`:     [][]byte{nil, []byte("hi")},
		`{}`: &struct {
			A []string
			B []byte
			C json.RawMessage
			D *int
			E Opt[string]
		}{},
		`{"A":[],"B":"","C":1}`: &struct {
			A []string
			B []byte
			C json.RawMessage
		}{[]string{}, []byte{}, json.RawMessage("1")},
		`[null,"a",null]`: []Opt[string]{Null[string](), Set("a"), {}},
		`[null,true]`:     []Opt[bool]{{}, Set(true)},
		`[null,-5]`:       []Opt[int32]{{}, Set(int32(-5))},
		`[null,{}]`:       []Opt[Berth]{{}, Set(Berth{})},
		`"a"`:             Set("a"),
	} {
		out, err := encode(v)
		require.NoError(t, err, want)
		assert.Equal(t, want, string(out))
	}
	for _, nothing := range []any{nil, (*Vessel)(nil), new(*Vessel)} {
		out, err := encode(nothing)
		require.NoError(t, err)
		assert.Equal(t, "null", string(out))
	}
	for text, want := range map[string]string{
		`[["a"],null,[]]`: `[["a"],null,[]]`, `null`: `null`, `[]`: `[]`,
	} {
		assert.Equal(t, want, reread[[][]string](t, text))
	}
	var vessels []*Vessel
	require.NoError(t, decode([]byte(`[null,{"name":"a"}]`), &vessels))
	require.NotNil(t, vessels[0], "callers need not check for nil")
	assert.Equal(t, "a", vessels[1].Name.Get())
}

func TestBytesInAnyAlphabet(t *testing.T) {
	for text, kept := range map[string]bool{"aGk=": false, "aGk": true, "-_8=": true, "+/8=": false, "-_8": true, "aGlo": false, "": false} {
		var v Vessel
		require.NoError(t, decode([]byte(`{"papers":"`+text+`"}`), &v), text)
		_, ok := v.Object.Raw("papers")
		assert.Equal(t, kept, ok, text)
		if strings.HasPrefix(text, "aGk") {
			assert.Equal(t, "hi", string(v.Papers))
		}
	}
	var v Vessel
	require.NoError(t, decode([]byte(`{"papers":"+_8="}`), &v))
	assert.Equal(t, "papers: want base64", faults(&v.Object), "two alphabets in one")
}

func TestFloats(t *testing.T) {
	for want, f := range map[string]float64{
		`0`: 0, `0.000001`: 1e-6, `9.99e-7`: 9.99e-7, `1.5e-10`: 1.5e-10, `100000000000000000000`: 1e20, `1e+21`: 1e21, `-1e+21`: -1e21, `-0.5`: -.5, `"INF"`: math.Inf(1), `"-INF"`: math.Inf(-1), `"NaN"`: math.NaN(),
	} {
		assert.Equal(t, want, string(appendFloat(nil, f, 64)))
		var back float64
		require.NoError(t, decode([]byte(want), &back))
		assert.True(t, back == f || math.IsNaN(back) && math.IsNaN(f), want)
	}
	assert.Equal(t, `0.1`, string(appendFloat(nil, float64(float32(0.1)), 32)))
}

// TestStringsAreTheirOwn checks that decoded values share no memory with the
// source, and that short strings do not keep large ones in memory.
func TestStringsAreTheirOwn(t *testing.T) {
	long := strings.Repeat("x", chunk/4)
	src := []byte(`["a","` + long + `","` + long + `y","` + strings.Repeat(`","`, 300) + `"]`)
	var list []string
	require.NoError(t, decode(src, &list))
	copy(src, strings.Repeat("!", len(src)))
	assert.Equal(t, []string{"a", long, long + "y", ""}, list[:4])
	var opts []Opt[string]
	src = []byte(`["a"` + strings.Repeat(`,"b"`, 40) + `]`)
	require.NoError(t, decode(src, &opts))
	assert.Equal(t, "a", opts[0].Get())
	for _, o := range opts[1:] {
		assert.Equal(t, "b", o.Get())
	}
	d := decoder{}
	pieces := ""
	for i := range 1000 {
		s := d.copy([]byte(fmt.Sprint(i)))
		pieces += s
		require.Equal(t, fmt.Sprint(i), s)
	}
	assert.LessOrEqual(t, d.text.Cap(), 2*chunk)
}

// TestKeptMembers checks that the last of several repeated members is kept, at
// its position.
func TestKeptMembers(t *testing.T) {
	for _, n := range []int{3, 16, 17, 40} {
		var members, want []member
		for i := range n {
			members = append(members, member{name: fmt.Sprint(i / 2), raw: fmt.Sprint(i)})
			if i%2 == 1 || i == n-1 {
				want = append(want, member{name: fmt.Sprint(i / 2), raw: fmt.Sprint(i)})
			}
		}
		members = append(members, member{name: "0"})
		want = want[1:] // an empty text removes the name
		assert.Equal(t, want, lastOfEach(members), n)
	}
}

func TestNamesOfTypes(t *testing.T) {
	for raw, want := range map[string]string{`"#harbor.port.tug"`: "harbor.port.tug", `"harbor.port.tug"`: "harbor.port.tug", `"https://x/$metadata#harbor.port.tug"`: "harbor.port.tug", `3`: "", `null`: "", `""`: ""} {
		var v Asset
		v.Object.SetRaw("@odata.type", json.RawMessage(raw))
		assert.Equal(t, want, v.Object.ODataType(), raw)
	}
	type untyped struct {
		Name   string
		Object Object
	}
	assert.False(t, Is[untyped](untyped{}))
	assert.False(t, Is[Vessel](untyped{}))
	_, err := As[Vessel](untyped{Name: "a"})
	assert.EqualError(t, err, "runtime.untyped can't be read as runtime.Vessel")
	_, err = As[untyped](Vessel{})
	assert.EqualError(t, err, "runtime.Vessel can't be read as runtime.untyped")
	var odd Vessel
	odd.Object.SetRaw("@odata.type", json.RawMessage(`"#harbor.port.berth"`))
	_, err = As[Berth](odd)
	assert.NoError(t, err, "by its @odata.type")
	_, err = As[Vessel](&odd)
	assert.NoError(t, err, "or by its Go type")
}

// TestTimes checks dates, times and durations at their limits.
func TestTimes(t *testing.T) {
	for text, want := range map[TimeOfDay]time.Duration{"00:00": 0, "23:59": 23*time.Hour + 59*time.Minute, "12:30:15": 12*time.Hour + 30*time.Minute + 15*time.Second, "00:00:00.5000000": time.Second / 2} {
		got, err := text.SinceMidnight()
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []TimeOfDay{"", "24:00", "1:2:3:4", "noon"} {
		_, err := text.SinceMidnight()
		assert.Error(t, err, text)
	}
	_, err := Date("2021-02-30").Time(time.UTC)
	assert.Error(t, err)
	for d, want := range map[time.Duration]Duration{
		0: "PT0S", 1: "PT0.000000001S", time.Second: "PT1S", 10 * time.Second: "PT10S", time.Minute: "PT1M", time.Hour: "PT1H", 90 * time.Minute: "PT1H30M", -time.Hour - 1: "-PT1H0.000000001S",
		1500 * time.Millisecond: "PT1.5S", math.MaxInt64: "PT2562047H47M16.854775807S", math.MinInt64: "-PT2562047H47M16.854775808S",
	} {
		assert.Equal(t, want, DurationOf(d))
	}
	for text, want := range map[Duration]time.Duration{
		"P1W1DT1H1M1S": 8*24*time.Hour + time.Hour + time.Minute + time.Second, "PT9223372036S": 9223372036 * time.Second, "PT0.9999999999S": 999999999, "PT1.5M": 90 * time.Second,
		"P106751DT23H47M16.854775807S": math.MaxInt64, "-P1D": -24 * time.Hour, "PT1.S": time.Second, "P0.5W": 84 * time.Hour, "PT0.0H": 0,
	} {
		got, err := text.Duration()
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	const long, none = " is not a duration of fixed length below 292 years", " is not a duration"
	for text, want := range map[Duration]string{
		"P106751DT23H47M16.854775808S": long, "PT9223372037S": long, "P15251W": long, "PT2562048H": long, "P1DT2562047H": long, "PT1S1M": long, "P1D1W": long, "P1M": long, "PT1W": long, "PT/S": long, "PT:S": long,
		"PT1.:S": long, "PT1./S": long, "PT1H1H": long, "PTS": long, "PT.5S": long, "P": none, "PT": none, "P1DT": none, "T1S": none, "": none, "-": none, "--PT1S": none, "p1d": none,
	} {
		_, err := text.Duration()
		assert.EqualError(t, err, fmt.Sprintf("%q", string(text))+want)
	}
}

func TestFlagSets(t *testing.T) {
	for set, want := range map[Cargo][]Cargo{"": nil, ",": nil, "grain": {"grain"}, " grain , oil,": {"grain", "oil"}} {
		assert.Equal(t, want, set.Members())
	}
	assert.True(t, Cargo("grain").Has(""))
	assert.True(t, Cargo("GRAIN,oil").Has("oil, grain"))
	assert.False(t, Cargo("grain,ore").Known())
	for text, want := range map[string]bool{
		"unknownFutureValue": true, "UNKNOWNFUTUREVALUE": true, "grain, unknownFutureValue ": true, "unknownFutureValues": false, "grain": false, "unknownFutureValue2,x": false, "aVeryLongMember,another": false,
	} {
		assert.Equal(t, want, hasMarker(text), text)
	}
}
