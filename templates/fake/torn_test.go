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
