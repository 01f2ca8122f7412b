// Command azidentity shows how a program gets tokens for a generated client:
// from Microsoft Entra ID with package azidentity of the Azure SDK, or from any
// OAuth server with package oauth2. It is in a separate module, so that
// docwright does not depend on these packages. The client is that of the
// sample; a client for Microsoft Graph is made in the same way.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"golang.org/x/oauth2/clientcredentials"

	harbor "github.com/docwright/docwright/generated"
)

func main() {
	ways := map[string]func(context.Context) (*harbor.Client, error){
		"program": program, "user": user, "government": government, "oauth2": oauth2,
	}
	if len(os.Args) != 2 || ways[os.Args[1]] == nil {
		log.Fatal("usage: azidentity program|user|government|oauth2")
	}
	ctx := context.Background()
	c, err := ways[os.Args[1]](ctx)
	if err != nil {
		log.Fatal(err)
	}
	if err := list(ctx, c); err != nil {
		log.Fatal(err)
	}
}

// withTokens returns a client that requests a token from a credential before
// each request. The credential caches tokens and renews them.
func withTokens(credential azcore.TokenCredential, scope string, options ...harbor.ClientOption) *harbor.Client {
	token := func(ctx context.Context) (string, error) {
		token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{scope}})
		return token.Token, err
	}
	return harbor.NewClient(nil, append(options, harbor.WithToken(token))...)
}

// program authorizes the program itself, with application permissions.
func program(context.Context) (*harbor.Client, error) {
	tenantID, clientID, secret := os.Getenv("TENANT_ID"), os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET")
	credential, err := azidentity.NewClientSecretCredential(tenantID, clientID, secret, nil)
	if err != nil {
		return nil, err
	}
	return withTokens(credential, "https://graph.microsoft.com/.default"), nil
}

// user authorizes a user who signs in, with delegated permissions.
func user(context.Context) (*harbor.Client, error) {
	credential, err := azidentity.NewDeviceCodeCredential(nil)
	if err != nil {
		return nil, err
	}
	c := harbor.NewClient(nil, harbor.WithToken(func(ctx context.Context) (string, error) {
		token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"https://graph.microsoft.com/.default"}})
		return token.Token, err
	}))
	return c, nil
}

// government authorizes the program in a national cloud, which has its own
// authority, scope and base URL.
func government(context.Context) (*harbor.Client, error) {
	options := &azidentity.ClientSecretCredentialOptions{ClientOptions: policy.ClientOptions{Cloud: cloud.AzureGovernment}}
	credential, err := azidentity.NewClientSecretCredential(os.Getenv("TENANT_ID"), os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET"), options)
	if err != nil {
		return nil, err
	}
	return withTokens(credential, "https://graph.microsoft.us/.default", harbor.WithBaseURL("https://graph.microsoft.us/v1.0")), nil
}

// oauth2 returns a client that uses an http.Client to authorize requests. The
// client gets tokens from any OAuth server.
func oauth2(ctx context.Context) (*harbor.Client, error) {
	config := &clientcredentials.Config{
		ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"), TokenURL: os.Getenv("TOKEN_URL"), Scopes: []string{os.Getenv("SCOPE")},
	}
	c := harbor.NewClient(config.Client(ctx))
	return c, nil
}

// list prints the vessels in port.
func list(ctx context.Context, c *harbor.Client) error {
	for v, err := range harbor.ListVessels(ctx, c, &harbor.ListVesselsOptions{Filter: "status eq 'berthed'"}) {
		if errors.Is(err, harbor.ErrForbidden) {
			permissions, _ := harbor.PermissionsOf("ListVessels")
			return fmt.Errorf("%w: the program needs one of %q", err, permissions.Application)
		}
		if err != nil {
			return err
		}
		fmt.Println(v.ID.Or(""), v.Name.Or(""))
	}
	return nil
}
