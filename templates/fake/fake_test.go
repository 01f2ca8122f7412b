package fake_test

import (
	"encoding/json"
	"fmt"
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

// harbor is a running fake with a client.
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

// send returns the status, the header and the body of a response. The headers
// have the form "Name: value".
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
	if _, ok := r.Header["Content-Type"]; body != "" && !ok {
		r.Header.Set("Content-Type", "application/json")
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	require.NoError(h.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(h.t, err)
	return res.StatusCode, res.Header, string(text)
}

// get returns the members of a JSON object in a response with status 200.
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

// values returns the named members of all items of a list.
func values(list map[string]any, name string) []any {
	var all []any
	for _, item := range list["value"].([]any) {
		all = append(all, item.(map[string]any)[name])
	}
	return all
}

// refused returns the message of an error response with the given status.
func (h *harbor) refused(want int, method, path, body string, headers ...string) string {
	h.t.Helper()
	status, _, text := h.send(method, path, body, headers...)
	require.Equal(h.t, want, status, "%s %s: %s", method, path, text)
	return message(h.t, text)
}

// post returns the entity that a request creates.
func (h *harbor) post(path, body string) map[string]any {
	h.t.Helper()
	status, _, text := h.send("POST", path, body)
	require.Equal(h.t, 201, status, text)
	return members(h.t, text)
}

// message returns the message of an error, and checks its form.
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
		"/berths/%7Bberth-id%7D":           `{"id": "b-1", "number": "1 East", "depth": 9.5}`, // placeholders as on the page
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

func TestWithoutStateTheNearestExampleAnswersTheRest(t *testing.T) {
	h := newHarbor(t, fake.WithoutState())
	for path, want := range map[string]string{
		"/berths/b-99":                      "get_berth",
		"/docks/d-4/berths":                 "list_berths",
		"/berths?$filter=number%20eq%20'2'": "list_free_berths",
		"/berths/delta?$select=id":          "delta_begin",
		"/berths/delta()":                   "delta_begin",
		"/vessels/v-9":                      "get_vessel_gone",
		"/vessels/v-10":                     "get_vessel", // an error response is only for its own request
	} {
		h.send("GET", path, "")
		calls := h.Calls()
		assert.Equal(t, want, calls[len(calls)-1].Example, path)
	}
	assert.Len(t, h.get("/vessels?$filter=length%20mul%202%20eq%204")["value"], 4, "the example has the filtered list")
	assert.Len(t, h.get("/vessels?$top=1")["value"], 1)
	assert.Equal(t, map[string]any{"id": "v-1", "name": "Isefjord", "log": "full"}, h.get("/vessels/v-1?$select=name"))
	h.refused(400, "GET", "/vessels?$top=-1", "")
	h.refused(400, "GET", "/vessels?top=1", "")
}

func TestAClientChoosesAnExample(t *testing.T) {
	h := newHarbor(t)
	for name, want := range map[string]int{"list_free_berths": 1, "berth-list/list_free_berths": 1, "berth-list": 2} {
		_, _, text := h.send("GET", "/berths", "", fake.ExampleHeader+": "+name)
		assert.Len(t, members(t, text)["value"], want, name)
	}
	assert.Equal(t, "Docwright-Example: 'no_such' is not an example of the request.", h.refused(400, "GET", "/berths", "", fake.ExampleHeader+": no_such"))
	_, _, text := h.send("GET", "/berths/b-99", "", fake.ExampleHeader+": get_berth")
	assert.Equal(t, "b-1", members(t, text)["id"], "whatever is asked for")
}

func TestUndocumentedRequestsAreToldTheNearest(t *testing.T) {
	h := newHarbor(t)
	for request, near := range map[string]string{
		"GET /berth/b-1":           "GET /berths/{id} (api/berth-get.md)",
		"PUT /berths/b-1":          "PATCH /berths/{id} (api/berth-update.md)",
		"POST /berths/b-1/resrve":  "POST /berths/{id}/reserve (api/berth-reserve.md)",
		"GET /docks/d-1/tides/x/y": "",
		"GET /quays":               "",
		"BREW /berths":             "GET /berths (api/berth-list.md); POST /berths (api/berth-post.md)",
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
	assert.Equal(t, []any{}, h.get("/gauges")["value"])
	h = newHarbor(t, fake.WithoutState())
	assert.Equal(t, "api/pilot-get.md documents GET /pilots/{id}, but has no example with a response.", h.refused(501, "GET", "/pilots/p-1", ""))
	assert.Equal(t, map[string]any{"code": "g"}, h.post("/gauges", `{"code": "g"}`), "what is sent is what is there then")
}

func TestRequestsAreComparedWithThePages(t *testing.T) {
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
		{"POST /berths", `{"number": "9",}`, "The body is not JSON: invalid character '}' looking for beginning of object key string."},
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
	assert.Equal(t, 201, status, "the media type is not JSON")
	for _, test := range []struct{ request, body, want string }{
		{"POST /vessels", `{"side": "port"}`, "The request must have 'name'."},
		{"POST /vessels", "", "The request must have a body."},
		{"PATCH /vessels/v-1", "", "The request must have a body."},
		{"POST /vessels", `{"name": "A", "crews": []}`, "The property 'crews' does not exist; there is 'crew'."},
		{"POST /vessels", `{"name": "A", "sides": "x"}`, "The property 'sides' does not exist; there is 'side'."},
		{"POST /vessels", `{"name": "A", "xyz": "x"}`, "The property 'xyz' does not exist."},
		{"POST /vessels", `{"name": "A", "calls": [{"port": "Oslo"}, {"days": "2"}]}`, "The value of 'calls[1].days' can't be converted to Edm.Int32."},
		{"POST /vessels", `{"name": "A", "pull": 3}`, "The property 'pull' does not exist."},
		{"POST /vessels", `{"name": "A", "cargo": 3}`, ""},
		{"POST /vessels", `{"name": "A", "side": "port,starboard"}`, ""}, // pages may not say that an enum has flags
		{"POST /vessels", `{"name": "A", "tonnage": "9007199254740993", "length": "INF"}`, ""},
		{"POST /vessels", `{"name": "A", "draftNote": "an example sends it"}`, ""},
		{"POST /vessels", `{"name": "A", "@odata.type": "#Harbor.Port.Tug", "pull": 3}`, ""},
		{"POST /vessels", `{"name": "A", "@odata.type": "#harbor.port.submarine", "depth": 3}`, ""},
		{"POST /vessels", `{"name": "A", "master": {"id": "p-1"}}`, ""}, // nested read-only properties identify objects
		{"POST /vessels/v-1/crew/$ref", `{}`, "The request must have '@odata.id'."},
		{"POST /vessels", `{"name@odata.bind": "/pilots/p-1"}`, ""},
		{"PATCH /vessels/v-1", `{"side": "port"}`, ""}, // a PATCH may omit required properties
	} {
		method, path, _ := strings.Cut(test.request, " ")
		status, _, text := h.send(method, path, test.body)
		if test.want == "" {
			assert.Less(t, status, 300, "%s %s: %s", test.request, test.body, text)
			continue
		}
		assert.Equal(t, 400, status, "%s %s", test.request, test.body)
		assert.Equal(t, test.want, message(t, text))
	}
	for _, good := range []string{
		`{"VESSEL": "A"}`,
		`{"vessel": "A", "holds": "bulk,liquid", "side": "Port", "meters": 80, "notes": ["x"], "@harbor.tag": 1}`,
		`{"vessel": "A", "berth": {"id": "b-3"}, "side": null}`, // a key identifies a nested object
		`{"vessel": "A", "berth": {"@odata.type": "#harbor.port.slip", "angle": 30}}`,
	} {
		status, _, text := h.send("POST", "/berths/b-1/reserve", good)
		assert.Equal(t, 202, status, "%s: %s", good, text)
	}
}

func TestWithoutState(t *testing.T) {
	h := newHarbor(t, fake.WithoutState())
	status, _, _ := h.send("POST", "/berths", `{"number": "8 West"}`)
	assert.Equal(t, 201, status)
	assert.Len(t, h.get("/berths")["value"], 2)
}

func TestLongOperationsCompleteAtOnce(t *testing.T) {
	h := newHarbor(t)
	status, header, _ := h.send("POST", "/berths/b-1/reserve", `{"vessel": "Isefjord"}`)
	assert.Equal(t, 202, status)
	assert.Equal(t, "completed", h.get(header.Get("Location"))["status"])
}

func TestBatches(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("POST", "/$batch", `{"requests": [
		{"id": "1", "method": "POST", "url": "/berths", "headers": {"Content-Type": "application/json"}, "body": {"number": "8"}},
		{"id": "2", "method": "GET", "url": "/berths/8"},
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
	h.send("POST", "/berths/b-2/reserve?$select=id", `{"vessel": "A"}`, "If-Match: 1")
	h.send("GET", "/nothing", "")
	calls := h.Calls()
	require.Len(t, calls, 2)
	assert.Equal(t, "/v1.0/berths/b-2/reserve?$select=id", calls[0].URL)
	assert.Equal(t, `{"vessel": "A"}`, string(calls[0].Body))
	assert.Equal(t, "1", calls[0].Header.Get("If-Match"))
	assert.Equal(t, "ReserveBerth api/berth-reserve.md reserve_berth 202", strings.Join([]string{calls[0].Operation, calls[0].Page, calls[0].Example, "202"}, " "))
	assert.Equal(t, 501, calls[1].Status)
	assert.Equal(t, []string{"POST /v1.0/berths/b-2/reserve?$select=id", "GET /v1.0/nothing"}, seen)
}

func TestFaults(t *testing.T) {
	h := newHarbor(t)
	h.Inject(fake.Fault{Match: func(r *http.Request) bool { return r.Method == "GET" }, Times: 2, Status: 429, RetryAfter: 3 * time.Second})
	h.Inject(fake.Fault{Times: 1, Status: 503})
	status, _, _ := h.send("DELETE", "/berths/b-1", "")
	assert.Equal(t, 503, status, "the first fault matches only GET")
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

	status, header, _ := h.send("GET", "/berths", "", fake.FaultHeader+": status=503, retry-after=1")
	assert.Equal(t, 503, status)
	assert.Equal(t, "1", header.Get("Retry-After"))
	for header, want := range map[string]string{
		"statsu=429":      "Docwright-Fault: there is no 'statsu'; there are status, retry-after, delay and cut.",
		"status=429, x=1": "Docwright-Fault: there is no 'x'; there are status, retry-after, delay and cut.",
		"":                "Docwright-Fault: there is no ''; there are status, retry-after, delay and cut.",
		"status=200":      "Docwright-Fault: the value of status can't be '200'.",
		"status=600":      "Docwright-Fault: the value of status can't be '600'.",
		"status=x":        "Docwright-Fault: the value of status can't be 'x'.",
		"retry-after=-1":  "Docwright-Fault: the value of retry-after can't be '-1'.",
		"delay=3":         "Docwright-Fault: the value of delay can't be '3'.",
		"delay=61s":       "Docwright-Fault: the value of delay can't be '61s'.",
		"delay=-1s":       "Docwright-Fault: the value of delay can't be '-1s'.",
		"cut=0":           "Docwright-Fault: the value of cut can't be '0'.",
		"cut":             "Docwright-Fault: the value of cut can't be ''.",
	} {
		assert.Equal(t, want, h.refused(400, "GET", "/berths", "", fake.FaultHeader+": "+header))
	}
	for _, status := range []int{400, 599} {
		got, _, _ := h.send("GET", "/berths", "", fmt.Sprintf("%s: status=%d", fake.FaultHeader, status))
		assert.Equal(t, status, got)
	}
	begin := time.Now()
	status, _, _ = h.send("GET", "/berths", "", fake.FaultHeader+": delay=30ms")
	assert.Equal(t, 200, status)
	assert.GreaterOrEqual(t, time.Since(begin), 30*time.Millisecond)
	h.Inject(fake.Fault{Times: 1, Status: 429})
	_, header, text := h.send("GET", "/berths", "")
	assert.Empty(t, header.Get("Retry-After"))
	assert.Equal(t, "TooManyRequests", members(t, text)["error"].(map[string]any)["code"])
	h.Inject(fake.Fault{Status: 500})
	for range 3 {
		status, _, _ = h.send("GET", "/berths", "")
		assert.Equal(t, 500, status, "without a number it is for all")
	}
	h.Reset()
	h.Inject(fake.Fault{RetryAfter: 2 * time.Second, Times: 1})
	status, header, _ = h.send("GET", "/berths", "")
	assert.Equal(t, []any{200, "2"}, []any{status, header.Get("Retry-After")})
	assert.False(t, h.Calls()[0].Fault)
	h.Inject(fake.Fault{Delay: time.Millisecond, Times: 1})
	status, _, _ = h.send("GET", "/berths", "")
	assert.Equal(t, 200, status, "late, but unchanged")
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

	behind := func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/$docwright/") } // the redirect
	h.Inject(fake.Fault{Match: behind, Cut: 2, Times: 1})
	r, err := http.NewRequestWithContext(t.Context(), "GET", h.url+"/files/f-1/content", nil)
	require.NoError(t, err)
	r.Header.Set("Range", "bytes=1-3")
	res, err = http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer res.Body.Close()
	text, err = io.ReadAll(res.Body)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Len(t, text, 2)
	assert.Equal(t, []any{206, int64(3)}, []any{res.StatusCode, res.ContentLength}, "as if it were not cut")
	tag := res.Header.Get("ETag")
	assert.NotEmpty(t, tag)
	to := res.Request.URL.String()
	status, _, rest := h.send("GET", to, "", "Range: bytes=2-3", "If-Range: "+tag)
	assert.Equal(t, []any{206, 2}, []any{status, len(rest)})
	status, _, _ = h.send("GET", to, "", "Range: bytes=2-3", `If-Range: "other"`)
	assert.Equal(t, 200, status)

	h.Inject(fake.Fault{Cut: 1, Times: 1})
	r, err = http.NewRequestWithContext(t.Context(), "DELETE", h.url+"/vessels/v-5", nil)
	require.NoError(t, err)
	_, err = http.DefaultTransport.RoundTrip(r)
	assert.Error(t, err, "there is no body to cut")
}

func TestWithAuth(t *testing.T) {
	h := newHarbor(t, fake.WithAuth())
	status, _, text := h.send("GET", "/berths", "")
	assert.Equal(t, 401, status)
	assert.NotEmpty(t, message(t, text))
	status, _, _ = h.send("GET", "/berths", "", "Authorization: Bearer t")
	assert.Equal(t, 200, status)
	_, _, text = h.send("POST", "/charts/createUploadSession", "{}", "Authorization: Bearer t")
	status, _, _ = h.send("PUT", members(t, text)["uploadUrl"].(string), "abc", "Content-Range: bytes 0-2/3")
	assert.Equal(t, 201, status, "the URL carries its own authorization")
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

// FuzzServe sends random requests. Each response must have a form of the
// service.
func FuzzServe(f *testing.F) {
	f.Add("GET", "/v1.0/berths?$top=1", "")
	f.Add("POST", "/berths", `{"number": "8", "next": {"depth": 1}}`)
	f.Add("PATCH", "/berths('b-7')", `{"depth": null}`)
	f.Add("GET", "/charts/root:/a%2Fb/c:/content", "")
	f.Add("POST", "/$batch", `{"requests": [{"id": "1", "method": "GET", "url": "/berths"}]}`)
	f.Add("PUT", "/$docwright/upload/UploadChart/upload_chart", "abc")
	f.Add("GET", "/v1.0/$docwright/file/Chart/get_chart", "")
	f.Add("GET", "/vessels?$filter=calls/any(c:c/days%20gt%201)%20and%20(name%20in%20('a'))&$orderby=name%20desc", "")
	f.Add("GET", "/vessels?$expand=logs($filter=text%20eq%20'x';$top=1),master&$select=owner/address,name&$search=a", "")
	f.Add("GET", "/vessels/delta?$skiptoken=docwright-1.0.2", "")
	f.Add("PUT", "/files/root:/a/b:/content", "abc")
	f.Add("GET", "/pilots(badge='B1')/vessel", "")
	f.Add("POST", "/vessels/v-1/crew/$ref", `{"@odata.id": "/pilots('p-1')"}`)
	f.Add("GET", "/clubs/c-1/outingView?startDateTime=2026-05-02T00:00:00Z&endDateTime=2026-05-03T00:00:00Z", "")
	f.Add("GET", "/clubs/c-1/shifts(startTime='2026-05-02T00:00:00Z',endTime='2026-05-03')", "")
	f.Add("POST", "/boxes/x-1/copy", `{"name": "b", "place": {"id": "x-1"}}`)
	f.Add("PATCH", "/piers(e-1)/lamps(row=(1),place='2')", `{"color": "red"}`)
	f.Add("PUT", "/hold/root:/a/b.txt:/content", "abc")
	f.Add("DELETE", "/clubs/c-1/members/k-2/$ref", "")
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
