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

// noFile is the name of a missing file in a diff.
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
		Short: "Check that the package on disk matches the pages; write nothing",
		RunE: func(c *cobra.Command, args []string) error {
			return k.run(c)
		},
	}
	k.register(c, source.Error.String(), "compare with the package in `DIR`")
	c.Flags().BoolVar(&k.diff, "diff", true, "print a unified diff from the files on disk to the generated files")
	return c
}

func (k *check) run(c *cobra.Command) error {
	made, onPages, err := k.make(c.Context(), c, false)
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
	// These findings are the result, which --quiet does not suppress.
	k.quiet = false
	return k.finish(findings)
}

// failing returns the findings about pages that are at or above --fail-on. Generate
// prints the others; here they would hide the differences.
func (k *check) failing(findings source.Findings) source.Findings {
	least, err := source.ParseSeverity(k.failOn)
	if err != nil {
		return nil // never
	}
	return slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Severity < least })
}

// patchName returns a name for the lines "---" and "+++" of a diff. patch(1) reads a
// name with a space up to a tab.
func patchName(name string) string {
	if strings.Contains(name, " ") {
		return name + "\t"
	}
	return name
}

// writeResult prints a diff for "patch -p1" that makes the folder match the pages, or
// a line that it does.
func (k *check) writeResult(w io.Writer, d *target.Difference) error {
	b := bufio.NewWriter(w)
	out := d.Package.Target.Out
	if len(d.Changes) == 0 && !k.quiet {
		fmt.Fprintf(b, "%s: matches the pages (%s)\n", out, plural(d.Unchanged, "file"))
	}
	if !k.diff {
		return b.Flush()
	}
	for _, change := range d.Changes {
		name := path.Join(filepath.ToSlash(out), change.Name)
		from, to := "a/"+name, "b/"+name
		switch change.Kind {
		case output.Kept, output.Foreign:
			continue // a person must decide about these
		case output.Missing:
			from = noFile
		case output.Orphaned:
			to = noFile
		}
		b.Write(diff.Diff(patchName(from), d.Was[change.Name], patchName(to), change.Data))
	}
	return b.Flush()
}
