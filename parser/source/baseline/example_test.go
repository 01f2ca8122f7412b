package baseline_test

import (
	"fmt"
	"time"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/baseline"
)

// A finding in the baseline is not reported, but an entry without a finding is.
func ExampleBaseline_Apply() {
	rule := &source.Rule{Name: "tide-differs", Severity: source.Warning}
	at := func(line int, message string) source.Finding {
		return source.Finding{Position: source.Position{File: "api/berth-get.md", Line: line}, Rule: rule, Severity: rule.Severity, Message: message}
	}
	low, high, new := at(4, "low water differs"), at(9, "high water differs"), at(12, "the range differs")
	made, _ := baseline.Of(source.Findings{low, high}, "lint", "the gauge is being repaired", nil)
	text, err := made.Format()
	if err != nil {
		fmt.Println(err)
		return
	}
	known, err := baseline.Parse(baseline.Name, text)
	if err != nil {
		fmt.Println(err)
		return
	}
	// The low water is mended, and the range is a new defect.
	today := time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)
	for _, f := range known.Apply(source.Findings{high, new}, "lint", nil, today).Left {
		fmt.Println(f.Position.File, f.Rule.Name)
	}
	// Output:
	// api/berth-get.md tide-differs
	// docwright.baseline.yaml baseline-stale
}
