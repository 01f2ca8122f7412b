package bench

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/microsoft/kiota-abstractions-go/authentication"
	sdk "github.com/microsoftgraph/msgraph-sdk-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/models/odataerrors"
	"github.com/microsoftgraph/msgraph-sdk-go/users"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bench/graph/graphtest"
)

// sdkClient returns the official SDK's client, which knows nothing of docwright,
// for the service at $SERVE ("http://127.0.0.1:8080/v1.0" as docwright serve
// prints it), or for a fake where that is not set.
func sdkClient(t *testing.T) *sdk.GraphServiceClient {
	t.Helper()
	at := os.Getenv("SERVE")
	if at == "" {
		server := httptest.NewServer(graphtest.New(graphtest.WithPageSize(2)))
		t.Cleanup(server.Close)
		at = server.URL + "/v1.0"
	}
	adapter, err := sdk.NewGraphRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(&authentication.AnonymousAuthenticationProvider{}, nil, nil, &http.Client{})
	require.NoError(t, err)
	adapter.SetBaseUrl(at)
	return sdk.NewGraphServiceClient(adapter)
}

func TestTheOfficialSDKFindsTheFakeReal(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()

	u, err := c.Users().ByUserId("87d349ed-44d7-43e1-9a83-5f2406dee5bd").Get(ctx, nil)
	require.NoError(t, err)
	assert.NotEmpty(t, *u.GetDisplayName())

	ann := models.NewUser()
	name, nick, mail, on := "Ann Keeper", "ann", "ann@harbor.example", true
	ann.SetDisplayName(&name)
	ann.SetMailNickname(&nick)
	ann.SetUserPrincipalName(&mail)
	ann.SetAccountEnabled(&on)
	made, err := c.Users().Post(ctx, ann, nil)
	require.NoError(t, err)
	got, err := c.Users().ByUserId(*made.GetId()).Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, name, *got.GetDisplayName())
	got, err = c.Users().ByUserId(mail).Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, *made.GetId(), *got.GetId())

	page, err := c.Users().Get(ctx, &users.UsersRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UsersRequestBuilderGetQueryParameters{Select: []string{"id", "displayName"}},
	})
	require.NoError(t, err)
	pages, err := core.NewPageIterator[models.Userable](page, c.GetAdapter(), models.CreateUserCollectionResponseFromDiscriminatorValue)
	require.NoError(t, err)
	var names []string
	require.NoError(t, pages.Iterate(ctx, func(u models.Userable) bool {
		names = append(names, *u.GetDisplayName())
		return true
	}))
	assert.Greater(t, len(names), 1)
	assert.Contains(t, names, name)

	city := "Oslo"
	change := models.NewUser()
	change.SetCity(&city)
	_, err = c.Users().ByUserId(*made.GetId()).Patch(ctx, change, nil)
	require.NoError(t, err)
	require.NoError(t, c.Users().ByUserId(*made.GetId()).Delete(ctx, nil))
	_, err = c.Users().ByUserId(*made.GetId()).Get(ctx, nil)
	var gone *odataerrors.ODataError
	require.ErrorAs(t, err, &gone)
	assert.Equal(t, 404, gone.ResponseStatusCode)
}
