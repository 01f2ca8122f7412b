package runtime

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWordsForWork checks each word for a state, in any case, and unknown
// words.
func TestWordsForWork(t *testing.T) {
	for state, words := range map[workState]string{
		workRuns:   "notStarted inProgress running waiting updating pending queued processing accepted deletePending",
		workDone:   "completed complete succeeded success moored",
		workFailed: "failed failure error deleteFailed cancelled canceled aborted",
	} {
		for word := range strings.FieldsSeq(words) {
			for _, status := range []int{200, 202} {
				if word == "moored" && status == 202 {
					continue // an unknown state; 202 means that the operation is running
				}
				assert.Equal(t, state, workStateOf(answer{status: status, body: []byte(`{"status":"` + word + `"}`)}), word)
				assert.Equal(t, state, workStateOf(answer{status: status, body: []byte(`{"status":{"state":"` + strings.ToUpper(word) + `"}}`)}), word)
			}
		}
	}
	for body, want := range map[string]workState{``: workRuns, `{}`: workRuns, `[]`: workRuns, `{"status":"moored"}`: workRuns, `{"status":7}`: workRuns, `{"state":"failed"}`: workRuns} {
		assert.Equal(t, want, workStateOf(answer{status: 202, body: []byte(body)}), body)
		assert.Equal(t, workDone, workStateOf(answer{status: 200, body: []byte(body)}), body)
	}
	assert.Len(t, workStates, 21)
}

// TestUsualFailures checks that each error has exactly one status.
func TestUsualFailures(t *testing.T) {
	usual := map[int]error{
		304: ErrNotModified, 400: ErrBadRequest, 401: ErrUnauthorized, 403: ErrForbidden, 404: ErrNotFound, 409: ErrConflict, 410: ErrGone, 412: ErrPreconditionFailed, 429: ErrThrottled,
	}
	for status := 300; status < 600; status++ {
		e := &Error{StatusCode: status}
		for of, failure := range usual {
			assert.Equal(t, status == of, e.Is(failure), "%d %v", status, failure)
		}
		assert.False(t, e.Is(nil))
		assert.False(t, e.Is(errors.New("other")))
	}
	var texts []string
	for _, status := range []int{304, 400, 401, 403, 404, 409, 410, 412, 429} {
		texts = append(texts, usual[status].Error())
	}
	assert.Equal(t, "not modified, bad request, unauthorized, forbidden, not found, conflict, gone, precondition failed, throttled", strings.Join(texts, ", "))
}

// TestWhatLimitsSay checks the text of exported errors.
func TestWhatLimitsSay(t *testing.T) {
	for err, want := range map[error]string{
		ErrDepth: "nested too deeply", ErrReadOnly: "the property is read-only and can't be sent", ErrForeign: "the URL is not a URL of the service", ErrLoop: "the links of the pages form a loop",
		ErrPages: "too many pages", ErrTooLarge: "the response is too large", errMarker: "unknownFutureValue marks the end of the known members and can't be sent",
	} {
		assert.EqualError(t, err, want)
	}
}

func TestErrorsInOneLine(t *testing.T) {
	for want, e := range map[string]*Error{
		"404 Not Found":                  {StatusCode: 404},
		"799":                            {StatusCode: 799},
		"400 Bad Request: A":             {StatusCode: 400, Code: "A"},
		"400 Bad Request: /B":            {StatusCode: 400, Inner: []string{"B"}},
		"400 Bad Request: A/B/C: m m":    {StatusCode: 400, Code: "A", Inner: []string{"B", "C"}, Message: "m\r\n\x00\x7f m"},
		"400 Bad Request: m (request r)": {StatusCode: 400, Message: "m", RequestID: "r"},
		"400 Bad Request: a\uFFFDb":      {StatusCode: 400, Message: "a\xffb"},
	} {
		assert.Equal(t, want, e.Error())
	}
	assert.Equal(t, strings.Repeat("x", 1000), oneLine(strings.Repeat("x", 1000)))
	assert.Equal(t, strings.Repeat("x", 1000)+"…", oneLine(strings.Repeat("x", 1001)))
	assert.Equal(t, strings.Repeat("x", 999)+"…", oneLine(strings.Repeat("x", 999)+"éé"), "the text is not cut inside of a character")
}

func TestErrorBodies(t *testing.T) {
	type parsed struct {
		Code, Message, RequestID string
		Inner                    []string
	}
	for body, want := range map[string]parsed{
		`{"error":{"code":"A","message":"m"}}`:                                                        {Code: "A", Message: "m"},
		"\uFEFF" + `{"error":{"code":"A"}}`:                                                           {Code: "A"},
		`{"error":{"code":"A","message":{"lang":"en","value":"m"}}}`:                                  {Code: "A", Message: "m"},
		`{"error":{"code":5,"message":"m"}}`:                                                          {Message: "m"},
		`{"error":{"code":"A","message":["m"]}}`:                                                      {Code: "A"},
		`{"error":"invalid_grant","error_description":"m"}`:                                           {Code: "invalid_grant", Message: "m"},
		`{"error":{"code":"A","innerError":{"code":"B","request-id":"r","innererror":{"code":"C"}}}}`: {Code: "A", RequestID: "r", Inner: []string{"B", "C"}},
		`{"error":{"code":"A","request-id":"q","innererror":{"request-id":"r","code":""}}}`:           {Code: "A", RequestID: "q"},
		`{"error":{"code":"A","innererror":{"code":"B"},"innerError":{"code":"C"}}}`:                  {Code: "A", Inner: []string{"B"}},
		`{"error":null}`: {}, `{"error":[]}`: {}, `{}`: {}, `[]`: {}, ``: {}, `<html>`: {},
		`{"error":` + strings.Repeat(`{"code":"x","innererror":`, 12) + `{}` + strings.Repeat("}", 12) + "}": {Code: "x", Inner: strings.Fields(strings.Repeat("x ", 9))},
	} {
		e := newError(400, http.Header{}, []byte(body), "")
		assert.Equal(t, want, parsed{e.Code, e.Message, e.RequestID, e.Inner}, body)
	}
	for _, name := range []string{"request-id", "x-ms-request-id", "x-request-id"} {
		h := http.Header{}
		h.Set(name, "r-"+name)
		assert.Equal(t, "r-"+name, newError(400, h, nil, "").RequestID)
		h.Set("Request-Id", "first")
		assert.Equal(t, "first", newError(400, h, nil, "").RequestID)
	}
	e := newError(400, http.Header{"Request-Id": {"r 12345678"}}, []byte(`{"error":{"code":"12345678","message":"1234567"}}`), "12345678")
	assert.Equal(t, "r [token]", e.RequestID)
	assert.Equal(t, "[token]", e.Code)
	assert.NotContains(t, string(e.Body), "12345678")
	assert.Equal(t, "1234567", conceal("1234567", "1234567"), "too short for a token")
	assert.Equal(t, "[token]", conceal("12345678", "12345678"))
}

// TestLinksOfAPage checks each annotation of a page, with and without the
// prefix.
func TestLinksOfAPage(t *testing.T) {
	for body, want := range map[string]pageInfo{
		`{"value":[],"@odata.nextLink":"n"}`:                     {next: "n"},
		`{"value":[],"@nextLink":"n"}`:                           {next: "n"},
		`{"@odata.deltaLink":"d","value":[]}`:                    {delta: "d"},
		`{"@deltaLink":"d","value":[]}`:                          {delta: "d"},
		`{"@count":3,"value":[]}`:                                {count: Set(int64(3))},
		`{"@odata.count":"3","value":[]}`:                        {count: Set(int64(3))},
		`{"@odata.count":null,"@nextLink":null,"value":[]}`:      {count: Null[int64]()},
		`{"@odata.context":"c","odata.nextLink":"n","value":[]}`: {},
		`[]`: {},
	} {
		var info pageInfo
		var items []string
		require.NoError(t, readPage(answer{status: 200, body: []byte(body)}, reflect.ValueOf(&items).Elem(), &info), body)
		assert.Equal(t, want, info, body)
	}
	for body, want := range map[string]string{
		`{}`: "JSON: want an array \"value\" (at offset 2)", `{"error":{"code":"A"}}`: "200 OK: A", `{"error":"x","a":1}`: "JSON: want an array \"value\" (at offset 19)",
		`{"value":[]} x`: "JSON: want the end, have 'x' (at offset 13)", `{"value":{}}`: "value: want an array, have an object (at offset 9)", `{"@count":"x","value":[]}`: "@count: want a whole number, have a string (at offset 10)",
		`{"@nextLink":1,"value":[]}`: "@nextLink: want a string, have a number (at offset 13)", `"x"`: "JSON: want an object, have a string (at offset 0)", ``: "status 200: no content", " null\n": "status 200: no content",
		`{"a":tru}`: "a: want true, have a Boolean (at offset 5)", `{"a" 1}`: "JSON: want a colon, have a number (at offset 5)", `{"a":1 "b"}`: "JSON: want a comma or }, have a string (at offset 7)",
	} {
		var info pageInfo
		var items []string
		err := readPage(answer{status: 200, body: []byte(body)}, reflect.ValueOf(&items).Elem(), &info)
		if assert.Error(t, err, body) {
			assert.Equal(t, want, err.Error())
		}
	}
}

func TestSoleMember(t *testing.T) {
	for body, want := range map[string]string{
		`{"value":1}`: "value 1", `{"@odata.context":"c","value": [1] ,"value@x":2}`: "value [1]", `{}`: " ", `{"@a":1}`: " ", `{"a":1,"b":2}`: " ", `[]`: " ", `{"a":1`: " ", `{"a" 1}`: " ", `{"a":x}`: " ", ``: " ",
		`{"@odata.context":"c","@odata.null":true}`: "value null", `{"@odata.null":false}`: " ",
	} {
		name, value := soleMember([]byte(body))
		assert.Equal(t, want, name+" "+string(value), body)
	}
}

// TestArgumentsByCharacter checks which ASCII characters a query keeps, and
// which a header or an argument can't have.
func TestArgumentsByCharacter(t *testing.T) {
	for c := range 0x100 {
		s := string([]byte{byte(c)})
		escaped := escapeQuery(s)
		if strings.Contains("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~$,:()'/@!*?", s) && c < 0x80 {
			assert.Equal(t, s, escaped)
		} else {
			back, err := url.QueryUnescape(escaped)
			require.NoError(t, err)
			assert.Len(t, escaped, 3)
			assert.Equal(t, s, back)
			assert.Equal(t, strings.ToUpper(escaped), escaped)
		}
		control := c < ' ' || c == 0x7f
		assert.Equal(t, control && c != '\t', checkHeaders(http.Header{"X": {"ok", "a" + s}}) != nil, "%#x", c)
		if c < 0x80 {
			_, err := escapeArgument("a"+s, false, true, false)
			assert.Equal(t, control, err != nil, "%#x", c)
		}
	}
	assert.EqualError(t, checkHeaders(http.Header{"Prefer": {"a\r\nb"}}), "header Prefer has a control character")
	for arg, want := range map[any]string{
		"a": "a", Flag("malta"): "malta", true: "true", int8(-5): "-5", uint64(1 << 63): "9223372036854775808", 1.5: "1.5", float32(0.1): "0.1", 1e-7: "1e-7",
		time.Date(2024, 5, 6, 7, 8, 9, 1, time.UTC): "2024-05-06T07:08:09.000000001Z", Date("2024-05-06"): "2024-05-06", [2]int{}: "!", Flag("unknownFutureValue"): "!", struct{}{}: "!",
	} {
		text, err := argumentText(arg)
		if want == "!" {
			assert.Error(t, err, arg)
			continue
		}
		require.NoError(t, err, arg)
		assert.Equal(t, want, text)
	}
	text, err := argumentText([]any{1, "a", true})
	require.NoError(t, err)
	assert.Equal(t, "1,a,true", text)
	_, err = argumentText([]Flag{"malta", "unknownFutureValue"})
	assert.Error(t, err)
	_, err = argumentText(struct{}{})
	assert.EqualError(t, err, "it is a struct {}")
}

// TestBodiesToTheByte checks that a body of exactly the limit is read, and a
// longer one is not.
func TestBodiesToTheByte(t *testing.T) {
	for _, size := range []int{0, 1, 511, 512, 513, 1024, 5000} {
		text := strings.Repeat("x", size)
		for _, limit := range []int64{int64(size), int64(size) + 1, 1 << 62, 1<<63 - 1} {
			for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
				got, err := readAll(r, nil, limit)
				require.NoError(t, err, "%d of %d", size, limit)
				assert.Len(t, got, size)
				assert.LessOrEqual(t, int64(cap(got)), max(min(limit, 1<<40), 512)+1)
			}
		}
		if size > 0 {
			got, err := readAll(strings.NewReader(text), nil, int64(size)-1)
			assert.ErrorIs(t, err, ErrTooLarge)
			assert.LessOrEqual(t, len(got), size)
			got, err = readAll(strings.NewReader(text+strings.Repeat("y", 1<<16)), make([]byte, 0, 10), int64(size))
			assert.ErrorIs(t, err, ErrTooLarge)
			assert.LessOrEqual(t, len(got), max(size, 10)+1)
		}
	}
	broken := errors.New("broken")
	got, err := readAll(io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(broken)), nil, 10)
	assert.ErrorIs(t, err, broken)
	assert.Equal(t, "ab", string(got))
	assert.Equal(t, "x", string(bytes.TrimSpace(trimBOM([]byte("\uFEFF x")))))
}

func TestEmptyAnswers(t *testing.T) {
	for text, want := range map[string]bool{"": true, " \r\n\t": true, "null": true, " null\n": true, "{}": false, "nul": false, "\u00a0": false, `""`: false, "0": false} {
		assert.Equal(t, want, isNothing([]byte(text)), "%q", text)
	}
}

func TestPathsInErrors(t *testing.T) {
	broken := errors.New("broken")
	err := within("a", within("b", within("[3]", within("c", broken))))
	assert.EqualError(t, err, "a.b[3].c: broken")
	assert.EqualError(t, within("[0]", broken), "[0]: broken")
	assert.EqualError(t, &ValueError{Err: broken}, "JSON: broken (at offset 0)")
	assert.EqualError(t, &ValueError{Err: broken, Offset: -1}, "JSON: broken")
	assert.ErrorIs(t, err, broken)
}

func TestOptsHaveOneOfThreeStates(t *testing.T) {
	for want, o := range map[string]Opt[string]{"x": Set("x"), "null": Null[string](), "absent": {}} {
		assert.Equal(t, map[bool]string{true: "x"}[want == "x"], o.String())
		assert.Equal(t, want == "null", o.IsNull())
		v, ok := o.Lookup()
		assert.Equal(t, want == "x", ok)
		assert.Equal(t, map[bool]string{true: "x"}[ok], v)
		assert.Equal(t, v, o.Get())
		assert.Equal(t, map[bool]string{true: "x", false: "def"}[ok], o.Or("def"))
		text, err := o.MarshalJSON()
		require.NoError(t, err)
		assert.Equal(t, map[bool]string{true: `"x"`, false: "null"}[ok], string(text))
	}
	o := Set("x")
	require.Error(t, o.UnmarshalJSON([]byte("5")))
	assert.Equal(t, "x", o.Get(), "the value is unchanged")
	require.NoError(t, o.UnmarshalJSON([]byte("null")))
	assert.True(t, o.IsNull())
	require.NoError(t, o.UnmarshalJSON([]byte(`"y"`)))
	assert.False(t, o.IsNull())
	assert.Equal(t, "y", o.Get())
}
