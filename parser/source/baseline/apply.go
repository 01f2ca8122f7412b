package baseline

import (
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/source"
)

// Result is the result of applying a baseline.
type Result struct {
	// Left has the findings that are not in the baseline, and findings about the
	// baseline itself, sorted.
	Left source.Findings
	// Suppressed has the findings in the baseline, in their order.
	Suppressed []Suppressed
	// Stale is the number of entries that match nothing, or fewer findings than they
	// say.
	Stale int
}

// Suppressed is a finding in the baseline, with its entry.
type Suppressed struct {
	source.Finding
	Entry *Entry
}

// Apply finds the findings of the verb in the baseline. Entries for other verbs are
// ignored, as are entries for a rule that is off; off may be nil. An entry has
// expired if its last day is before today.
func (b *Baseline) Apply(findings source.Findings, verb string, off func(rule string) bool, today time.Time) Result {
	a := newApplication(b, verb)
	day := today.Format(time.DateOnly)
	var r Result
	for _, f := range findings {
		e := a.entry(f)
		switch {
		case e == nil:
			r.Left = append(r.Left, f)
		case e.hasExpired(day):
			r.Left = append(r.Left, f)
			if a.used[e] == 1 {
				r.Left.Add(source.Position{File: b.file, Line: e.line}, ruleExpired, "the entry expired on %s (%s); fix the finding or set a later date", e.Expires, e.Reason)
			}
		default:
			r.Suppressed = append(r.Suppressed, Suppressed{f, e})
		}
	}
	for _, e := range b.Entries {
		if !e.isFor(verb) || off != nil && off(e.rule()) {
			continue
		}
		if message := a.stale(e); message != "" {
			r.Stale++
			r.Left.Add(source.Position{File: b.file, Line: e.line}, ruleStale, "%s", message)
		}
	}
	r.Left.Sort()
	return r
}

// application is the state of applying a baseline.
type application struct {
	byPrint map[string]*Entry
	byFile  []*Entry          // entries for a rule and files
	used    map[*Entry]int    // the number of findings of each entry
	members map[*Entry][]bool // whether a finding has each member
}

func newApplication(b *Baseline, verb string) *application {
	a := &application{byPrint: make(map[string]*Entry, len(b.Entries)), used: map[*Entry]int{}, members: map[*Entry][]bool{}}
	for _, e := range b.Entries {
		switch {
		case !e.isFor(verb):
		case e.Fingerprint == "":
			a.byFile = append(a.byFile, e)
		default:
			a.byPrint[e.Fingerprint] = e
			a.members[e] = make([]bool, len(e.Members))
		}
	}
	return a
}

// entry returns the entry for a finding, or nil. It records the use.
func (a *application) entry(f source.Finding) *Entry {
	id := f.Identity()
	if e := a.byPrint[id]; e != nil && a.used[e] < max(e.Count, 1) {
		a.used[e]++
		return e
	}
	if e := a.byPrint[f.CauseIdentity()]; e != nil && a.isMember(e, id) {
		a.used[e]++
		return e
	}
	for _, e := range a.byFile {
		if e.Rule == f.Rule.Name && matches(e.File, f.Position.File) {
			a.used[e]++
			return e
		}
	}
	return nil
}

// isMember reports whether an entry for a cause is for the finding with the
// fingerprint.
func (a *application) isMember(e *Entry, id string) bool {
	if len(e.Members) == 0 {
		return e.Count == 0 || a.used[e] < e.Count
	}
	for i, m := range e.Members {
		if !a.members[e][i] && strings.HasPrefix(id, m) {
			a.members[e][i] = true
			return true
		}
	}
	return false
}

// stale returns the message about an entry that matches fewer findings than it says,
// or the empty string.
func (a *application) stale(e *Entry) string {
	used, want := a.used[e], max(e.Count, len(e.Members), 1)
	switch {
	case used >= want:
		return ""
	case e.Fingerprint == "":
		if _, err := source.RuleNamed(e.Rule); err != nil {
			return "correct or remove the entry: " + err.Error()
		}
		return "no finding of the rule " + e.Rule + " is in " + e.File + "; remove the entry"
	case used == 0:
		return "no finding has the fingerprint " + e.Fingerprint + e.about() + "; remove the entry"
	case len(e.Members) > 0:
		return fmt.Sprintf("the entry is for %d findings with one cause, but there are %d; remove these members: ", want, used) + strings.Join(a.unused(e), ", ")
	}
	return fmt.Sprintf("the entry is for %d findings with the fingerprint %s, but there are %d; change the count", want, e.Fingerprint, used)
}

// hasExpired reports whether the last day of the entry is before the given one.
func (e *Entry) hasExpired(day string) bool { return e.Expires != "" && e.Expires < day }

// Expired returns the number of entries for the verb whose last day is before today.
func (b *Baseline) Expired(verb string, today time.Time) int {
	n := 0
	for _, e := range b.Entries {
		if e.isFor(verb) && e.hasExpired(today.Format(time.DateOnly)) {
			n++
		}
	}
	return n
}

// about returns the text of the finding in parentheses, if the entry has it.
func (e *Entry) about() string {
	if e.Finding == "" {
		return ""
	}
	return " (" + e.Finding + ")"
}

// unused returns the members without a finding.
func (a *application) unused(e *Entry) []string {
	var list []string
	for i, found := range a.members[e] {
		if !found {
			list = append(list, e.Members[i])
		}
	}
	return list
}

// matches reports whether a pattern matches the name of a file, from any of its
// folders on.
func matches(pattern, file string) bool {
	parts, folders := strings.Split(pattern, "/"), strings.Split(file, "/")
	for i := range folders {
		if matchesAll(parts, folders[i:]) {
			return true
		}
	}
	return false
}

// matchesAll compares the folders of a pattern and of a file.
func matchesAll(pattern, file []string) bool {
	for i, p := range pattern {
		if p == "**" {
			for n := range len(file) + 1 {
				if matchesAll(pattern[i+1:], file[n:]) {
					return true
				}
			}
			return false
		}
		if len(file) == 0 {
			return false
		}
		if ok, _ := path.Match(p, file[0]); !ok {
			return false
		}
		file = file[1:]
	}
	return len(file) == 0
}
