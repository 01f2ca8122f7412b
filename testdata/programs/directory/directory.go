// Package directory writes down who is in a directory.
package directory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"programs/graph"
)

// Order says what is to be written.
type Order struct {
	Filter   string   // of the users; empty is all
	Managers []string // ids of users whose managers are asked for
	Link     string   // where the changes go on from; empty is the beginning
}

// Run writes users, groups with their members, some managers and what has changed,
// and returns the link that the next run begins with.
func Run(ctx context.Context, c *graph.Client, w io.Writer, o Order) (link string, err error) {
	if err := users(ctx, c, w, o); err != nil {
		return "", fmt.Errorf("users: %w", err)
	}
	if err := groups(ctx, c, w); err != nil {
		return "", fmt.Errorf("groups: %w", err)
	}
	if err := managers(ctx, c, w, o); err != nil {
		return "", fmt.Errorf("managers: %w", err)
	}
	if link, err = changes(ctx, c, w, o); err != nil {
		return "", fmt.Errorf("changes: %w", err)
	}
	return link, nil
}

func users(ctx context.Context, c *graph.Client, w io.Writer, o Order) error {
	req, err := graph.NewListUsersRequest(ctx, &graph.ListUsersOptions{
		ConsistencyLevel: "eventual",
		Count:            true,
		Filter:           o.Filter,
		OrderBy:          []string{"displayName"},
		Select:           []string{"id", "displayName"},
		Top:              2,
	})
	if err != nil {
		return err
	}
	for page, err := range graph.EachPage[*graph.User](c, req) {
		if err != nil {
			return err
		}
		for _, u := range page.Items {
			fmt.Fprintf(w, "user %s of %d\n", u.DisplayName, page.Count.Or(-1))
		}
	}
	return nil
}

func groups(ctx context.Context, c *graph.Client, w io.Writer) error {
	for g, err := range graph.ListGroups(ctx, c, &graph.ListGroupsOptions{Expand: []string{"members"}, Top: 1}) {
		if err != nil {
			return err
		}
		var names []string
		for _, m := range g.Members {
			names = append(names, m.ID.Get())
		}
		fmt.Fprintf(w, "group %s: %s\n", g.DisplayName, strings.Join(names, " "))
		for u, err := range graph.Only[graph.User](graph.ListGroupMembers(ctx, c, g.ID.Get(), nil)) {
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "member %s\n", u.DisplayName)
		}
	}
	return nil
}

// managers asks for all of them at once. Not everybody has one.
func managers(ctx context.Context, c *graph.Client, w io.Writer, o Order) error {
	var b graph.Batch
	items := make([]*graph.BatchItem, len(o.Managers))
	for i, id := range o.Managers {
		items[i] = b.Add(graph.NewGetUserManagerRequest(ctx, id, nil))
	}
	if err := b.Send(ctx, c); err != nil {
		return err
	}
	for i, item := range items {
		m, err := graph.BatchOne[graph.DirectoryObject](item)
		switch {
		case errors.Is(err, graph.ErrNotFound):
			fmt.Fprintf(w, "manager of %s: none\n", o.Managers[i])
		case err != nil:
			return err
		default:
			fmt.Fprintf(w, "manager of %s: %s\n", o.Managers[i], m.ID)
		}
	}
	return nil
}

func changes(ctx context.Context, c *graph.Client, w io.Writer, o Order) (string, error) {
	round := graph.GetUserDelta(ctx, c, &graph.GetUserDeltaOptions{Select: []string{"displayName"}})
	if o.Link != "" {
		round = graph.ResumeDelta[*graph.User](ctx, c, o.Link)
	}
	for u, err := range round.All() {
		if err != nil {
			return "", err
		}
		if _, removed := u.Object.Raw("@removed"); removed {
			fmt.Fprintf(w, "gone %s\n", u.ID)
			continue
		}
		fmt.Fprintf(w, "changed %s\n", u.DisplayName)
	}
	return round.Link(), nil
}
