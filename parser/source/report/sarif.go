package report

import (
	"bufio"
	"net/url"

	"github.com/docwright/docwright/parser/source"
)

// These types are the subset of SARIF 2.1.0 that findings need. See the OASIS
// standard, sections 3.13 (log), 3.14 (run), 3.19 (tool component), 3.27
// (result), 3.28 (location) and 3.30 (region).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription *sarifText  `json:"shortDescription,omitempty"`
		Configuration    sarifConfig `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfig struct {
		Level source.Severity `json:"level"` // SARIF levels have the same names as severities
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     source.Severity `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		// Fingerprints lets a CI system recognize a result in a later run:
		// section 3.27.17.
		Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

func printSARIF(w *bufio.Writer, findings source.Findings) error {
	driver := sarifDriver{Name: "docwright", InformationURI: "https://github.com/docwright/docwright", Rules: []sarifRule{}}
	index := map[string]int{}
	results := make([]sarifResult, len(findings))
	for i, f := range findings {
		at, ok := index[f.Rule.Name]
		if !ok {
			at = len(driver.Rules)
			index[f.Rule.Name] = at
			rule := sarifRule{ID: f.Rule.Name, Configuration: sarifConfig{f.Severity}}
			if f.Rule.Summary != "" {
				rule.ShortDescription = &sarifText{f.Rule.Summary}
			}
			driver.Rules = append(driver.Rules, rule)
		}
		results[i] = sarifResult{RuleID: f.Rule.Name, RuleIndex: at, Level: f.Severity, Message: sarifText{f.Text()},
			Locations: []sarifLocation{sarifAt(f.Position)}}
		if f.Other.File != "" {
			results[i].Related = []sarifLocation{sarifAt(f.Other)}
		}
		results[i].Fingerprints = map[string]string{"docwright/v1": f.Identity()}
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{sarifTool{driver}, results}},
	})
}

func sarifAt(at source.Position) sarifLocation {
	return sarifLocation{sarifPhysical{sarifArtifact{fileURI(at.File)}, sarifRegion{StartLine: max(at.Line, 1), StartColumn: max(at.Col, 1)}}}
}

// fileURI returns the URI reference of a file (RFC 3986, section 4.2).
func fileURI(name string) string { return (&url.URL{Path: name}).String() }
