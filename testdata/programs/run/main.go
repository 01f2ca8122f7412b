// Command run runs one of the programs with a token of the environment:
//
//	GRAPH_TOKEN=… go run ./run offboard USER SUCCESSOR
//	GRAPH_TOKEN=… go run ./run mailbox SENDER RECIPIENT FILE
//	GRAPH_TOKEN=… go run ./run files DRIVE FOLDER FILE
//	GRAPH_TOKEN=… go run ./run directory [LINK]
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"programs/directory"
	"programs/files"
	"programs/graph"
	"programs/mailbox"
	"programs/offboard"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c := graph.NewClient(nil, graph.WithToken(func(context.Context) (string, error) {
		return os.Getenv("GRAPH_TOKEN"), nil
	}))
	done, err := run(ctx, c, append(os.Args[1:], "", "", "", ""))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%+v\n", done)
}

// run runs the program that the first argument names.
func run(ctx context.Context, c *graph.Client, args []string) (any, error) {
	switch args[0] {
	case "offboard":
		return offboard.Run(ctx, c, offboard.Order{User: args[1], Successor: args[2], Reply: "I have left."})
	case "mailbox":
		content, err := os.ReadFile(args[3])
		if err != nil {
			return nil, err
		}
		name := filepath.Base(args[3])
		return mailbox.Run(ctx, c, mailbox.Order{
			From: args[1], Since: time.Now().AddDate(0, -1, 0), Answer: "Here it is.", To: args[2],
			Files: map[string][]byte{name: content}, Order: []string{name}, Small: 3 << 20, Day: time.Now().UTC().Truncate(24 * time.Hour),
		})
	case "files":
		content, err := os.ReadFile(args[3])
		if err != nil {
			return nil, err
		}
		name := filepath.Base(args[3])
		return files.Run(ctx, c, files.Order{Drive: args[1], Folder: args[2], Path: name, Content: content, CopyAs: "copy of " + name})
	case "directory":
		return directory.Run(ctx, c, os.Stdout, directory.Order{Link: args[1]})
	}
	return nil, errors.New("usage: run offboard|mailbox|files|directory ARG")
}
