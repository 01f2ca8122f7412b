package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/near"
)

// The exit statuses of all verbs, which are those of diff(1).
const (
	exitClean    = 0
	exitFindings = 1 // findings at or above --fail-on
	exitTrouble  = 2 // usage, configuration, input or output
)

// errFindings ends a verb with status 1. Its text is not printed, because the
// findings have been printed.
var errFindings = errors.New("findings at or above --fail-on")

// run runs docwright with the arguments and returns the exit status. It does not use
// the state of the process, except the working directory and files.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)

	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitClean
	case errors.Is(err, target.ErrUnknownUses):
		fmt.Fprintf(stderr, "docwright: %v\n", err)
		return exitFindings
	case errors.Is(err, errFindings):
		return exitFindings
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "docwright: interrupted; nothing was written")
	default:
		fmt.Fprintf(stderr, "docwright: %v\n", err)
	}
	return exitTrouble
}

// newRoot returns the command with all verbs.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "docwright",
		Short:         "Generate a Go client package from annotated markdown pages of an API reference",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, args []string) error {
			return errors.New("no verb given; run \"docwright generate\", or \"docwright --help\" for all verbs")
		},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				var names []string
				for _, verb := range c.Commands() {
					names = append(names, verb.Name())
				}
				return fmt.Errorf("unknown verb %q; run \"docwright --help\" for all verbs%s", args[0], near.Hint(args[0], names))
			}
			return nil
		},
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w; run \"%s --help\" for all flags%s", err, c.CommandPath(), flagHint(c, err))
	})
	root.Version = versionText()
	root.SetVersionTemplate("{{.Version}}\n")
	root.AddCommand(newInit(), newVendor(), newGenerate(), newCheck(), newInspect(), newExplain(), newLint(), newDrift(), newServe(), newExport(), newFind(), newVersion())
	return root
}

// flagHint returns the end of a message about an unknown flag, with similar flags.
func flagHint(c *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return ""
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return near.Hint("--"+unknown.GetSpecifiedName(), names)
}
