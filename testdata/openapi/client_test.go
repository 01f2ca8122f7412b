//go:build client

package openapi

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"openapi/client"

	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/templates/fake"
)

// TestClient lists and changes vessels on the fake of the sample with the client that
// oapi-codegen made from the description of twenty operations.
func TestClient(t *testing.T) {
	m := read(t, "../docs")
	handler, err := fake.Load([][]byte{mock.Of(m).JSON()})
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	defer server.Close()
	c, err := client.NewClientWithResponses(server.URL + "/v1.0")
	require.NoError(t, err)
	ctx := context.Background()

	name, draught := "Grete", float32(4.5)
	created, err := c.CreateVesselWithResponse(ctx, nil, client.CreateVesselJSONRequestBody{Name: name, Draught: &draught})
	require.NoError(t, err)
	require.Equal(t, http.StatusCreated, created.StatusCode(), string(created.Body))
	id := *created.JSON201.Id

	deeper := float32(5.25)
	var status client.HarborPortVesselStatus
	require.NoError(t, status.FromHarborPortVesselStatus0(client.HarborPortVesselStatus0Departed))
	changed, err := c.UpdateVesselWithResponse(ctx, id, nil, client.UpdateVesselJSONRequestBody{Draught: &deeper, Status: &status})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, changed.StatusCode(), string(changed.Body))

	filter, selected := "name eq 'Grete'", []string{"id", "name", "draught", "status"}
	list, err := c.ListVesselsWithResponse(ctx, &client.ListVesselsParams{Filter: &filter, Select: &selected})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, list.StatusCode(), string(list.Body))
	require.Len(t, *list.JSON200.Value, 1)
	got := (*list.JSON200.Value)[0]
	assert.Equal(t, deeper, *got.Draught)
	is, err := got.Status.AsHarborPortVesselStatus0()
	require.NoError(t, err)
	assert.Equal(t, client.HarborPortVesselStatus0Departed, is)

	missing, err := c.GetVesselWithResponse(ctx, "nobody", nil)
	require.NoError(t, err)
	require.NotNil(t, missing.JSON4XX, string(missing.Body))
	assert.Equal(t, "ResourceNotFound", missing.JSON4XX.Error.Code)
}
