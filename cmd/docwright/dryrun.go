package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// fileVerbs say what is done about a file that differs.
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

// rehearseAll prints what generate would do.
func (g *generate) rehearseAll(w io.Writer, made []*product) error {
	var findings source.Findings
	for _, p := range made {
		if err := g.rehearse(w, p); err != nil {
			return err
		}
		findings = append(findings, p.findings...)
	}
	findings.Sort()
	return g.finish(findings)
}

// rehearse prints what generate would do about a package, and why each type is in.
func (g *generate) rehearse(w io.Writer, made *product) error {
	d, err := made.differs()
	if err != nil {
		return fmt.Errorf("cannot compare with %s: %w", made.target.out, err)
	}
	b := bufio.NewWriter(w)
	for _, v := range fileVerbs {
		for _, change := range d.Of(v.kinds...) {
			verb := v.verb
			if change.Kind == output.Edited && g.force {
				verb = "replace"
			}
			fmt.Fprintf(b, "%-8s %s/%s\n", verb, made.target.out, change.Name)
		}
	}
	fmt.Fprintf(b, "%s, %s unchanged\n", plural(len(made.files), "file"), plural(d.Unchanged, "file"))
	if !made.target.choice.IsAll() {
		writeReasons(b, made)
	}
	return b.Flush()
}

// differs holds the folder against the files.
func (made *product) differs() (*output.Diff, error) {
	root, err := made.target.openOut()
	if errors.Is(err, fs.ErrNotExist) {
		return output.Absent(made.files)
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return output.Compare(root, made.files)
}

// writeReasons lists the operations, and the types and enums with the way by
// which they came in.
func writeReasons(w io.Writer, made *product) {
	fmt.Fprintf(w, "\n%s\n", plural(len(made.chosen.Operations), "operation"))
	for _, op := range made.chosen.Operations {
		fmt.Fprintf(w, "  %s %s (%s)\n", op.Method, op.Paths[0], op.Page)
	}
	write := func(noun string, lines []string) {
		fmt.Fprintf(w, "\n%s\n", plural(len(lines), noun))
		for _, line := range lines {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
	write("type", reasons(made.model.Types, made.chosen.HasType, func(t *model.Type) string { return made.chosen.Why(t, nil) }))
	write("enum", reasons(made.model.Enums, made.chosen.HasEnum, func(e *model.Enum) string { return made.chosen.Why(nil, e) }))
}

// reasons returns a line for each of the list that is in.
func reasons[T interface{ Qualified() string }](list []T, has func(T) bool, why func(T) string) []string {
	var lines []string
	for _, v := range list {
		if has(v) {
			lines = append(lines, v.Qualified()+" ("+why(v)+")")
		}
	}
	return lines
}
