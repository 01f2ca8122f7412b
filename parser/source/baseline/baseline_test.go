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
	return source.Finding{Position: source.Position{File: "docs/api/berth-get.md", Line: line}, Rule: rule, Message: message}
}

func TestFingerprintsOutliveLinesAndFolders(t *testing.T) {
	f := finding(7, "differs from line 12")
	moved := finding(9, "differs from line 14")
	moved.Position.File = "other/v1.0/api/berth-get.md"
	assert.Equal(t, baseline.Fingerprint(f), baseline.Fingerprint(moved))
	assert.NotEqual(t, baseline.Fingerprint(f), baseline.Fingerprint(finding(7, "something else")))
	f.Fingerprint = "own"
	assert.Equal(t, "own", baseline.Fingerprint(f))
}

func TestApply(t *testing.T) {
	a, b, c := finding(1, "a"), finding(2, "b"), finding(3, "c")
	text := "findings:\n" +
		"  - fingerprint: " + baseline.Fingerprint(a) + "\n    reason: known\n" +
		"  - fingerprint: " + baseline.Fingerprint(b) + "\n    reason: until the spring tide\n    expires: 2026-11-23\n" +
		"  - fingerprint: gone\n    reason: was there once\n"
	known, err := baseline.Parse("known.yaml", []byte(text))
	require.NoError(t, err)
	var got []string
	for _, f := range known.Apply(source.Findings{a, b, c}, today) {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		"docs/api/berth-get.md:2: b [tide-differs]",
		"docs/api/berth-get.md:3: c [tide-differs]",
		"known.yaml:4: the entry held until 2026-11-23 (until the spring tide): mend what it is about, or say for how long more [baseline-expired]",
		"known.yaml:7: nothing has the fingerprint gone any more: take the entry out [baseline-stale]",
	}, got)
	assert.Len(t, known.Apply(source.Findings{a, b, c}, today.AddDate(0, 0, -1)), 2, "the last day counts")
}

func TestOf(t *testing.T) {
	a, b := finding(1, "a"), finding(2, "b")
	older, err := baseline.Parse("x", []byte("findings:\n  - {fingerprint: "+baseline.Fingerprint(b)+", reason: because, owner: us, expires: 2027-01-31}\n"))
	require.NoError(t, err)
	made := baseline.Of(source.Findings{b, a, a}, "to be looked into", older)
	text, err := made.Format()
	require.NoError(t, err)
	again, err := baseline.Parse("x", text)
	require.NoError(t, err)
	require.Len(t, again.Entries, 2)
	assert.Equal(t, "to be looked into", again.Entries[0].Reason)
	assert.Equal(t, []string{"because", "us", "2027-01-31"}, []string{again.Entries[1].Reason, again.Entries[1].Owner, again.Entries[1].Expires})
	assert.Empty(t, again.Apply(source.Findings{a, b}, today))
}

func TestWhatCantBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"findings:\n  - reason: x\n":                                        "b.yaml:2: the entry has no fingerprint",
		"findings:\n  - fingerprint: x\n":                                   "b.yaml:2: the entry has no reason",
		"findings:\n  - fingerprint: x\n    reason: y\n    expires: soon\n": "b.yaml:2: expires: want a date such as 2027-01-31, not \"soon\"",
		"findings:\n  - fingerprint: x\n    reson: y\n":                     "field reson not found",
		"findings: [":     "b.yaml: ",
		"findings: [~]\n": "b.yaml: entry 1 is empty",
	} {
		_, err := baseline.Parse("b.yaml", []byte(text))
		assert.ErrorContains(t, err, want)
	}
	empty, err := baseline.Parse("b.yaml", nil)
	require.NoError(t, err)
	assert.Empty(t, empty.Apply(nil, today))
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("findings:\n  - fingerprint: x\n    reason: y\n    expires: 2027-01-31\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, err := baseline.Parse("b.yaml", text); err == nil {
			b.Apply(source.Findings{finding(1, "a")}, today)
		}
	})
}
