// Package baseline reads, applies and writes docwright.baseline.yaml. The file
// lists known findings, each with a reason. A finding in the baseline is not
// reported. An entry that matches nothing, or that has expired, is itself
// reported, so the list stays up to date.
//
//	findings:
//	  - fingerprint: 5f3c0e0b9d6f7a4e5f3c0e0b9d6f7a4e
//	    verb: lint
//	    finding: api/user-get.md: … [example-url-mismatch]
//	    reason: the service takes both spellings
//	    owner: directory team
//	    expires: 2027-01-31
//	  - rule: example-datetime
//	    file: api/reports-*.md
//	    reason: the service has dates without offsets
//
// An entry is for a finding, for findings with one cause, or for the findings of a
// rule in files.
package baseline

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Name is the name of the file, in the working directory.
const Name = "docwright.baseline.yaml"

// Entry is for known findings: those with a fingerprint, or those of a rule in
// files.
type Entry struct {
	// Fingerprint is that of a finding, or of a cause: see Identity
	// and CauseIdentity of source.Finding.
	Fingerprint string `yaml:"fingerprint,omitempty"`
	// Rule and File cover all findings of a rule in the files that match a pattern
	// in the syntax of path.Match, where ** matches any number of folders. A pattern
	// may begin at any folder.
	Rule string `yaml:"rule,omitempty"`
	File string `yaml:"file,omitempty"`
	// Verb is the command that reports the finding: "lint", "drift --from",
	// "drift --metadata", "drift --openapi", "drift --permissions" or "drift --go". If it is empty, the entry is valid
	// for all of them.
	Verb string `yaml:"verb,omitempty"`
	// Count is the number of findings with this fingerprint, which a page may
	// have in several places. 0 means 1 for a finding, and any number for a cause.
	// Further findings are reported.
	Count int `yaml:"count,omitempty"`
	// Members has the beginnings of the fingerprints of the findings with the
	// cause. Others with the cause are reported. Without members, the entry is for
	// all of them.
	Members []string `yaml:"members,flow,omitempty"`
	Finding string   `yaml:"finding,omitempty"` // position and message, for people
	Reason  string   `yaml:"reason"`
	Owner   string   `yaml:"owner,omitempty"`
	Expires string   `yaml:"expires,omitempty"` // the last day on which the entry is valid, as 2006-01-02

	line int
}

// verbs are the valid values of Entry.Verb.
var verbs = []string{"lint", "drift --from", "drift --metadata", "drift --openapi", "drift --permissions", "drift --go"}

// memberDigits is the number of digits of the members of new entries.
const memberDigits = 12

// isFor reports whether the entry is valid for a verb.
func (e *Entry) isFor(verb string) bool { return e.Verb == "" || e.Verb == verb }

// key returns what the entry is for.
func (e *Entry) key() string { return e.Fingerprint + " " + e.Rule + " " + e.File }

// Baseline is the content of the file.
type Baseline struct {
	Entries []*Entry `yaml:"findings"`

	file string
}

// Parse reads a baseline. It returns an error for an unknown key, an entry
// without fingerprint, rule or reason, an invalid value, and two entries for the
// same finding.
func Parse(file string, text []byte) (*Baseline, error) {
	b := &Baseline{file: file}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := checkKeys(file, &document); err != nil {
		return nil, err
	}
	if !document.IsZero() { // the file is not empty
		if err := document.Decode(b); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	lines := entryLines(&document)
	for i, e := range b.Entries {
		if e == nil {
			return nil, fmt.Errorf("%s: entry %d is empty", file, i+1)
		}
		if i < len(lines) {
			e.line = lines[i]
		}
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, e.line, err)
		}
	}
	return b, b.checkRepeated()
}

// entryKeys are the keys of an entry.
var entryKeys = []string{"fingerprint", "rule", "file", "verb", "count", "members", "finding", "reason", "owner", "expires"}

// checkKeys returns an error for an unknown key of the file or of an entry, and for a
// file that is not a list of entries.
func checkKeys(file string, document *yaml.Node) error {
	for _, top := range document.Content {
		if err := unknownKey(file, top, "findings"); err != nil {
			return err
		}
		for i := 1; i < len(top.Content); i += 2 {
			if list := top.Content[i]; list.Kind != yaml.SequenceNode && !isNull(list) {
				return fmt.Errorf("%s:%d: want a list of entries below the key findings", file, list.Line)
			}
			for _, entry := range top.Content[i].Content {
				if err := unknownKey(file, entry, entryKeys...); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// isNull reports whether a value is missing.
func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// unknownKey returns an error for a key that is not one of those known, and for a
// value that has no keys.
func unknownKey(file string, mapping *yaml.Node, known ...string) error {
	if isNull(mapping) {
		return nil
	}
	if mapping.Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: want keys and values; the keys are %s", file, mapping.Line, strings.Join(known, ", "))
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("%s:%d: unknown key %q; the keys are %s", file, key.Line, key.Value, strings.Join(known, ", "))
		}
	}
	return nil
}

// checkRepeated returns an error if two entries are for the same finding.
func (b *Baseline) checkRepeated() error {
	first := map[string]int{}
	for _, e := range b.Entries {
		for _, verb := range verbs {
			if !e.isFor(verb) {
				continue
			}
			key := verb + " " + e.key()
			if line := first[key]; line > 0 {
				return fmt.Errorf("%s:%d: the entry is for the same finding as the one at line %d; remove one of them", b.file, e.line, line)
			}
			first[key] = e.line
		}
	}
	return nil
}

// check returns an error if the entry is incomplete or has an invalid value.
func (e *Entry) check() error {
	if err := e.checkFindings(); err != nil {
		return err
	}
	_, err := time.Parse(time.DateOnly, e.Expires)
	switch {
	case e.Verb != "" && !slices.Contains(verbs, e.Verb):
		return fmt.Errorf("unknown verb %q: want one of %s", e.Verb, strings.Join(verbs, ", "))
	case e.Count < 0:
		return fmt.Errorf("count: want a positive number of findings, not %d", e.Count)
	case strings.TrimSpace(e.Reason) == "":
		return errors.New("the entry has no reason; say why the finding is accepted")
	case e.Expires != "" && err != nil:
		return fmt.Errorf("expires: want a date such as 2027-01-31, not %q", e.Expires)
	}
	return e.checkMembers()
}

// checkFindings returns an error if it is not clear which findings the entry is for.
func (e *Entry) checkFindings() error {
	if e.Rule == "" && e.File == "" {
		if e.Fingerprint == "" {
			return errors.New("the entry has no fingerprint, and no rule and file")
		}
		return nil
	}
	_, err := path.Match(e.File, "")
	switch {
	case e.Fingerprint != "":
		return errors.New("the entry has both a fingerprint and a rule or file; remove one of them")
	case e.Rule == "" || e.File == "":
		return errors.New("the entry needs both a rule and a file, such as file: api/user-*.md; to turn a rule off, use the key severities of docwright.yaml")
	case e.Count != 0 || len(e.Members) > 0:
		return errors.New("an entry for a rule and a file has no count and no members")
	case err != nil:
		return fmt.Errorf("file: %q is not a pattern such as api/user-*.md", e.File)
	}
	return nil
}

// checkMembers returns an error for a member that is too short to identify a finding.
func (e *Entry) checkMembers() error {
	for _, m := range e.Members {
		if len(m) < memberDigits {
			return fmt.Errorf("members: %q is no beginning of a fingerprint of at least %d digits", m, memberDigits)
		}
	}
	return nil
}

// entryLines returns the line numbers of the entries.
func entryLines(document *yaml.Node) []int {
	var lines []int
	for _, top := range document.Content {
		for i := 0; i+1 < len(top.Content); i += 2 {
			if top.Content[i].Value == "findings" {
				for _, entry := range top.Content[i+1].Content {
					lines = append(lines, entry.Line)
				}
			}
		}
	}
	return lines
}

// rule returns the rule of the entry, or the rule name at the end of its finding, or
// the empty string.
func (e *Entry) rule() string {
	if e.Rule != "" {
		return e.Rule
	}
	text, ok := strings.CutSuffix(e.Finding, "]")
	if i := strings.LastIndexByte(text, '['); ok && i >= 0 {
		return text[i+1:]
	}
	return ""
}

// Format returns the text of the file.
func (b *Baseline) Format() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("# Known findings. Each has a reason; \"expires: 2027-01-31\" sets the last day of an entry.\n")
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(b); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}
