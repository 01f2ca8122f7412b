package generator_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	harbor "github.com/docwright/docwright/generated"
	"github.com/docwright/docwright/generated/harbortest"
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

	err = harbor.ReserveBerth(ctx, c, "b-12", &harbor.ReserveBerthBody{Side: harbor.Set(harbor.MooringSide("astern"))}, nil)
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
