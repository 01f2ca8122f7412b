package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version and revision of docwright, and the Go version it was built with",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			info, _ := debug.ReadBuildInfo()
			return writeVersion(c.OutOrStdout(), info)
		},
	}
}

// writeVersion prints what the build information says. It may be nil.
func writeVersion(w io.Writer, info *debug.BuildInfo) error {
	version, revision, changed := "(devel)", "", ""
	if info != nil {
		version = cmp.Or(info.Main.Version, version)
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				revision = ", revision " + s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " with changes"
			}
		}
	}
	_, err := fmt.Fprintf(w, "docwright %s%s%s, %s %s/%s\n", version, revision, changed, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
