package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// attached are the formats whose readers open the files of findings in the
// repository, where none begins with the name of a revision.
var attached = []string{"sarif", "github"}

// attachable returns the findings with files as they are called in the working
// tree, for formats whose readers look for them there.
func (d *drifting) attachable(findings source.Findings) source.Findings {
	rev, ok := strings.CutPrefix(d.from, gitPrefix)
	if !ok || !slices.Contains(attached, d.format) {
		return findings
	}
	rev, _, _ = strings.Cut(rev, ":")
	findings = slices.Clone(findings)
	for i := range findings {
		findings[i].Position.File = d.inTree(findings[i].Position.File, rev)
		findings[i].Other.File = d.inTree(findings[i].Other.File, rev)
	}
	return findings
}

// inTree returns the name of a file of the revision, "main:docs/a.md", as seen from
// the working directory; of any other file, its name.
func (d *drifting) inTree(name, rev string) string {
	inside, ok := strings.CutPrefix(name, rev+":")
	if !ok {
		return name
	}
	here, err := os.Getwd()
	if err != nil || d.top == "" {
		return inside
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real // as the top of the repository is
	}
	if seen, err := filepath.Rel(here, filepath.Join(d.top, filepath.FromSlash(inside))); err == nil {
		return filepath.ToSlash(seen)
	}
	return inside
}
