package fake_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// harbor is a running fake and what is sent to it.
type harbor struct {
	*fake.Server
	t   *testing.T
	url string
}

func newHarbor(t *testing.T, opts ...fake.Option) *harbor {
	t.Helper()
	service := fake.New(opts...)
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return &harbor{service, t, server.URL + "/v1.0"}
}

// send returns the status, the header and the body of an answer. The headers
// are "Name: value".
func (h *harbor) send(method, path, body string, headers ...string) (int, http.Header, string) {
	h.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = h.url + path
	}
	r, err := http.NewRequestWithContext(h.t.Context(), method, path, strings.NewReader(body))
	require.NoError(h.t, err)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	require.NoError(h.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(h.t, err)
	return res.StatusCode, res.Header, string(text)
}

// get returns the members of a JSON object that is got with status 200.
func (h *harbor) get(path string) map[string]any {
	h.t.Helper()
	status, _, text := h.send("GET", path, "")
	require.Equal(h.t, 200, status, text)
	return members(h.t, text)
}

func members(t *testing.T, text string) map[string]any {
	t.Helper()
	var m map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &m), text)
	return m
}

// values returns the named members of the items of a list.
func values(list map[string]any, name string) []any {
	var all []any
	for _, item := range list["value"].([]any) {
		all = append(all, item.(map[string]any)[name])
	}
	return all
}

// message returns the words of an error, and checks its form.
func message(t *testing.T, text string) string {
	t.Helper()
	err, ok := members(t, text)["error"].(map[string]any)
	require.True(t, ok, text)
	assert.NotEmpty(t, err["code"])
	return err["message"].(string)
}

func TestTheRequestOfAnExampleGetsItsResponse(t *testing.T) {
	h := newHarbor(t)
	for path, want := range map[string]string{
		"/berths?$filter=free%20eq%20true": `{"value": [{"id": "b-2", "number": "2 East"}]}`,
		"/berths/b-1":                      `{"id": "b-1", "number": "1 East", "depth": 9.5}`,
		"/berths/%7Bberth-id%7D":           `{"id": "b-1", "number": "1 East", "depth": 9.5}`, // as the page has it
		"/BERTHS/b-1":                      `{"id": "b-1", "number": "1 East", "depth": 9.5}`,
	} {
		status, header, text := h.send("GET", path, "")
		assert.Equal(t, 200, status, path)
		assert.Equal(t, want, text, path)
		assert.Equal(t, "application/json", header.Get("Content-Type"))
		assert.NotEmpty(t, header.Get("Request-Id"))
	}
}

func TestPathsMayLackTheBase(t *testing.T) {
	h := newHarbor(t)
	with, _, _ := h.send("GET", "/berths/b-1", "")
	without, _, _ := h.send("GET", strings.TrimSuffix(h.url, "/v1.0")+"/berths/b-1", "")
	assert.Equal(t, []int{200, 200}, []int{with, without})
}

func TestTheNearestExampleAnswersTheRest(t *testing.T) {
	h := newHarbor(t)
	for path, want := range map[string]string{
		"/berths/b-99":                      "get_berth",
		"/docks/d-4/berths":                 "list_berths",
		"/berths?$filter=number%20eq%20'2'": "list_free_berths",
		"/berths/delta?$select=id":          "delta_begin",
		"/berths/delta()":                   "delta_begin",
	} {
		status, _, _ := h.send("GET", path, "")
		calls := h.Calls()
		assert.Equal(t, 200, status, path)
		assert.Equal(t, want, calls[len(calls)-1].Example, path)
	}
}

func TestAClientChoosesAnExample(t *testing.T) {
	h := newHarbor(t)
	for name, want := range map[string]int{"list_free_berths": 1, "berth-list/list_free_berths": 1, "berth-list": 2, "no_such": 2} {
		_, _, text := h.send("GET", "/berths", "", fake.ExampleHeader+": "+name)
		assert.Len(t, members(t, text)["value"], want, name)
	}
}

func TestUndocumentedRequestsAreToldTheNearest(t *testing.T) {
	h := newHarbor(t)
	for request, near := range map[string]string{
		"GET /berth/b-1":          "GET /berths/{id} (api/berth-get.md)",
		"PUT /berths/b-1":         "PATCH /berths/{id} (api/berth-update.md)",
		"POST /berths/b-1/resrve": "POST /berths/{id}/reserve (api/berth-reserve.md)",
		"GET /vessels":            "",
	} {
		method, path, _ := strings.Cut(request, " ")
		status, _, text := h.send(method, path, "")
		assert.Equal(t, 501, status, request)
		assert.Contains(t, message(t, text), "No page documents "+request, request)
		assert.Contains(t, message(t, text), near, request)
	}
}

func TestAPageWithoutAnExample(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("POST", "/berths/b-1/dredge", "")
	assert.Equal(t, 204, status)
	assert.Empty(t, text)
	assert.Equal(t, []any{}, h.get("/berths/b-1/windows(from='6',to='8')?unit=hour")["value"])
	status, _, text = h.send("GET", "/pilots/p-1", "")
	assert.Equal(t, 501, status)
	assert.Equal(t, "api/pilot-get.md documents GET /pilots/{id}, but has no example with a response.", message(t, text))
}

func TestRequestsAreHeldAgainstThePages(t *testing.T) {
	h := newHarbor(t)
	const reserve = "POST /berths/b-1/reserve"
	for _, test := range []struct{ request, body, want string }{
		{"POST /berths", `{"nam": "9"}`, "The property 'nam' does not exist."},
		{"POST /berths", `{"numbers": "9"}`, "The property 'numbers' does not exist; there is 'number'."},
		{"POST /berths", `{"number": "9", "id": "b-9"}`, "The property 'id' is read-only and cannot be set."},
		{"POST /berths", `{"number": "9", "free": true}`, "The property 'free' is read-only and cannot be set."},
		{"POST /berths", `{"number": 9}`, "The value of 'number' can't be converted to Edm.String."},
		{"POST /berths", `{"side": "stern"}`, "'side' can't be 'stern': want one of port, starboard."},
		{"POST /berths", `{"next": {"depths": 1}}`, "The property 'next.depths' does not exist; there is 'depth'."},
		{"POST /berths", `{"number": "9",}`, "The body is no JSON: invalid character '}' looking for beginning of object key string."},
		{"POST /berths", `[]`, "The body must be a JSON object."},
		{"PATCH /berths/b-1", `{"depth": 3}`, "The request must have the header If-Match."},
		{"GET /berths/b-1/windows(from='6',to='8')", "", "The request must have the query parameter unit."},
		{reserve, `{}`, "The request must have 'vessel'."},
		{reserve, ``, "The request must have 'vessel'."},
		{reserve, `3`, "The body must be a JSON object."},
		{reserve, `{"vessel": "A", "meters": "9"}`, "The value of 'meters' can't be converted to Edm.Int32."},
		{reserve, `{"vessel": "A", "holds": "bulk, sand"}`, "'holds' can't be 'sand': want one of bulk, liquid."},
		{reserve, `{"vessel": "A", "berth": 3}`, "'berth' must be an object."},
		{reserve, `{"vessel": "A", "notes": "x"}`, "'notes' must be an array."},
		{reserve, `{"vessel": "A", "notes": ["x", 4]}`, "The value of 'notes[1]' can't be converted to Edm.String."},
		{reserve, `{"vessel": "A", "side": 4}`, "The value of 'side' must be a string."},
	} {
		method, path, _ := strings.Cut(test.request, " ")
		status, _, text := h.send(method, path, test.body)
		assert.Equal(t, 400, status, "%s %s", test.request, test.body)
		assert.Equal(t, test.want, message(t, text))
	}
	status, _, _ := h.send("POST", "/berths", "From: pilot", "Content-Type: text/plain")
	assert.Equal(t, 201, status, "no JSON is meant")
	for _, good := range []string{
		`{"VESSEL": "A"}`,
		`{"vessel": "A", "holds": "bulk,liquid", "side": "Port", "meters": 80, "notes": ["x"], "@harbor.tag": 1}`,
		`{"vessel": "A", "berth": {"id": "b-3"}, "side": null}`, // what is inside is told by its key
		`{"vessel": "A", "berth": {"@odata.type": "#harbor.port.slip", "angle": 30}}`,
	} {
		status, _, text := h.send("POST", "/berths/b-1/reserve", good)
		assert.Equal(t, 202, status, "%s: %s", good, text)
	}
}

func TestWhatIsCreatedIsThere(t *testing.T) {
	h := newHarbor(t)
	create := func(body string) map[string]any {
		status, _, text := h.send("POST", "/berths", body)
		require.Equal(t, 201, status, text)
		return members(t, text)
	}
	first := create(`{"number": "8 West"}`)
	assert.Equal(t, map[string]any{"id": "b-7", "number": "8 West", "depth": 4.0}, first, "the example's, with what was sent")
	second := create(`{"number": "9 West"}`)
	assert.NotEqual(t, "b-7", second["id"])
	id := second["id"].(string)

	assert.Equal(t, second, h.get("/berths/"+id))
	assert.Equal(t, second, h.get("/berths/9%20West"), "by another key of the path")
	assert.Equal(t, second, h.get("/berths('"+id+"')"))
	assert.Equal(t, []any{"1 East", "2 East", "8 West", "9 West"}, values(h.get("/berths"), "number"))

	status, _, text := h.send("PATCH", "/berths/"+id, `{"depth": null, "next": {"number": "1"}}`, "If-Match: *")
	assert.Equal(t, 200, status, text)
	h.send("PATCH", "/berths/"+id, `{"next": {"depth": 3}}`, "If-Match: *")
	assert.Equal(t, map[string]any{"id": id, "number": "9 West", "depth": nil, "next": map[string]any{"number": "1", "depth": 3.0}}, h.get("/berths/"+id))

	status, _, _ = h.send("DELETE", "/berths/"+id, "")
	assert.Equal(t, 204, status)
	status, _, text = h.send("GET", "/berths/"+id, "")
	assert.Equal(t, 404, status)
	assert.Contains(t, message(t, text), "was deleted")
	assert.Equal(t, []any{"1 East", "2 East", "8 West"}, values(h.get("/berths"), "number"))

	h.Reset()
	assert.Equal(t, []any{"1 East", "2 East"}, values(h.get("/berths"), "number"))
}

func TestWithoutState(t *testing.T) {
	h := newHarbor(t, fake.WithoutState())
	status, _, _ := h.send("POST", "/berths", `{"number": "8 West"}`)
	assert.Equal(t, 201, status)
	assert.Len(t, h.get("/berths")["value"], 2)
}

// follow returns the numbers on all pages of a list.
func (h *harbor) follow(path string) (numbers []any, pages int) {
	h.t.Helper()
	for path != "" && pages < 20 {
		list := h.get(path)
		numbers = append(numbers, values(list, "number")...)
		pages++
		path, _ = list["@odata.nextLink"].(string)
	}
	return numbers, pages
}

func TestListsArriveInPages(t *testing.T) {
	h := newHarbor(t, fake.WithPageSize(2))
	for _, number := range []string{"3", "4", "5"} {
		h.send("POST", "/berths", `{"number": "`+number+`"}`)
	}
	all := []any{"1 East", "2 East", "3", "4", "5"}
	numbers, pages := h.follow("/berths")
	assert.Equal(t, all, numbers)
	assert.Equal(t, 3, pages)
	numbers, pages = h.follow("/berths?$top=1&$orderby=number")
	assert.Equal(t, all, numbers)
	assert.Equal(t, 5, pages)
	numbers, _ = h.follow("/berths?$skip=4")
	assert.Equal(t, all[4:], numbers)
	assert.EqualValues(t, 5, h.get("/berths?$count=true&$top=1")["@odata.count"])
}

func TestLinksOfExamplesLeadToTheFake(t *testing.T) {
	h := newHarbor(t)
	numbers, pages := h.follow("/berths")
	assert.Equal(t, []any{"1 East", "2 East"}, numbers)
	assert.Equal(t, 2, pages, "where the example's link leads is the end")

	round := h.get("/berths/delta")
	round = h.get(round["@odata.nextLink"].(string))
	assert.Empty(t, round["value"])
	link := round["@odata.deltaLink"].(string)
	assert.True(t, strings.HasPrefix(link, h.url), link)
	round = h.get(link)
	assert.Equal(t, link, round["@odata.deltaLink"], "nothing has changed since")
}

func TestRedirectsLeadToTheFile(t *testing.T) {
	h := newHarbor(t)
	status, header, _ := h.send("GET", "/charts/root:/north/reef.pdf:/content", "")
	assert.Equal(t, 302, status)
	status, _, text := h.send("GET", header.Get("Location"), "")
	assert.Equal(t, 200, status)
	assert.Equal(t, "depths in meters", text)
	status, _, _ = h.send("GET", "/charts/root:/a/b/c.pdf:/content", "")
	assert.Equal(t, 302, status, "a path of any depth")
}

func TestLongOperationsCompleteAtOnce(t *testing.T) {
	h := newHarbor(t)
	status, header, _ := h.send("POST", "/berths/b-1/reserve", `{"vessel": "Isefjord"}`)
	assert.Equal(t, 202, status)
	assert.Equal(t, "completed", h.get(header.Get("Location"))["status"])
}

func TestUploadsComeInChunks(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("POST", "/charts/createUploadSession", "{}")
	require.Equal(t, 200, status)
	to := members(t, text)["uploadUrl"].(string)
	require.True(t, strings.HasPrefix(to, h.url), to)
	put := func(chunk, span string) (int, map[string]any) {
		status, _, text := h.send("PUT", to, chunk, "Content-Range: "+span)
		return status, members(t, text)
	}
	status, got := put("abc", "bytes 0-2/5")
	assert.Equal(t, 202, status)
	assert.Equal(t, []any{"3-"}, got["nextExpectedRanges"])
	status, got = put("abc", "bytes 0-2/5")
	assert.Equal(t, 416, status, "has come already")
	assert.Equal(t, []any{"3-"}, got["nextExpectedRanges"])
	status, _ = put("d", "bytes 3-4/5")
	assert.Equal(t, 400, status, "shorter than it says")
	assert.Equal(t, []any{"3-"}, h.get(to)["nextExpectedRanges"])
	status, got = put("de", "bytes 3-4/5")
	assert.Equal(t, 201, status)
	assert.EqualValues(t, 5, got["size"])
}

func TestBatches(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("POST", "/$batch", `{"requests": [
		{"id": "1", "method": "POST", "url": "/berths", "headers": {"Content-Type": "application/json"}, "body": {"number": "8"}},
		{"id": "2", "method": "GET", "url": "/berths/b-7"},
		{"id": "3", "method": "GET", "url": "/nothing"}]}`)
	require.Equal(t, 200, status, text)
	var got struct {
		Responses []struct {
			ID     string
			Status int
			Body   map[string]any
		}
	}
	require.NoError(t, json.Unmarshal([]byte(text), &got))
	require.Len(t, got.Responses, 3)
	assert.Equal(t, []int{201, 200, 501}, []int{got.Responses[0].Status, got.Responses[1].Status, got.Responses[2].Status})
	assert.Equal(t, "8", got.Responses[1].Body["number"])
	for _, bad := range []string{`{}`, `[`, `{"requests": [{"id": "1", "method": "G T", "url": "/berths"}]}`} {
		status, _, _ = h.send("POST", "/$batch", bad)
		assert.Equal(t, 400, status, bad)
	}
}

func TestCallsAreRecorded(t *testing.T) {
	var seen []string
	h := newHarbor(t, fake.OnCall(func(c fake.Call) { seen = append(seen, c.Method+" "+c.URL) }))
	h.send("POST", "/berths/b-2/reserve?x=1", `{"vessel": "A"}`, "If-Match: 1")
	h.send("GET", "/nothing", "")
	calls := h.Calls()
	require.Len(t, calls, 2)
	assert.Equal(t, "/v1.0/berths/b-2/reserve?x=1", calls[0].URL)
	assert.Equal(t, `{"vessel": "A"}`, string(calls[0].Body))
	assert.Equal(t, "1", calls[0].Header.Get("If-Match"))
	assert.Equal(t, "ReserveBerth api/berth-reserve.md reserve_berth 202", strings.Join([]string{calls[0].Operation, calls[0].Page, calls[0].Example, "202"}, " "))
	assert.Equal(t, 501, calls[1].Status)
	assert.Equal(t, []string{"POST /v1.0/berths/b-2/reserve?x=1", "GET /v1.0/nothing"}, seen)
}

func TestFaults(t *testing.T) {
	h := newHarbor(t)
	h.Inject(fake.Fault{Match: func(r *http.Request) bool { return r.Method == "GET" }, Times: 2, Status: 429, RetryAfter: 3 * time.Second})
	h.Inject(fake.Fault{Times: 1, Status: 503})
	status, _, _ := h.send("DELETE", "/berths/b-1", "")
	assert.Equal(t, 503, status, "the first fault is for GET alone")
	for range 2 {
		status, header, text := h.send("GET", "/berths", "")
		assert.Equal(t, 429, status)
		assert.Equal(t, "3", header.Get("Retry-After"))
		assert.NotEmpty(t, message(t, text))
	}
	status, _, _ = h.send("GET", "/berths", "")
	assert.Equal(t, 200, status)
	assert.True(t, h.Calls()[0].Fault)
	assert.False(t, h.Calls()[3].Fault)

	status, header, _ := h.send("GET", "/berths", "", fake.FaultHeader+": status=503, retry-after=1, what=ever")
	assert.Equal(t, 503, status)
	assert.Equal(t, "1", header.Get("Retry-After"))
	h.Inject(fake.Fault{Delay: time.Millisecond, Times: 1})
	status, _, _ = h.send("GET", "/berths", "")
	assert.Equal(t, 200, status, "late, but as ever")
}

func TestACutConnection(t *testing.T) {
	h := newHarbor(t)
	h.Inject(fake.Fault{Cut: 20, Times: 1})
	res, err := http.Get(h.url + "/berths")
	require.NoError(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Len(t, text, 20)
	require.Len(t, h.Calls(), 1)
	assert.Zero(t, h.Calls()[0].Status)
}

func TestWithAuth(t *testing.T) {
	h := newHarbor(t, fake.WithAuth())
	status, _, text := h.send("GET", "/berths", "")
	assert.Equal(t, 401, status)
	assert.NotEmpty(t, message(t, text))
	status, _, _ = h.send("GET", "/berths", "", "Authorization: Bearer t")
	assert.Equal(t, 200, status)
}

func TestManyAtATime(t *testing.T) {
	h := newHarbor(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			h.send("POST", "/berths", `{"number": "8"}`)
			h.send("GET", "/berths", "")
			h.Calls()
		})
	}
	wg.Wait()
	ids := values(h.get("/berths"), "id")
	assert.Len(t, ids, 22)
	seen := map[any]bool{}
	for _, id := range ids {
		assert.False(t, seen[id], id)
		seen[id] = true
	}
}

func TestTheSameRequestsGetTheSameAnswers(t *testing.T) {
	round := func() (all []string) {
		h := newHarbor(t)
		for _, path := range []string{"/berths", "/berths", "/berths"} {
			_, _, text := h.send("POST", path, `{"number": "8"}`)
			all = append(all, text)
		}
		return all
	}
	assert.Equal(t, round(), round())
}

func TestTablesThatCantBeRead(t *testing.T) {
	_, err := fake.Load([][]byte{[]byte("{}"), []byte("{")})
	assert.ErrorContains(t, err, "table 2")
}

// FuzzServe sends any request: each gets an answer of the service's form.
func FuzzServe(f *testing.F) {
	f.Add("GET", "/v1.0/berths?$top=1", "")
	f.Add("POST", "/berths", `{"number": "8", "next": {"depth": 1}}`)
	f.Add("PATCH", "/berths('b-7')", `{"depth": null}`)
	f.Add("GET", "/charts/root:/a%2Fb/c:/content", "")
	f.Add("POST", "/$batch", `{"requests": [{"id": "1", "method": "GET", "url": "/berths"}]}`)
	f.Add("PUT", "/$docwright/upload/UploadChart/upload_chart", "abc")
	f.Add("GET", "/v1.0/$docwright/file/Chart/get_chart", "")
	service := fake.New()
	f.Fuzz(func(t *testing.T, method, target, body string) {
		r, err := http.NewRequest(method, "http://localhost"+target, strings.NewReader(body))
		if err != nil {
			t.Skip("no request")
		}
		w := httptest.NewRecorder()
		service.ServeHTTP(w, r)
		if w.Code < 200 || w.Code > 599 {
			t.Errorf("status %d", w.Code)
		}
		if w.Code >= 400 && !json.Valid(w.Body.Bytes()) && method != http.MethodHead {
			t.Errorf("status %d with %q", w.Code, w.Body)
		}
		service.Reset()
	})
}
