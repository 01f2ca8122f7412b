// Command ours makes the five calls with the generated package.
package main

import (
	"context"
	"fmt"
	"os"

	"bench/graph5"
)

func run(ctx context.Context, id string) error {
	c := graph.NewClient(nil, graph.WithToken(func(context.Context) (string, error) { return os.Getenv("TOKEN"), nil }))
	for u, err := range graph.ListUsers(ctx, c, &graph.ListUsersOptions{Select: []string{"id", "displayName"}}) {
		if err != nil {
			return err
		}
		fmt.Println(u.ID.Get(), u.DisplayName.Get())
	}
	u, err := graph.GetUser(ctx, c, id, nil)
	if err != nil {
		return err
	}
	fmt.Println(u.DisplayName.Get())
	if err := graph.UpdateUser(ctx, c, id, &graph.User{City: graph.Set("Oslo")}, nil); err != nil {
		return err
	}
	for i, err := range graph.ListDriveItemChildren(ctx, c, "d", "r", nil) {
		if err != nil {
			return err
		}
		fmt.Println(i.Name.Get())
	}
	return graph.DeleteUser(ctx, c, id, nil)
}

func main() {
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
