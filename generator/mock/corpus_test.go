package mock_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates/fake"
)

const pagesDir = "graph-2021-07/api-reference/v1.0"

// corpus returns the folder of the corpus.
func corpus(t testing.TB) string {
	dir, err := os.Getwd()
	require.NoError(t, err)
	for ; ; dir = filepath.Dir(dir) {
		root := filepath.Join(dir, "shared", "corpus")
		if _, err := os.Stat(filepath.Join(root, pagesDir)); err == nil {
			return root
		}
		if dir == filepath.Dir(dir) {
			t.Skip("the corpus is not at hand")
		}
	}
}

// parsed returns the model of the pages below parsedRoot, which it parses once.
var parsed = sync.OnceValues(func() (*model.Model, error) {
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(parsedRoot), Docs: pagesDir})
	return m, err
})

// parsedRoot is the folder for [parsed].
var parsedRoot string

func pages(t *testing.T) *model.Model {
	t.Helper()
	parsedRoot = corpus(t)
	m, err := parsed()
	require.NoError(t, err)
	return m
}

// exchange is a request on a page and its response, as written there. They are
// read without the parser of the project.
type exchange struct {
	page, method, url   string
	headers             []string
	body                string
	status              int
	answer              string
	responseHeaders     []string
	follows             bool // the request is that of the preceding exchange
	differentlyAnswered bool // another exchange has the same request and a different response
}

var (
	fence       = regexp.MustCompile("^\\s*>?\\s*```")
	heading     = regexp.MustCompile(`^(#+)\s`)
	requestLine = regexp.MustCompile(`^(GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)(\s+HTTP/\d.*)?$`)
	statusLine  = regexp.MustCompile(`^HTTP/\d\S*\s+(\d{3})`)
	headerLine  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*\s*:`)
	lateHeader  = regexp.MustCompile(`(?i)^(content-[a-z]+|location|retry-after|authorization|prefer)\s*:`)
	blockType   = regexp.MustCompile(`"?blockType"?\s*:\s*"?(\w+)`)
	host        = regexp.MustCompile(`^https?://[^/]+`)
)

// exchanges returns the exchanges in the text of a page. They are code blocks
// below a heading with "example", and blocks annotated as request or response.
func exchanges(name, text string) (list []exchange, requests int) {
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	example, comment, kind := false, "", ""
	var current *exchange
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "<!--"):
			comment = line
			for !strings.Contains(lines[i], "-->") && i+1 < len(lines) {
				i++
				comment += "\n" + lines[i]
			}
			kind = ""
			if m := blockType.FindStringSubmatch(comment); m != nil {
				kind = m[1]
			}
		case heading.MatchString(line):
			if strings.Contains(strings.ToLower(line), "example") {
				example = true
			} else if len(heading.FindStringSubmatch(line)[1]) < 3 {
				example = false
			}
			kind = ""
		case fence.MatchString(line):
			var block []string
			for i++; i < len(lines) && !fence.MatchString(lines[i]); i++ {
				block = append(block, lines[i])
			}
			first, headers, body := message(block)
			if m := requestLine.FindStringSubmatch(first); m != nil && (example || kind == "request") {
				requests++
				current = &exchange{page: name, method: m[1], url: m[2], headers: headers, body: body}
			} else if m := statusLine.FindStringSubmatch(first); m != nil && (example || kind == "response") && current != nil {
				x := *current
				x.status, _ = strconv.Atoi(m[1])
				x.answer, x.responseHeaders = body, headers
				list = append(list, x)
				current.follows = true
			}
			kind = ""
		}
	}
	return list, requests
}

// message splits a block into its first line, its headers and its body.
func message(block []string) (first string, headers []string, body string) {
	for len(block) > 0 && strings.TrimSpace(block[0]) == "" {
		block = block[1:]
	}
	if len(block) == 0 {
		return "", nil, ""
	}
	first, block = strings.TrimSpace(block[0]), block[1:]
	for len(block) > 0 && headerLine.MatchString(block[0]) {
		headers, block = append(headers, block[0]), block[1:]
	}
	for n := 0; n < len(block) && (strings.TrimSpace(block[n]) == "" || lateHeader.MatchString(block[n])); n++ {
		if lateHeader.MatchString(block[n]) {
			headers, block, n = append(headers, block[n]), block[n+1:], -1
		}
	}
	return first, headers, strings.TrimSpace(strings.Join(block, "\n"))
}

// send sends the request as written on the page.
func (x *exchange) send(h http.Handler, to string, named bool) *httptest.ResponseRecorder {
	method, body := x.method, x.body
	target := host.ReplaceAllString(x.url, "")
	if !strings.HasPrefix(target, "/") {
		target = "/" + target
	}
	if to != "" {
		method, target, body = http.MethodGet, to, ""
	}
	rawPath, query, _ := strings.Cut(target, "?")
	r := httptest.NewRequest(method, "http://service.example/", strings.NewReader(body))
	segments := strings.Split(rawPath, "/")
	for i, s := range segments {
		if text, err := url.PathUnescape(s); err == nil {
			s = text
		}
		segments[i] = url.PathEscape(s)
	}
	r.URL.RawPath = strings.Join(segments, "/")
	r.URL.Path, _ = url.PathUnescape(r.URL.RawPath)
	r.URL.RawQuery = query
	for _, line := range x.headers {
		name, value, _ := strings.Cut(line, ":")
		r.Header.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	if named {
		r.Header.Set(fake.ExampleHeader, strings.TrimSuffix(path.Base(x.page), ".md"))
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// Reasons for a response that differs from the page.
const (
	same           = ""
	requestNoJSON  = "the request's body is meant to be JSON and is none"
	bodyWith204    = "the page shows a body with a status that has none"
	severalAnswers = "the same request has several responses in the pages"
	otherStatus    = "another status"
	undocumented   = "no page documents the request, and the page has no response to it"
	otherJSON      = "other JSON"
	otherText      = "other text"
)

// compare returns the reason why a response differs from the page. A created
// entity has a new id if the fake keeps it.
func (x *exchange) compare(w *httptest.ResponseRecorder, kept bool) string {
	body := w.Body.String()
	switch {
	case w.Code == http.StatusBadRequest && x.status != w.Code && strings.Contains(body, "The body is not JSON"):
		return requestNoJSON
	case w.Code == http.StatusNotImplemented:
		return undocumented
	case w.Code != x.status && x.differentlyAnswered:
		return severalAnswers
	case w.Code != x.status:
		return otherStatus
	case x.status == http.StatusNoContent && x.answer != "":
		return bodyWith204
	case x.answer == "":
		return same
	}
	want, got := value(x.answer), value(body)
	if kept && x.method != http.MethodGet {
		want, got = anonymous(want), anonymous(got)
	}
	switch {
	case want != nil && reflect.DeepEqual(relinked(want), relinked(got)):
		return same
	case want == nil && strings.Join(strings.Fields(body), " ") == strings.Join(strings.Fields(x.answer), " "):
		return same
	case x.differentlyAnswered:
		return severalAnswers
	case want == nil:
		return otherText
	}
	return otherJSON
}

// value parses JSON, with repairs if necessary. It returns nil for other text.
func value(text string) (v any) {
	if json.Unmarshal([]byte(text), &v) == nil {
		return v
	}
	strict, err := lenient.Strict(text)
	if err != nil || json.Unmarshal([]byte(strict), &v) != nil {
		return nil
	}
	return v
}

// relinked removes the host and version from links to the fake.
func relinked(v any) any {
	members, ok := v.(map[string]any)
	if !ok {
		return v
	}
	delete(members, "uploadUrl")
	for _, name := range []string{"@odata.nextLink", "@odata.deltaLink"} {
		if link, ok := members[name].(string); ok {
			members[name] = strings.TrimPrefix(host.ReplaceAllString(link, ""), "/v1.0")
		}
	}
	return members
}

// anonymous removes the id of an entity.
func anonymous(v any) any {
	if members, ok := v.(map[string]any); ok {
		delete(members, "id")
	}
	return v
}

// TestEveryExchangeOfThePages sends every example request of the real pages, as
// written there, and compares the response with that of the page.
func TestEveryExchangeOfThePages(t *testing.T) {
	root := os.DirFS(corpus(t))
	m := pages(t)
	tables := [][]byte{mock.Of(m).JSON()}
	alone, err := fake.Load(tables, fake.WithoutState())
	require.NoError(t, err)
	holding, err := fake.Load(tables)
	require.NoError(t, err)

	names, err := fs.Glob(root, pagesDir+"/api/*.md")
	require.NoError(t, err)
	var all []exchange
	requests := 0
	for _, name := range names {
		text, err := fs.ReadFile(root, name)
		require.NoError(t, err)
		list, n := exchanges(name, string(text))
		all, requests = append(all, list...), requests+n
	}
	answers := map[string]map[string]bool{}
	key := func(x *exchange) string {
		return x.method + strings.TrimPrefix(host.ReplaceAllString(x.url, ""), "/v1.0") + x.body
	}
	for i := range all {
		if answers[key(&all[i])] == nil {
			answers[key(&all[i])] = map[string]bool{}
		}
		answers[key(&all[i])][strconv.Itoa(all[i].status)+all[i].answer] = true
	}
	_, _, examples := alone.Counts()
	t.Logf("%d requests and %d responses in the text; %d examples in the model", requests, len(all), examples)

	for _, run := range []struct {
		name    string
		service *fake.Server
		named   bool
		share   float64
	}{
		{"the examples alone", alone, false, 0.91},
		{"the examples alone, the page is named", alone, true, 0.97},
		{"with state", holding, false, 0.91},
	} {
		reasons := map[string]int{}
		location := ""
		for i := range all {
			x := &all[i]
			x.differentlyAnswered = len(answers[key(x)]) > 1
			to := ""
			if x.follows {
				to = location
			}
			if !x.follows {
				run.service.Reset()
			}
			w := x.send(run.service, strings.TrimPrefix(to, "http://service.example"), run.named)
			location = w.Header().Get("Location")
			if w.Code/100 != 3 {
				location = ""
			}
			why := x.compare(w, run.service == holding)
			reasons[why]++
			if why != same && testing.Verbose() {
				t.Logf("%s: %s %s %s: %s (%d for %d)", run.name, path.Base(x.page), x.method, x.url, why, w.Code, x.status)
			}
		}
		share := float64(reasons[same]) / float64(len(all))
		t.Logf("%s: share %.3f; %d of %d; %v", run.name, share, reasons[same], len(all), reasons)
		assert.GreaterOrEqual(t, share, run.share, run.name)
	}
}

// TestRequestsLikeTheExamples sends the requests of the real pages' examples with
// a change that has no meaning: an annotation in the body, or $format. The fake
// must then evaluate the request, and compare the body with its type.
func TestRequestsLikeTheExamples(t *testing.T) {
	m := pages(t)
	service, err := fake.Load([][]byte{mock.Of(m).JSON()})
	require.NoError(t, err)
	sent, taken := map[string]int{}, map[string]int{}
	for _, op := range m.Operations {
		for _, e := range op.Examples {
			body := string(e.Request.JSON)
			kind := "GET"
			switch {
			case e.Route == nil || e.Request.Method != op.Method || op.Method != http.MethodGet && !strings.HasPrefix(body, "{"):
				continue
			case op.Method != http.MethodGet:
				kind = "bodies"
				body = strings.Replace(`{"@harbor.note": 1, `+strings.TrimSpace(body[1:]), ", }", "}", 1)
			}
			service.Reset()
			w := httptest.NewRecorder()
			service.ServeHTTP(w, likeRequest(e.Request, kind, body))
			sent[kind]++
			if w.Code < 400 {
				taken[kind]++
			} else if testing.Verbose() {
				t.Logf("%s %s %s %d %s", path.Base(op.Page), op.Method, e.Request.URL, w.Code, w.Body)
			}
		}
	}
	for kind, least := range map[string]float64{"GET": 0.985, "bodies": 0.93} {
		share := float64(taken[kind]) / float64(sent[kind])
		t.Logf("%s: %d of %d are taken, share %.3f", kind, taken[kind], sent[kind], share)
		assert.GreaterOrEqual(t, share, least, kind)
	}
}

func likeRequest(e *model.ExampleRequest, kind, body string) *http.Request {
	query := url.Values{}
	for _, option := range e.Query {
		query.Add(option.Name, option.Value)
	}
	if kind == "GET" {
		query.Set("$format", "json")
		body = ""
	}
	segments := strings.Split(e.Path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	r := httptest.NewRequest(e.Method, "http://service.example"+strings.Join(segments, "/")+"?"+query.Encode(), strings.NewReader(body))
	r.Header.Set("User-Agent", "test")
	r.Header.Set("Content-Type", "application/json")
	for _, h := range e.Headers {
		r.Header.Set(h.Name, h.Value)
	}
	if r.Header.Get("If-Match") == "" {
		r.Header.Set("If-Match", "*")
	}
	return r
}
