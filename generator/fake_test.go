package generator_test

import (
	"context"
	"iter"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	harbor "github.com/docwright/docwright/generated"
	"github.com/docwright/docwright/generated/harbortest"
	"github.com/docwright/docwright/generated/railyard"
	"github.com/docwright/docwright/generated/railyard/railyardtest"
)

// dial returns the client of generated/ for a fake of its own.
func dial(t *testing.T, opts ...harbortest.Option) (*harbortest.Server, *harbor.Client) {
	t.Helper()
	service := harbortest.New(opts...)
	server := httptest.NewTLSServer(service)
	t.Cleanup(server.Close)
	return service, harbor.NewClient(server.Client(), harbor.WithBaseURL(server.URL+"/v1.0"))
}

func TestTheFakeAnswersTheGeneratedClient(t *testing.T) {
	service, c := dial(t)
	ctx := context.Background()

	berth, err := harbor.GetBerth(ctx, c, "b-12", nil)
	require.NoError(t, err)
	assert.Equal(t, "12 East", berth.Number.Or(""))

	_, err = harbor.ReserveBerth(ctx, c, "b-12", &harbor.ReserveBerthBody{Side: harbor.Set(harbor.MooringSide("astern"))}, nil)
	var refused *harbor.Error
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, http.StatusBadRequest, refused.StatusCode)

	calls := service.Calls()
	require.Len(t, calls, 2)
	assert.Equal(t, "GetBerth", calls[0].Operation)
	assert.Equal(t, "api/berth-reserve.md", calls[1].Page)
}

func TestTheFakeKeepsWhatTheClientCreates(t *testing.T) {
	_, c := dial(t, harbortest.WithPageSize(1))
	ctx := context.Background()
	for _, name := range []string{"Anna", "Bo"} {
		made, err := harbor.CreateStaffMember(ctx, c, &harbor.StaffMember{BadgeNumber: harbor.Set("B-" + name), DisplayName: harbor.Set(name)}, nil)
		require.NoError(t, err)
		got, err := harbor.GetStaffMember(ctx, c, made.ID.Or(""), nil)
		require.NoError(t, err)
		assert.Equal(t, name, got.DisplayName.Or(""))
		got, err = harbor.GetStaffMember(ctx, c, "B-"+name, nil)
		require.NoError(t, err)
		assert.Equal(t, made.ID, got.ID)
	}
	n := 0
	for _, err := range harbor.ListVessels(ctx, c, nil) {
		require.NoError(t, err)
		n++
	}
	assert.Positive(t, n)
}

func TestTheClientOutlivesFaults(t *testing.T) {
	service, c := dial(t)
	service.Inject(harbortest.Fault{Times: 1, Status: http.StatusServiceUnavailable})
	_, err := harbor.GetBerth(context.Background(), c, "b-12", nil)
	require.NoError(t, err)
	assert.Len(t, service.Calls(), 2, "the client has tried again")
}

// vesselNames returns the names of a list.
func vesselNames(t *testing.T, list iter.Seq2[*harbor.Vessel, error]) (names []string) {
	t.Helper()
	for v, err := range list {
		require.NoError(t, err)
		names = append(names, v.Name.Or("-"))
	}
	return names
}

// TestU11 has the generated client meet what the service would do.
func TestU11(t *testing.T) {
	service, c := dial(t, harbortest.WithPageSize(2))
	ctx := context.Background()
	_, err := harbor.GetBerth(ctx, c, "no-such", nil)
	require.ErrorIs(t, err, harbor.ErrNotFound)
	var gone *harbor.Error
	err = harbor.DeleteVessel(ctx, c, "no-such", nil)
	require.ErrorAs(t, err, &gone)
	assert.Equal(t, http.StatusNotFound, gone.StatusCode)

	require.NoError(t, service.Seed("/vessels",
		&harbor.Vessel{ID: harbor.Set("v-1"), Name: harbor.Set("Isefjord")},
		&harbor.Vessel{ID: harbor.Set("v-2"), Name: harbor.Set("Aalesund")},
		&harbor.Vessel{Name: harbor.Set("Zephyr")},
	))
	list := func(filter string, orderBy ...string) []string {
		return vesselNames(t, harbor.ListVessels(ctx, c, &harbor.ListVesselsOptions{Filter: filter, OrderBy: orderBy}))
	}
	assert.Equal(t, []string{"Isefjord", "Aalesund", "Zephyr"}, list(""))
	assert.Equal(t, []string{"Zephyr", "Isefjord"}, list("name ne 'Aalesund'", "name desc"))
	assert.Empty(t, list("contains(name,'x')"))
	v, err := harbor.GetVessel(ctx, c, "v-2", nil)
	require.NoError(t, err)
	assert.Equal(t, "Aalesund", v.Name.Or(""))
	for _, err := range harbor.ListVessels(ctx, c, &harbor.ListVesselsOptions{Filter: "nme eq 'x'"}) {
		require.ErrorAs(t, err, &gone)
		assert.Equal(t, http.StatusBadRequest, gone.StatusCode)
	}

	round := harbor.GetVesselDelta(ctx, c, nil)
	assert.Len(t, vesselNames(t, round.All()), 3)
	require.NoError(t, harbor.DeleteVessel(ctx, c, "v-1", nil))
	next := harbor.ResumeDelta[*harbor.Vessel](ctx, c, round.Link())
	for v, err := range next.All() {
		require.NoError(t, err)
		assert.Equal(t, "v-1", v.ID.Or(""))
		removed, _ := v.Object.Raw("@removed")
		assert.JSONEq(t, `{"reason": "deleted"}`, string(removed))
	}
	assert.Empty(t, vesselNames(t, harbor.ResumeDelta[*harbor.Vessel](ctx, c, next.Link()).All()))
	service.Reset()
	for _, err := range harbor.ResumeDelta[*harbor.Vessel](ctx, c, next.Link()).All() {
		require.ErrorIs(t, err, harbor.ErrGone)
	}
}

// TestTheFakeOfTenants has a fake of a service whose base URL differs between tenants.
// The client addresses it as it addresses the service of a tenant.
func TestTheFakeOfTenants(t *testing.T) {
	service := railyardtest.New()
	require.NoError(t, service.Seed("/yards(y1)", map[string]any{}))
	require.NoError(t, service.Seed("/v2.0/north/api/yards(y1)/wagons(w1)", &railyard.Wagons{Number: railyard.Set("7")}))
	server := httptest.NewTLSServer(service)
	t.Cleanup(server.Close)
	for _, path := range []string{"", "/v2.0/north/api"} {
		c := railyard.NewClient(server.Client(), railyard.WithBaseURL(server.URL+path))
		w, err := railyard.GetWagon(t.Context(), c, "y1", "w1", nil)
		require.NoError(t, err, path)
		assert.Equal(t, "7", w.Number.Get(), path)
		_, err = railyard.GetWagon(t.Context(), c, "y1", "w2", nil)
		require.ErrorIs(t, err, railyard.ErrNotFound, path)
	}
}
