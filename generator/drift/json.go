package drift

import (
	"encoding/json"
	"io"

	"github.com/docwright/docwright/parser/source"
)

// jsonVersion is the version of the JSON form.
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
	Other       *jsonPlace      `json:"other"` // null where there is no counterpart
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

// WriteJSON prints the changes as a document, in the order given: the findings
// with subject, counterpart and fingerprint, and how many there are by severity
// and by rule.
func WriteJSON(w io.Writer, changes []Change) error {
	r := jsonReport{Version: jsonVersion, Findings: make([]jsonFinding, len(changes)), Summary: jsonSummary{Findings: len(changes), Rules: map[string]int{}}}
	counts := [...]*int{source.Note: &r.Summary.Notes, source.Warning: &r.Summary.Warnings, source.Error: &r.Summary.Errors}
	for i := range changes {
		c := &changes[i]
		*counts[c.Severity]++
		r.Summary.Rules[c.Rule.Name]++
		f := jsonFinding{Rule: c.Rule.Name, Severity: c.Severity, Subject: c.Subject, Message: c.Message,
			File: c.Position.File, Line: max(c.Position.Line, 1), Column: max(c.Position.Col, 1), Fingerprint: c.Fingerprint()}
		if c.Other.File != "" {
			f.Other = &jsonPlace{c.Other.File, max(c.Other.Line, 1)}
		}
		r.Findings[i] = f
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
