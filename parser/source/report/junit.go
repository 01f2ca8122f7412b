package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// These types are the subset of JUnit XML that CI systems agree on. A finding
// is a test case of its file. A finding that is not a failure is a skipped test.
type (
	junitSuites struct {
		XMLName xml.Name   `xml:"testsuites"`
		Suite   junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Skipped  int    `xml:"skipped,attr"`
		// Properties has the number of known findings, which are no test cases.
		Properties *junitProperties `xml:"properties"`
		Cases      []junitCase      `xml:"testcase"`
	}
	junitProperties struct {
		Property junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value int    `xml:"value,attr"`
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

// printJUnit prints a test case for each finding. It is a failure if its severity is
// one for the run.
func printJUnit(w *bufio.Writer, v *view) error {
	s := junitSuite{Name: "docwright", Tests: len(v.items)}
	if len(v.Suppressed) > 0 {
		s.Properties = &junitProperties{junitProperty{"suppressed", len(v.Suppressed)}}
	}
	for _, i := range v.items {
		c := junitCase{Class: i.Position.File, Name: fmt.Sprintf("%d:%d %s", i.line, i.column, i.Rule.Name)}
		if v.fails(i.Severity) {
			s.Failures++
			c.Failure = &junitMessage{Type: i.Severity.String(), Message: Visible(i.Text())}
		} else {
			s.Skipped++
			c.Skipped = &junitMessage{Message: Visible(i.Text())}
		}
		s.Cases = append(s.Cases, c)
	}
	if len(v.items) == 0 { // some CI systems reject a report without tests
		s.Tests, s.Cases = 1, []junitCase{{Class: "docwright", Name: "no findings"}}
	}
	text, err := xml.MarshalIndent(junitSuites{Suite: s}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.WriteString(strings.TrimSpace(xml.Header) + "\n" + string(text) + "\n")
	return err
}

// fails reports whether a severity is a failure.
func (r *Report) fails(s source.Severity) bool {
	if r.Fails == nil {
		return s >= source.Warning
	}
	return r.Fails(s)
}
