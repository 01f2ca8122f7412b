package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"

	"github.com/docwright/docwright/parser/source"
)

var update = flag.Bool("update", false, "rewrite testdata from what is printed")

var (
	noType   = &source.Rule{Name: "type-unknown", Severity: source.Error, Summary: "No type has this name."}
	guess    = &source.Rule{Name: "type-assumed", Severity: source.Warning}
	fraction = &source.Rule{Name: "number-rounded", Severity: source.Note}
)

var findings = source.Findings{
	{Position: source.Position{File: "docs/api/berth, a:b.md"}, Rule: noType, Severity: noType.Severity, Message: "no such type: 100% <berth>"},
	{Position: source.Position{File: "docs/api/crane get.md", Line: 7, Col: 3}, Rule: guess, Severity: guess.Severity, Message: "`a|b` is *taken* for [x](y) & \"z\""},
	{Position: source.Position{File: "docs/resources/tug.md", Line: 12}, Rule: fraction, Severity: fraction.Severity, Message: "turned \u202e round, \x1b[31mred"},
	{Position: source.Position{File: "docs/resources/tug.md", Line: 12, Col: 1}, Rule: noType, Severity: noType.Severity, Subject: "harbor.port.tug/bollard", Message: "häfen",
		Other: source.Position{File: "was/tug.md", Line: 3}, Fingerprint: "4711"},
}

func TestFormats(t *testing.T) {
	for _, format := range Names() {
		golden(t, format+".golden", func(w io.Writer) error { return Write(w, format, findings) })
		golden(t, format+"-none.golden", func(w io.Writer) error { return Write(w, format, nil) })
	}
}

// wholeReport is a report with several findings of a cause, suppressed ones, and all facts
// about the run.
func wholeReport() *Report {
	wide := &source.Rule{Name: "member-missing", Severity: source.Error, Summary: "The metadata lacks a member."}
	r := &Report{Stale: 1, Run: "drift-metadata/docs", Tool: "v1.2.3", Revision: "4f2a", Date: "2026-03-01",
		FromTop: func(file string) string { return "reference/" + file },
		Line:    func(source.Position) string { return "  * häfen, 😀, ebb" }}
	for i, name := range []string{"ebb", "flood", "neap", "slack"} {
		r.Findings = append(r.Findings, source.Finding{Position: source.Position{File: "docs/tide.md", Line: 7 + i, Col: 18}, Rule: wide, Severity: source.Severity(2 - i%2), Subject: "harbor.port.tide/" + name, Message: "the member is not in the metadata",
			Other: source.Position{File: "service.xml", Line: 3}})
	}
	r.Findings = append(r.Findings, findings[1])
	r.Suppressed = []Known{{Finding: findings[0], Reason: "until spring", Owner: "pilots", Expires: "2027-03-20"}, {Finding: findings[3], Reason: "agreed"}}
	return r
}

// TestWholeReport compares a report with several findings of a cause in all formats.
func TestWholeReport(t *testing.T) {
	for _, format := range Names() {
		golden(t, format+"-whole.golden", func(w io.Writer) error { return wholeReport().Write(w, format) })
	}
	for _, format := range Summaries() {
		golden(t, format+"-summary.golden", func(w io.Writer) error { return wholeReport().WriteSummary(w, format) })
	}
	assert.ErrorContains(t, wholeReport().WriteSummary(io.Discard, "sarif"), "want one of text, json, markdown")
}

// golden compares what is printed with a file in testdata.
func golden(t *testing.T, name string, write func(io.Writer) error) {
	t.Helper()
	var got bytes.Buffer
	require.NoError(t, write(&got))
	file := "testdata/" + name
	if *update {
		require.NoError(t, os.WriteFile(file, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String(), name)
}

// TestEverywhere checks that a prefix of paths is for all formats if it is asked for.
func TestEverywhere(t *testing.T) {
	r := wholeReport()
	r.Everywhere = true
	for _, format := range Names() {
		var got bytes.Buffer
		require.NoError(t, r.Write(&got, format))
		assert.Contains(t, got.String(), "reference/docs/tide.md", format)
	}
}

// TestFails checks that the severities that fail a run are the failures of JUnit.
func TestFails(t *testing.T) {
	for least, want := range map[source.Severity]int{source.Note: 4, source.Warning: 3, source.Error: 2, source.Error + 1: 0} {
		r := &Report{Findings: findings, Fails: func(s source.Severity) bool { return s >= least }}
		var got bytes.Buffer
		require.NoError(t, r.Write(&got, "junit"))
		var back junitSuites
		require.NoError(t, xml.Unmarshal(got.Bytes(), &back))
		assert.Equal(t, want, back.Suite.Failures)
		assert.Equal(t, 4-want, back.Suite.Skipped)
	}
}

// TestGitHubLimit checks that no more annotations are printed than GitHub shows, the
// most severe ones, with the number of the others.
func TestGitHubLimit(t *testing.T) {
	var many source.Findings
	for i := range 14 {
		for _, rule := range []*source.Rule{noType, guess} {
			many = append(many, source.Finding{Position: source.Position{File: "a.md", Line: i + 1}, Rule: rule, Severity: rule.Severity, Message: strings.Repeat("x", i)})
		}
	}
	var got bytes.Buffer
	require.NoError(t, (&Report{Findings: many}).Write(&got, "github"))
	assert.Equal(t, githubLimit, strings.Count(got.String(), "::error "))
	assert.Equal(t, githubLimit, strings.Count(got.String(), "::warning "))
	lines := strings.Split(strings.TrimSpace(got.String()), "\n")
	assert.Equal(t, "docwright: GitHub shows 10 annotations of each kind; without an annotation: 4 errors, 4 warnings (add --output markdown=FILE or --output sarif=FILE for all)", lines[len(lines)-1])
}

// TestRelatedLocations checks that the locations of a result are unique, as the schema
// requires.
func TestRelatedLocations(t *testing.T) {
	var same source.Findings
	for _, name := range []string{"ebb", "flood", "neap"} {
		same = append(same, source.Finding{Position: source.Position{File: "a.md", Line: 1}, Rule: noType, Subject: "harbor.port.tide/" + name, Message: "x"})
	}
	same[2].Position.Line = 2
	same = append(same, same[2])
	same[3].Subject = "harbor.port.tide/slack"
	var got bytes.Buffer
	require.NoError(t, (&Report{Findings: same}).Write(&got, "sarif"))
	log, err := sarif.FromBytes(got.Bytes())
	require.NoError(t, err)
	require.Len(t, log.Runs[0].Results, 1)
	assert.Len(t, log.Runs[0].Results[0].RelatedLocations, 1)
}

// TestOneLinePerFinding checks that a message is one line, so that a page cannot
// issue a command to a CI system.
func TestOneLinePerFinding(t *testing.T) {
	evil := source.Findings{{Position: source.Position{File: "a\n::error::x.md"}, Rule: guess, Severity: guess.Severity, Message: "x\n::set-output name=a::b\r\n"}}
	for _, format := range []string{"text", "github"} {
		var got bytes.Buffer
		require.NoError(t, Write(&got, format, evil))
		assert.Equal(t, 1, strings.Count(got.String(), "\n"))
	}
}

func TestDocumentsAreWellFormed(t *testing.T) {
	for _, format := range []string{"json", "sarif"} {
		var got bytes.Buffer
		require.NoError(t, Write(&got, format, findings))
		assert.True(t, json.Valid(got.Bytes()), format)
	}
	var got bytes.Buffer
	require.NoError(t, Write(&got, "junit", findings))
	var back junitSuites
	require.NoError(t, xml.Unmarshal(got.Bytes(), &back))
	assert.Len(t, back.Suite.Cases, len(findings))
	assert.Equal(t, 3, back.Suite.Failures)
}

// TestResources checks that the page has a bar for each resource, the lowest
// percentage first.
func TestResources(t *testing.T) {
	resources := []Resource{{Name: "harbor.port.berth", Sound: 9, Of: 10}, {Name: "harbor.port.tug", Sound: 4, Of: 4}, {Name: "harbor.port.wind"}, {Name: "harbor.port.crane", Sound: 1, Of: 3}}
	var got, without bytes.Buffer
	require.NoError(t, (&Report{Findings: findings, Resources: resources}).Write(&got, "html"))
	rows := regexp.MustCompile(`data-kind="resource" data-value="(harbor[^"]*)"[^>]*>.*?</button></td><td class="number">(\d+)</td><td class="number">(\d+)</td><td [^>]*><meter [^>]* value="(\d+)"`).FindAllStringSubmatch(got.String(), -1)
	var list []string
	for _, row := range rows {
		list = append(list, strings.Join(row[1:], " "))
	}
	assert.Equal(t, []string{"harbor.port.crane 1 3 33", "harbor.port.berth 9 10 90", "harbor.port.tug 4 4 100", "harbor.port.wind 0 0 100"}, list)
	assert.Contains(t, got.String(), "14 of 17 are sound, 82&nbsp;%")
	got.Reset()
	require.NoError(t, (&Report{Findings: findings, Resources: resources}).Write(&got, "text"))
	require.NoError(t, Write(&without, "text", findings))
	assert.Equal(t, without.String(), got.String())
}

func TestUnknownFormat(t *testing.T) {
	assert.ErrorContains(t, Write(nil, "xml", nil), `unknown format "xml": want one of text, json, sarif, github, junit, markdown`)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteErrors(t *testing.T) {
	for _, format := range Names() {
		assert.Error(t, Write(full{}, format, findings), format)
	}
}

// TestSchema checks the JSON format against its schema, and the SARIF format
// against the OASIS schema and against the types of the library. The types
// contain all of SARIF, so an unknown field is an error.
func TestSchema(t *testing.T) {
	text, err := os.ReadFile("findings.schema.json")
	require.NoError(t, err)
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	require.NoError(t, err)
	for name, r := range map[string]*Report{"all": {Findings: findings, Expand: true}, "none": {}, "whole": wholeReport()} {
		var printed bytes.Buffer
		require.NoError(t, r.Write(&printed, "json"))
		result, err := schema.Validate(gojsonschema.NewBytesLoader(printed.Bytes()))
		require.NoError(t, err)
		assert.Empty(t, result.Errors(), name)

		printed.Reset()
		require.NoError(t, r.Write(&printed, "sarif"))
		strict := json.NewDecoder(bytes.NewReader(printed.Bytes()))
		strict.DisallowUnknownFields()
		require.NoError(t, strict.Decode(new(sarif.Report)), name)
		log, err := sarif.FromBytes(printed.Bytes())
		require.NoError(t, err)
		for _, run := range log.Runs { // default values of missing properties: section 3.14
			run.Language, run.Tool.Driver.Language, run.NewlineSequences = "en-US", "en-US", []string{"\r\n", "\n"}
		}
		assert.NoError(t, log.Validate(), name)
		for _, run := range log.Runs {
			for i, r := range run.Results {
				uri, err := url.Parse(*r.Locations[0].PhysicalLocation.ArtifactLocation.URI)
				require.NoError(t, err)
				assert.False(t, uri.IsAbs(), "GitHub accepts only files in the repository")
				if name == "all" {
					assert.Equal(t, findings[i].Position.File, uri.Path)
				}
				assert.Equal(t, *r.RuleID, *run.Tool.Driver.Rules[r.RuleIndex].ID)
			}
		}
	}
	broken, err := schema.Validate(gojsonschema.NewStringLoader(`{"version": 1, "findings": [{}], "summary": {}}`))
	require.NoError(t, err)
	assert.NotEmpty(t, broken.Errors(), "the schema must reject an invalid document")
}
