package fake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// copied returns what the monitor of a copy says.
func (h *harbor) copied(path, body string) object {
	h.t.Helper()
	status, header, text := h.send("POST", path, body)
	require.Equal(h.t, 202, status, text)
	return h.get(header.Get("Location"))
}

func TestACopyIsThere(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/yards/y", object{}))
	require.NoError(t, h.Seed("/yards/y/boxes/top", object{"name": "top"}))
	require.NoError(t, h.Seed("/yards/y/boxes/top/within", object{"id": "a", "name": "ropes"}, object{"id": "b", "name": "nets"}))
	require.NoError(t, h.Seed("/yards/y/boxes/a/content", []byte("three ropes")))
	require.NoError(t, h.Seed("/yards/y/boxes/b/within", object{"id": "c", "name": "floats"}))

	done := h.copied("/yards/y/boxes/a/copy", `{"name": "spare", "place": {"id": "b"}, "fast": true}`)
	id := done["resourceId"].(string)
	assert.Equal(t, "completed", done["status"])
	made := h.get(done["resourceLocation"].(string))
	assert.Equal(t, object{"id": id, "name": "spare", "place": object{"id": "b"}}, made)
	assert.Equal(t, made, h.get("/yards/y/boxes/"+id))
	assert.Equal(t, []any{"floats", "spare"}, values(h.get("/yards/y/boxes/b/within"), "name"))
	assert.Equal(t, []any{"floats", "spare"}, values(h.get("/boxes/b/within"), "name"), "another way to the same box")
	_, _, text := h.send("GET", "/yards/y/boxes/"+id+"/content", "")
	assert.Equal(t, "three ropes", text)
	assert.Equal(t, "ropes", h.get("/yards/y/boxes/a")["name"])

	failed := h.copied("/yards/y/boxes/b/copy", `{}`)
	assert.Equal(t, "failed", failed["status"], "the folder has one of that name")
	assert.Equal(t, "nameAlreadyExists", failed["error"].(object)["code"])
	assert.Len(t, h.ids("/yards/y/boxes/top/within"), 2)
	id = h.copied("/yards/y/boxes/b/copy", `{"name": "more nets"}`)["resourceId"].(string)
	assert.Equal(t, []any{"ropes", "nets", "more nets"}, values(h.get("/yards/y/boxes/top/within"), "name"), "beside the original")
	assert.Equal(t, []any{"floats", "spare"}, values(h.get("/yards/y/boxes/"+id+"/within"), "name"), "with all that is in it")
	assert.NotContains(t, h.ids("/yards/y/boxes/"+id+"/within"), "c")
	h.copied("/yards/y/boxes/b/copy", `{"place": {"id": "b"}}`)
	assert.Len(t, h.ids("/yards/y/boxes/b/within"), 3, "into itself")

	h.refused(404, "POST", "/yards/y/boxes/a/copy", `{"place": {"id": "no-such"}}`)
	h.refused(404, "POST", "/yards/y/boxes/no-such/copy", `{}`)
	assert.NotEmpty(t, h.copied("/yards/y/boxes/a/copy", `{"name": "rooted", "place": {"id": "root"}}`)["resourceId"], "the pages name it")
}

func TestACopyOfAnExample(t *testing.T) {
	h := newHarbor(t)
	id := h.copied("/boxes/x-1/copy", `{"name": "ropes (copy)", "place": {"id": "x-9"}}`)["resourceId"].(string)
	assert.Equal(t, "ropes (copy)", h.get("/boxes/" + id)["name"], "the example's own request")
	h.refused(404, "GET", "/$docwright/progress/9", "")
	status, header, _ := h.send("POST", "/boxes/x-1/scan", "")
	assert.Equal(t, 202, status)
	assert.NotContains(t, h.get(header.Get("Location")), "resourceId", "it makes nothing")
}

// TestCopiesEnd copies a box into itself, which doubles what is in it, up to the limit.
func TestCopiesEnd(t *testing.T) {
	h := newHarbor(t)
	h.Limit()
	require.NoError(t, h.Seed("/boxes/x-1", object{"name": "box"}))
	statuses := map[int]int{}
	for range 6 {
		status, _, _ := h.send("POST", "/boxes/x-1/copy", `{"name": "again", "place": {"id": "x-1"}, "@harbor.conflictBehavior": "rename"}`)
		statuses[status]++
	}
	assert.Positive(t, statuses[202], statuses)
	assert.Positive(t, statuses[507], statuses)
	assert.LessOrEqual(t, len(h.ids("/boxes/x-1/within")), 10)
}
