package bench

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/microsoft/kiota-abstractions-go/authentication"
	sdk "github.com/microsoftgraph/msgraph-sdk-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go-core/fileuploader"
	"github.com/microsoftgraph/msgraph-sdk-go/drives"
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

// create puts a user there.
func create(t *testing.T, c *sdk.GraphServiceClient, name, mail string, enabled bool) models.Userable {
	t.Helper()
	u := models.NewUser()
	nick := name[:3]
	password := models.NewPasswordProfile()
	secret := "not a real one"
	password.SetPassword(&secret)
	u.SetDisplayName(&name)
	u.SetMailNickname(&nick)
	u.SetUserPrincipalName(&mail)
	u.SetMail(&mail)
	u.SetAccountEnabled(&enabled)
	u.SetPasswordProfile(password)
	u.SetBusinessPhones([]string{"+47 " + nick})
	made, err := c.Users().Post(context.Background(), u, nil)
	require.NoError(t, err)
	require.NotEmpty(t, *made.GetId())
	return made
}

// names returns the names on all pages of a list.
func names(t *testing.T, c *sdk.GraphServiceClient, query users.UsersRequestBuilderGetQueryParameters) (all []string) {
	t.Helper()
	ctx := context.Background()
	page, err := c.Users().Get(ctx, &users.UsersRequestBuilderGetRequestConfiguration{QueryParameters: &query})
	require.NoError(t, err)
	pages, err := core.NewPageIterator[models.Userable](page, c.GetAdapter(), models.CreateUserCollectionResponseFromDiscriminatorValue)
	require.NoError(t, err)
	require.NoError(t, pages.Iterate(ctx, func(u models.Userable) bool {
		if u.GetDisplayName() != nil {
			all = append(all, *u.GetDisplayName())
		}
		return true
	}))
	return all
}

// status returns the status of an error of the service.
func status(t *testing.T, err error) int {
	t.Helper()
	var e *odataerrors.ODataError
	require.ErrorAs(t, err, &e)
	return e.ResponseStatusCode
}

func TestTheOfficialSDKFindsTheFakeReal(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()

	u, err := c.Users().ByUserId("87d349ed-44d7-43e1-9a83-5f2406dee5bd").Get(ctx, nil)
	require.NoError(t, err)
	assert.NotEmpty(t, *u.GetDisplayName())
	_, err = c.Users().ByUserId("no-such").Get(ctx, nil)
	assert.Equal(t, 404, status(t, err))

	made := create(t, c, "Ann Keeper", "ann@harbor.example", true)
	got, err := c.Users().ByUserId(*made.GetId()).Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, "Ann Keeper", *got.GetDisplayName())
	got, err = c.Users().ByUserId("ann@harbor.example").Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, *made.GetId(), *got.GetId())
	all := names(t, c, users.UsersRequestBuilderGetQueryParameters{Select: []string{"id", "displayName"}})
	assert.Greater(t, len(all), 2, "more than a page")
	assert.Contains(t, all, "Ann Keeper")

	city := "Oslo"
	change := models.NewUser()
	change.SetCity(&city)
	_, err = c.Users().ByUserId(*made.GetId()).Patch(ctx, change, nil)
	require.NoError(t, err)
	got, err = c.Users().ByUserId(*made.GetId()).Get(ctx, &users.UserItemRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UserItemRequestBuilderGetQueryParameters{Select: []string{"city"}},
	})
	require.NoError(t, err)
	assert.Equal(t, city, *got.GetCity())
	assert.Nil(t, got.GetDisplayName())

	require.NoError(t, c.Users().ByUserId(*made.GetId()).Delete(ctx, nil))
	_, err = c.Users().ByUserId(*made.GetId()).Get(ctx, nil)
	assert.Equal(t, 404, status(t, err))
}

func TestTheOfficialSDKFilters(t *testing.T) {
	c := sdkClient(t)
	create(t, c, "Ann Keeper", "ann@harbor.example", true)
	create(t, c, "Anton Pilot", "anton@harbor.example", false)
	create(t, c, "Bo Pilot", "bo@harbor.example", true)
	for filter, want := range map[string][]string{
		"userPrincipalName eq 'bo@harbor.example'":                                 {"Bo Pilot"},
		"startswith(displayName,'an') and endswith(mail,'harbor.example')":         {"Ann Keeper", "Anton Pilot"},
		"businessPhones/any(p:p eq '+47 Bo ') or startswith(mail,'anton')":         {"Anton Pilot", "Bo Pilot"},
		"mail in ('ann@harbor.example','x@y.z') and not (accountEnabled eq false)": {"Ann Keeper"},
		"displayName eq 'nobody'":                                                  nil,
	} {
		assert.ElementsMatch(t, want, names(t, c, users.UsersRequestBuilderGetQueryParameters{Filter: &filter}), filter)
	}
	filter, top := "endswith(mail,'@harbor.example')", int32(1)
	assert.Equal(t, []string{"Bo Pilot", "Anton Pilot", "Ann Keeper"}, names(t, c, users.UsersRequestBuilderGetQueryParameters{
		Filter: &filter, Orderby: []string{"displayName desc"}, Top: &top, Select: []string{"displayName"},
	}), "in order, page by page")

	for filter, want := range map[string]int{"displayName eq": 400, "nme eq 'x'": 400, "accountEnabled eq 'true'": 400, "cast(displayName,Edm.Int32) eq 1": 501} {
		_, err := c.Users().Get(context.Background(), &users.UsersRequestBuilderGetRequestConfiguration{
			QueryParameters: &users.UsersRequestBuilderGetQueryParameters{Filter: &filter},
		})
		assert.Equal(t, want, status(t, err), filter)
	}
}

func TestTheOfficialSDKFollowsChanges(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()
	// round returns the ids of what has changed since the link, with "-" before those
	// that have gone, and the link to what changes next.
	round := func(link string) (ids []string, next string) {
		builder := c.Users().Delta()
		if link != "" {
			builder = builder.WithUrl(link)
		}
		for {
			page, err := builder.GetAsDeltaGetResponse(ctx, nil)
			require.NoError(t, err)
			for _, u := range page.GetValue() {
				if u.GetId() == nil { // an example without one
					continue
				}
				id := *u.GetId()
				if u.GetAdditionalData()["@removed"] != nil {
					id = "-" + id
				}
				ids = append(ids, id)
			}
			if page.GetOdataDeltaLink() != nil {
				return ids, *page.GetOdataDeltaLink()
			}
			builder = c.Users().Delta().WithUrl(*page.GetOdataNextLink())
		}
	}
	gone := *create(t, c, "Bo Pilot", "bo@harbor.example", true).GetId()
	all, link := round("")
	assert.Contains(t, all, gone)
	none, _ := round(link)
	assert.Empty(t, none)
	made := *create(t, c, "Ann Keeper", "ann@harbor.example", true).GetId()
	require.NoError(t, c.Users().ByUserId(gone).Delete(ctx, nil))
	changed, link := round(link)
	assert.Equal(t, []string{"-" + gone, made}, changed)
	city := "Oslo"
	change := models.NewUser()
	change.SetCity(&city)
	_, err := c.Users().ByUserId(made).Patch(ctx, change, nil)
	require.NoError(t, err)
	changed, _ = round(link)
	assert.Equal(t, []string{made}, changed)
}

func TestTheOfficialSDKUploadsAndDownloads(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()
	drive, err := c.Users().ByUserId("87d349ed-44d7-43e1-9a83-5f2406dee5bd").Drive().Get(ctx, nil)
	require.NoError(t, err)
	items := c.Drives().ByDriveId(*drive.GetId()).Items()
	folder := "0123456789abc" // which the examples show
	made, err := items.ByDriveItemId(folder+":/tides.txt:").Content().Put(ctx, []byte("high at six"), nil)
	require.NoError(t, err)
	assert.Equal(t, "tides.txt", *made.GetName())
	assert.EqualValues(t, 11, *made.GetSize())
	text, err := items.ByDriveItemId(*made.GetId()).Content().Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, "high at six", string(text))
	_, err = items.ByDriveItemId(*made.GetId()).Content().Put(ctx, []byte("low"), nil)
	require.NoError(t, err)
	text, err = items.ByDriveItemId(*made.GetId()).Content().Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, "low", string(text))
	_, err = items.ByDriveItemId("no-such").Content().Get(ctx, nil)
	require.Error(t, err)
}

func TestTheOfficialSDKUploadsInParts(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()
	drive, err := c.Users().ByUserId("87d349ed-44d7-43e1-9a83-5f2406dee5bd").Drive().Get(ctx, nil)
	require.NoError(t, err)
	items := c.Drives().ByDriveId(*drive.GetId()).Items()
	made, err := items.ByDriveItemId("0123456789abc:/chart.bin:").Content().Put(ctx, []byte("draft"), nil)
	require.NoError(t, err)
	session, err := items.ByDriveItemId(*made.GetId()).CreateUploadSession().Post(ctx, drives.NewItemItemsItemCreateUploadSessionPostRequestBody(), nil)
	require.NoError(t, err)
	content := bytes.Repeat([]byte("chart "), 150_000)
	path := filepath.Join(t.TempDir(), "chart.bin")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	parts := 0
	task := fileuploader.NewLargeFileUploadTask[models.DriveItemable](c.GetAdapter(), session, file, 320<<10, models.CreateDriveItemFromDiscriminatorValue, nil)
	done := task.Upload(func(int64, int64) { parts++ })
	require.True(t, done.GetUploadSucceeded(), done.GetResponseErrors())
	assert.Equal(t, 3, parts)
	text, err := items.ByDriveItemId(*made.GetId()).Content().Get(ctx, nil)
	require.NoError(t, err)
	assert.Equal(t, content, text)
}

func TestTheOfficialSDKLinks(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()
	user := *create(t, c, "Ann Keeper", "ann@harbor.example", true).GetId()
	group := models.NewGroup()
	name, yes, no := "pilots", true, false
	group.SetDisplayName(&name)
	group.SetMailNickname(&name)
	group.SetMailEnabled(&no)
	group.SetSecurityEnabled(&yes)
	made, err := c.Groups().Post(ctx, group, nil)
	require.NoError(t, err)
	members := c.Groups().ByGroupId(*made.GetId()).Members()
	link := models.NewReferenceCreate()
	to := "https://graph.microsoft.com/v1.0/directoryObjects/" + user
	link.SetOdataId(&to)
	require.NoError(t, members.Ref().Post(ctx, link, nil))
	assert.Equal(t, 400, status(t, members.Ref().Post(ctx, link, nil)))
	in, err := members.Get(ctx, nil)
	require.NoError(t, err)
	require.Len(t, in.GetValue(), 1)
	assert.Equal(t, "Ann Keeper", *in.GetValue()[0].(models.Userable).GetDisplayName())
	of, err := c.Users().ByUserId(user).MemberOf().Get(ctx, nil)
	require.NoError(t, err)
	require.Len(t, of.GetValue(), 1)
	assert.Equal(t, name, *of.GetValue()[0].(models.Groupable).GetDisplayName())
	require.NoError(t, members.ByDirectoryObjectId(user).Ref().Delete(ctx, nil))
	assert.Equal(t, 404, status(t, members.ByDirectoryObjectId(user).Ref().Delete(ctx, nil)))
	of, err = c.Users().ByUserId(user).MemberOf().Get(ctx, nil)
	require.NoError(t, err)
	assert.Empty(t, of.GetValue())
}

func TestTheOfficialSDKViewsATime(t *testing.T) {
	c, ctx := sdkClient(t), context.Background()
	user := c.Users().ByUserId(*create(t, c, "Ann Keeper", "ann@harbor.example", true).GetId())
	for day, subject := range map[string]string{"01": "May day", "09": "Regatta"} {
		at := func(clock string) models.DateTimeTimeZoneable {
			text, zone := "2026-05-"+day+"T"+clock, "UTC"
			when := models.NewDateTimeTimeZone()
			when.SetDateTime(&text)
			when.SetTimeZone(&zone)
			return when
		}
		event := models.NewEvent()
		event.SetSubject(&subject)
		event.SetStart(at("10:00:00"))
		event.SetEnd(at("11:00:00"))
		_, err := user.Events().Post(ctx, event, nil)
		require.NoError(t, err)
	}
	from, to := "2026-05-08T00:00:00Z", "2026-05-10T00:00:00Z"
	view, err := user.CalendarView().Get(ctx, &users.ItemCalendarViewRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.ItemCalendarViewRequestBuilderGetQueryParameters{StartDateTime: &from, EndDateTime: &to},
	})
	require.NoError(t, err)
	require.Len(t, view.GetValue(), 1)
	assert.Equal(t, "Regatta", *view.GetValue()[0].GetSubject())
}
