package report

import (
	"bufio"
	"encoding/json"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fold"
)

// jsonVersion is the version of the JSON format.
const jsonVersion = 1

type jsonReport struct {
	Version    int           `json:"version"`
	Findings   []jsonFinding `json:"findings"`
	Suppressed []jsonKnown   `json:"suppressed"`
	Summary    jsonSummary   `json:"summary"`
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
	Cause       string          `json:"cause"`
}

// jsonKnown is a finding that the baseline suppresses.
type jsonKnown struct {
	jsonFinding
	Reason  string `json:"reason"`
	Owner   string `json:"owner"`
	Expires string `json:"expires"`
}

type jsonPlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// jsonSummary counts the findings.
type jsonSummary struct {
	Findings   int            `json:"findings"`
	Causes     int            `json:"causes"`
	Errors     int            `json:"errors"`
	Warnings   int            `json:"warnings"`
	Notes      int            `json:"notes"`
	Rules      map[string]int `json:"rules"`
	Suppressed int            `json:"suppressed"`
	Stale      int            `json:"stale"`
}

// printJSON prints all findings.
func printJSON(w *bufio.Writer, v *view) error {
	r := jsonReport{Version: jsonVersion, Findings: make([]jsonFinding, len(v.Findings)), Suppressed: make([]jsonKnown, len(v.Suppressed)), Summary: v.count()}
	for i, f := range v.Findings {
		r.Findings[i] = v.json(f)
	}
	for i, k := range v.Suppressed {
		r.Suppressed[i] = jsonKnown{v.json(k.Finding), k.Reason, k.Owner, k.Expires}
	}
	return encode(w, r)
}

// count returns the numbers of findings.
func (r *Report) count() jsonSummary {
	s := jsonSummary{Findings: len(r.Findings), Causes: len(fold.Of(r.Findings)), Rules: map[string]int{}, Suppressed: len(r.Suppressed), Stale: r.Stale}
	counts := [...]*int{source.Note: &s.Notes, source.Warning: &s.Warnings, source.Error: &s.Errors}
	for _, f := range r.Findings {
		*counts[f.Severity]++
		s.Rules[f.Rule.Name]++
	}
	return s
}

func (v *view) json(f source.Finding) jsonFinding {
	line, col := start(f)
	j := jsonFinding{Rule: f.Rule.Name, Severity: f.Severity, Subject: f.Subject, Message: f.Message,
		File: v.at(f.Position).File, Line: line, Column: col, Fingerprint: f.Identity(), Cause: f.CauseIdentity()}
	if f.Other.File != "" {
		j.Other = &jsonPlace{v.at(f.Other).File, max(f.Other.Line, 1)}
	}
	return j
}

func encode(w *bufio.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
