// Package offboard takes a person out of a directory.
package offboard

import (
	"context"
	"fmt"

	"programs/graph"
)

// Order says who leaves.
type Order struct {
	User      string // an id or a user principal name
	Successor string // the id of who the reports have for a manager from now on
	Reply     string // to whoever writes
}

// Done counts what was taken away or handed over.
type Done struct{ Licenses, Groups, Reports int }

// Run disables the account, ends its sessions, takes back licenses and memberships,
// answers whoever writes, and hands the reports over. Each step may be done again: a
// run that failed is repeated as a whole.
func Run(ctx context.Context, c *graph.Client, o Order) (*Done, error) {
	done := &Done{}
	for _, step := range []struct {
		name string
		run  func() error
	}{
		{"disable", func() error {
			return graph.UpdateUser(ctx, c, o.User, &graph.User{AccountEnabled: graph.Set(false)}, nil)
		}},
		{"end sessions", func() error { return graph.RevokeUserSignInSessions(ctx, c, o.User, nil) }},
		{"take licenses", func() error { return takeLicenses(ctx, c, o, done) }},
		{"leave groups", func() error { return leaveGroups(ctx, c, o, done) }},
		{"set reply", func() error { return setReply(ctx, c, o) }},
		{"hand over", func() error { return handOver(ctx, c, o, done) }},
	} {
		if err := step.run(); err != nil {
			return done, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return done, nil
}

func takeLicenses(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	var have []string
	for l, err := range graph.ListUserLicenseDetails(ctx, c, o.User, nil) {
		if err != nil {
			return err
		}
		have = append(have, string(l.SkuID.Get()))
	}
	if len(have) == 0 {
		return nil
	}
	_, err := graph.AssignUserLicense(ctx, c, o.User, &graph.AssignUserLicenseBody{
		RemoveLicenses: have,
	}, nil)
	done.Licenses = len(have)
	return err
}

func leaveGroups(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	user, err := graph.GetUser(ctx, c, o.User, &graph.GetUserOptions{Select: []string{"id"}})
	if err != nil {
		return err
	}
	for g, err := range graph.Only[graph.Group](graph.ListUserMemberOf(ctx, c, o.User, nil)) {
		if err != nil {
			return err
		}
		if err := graph.RemoveGroupMember(ctx, c, g.ID.Get(), user.ID.Get(), nil); err != nil {
			return err
		}
		done.Groups++
	}
	return nil
}

func setReply(ctx context.Context, c *graph.Client, o Order) error {
	_, err := graph.UpdateUserMailboxSettings(ctx, c, o.User, &graph.MailboxSettings{
		AutomaticRepliesSetting: &graph.AutomaticRepliesSetting{
			Status:               graph.Set(graph.AutomaticRepliesStatusAlwaysEnabled),
			ExternalAudience:     graph.Set(graph.ExternalAudienceScopeAll),
			InternalReplyMessage: graph.Set(o.Reply),
			ExternalReplyMessage: graph.Set(o.Reply),
		},
	}, nil)
	return err
}

func handOver(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	for person, err := range graph.ListUserDirectReports(ctx, c, o.User, nil) {
		if err != nil {
			return err
		}
		err = graph.AssignUserManager(ctx, c, person.ID.Get(), graph.Ref("/users/{id}", o.Successor), nil)
		if err != nil {
			return err
		}
		done.Reports++
	}
	return nil
}
