package lenient

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string // want is compact JSON
		mends          []Mend
	}{
		{"strict", `{"a": [1, -2.50e+3, true, null, "x\u00e9\n"], "a": {}}`, `{"a":[1,-2.50e+3,true,null,"xé\n"],"a":{}}`, nil},
		{"trailing comma", "{\"blockType\": \"response\",\n}", `{"blockType":"response"}`, []Mend{TrailingComma}},
		{"trailing comma in an array", `[1, /* last */ 2, ]`, `[1,2]`, []Mend{Comment, TrailingComma}},
		{"comments", "{ // crane\n /* relationships */ \"a\": 1 }", `{"a":1}`, []Mend{Comment, Comment}},
		{"raw newline", "{\"a\": \"one\ntwo\r\n\tthree\"}", `{"a":"one\ntwo\r\n\tthree"}`, []Mend{ControlInString, ControlInString, ControlInString, ControlInString}},
		{"smart quotes", `{“a”: “berth „7"}`, "", nil},
		{"smart quotes closed", `{“a”: “berth 7”, "b": "“7”"}`, `{"a":"berth 7","b":"“7”"}`, []Mend{SmartQuotes, SmartQuotes}},
		{"single quotes", `{'a': 'say "hi" \'now\''}`, `{"a":"say \"hi\" 'now'"}`, []Mend{SingleQuotes, SingleQuotes, SingleQuotes, SingleQuotes}},
		{"unquoted key", `{blockType: "x", @odata.type : 1}`, `{"blockType":"x","@odata.type":1}`, []Mend{UnquotedKey, UnquotedKey}},
		{"text after", `{"a": 1} // Note: leave this`, `{"a":1}`, []Mend{Comment}},
		{"prose after", `{"a": 1} -- leave this`, `{"a":1}`, []Mend{TextAfter}},
		{"unclosed comment after", `{"a": 1} /* leave this`, `{"a":1}`, []Mend{TextAfter}},
		{"missing comma between members", "{\"a\": 1 // one\n \"b\": 2}", `{"a":1,"b":2}`, []Mend{Comment, MissingComma}},
		{"missing comma between objects", `[{} {}]`, `[{},{}]`, []Mend{MissingComma}},
		{"ellipses", "[{}, {}\n...\n]", `[{},{}]`, []Mend{Ellipsis}},
		{"more ellipses", `{"a": [1, …], ....}`, `{"a":[1]}`, []Mend{Ellipsis, TrailingComma, Ellipsis, TrailingComma}},
		{"two dots", `[1 ..]`, "", nil},
		{"no-break space", "{\u00a0\"a\": 1}", `{"a":1}`, []Mend{OddSpace}},
		{"surrogates", `"\ud83d\ude00"`, `"😀"`, nil},
		{"number keeps its literal", `9007199254740993.10`, `9007199254740993.10`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v, fixes, err := Parse(tt.in)
			if tt.want == "" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, string(v.AppendJSON(nil)))
			var mends []Mend
			for _, f := range fixes {
				mends = append(mends, f.Mend)
			}
			assert.Equal(t, tt.mends, mends)
			checkText(t, tt.in)
		})
	}
}

func TestParseTypes(t *testing.T) {
	for _, tt := range []struct {
		in, want string // want is compact JSON
		mends    []Mend
	}{
		{`{"a": string, // the name
		   "b": {harbor.berth}, "c": [crane], "d": int?}`, `{"a":"string","b":"harbor.berth","c":["crane"],"d":"int?"}`,
			[]Mend{TypeName, Comment, TypeName, TypeName, TypeName}},
		{`{"a": crane[], "b": true, "c": null, "d": {}}`, `{"a":"crane[]","b":true,"c":null,"d":{}}`, []Mend{TypeName}},
		{`{"a": "image\jpeg"}`, `{"a":"image\\jpeg"}`, []Mend{StrayBackslash}},
		{`{"a": {b: 1}}`, `{"a":{"b":1}}`, []Mend{UnquotedKey}},
		{`"value": [{"a": 1}]`, `{"value":[{"a":1}]}`, []Mend{MissingBraces}},
		{"\"a\": 1,\n\"b\": {\"c\": 2}\n\"d\": 3, ", `{"a":1,"b":{"c":2},"d":3}`, []Mend{MissingBraces, TextAfter}},
		{"\"crane\"\n{\"a\": 1}", `{"crane":{"a":1}}`, []Mend{MissingBraces}},
		{`"a": 1, and more`, `{"a":1}`, []Mend{MissingBraces, TextAfter}},
		{`"a": 1 "b": 2`, `{"a":1}`, []Mend{MissingBraces, TextAfter}},
		{`"a": 1, "b"`, `"a"`, []Mend{TextAfter}},
		{`"a" /* one`, `"a"`, []Mend{TextAfter}},
		{`"crane" {`, `"crane"`, []Mend{TextAfter}},
		{`"crane"`, `"crane"`, nil},
		{`{"a": {crane`, "", nil},
		{`{"a": two words}`, "", nil},
	} {
		v, fixes, err := ParseTypes(tt.in)
		if tt.want == "" {
			assert.Error(t, err, tt.in)
			continue
		}
		require.NoError(t, err, tt.in)
		assert.Equal(t, tt.want, string(v.AppendJSON(nil)))
		var mends []Mend
		for _, f := range fixes {
			mends = append(mends, f.Mend)
		}
		assert.Equal(t, tt.mends, mends, tt.in)
		_, _, err = Parse(tt.in)
		for _, m := range mends {
			assert.True(t, err != nil || m != TypeName && m != StrayBackslash, "only ParseTypes reads %s", tt.in)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct {
		in, message string
		offset      int
	}{
		{"", "want a value, found end of text", 0},
		{`{"a": yes}`, `want a value, found "yes"`, 6},
		{`{"a": 1`, `want a comma or '}', found end of text`, 7},
		{`{"a" "b"}`, "want a colon after the key, found '\"'", 5},
		{`{"a": "b}`, "string is not closed", 6},
		{`{"a": 1 "b": 2}`, "want a comma or '}', found '\"'", 8},
		{"{\"a\": \"one,\n\"b\": \"two\"}", "want a comma or '}', found 'b'", 13},
		{`{"a": 01}`, "malformed number", 6},
		{`{"a": 1.}`, "malformed number", 6},
		{`{"a": 1e}`, "malformed number", 6},
		{`{"a": ...}`, "want a value, found '.'", 6},
		{`{"a": 1; "b": 2}`, "want a comma or '}', found ';'", 7},
		{`["\ud800"]`, "unpaired surrogate in a string", 2},
		{`["\x"]`, "unknown escape sequence in a string", 2},
		{"[\"a\xff\"]", "string is not valid UTF-8", 3},
		{`[1,,2]`, "want a value, found ','", 3},
		{`[1 /* two`, "comment is not closed", 3},
		{strings.Repeat("[", 100_000), "nested deeper than 1000", 1000},
	} {
		_, _, err := Parse(tt.in)
		var e *Error
		require.ErrorAs(t, err, &e, tt.in)
		assert.Equal(t, tt.message, e.Message, tt.in)
		assert.Equal(t, tt.offset, e.Offset, tt.in)
	}
}

func TestAccess(t *testing.T) {
	v, _, err := Parse(`{"Name": ["a", 2], "n": 1, "truncated": "True", "x": "one", "x": "two", "X": "three", "empty": null}`)
	require.NoError(t, err)
	assert.Nil(t, v.Get("name"))
	assert.Equal(t, []string{"a", "2"}, v.GetFold("name").Strings())
	assert.Equal(t, []string{"two"}, v.Get("x").Strings())
	assert.Equal(t, "two", v.GetFold("x").Str())
	assert.True(t, v.Get("n").Bool())
	assert.True(t, v.Get("truncated").Bool())
	assert.False(t, v.Get("empty").Bool())
	assert.Equal(t, "", v.Get("nothing").Get("of").GetFold("it").Str())
	assert.False(t, v.Get("nothing").Bool())
	assert.Nil(t, v.Get("nothing").Strings())
	assert.Equal(t, "null", string((*Value)(nil).AppendJSON(nil)))
}

func TestStrictKeepsLayout(t *testing.T) {
	out, err := Strict("{ // first\n  'a' : \"x\ny\" ,\n  b: [1,\n  ],\n} and so on")
	require.NoError(t, err)
	assert.Equal(t, "{ \n  \"a\" : \"x\\ny\" ,\n  \"b\": [1\n  ]\n} ", out)
	const strict = " {\"a\" : [ ] }\n"
	out, err = Strict(strict)
	require.NoError(t, err)
	assert.Equal(t, strict, out)
}

// checkText checks the invariants for any text: Parse does not panic, offsets
// are inside the text, and encoding/json reads the repaired JSON as the same
// value.
func checkText(t *testing.T, text string) {
	t.Helper()
	v, fixes, err := Parse(text)
	for _, f := range fixes {
		require.LessOrEqual(t, f.Offset, len(text))
	}
	typed, typedFixes, typedErr := ParseTypes(text)
	require.True(t, err != nil || typedErr == nil, "ParseTypes reads what Parse reads")
	for _, f := range typedFixes {
		require.LessOrEqual(t, f.Offset, len(text))
	}
	if typedErr == nil {
		checkOffsets(t, typed, 0, len(text))
		require.True(t, json.Valid(typed.AppendJSON(nil)))
	}
	strict, strictErr := Strict(text)
	require.Equal(t, err == nil, strictErr == nil)
	if err != nil {
		var e *Error
		require.ErrorAs(t, err, &e)
		require.LessOrEqual(t, e.Offset, len(text))
		return
	}
	checkOffsets(t, v, 0, len(text))
	compact := v.AppendJSON(nil)
	require.True(t, json.Valid(compact), "%s", compact)
	require.True(t, json.Valid([]byte(strict)), "%s", strict)
	require.Equal(t, json.Valid([]byte(text)), len(fixes) == 0, "%q %v", text, fixes)
	again, fixes, err := Parse(strict)
	require.NoError(t, err)
	require.Empty(t, fixes)
	require.Equal(t, string(compact), string(again.AppendJSON(nil)))
}

func checkOffsets(t *testing.T, v *Value, from, to int) {
	t.Helper()
	require.True(t, from <= v.Offset && v.Offset < v.End && v.End <= to)
	for _, m := range v.Members {
		require.True(t, v.Offset <= m.Offset && m.Offset < m.Value.Offset)
		checkOffsets(t, m.Value, v.Offset, v.End)
	}
	for _, item := range v.Items {
		checkOffsets(t, item, v.Offset, v.End)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, -2.5e3, true, null, "x\u00e9\ud83d\ude00"]}`, "{'a': \"b\nc\", /* x */ b: [1,], } // tail",
		"{“a”: “b”\n\"c\": 1 \"d\": 2}", "[{} {}]", `["\'"]`, "\ufeff{\u00a0}", `{"a": b.c[], "d": {e}, "f": "\g"}`, `{"a":/`, "['\"]", "[\"\x7f\x01\"]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			checkText(t, text)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := `{"@odata.type": "#harbor.port.berth", "id": "7", "cranes": [` +
		strings.Repeat(`{"name": "North", "lift": 41.5, "idle": false},`, 40) + `{}]}`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = Parse(text)
	}
}
