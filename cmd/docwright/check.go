package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// The rules about the output folder, by how a file in it differs.
var fileRules = map[output.Kind]*source.Rule{
	output.Missing:  source.Declare(source.Rule{Name: "file-missing", Severity: source.Error, Summary: "The pages give a file that is not there."}),
	output.Stale:    source.Declare(source.Rule{Name: "file-stale", Severity: source.Error, Summary: "A generated file is not what the pages give."}),
	output.Edited:   source.Declare(source.Rule{Name: "file-edited", Severity: source.Error, Summary: "A generated file was edited by hand."}),
	output.Orphaned: source.Declare(source.Rule{Name: "file-orphaned", Severity: source.Error, Summary: "A generated file is there that the pages no longer give."}),
	output.Kept:     source.Declare(source.Rule{Name: "file-kept", Severity: source.Error, Summary: "A generated file is no longer produced, but was edited, so that it was left in place."}),
	output.Foreign:  source.Declare(source.Rule{Name: "file-foreign", Severity: source.Error, Summary: "A file that docwright did not write stands where it would write one."}),
}

// fileRemedies say what to do, for those kinds whose change has no reason.
var fileRemedies = map[output.Kind]string{
	output.Missing:  "is missing: run \"docwright generate\" and commit it",
	output.Stale:    "is not what the pages give: run \"docwright generate\" and commit it",
	output.Edited:   "was edited: change the pages or the configuration instead, and run \"docwright generate --force\"",
	output.Orphaned: "is no longer produced: run \"docwright generate\", which removes it",
}

// noFile stands in a diff for a file that is not there.
const noFile = "/dev/null"

// check holds the flags of the verb.
type check struct {
	target
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
	targets, err := k.settled(c)
	if err != nil {
		return err
	}
	made, err := produceAll(c.Context(), targets)
	if err != nil {
		return err
	}
	was, err := readLock()
	if err != nil {
		return err
	}
	var onPages, findings source.Findings
	for _, p := range made {
		var locked source.Findings
		if was != nil {
			s, err := p.against(c.Context(), was)
			if err != nil {
				return err
			}
			locked = s.found
		}
		found, err := k.hold(c.OutOrStdout(), p)
		if err != nil {
			return err
		}
		onPages = append(onPages, k.failing(p.findings)...)
		findings = append(append(findings, found...), locked...)
	}
	findings = append(findings, onPages...)
	findings.Sort()
	// What differs, and what fails the verb, is its result, which --quiet leaves.
	k.quiet = false
	return k.finish(findings)
}

// hold compares a package with what is on disk, and prints how that differs.
func (k *check) hold(w io.Writer, p *product) (source.Findings, error) {
	d, was, err := p.target.compare(p.files)
	if err != nil {
		return nil, fmt.Errorf("cannot compare with %s: %w", p.target.out, err)
	}
	return located(differences(d, was), p.target.out), k.writeResult(w, p.target.out, d, was)
}

// compare holds the folder against the files, and returns with how they differ
// what is on disk of those that can be compared line by line.
func (t *target) compare(files []generator.File) (*output.Diff, map[string][]byte, error) {
	root, err := t.openOut()
	if errors.Is(err, fs.ErrNotExist) {
		d, err := output.Absent(files)
		return d, nil, err
	}
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	d, err := output.Compare(root, files)
	if err != nil {
		return nil, nil, err
	}
	was := map[string][]byte{}
	for _, change := range d.Of(output.Stale, output.Edited, output.Orphaned) {
		if was[change.Name], err = root.ReadFile(change.Name); err != nil {
			return nil, nil, err
		}
	}
	return d, was, nil
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

// differences returns a finding for each file that differs, at the first line
// that does.
func differences(d *output.Diff, was map[string][]byte) source.Findings {
	var found source.Findings
	for _, change := range d.Changes {
		at := source.Position{File: change.Name}
		if change.Kind == output.Stale || change.Kind == output.Edited {
			at.Line = firstDifference(was[change.Name], change.Data)
		}
		found.Add(at, fileRules[change.Kind], "%s", remedy(change))
	}
	return found
}

// remedy says what to do about a change.
func remedy(change output.Change) string {
	if change.Kind == output.Edited {
		return fileRemedies[output.Edited]
	}
	return cmp.Or(change.Reason, fileRemedies[change.Kind])
}

// firstDifference returns the number of the first line of a that is not in b.
func firstDifference(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return 1 + bytes.Count(a[:n], []byte("\n"))
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
func (k *check) writeResult(w io.Writer, out string, d *output.Diff, was map[string][]byte) error {
	b := bufio.NewWriter(w)
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
		b.Write(diff.Diff(patchName(from), was[change.Name], patchName(to), change.Data))
	}
	return b.Flush()
}
