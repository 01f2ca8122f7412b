package source_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/source"
)

// A finding has the severity of its rule when it is made. A change of the
// finding's severity does not affect the rule or other findings.
func TestSeverity(t *testing.T) {
	rule := &source.Rule{Name: "tide-differs", Severity: source.Warning}
	var list source.Findings
	list.Add(source.Position{File: "a.md"}, rule, "high")
	list.AddFix(source.Position{File: "b.md"}, rule, nil, "low")
	assert.Equal(t, source.Warning, list[0].Severity)
	assert.Equal(t, source.Warning, list[1].Severity)

	list[0].Severity = source.Error
	assert.Equal(t, 1, list.Count(source.Error))
	assert.Equal(t, 2, list.Count(source.Warning))
	assert.Equal(t, source.Warning, rule.Severity)
}
