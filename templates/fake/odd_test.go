package fake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

func TestLocations(t *testing.T) {
	h := newHarbor(t)
	for code, want := range map[string]string{
		"s-1": h.url + "/signals/s-1?x=1",
		"s-2": h.url + "/signals/s-2",
		"s-3": "https://api.harbor.example/beta/signals/s-3", // another version of the service
		"s-4": h.url + "/$docwright/progress/1",
		"s-5": "",
	} {
		body := `[{"code": "` + code + `"}]`
		if code == "s-1" {
			body = `[{"code": "s-1", "volume": 3}]`
		}
		status, header, text := h.send("POST", "/signals/send", body)
		require.Less(t, status, 300, text)
		assert.Equal(t, want, header.Get("Location"), code)
	}
	assert.Equal(t, "The property 'body[0].colour' does not exist; there is 'color'.", strings.Replace(h.refused(400, "POST", "/signals/send", `[{"colour": "x"}]`), "exist.", "exist; there is 'color'.", 1))
	assert.Equal(t, "'body' must be an array.", h.refused(400, "POST", "/signals/send", `{"code": "x"}`))
	status, _, _ := h.send("POST", "/signals/send", `[{"code": "x", "volume": 3}]`)
	assert.Equal(t, 201, status, "an example sends it")

	status, header, _ := h.send("GET", "/signals/report(period='D7')", "")
	assert.Equal(t, 302, status)
	status, header, text := h.send("GET", header.Get("Location"), "")
	assert.Equal(t, []any{200, "red;1", "text/csv"}, []any{status, text, header.Get("Content-Type")})
}

func TestKeysOfOtherNames(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, map[string]any{"value": map[string]any{"code": "s-3", "color": "blue"}}, h.get("/signals/s-3"), "as in the example")
	assert.Equal(t, map[string]any{"color": "blue"}, h.get("/signals/s-3?$select=color"))
	_, _, text := h.send("PATCH", "/signals/s-4", `{"color": "black"}`)
	assert.Equal(t, "black", members(t, text)["color"])
	assert.Equal(t, map[string]any{"@odata.context": "#signals", "code": "s-4", "color": "black"}, h.get("/signals/s-4?$select=code,color"))
	assert.Equal(t, []any{"s-1", "s-2", "s-3", "s-4"}, values(h.get("/signals?$top=9"), "code"))
	assert.Equal(t, "crimson", h.get("/signals?$top=9")["value"].([]any)[0].(map[string]any)["color"], "the example of the entity takes precedence")
	status, _, text := h.send("PUT", "/flags/f-1", `{"color": "x"}`)
	assert.Equal(t, []any{201, "X!"}, []any{status, members(t, text)["color"]}, "the request of an example")

	_, _, text = h.send("PATCH", "/signals/s-3", `{"color": "grey"}`)
	assert.Equal(t, map[string]any{"code": "s-3", "color": "grey"}, members(t, text))

	_, _, text = h.send("PATCH", "/boom", `{"color": "red"}`)
	assert.Equal(t, map[string]any{"id": "m", "depth": 4.0, "color": "red"}, members(t, text))

	made := h.post("/signals", `{"code": "s-2", "color": "pink"}`)
	assert.Equal(t, map[string]any{"code": "s-2", "color": "pink"}, made, "it replaces an entity of the examples")
	assert.Equal(t, "pink", h.get("/signals/s-2")["color"])
	assert.Equal(t, []any{"s-1", "s-3", "s-4", "s-2"}, values(h.get("/signals"), "code"))
	h.refused(409, "POST", "/signals", `{"code": "s-2"}`)
	assert.Equal(t, []any{"s-1"}, values(h.get(query("/signals", "$filter: guid eq aa000000-0000-0000-0000-00000000000a")), "code"))
	assert.Equal(t, []any{"s-1"}, values(h.get(query("/signals", "$filter: guid eq 'aa000000-0000-0000-0000-00000000000A'")), "code"))
}

func TestListsOfOtherValues(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, []any{"red", "green"}, h.get("/signals/colors?of=day&$top=2")["value"])
	assert.Equal(t, []any{"Amber"}, h.get(query("/signals/colors", "of: day; $filter: startswith($it,'a')"))["value"])
	assert.Equal(t, []any{"Amber", "green", "red"}, h.get(query("/signals/colors", "of: day; $orderby: $it"))["value"])
	assert.NotContains(t, h.get("/signals/colors?of=day"), "@odata.nextLink", "only for the example's own request")
	assert.Contains(t, h.get("/signals/colors?of=night"), "@odata.nextLink")
	assert.Equal(t, "The request must have the query parameter of.", h.refused(400, "GET", "/signals/colors", ""))
	h = newHarbor(t, fake.WithPageSize(2), fake.WithoutState())
	list := h.get("/signals/colors?of=day")
	assert.Equal(t, []any{"red", "green"}, list["value"])
	list = h.get(list["@odata.nextLink"].(string))
	assert.Equal(t, []any{"Amber"}, list["value"])
	assert.NotContains(t, list, "@odata.nextLink")
	h = newHarbor(t, fake.WithPageSize(2))
	list = h.get("/signals/colors?of=night")
	assert.Equal(t, []any{"red", "green"}, list["value"])
	list = h.get(list["@odata.nextLink"].(string))
	assert.Equal(t, []any{"Amber"}, list["value"])
	assert.NotContains(t, list, "@odata.nextLink")
}

func TestExamplesBesideTheRequestLines(t *testing.T) {
	h := newHarbor(t)
	assert.Len(t, h.get("/old/beacons")["value"], 2)
	assert.Equal(t, []any{"o-2"}, values(h.get(query("/old/beacons", "$filter: range gt 3")), "id"))
	assert.Equal(t, []any{"o-1", "o-2"}, values(h.get("/beacons"), "id"), "of another path, but of the same operation")
	h.refused(400, "GET", "/old/beacons?top=1", "")
	h.refused(501, "GET", "/old/beacons?$apply=x", "")
	status, _, text := h.send("GET", "/elsewhere/part", "", "Range: bytes=1-2")
	assert.Equal(t, []any{206, "he"}, []any{status, text})
	status, _, text = h.send("GET", "/elsewhere/part", "")
	assert.Equal(t, 200, status, text)
	h.get(query("/towers", "$filter: height gt 1")) // several pages with this request line name different types
	h.get(query("/towers", "$filter: badge eq 'x'"))
	h.refused(400, "GET", query("/towers", "$filter: depth eq 1"), "")
}

func TestMoreOfReferences(t *testing.T) {
	h := newHarbor(t)
	status, _, _ := h.send("DELETE", "/vessels/v-1/crew/p-1", "")
	assert.Equal(t, 204, status)
	assert.Empty(t, h.get("/vessels/v-1/crew")["value"])
	assert.Equal(t, "Ann", h.get("/pilots/p-1")["name"])
	status, _, _ = h.send("PATCH", "/vessels/v-1/touch", `{}`)
	assert.Equal(t, 204, status)
	status, _, text := h.send("POST", "/vessels/v-1/enrolled/$ref", `{"name": "Di"}`)
	assert.Equal(t, 201, status)
	assert.Equal(t, "Di", members(t, text)["name"])

	made := h.post("/vessels", `{"name": "Hval", "logs": [{"text": "fog"}, {"id": "own", "text": "sun"}]}`)
	assert.NotContains(t, made, "logs")
	id := made["id"].(string)
	assert.Equal(t, []any{"fog", "sun"}, values(h.get("/vessels/"+id+"/logs"), "text"))
	assert.Equal(t, "sun", h.get("/vessels/" + id + "/logs/own")["text"])
	h.refused(404, "GET", "/vessels/v-1/logs/own", "")
	h.send("PATCH", "/vessels/"+id, `{"logs": [{"text": "rain"}]}`)
	assert.Len(t, h.get("/vessels/" + id + "/logs")["value"], 3)

	h.send("POST", "/vessels/v-1/logs", `{"text": "haze"}`)
	assert.Len(t, h.get("/vessels/v-1?$expand=logs")["logs"], 3)
	require.NoError(t, h.Seed("/vessels/v-2/crew", map[string]any{"id": "p-1", "name": "Other"}))
	assert.Equal(t, []any{"Other"}, values(h.get("/vessels/v-2/crew"), "name"))
	h.send("POST", "/vessels/v-2/crew/$ref", `{"@odata.id": "/pilots/p-2"}`)
	require.NoError(t, h.Seed("/vessels/v-2/crew", map[string]any{"id": "p-4"}))
	assert.Equal(t, "Bo", h.get("/pilots/p-2")["name"], "who was referred to is there still")
}

func TestETagsOfSeeds(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/signals", map[string]any{"code": "x", "@odata.etag": `W/"s"`}))
	_, header, text := h.send("PATCH", "/signals/x", `{"color": "red"}`, `If-Match: W/"s"`)
	assert.NotEqual(t, `W/"s"`, header.Get("ETag"))
	assert.Equal(t, header.Get("ETag"), members(t, text)["@odata.etag"])
	h.refused(412, "PATCH", "/signals/x", `{"color": "red"}`, `If-Match: "s"`)
	status, _, _ := h.send("PATCH", "/signals/x", `{"color": "red"}`, "If-Match: "+strings.TrimPrefix(header.Get("ETag"), "W/"))
	assert.Equal(t, 200, status)
}

func TestMoreOfBatches(t *testing.T) {
	h := newHarbor(t, fake.WithAuth())
	send := func(requests string) (list []map[string]any) {
		status, _, text := h.send("POST", "/$batch", `{"requests": [`+requests+`]}`, "Authorization: Bearer t")
		require.Equal(t, 200, status, text)
		var got struct{ Responses []map[string]any }
		require.NoError(t, json.Unmarshal([]byte(text), &got))
		return got.Responses
	}
	got := send(`{"id": "a", "method": "GET", "url": "/vessels/no-such"}, {"id": "b", "method": "GET", "url": "vessels/v-1", "dependsOn": ["a"]},
		{"id": "c", "method": "GET", "url": "vessels/v-1", "dependsOn": ["b"]}, {"id": "d", "method": "GET", "url": "/vessels/v-1/photo/$value"}, {"id": "e", "method": "GET", "url": "/vessels/v-1", "dependsOn": ["d"]}`)
	for i, want := range []float64{404, 424, 424, 200, 200} {
		assert.Equal(t, want, got[i]["status"])
	}
	assert.Equal(t, "anBlZw==", got[3]["body"])
	assert.Equal(t, "image/jpeg", got[3]["headers"].(map[string]any)["Content-Type"])
	many := func(n int) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(`{"id": "%d", "method": "GET", "url": "/berths"}`, i))
		}
		return strings.Join(list, ", ")
	}
	for bad, want := range map[string]string{
		`{"id": "1", "method": "POST", "url": "/$batch"}`: "can't be part of a batch",
		many(21): "1 to 20 requests",
		`{"id": "1", "method": "GET", "url": "/berths"}, {"id": "1", "method": "GET", "url": "/berths"}`:                     "Two requests of the batch have the id '1'",
		`{"id": "1", "method": "GET", "url": "/berths", "dependsOn": ["2"]}, {"id": "2", "method": "GET", "url": "/berths"}`: "'1' depends on '2', which is not before it",
		`{"id": "1", "method": "POST", "url": "/berths", "body": {"number": "3"}}`:                                           "'1' of the batch has a body and no header Content-Type",
		`{"method": "GET", "url": "/berths"}`: "must have an id, a method and a url",
		`{"id": "1", "url": "/berths"}`:       "must have an id, a method and a url",
	} {
		assert.Contains(t, h.refused(400, "POST", "/$batch", `{"requests": [`+bad+`]}`, "Authorization: Bearer t"), want)
	}
	assert.Len(t, send(many(20)), 20)
	made := send(`{"id": "1", "method": "POST", "url": "/berths", "headers": {"content-type": "application/json"}, "body": {"number": "3"}}`)
	assert.EqualValues(t, 201, made[0]["status"])
}

func TestOverTLS(t *testing.T) {
	service := fake.New()
	server := httptest.NewTLSServer(service)
	defer server.Close()
	res, err := server.Client().Get(server.URL + "/vessels?$top=1")
	require.NoError(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"@odata.nextLink":"`+server.URL+"/vessels?", "without the base where the request has none")
}

func TestFaultsOfContent(t *testing.T) {
	h := newHarbor(t)
	h.Inject(fake.Fault{Cut: 2, Times: 1})
	res, err := http.Get(h.url + "/vessels/v-1/photo/$value")
	require.NoError(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Equal(t, "jp", string(text))
	assert.EqualValues(t, 4, res.ContentLength)

	h.Inject(fake.Fault{Delay: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, "GET", "/berths", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	assert.Zero(t, w.Body.Len(), "who asked has gone")
	assert.Len(t, h.Calls(), 1)
}

func TestOddOptions(t *testing.T) {
	h := newHarbor(t)
	h.refused(400, "OPTIONS", "/berths?$skiptoken=docwright-x", "")
	h.refused(400, "GET", "/berths?$skiptoken=docwright-x", "")
	assert.Equal(t, 200, func() int { status, _, _ := h.send("GET", "/vessels?$top=1&&", ""); return status }())
	assert.Equal(t, []any{"v-1"}, values(h.get("/vessels?$filter=id%20eq%20'v-1'&draft=%zz"), "id"))
	h.refused(501, "GET", query("/vessels/delta", "$filter: logs/any()"), "")
	h.refused(501, "GET", query("/vessels/$count", "$filter: logs/any()"), "")
	h.refused(501, "GET", query("/vessels", "$orderby: logs/$count"), "")
	h.refused(501, "GET", query("/vessels", "$filter: logs/$count in (1)"), "")
	h.refused(501, "GET", query("/vessels", "$filter: length(master/name) eq 1 and not contains(master/name,'x')"), "")
	h.refused(501, "GET", query("/vessels", "$filter: 1 in (logs/$count)"), "")
	assert.Equal(t, []any{"v-3"}, values(h.get(query("/vessels", "$filter: isof($it,harbor.port.tug)")), "id"))
	assert.Equal(t, []any{"v-1", "v-2"}, values(h.get(query("/vessels", "$filter: isof(owner,harbor.port.owner)")), "id"))
	nested := strings.Repeat("next($expand=", 19) + "next" + strings.Repeat(")", 19)
	h.get("/berths?$expand=" + nested)
	assert.Equal(t, "$expand is nested too deeply.", h.refused(400, "GET", "/berths?$expand=next($expand="+nested+")", ""))
	nested = strings.Repeat("(", 19) + "free" + strings.Repeat(")", 19)
	h.get("/berths?$filter=" + nested)
	assert.Equal(t, "$filter is nested too deeply.", h.refused(400, "GET", "/berths?$filter=("+nested+")", ""))
}

func TestPropertiesOfOpenTypes(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, []any{"u-1"}, values(h.get(query("/buoys", "$filter: paint eq 'red'")), "id"), "an entity has it")
	assert.Empty(t, h.get(query("/buoys", "$filter: extension_paint eq 'red'"))["value"])
	h.get(query("/buoys", "$filter: depth eq 3"))
	for path, options := range map[string]string{
		"/buoys": "$filter: paintt eq 'red'", "/buoys/u-1": "$select: paintt", "/buoys/u-2": "$select: paint", "/buoys/delta": "$select: paintt",
	} {
		assert.Contains(t, h.refused(400, "GET", query(path, options), ""), " on type 'harbor.port.buoy', and no entity has it.", path)
	}
	assert.Contains(t, h.refused(400, "GET", query("/buoys/$count", "$filter: paintt eq 'red'"), ""), "There is no property 'paintt'")
	assert.Equal(t, map[string]any{"paint": "red"}, h.get("/buoys/u-1?$select=paint"))
}

func TestErrorCodes(t *testing.T) {
	h := newHarbor(t, fake.WithHosts("127.0.0.1"), fake.WithCORS("*"))
	h.Limit()
	status, _, etag := h.send("GET", "/vessels/v-2", "")
	require.Equal(t, 200, status, etag)
	for _, test := range []struct {
		status                   int
		code, method, path, body string
		headers                  []string
	}{
		{400, "BadRequest", "GET", "/vessels?x=1", "", nil},
		{404, "ResourceNotFound", "GET", "/vessels/no-such", "", nil},
		{409, "Conflict", "POST", "/gauges", `{"code": "g"}`, nil},
		{410, "SyncStateNotFound", "GET", "/vessels/delta?$deltatoken=x", "", nil},
		{412, "PreconditionFailed", "PATCH", "/vessels/v-2", `{"length": 1}`, []string{`If-Match: "x"`}},
		{413, "RequestEntityTooLarge", "POST", "/vessels", strings.Repeat(" ", 1001), nil},
		{415, "UnsupportedMediaType", "POST", "/vessels", "x", []string{"Content-Type: text/plain"}},
		{415, "UnsupportedMediaType", "POST", "/vessels", "x", []string{"Content-Encoding: br"}},
		{415, "UnsupportedMediaType", "GET", "/vessels?$format=xml", "", nil},
		{416, "InvalidRange", "GET", "/vessels/v-1/photo/$value", "", []string{"Range: bytes=99-"}},
		{501, "NotImplemented", "GET", "/quays", "", nil},
	} {
		if test.status == 409 {
			h.send(test.method, test.path, test.body)
		}
		status, _, text := h.send(test.method, test.path, test.body, test.headers...)
		assert.Equal(t, test.status, status, text)
		assert.Equal(t, test.code, members(t, text)["error"].(map[string]any)["code"])
	}
	r := httptest.NewRequest("GET", "/berths", nil)
	r.Host = "evil.example"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	assert.Equal(t, map[string]any{"code": "MisdirectedRequest", "message": "The host 'evil.example' is not served here; there is 127.0.0.1."}, members(t, w.Body.String())["error"])
	for range 10 {
		h.send("POST", "/gauges", `{"level": 1}`)
	}
	_, _, text := h.send("POST", "/gauges", `{"level": 1}`)
	assert.Equal(t, map[string]any{"code": "InsufficientStorage", "message": "The fake holds 10 items, the maximum."}, members(t, text)["error"])
	_, header, _ := h.send("OPTIONS", "/berths", "", "Origin: https://a.example", "Access-Control-Request-Method: GET")
	assert.Equal(t, "Location, Retry-After, ETag, Request-Id, Content-Range", header.Get("Access-Control-Expose-Headers"))
	assert.Equal(t, "600", header.Get("Access-Control-Max-Age"))
	h = newHarbor(t, fake.WithAuth())
	_, _, text = h.send("GET", "/berths", "")
	assert.Equal(t, map[string]any{"code": "InvalidAuthenticationToken", "message": "Access token is empty."}, members(t, text)["error"])
}

func TestListsThatOnlyChangesShow(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, []any{"ti-1", "ti-2"}, values(h.get("/stations/st-1/tides"), "id"))
	assert.Equal(t, []any{"ti-2"}, values(h.get(query("/stations/st-1/tides/delta", "$filter: height gt 2")), "id"))
}

func TestKeysInParentheses(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/pilots", map[string]any{"id": "p-9", "badge": "B7"}))
	h.refused(404, "GET", "/pilots(badge='B8')/vessel", "")
	require.NoError(t, h.Seed("/pilots(badge='B7')/vessel", map[string]any{"id": "v-9", "name": "Nine"}))
	assert.Equal(t, "Nine", h.get("/pilots(badge='b7')/vessel")["name"])
	h.refused(501, "GET", "/pilots/p-9/vessel", "") // no page documents this request
	assert.Contains(t, h.refused(501, "GET", "/berth", ""), "The nearest that are documented: ")
}
