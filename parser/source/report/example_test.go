package report_test

import (
	"log"
	"os"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

func ExampleWrite() {
	rule := &source.Rule{Name: "tide-unknown", Severity: source.Warning}
	var findings source.Findings
	findings.Add(source.Position{File: "api/tide-get.md", Line: 7, Col: 3}, rule, "no such tide: %q", "neep")
	if err := report.Write(os.Stdout, "github", findings); err != nil {
		log.Fatal(err)
	}
	// Output:
	// ::warning file=api/tide-get.md,line=7,col=3,title=tide-unknown::no such tide: "neep"
}
