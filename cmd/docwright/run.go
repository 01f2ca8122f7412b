package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// The exit statuses of all verbs, as those of diff(1).
const (
	exitClean    = 0
	exitFindings = 1 // findings at or above --fail-on
	exitTrouble  = 2 // usage, configuration, input or output
)

// errFindings ends a verb that did its work with status 1. It says nothing:
// the findings have been printed.
var errFindings = errors.New("findings at or above --fail-on")

// run runs docwright with the arguments and returns its exit status. It uses
// nothing of the process but its working directory and its files.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:           "docwright",
		Short:         "Write a Go client package from annotated markdown API reference pages",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, args []string) error {
			return errors.New("no verb given: run \"docwright generate\", or \"docwright --help\" for the others")
		},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown verb %q: run \"docwright --help\" for those there are", args[0])
			}
			return nil
		},
	}
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w: run \"%s --help\" for the flags there are", err, c.CommandPath())
	})
	root.AddCommand(newInit(), newGenerate(), newCheck(), newInspect(), newExplain(), newDrift(), newLint(), newServe())

	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "docwright: interrupted; nothing was written")
	default:
		fmt.Fprintf(stderr, "docwright: %v\n", err)
	}
	return exitTrouble
}
