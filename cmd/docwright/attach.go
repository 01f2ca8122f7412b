package main

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// attached are the formats whose readers open the files of findings in the
// repository, where none begins with the name of a revision.
var attached = []string{"sarif", "github"}

// attachable returns the findings with files as they are called in the repository,
// for formats whose readers look for them there.
func (d *drifting) attachable(findings source.Findings) source.Findings {
	rev, ok := strings.CutPrefix(d.from, gitPrefix)
	if !ok || !slices.Contains(attached, d.format) {
		return findings
	}
	findings = slices.Clone(findings)
	for i := range findings {
		f := &findings[i]
		f.Position.File = strings.TrimPrefix(f.Position.File, rev+":")
		f.Other.File = strings.TrimPrefix(f.Other.File, rev+":")
	}
	return findings
}
