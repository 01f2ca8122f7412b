// Command sdk makes the five calls with the official SDK.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/microsoft/kiota-abstractions-go/authentication"
	sdk "github.com/microsoftgraph/msgraph-sdk-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/users"
)

func run(ctx context.Context, id string) error {
	adapter, err := sdk.NewGraphRequestAdapter(&authentication.AnonymousAuthenticationProvider{})
	if err != nil {
		return err
	}
	c := sdk.NewGraphServiceClient(adapter)
	page, err := c.Users().Get(ctx, &users.UsersRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UsersRequestBuilderGetQueryParameters{Select: []string{"id", "displayName"}},
	})
	if err != nil {
		return err
	}
	for _, u := range page.GetValue() {
		fmt.Println(*u.GetId(), *u.GetDisplayName())
	}
	u, err := c.Users().ByUserId(id).Get(ctx, nil)
	if err != nil {
		return err
	}
	fmt.Println(*u.GetDisplayName())
	city, change := "Oslo", models.NewUser()
	change.SetCity(&city)
	if _, err := c.Users().ByUserId(id).Patch(ctx, change, nil); err != nil {
		return err
	}
	items, err := c.Drives().ByDriveId("d").Items().ByDriveItemId("r").Children().Get(ctx, nil)
	if err != nil {
		return err
	}
	for _, i := range items.GetValue() {
		fmt.Println(*i.GetName())
	}
	return c.Users().ByUserId(id).Delete(ctx, nil)
}

func main() {
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
