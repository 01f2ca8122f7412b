// Package bench compares the package that docwright makes from the reference of
// Microsoft Graph with the official SDK, and both with encoding/json into
// structs that were written for just this data.
//
// It is a module of its own, so that the SDK's weight is not docwright's. The
// package under test is generated into graph/, and one for just the programs in
// five/ into graph5/: see the Makefile's target weigh.
package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/microsoft/kiota-abstractions-go/authentication"
	"github.com/microsoft/kiota-abstractions-go/serialization"
	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	sdk "github.com/microsoftgraph/msgraph-sdk-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"

	"bench/graph"
)

var ctx = context.Background()

// get reads an answer as a hand-written client does.
func get[T any](b *testing.B, c *http.Client, url string) []T {
	resp, err := c.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	var page barePage[T]
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		b.Fatal(err)
	}
	return page.Value
}

func official(b *testing.B, answer []byte) *sdk.GraphServiceClient {
	adapter, err := sdk.NewGraphRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		&authentication.AnonymousAuthenticationProvider{}, nil, nil, &http.Client{Transport: canned(answer)})
	if err != nil {
		b.Fatal(err)
	}
	return sdk.NewGraphServiceClient(adapter)
}

func BenchmarkDecodeUsers(b *testing.B) {
	answer := userPage()
	b.Run("floor", func(b *testing.B) {
		c := &http.Client{Transport: canned(answer)}
		b.ReportAllocs()
		for b.Loop() {
			if n := len(get[bareUser](b, c, "https://graph.microsoft.com/v1.0/users")); n != 100 {
				b.Fatal(n)
			}
		}
	})
	b.Run("docwright", func(b *testing.B) {
		c := graph.NewClient(&http.Client{Transport: canned(answer)})
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for _, err := range graph.ListUsers(ctx, c, nil) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 100 {
				b.Fatal(n)
			}
		}
	})
	b.Run("sdk", func(b *testing.B) {
		c := official(b, answer)
		b.ReportAllocs()
		for b.Loop() {
			page, err := c.Users().Get(ctx, nil)
			if err != nil {
				b.Fatal(err)
			}
			if n := len(page.GetValue()); n != 100 {
				b.Fatal(n)
			}
		}
	})
}

func BenchmarkDecodeDriveItems(b *testing.B) {
	answer := itemPage()
	b.Run("floor", func(b *testing.B) {
		c := &http.Client{Transport: canned(answer)}
		b.ReportAllocs()
		for b.Loop() {
			if n := len(get[bareItem](b, c, "https://graph.microsoft.com/v1.0/drives/d/items/r/children")); n != 100 {
				b.Fatal(n)
			}
		}
	})
	b.Run("docwright", func(b *testing.B) {
		c := graph.NewClient(&http.Client{Transport: canned(answer)})
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for _, err := range graph.ListDriveItemChildren(ctx, c, "d", "r", nil) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 100 {
				b.Fatal(n)
			}
		}
	})
	b.Run("sdk", func(b *testing.B) {
		c := official(b, answer)
		b.ReportAllocs()
		for b.Loop() {
			page, err := c.Drives().ByDriveId("d").Items().ByDriveItemId("r").Children().Get(ctx, nil)
			if err != nil {
				b.Fatal(err)
			}
			if n := len(page.GetValue()); n != 100 {
				b.Fatal(n)
			}
		}
	})
}

// BenchmarkEncodeUsers builds the requests that write 100 users back.
func BenchmarkEncodeUsers(b *testing.B) {
	answer := userPage()
	b.Run("floor", func(b *testing.B) { encodeBare[bareUser](b, answer, "https://graph.microsoft.com/v1.0/users/") })
	b.Run("docwright", func(b *testing.B) {
		users := values[graph.User](b, answer)
		for i := range users {
			users[i].ID = graph.Opt[string]{} // read-only: it can't be sent
		}
		b.ReportAllocs()
		for b.Loop() {
			for i := range users {
				if _, err := graph.NewUpdateUserRequest(ctx, "1", &users[i], nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("sdk", func(b *testing.B) {
		page, err := parse(answer, models.CreateUserCollectionResponseFromDiscriminatorValue)
		if err != nil {
			b.Fatal(err)
		}
		users := page.(models.UserCollectionResponseable).GetValue()
		builder := official(b, answer).Users().ByUserId("1")
		b.ReportAllocs()
		for b.Loop() {
			for _, u := range users {
				if _, err := builder.ToPatchRequestInformation(ctx, u, nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkEncodeDriveItems builds the requests that change what can be changed
// of 100 files.
func BenchmarkEncodeDriveItems(b *testing.B) {
	answer := itemChanges()
	b.Run("floor", func(b *testing.B) {
		encodeBare[bareItem](b, answer, "https://graph.microsoft.com/v1.0/drives/d/items/")
	})
	b.Run("docwright", func(b *testing.B) {
		items := values[graph.DriveItem](b, answer)
		b.ReportAllocs()
		for b.Loop() {
			for i := range items {
				if _, err := graph.NewUpdateDriveItemRequest(ctx, "d", "1", &items[i], nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("sdk", func(b *testing.B) {
		page, err := parse(answer, models.CreateDriveItemCollectionResponseFromDiscriminatorValue)
		if err != nil {
			b.Fatal(err)
		}
		items := page.(models.DriveItemCollectionResponseable).GetValue()
		builder := official(b, answer).Drives().ByDriveId("d").Items().ByDriveItemId("1")
		b.ReportAllocs()
		for b.Loop() {
			for _, item := range items {
				if _, err := builder.ToPatchRequestInformation(ctx, item, nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// encodeBare builds requests as a hand-written client does.
func encodeBare[T any](b *testing.B, answer []byte, base string) {
	list := values[T](b, answer)
	b.ReportAllocs()
	for b.Loop() {
		for i := range list {
			body, err := json.Marshal(&list[i])
			if err != nil {
				b.Fatal(err)
			}
			req, err := http.NewRequestWithContext(ctx, http.MethodPatch, base+url.PathEscape("1"), bytes.NewReader(body))
			if err != nil {
				b.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
		}
	}
}

func values[T any](b *testing.B, answer []byte) []T {
	var page barePage[T]
	if err := json.Unmarshal(answer, &page); err != nil {
		b.Fatal(err)
	}
	return page.Value
}

func parse(answer []byte, made serialization.ParsableFactory) (serialization.Parsable, error) {
	node, err := jsonserialization.NewJsonParseNode(answer)
	if err != nil {
		return nil, err
	}
	return node.GetObjectValue(made)
}
