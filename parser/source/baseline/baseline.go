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
package baseline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/source"
)

// Name is the name of the file, in the working directory.
const Name = "docwright.baseline.yaml"

// Entry is a known finding.
type Entry struct {
	Fingerprint string `yaml:"fingerprint"`
	// Verb is the command that reports the finding: "lint", "drift --from",
	// "drift --metadata" or "drift --go". If it is empty, the entry is valid
	// for all of them.
	Verb string `yaml:"verb,omitempty"`
	// Count is the number of findings with this fingerprint, which a page may
	// have in several places. 0 means 1. Further findings are reported.
	Count   int    `yaml:"count,omitempty"`
	Finding string `yaml:"finding,omitempty"` // position and message, for people
	Reason  string `yaml:"reason"`
	Owner   string `yaml:"owner,omitempty"`
	Expires string `yaml:"expires,omitempty"` // the last day on which the entry is valid, as 2006-01-02

	line int
}

// verbs are the valid values of Entry.Verb.
var verbs = []string{"lint", "drift --from", "drift --metadata", "drift --go"}

// isFor reports whether the entry is valid for a verb.
func (e *Entry) isFor(verb string) bool { return e.Verb == "" || e.Verb == verb }

// Baseline is the content of the file.
type Baseline struct {
	Entries []*Entry `yaml:"findings"`

	file string
}

// Parse reads a baseline. It returns an error for an unknown key, an entry
// without fingerprint or reason, an invalid value, and two entries for the same
// finding.
func Parse(file string, text []byte) (*Baseline, error) {
	b := &Baseline{file: file}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(b); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	lines := entryLines(&document)
	first := map[string]int{}
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
		for _, verb := range verbs {
			key := verb + " " + e.Fingerprint
			if line := first[key]; line > 0 && e.isFor(verb) {
				return nil, fmt.Errorf("%s:%d: the entry is for the same finding as the one at line %d; remove one of them", file, e.line, line)
			}
			if e.isFor(verb) {
				first[key] = e.line
			}
		}
	}
	return b, nil
}

// check returns an error if the entry is incomplete or has an invalid value.
func (e *Entry) check() error {
	switch _, err := time.Parse(time.DateOnly, e.Expires); {
	case e.Fingerprint == "":
		return errors.New("the entry has no fingerprint")
	case e.Verb != "" && !slices.Contains(verbs, e.Verb):
		return fmt.Errorf("unknown verb %q: want one of %s", e.Verb, strings.Join(verbs, ", "))
	case e.Count < 0:
		return fmt.Errorf("count: want a positive number of findings, not %d", e.Count)
	case strings.TrimSpace(e.Reason) == "":
		return errors.New("the entry has no reason; say why the finding is accepted")
	case e.Expires != "" && err != nil:
		return fmt.Errorf("expires: want a date such as 2027-01-31, not %q", e.Expires)
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

// Apply returns the findings of the verb that are not in the baseline, and
// findings about the baseline itself. Entries for other verbs are ignored, as
// are entries for a rule that is off; off may be nil. An entry has expired if
// its last day is before today.
func (b *Baseline) Apply(findings source.Findings, verb string, off func(rule string) bool, today time.Time) source.Findings {
	byPrint := make(map[string]*Entry, len(b.Entries))
	for _, e := range b.Entries {
		if e.isFor(verb) {
			byPrint[e.Fingerprint] = e
		}
	}
	used := map[*Entry]int{}
	day := today.Format(time.DateOnly)
	var left source.Findings
	for _, f := range findings {
		e := byPrint[f.Identity()]
		if e == nil || used[e] >= max(e.Count, 1) {
			left = append(left, f)
			continue
		}
		if e.Expires != "" && e.Expires < day {
			left = append(left, f)
			if used[e] == 0 {
				left.Add(source.Position{File: b.file, Line: e.line}, ruleExpired, "the entry expired on %s (%s); fix the finding or set a later date", e.Expires, e.Reason)
			}
		}
		used[e]++
	}
	for _, e := range b.Entries {
		at := source.Position{File: b.file, Line: e.line}
		switch {
		case !e.isFor(verb) || off != nil && off(e.rule()):
		case used[e] == 0:
			left.Add(at, ruleStale, "no finding has the fingerprint %s; remove the entry", e.Fingerprint)
		case used[e] < e.Count:
			left.Add(at, ruleStale, "the entry is for %d findings with the fingerprint %s, but there are %d; change the count", e.Count, e.Fingerprint, used[e])
		}
	}
	left.Sort()
	return left
}

// rule returns the rule name at the end of the entry's finding, or the empty
// string.
func (e *Entry) rule() string {
	text, ok := strings.CutSuffix(e.Finding, "]")
	if i := strings.LastIndexByte(text, '['); ok && i >= 0 {
		return text[i+1:]
	}
	return ""
}

// Of returns a baseline of all findings of a verb, sorted and without
// duplicates. New entries get the given reason. Entries of an older baseline
// keep their reason, owner and date, and its entries for other verbs are kept.
func Of(findings source.Findings, verb, reason string, older *Baseline) *Baseline {
	b := &Baseline{}
	kept := map[string]*Entry{}
	if older != nil {
		for _, e := range older.Entries {
			if e.isFor(verb) {
				kept[e.Fingerprint] = e
			} else {
				b.Entries = append(b.Entries, e)
			}
		}
	}
	seen := map[string]*Entry{}
	for _, f := range findings {
		e := &Entry{Fingerprint: f.Identity(), Verb: verb, Finding: f.Position.File + ": " + f.Text() + " [" + f.Rule.Name + "]", Reason: reason}
		if f.Rule == ruleStale || f.Rule == ruleExpired {
			continue
		}
		if had := seen[e.Fingerprint]; had != nil {
			had.Count = max(had.Count, 1) + 1
			continue
		}
		seen[e.Fingerprint] = e
		if old := kept[e.Fingerprint]; old != nil {
			e.Reason, e.Owner, e.Expires = old.Reason, old.Owner, old.Expires
		}
		b.Entries = append(b.Entries, e)
	}
	slices.SortStableFunc(b.Entries, func(x, y *Entry) int {
		return cmp.Or(strings.Compare(x.Verb, y.Verb), strings.Compare(x.Finding, y.Finding), strings.Compare(x.Fingerprint, y.Fingerprint))
	})
	return b
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
