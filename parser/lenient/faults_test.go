package lenient

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMends checks the name, the offset and the result of each kind of repair.
func TestMends(t *testing.T) {
	type at struct {
		offset int
		mend   string
	}
	for _, tt := range []struct {
		in, strict string
		fixes      []at
	}{
		{`{"a": 1,}`, `{"a": 1}`, []at{{7, "trailing comma"}}},
		{`[1 , ]`, `[1  ]`, []at{{3, "trailing comma"}}},
		{"[1, // one\n2]", "[1, \n2]", []at{{4, "comment"}}},
		{"[1, /* one */2]", "[1, 2]", []at{{4, "comment"}}},
		{"[1]// one", "[1]", []at{{3, "comment"}}},
		{"[\"a\tb\"]", `["a\tb"]`, []at{{3, "line break or control character in a string"}}},
		{"[\"a\x1fb\"]", `["a\u001fb"]`, []at{{3, "line break or control character in a string"}}},
		{"[“a“]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[”a”]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[„a‟]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[‟a„]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[“a\"]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[“it's”]", `["it's"]`, []at{{1, "typographic quotes"}}},
		{"[‘a’]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[’a‘]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[‚a‛]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[‛a‚]", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[‘a']", `["a"]`, []at{{1, "typographic quotes"}}},
		{"[‘say \"a\"’]", `["say \"a\""]`, []at{{1, "typographic quotes"}}},
		{`['a']`, `["a"]`, []at{{1, "single quotes"}}},
		{`["it\'s"]`, `["it's"]`, []at{{4, "single quotes"}}},
		{`{ab : 1}`, `{"ab" : 1}`, []at{{1, "key without quotes"}}},
		{`{$a: 1, _b: 2, C-d: 3, z9: 4, AZ: 5}`, `{"$a": 1, "_b": 2, "C-d": 3, "z9": 4, "AZ": 5}`,
			[]at{{1, "key without quotes"}, {8, "key without quotes"}, {15, "key without quotes"}, {23, "key without quotes"}, {30, "key without quotes"}}},
		{"{} and more", "{} ", []at{{3, "text after the value"}}},
		{"{}, // one", "{}", []at{{2, "text after the value"}}},
		{"{} /* open", "{} ", []at{{3, "text after the value"}}},
		{"[1] /* one */ 2", "[1]  ", []at{{4, "comment"}, {14, "text after the value"}}},
		{"{\"a\": \"b\"\n\"c\": 2}", "{\"a\": \"b\",\n\"c\": 2}", []at{{9, "missing comma"}}},
		{"{\"a\": 1/*\n*/\"c\": 2}", "{\"a\": 1,\"c\": 2}", []at{{7, "comment"}, {7, "missing comma"}}},
		{"[[1][2]]", "[[1],[2]]", []at{{4, "missing comma"}}},
		{"[{}\n{}]", "[{},\n{}]", []at{{3, "missing comma"}}},
	} {
		_, fixes, err := Parse(tt.in)
		require.NoError(t, err, tt.in)
		var found []at
		for _, f := range fixes {
			found = append(found, at{f.Offset, f.Mend.String()})
		}
		assert.Equal(t, tt.fixes, found, tt.in)
		strict, err := Strict(tt.in)
		require.NoError(t, err, tt.in)
		assert.Equal(t, tt.strict, strict, tt.in)
		checkText(t, tt.in)
	}
}

// TestOddSpaces checks that odd spaces count as white space, and that similar
// characters don't.
func TestOddSpaces(t *testing.T) {
	for _, r := range "\v\f\u0085\u00a0\u2000\u2003\u200a\u200b\u2028\u2029\u202f\u3000\ufeff" {
		out, err := Strict("[" + string(r) + "1]")
		require.NoError(t, err, "%U", r)
		assert.Equal(t, "[ 1]", out, "%U", r)
	}
	for _, r := range "\u0086\u00a1\u1fff\u200c\u202e\u2030\u3001\ufefe\x01" {
		_, err := Strict("[" + string(r) + "1]")
		assert.Error(t, err, "%U", r)
	}
}

func TestEscapes(t *testing.T) {
	for in, want := range map[string]string{
		`"\"\\\/\b\f\n\r\t"`:     "\"\\/\b\f\n\r\t",
		`"\u00e9\u00E9"`:         "éé",
		`"\uABCD\uabcd"`:         "\uabcd\uabcd",
		`"\u0000"`:               "\x00",
		`"\uFFFF"`:               "\uffff",
		`"\uD83D\uDE00!"`:        "😀!",
		`"a\u0062c"`:             "abc",
		`"é\\"`:                  `é\`,
		`"` + "\u007f" + ` ok"`:  "\u007f ok",
		`"\ud7ff\ue000 outside"`: "\ud7ff\ue000 outside",
	} {
		v, fixes, err := Parse(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, v.Str(), in)
		assert.Empty(t, fixes, in)
	}
}

// TestMalformed checks texts that can't be repaired, and the offset of the
// first fault.
func TestMalformed(t *testing.T) {
	const (
		half    = "unpaired surrogate in a string"
		escape  = `malformed \u escape in a string`
		unknown = "unknown escape sequence in a string"
		open    = "string is not closed"
		number  = "malformed number"
	)
	for _, tt := range []struct {
		in, message string
		offset      int
	}{
		{`"\u00g9"`, escape, 1},
		{`"\u00/9"`, escape, 1},
		{`"\u00:9"`, escape, 1},
		{`"\u00@9"`, escape, 1},
		{`"\u00G9"`, escape, 1},
		{`"\u00` + "`" + `9"`, escape, 1},
		{`"\u00` + "\x10" + `9"`, escape, 1},
		{`"a\u12"`, escape, 2},
		{`"a\u123`, escape, 2},
		{`"\ud800\u0041"`, half, 1},
		{`"\ud800x0041 and more"`, half, 1},
		{`"\ud800\n0041 and more"`, half, 1},
		{`"\udc00\ud800"`, half, 1},
		{`"\ud800\ud800"`, half, 1},
		{`"\ud800`, half, 1},
		{`"a\`, open, 2},
		{`"\a"`, unknown, 1},
		{`"\U0041"`, unknown, 1},
		{`"a`, open, 0},
		{`["é`, open, 1},
		{`"`, open, 0},
		{"['a", open, 1},
		{"[1] ", "", 0},
		{"\"a\xc3\"", "string is not valid UTF-8", 2},
		{"\"\xef\xbf\xbd\"", "", 0}, // U+FFFD itself is valid
		{"\"\x80\"", "string is not valid UTF-8", 1},
		{"['\x80']", "string is not valid UTF-8", 2},
		{"true", "", 0},
		{"null", "", 0},
		{"nul", `want a value, found "nul"`, 0},
		{"{abc", "want a colon after the key, found end of text", 4},
		{"-", number, 0},
		{"[-]", number, 1},
		{"[-a]", number, 1},
		{"[00]", number, 1},
		{"[-012]", number, 1},
		{"0", "", 0},
		{"-0.5E-10", "", 0},
		{"10", "", 0},
		{"1E5", "", 0},
		{"1e+5", "", 0},
		{"[1.]", number, 1},
		{"[1.e5]", number, 1},
		{"[1e+]", number, 1},
		{"[1e-x]", number, 1},
		{"1.", number, 0},
		{"1e", number, 0},
		{"1e+", number, 0},
		{"[12kg]", number, 1},
		{"[1.5e3x]", number, 1},
		{"{1: 2}", "want a member, found '1'", 1},
		{"{.a: 2}", "want a member, found '.'", 1},
		{"{-a: 2}", "want a member, found '-'", 1},
		{"{", "want a member, found end of text", 1},
		{"{,}", "want a member, found ','", 1},
		{`{"a"`, "want a colon after the key, found end of text", 4},
		{"{a b: 1}", "want a colon after the key, found 'b'", 3},
		{`{"a": /* open`, "comment is not closed", 6},
		{`{"a" /* open`, "comment is not closed", 5},
		{`{ /* open`, "comment is not closed", 2},
		{`/* open`, "comment is not closed", 0},
		{`/*/`, "comment is not closed", 0},
		{`{'a': 'b`, open, 6},
		{`{'a`, open, 1},
		{`{"a": /`, "want a value, found '/'", 6},
		{"[tru]", `want a value, found "tru"`, 1},
		{"[trues]", `want a value, found "trues"`, 1},
		{"[" + strings.Repeat("a", 50) + "]", `want a value, found "` + strings.Repeat("a", 40) + `"`, 1},
		{"[ä]", "want a value, found 'ä'", 1},
		{"[True]", "want a value, found 'T'", 1},
		{"[{} 1]", "want a comma or ']', found '1'", 4},
		{"[1 {}]", "want a comma or ']', found '{'", 3},
		{"[[] {}]", "want a comma or ']', found '{'", 4},
		{"[{} []]", "want a comma or ']', found '['", 4},
		{"[1\n2]", "want a comma or ']', found '2'", 3},
		{"{\"a\": 1\nb: 2}", "want a comma or '}', found 'b'", 8},
		{"{\"a\": \"one\rtwo\"\n\"b\": 2}", "want a comma or '}', found '\"'", 16},
		{"{\"a\": 1} }", "", 0},
		{"[1}", "want a comma or ']', found '}'", 2},
		{"[1 /", "want a comma or ']', found '/'", 3},
		{strings.Repeat("[", 1000) + strings.Repeat("]", 1000), "", 0},
		{strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "nested deeper than 1000", 1000},
		{strings.Repeat("[],", 1001), "", 0},
		{"[" + strings.Repeat("[],", 1001) + "]", "", 0}, // the depth counts nested arrays only
	} {
		v, _, err := Parse(tt.in)
		checkText(t, tt.in)
		if tt.message == "" {
			assert.NoError(t, err, tt.in)
			continue
		}
		assert.Nil(t, v, tt.in)
		assert.Equal(t, &Error{tt.offset, tt.message}, err, tt.in)
		assert.EqualError(t, err, tt.message)
		strict, strictErr := Strict(tt.in)
		assert.Equal(t, err, strictErr, tt.in)
		assert.Empty(t, strict, tt.in)
		assert.Nil(t, Edits(tt.in), tt.in)
	}
}

// TestErrorKeepsFixes checks that the repairs before a fault are returned with
// the error.
func TestErrorKeepsFixes(t *testing.T) {
	_, fixes, err := Parse("{'a': ?}")
	require.Error(t, err)
	assert.Equal(t, []Fix{{1, SingleQuotes}}, fixes)
}

func TestKinds(t *testing.T) {
	v, _, err := Parse(`[null, true, 1.0, "a", [], {}]`)
	require.NoError(t, err)
	var names []string
	for _, item := range v.Items {
		names = append(names, item.Kind.String())
	}
	assert.Equal(t, []string{"null", "boolean", "number", "string", "array", "object"}, names)
	assert.Equal(t, []string{"true", "1.0", "a"}, v.Strings())
	no, _, err := Parse("false")
	require.NoError(t, err)
	assert.Equal(t, Bool, no.Kind)
	assert.Equal(t, "false", no.Str())
	assert.False(t, no.Bool())
	assert.False(t, v.Items[2].Bool(), "1.0 is not a spelling of true")
	assert.Equal(t, "true", v.Items[1].Str())
	assert.Equal(t, []string{"a"}, v.Items[3].Strings())
	assert.Nil(t, v.Items[1].Strings(), "a boolean is not a list")
	assert.Equal(t, `[null,true,1.0,"a",[],{}]`, string(v.AppendJSON(nil)))
	assert.Equal(t, `x[]`, string(v.Items[4].AppendJSON([]byte("x"))))
}

func TestNilValue(t *testing.T) {
	var none *Value
	assert.Nil(t, none.Get("a"))
	assert.Nil(t, none.GetFold("a"))
	assert.Empty(t, none.Str())
	assert.False(t, none.Bool())
	assert.Nil(t, none.Strings())
	one, _, err := Parse(`"1"`)
	require.NoError(t, err)
	assert.False(t, one.Bool(), "only the word true is true as a string")
	assert.Nil(t, one.Get("a"))
	assert.Nil(t, one.GetFold("a"))
}

// TestGetFold checks that an exact spelling wins, then the last one that
// differs in case.
func TestGetFold(t *testing.T) {
	v, _, err := Parse(`{"A": 1, "a": 2, "b": 3, "B": 4, "C": 5}`)
	require.NoError(t, err)
	for key, want := range map[string]string{"a": "2", "A": "1", "c": "5", "d": ""} {
		assert.Equal(t, want, v.GetFold(key).Str(), key)
	}
	again, _, err := Parse(`{"Ab": 1, "aB": 2}`)
	require.NoError(t, err)
	assert.Equal(t, "2", again.GetFold("ab").Str())
}

func TestAppendString(t *testing.T) {
	for in, want := range map[string]string{
		"":               `""`,
		"a\"b\\c/":       `"a\"b\\c/"`,
		"\n\r\t":         `"\n\r\t"`,
		"\b\f\x00\x1f\v": `"\u0008\u000c\u0000\u001f\u000b"`,
		" ~\x7f":         "\" ~\x7f\"",
		"é😀":             `"é😀"`,
		"a\xffb":         "\"a\ufffdb\"",
	} {
		assert.Equal(t, "x"+want, string(AppendString([]byte("x"), in)), "%q", in)
	}
}
