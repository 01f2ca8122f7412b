package baseline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/baseline"
)

var (
	rule  = &source.Rule{Name: "tide-differs", Severity: source.Warning}
	today = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
)

func finding(line int, message string) source.Finding {
	return source.Finding{Position: source.Position{File: "docs/api/berth-get.md", Line: line}, Rule: rule, Severity: rule.Severity, Message: message}
}

func TestFingerprintsAreStable(t *testing.T) {
	f := finding(7, "differs from line 12")
	moved := finding(9, "differs from line 14")
	moved.Position.File = "other/v1.0/api/berth-get.md"
	assert.Equal(t, f.Identity(), moved.Identity())
	assert.NotEqual(t, f.Identity(), finding(7, "something else").Identity())
	f.Fingerprint = "own"
	assert.Equal(t, "own", f.Identity())
}

func TestApply(t *testing.T) {
	a, b, c := finding(1, "a"), finding(2, "b"), finding(3, "c")
	text := "findings:\n" +
		"  - fingerprint: " + a.Identity() + "\n    reason: known\n" +
		"  - fingerprint: " + b.Identity() + "\n    reason: until the spring tide\n    expires: 2026-11-23\n" +
		"  - fingerprint: gone\n    reason: was there once\n"
	known, err := baseline.Parse("known.yaml", []byte(text))
	require.NoError(t, err)
	var got []string
	for _, f := range known.Apply(source.Findings{a, b, c}, "lint", nil, today) {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		"docs/api/berth-get.md:2: b [tide-differs]",
		"docs/api/berth-get.md:3: c [tide-differs]",
		"known.yaml:4: the entry expired on 2026-11-23 (until the spring tide); fix the finding or set a later date [baseline-expired]",
		"known.yaml:7: no finding has the fingerprint gone; remove the entry [baseline-stale]",
	}, got)
	assert.Len(t, known.Apply(source.Findings{a, b, c}, "lint", nil, today.AddDate(0, 0, -1)), 2, "the last day counts")
}

func TestOf(t *testing.T) {
	a, b := finding(1, "a"), finding(2, "b")
	older, err := baseline.Parse("x", []byte("findings:\n  - {fingerprint: "+b.Identity()+", reason: because, owner: us, expires: 2027-01-31}\n"))
	require.NoError(t, err)
	made := baseline.Of(source.Findings{b, a, a}, "lint", "to be looked into", older)
	text, err := made.Format()
	require.NoError(t, err)
	again, err := baseline.Parse("x", text)
	require.NoError(t, err)
	require.Len(t, again.Entries, 2)
	assert.Equal(t, "to be looked into", again.Entries[0].Reason)
	assert.Equal(t, []string{"because", "us", "2027-01-31"}, []string{again.Entries[1].Reason, again.Entries[1].Owner, again.Entries[1].Expires})
	assert.Empty(t, again.Apply(source.Findings{a, a, b}, "lint", nil, today))
}

// TestEqualFindings checks the count of an entry for several equal findings.
func TestEqualFindings(t *testing.T) {
	a := finding(1, "a")
	known := baseline.Of(source.Findings{a, a}, "lint", "known", nil)
	require.Len(t, known.Entries, 1)
	assert.Equal(t, 2, known.Entries[0].Count)
	assert.Empty(t, known.Apply(source.Findings{a, a}, "lint", nil, today))
	assert.Equal(t, source.Findings{a}, known.Apply(source.Findings{a, a, a}, "lint", nil, today))
	left := known.Apply(source.Findings{a}, "lint", nil, today)
	require.Len(t, left, 1)
	assert.Equal(t, "the entry is for 2 findings with the fingerprint "+a.Identity()+", but there are 1; change the count", left[0].Message)
	assert.Equal(t, source.Findings{a}, baseline.Of(source.Findings{a}, "lint", "known", known).Apply(source.Findings{a, a}, "lint", nil, today))
}

// TestRulesThatAreOff checks that an entry for a rule that is off is not stale.
func TestRulesThatAreOff(t *testing.T) {
	known := baseline.Of(source.Findings{finding(1, "a [b]")}, "lint", "known", nil)
	off := func(name string) bool { return name == rule.Name }
	assert.Empty(t, known.Apply(nil, "lint", off, today))
	assert.Len(t, known.Apply(nil, "lint", nil, today), 1)
}

// TestEntriesOfOtherVerbs checks that entries for other verbs are ignored and
// kept.
func TestEntriesOfOtherVerbs(t *testing.T) {
	a, b := finding(1, "a"), finding(2, "b")
	linted := baseline.Of(source.Findings{a}, "lint", "known", nil)
	both := baseline.Of(source.Findings{a, b}, "drift --go", "known there", linted)
	require.Len(t, both.Entries, 3)
	assert.Empty(t, both.Apply(source.Findings{a}, "lint", nil, today))
	assert.Empty(t, both.Apply(source.Findings{a, b}, "drift --go", nil, today))
	left := both.Apply(source.Findings{b}, "lint", nil, today)
	require.Len(t, left, 2)
	assert.Equal(t, b.String(), left[1].String())
	assert.Equal(t, "baseline-stale", left[0].Rule.Name)
	assert.Equal(t, source.Findings{b}, both.Apply(source.Findings{b}, "drift --from", nil, today))
	assert.Len(t, baseline.Of(nil, "lint", "", both).Entries, 2)
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"findings:\n  - reason: x\n":                                                                "b.yaml:2: the entry has no fingerprint",
		"findings:\n  - fingerprint: x\n":                                                           "b.yaml:2: the entry has no reason",
		"findings:\n  - fingerprint: x\n    reason: y\n    expires: soon\n":                         "b.yaml:2: expires: want a date such as 2027-01-31, not \"soon\"",
		"findings:\n  - fingerprint: x\n    reson: y\n":                                             "field reson not found",
		"findings:\n  - {fingerprint: x, reason: y}\n  - {fingerprint: x, reason: z}\n":             "b.yaml:3: the entry is for the same finding as the one at line 2",
		"findings:\n  - {fingerprint: x, reason: y, verb: lint}\n  - {fingerprint: x, reason: z}\n": "b.yaml:3: the entry is for the same finding as the one at line 2",
		"findings:\n  - {fingerprint: x, reason: y, verb: drift}\n":                                 "b.yaml:2: unknown verb \"drift\": want one of lint, drift --from, drift --metadata, drift --go",
		"findings:\n  - {fingerprint: x, reason: y, count: -1}\n":                                   "b.yaml:2: count: want a positive number of findings, not -1",
		"findings: [":     "b.yaml: ",
		"findings: [~]\n": "b.yaml: entry 1 is empty",
	} {
		_, err := baseline.Parse("b.yaml", []byte(text))
		assert.ErrorContains(t, err, want)
	}
	empty, err := baseline.Parse("b.yaml", nil)
	require.NoError(t, err)
	assert.Empty(t, empty.Apply(nil, "lint", nil, today))
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("findings:\n  - fingerprint: x\n    reason: y\n    expires: 2027-01-31\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, err := baseline.Parse("b.yaml", text); err == nil {
			b.Apply(source.Findings{finding(1, "a")}, "lint", nil, today)
		}
	})
}
