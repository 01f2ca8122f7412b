package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/generator/project/target"
)

// vendoring holds the flags of the verb.
type vendoring struct {
	common
	update bool
}

const vendorHelp = `Vendor brings the pages that the packages in ` + config.Name + ` stand on from the git
repository that they live in into a folder of the module:

  docs:
    git: https://github.com/microsoftgraph/microsoft-graph-docs-contrib
    ref: main
    folder: api-reference/v1.0
  vendor: third_party/graph-docs

The folder also has the files that the pages include, the licence of the repository,
and ` + origin.Name + `, with the commit and the hash of each file. All other verbs then
read the folder and need no network. The packages are the same as those from the whole
reference: vendor generates both and compares them.

Without --update, the pages are those of the commit that the folder has. Run vendor
again when the packages need other operations.`

func newVendor() *cobra.Command {
	var v vendoring
	c := &cobra.Command{
		Use:   "vendor [--update]",
		Short: "Bring the pages that the packages stand on from their git repository into the module",
		Long:  vendorHelp,
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			v.stderr = c.ErrOrStderr()
			return v.run(c.Context(), c.OutOrStdout())
		},
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.BoolVar(&v.update, "update", false, "take the present commit of the pages, and print what it changes for callers")
	flags.BoolVar(&v.quiet, "quiet", false, "print no progress and no summary")
	return c
}

func (v *vendoring) run(ctx context.Context, stdout io.Writer) error {
	settings, err := v.targets()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(settings, isVendored) { // other targets may have pages on disk
		settings = slices.DeleteFunc(slices.Clone(settings), func(s config.Settings) bool { return !isVendored(s) })
	}
	list, err := v.vendor(ctx, settings, project.VendorOptions{Update: v.update})
	if err != nil {
		return err
	}
	b := bufio.NewWriter(stdout)
	for _, one := range list {
		if err := v.write(ctx, b, one); err != nil {
			return err
		}
	}
	return b.Flush()
}

// vendor chooses the pages of vendored folders. It says so first, because this takes some
// time for a large reference.
func (f *common) vendor(ctx context.Context, settings []config.Settings, o project.VendorOptions) ([]*project.Vendoring, error) {
	if len(settings) > 0 && !f.quiet {
		fmt.Fprintln(f.stderr, "choosing the pages that the packages stand on")
	}
	return f.project.Vendor(ctx, settings, o)
}

func isVendored(s config.Settings) bool { return s.Vendor != "" }

// write writes a folder, and prints what it has and what changes for callers.
func (v *vendoring) write(ctx context.Context, b *bufio.Writer, one *project.Vendoring) error {
	var changes []*target.Changes
	if v.update && one.Was != one.Commit {
		made, _, err := v.project.Make(ctx, one.Targets)
		if err != nil {
			return err
		}
		for _, p := range made {
			was, err := p.Target.OnDisk()
			if err != nil {
				return err
			}
			changes = append(changes, p.Changes(was))
		}
	}
	written, err := one.Write()
	if err != nil {
		return err
	}
	for i, c := range changes {
		if len(changes) > 1 {
			fmt.Fprintf(b, "%s:\n", one.Targets[i].Out)
		}
		if c != nil {
			writeCallers(b, c)
		}
	}
	if !v.quiet {
		writeVendored(b, one, written)
	}
	return b.Flush()
}

// writeVendored prints what a folder has.
func writeVendored(w io.Writer, v *project.Vendoring, written origin.Written) {
	at := v.Commit
	if v.Was != "" && v.Was != v.Commit {
		at += ", was " + v.Was
	}
	fmt.Fprintf(w, "%s: %d of %s, %d KiB, at %s (%s)\n", v.Dir, v.Pages, plural(v.Of, "page"), (v.Bytes()+1023)/1024, at, v.Date)
	for _, name := range v.Links {
		fmt.Fprintf(w, "%s is a symbolic link, which is not followed\n", name)
	}
	if v.Licence != "" && slices.ContainsFunc(v.Targets, func(t *target.Target) bool { return t.Licence == "" }) {
		fmt.Fprintf(w, "the licence of the pages is %s; name it in the comment of the package with \"licence: %s\" in %s\n", v.Licence, v.Licence, config.Name)
	}
	fmt.Fprintf(w, "%s: %d written, %d removed, %d unchanged\n", v.Dir, written.Written, written.Removed, written.Unchanged)
}
