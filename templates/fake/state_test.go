package fake_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// TestU11 checks that requests for missing entities fail as they do at the
// service.
func TestU11(t *testing.T) {
	h := newHarbor(t)
	for _, request := range []string{
		"GET /vessels/no-such", "PATCH /vessels/no-such", "DELETE /vessels/no-such", "GET /vessels/no-such/logs",
		"POST /vessels/no-such/logs", "POST /berths/no-such/reserve", "GET /docks/d-4/berths", "GET /pilots/p-9",
		"GET /vessels/v-1/logs/no-such", "GET /vessels/v-1/photo/$value/x", "GET /vessels('no-such')", "GET /files/root:/no-such",
		"GET /charts/root:/a/b/c.pdf:/content", "GET /vessels/v-7", // the id in the example that creates a vessel
		"GET /pilots(badge='no-such')/vessel", "POST /files/no-such/createUploadSession", "GET /vessels/b-1",
	} {
		method, path, _ := strings.Cut(request, " ")
		status, _, text := h.send(method, path, map[string]string{"PATCH": `{"name": "x"}`, "POST": `{"text": "x"}`}[method])
		if strings.HasSuffix(path, "/x") {
			assert.Equal(t, 501, status, request)
			continue
		}
		assert.Equal(t, 404, status, request)
		assert.Contains(t, message(t, text), " does not exist", request)
	}
	for path, want := range map[string]any{
		"/vessels/v-2":                   "aalesund", // shown in a list
		"/vessels/AALESUND":              "aalesund", // by alternate key
		"/vessels('v-2')":                "aalesund",
		"/vessels(name='aalesund')":      "aalesund",
		"/docks/d-1/vessels/../x":        nil,
		"/pilots/p-1":                    "Ann",
		"/pilots(badge='B1')/vessel":     "Isefjord",
		"/vessels/v-1/master":            "Bo",
		"/vessels/v-5":                   "Isefjord", // shown only by a path: the nearest example, with this id
		"/vessels/%7Bvessel-id%7D":       "Isefjord", // placeholders as on the page
		"/vessels/v-1/crew/p-1":          "Ann",
		"/vessels/v-3?$select=id,name":   "Bull's Eye",
		"/vessels/v-1/logs/l-2?$select=": nil,
	} {
		status, _, text := h.send("GET", path, "")
		if want != nil {
			assert.Equal(t, 200, status, path)
			assert.Equal(t, want, members(t, text)["name"], path)
		}
	}
	assert.Equal(t, "v-5", h.get("/vessels/v-5")["id"])
	assert.Equal(t, "sun", h.get("/vessels/v-1/logs/l-2")["text"], "of another collection with that name")
	assert.Empty(t, h.get("/vessels?$filter=name%20eq%20'no-such'")["value"])
	round := h.get("/vessels/delta")
	assert.Len(t, round["value"], 4)
	assert.Empty(t, h.get(round["@odata.deltaLink"].(string))["value"])
	assert.NotEqual(t, "v-7", h.post("/vessels", `{"name": "Hval", "side": "port", "draftNote": "x"}`)["id"], "the request of an example")
}

func TestWhatIsCreatedIsThere(t *testing.T) {
	h := newHarbor(t)
	first := h.post("/berths", `{"number": "8 West"}`)
	assert.Equal(t, "8 West", first["number"])
	assert.Equal(t, 4.0, first["depth"], "what the service adds is the example's")
	assert.NotContains(t, []any{"b-1", "b-2", "b-7", "", nil}, first["id"])
	second := h.post("/berths", `{"number": "9 West"}`)
	assert.NotEqual(t, first["id"], second["id"])
	id := second["id"].(string)

	assert.Equal(t, second, h.get("/berths/"+id))
	assert.Equal(t, second, h.get("/berths/9%20West"), "by another key in the path")
	assert.Equal(t, second, h.get("/berths('"+id+"')"))
	assert.Equal(t, []any{"1 East", "2 East", "8 West", "9 West"}, values(h.get("/berths"), "number"))

	status, _, text := h.send("PATCH", "/berths/"+id, `{"depth": null, "next": {"number": "1"}}`, "If-Match: *")
	assert.Equal(t, 200, status, text)
	h.send("PATCH", "/berths/"+id, `{"NEXT": {"depth": 3}}`, "If-Match: *")
	assert.Equal(t, map[string]any{"id": id, "number": "9 West", "depth": nil, "next": map[string]any{"number": "1", "depth": 3.0}}, h.get("/berths/"+id))

	status, _, _ = h.send("DELETE", "/berths/"+id, "")
	assert.Equal(t, 204, status)
	h.refused(404, "GET", "/berths/"+id, "")
	h.refused(404, "DELETE", "/berths/"+id, "")
	assert.Equal(t, []any{"1 East", "2 East", "8 West"}, values(h.get("/berths"), "number"))

	h.Reset()
	assert.Equal(t, []any{"1 East", "2 East"}, values(h.get("/berths"), "number"))
}

func TestWhatAServiceAddsIsWhatTheExampleDoesNotSend(t *testing.T) {
	h := newHarbor(t)
	status, header, text := h.send("POST", "/vessels", `{"name": "Hval"}`)
	require.Equal(t, 201, status)
	made := members(t, text)
	id := made["id"].(string)
	assert.Equal(t, map[string]any{"@odata.context": "https://api.harbor.example/v1.0/$metadata#vessels/$entity", "id": id, "name": "Hval", "active": true}, made)
	assert.Equal(t, h.url+"/vessels/"+id, header.Get("Location"), "documented on the page")
	assert.NotEmpty(t, header.Get("ETag"))
	assert.Equal(t, "Hval", h.get(header.Get("Location"))["name"])

	exact := h.post("/vessels", `{"name": "Hval", "side": "port", "draftNote": "x"}`)
	assert.Equal(t, "HVAL", exact["name"], "the response to the example's own request")
	assert.Equal(t, "HVAL", h.get("/vessels/" + exact["id"].(string))["name"])
	status, header, _ = h.send("POST", "/gauges", `{"code": "north", "level": 1.5}`)
	assert.Equal(t, 201, status)
	assert.Empty(t, header.Get("Location"))
	assert.Equal(t, 1.5, h.get("/gauges/north")["level"], "the client chooses the key")
	assert.Contains(t, h.refused(409, "POST", "/gauges", `{"code": "NORTH"}`), "'NORTH'")
	h.send("POST", "/vessels", `{"name": "B", "id": "v-2"}`)
	assert.NotEmpty(t, h.post("/gauges", `{"level": 2}`)["code"])
	assert.Len(t, h.get("/gauges")["value"], 2)
}

func TestWhatTheExamplesShowCanBeChanged(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("PATCH", "/vessels/v-2", `{"length": 13}`)
	assert.Equal(t, 204, status)
	assert.Empty(t, text)
	got := h.get("/vessels/v-2")
	assert.Equal(t, []any{13.0, "aalesund"}, []any{got["length"], got["name"]})
	assert.Equal(t, []any{80.5, 13.0, nil, nil}, values(h.get("/vessels"), "length"))

	h.send("PATCH", "/vessels/v-2", `{"name": "Aalesund"}`)
	assert.Equal(t, "Aalesund", h.get("/vessels/v-2")["name"], "the request of an example changes it too")
	h.send("DELETE", "/vessels/v-1", "")
	h.refused(404, "GET", "/vessels/v-1", "")
	h.refused(404, "GET", "/vessels/v-1/master", "")
	assert.Equal(t, []any{"v-2", "v-3", "v-4"}, values(h.get("/vessels"), "id"))
	h.send("DELETE", "/vessels/v-5", "")
	h.refused(404, "GET", "/vessels/v-5", "")

	_, _, text = h.send("PATCH", "/harbor", `{"name": "Bergen", "plan": {"company": "A"}}`)
	assert.Equal(t, map[string]any{"id": "h", "name": "Bergen", "note": "x", "plan": map[string]any{"company": "A"}}, members(t, text))
	assert.Equal(t, "Bergen", h.get("/harbor")["name"])
	h.send("PATCH", "/harbor", `{"plan": {"address": {"city": "B"}}}`)
	assert.Equal(t, map[string]any{"company": "A", "address": map[string]any{"city": "B"}}, h.get("/harbor")["plan"])
	status, _, _ = h.send("DELETE", "/harbor", "")
	assert.Equal(t, 204, status)
	assert.Contains(t, h.refused(404, "GET", "/harbor", ""), "/harbor was deleted")
}

func TestPutReplacesOrCreates(t *testing.T) {
	h := newHarbor(t)
	status, _, text := h.send("PUT", "/vessels/v-2", `{"name": "B"}`)
	assert.Equal(t, 200, status)
	assert.Equal(t, map[string]any{"id": "v-2", "name": "B"}, members(t, text))
	status, _, text = h.send("PUT", "/vessels/v-20", `{"name": "C"}`)
	assert.Equal(t, 201, status)
	assert.Equal(t, map[string]any{"id": "v-20", "name": "C"}, members(t, text))
	assert.Equal(t, []any{"v-1", "v-2", "v-3", "v-4", "v-20"}, values(h.get("/vessels"), "id"))
	assert.Equal(t, "C", h.get("/docks/d-1/vessels/v-20")["name"], "on a path by another entity")
	h.post("/vessels/v-20/logs", `{"text": "fog"}`)
	assert.Equal(t, []any{"fog"}, values(h.get("/vessels/v-20/logs"), "text"))
	h.refused(404, "PUT", "/vessels/no-such/master/$ref", `{"@odata.id": "/pilots/p-1"}`)
}

func TestSeed(t *testing.T) {
	h := newHarbor(t)
	type vessel struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name"`
		Log  string `json:"log,omitempty"`
	}
	require.NoError(t, h.Seed("/vessels", &vessel{ID: "a", Name: "Ann"}, map[string]any{"name": "Bo", "logs": []any{map[string]any{"text": "fog"}}}, json.RawMessage(`{"id": "c", "name": "Cy"}`)))
	assert.Equal(t, []any{"Ann", "Bo", "Cy"}, values(h.get("/vessels"), "name"), "in place of what the examples show")
	h.refused(404, "GET", "/vessels/v-1", "")
	bo := h.get("/vessels/bo")
	assert.NotEmpty(t, bo["id"], "it gets a key")
	assert.NotContains(t, bo, "logs")
	assert.Equal(t, []any{"fog"}, values(h.get("/vessels/bo/logs"), "text"), "what came inside is at home there")
	assert.Empty(t, h.get("/vessels/a/logs")["value"], "a seeded entity has only the entities put there")

	require.NoError(t, h.Seed(h.url[len(h.url)-len("/v1.0"):]+"/vessels/Ann/logs", map[string]any{"id": "l", "text": "rain"}))
	assert.Equal(t, []any{"rain"}, values(h.get("/vessels/a/logs"), "text"))
	assert.Equal(t, "rain", h.get("/vessels/a/logs/l")["text"])
	h.refused(404, "GET", "/vessels/c/logs/l", "")
	h.refused(404, "GET", "/vessels/a/logs/l-1", "")
	assert.Equal(t, "/vessels/a/master is not set.", h.refused(404, "GET", "/vessels/a/master", ""))
	require.NoError(t, h.Seed("/vessels/a/master", map[string]any{"name": "Mo"}))
	assert.Equal(t, "Mo", h.get("/vessels/a/master")["name"])
	require.NoError(t, h.Seed("/vessels"))
	assert.Empty(t, h.get("/vessels")["value"])
	h.refused(404, "GET", "/vessels/a", "")
	require.NoError(t, h.Seed("/pilots/p-1", map[string]any{"name": "New"}))
	assert.Equal(t, "New", h.get("/pilots/p-1")["name"])
	assert.Equal(t, []any{"Bo", "New"}, values(h.get("/pilots"), "name"), "the others remain")
	require.NoError(t, h.Seed("/pilots/p-8", map[string]any{"id": "other", "name": "Eve"}))
	assert.Equal(t, "p-8", h.get("/pilots/p-8")["id"])
	require.NoError(t, h.Seed("/vessels/x", map[string]any{"name": "X", "logs": []any{map[string]any{"text": "fog"}}}))
	assert.Equal(t, []any{"fog"}, values(h.get("/vessels/x/logs"), "text"))
	h.refused(404, "GET", "/docks/d-9/vessels", "")
	require.NoError(t, h.Seed("/docks/d-9", map[string]any{"name": "Nine"}), "no page documents it, but what is below it")
	assert.Empty(t, h.get("/docks/d-9/vessels")["value"])
	h.Reset()
	assert.Len(t, h.get("/vessels")["value"], 4)

	for path, want := range map[string]string{
		"/quays":                   "seed /quays: No page documents GET /quays.",
		"/vessels/nobody/logs":     "seed /vessels/nobody/logs: /vessels/nobody does not exist.",
		"/vessels/nobody/crew/p-1": "seed /vessels/nobody/crew/p-1: /vessels/nobody does not exist.",
		"/vessels":                 "seed /vessels: entity 1: The property 'nam' does not exist; there is 'name'.",
		"/harbor":                  "seed /harbor: entity 1: The property 'nam' does not exist; there is 'name'.",
	} {
		assert.EqualError(t, h.Seed(path, map[string]any{"nam": "x"}), want)
	}
	for want, entities := range map[string][]any{
		"seed /vessels: entity 2: 3 is not a JSON object.":          {map[string]any{}, 3},
		"seed /vessels: Two entities have the key 'A'.":             {vessel{ID: "a"}, vessel{ID: "A"}},
		"seed /vessels: entity 1: json: unsupported type: chan int": {make(chan int)},
	} {
		assert.ErrorContains(t, h.Seed("/vessels", entities...), strings.ToLower(want[:1])+want[1:])
	}
	h.Reset()
	assert.ErrorContains(t, h.Seed("/harbor"), "leads to one entity, not to 0")
	assert.ErrorContains(t, h.Seed("/vessels/v-1/photo/$value", "text"), "which is a []byte, not a string")
	assert.ErrorContains(t, h.Seed("/vessels/v-1/photo/$value"), "the content of one entity, not to that of 0")
}

func TestCollectionsBelowOtherEntitiesAreOthers(t *testing.T) {
	h := newHarbor(t)
	fog := h.post("/vessels/v-1/logs", `{"text": "haze"}`)["id"].(string)
	assert.Equal(t, []any{"fog", "sun", "haze"}, values(h.get("/vessels/v-1/logs"), "text"))
	assert.Equal(t, []any{"fog", "sun"}, values(h.get("/vessels/v-2/logs"), "text"))
	assert.Equal(t, []any{"fog", "sun"}, values(h.get("/logs"), "text"))
	assert.Equal(t, "haze", h.get("/vessels/v-1/logs/" + fog)["text"])
	assert.Equal(t, "haze", h.get("/logs/" + fog)["text"], "reached through a path without a vessel")
	h.refused(404, "GET", "/vessels/v-2/logs/"+fog, "")
	h.refused(404, "GET", "/pilots/"+fog, "")
	h.refused(404, "GET", "/vessels/"+fog, "")
	made := h.post("/vessels", `{"name": "Hval"}`)["id"].(string)
	assert.Empty(t, h.get("/vessels/" + made + "/logs")["value"], "created without this property")
	h.refused(404, "GET", "/vessels/"+made+"/logs/l-1", "")
	h.refused(404, "GET", "/vessels/"+made+"/crew/p-1", "")
	h.post("/vessels/"+made+"/logs", `{"text": "sleet"}`)
	assert.Equal(t, []any{"sleet"}, values(h.get("/vessels/"+made+"/logs"), "text"))
	assert.Equal(t, []any{"sleet"}, values(h.get("/vessels/hval/logs"), "text"), "by an alternate key")
}

func TestReferences(t *testing.T) {
	h := newHarbor(t)
	base := "https://api.harbor.example/v1.0"
	crew := func() []any { return values(h.get("/vessels/v-1/crew"), "name") }
	add := func(link string) int {
		status, _, _ := h.send("POST", "/vessels/v-1/crew/$ref", `{"@odata.id": "`+link+`"}`)
		return status
	}
	assert.Equal(t, []any{"Ann"}, crew())
	assert.Equal(t, 204, add(base+"/pilots/p-2"))
	assert.Equal(t, 400, add(h.url+"/pilots('p-2')"), "the reference exists")
	assert.Equal(t, 404, add(base+"/pilots/no-such"))
	assert.Equal(t, 404, add("nowhere"))
	assert.Equal(t, 204, add(base+"/pilots/p-3"), "the request of an example")
	assert.Equal(t, []any{"Ann", "Bo"}, crew()[:2])
	assert.Equal(t, h.url+"/pilots/p-2", values(h.get("/vessels/v-1/crew/$ref"), "@odata.id")[1])
	h.refused(404, "GET", "/vessels/v-2/crew/p-2", "")
	assert.Equal(t, "Bo", h.get("/vessels/v-1/crew/p-2")["name"])

	status, _, _ := h.send("DELETE", "/vessels/v-1/crew/p-2/$ref", "")
	assert.Equal(t, 204, status)
	h.send("DELETE", "/vessels/v-1/crew/p-1/$ref", "")
	h.refused(404, "DELETE", "/vessels/v-1/crew/p-1/$ref", "")
	assert.Len(t, crew(), 1)
	assert.Len(t, h.get("/vessels/v-1/crew/$ref")["value"], 1)
	assert.Equal(t, "Bo", h.get("/pilots/p-2")["name"], "in its home collection")
	h.send("POST", "/vessels/v-1/crew/$ref", `{"@odata.id": "/pilots/p-2"}`)
	assert.Len(t, crew(), 2, "and can be created again")

	status, _, _ = h.send("PUT", "/vessels/v-1/master/$ref", `{"@odata.id": "`+base+`/pilots/p-1"}`)
	assert.Equal(t, 204, status)
	assert.Equal(t, "Ann", h.get("/vessels/v-1/master")["name"])
	h.send("DELETE", "/vessels/v-1/master/$ref", "")
	h.refused(404, "GET", "/vessels/v-1/master", "")

	made := h.post("/vessels", `{"name": "Hval", "crew@odata.bind": ["`+base+`/pilots/p-1"], "master@odata.bind": "/pilots/p-2"}`)
	assert.NotContains(t, made, "crew@odata.bind")
	id := made["id"].(string)
	assert.Equal(t, []any{"Ann"}, values(h.get("/vessels/"+id+"/crew"), "name"))
	assert.Equal(t, "Bo", h.get("/vessels/" + id + "/master")["name"])
	assert.Equal(t, "/pilots/no-such does not exist.", h.refused(404, "PATCH", "/vessels/v-2", `{"master@odata.bind": "/pilots/no-such"}`))
	h.refused(404, "POST", "/vessels", `{"name": "A", "crew@odata.bind": ["/pilots/no-such"]}`)
	assert.Len(t, h.get("/vessels")["value"], 5)
}

func TestETags(t *testing.T) {
	h := newHarbor(t)
	_, header, _ := h.send("GET", "/vessels/v-2", "")
	tag := header.Get("ETag")
	require.NotEmpty(t, tag)
	status, header, text := h.send("GET", "/vessels/v-2", "", "If-None-Match: "+tag)
	assert.Equal(t, []any{304, tag, ""}, []any{status, header.Get("ETag"), text})
	status, header, _ = h.send("PATCH", "/vessels/v-2", `{"length": 1}`, `If-Match: "x", `+tag)
	assert.Equal(t, 204, status)
	assert.NotEqual(t, tag, header.Get("ETag"))
	assert.Contains(t, h.refused(412, "PATCH", "/vessels/v-2", `{"length": 2}`, "If-Match: "+tag), header.Get("ETag"))
	h.refused(412, "DELETE", "/vessels/v-2", "", "If-Match: "+tag)
	h.refused(412, "PUT", "/vessels/v-2", `{"name": "x"}`, "If-None-Match: *")
	assert.Equal(t, 1.0, h.get("/vessels/v-2")["length"])
	status, _, _ = h.send("GET", "/vessels/v-2", "", "If-None-Match: "+tag)
	assert.Equal(t, 200, status)
	status, _, _ = h.send("DELETE", "/vessels/v-2", "", "If-Match: *")
	assert.Equal(t, 204, status)

	_, header, _ = h.send("GET", "/pilots/p-1", "")
	assert.Equal(t, `W/"a"`, header.Get("ETag"), "as in the examples")
	require.NoError(t, h.Seed("/pilots", map[string]any{"id": "p", "@odata.etag": `W/"s"`}))
	assert.Equal(t, []any{`W/"s"`}, values(h.get("/pilots"), "@odata.etag"))

	status, header, text = h.send("PATCH", "/harbor", `{"name": "B"}`, "Prefer: respond-async, return=minimal")
	assert.Equal(t, []any{204, ""}, []any{status, text})
	assert.NotEmpty(t, header.Get("ETag"))
	status, _, text = h.send("PATCH", "/vessels/v-1", `{"name": "B"}`, `Prefer: return="representation"`)
	assert.Equal(t, 200, status)
	assert.Equal(t, "B", members(t, text)["name"])
}

func TestLinksOfExamplesLeadToTheFake(t *testing.T) {
	h := newHarbor(t)
	numbers, pages := h.follow("/berths")
	assert.Equal(t, []any{"1 East", "2 East"}, numbers)
	assert.Equal(t, 2, pages, "where the example's link leads is the end")
	h.refused(400, "GET", "/berths?$skiptoken=made-up", "")

	round := h.get("/berths/delta")
	round = h.get(round["@odata.nextLink"].(string))
	assert.Empty(t, round["value"])
	link := round["@odata.deltaLink"].(string)
	assert.True(t, strings.HasPrefix(link, h.url), link)
	round = h.get(link)
	assert.Empty(t, round["value"], "no changes in this round")
	h.post("/berths", `{"number": "3"}`)
	assert.Equal(t, []any{"3"}, values(h.get(link), "number"))

	h = newHarbor(t, fake.WithoutState())
	round = h.get("/berths/delta?$skiptoken=s1&$select=id")
	assert.Empty(t, round["value"])
	round = h.get(round["@odata.deltaLink"].(string))
	assert.Equal(t, []any{}, round["value"])
	assert.Contains(t, round, "@odata.deltaLink")
	next, err := url.Parse(h.get("/berths")["@odata.nextLink"].(string))
	require.NoError(t, err)
	assert.Equal(t, "p2", next.Query().Get("$skiptoken"))
}

func TestHeadersOfExamples(t *testing.T) {
	h := newHarbor(t)
	status, header, _ := h.send("GET", "/vessels/v-1", "")
	assert.Equal(t, 200, status)
	assert.Equal(t, `W/"7"`, header.Get("Etag"))
	assert.NotContains(t, header, "X-Trace", "CR and LF can't be in a header")
	assert.NotContains(t, header, "Connection")
	assert.Equal(t, 410, func() int { status, _, _ := h.send("GET", "/vessels/v-9", ""); return status }())
	status, header, text := h.send(http.MethodHead, "/vessels/v-2", "")
	assert.Equal(t, []any{200, ""}, []any{status, text})
	assert.NotEqual(t, "0", header.Get("Content-Length"))
}

func TestActionsThatReturnEntities(t *testing.T) {
	h := newHarbor(t)
	call := func(path string) map[string]any {
		status, _, text := h.send("POST", path, "{}")
		require.Less(t, status, 300, text)
		return members(t, text)
	}
	twin := call("/vessels/v-1/clone")
	assert.NotEqual(t, "v-30", twin["id"])
	assert.Equal(t, "Twin", h.get("/vessels/" + twin["id"].(string))["name"])
	assert.Len(t, h.get("/vessels")["value"], 5, "added to the other one")
	h.send("PATCH", "/vessels/"+twin["id"].(string), `{"name": "Third"}`)
	assert.Equal(t, "Third", h.get("/vessels/" + twin["id"].(string))["name"])
	assert.NotEqual(t, twin["id"], call("/vessels/v-2/clone")["id"])

	hired := call("/vessels/v-1/hire")["id"].(string)
	assert.NotEqual(t, "p-30", hired)
	assert.Equal(t, "Hired", h.get("/pilots/" + hired)["name"])
	assert.Len(t, h.get("/pilots")["value"], 2)

	status, _, text := h.send("POST", "/vessels/v-1/moor", "")
	assert.Equal(t, []any{200, "v-31"}, []any{status, members(t, text)["id"]}, "the request of the example")
	moored := call("/vessels/v-2/moor")
	assert.Equal(t, []any{"v-2", "aalesund"}, []any{moored["id"], moored["name"]}, "and no other")
	assert.Equal(t, "Weighers", call("/vessels/v-2/weigh")["company"])
	status, _, _ = h.send("POST", "/vessels/v-2/weigh", `{"scale": 3}`)
	assert.Equal(t, 200, status, "the page names no parameters")
	status, _, _ = h.send("POST", "/vessels/v-2/tow", "")
	assert.Equal(t, 204, status, "the first documented success")
	h.refused(404, "POST", "/vessels/no-such/moor", "{}")
}
