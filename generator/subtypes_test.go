package generator_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	harbor "github.com/docwright/docwright/generated"
)

// fleet answers a list of vessels of several types, and each POST with its body, which
// it notes.
func fleet(t *testing.T) (c *harbor.Client, sent *[]string) {
	t.Helper()
	sent = new([]string)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Method == http.MethodGet {
			_, err := io.WriteString(w, `{"value": [
				{"@odata.type": "#harbor.port.tug", "id": "t-1", "name": "Bison", "bollardPull": 45},
				{"@odata.type": "#harbor.port.ferry", "id": "f-1", "name": "Anna", "passengerCapacity": 300},
				{"id": "v-1", "name": "Zephyr"}]}`)
			assert.NoError(t, err)
			return
		}
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		*sent = append(*sent, string(body))
		w.WriteHeader(http.StatusCreated)
		_, err = w.Write(body)
		assert.NoError(t, err)
	}))
	t.Cleanup(server.Close)
	return harbor.NewClient(server.Client(), harbor.WithBaseURL(server.URL)), sent
}

// TestU09 lists a collection whose path has pages for derived types: no value arrives
// as one that it is not, and what each has besides is kept.
func TestU09(t *testing.T) {
	c, _ := fleet(t)
	ctx := context.Background()
	var kinds []string
	for v, err := range harbor.ListVessels(ctx, c, nil) {
		require.NoError(t, err)
		kinds = append(kinds, v.ID.Or("")+" "+v.Object.ODataType())
		if harbor.Is[harbor.Tug](v) {
			tug, err := harbor.As[harbor.Tug](v)
			require.NoError(t, err)
			assert.Equal(t, "Bison", tug.Name.Or(""))
		}
	}
	assert.Equal(t, []string{"t-1 harbor.port.tug", "f-1 harbor.port.ferry", "v-1 "}, kinds)

	var ferries []string
	for ferry, err := range harbor.Only[harbor.Ferry](harbor.ListVessels(ctx, c, nil)) {
		require.NoError(t, err)
		assert.Equal(t, int32(300), ferry.PassengerCapacity.Or(0))
		ferries = append(ferries, ferry.Name.Or(""))
	}
	assert.Equal(t, []string{"Anna"}, ferries)
}

// A function that creates takes any of the types, and the body says which.
func TestAnySubtypeIsSentWithItsType(t *testing.T) {
	c, sent := fleet(t)
	ctx := context.Background()
	made, err := harbor.CreateVessel(ctx, c, &harbor.Ferry{Name: harbor.Set("Anna"), PassengerCapacity: harbor.Set(int32(300))}, nil)
	require.NoError(t, err)
	assert.Equal(t, "Anna", made.Name.Or(""))
	_, err = harbor.CreateVessel(ctx, c, &harbor.Vessel{Name: harbor.Set("Zephyr")}, nil)
	require.NoError(t, err)
	require.Len(t, *sent, 2)
	assert.JSONEq(t, `{"@odata.type": "#harbor.port.ferry", "name": "Anna", "passengerCapacity": 300}`, (*sent)[0])
	var plain map[string]any
	require.NoError(t, json.Unmarshal([]byte((*sent)[1]), &plain))
	assert.Equal(t, "Zephyr", plain["name"])
	ferry, err := harbor.As[harbor.Ferry](made)
	require.NoError(t, err)
	assert.Equal(t, int32(300), ferry.PassengerCapacity.Or(0), "the result keeps what the type of the list has no field for")
}
