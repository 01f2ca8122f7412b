package fake_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type object = map[string]any

// refer adds or sets a reference.
func (h *harbor) refer(method, path, to string) int {
	h.t.Helper()
	status, _, _ := h.send(method, path+"/$ref", `{"@odata.id": "`+h.url+to+`"}`)
	return status
}

// ids returns the ids in a list.
func (h *harbor) ids(path string) []any {
	h.t.Helper()
	return values(h.get(path), "id")
}

func TestAReferenceShowsOnBothSides(t *testing.T) {
	h := newHarbor(t)
	club := "/clubs/" + h.post("/clubs", `{"name": "Divers"}`)["id"].(string)
	keeper := "/keepers/" + h.post("/keepers", `{"name": "Gil"}`)["id"].(string)
	assert.Empty(t, h.ids(keeper+"/memberOf"))
	h.refused(404, "DELETE", club+"/members/"+keeper[len("/keepers/"):]+"/$ref", "")
	for range 2 {
		require.Equal(t, 204, h.refer("POST", club+"/members", keeper))
		assert.Equal(t, 400, h.refer("POST", club+"/members", keeper))
		assert.Equal(t, []any{"Gil"}, values(h.get(club+"/members"), "name"))
		assert.Equal(t, []any{"Divers"}, values(h.get(keeper+"/memberOf"), "name"))
		assert.Equal(t, []any{"Divers"}, values(h.get(keeper+"/transitiveMemberOf"), "name"))
		status, _, _ := h.send("DELETE", club+"/members/"+keeper[len("/keepers/"):]+"/$ref", "")
		assert.Equal(t, 204, status)
		assert.Empty(t, h.ids(club+"/members"))
		assert.Empty(t, h.ids(keeper+"/memberOf"))
		h.refused(404, "DELETE", club+"/members/"+keeper[len("/keepers/"):]+"/$ref", "")
	}
	h.refer("POST", club+"/members", keeper)
	h.send("DELETE", club, "")
	assert.Empty(t, h.ids(keeper+"/memberOf"), "the club has gone")
}

func TestOnlyMembersOfAnExampleCanBeRemoved(t *testing.T) {
	h := newHarbor(t)
	status, _, _ := h.send("DELETE", "/clubs/c-1/members/k-1/$ref", "")
	assert.Equal(t, 204, status, "the example of the list shows it")
	assert.Empty(t, h.ids("/clubs/c-1/members"))
	h.refused(404, "DELETE", "/clubs/c-1/members/k-1/$ref", "")
	status, _, _ = h.send("DELETE", "/clubs/c-1/members/k-2/$ref", "")
	assert.Equal(t, 204, status, "the request of an example")
	assert.Equal(t, 204, h.refer("POST", "/clubs/c-1/members", "/keepers/k-2"))
	assert.Equal(t, []any{"k-2"}, h.ids("/clubs/c-1/members"))
	assert.Equal(t, []any{"c-1"}, h.ids("/keepers/k-2/memberOf"))
}

func TestAReferenceToOneShowsOnBothSides(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/keepers", object{"id": "a"}, object{"id": "b"}, object{"id": "c"}))
	h.refused(404, "DELETE", "/keepers/a/chief/$ref", "")
	h.refused(404, "GET", "/keepers/a/chief/$ref", "")
	require.Equal(t, 204, h.refer("PUT", "/keepers/a/chief", "/keepers/b"))
	assert.Equal(t, []any{"a"}, h.ids("/keepers/b/reports"))
	assert.Equal(t, object{"@odata.id": h.url + "/keepers/b"}, h.get("/keepers/a/chief/$ref"))
	require.Equal(t, 204, h.refer("PUT", "/keepers/a/chief", "/keepers/c"))
	assert.Empty(t, h.ids("/keepers/b/reports"))
	assert.Equal(t, []any{"a"}, h.ids("/keepers/c/reports"))
	status, _, _ := h.send("DELETE", "/keepers/a/chief/$ref", "")
	assert.Equal(t, 204, status)
	assert.Empty(t, h.ids("/keepers/c/reports"))
	h.refused(404, "DELETE", "/keepers/a/chief/$ref", "")
}

// TestSeedsAreOneEntity seeds an entity where it lives and where it is referred
// to, in any order.
func TestSeedsAreOneEntity(t *testing.T) {
	a, b := object{"@odata.type": "#harbor.club.keeper", "id": "a", "name": "Ann"}, object{"id": "b"}
	club := object{"@odata.type": "#harbor.club.club", "id": "x"}
	seeds := []func(*harbor) error{
		func(h *harbor) error { return h.Seed("/keepers", a, b) },
		func(h *harbor) error { return h.Seed("/clubs/x/members", a, b) },
		func(h *harbor) error { return h.Seed("/keepers/b/chief", a) },
		func(h *harbor) error { return h.Seed("/keepers/a/memberOf", club) },
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {1, 0, 2, 3}, {0, 2, 3, 1}, {1, 0, 3}, {0, 3, 2, 1}} {
		h := newHarbor(t)
		require.NoError(t, h.Seed("/clubs", club))
		for _, i := range order {
			require.NoError(t, seeds[i](h), "%v", order)
		}
		assert.Equal(t, []any{"x"}, h.ids("/keepers/a/memberOf"), "%v", order)
		assert.Equal(t, []any{"x"}, h.ids("/keepers/b/memberOf"), "%v", order)
		if len(order) > 3 {
			assert.Equal(t, []any{"b"}, h.ids("/keepers/a/reports"), "%v", order)
		}
		assert.ElementsMatch(t, []any{"a", "b"}, h.ids("/clubs/x/members"), "%v", order)
		status, _, _ := h.send("DELETE", "/keepers/a", "")
		assert.Equal(t, 204, status)
		assert.Equal(t, []any{"b"}, h.ids("/clubs/x/members"), "%v", order)
	}
	h := newHarbor(t)
	require.NoError(t, h.Seed("/clubs/c-1/members", a))
	require.NoError(t, h.Seed("/clubs/c-1/members", object{"@odata.type": "#harbor.club.keeper", "id": "k-2"}))
	assert.Equal(t, []any{"k-2"}, h.ids("/clubs/c-1/members"))
}

func TestListsOfASubtype(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/clubs", object{"id": "x"}, object{"id": "y"}))
	require.NoError(t, h.Seed("/keepers", object{"id": "a"}))
	for _, to := range []string{"/clubs/y", "/keepers/a"} {
		require.Equal(t, 204, h.refer("POST", "/clubs/x/members", to))
	}
	assert.Equal(t, []any{"y", "a"}, h.ids("/clubs/x/members"))
	assert.Equal(t, []any{"a"}, h.ids("/clubs/x/members/harbor.club.keeper"))
	assert.Equal(t, []any{"#harbor.club.club", "#harbor.club.keeper"}, values(h.get("/clubs/x/members?$select=name"), "@odata.type"))
	assert.Equal(t, []any{nil}, values(h.get("/clubs/x/members/harbor.club.keeper"), "@odata.type"))
	assert.Equal(t, []any{nil}, values(h.get("/keepers"), "@odata.type"))
	for path, want := range map[string]string{"/clubs/x/members/$count": "2", "/clubs/x/members/harbor.club.keeper/$count": "1"} {
		_, _, text := h.send("GET", path, "")
		assert.Equal(t, want, text, path)
	}
	require.Equal(t, 204, h.refer("POST", "/clubs/y/members", "/keepers/a"))
	require.Equal(t, 204, h.refer("POST", "/clubs/y/members", "/clubs/x"))
	assert.ElementsMatch(t, []any{"x", "y"}, h.ids("/keepers/a/transitiveMemberOf"))
	assert.ElementsMatch(t, []any{"x", "y"}, h.ids("/keepers/a/memberOf"))
}

// TestAnUnknownOppositeIsNotEmpty refers to an entity by a relationship of which
// the pages do not tell the opposite.
func TestAnUnknownOppositeIsNotEmpty(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/keepers", object{"id": "a"}))
	require.NoError(t, h.Seed("/clubs", object{"id": "x"}))
	assert.Empty(t, h.ids("/keepers/a/sponsored"))
	require.Equal(t, 204, h.refer("PUT", "/clubs/x/patron", "/keepers/a"))
	assert.Equal(t, "The fake does not know whether /clubs/x/patron makes its entity part of /keepers/a/sponsored: seed /keepers/a/sponsored.",
		h.refused(http.StatusNotImplemented, "GET", "/keepers/a/sponsored", ""))
	assert.Empty(t, h.ids("/keepers/a/memberOf"), "its opposite is known")
	require.NoError(t, h.Seed("/keepers/a/sponsored", object{"id": "x"}))
	assert.Equal(t, []any{"x"}, h.ids("/keepers/a/sponsored"))
}
