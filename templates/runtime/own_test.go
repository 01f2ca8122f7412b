package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRequestsOfOnesOwnAreBuiltAsTheOthers(t *testing.T) {
	req, err := NewRequest(t.Context(), http.MethodPost, "/vessels/{id}/at(code='{code}')/{+path}?deep={deep}",
		&Options{Query: map[string][]string{"$select": {"id"}}, Header: http.Header{"Prefer": {"x"}}}, &Vessel{Name: Set("a")}, "a/b", "O'Brien", "x y/z", true)
	require.NoError(t, err)
	assert.Equal(t, "https://harbor.example/v1.0/vessels/a%2Fb/at(code='O%27%27Brien')/x%20y/z?deep=true&$select=id", req.URL.String())
	assert.Equal(t, "x", req.Header.Get("Prefer"))
	assert.Equal(t, "application/json", req.Header.Get("Content-Type"))
	body, err := io.ReadAll(req.Body)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"a"}`, string(body))

	for want, call := range map[string]func() (*http.Request, error){
		"GET /v1.0/x/{id}: id is empty":              func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "/x/{id}", nil, nil, "") },
		"GET /v1.0/x/{}: 0 arguments for more":       func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "/x/{}", nil, nil) },
		"GET /v1.0/x: 1 arguments for 0":             func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "/x", nil, nil, "a") },
		`GET "x": the path must begin`:               func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "x", nil, nil) },
		`GET "https://evil.example": the path mu`:    func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "https://evil.example", nil, nil) },
		`GET "/x#y": the path must`:                  func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "/x#y", nil, nil) },
		"GET /v1.0/../x: a path segment is":          func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "/../x", nil, nil) },
		"GET /v1.0//evil.example: a path segment is": func() (*http.Request, error) { return NewRequest(t.Context(), "GET", "//evil.example", nil, nil) },
		"G T /v1.0/x: net/http: invalid method":      func() (*http.Request, error) { return NewRequest(t.Context(), "G T", "/x", nil, nil) },
		"POST /v1.0/x: body: it is nil":              func() (*http.Request, error) { return NewRequest(t.Context(), "POST", "/x", nil, (*Vessel)(nil)) },
	} {
		_, err := call()
		assert.ErrorContains(t, err, want)
	}
}

func TestRequestsOfOnesOwnAreSentAsTheOthers(t *testing.T) {
	send := func(answers ...*http.Response) (*Client, *http.Request, *int) {
		n := 0
		c := offline(func(*http.Request) (*http.Response, error) { n++; return answers[min(n, len(answers))-1], nil })
		req, err := NewRequest(t.Context(), http.MethodGet, "/vessels/{}", nil, nil, "1")
		require.NoError(t, err)
		return c, req, &n
	}
	c, req, _ := send(reply(200, `{"name":"a","zz":1}`))
	v, err := Send[Vessel](c, req)
	require.NoError(t, err)
	assert.Equal(t, "a", v.Name.Get())
	assert.Equal(t, []string{"zz"}, v.Object.Unknown())

	c, req, _ = send(reply(200, ` {"value":[1],"@odata.nextLink":"x"} `))
	raw, err := Send[json.RawMessage](c, req)
	require.NoError(t, err)
	assert.JSONEq(t, `{"value":[1],"@odata.nextLink":"x"}`, string(*raw))

	c, req, _ = send(reply(200, `{"@odata.context":"x","value":7}`))
	n, err := Send[int32](c, req)
	require.NoError(t, err)
	assert.Equal(t, int32(7), *n)
	c, req, _ = send(reply(200, `{"value":["a","b"]}`))
	list, err := Send[[]string](c, req)
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, *list)
	c, req, _ = send(reply(200, `as it is`, "Content-Type", "text/plain"))
	text, err := Send[string](c, req)
	require.NoError(t, err)
	assert.Equal(t, "as it is", *text)

	for body, want := range map[string]string{
		``: "status 200: no content", `<html>`: "want a number", `{"a":1} x`: "want the end", `{"error":{"code":"Busy"}}`: "200 OK: Busy", `[`: "unexpected end",
	} {
		c, req, _ = send(reply(200, body))
		_, err = Send[json.RawMessage](c, req)
		assert.ErrorContains(t, err, "GET /v1.0/vessels/1: response: ", body)
		assert.ErrorContains(t, err, want, body)
	}
	synctest.Test(t, func(t *testing.T) {
		c, req, n := send(reply(503, ``), reply(429, ``, "Retry-After", "5"), reply(200, `{"name":"a"}`))
		_, err := Send[Vessel](c, req)
		assert.NoError(t, err)
		assert.Equal(t, 3, *n)
	})
	c, req, calls := send(reply(302, ``, "Location", "https://evil.example"))
	_, err = Send[Vessel](c, req)
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 302, e.StatusCode)
	assert.Equal(t, 1, *calls)
	c, req, _ = send(reply(200, `{"value":[{"name":"a"}]}`))
	for page, err := range EachPage[*Vessel](c, req) {
		require.NoError(t, err)
		assert.Equal(t, "a", names(page.Items))
	}
}

func TestWhereWritesValuesByTheirType(t *testing.T) {
	day := time.Date(2021, 7, 1, 8, 30, 0, 120_000_000, time.FixedZone("", 7200))
	type uuid [16]byte
	type code string
	crew := int32(7)
	for _, row := range []struct {
		condition string
		values    []any
		want      string
	}{
		{"mail eq {}", []any{"ann@harbor.example"}, "mail eq 'ann@harbor.example'"},
		{"name eq {} and x eq {}", []any{"O'Brien", "') or 1 eq 1 or ('"}, "name eq 'O''Brien' and x eq ''') or 1 eq 1 or ('''"},
		{"startswith(name,'N-{}') and crew gt {}", []any{"it's", 3}, "startswith(name,'N-it''s') and crew gt 3"},
		{"a eq '{}' or b eq {}", []any{5, true}, "a eq '5' or b eq true"},
		{"a eq 'it''s {}' or b eq {}", []any{"x", "y"}, "a eq 'it''s x' or b eq 'y'"},
		{"at ge {}", []any{day}, "at ge 2021-07-01T06:30:00.12Z"},
		{"d eq {} and t eq {} and l eq {} and l ne {}", []any{Date("2021-07-01"), TimeOfDay("08:30:00.0000000"), Duration("PT1H"), 90 * time.Minute}, "d eq 2021-07-01 and t eq 08:30:00.0000000 and l eq duration'PT1H' and l ne duration'PT1H30M'"},
		{"flag eq {} and cargo has {}", []any{FlagMalta, CargoOil + "," + CargoGrain}, "flag eq 'malta' and cargo has 'oil,grain'"},
		{"a eq {} and b eq {}", []any{uuid{0: 1, 15: 255}, GUID("87d349ed-44d7-43e1-9a83-5f2406dee5bd")}, "a eq 01000000-0000-0000-0000-0000000000ff and b eq 87d349ed-44d7-43e1-9a83-5f2406dee5bd"},
		{"a eq {} and b eq {} and c eq {}", []any{1.5, json.Number("0.10"), math.Inf(-1)}, "a eq 1.5 and b eq 0.10 and c eq -INF"},
		{"a eq {} and b eq {} and c eq {}", []any{nil, (*int32)(nil), &crew}, "a eq null and b eq null and c eq 7"},
		{"a eq {} and b eq {} and c eq {}", []any{Set("x"), Null[string](), Opt[int32]{}}, "a eq 'x' and b eq null and c eq null"},
		{"a in {} and b in {}", []any{[]string{"x", "y'"}, []int{1, 2}}, "a in ('x','y''') and b in (1,2)"},
		{"p eq {} and q eq {}", []any{[]byte{251, 255}, code("k")}, "p eq binary'-_8=' and q eq 'k'"},
		{"a eq 1", nil, "a eq 1"},
		{"a eq {}", nil, "a eq %!{}(MISSING)"},
		{"a eq '{}'", nil, "a eq ''%!{}(MISSING)''"},
		{"a eq {}", []any{"x", 2}, "a eq 'x'%!(EXTRA int)"},
		{"a eq {}", []any{struct{}{}}, "a eq %!{}(struct {})"},
		{"a eq {}", []any{Flag("unknownFutureValue")}, "a eq %!{}(runtime.Flag)"},
		{"a eq {}", []any{Date("2021' or 1 eq 1")}, "a eq %!{}(runtime.Date)"},
		{"a eq {}", []any{GUID("")}, "a eq %!{}(runtime.GUID)"},
		{"a eq {}", []any{json.Number("1 or 1")}, "a eq %!{}(json.Number)"},
		{"a in {}", []any{[]any{1, struct{}{}}}, "a in (1,%!{}(struct {}))"},
		{"a eq {}", []any{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "a eq %!{}(time.Time)"},
	} {
		assert.Equal(t, row.want, Where(row.condition, row.values...))
	}
}

// TestNoValueChangesACondition parses conditions like a service.
func TestNoValueChangesACondition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	pieces := []string{"'", "''", "a", " or ", "(", ")", "%", "{}", "\\", "\"", "é", ","}
	for range 5000 {
		var values [2]string
		for i := range values {
			for range r.IntN(6) {
				values[i] += pieces[r.IntN(len(pieces))]
			}
		}
		got := strings.TrimPrefix(Where("a eq {} and b eq 'x{}'", values[0], values[1]), "a eq ")
		first, rest := literalAtFront(t, got)
		second, end := literalAtFront(t, strings.TrimPrefix(rest, " and b eq "))
		assert.Equal(t, values[0], first)
		assert.Equal(t, "x"+values[1], second)
		assert.Empty(t, end)
	}
}

// literalAtFront reads the string at the start of text.
func literalAtFront(t *testing.T, text string) (value, rest string) {
	require.True(t, strings.HasPrefix(text, "'"), text)
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			i++
			continue
		}
		return strings.ReplaceAll(text[1:i], "''", "'"), text[i+1:]
	}
	require.Fail(t, "no end", text)
	return "", ""
}

// Tug is a vessel with a type of its own.
type Tug struct {
	Name   Opt[string]  `json:"name"`
	Pull   Opt[float64] `json:"pull"`
	Object Object       `odata:"harbor.port.tug harbor.port.vessel harbor.port.asset" derived:"harbor.port.seaTug"`
}

func TestU09OnlyNarrowsToADerivedType(t *testing.T) {
	c := offline(func(r *http.Request) (*http.Response, error) {
		if r.URL.RawQuery == "2" {
			return reply(500, ``), nil
		}
		return reply(200, `{"value":[
			{"@odata.type":"#harbor.port.tug","name":"a","pull":7},
			{"name":"plain"},
			{"@odata.type":"#harbor.port.ferry","name":"other"},
			{"@odata.type":"#harbor.port.seaTug","name":"b","pull":9,"range":3}],
			"@odata.nextLink":"/v1.0/vessels?2"}`), nil
	})
	var tugs []*Tug
	var last error
	for tug, err := range Only[Tug](ListVessels(t.Context(), c, nil)) {
		if last = err; err == nil {
			tugs = append(tugs, tug)
		}
	}
	require.Len(t, tugs, 2)
	assert.Equal(t, 7.0, tugs[0].Pull.Get())
	assert.Equal(t, "harbor.port.seaTug", tugs[1].Object.ODataType())
	assert.Equal(t, []string{"@odata.type", "range"}, tugs[1].Object.Unknown())
	var e *Error
	assert.ErrorAs(t, last, &e)

	for range Only[Tug](ListVessels(t.Context(), c, nil)) {
		break
	}
	vessels, err := all(Only[Vessel](iter.Seq2[*Vessel, error](func(yield func(*Vessel, error) bool) {
		_ = yield(&Vessel{Name: Set("a")}, nil) && yield(nil, errors.New("x"))
	})))
	assert.EqualError(t, err, "x")
	assert.Len(t, vessels, 1)
}

func TestCancelEndsAPageInTheMiddle(t *testing.T) {
	c := offline(func(*http.Request) (*http.Response, error) {
		return reply(200, `{"value":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]}`), nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []string
	var last error
	for v, err := range ListVessels(ctx, c, nil) {
		if last = err; err != nil {
			break
		}
		if got = append(got, v.Name.Get()); len(got) == 2 {
			cancel()
		}
	}
	assert.Equal(t, []string{"a", "b"}, got)
	assert.ErrorIs(t, last, context.Canceled)

	req, err := newRequest(ctx, "GET", "/delta", nil, nil, nil)
	_, err = all(sendDelta[*Vessel](c, req, err).All())
	assert.ErrorIs(t, err, context.Canceled)
}
