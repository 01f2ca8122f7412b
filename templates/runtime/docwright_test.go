package runtime

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exampleTest is the test of an example: its name in the file of examples, and
// the call that it shows.
type exampleTest struct {
	name string
	call func(ctx context.Context, c *Client, e *example) (any, error)
}

// example is an entry of testdata/<group>.json.
type example struct {
	Name    string `json:"name"`
	Request struct {
		Method string            `json:"method"`
		Path   string            `json:"path"` // relative to the base URL
		Query  [][2]string       `json:"query"`
		Header map[string]string `json:"header"`
		message
	} `json:"request"`
	Response struct {
		Status int               `json:"status"`
		Header map[string]string `json:"header"`
		message
	} `json:"response"`
	// Unknown has the properties of the response that no page documents,
	// sorted. Models keep them and write them back.
	Unknown []string `json:"unknown"`
	// RequestGap and ResponseGap name the rule of a known mismatch between the
	// example and its page. The request or the response is then expected to
	// differ.
	RequestGap  string `json:"requestGap"`
	ResponseGap string `json:"responseGap"`

	unreadable error // the error if the request body can't be decoded as the type of the function
}

// testBase is the base URL of the examples. Nothing is sent there, so the URL
// of the service does not matter.
const testBase = "https://service.example/base"

// message is a body. It is JSON or text.
type message struct {
	JSON json.RawMessage `json:"body"`
	Text string          `json:"text"`
}

// text returns the body as it is sent.
func (m message) text() string {
	if m.JSON != nil {
		return string(m.JSON)
	}
	return m.Text
}

// reader returns the request body of the example, for functions that take a
// stream.
func (e *example) reader() io.Reader { return strings.NewReader(e.Request.text()) }

// runExamples runs the tests of a group with the examples in
// testdata/<group>.json. Every example must have a test, and every test an
// example. A test with a known mismatch must fail.
func runExamples(t *testing.T, group string, tests []exampleTest) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("testdata", group+".json"))
	require.NoError(t, err)
	var examples []*example
	require.NoError(t, json.Unmarshal(data, &examples))
	byName := make(map[string]*example, len(examples))
	for _, e := range examples {
		byName[e.Name] = e
	}
	for _, test := range tests {
		e := byName[test.name]
		if !assert.NotNil(t, e, "%s has a test but is not in testdata/%s.json", test.name, group) {
			continue
		}
		delete(byName, test.name)
		w := &wire{example: e}
		got, err := w.call(test.call)
		t.Run(test.name+"/request", func(t *testing.T) {
			w.verdict(t, w.checkRequest(err), e.RequestGap)
		})
		t.Run(test.name+"/response", func(t *testing.T) {
			w.verdict(t, w.checkResponse(got, err), e.ResponseGap)
		})
	}
	for _, e := range examples {
		assert.NotContains(t, byName, e.Name, "the example has no test")
	}
}

// wire replaces the network. It answers the first request with the response of
// the example.
type wire struct {
	*example
	sent  []*http.Request
	texts []string // the bodies of the requests
}

// errNoMore is the error of a request that the example has no response for,
// such as that for the next page.
var errNoMore = errors.New("the example has only one response")

func (w *wire) call(call func(context.Context, *Client, *example) (any, error)) (any, error) {
	if call == nil {
		return nil, errors.New("no function can send the example's request")
	}
	h := &http.Client{Transport: w}
	return call(context.Background(), NewClient(h, WithBaseURL(testBase), WithForeign(h), WithRetry(1, 0)), w.example)
}

// RoundTrip records a request and answers it.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	var text []byte
	if r.Body != nil {
		var err error
		if text, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	w.sent = append(w.sent, r)
	w.texts = append(w.texts, string(text))
	status := cmp.Or(w.Response.Status, http.StatusOK) // some examples have no response
	res := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(w.served())), Request: r}
	switch {
	case len(w.sent) == 1:
		for name, value := range w.Response.Header {
			res.Header.Set(name, value)
		}
		res.Header.Del("Content-Length") // the value in an example is often wrong
		w.makePartial(res, r.Header.Get("Range"))
	case w.redirects():
		res.StatusCode = http.StatusOK
		res.Body = http.NoBody
	default:
		return nil, errNoMore
	}
	return res, nil
}

// served returns the body of the response. Examples of partial content often
// have none.
func (w *wire) served() string {
	if text := w.Response.text(); text != "" || w.Response.Status != http.StatusPartialContent {
		return text
	}
	return "-"
}

// makePartial turns a response with a part of a file into a response with the
// requested part. The file ends with that part, because examples shorten the
// bytes. If no range was requested, the response is the whole file.
func (w *wire) makePartial(res *http.Response, asked string) {
	if res.StatusCode != http.StatusPartialContent {
		return
	}
	res.Header.Del("Content-Range")
	if asked == "" {
		res.StatusCode = http.StatusOK
		return
	}
	from := 0
	_, _ = fmt.Sscanf(asked, "bytes=%d-", &from) // 0 for the last bytes
	from = max(from, 0)
	end := from + len(w.served())
	res.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, end-1, end))
}

func (w *wire) redirects() bool { return w.Response.Status/100 == 3 }

// verdict fails the test if the example does not match, or if it matches in
// spite of a known mismatch.
func (w *wire) verdict(t *testing.T, err error, gap string) {
	t.Helper()
	switch {
	case gap == "":
		assert.NoError(t, err)
	case err == nil:
		assert.Fail(t, "the known mismatch is gone", "the example matches now: remove %q from it", gap)
	}
}

// unchecked has the headers of examples that are not compared with the request.
var unchecked = map[string]bool{"Authorization": true, "Content-Length": true, "Host": true, "Accept": true, "Accept-Encoding": true, "User-Agent": true}

// checkRequest compares the request that was sent with that of the example.
func (w *wire) checkRequest(err error) error {
	if len(w.sent) == 0 {
		return fmt.Errorf("nothing was sent: %v", err)
	}
	r, want := w.sent[0], w.Request
	if r.Method != want.Method {
		return fmt.Errorf("method: sent %s, want %s", r.Method, want.Method)
	}
	base, err := url.Parse(testBase)
	if err != nil {
		return err
	}
	path := strings.TrimPrefix(r.URL.Path, base.Path)
	if decoded, err := url.PathUnescape(want.Path); path != want.Path && (err != nil || path != decoded) {
		return fmt.Errorf("path: sent %s, want %s", path, want.Path)
	}
	if sent, want := sortedQuery(r.URL), sortedPairs(want.Query); !slices.Equal(sent, want) {
		return fmt.Errorf("query: sent %q, want %q", sent, want)
	}
	for name, value := range want.Header {
		sent := r.Header.Get(name)
		if canonical := http.CanonicalHeaderKey(name); !unchecked[canonical] && !sameHeader(canonical, sent, value) {
			return fmt.Errorf("header %s: sent %q, want %q", name, sent, value)
		}
	}
	if w.unreadable != nil {
		return fmt.Errorf("body: %w", w.unreadable)
	}
	sent := w.texts[0]
	if want.JSON != nil { // references in it are below the documented base URL
		return sameJSON([]byte(sent), moveReferences(want.JSON, strings.TrimRight(BaseURL, "/"), testBase))
	}
	text, err := io.ReadAll(w.reader())
	if err == nil && strings.TrimSpace(sent) != strings.TrimSpace(string(text)) {
		err = fmt.Errorf("body: sent %q, want %q", sent, text)
	}
	return err
}

// bodyless has the statuses of examples that may lack the documented body.
var bodyless = map[int]bool{http.StatusAccepted: true, http.StatusNoContent: true, http.StatusResetContent: true}

// sameHeader compares the values of a header. A content type is compared
// without its parameters, because examples leave them out.
func sameHeader(name, x, y string) bool {
	if name == "Content-Type" {
		x, _, _ = mime.ParseMediaType(x)
		y, _, _ = mime.ParseMediaType(y)
		return strings.EqualFold(x, y)
	}
	return strings.TrimSpace(x) == strings.TrimSpace(y)
}

func sortedPairs(pairs [][2]string) []string {
	out := make([]string, len(pairs))
	for i, p := range pairs {
		out[i] = p[0] + "=" + sameInstant(p[1])
	}
	slices.Sort(out)
	return out
}

// sameInstant returns text, or a date and time in UTC. Without an offset it is in
// UTC.
func sameInstant(text string) string {
	for _, offset := range []string{"", "Z"} {
		if t, err := time.Parse(time.RFC3339, strings.ToUpper(text+offset)); err == nil {
			return t.UTC().Format(time.RFC3339Nano)
		}
	}
	return text
}

func sortedQuery(u *url.URL) []string {
	var pairs [][2]string
	for name, values := range u.Query() {
		for _, v := range values {
			pairs = append(pairs, [2]string{name, v})
		}
	}
	return sortedPairs(pairs)
}

// checkResponse compares the result of a function with the response of the
// example.
func (w *wire) checkResponse(got any, err error) error {
	if len(w.sent) == 0 {
		return fmt.Errorf("nothing was sent: %v", err)
	}
	if w.redirects() {
		if err == nil && len(w.sent) < 2 {
			return errors.New("the redirect was not followed")
		}
		return nil
	}
	var e *Error
	if w.Response.Status == http.StatusAccepted && errors.As(err, &e) && e.StatusCode == http.StatusAccepted {
		return nil // the result is not available yet, as the error says
	}
	if bodyless[w.Response.Status] && w.Response.text() == "" && errors.Is(err, ErrNoContent) {
		return nil // there is no result, as the error says
	}
	if failed := w.Response.Status >= 300; failed != (err != nil) {
		return fmt.Errorf("status %d, and the error is: %w", w.Response.Status, err)
	} else if failed || got == nil {
		return nil
	}
	if stream, ok := got.(io.ReadCloser); ok {
		text, err := io.ReadAll(stream)
		if err == nil && string(text) != w.served() {
			err = fmt.Errorf("stream: got %q, want %q", text, w.served())
		}
		return errors.Join(err, stream.Close())
	}
	if err := fault(reflect.ValueOf(got)); err != nil {
		return err
	}
	unknown := map[string]bool{}
	addUnknown(unknown, reflect.ValueOf(got))
	if names := slices.Sorted(maps.Keys(unknown)); !slices.Equal(names, w.Unknown) {
		return fmt.Errorf("unknown properties: got %q, want %q", names, w.Unknown)
	}
	if w.Response.JSON == nil {
		return sameAsText(got, w.Response.Text)
	}
	text, err := encode(got)
	if err != nil {
		return err
	}
	return sameJSON(text, unwrapped(w.Response.JSON, got))
}

// sameAsText compares the result of a function with a response whose body is
// text: a string as it is, a number, or a Boolean.
func sameAsText(got any, want string) error {
	if strings.TrimSpace(want) == "" {
		return nil
	}
	if v := reflect.Indirect(reflect.ValueOf(got)); v.Kind() == reflect.String && v.Type() != reflect.TypeFor[json.Number]() {
		if strings.TrimSpace(v.String()) != strings.TrimSpace(want) {
			return fmt.Errorf("got %q, want %q", v, want)
		}
		return nil
	}
	switch value, _ := parseJSON([]byte(want)); value.(type) {
	case json.Number, bool:
		text, err := encode(got)
		if err != nil {
			return err
		}
		return sameJSON(text, []byte(want))
	}
	return fmt.Errorf("got %v of a body that is not JSON: %q", got, want)
}

// unwrapped returns the part of a response that a function returns: a list
// without its page, or a value without its object.
func unwrapped(response json.RawMessage, got any) json.RawMessage {
	v := reflect.Indirect(reflect.ValueOf(got))
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 {
		var page map[string]json.RawMessage
		if json.Unmarshal(response, &page) == nil && page["value"] != nil {
			return page["value"]
		}
		return response
	}
	name, value := soleMember(response)
	if name != "value" {
		return response
	}
	if v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]() && (value[0] != '{' || hasField(reflect.New(v.Type()).Interface(), name)) {
		return response
	}
	return value
}

// fault returns an error if a value differs from the pages: a value that its
// field can't hold, or a time without an offset.
func fault(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return fault(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := fault(v.Index(i)); err != nil {
				return within(fmt.Sprintf("[%d]", i), err)
			}
		}
	case reflect.Struct:
		return structFault(v)
	}
	return nil
}

func structFault(v reflect.Value) error {
	if p := reflect.New(v.Type()); p.Type().Implements(optionalType) {
		p.Elem().Set(v)
		if value := valueOf(p.Interface().(optional)); value.IsValid() {
			return fault(value)
		}
		return nil
	}
	s := shapeOf(v.Type())
	if s.kind != kindStruct {
		return nil
	}
	t := s.table()
	for i, f := range t.fields {
		if t.object >= 0 {
			o := v.Field(t.object).Interface().(Object)
			for _, e := range o.Invalid() {
				return e
			}
			if raw, ok := o.Raw(f.name); ok && isTime(t.fields[i].shape) && !strictTimes(raw) {
				return within(f.name, fmt.Errorf("a time without an offset: %s", raw))
			}
		}
		if err := fault(v.Field(f.index)); err != nil {
			return within(f.name, err)
		}
	}
	return nil
}

// isTime reports whether a field holds times.
func isTime(s *shape) bool {
	for s.elem != nil {
		s = s.elem
	}
	return s.kind == kindTime || s.kind == kindOptTime
}

// strictTimes reports whether all strings of a JSON text are times with an
// offset.
func strictTimes(raw json.RawMessage) bool {
	var list []*string
	if json.Unmarshal(raw, &list) != nil {
		list = make([]*string, 1)
		if json.Unmarshal(raw, &list[0]) != nil {
			return true
		}
	}
	return !slices.ContainsFunc(list, func(text *string) bool {
		var t time.Time
		return text != nil && t.UnmarshalText([]byte(strings.ToUpper(*text))) != nil
	})
}

// addUnknown adds the names of properties that models have no field for. It
// ignores annotations, the properties of subtypes, and those of open types.
func addUnknown(names map[string]bool, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			addUnknown(names, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			addUnknown(names, v.Index(i))
		}
	case reflect.Struct:
		addUnknownMembers(names, v)
	}
}

func addUnknownMembers(names map[string]bool, v reflect.Value) {
	if p := reflect.New(v.Type()); p.Type().Implements(optionalType) {
		p.Elem().Set(v)
		if value := valueOf(p.Interface().(optional)); value.IsValid() {
			addUnknown(names, value)
		}
		return
	}
	s := shapeOf(v.Type())
	if s.kind != kindStruct {
		return
	}
	t := s.table()
	for _, f := range t.fields {
		addUnknown(names, v.Field(f.index))
	}
	if t.object < 0 || v.Type().Field(t.object).Tag.Get("open") == "true" {
		return
	}
	o := v.Field(t.object).Interface().(Object)
	if is := o.ODataType(); is != "" && len(t.lineage) > 0 && !strings.EqualFold(is, t.lineage[0]) {
		return
	}
	for _, name := range o.Unknown() {
		if _, ok := t.byName[name]; !ok && !strings.Contains(name, "@") {
			names[name] = true
		}
	}
}

// sameJSON compares JSON texts: members in any order, numbers by their exact
// value, times as instants.
func sameJSON(got, want []byte) error {
	x, err := parseJSON(got)
	if err != nil {
		return fmt.Errorf("%w in %q", err, got)
	}
	y, err := parseJSON(want)
	if err != nil {
		return fmt.Errorf("%w in %q", err, want)
	}
	return sameValue(x, y)
}

func parseJSON(text []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err = d.Decode(&v)
	return v, err
}

func sameValue(got, want any) error {
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			break
		}
		return sameMembers(got, want)
	case []any:
		got, ok := got.([]any)
		if !ok || len(got) != len(want) {
			break
		}
		for i := range want {
			if err := sameValue(got[i], want[i]); err != nil {
				return within(fmt.Sprintf("[%d]", i), err)
			}
		}
		return nil
	case json.Number:
		if got, ok := got.(json.Number); ok && sameNumber(got.String(), want.String()) {
			return nil
		}
	case string:
		if got, ok := got.(string); ok && sameString(got, want) {
			return nil
		}
	default:
		if got == want {
			return nil
		}
	}
	return fmt.Errorf("got %v, want %v", got, want)
}

func sameMembers(got, want map[string]any) error {
	names := make([]string, 0, len(want))
	for name := range want {
		names = append(names, name)
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		g, ok := got[name]
		w, wanted := want[name]
		if ok != wanted {
			return within(name, fmt.Errorf("is present: %v, want %v", ok, wanted))
		}
		if err := sameValue(g, w); err != nil {
			return within(name, err)
		}
	}
	return nil
}

// sameNumber compares numbers exactly. Numbers with a long exponent must have
// the same notation, because arithmetic with them would be slow.
func sameNumber(x, y string) bool {
	if x == y {
		return true
	}
	if _, exponent, ok := strings.Cut(strings.ToLower(x+y), "e"); ok && len(exponent) > 5+len(y) {
		return false
	}
	a, ok := new(big.Rat).SetString(x)
	b, ok2 := new(big.Rat).SetString(y)
	return ok && ok2 && a.Cmp(b) == 0
}

// sameString compares strings. Times are compared as instants.
func sameString(x, y string) bool {
	if x == y {
		return true
	}
	a, err := time.Parse(time.RFC3339, strings.ToUpper(x))
	b, err2 := time.Parse(time.RFC3339, strings.ToUpper(y))
	return err == nil && err2 == nil && a.Equal(b)
}
