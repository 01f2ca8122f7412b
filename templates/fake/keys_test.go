package fake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestKeysWithoutNames requests entities by keys without names, and by several
// keys.
func TestKeysWithoutNames(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, "East", h.get("/piers(e-1)")["name"])
	assert.Equal(t, "East", h.get("/piers('e-1')")["name"])
	assert.Equal(t, "/piers/no-such does not exist: no example, request or seed provides it.", h.refused(404, "GET", "/piers(no-such)", ""))
	h.refused(404, "GET", "/piers(no-such)/lamps", "")
	made := h.post("/piers", `{"name": "West"}`)
	pier := "/piers(" + made["id"].(string) + ")"
	assert.Equal(t, made, h.get(pier))
	assert.Empty(t, h.get(pier + "/lamps")["value"])

	h.post(pier+"/lamps", `{"row": "1", "place": "2", "color": "red"}`)
	h.post(pier+"/lamps", `{"row": "2", "place": "2", "color": "green"}`)
	assert.Equal(t, "red", h.get(pier + "/lamps(1,2)")["color"])
	assert.Equal(t, "green", h.get(pier + "/lamps('2','2')")["color"])
	h.refused(404, "GET", pier+"/lamps(1,3)", "")
	h.refused(404, "GET", pier+"/lamps(1)", "")
	status, _, _ := h.send("PATCH", pier+"/lamps(row=(1),place=(2))", `{"color": "blue"}`)
	assert.Equal(t, 200, status)
	assert.Equal(t, "blue", h.get(pier + "/lamps(1,2)")["color"])
	status, _, _ = h.send("DELETE", pier, "")
	assert.Equal(t, 204, status)
	h.refused(404, "GET", pier, "")
	h.refused(404, "GET", pier+"/lamps(1,2)", "")
}

// TestAKeyStays checks that an update cannot change a key.
func TestAKeyStays(t *testing.T) {
	h := newHarbor(t)
	id := h.post("/keepers", `{"name": "Gil"}`)["id"].(string)
	assert.Equal(t, "The key 'id' of an entity cannot be changed: it is '"+id+"'.", h.refused(400, "PATCH", "/keepers/"+id, `{"id": "x"}`))
	status, _, text := h.send("PATCH", "/keepers/"+id, `{"ID": "`+id+`", "name": "Gus"}`)
	assert.Equal(t, 200, status, text)
	assert.Equal(t, "Gus", h.get("/keepers/" + id)["name"])
}

func TestKeysThatAreNumbers(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, "red", h.get("/anchors/1")["color"])
	seven := h.post("/anchors", `{"number": 7, "color": "green"}`)
	assert.Equal(t, 7.0, seven["number"])
	assert.Equal(t, seven, h.get("/anchors/7"))
	h.refused(409, "POST", "/anchors", `{"number": 7}`)
	h.refused(400, "POST", "/anchors", `{"number": "8"}`)
	seen := map[any]bool{1.0: true, 7.0: true}
	for range 10 {
		made := h.post("/anchors", `{"color": "blue"}`)
		assert.False(t, seen[made["number"]], made)
		seen[made["number"]] = true
		assert.Equal(t, made, h.get(fmt.Sprintf("/anchors/%v", made["number"])))
	}
}
