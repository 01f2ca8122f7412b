package fake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPathsOfFolders puts files into folders by their paths, and finds folders by their
// paths.
func TestPathsOfFolders(t *testing.T) {
	h := newHarbor(t)
	put := func(path string) object {
		t.Helper()
		status, _, text := h.send("PUT", path, "words", "Content-Type: text/plain")
		assert.Equal(t, 201, status, text)
		return members(t, text)
	}
	assert.Equal(t, "May.TXT", put("/hold/root:/May.TXT:/content")["name"])
	assert.Equal(t, []any{"May.TXT"}, values(h.get("/hold/root/within"), "name"))
	logs := h.post("/hold/root/within", `{"name": "Logs"}`)["id"].(string)
	assert.Equal(t, logs, h.get("/hold/root:/logs")["id"])
	h.refused(404, "GET", "/hold/root:/logs/june.txt", "")
	june := put("/hold/root:/Logs/june.txt:/content")["id"]
	july := put("/hold/boxes/" + logs + ":/july.txt:/content")["id"]
	assert.Equal(t, []any{june, july}, h.ids("/hold/boxes/"+logs+"/within"))
	assert.Equal(t, july, h.get("/hold/root:/Logs/july.txt")["id"])
	assert.Equal(t, june, h.get("/hold/root:/Logs/june.txt")["id"])
	_, _, text := h.send("GET", "/hold/root:/Logs/july.txt:/content", "")
	assert.Equal(t, "words", text)
	put("/hold/root:/no/such/folder.txt:/content")
	assert.Len(t, h.ids("/hold/root/within"), 2)
}

// TestPagesThatShareARequestLine sends what one of two pages of a request line takes.
func TestPagesThatShareARequestLine(t *testing.T) {
	h := newHarbor(t)
	logs := h.post("/hold/root/within", `{"name": "Logs"}`)["id"].(string)
	h.post("/hold/boxes/"+logs+"/within", `{"name": "May"}`)
	status, header, text := h.send("POST", "/hold/boxes/"+logs+"/within", `{"source": "https://files.harbor.example/x"}`)
	assert.Equal(t, 202, status, text)
	assert.Contains(t, header.Get("Location"), "/progress/")
	assert.Contains(t, h.refused(400, "POST", "/hold/boxes/"+logs+"/within", `{"sauce": "x"}`), "'sauce' does not exist")
}

func TestOnlyHead(t *testing.T) {
	h := newHarbor(t)
	status, _, _ := h.send("HEAD", "/hold/probe", "")
	assert.Equal(t, 200, status)
	h.refused(501, "GET", "/hold/probe", "")
	status, _, _ = h.send("HEAD", "/hold/root", "")
	assert.Equal(t, 200, status)
}

// TestAPathOfAnExampleAlone creates an entity with a request that only the example has.
func TestAPathOfAnExampleAlone(t *testing.T) {
	h := newHarbor(t)
	made := h.post("/hold/strays/within", `{"name": "cork"}`)
	assert.Equal(t, "cork", made["name"])
	assert.NotEqual(t, "f-2", made["id"])
	assert.Equal(t, "cork", h.get("/hold/boxes/" + made["id"].(string))["name"])
	assert.Contains(t, h.refused(400, "POST", "/hold/strays/within", `{"nam": "cork"}`), "'nam' does not exist")
}

func TestANameInAFolderIsTaken(t *testing.T) {
	h := newHarbor(t)
	h.post("/hold/root/within", `{"name": "Logs"}`)
	assert.Contains(t, h.refused(409, "POST", "/hold/root/within", `{"name": "logs"}`), "The folder has an entity with the name 'logs'")
	h.refused(409, "POST", "/hold/root/within", `{"name": "logs", "@harbor.conflictBehavior": "fail"}`)
	h.post("/hold/root/within", `{"name": "logs", "@harbor.conflictBehavior": "rename"}`)
	h.post("/hold/root/within", `{"name": "Plans"}`)
	h.post("/clubs", `{"name": "Divers"}`)
	h.post("/clubs", `{"name": "Divers"}`)
}
