package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// fileVerbs are the words for what generate does with files that differ.
var fileVerbs = []struct {
	kinds []output.Kind
	verb  string
}{
	{[]output.Kind{output.Missing}, "write"},
	{[]output.Kind{output.Stale}, "replace"},
	{[]output.Kind{output.Edited}, "stop at"}, // "replace" with --force
	{[]output.Kind{output.Orphaned}, "remove"},
	{[]output.Kind{output.Kept}, "keep"},
	{[]output.Kind{output.Foreign}, "stop at"},
}

// rehearseAll prints what generate would do with the packages on text, and with --update
// and the format json the changes for callers on the standard output.
func (g *generate) rehearseAll(text, stdout io.Writer, made []*target.Package, left []*project.Left, findings source.Findings) error {
	var changes []packageChanges
	for _, p := range made {
		one, err := g.rehearse(text, p)
		if err != nil {
			return err
		}
		changes = append(changes, changesOf(p.Target, one))
	}
	if g.printsJSON() {
		if err := writeJSON(stdout, changes); err != nil {
			return err
		}
	}
	if g.Update {
		for _, l := range left {
			for _, change := range l.Diff.Of(output.Orphaned) {
				fmt.Fprintf(text, "%-8s %s/%s\n", "remove", l.Out, change.Name)
			}
		}
	}
	return g.finish(findings)
}

// rehearse prints what generate would do with a package, and why each type is
// included. With --update it returns the changes for callers.
func (g *generate) rehearse(w io.Writer, made *target.Package) (*target.Changes, error) {
	d, err := made.Compare()
	if err != nil {
		return nil, err
	}
	b := bufio.NewWriter(w)
	for _, v := range fileVerbs {
		for _, change := range d.Of(v.kinds...) {
			verb := v.verb
			if change.Kind == output.Edited && g.Force {
				verb = "replace"
			}
			fmt.Fprintf(b, "%-8s %s/%s\n", verb, made.Target.Out, change.Name)
		}
	}
	fmt.Fprintf(b, "%s, %s unchanged\n", plural(len(made.Files), "file"), plural(d.Unchanged, "file"))
	var changes *target.Changes
	if g.Update {
		was, err := made.Target.OnDisk()
		if err != nil {
			return nil, err
		}
		if changes = made.Changes(was); changes != nil {
			writeCallers(b, changes)
		}
	}
	if !made.Target.IsAll() {
		writeReasons(b, made)
	}
	return changes, b.Flush()
}

// writeReasons lists the operations, and the types and enums with the reasons why they
// are included.
func writeReasons(w io.Writer, made *target.Package) {
	fmt.Fprintf(w, "\n%s\n", plural(len(made.Chosen.Operations), "operation"))
	for _, op := range made.Chosen.Operations {
		fmt.Fprintf(w, "  %s %s (%s)\n", op.Method, op.Paths[0], op.Page)
	}
	write := func(noun string, lines []string) {
		fmt.Fprintf(w, "\n%s\n", plural(len(lines), noun))
		for _, line := range lines {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
	write("type", reasons(made.Model.Types, made.Chosen.HasType, func(t *model.Type) string { return made.Chosen.Why(t, nil) }))
	write("enum", reasons(made.Model.Enums, made.Chosen.HasEnum, func(e *model.Enum) string { return made.Chosen.Why(nil, e) }))
}

// reasons returns a line for each included type or enum.
func reasons[T interface{ Qualified() string }](list []T, has func(T) bool, why func(T) string) []string {
	var lines []string
	for _, v := range list {
		if has(v) {
			lines = append(lines, v.Qualified()+" ("+why(v)+")")
		}
	}
	return lines
}
