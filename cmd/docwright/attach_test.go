package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/source"
)

// Files of an earlier revision are named as in the repository where findings are
// attached to them, and as git names them elsewhere.
func TestAttachable(t *testing.T) {
	findings := source.Findings{{Position: source.Position{File: "main:docs/a.md"}}, {Position: source.Position{File: "docs/b.md"}, Other: source.Position{File: "main:docs/b.md"}}}
	for _, format := range []string{"sarif", "github"} {
		d := drifting{common: common{format: format}, from: "git:main"}
		got := d.attachable(findings)
		assert.Equal(t, "docs/a.md", got[0].Position.File)
		assert.Equal(t, "docs/b.md", got[1].Position.File)
		assert.Equal(t, "docs/b.md", got[1].Other.File)
	}
	assert.Equal(t, "main:docs/a.md", findings[0].Position.File)
	d := drifting{common: common{format: "text"}, from: "git:main"}
	assert.Equal(t, findings, d.attachable(findings))
	d = drifting{common: common{format: "sarif"}, from: "main:docs"}
	assert.Equal(t, findings, d.attachable(findings))
}
