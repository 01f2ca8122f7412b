package main

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// noFile stands in a diff for a file that is not there.
const noFile = "/dev/null"

// check holds the flags of the verb.
type check struct {
	making
	diff bool
}

func newCheck() *cobra.Command {
	var k check
	c := &cobra.Command{
		Use:   "check --docs DIR --out DIR",
		Short: "Tell whether the package on disk is what the pages give, and write nothing",
		RunE: func(c *cobra.Command, args []string) error {
			return k.run(c)
		},
	}
	k.register(c, source.Error.String(), "compare with the package in `DIR`")
	c.Flags().BoolVar(&k.diff, "diff", true, "print a unified diff from what is on disk to what the pages give")
	return c
}

func (k *check) run(c *cobra.Command) error {
	made, onPages, err := k.make(c.Context(), c)
	if err != nil {
		return err
	}
	differences, findings, err := k.project.Check(c.Context(), made)
	if err != nil {
		return err
	}
	for _, d := range differences {
		if err := k.writeResult(c.OutOrStdout(), d); err != nil {
			return err
		}
	}
	findings = append(findings, k.failing(onPages)...)
	findings.Sort()
	// What differs, and what fails the verb, is its result, which --quiet leaves.
	k.quiet = false
	return k.finish(findings)
}

// failing returns the findings on pages that fail the verb. The others are for
// whoever generates; here they would hide what differs.
func (k *check) failing(findings source.Findings) source.Findings {
	least, err := source.ParseSeverity(k.failOn)
	if err != nil {
		return nil // never
	}
	return slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Severity < least })
}

// patchName is a name as patch(1) reads it behind "---" and "+++": up to a tab,
// where it has a space.
func patchName(name string) string {
	if strings.Contains(name, " ") {
		return name + "\t"
	}
	return name
}

// writeResult prints what "patch -p1" needs to make the folder what the pages
// give, or says that it is.
func (k *check) writeResult(w io.Writer, d *target.Difference) error {
	b := bufio.NewWriter(w)
	out := d.Package.Target.Out
	if len(d.Changes) == 0 && !k.quiet {
		fmt.Fprintf(b, "%s: what the pages give (%s)\n", out, plural(d.Unchanged, "file"))
	}
	if !k.diff {
		return b.Flush()
	}
	for _, change := range d.Changes {
		name := path.Join(filepath.ToSlash(out), change.Name)
		from, to := "a/"+name, "b/"+name
		switch change.Kind {
		case output.Kept, output.Foreign:
			continue // nothing that may be done to these without a person
		case output.Missing:
			from = noFile
		case output.Orphaned:
			to = noFile
		}
		b.Write(diff.Diff(patchName(from), d.Was[change.Name], patchName(to), change.Data))
	}
	return b.Flush()
}
