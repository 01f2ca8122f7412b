// Package baseline is docwright.baseline.yaml: findings that somebody has looked
// at and lives with, each with a reason. A finding in the baseline is not told
// again. An entry whose finding has gone, and one that is past its date, are
// findings themselves, so that the list only ever holds what is true.
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

// Name is the file's, in the working directory.
const Name = "docwright.baseline.yaml"

// Entry is a finding that somebody lives with.
type Entry struct {
	Fingerprint string `yaml:"fingerprint"`
	// Verb is what finds it: "lint", "drift --from", "drift --metadata" or
	// "drift --go". Empty stands for any.
	Verb string `yaml:"verb,omitempty"`
	// Count is how many findings are alike: the same is wrong in several places of a
	// page. 0 stands for one. Another one is told.
	Count   int    `yaml:"count,omitempty"`
	Finding string `yaml:"finding,omitempty"` // for people: where and what it is
	Reason  string `yaml:"reason"`
	Owner   string `yaml:"owner,omitempty"`
	Expires string `yaml:"expires,omitempty"` // the last day on which it holds, as 2006-01-02

	line int
}

// verbs are those whose findings can be lived with, as [Entry] names them.
var verbs = []string{"lint", "drift --from", "drift --metadata", "drift --go"}

// isFor reports whether the entry is for what the verb finds.
func (e *Entry) isFor(verb string) bool { return e.Verb == "" || e.Verb == verb }

// Baseline is the file.
type Baseline struct {
	Entries []*Entry `yaml:"findings"`

	file string
}

// Parse reads the text of a baseline. The error is for one with a key that is
// unknown, an entry without fingerprint or reason, one whose last day is no date,
// and one that repeats another.
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
				return nil, fmt.Errorf("%s:%d: the entry is for the same finding as the one at line %d: take one of them out", file, e.line, line)
			}
			if e.isFor(verb) {
				first[key] = e.line
			}
		}
	}
	return b, nil
}

// check returns an error for an entry that says too little, or what can't be.
func (e *Entry) check() error {
	switch _, err := time.Parse(time.DateOnly, e.Expires); {
	case e.Fingerprint == "":
		return errors.New("the entry has no fingerprint")
	case e.Verb != "" && !slices.Contains(verbs, e.Verb):
		return fmt.Errorf("verb: there is no %q: want one of %s", e.Verb, strings.Join(verbs, ", "))
	case e.Count < 0:
		return fmt.Errorf("count: want how many findings are alike, not %d", e.Count)
	case strings.TrimSpace(e.Reason) == "":
		return errors.New("the entry has no reason: say why the finding is to stay")
	case e.Expires != "" && err != nil:
		return fmt.Errorf("expires: want a date such as 2027-01-31, not %q", e.Expires)
	}
	return nil
}

// entryLines returns the lines at which the entries begin.
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

// Apply returns the findings of the verb that are not in the baseline, with those
// about the baseline itself. Of a rule that is off, which may be nil, nothing is
// told, not even that its findings have gone. Today decides which entries are past
// their date. Entries for other verbs say nothing here.
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
				left.Add(source.Position{File: b.file, Line: e.line}, ruleExpired, "the entry held until %s (%s): mend what it is about, or say for how long more", e.Expires, e.Reason)
			}
		}
		used[e]++
	}
	for _, e := range b.Entries {
		at := source.Position{File: b.file, Line: e.line}
		switch {
		case !e.isFor(verb) || off != nil && off(e.rule()):
		case used[e] == 0:
			left.Add(at, ruleStale, "nothing has the fingerprint %s any more: take the entry out", e.Fingerprint)
		case used[e] < e.Count:
			left.Add(at, ruleStale, "%d findings had the fingerprint %s, now it is %d: make that the count", e.Count, e.Fingerprint, used[e])
		}
	}
	left.Sort()
	return left
}

// rule is the name that the finding ends in, where the entry has one.
func (e *Entry) rule() string {
	text, ok := strings.CutSuffix(e.Finding, "]")
	if i := strings.LastIndexByte(text, '['); ok && i >= 0 {
		return text[i+1:]
	}
	return ""
}

// Of returns the baseline of all findings that the verb given has, sorted and each
// once. The reason is that of every entry; what an older baseline says of one is
// kept, and so are its entries for other verbs.
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

// Format returns the text of the baseline.
func (b *Baseline) Format() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("# Findings that are known and stay for now. Each has a reason; \"expires: 2027-01-31\" gives one a last day.\n")
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(b); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}
