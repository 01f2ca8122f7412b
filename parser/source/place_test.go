package source_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/source"
)

// Findings have file names relative to their folder. In makes the names
// relative to the working directory.
func ExampleFindings_In() {
	var list source.Findings
	list.Add(source.Position{File: "api/berth-get.md", Line: 7}, &source.Rule{Name: "tide-differs"}, "the tides differ")
	for _, f := range list.In("docs") {
		fmt.Println(f)
	}
	// Output: docs/api/berth-get.md:7: the tides differ [tide-differs]
}

func TestIn(t *testing.T) {
	at := source.Position{File: "a.md", Line: 1, Col: 2}
	list := source.Findings{{Position: at, Other: source.Position{File: "was.md"}, Fix: &source.Fix{Edits: []source.Edit{{Position: at, Was: "a"}}}}}
	moved := list.In("../docs")
	assert.Equal(t, source.Position{File: "../docs/a.md", Line: 1, Col: 2}, moved[0].Position)
	assert.Equal(t, moved[0].Position, moved[0].Fix.Edits[0].Position)
	assert.Equal(t, "was.md", moved[0].Other.File, "a counterpart is relative to another folder")
	assert.Equal(t, at, list[0].Position, "the list does not change")
	assert.Equal(t, at, list[0].Fix.Edits[0].Position)
	assert.Equal(t, "a.md", at.In(".").File)
	assert.Equal(t, "main:docs/a.md", at.In("main:docs").File)
}

func TestRuleNamed(t *testing.T) {
	rule := source.Declare(source.Rule{Name: "berth-depth-missing"})
	got, err := source.RuleNamed("berth-depth-missing")
	assert.NoError(t, err)
	assert.Same(t, rule, got)
	for name, want := range map[string]string{
		"berth-depth-mising":   `there is no rule "berth-depth-mising"; did you mean berth-depth-missing?`,
		"berth-depths":         `did you mean berth-depth-missing?`,
		"missing-berth-length": `did you mean berth-depth-missing?`,
		"tide":                 `there is no rule "tide"; each finding ends with the name of its rule in brackets`,
		"":                     `there is no rule ""`,
	} {
		_, err := source.RuleNamed(name)
		assert.ErrorContains(t, err, want, name)
	}
}
