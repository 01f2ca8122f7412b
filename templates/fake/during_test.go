package fake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// outing returns an outing between two times of May 2026 in a zone.
func outing(name, start, end, zone string) object {
	at := func(text string) object { return object{"dateTime": "2026-05-" + text, "timeZone": zone} }
	return object{"id": name, "name": name, "start": at(start), "end": at(end)}
}

// view returns the path of the outings between two times of May 2026.
func view(club, from, to string) string {
	return "/clubs/" + club + "/outingView?startDateTime=2026-05-" + from + "&endDateTime=2026-05-" + to
}

func TestAListOfATime(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/clubs", object{"id": "x"}, object{"id": "y"}))
	require.NoError(t, h.Seed("/clubs/x/outings",
		outing("before", "02T08:00:00", "02T09:00:00", "UTC"),
		outing("into", "02T08:00:00", "02T10:00:00.0000000", "UTC"),
		outing("within", "03T00:00:00", "03T01:00:00", ""), // in an unknown zone, a day from either limit
		outing("moment", "02T09:00:00", "02T09:00:00", "UTC"),
		outing("out", "03T22:00:00", "04T10:00:00", "UTC"),
		outing("after", "04T09:00:00", "04T10:00:00", "UTC"),
	))
	assert.Equal(t, []any{"into", "within", "moment", "out"}, h.ids(view("x", "02T09:00:00Z", "04T00:00:00Z")))
	assert.Equal(t, []any{"into", "within", "moment", "out"}, h.ids(view("x", "02T11:00:00%2B02:00", "03T17:00:00-07:00")))
	page := h.get(view("x", "02T09:00:00Z", "04T00:00:00Z") + "&$top=3")
	assert.Equal(t, []any{"out"}, values(h.get(page["@odata.nextLink"].(string)), "id"))
	assert.Empty(t, h.ids(view("x", "20T00:00:00Z", "21T00:00:00Z")))
	assert.Empty(t, h.ids(view("y", "02T09:00:00Z", "04T00:00:00Z")), "nothing was planned")
	h.refused(400, "GET", view("x", "04T00:00:00Z", "02T09:00:00Z"), "")
	assert.Equal(t, "The value of endDateTime can't be '2026-05-soon': want a date and a time.", h.refused(400, "GET", view("x", "04T00:00:00Z", "soon"), ""))
	h.refused(400, "GET", "/clubs/x/outingView", "")

	assert.Equal(t, "The fake can't tell when /clubs/x/outings/within is: it does not know the time zone.", h.refused(501, "GET", view("x", "03T10:30:00Z", "03T12:00:00Z"), ""))
	h.post("/clubs/x/outings", `{"name": "sketch"}`)
	assert.Contains(t, h.refused(501, "GET", view("x", "02T09:00:00Z", "04T00:00:00Z"), ""), "it has no start and end")
	weekly := outing("weekly", "01T08:00:00", "01T10:00:00", "UTC")
	weekly["recurrence"] = object{"interval": 7}
	require.NoError(t, h.Seed("/clubs/x/outings", weekly))
	assert.Contains(t, h.refused(501, "GET", view("x", "15T09:00:00Z", "15T10:00:00Z"), ""), "/clubs/x/outings/weekly is again: it has a recurrence")
	require.NoError(t, h.Seed("/clubs/x/outingView", outing("seen", "15T09:00:00", "15T10:00:00", "Europe/Oslo")))
	assert.Equal(t, []any{"seen"}, h.ids(view("x", "15T07:00:00Z", "15T07:30:00Z")), "a view of its own")
}

func TestAnExampleOfATime(t *testing.T) {
	h := newHarbor(t)
	assert.Equal(t, []any{"o-1"}, h.ids(view("c-1", "01T00:00:00Z", "31T00:00:00Z")))
	assert.Empty(t, h.ids(view("c-1", "03T00:00:00Z", "31T00:00:00Z")))
	assert.Equal(t, []any{3.0}, values(h.get("/clubs/c-1/bills(startDate=2026-05-01,endDate=2026-06-01)?$format=json"), "amount"), "the time of the example")
	assert.Equal(t, []any{"o-1"}, h.ids("/clubs/c-1/outingView?startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-06-01T00:00:00Z&$top=5"))
	h.post("/clubs/c-1/outings", `{"name": "new", "start": {"dateTime": "2026-05-09T10:00:00", "timeZone": "UTC"}, "end": {"dateTime": "2026-05-09T11:00:00", "timeZone": "UTC"}}`)
	assert.Equal(t, []any{"new"}, values(h.get(view("c-1", "08T00:00:00Z", "10T00:00:00Z")), "name"))
	assert.Len(t, h.ids("/clubs/c-1/outingView?startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-06-01T00:00:00Z"), 1, "the request of the example")

	assert.Equal(t, []any{"early", "late"}, values(h.get("/clubs/c-1/shifts(startTime='2026-05-01T00:00:00Z',endTime='2026-06-01T00:00:00Z')"), "name"))
	assert.Equal(t, []any{"late"}, values(h.get("/clubs/c-1/shifts(startTime='2026-05-02T12:00:00Z',endTime='2026-06-01T00:00:00Z')"), "name"))
	assert.Len(t, h.get("/clubs/c-1/bills(startDate=2026-05-01,endDate=2026-06-01)")["value"], 1)
	assert.Contains(t, h.refused(501, "GET", "/clubs/c-1/bills(startDate=2026-05-01,endDate=2026-05-02)", ""), "don't say when one starts and ends")
	alone := newHarbor(t, fake.WithoutState())
	assert.Len(t, alone.ids(view("c-1", "03T00:00:00Z", "31T00:00:00Z")), 1)
}

func TestChangesOfATime(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/clubs", object{"id": "x"}))
	require.NoError(t, h.Seed("/clubs/x/outings", outing("a", "02T08:00:00", "02T09:00:00", "UTC"), outing("b", "09T08:00:00", "09T09:00:00", "UTC")))
	round := h.get("/clubs/x/outingView/delta?startDateTime=2026-05-01T00:00:00Z&endDateTime=2026-05-05T00:00:00Z")
	assert.Equal(t, []any{"a"}, values(round, "id"))
	assert.Empty(t, h.ids(round["@odata.deltaLink"].(string)))
}
