package fake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// TestWhatNoClientCanRead checks that a response which contradicts its page is an
// error that names the example.
func TestWhatNoClientCanRead(t *testing.T) {
	for _, h := range []*harbor{newHarbor(t), newHarbor(t, fake.WithoutState())} {
		assert.Equal(t, "The response of the example in line 12 of api/torn-get.md is not JSON. The page documents one of type 'harbor.club.box': correct the example, or seed what the request needs.",
			h.refused(501, "GET", "/torn/t-1", ""))
		assert.Contains(t, h.refused(501, "GET", "/torn/t-2", ""), "line 20 of api/torn-get.md has no body")
		assert.Equal(t, "m-1", h.get("/mended()")["id"], "another example can be read")
		h.refused(501, "GET", "/bare()", "")
	}
	h := newHarbor(t)
	require.NoError(t, h.Seed("/torn", object{"id": "t-1", "name": "sail"}))
	assert.Equal(t, "sail", h.get("/torn/t-1")["name"])
	_, _, text := h.send("GET", "/torn/$count", "")
	assert.Equal(t, "1", text)
}

// TestAListThatNoClientCanRead checks that a list is not empty because its example can't
// be read, and that a list to which something was added is not an error.
func TestAListThatNoClientCanRead(t *testing.T) {
	const want = "The response of the example in line 36 of api/torn-list.md is not JSON. The page documents one of type 'Collection(harbor.club.box)': correct the example, or seed what the request needs."
	h := newHarbor(t)
	for _, target := range []string{"/torn", "/torn?$top=1", "/torn?$filter=name%20eq%20'sail'", "/torn/$count", "/torn/delta"} {
		assert.Equal(t, want, h.refused(501, "GET", target, ""), target)
	}
	assert.Contains(t, h.refused(501, "GET", "/torn/t-1/within", ""), "line 18 of api/torn-list-within.md is not JSON")
	assert.Contains(t, h.refused(501, "GET", "/torn/t-1/sharers/$ref", ""), "line 22 of api/torn-list-references.md is not JSON")
	assert.Equal(t, want, newHarbor(t, fake.WithoutState()).refused(501, "GET", "/torn", ""))

	status, _, text := h.send("POST", "/torn", `{"name": "sail"}`)
	require.Equal(t, 201, status, text)
	made := h.ids("/torn")
	require.Len(t, made, 1)
	assert.Empty(t, h.ids("/torn?$filter=name%20eq%20'x'"))
	assert.Equal(t, made, h.ids("/torn/delta"))
	assert.Empty(t, h.ids("/torn/"+made[0].(string)+"/within"), "nothing is below a new entity")

	h = newHarbor(t)
	require.NoError(t, h.Seed("/torn"))
	assert.Empty(t, h.ids("/torn"), "a seed says that the list is empty")
}

func TestAFaultWithoutABody(t *testing.T) {
	h := newHarbor(t)
	status, header, text := h.send("GET", "/boxes/x-1", "", "Docwright-Fault: status=204")
	assert.Equal(t, 204, status)
	assert.Empty(t, text)
	assert.Empty(t, header.Get("Content-Type"))
	h.Inject(fake.Fault{Times: 1, Status: 202})
	status, _, text = h.send("GET", "/boxes/x-1", "")
	assert.Equal(t, 202, status)
	assert.Empty(t, text)
	h.get("/boxes/x-1")
}

// TestLinksThatLeadNowhere checks that no page of a list is missing because of a link
// that only the example has.
func TestLinksThatLeadNowhere(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, object{"value": []any{object{"id": "n-1"}}}, h.get("/linked"))
	round := h.get("/linked/delta")
	assert.NotContains(t, round, "@odata.nextLink")
	assert.Empty(t, h.ids(round["@odata.deltaLink"].(string)))
}

// TestAListOfOne requests lists whose example shows the item alone.
func TestAListOfOne(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, object{"value": []any{object{"id": "q-1", "name": "one"}}}, h.get("/ones"))
	assert.Equal(t, object{"value": []any{object{"name": "one"}}}, h.get("/ones?$select=name"))
}
