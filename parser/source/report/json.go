package report

import (
	"bufio"
	"encoding/json"

	"github.com/docwright/docwright/parser/source"
)

// jsonVersion is the version of the JSON format.
const jsonVersion = 1

type jsonReport struct {
	Version  int           `json:"version"`
	Findings []jsonFinding `json:"findings"`
	Summary  jsonSummary   `json:"summary"`
}

type jsonFinding struct {
	Rule        string          `json:"rule"`
	Severity    source.Severity `json:"severity"`
	Subject     string          `json:"subject"`
	Message     string          `json:"message"`
	File        string          `json:"file"`
	Line        int             `json:"line"`
	Column      int             `json:"column"`
	Other       *jsonPlace      `json:"other"` // null if there is no counterpart
	Fingerprint string          `json:"fingerprint"`
}

type jsonPlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// jsonSummary counts the findings.
type jsonSummary struct {
	Findings int            `json:"findings"`
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Rules    map[string]int `json:"rules"`
}

func printJSON(w *bufio.Writer, findings source.Findings) error {
	r := jsonReport{Version: jsonVersion, Findings: make([]jsonFinding, len(findings)), Summary: jsonSummary{Findings: len(findings), Rules: map[string]int{}}}
	counts := [...]*int{source.Note: &r.Summary.Notes, source.Warning: &r.Summary.Warnings, source.Error: &r.Summary.Errors}
	for i, f := range findings {
		*counts[f.Severity]++
		r.Summary.Rules[f.Rule.Name]++
		line, col := start(f)
		r.Findings[i] = jsonFinding{Rule: f.Rule.Name, Severity: f.Severity, Subject: f.Subject, Message: f.Message,
			File: f.Position.File, Line: line, Column: col, Fingerprint: f.Identity()}
		if f.Other.File != "" {
			r.Findings[i].Other = &jsonPlace{f.Other.File, max(f.Other.Line, 1)}
		}
	}
	return encode(w, r)
}

func encode(w *bufio.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
