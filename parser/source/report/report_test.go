package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
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
		for name, list := range map[string]source.Findings{format + ".golden": findings, format + "-none.golden": nil} {
			t.Run(name, func(t *testing.T) {
				var got bytes.Buffer
				require.NoError(t, Write(&got, format, list))
				file := "testdata/" + name
				if *update {
					require.NoError(t, os.WriteFile(file, got.Bytes(), 0o644))
				}
				want, err := os.ReadFile(file)
				require.NoError(t, err)
				assert.Equal(t, string(want), got.String())
			})
		}
	}
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
	require.NoError(t, WriteCovered(&got, "html", findings, resources))
	rows := regexp.MustCompile(`data-kind="resource" data-value="(harbor[^"]*)"[^>]*>.*?</button></td><td class="number">(\d+)</td><td class="number">(\d+)</td><td [^>]*><meter [^>]* value="(\d+)"`).FindAllStringSubmatch(got.String(), -1)
	var list []string
	for _, row := range rows {
		list = append(list, strings.Join(row[1:], " "))
	}
	assert.Equal(t, []string{"harbor.port.crane 1 3 33", "harbor.port.berth 9 10 90", "harbor.port.tug 4 4 100", "harbor.port.wind 0 0 100"}, list)
	assert.Contains(t, got.String(), "14 of 17 are sound, 82&nbsp;%")
	got.Reset()
	require.NoError(t, WriteCovered(&got, "text", findings, resources))
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
	for name, list := range map[string]source.Findings{"all": findings, "none": nil} {
		var printed bytes.Buffer
		require.NoError(t, Write(&printed, "json", list))
		result, err := schema.Validate(gojsonschema.NewBytesLoader(printed.Bytes()))
		require.NoError(t, err)
		assert.Empty(t, result.Errors(), name)

		printed.Reset()
		require.NoError(t, Write(&printed, "sarif", list))
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
				assert.Equal(t, list[i].Position.File, uri.Path)
				assert.Equal(t, *r.RuleID, *run.Tool.Driver.Rules[r.RuleIndex].ID)
			}
		}
	}
	broken, err := schema.Validate(gojsonschema.NewStringLoader(`{"version": 1, "findings": [{}], "summary": {}}`))
	require.NoError(t, err)
	assert.NotEmpty(t, broken.Errors(), "the schema must reject an invalid document")
}
