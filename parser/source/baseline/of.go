package baseline

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fold"
)

// Of returns a baseline of all findings of a verb, sorted and without
// duplicates, and the number of the findings. Findings with one cause are one entry.
// New entries get the given reason. Entries of an older baseline keep their reason,
// owner and date, and its entries for other verbs and for rules are kept.
func Of(findings source.Findings, verb, reason string, older *Baseline) (*Baseline, int) {
	m := maker{verb: verb, reason: reason, kept: map[string]*Entry{}, own: map[string]*Entry{}, seen: map[string]int{}}
	m.keep(older)
	n := 0
	var fresh source.Findings
	for _, f := range findings {
		if f.Rule == ruleStale || f.Rule == ruleExpired || m.isCovered(f) {
			continue
		}
		n++
		if old := m.kept[f.Identity()]; old != nil && !m.isPlain(old) {
			m.one(f, old)
		} else {
			fresh = append(fresh, f)
		}
	}
	for _, g := range fold.Of(fresh) {
		m.group(g)
	}
	b := &Baseline{Entries: m.entries}
	slices.SortStableFunc(b.Entries, func(x, y *Entry) int {
		return cmp.Or(strings.Compare(x.Verb, y.Verb), strings.Compare(x.Finding, y.Finding), strings.Compare(x.key(), y.key()))
	})
	return b, n
}

// maker makes the entries of a baseline.
type maker struct {
	verb, reason string
	kept         map[string]*Entry // older entries by fingerprint
	byFile       []*Entry          // older entries for a rule and files
	own          map[string]*Entry // entries of the new baseline for a finding, by fingerprint
	seen         map[string]int    // the number of findings with each fingerprint
	entries      []*Entry
}

// keep records the entries of an older baseline. It keeps those for other verbs, for
// all verbs, and for rules.
func (m *maker) keep(older *Baseline) {
	if older == nil {
		return
	}
	for _, e := range older.Entries {
		switch {
		case e.Fingerprint == "" && e.isFor(m.verb):
			m.byFile = append(m.byFile, e)
			m.entries = append(m.entries, e)
		case e.Verb == m.verb:
			m.kept[e.Fingerprint] = e
		case e.Verb == "":
			m.kept[e.Fingerprint] = e
			m.own[e.Fingerprint] = e
			m.entries = append(m.entries, e)
		default:
			m.entries = append(m.entries, e)
		}
	}
}

// isCovered reports whether an entry for a rule is for the finding.
func (m *maker) isCovered(f source.Finding) bool {
	return slices.ContainsFunc(m.byFile, func(e *Entry) bool { return e.Rule == f.Rule.Name && matches(e.File, f.Position.File) })
}

// isPlain reports whether nobody has edited an older entry.
func (m *maker) isPlain(e *Entry) bool {
	return e.Reason == m.reason && e.Owner == "" && e.Expires == "" && e.Verb == m.verb
}

// one adds an entry for a finding, or counts it. The reason is that of the older
// entry, which may be nil.
func (m *maker) one(f source.Finding, old *Entry) {
	id := f.Identity()
	if m.own[id] == nil {
		m.own[id] = m.entry(id, f, old)
	}
	if m.seen[id]++; m.seen[id] > 1 {
		m.own[id].Count = max(m.own[id].Count, m.seen[id])
	}
}

// group adds an entry for findings with one cause.
func (m *maker) group(g fold.Group) {
	cause := g.Members[0].CauseIdentity()
	old := m.kept[cause]
	if old == nil && areEqual(g.Members) {
		for _, f := range g.Members {
			m.one(f, m.kept[f.Identity()])
		}
		return
	}
	e := m.own[cause]
	if e == nil {
		e = m.entry(cause, g.Finding(), old)
	}
	if old != nil && len(old.Members) == 0 && old.Count == 0 {
		return // somebody has accepted the cause
	}
	for _, f := range g.Members {
		e.Members = append(e.Members, digits(f.Identity()))
	}
	slices.Sort(e.Members)
	e.Count = 0
	if old == e { // the entry is for other verbs, too
		e.Members = slices.Compact(e.Members)
	}
}

// areEqual reports whether all findings have one fingerprint.
func areEqual(findings source.Findings) bool {
	id := findings[0].Identity()
	return !slices.ContainsFunc(findings, func(f source.Finding) bool { return f.Identity() != id })
}

// digits returns the beginning of a fingerprint for an entry.
func digits(fingerprint string) string {
	return fingerprint[:min(len(fingerprint), memberDigits)]
}

// entry adds an entry with a fingerprint.
func (m *maker) entry(fingerprint string, f source.Finding, old *Entry) *Entry {
	e := &Entry{Fingerprint: fingerprint, Verb: m.verb, Finding: shown(f), Reason: m.reason}
	if old != nil {
		e.Reason, e.Owner, e.Expires = old.Reason, old.Owner, old.Expires
	}
	m.entries = append(m.entries, e)
	return e
}

// maxText is the maximum length of the text of a finding in an entry, in characters.
const maxText = 100

// shown returns a finding in a form that identifies it for a person: the page, the
// beginning of the text, and the rule.
func shown(f source.Finding) string {
	text := []rune(f.Text())
	if len(text) > maxText {
		text = append(text[:maxText-1], '…')
	}
	page := path.Join(path.Base(path.Dir(f.Position.File)), path.Base(f.Position.File))
	return page + ": " + string(text) + " [" + f.Rule.Name + "]"
}
