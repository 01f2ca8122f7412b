package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// These types are the subset of JUnit XML that CI systems agree on. A finding
// is a test case of its file. A note is a skipped test; other findings are
// failures.
type (
	junitSuites struct {
		XMLName xml.Name   `xml:"testsuites"`
		Suite   junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Failure *junitMessage `xml:"failure"`
		Skipped *junitMessage `xml:"skipped"`
	}
	junitMessage struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
	}
)

func printJUnit(w *bufio.Writer, findings source.Findings) error {
	s := junitSuite{Name: "docwright", Tests: len(findings), Failures: findings.Count(source.Warning)}
	s.Skipped = s.Tests - s.Failures
	for _, f := range findings {
		line, col := start(f)
		c := junitCase{Class: f.Position.File, Name: fmt.Sprintf("%d:%d %s", line, col, f.Rule.Name)}
		if f.Severity == source.Note {
			c.Skipped = &junitMessage{Message: Visible(f.Text())}
		} else {
			c.Failure = &junitMessage{Type: f.Severity.String(), Message: Visible(f.Text())}
		}
		s.Cases = append(s.Cases, c)
	}
	if len(findings) == 0 { // some CI systems reject a report without tests
		s.Tests, s.Cases = 1, []junitCase{{Class: "docwright", Name: "no findings"}}
	}
	text, err := xml.MarshalIndent(junitSuites{Suite: s}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.WriteString(strings.TrimSpace(xml.Header) + "\n" + string(text) + "\n")
	return err
}
