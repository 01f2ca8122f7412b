package baseline_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/baseline"
)

var (
	rule  = source.Declare(source.Rule{Name: "tide-differs", Severity: source.Warning})
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
	for _, f := range known.Apply(source.Findings{a, b, c}, "lint", nil, today).Left {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		"docs/api/berth-get.md:2: b [tide-differs]",
		"docs/api/berth-get.md:3: c [tide-differs]",
		"known.yaml:4: the entry expired on 2026-11-23 (until the spring tide); fix the finding or set a later date [baseline-expired]",
		"known.yaml:7: no finding has the fingerprint gone; remove the entry [baseline-stale]",
	}, got)
	assert.Len(t, known.Apply(source.Findings{a, b, c}, "lint", nil, today.AddDate(0, 0, -1)).Left, 2, "the last day counts")
}

func TestOf(t *testing.T) {
	a, b := finding(1, "a"), finding(2, "b")
	older, err := baseline.Parse("x", []byte("findings:\n  - {fingerprint: "+b.Identity()+", reason: because, owner: us, expires: 2027-01-31}\n"))
	require.NoError(t, err)
	made, written := baseline.Of(source.Findings{b, a, a}, "lint", "to be looked into", older)
	assert.Equal(t, 3, written)
	text, err := made.Format()
	require.NoError(t, err)
	again, err := baseline.Parse("x", text)
	require.NoError(t, err)
	require.Len(t, again.Entries, 2)
	assert.Equal(t, []string{"because", "us", "2027-01-31"}, []string{again.Entries[0].Reason, again.Entries[0].Owner, again.Entries[0].Expires})
	assert.Equal(t, "to be looked into", again.Entries[1].Reason)
	assert.Empty(t, again.Apply(source.Findings{a, a, b}, "lint", nil, today).Left)
}

// TestEqualFindings checks the count of an entry for several equal findings.
func TestEqualFindings(t *testing.T) {
	a := finding(1, "a")
	known, _ := baseline.Of(source.Findings{a, a}, "lint", "known", nil)
	require.Len(t, known.Entries, 1)
	assert.Equal(t, 2, known.Entries[0].Count)
	assert.Empty(t, known.Apply(source.Findings{a, a}, "lint", nil, today).Left)
	assert.Equal(t, source.Findings{a}, known.Apply(source.Findings{a, a, a}, "lint", nil, today).Left)
	left := known.Apply(source.Findings{a}, "lint", nil, today).Left
	require.Len(t, left, 1)
	assert.Equal(t, "the entry is for 2 findings with the fingerprint "+a.Identity()+", but there are 1; change the count", left[0].Message)
	fewer, _ := baseline.Of(source.Findings{a}, "lint", "known", known)
	assert.Equal(t, source.Findings{a}, fewer.Apply(source.Findings{a, a}, "lint", nil, today).Left)
}

// TestRulesThatAreOff checks that an entry for a rule that is off is not stale.
func TestRulesThatAreOff(t *testing.T) {
	known, _ := baseline.Of(source.Findings{finding(1, "a [b]")}, "lint", "known", nil)
	off := func(name string) bool { return name == rule.Name }
	assert.Empty(t, known.Apply(nil, "lint", off, today).Left)
	assert.Len(t, known.Apply(nil, "lint", nil, today).Left, 1)
}

// TestEntriesOfOtherVerbs checks that entries for other verbs are ignored and
// kept.
func TestEntriesOfOtherVerbs(t *testing.T) {
	a, b := finding(1, "a"), finding(2, "b")
	linted, _ := baseline.Of(source.Findings{a}, "lint", "known", nil)
	both, _ := baseline.Of(source.Findings{a, b}, "drift --go", "known there", linted)
	require.Len(t, both.Entries, 3)
	assert.Empty(t, both.Apply(source.Findings{a}, "lint", nil, today).Left)
	assert.Empty(t, both.Apply(source.Findings{a, b}, "drift --go", nil, today).Left)
	left := both.Apply(source.Findings{b}, "lint", nil, today).Left
	require.Len(t, left, 2)
	assert.Equal(t, b.String(), left[1].String())
	assert.Equal(t, "baseline-stale", left[0].Rule.Name)
	assert.Equal(t, source.Findings{b}, both.Apply(source.Findings{b}, "drift --from", nil, today).Left)
	others, _ := baseline.Of(nil, "lint", "", both)
	assert.Len(t, others.Entries, 2)
}

// member returns a finding about a member of an enum.
func member(name string) source.Finding {
	f := finding(1, "the member is not in the metadata")
	f.Subject = "harbor.port.tide/" + name
	return f
}

// TestCauses checks that findings with one cause are one entry, which suppresses no
// other finding with the cause.
func TestCauses(t *testing.T) {
	ebb, flood, slack := member("ebb"), member("flood"), member("slack")
	made, n := baseline.Of(source.Findings{ebb, flood}, "lint", "known", nil)
	assert.Equal(t, 2, n)
	require.Len(t, made.Entries, 1)
	e := made.Entries[0]
	assert.Equal(t, ebb.CauseIdentity(), e.Fingerprint)
	assert.ElementsMatch(t, []string{ebb.Identity()[:12], flood.Identity()[:12]}, e.Members)
	assert.Equal(t, "api/berth-get.md: harbor.port.tide: the member is not in the metadata (2 times: ebb, flood) [tide-differs]", e.Finding)
	text, err := made.Format()
	require.NoError(t, err)
	known, err := baseline.Parse("known.yaml", text)
	require.NoError(t, err)

	r := known.Apply(source.Findings{ebb, flood, slack}, "lint", nil, today)
	assert.Equal(t, source.Findings{slack}, r.Left, "a new member is reported")
	assert.Len(t, r.Suppressed, 2)
	assert.Zero(t, r.Stale)
	r = known.Apply(source.Findings{flood}, "lint", nil, today)
	require.Len(t, r.Left, 1)
	assert.Equal(t, "the entry is for 2 findings with one cause, but there are 1; remove these members: "+ebb.Identity()[:12], r.Left[0].Message)
	assert.Equal(t, 1, r.Stale)
	assert.Len(t, r.Suppressed, 1)

	// The reason of the entry stays, and it has the members of now.
	known.Entries[0].Reason = "the tide turns"
	again, n := baseline.Of(source.Findings{flood, slack}, "lint", "known", known)
	assert.Equal(t, 2, n)
	require.Len(t, again.Entries, 1)
	assert.Equal(t, "the tide turns", again.Entries[0].Reason)
	assert.Empty(t, again.Apply(source.Findings{flood, slack}, "lint", nil, today).Left)
	assert.Equal(t, source.Findings{ebb}, again.Apply(source.Findings{ebb, flood, slack}, "lint", nil, today).Left)

	// One finding that is left keeps the entry.
	one, _ := baseline.Of(source.Findings{slack}, "lint", "known", again)
	require.Len(t, one.Entries, 1)
	assert.Equal(t, ebb.CauseIdentity(), one.Entries[0].Fingerprint)
}

// TestWholeCause checks an entry that a person wrote for all findings with a cause, or
// for a number of them.
func TestWholeCause(t *testing.T) {
	ebb, flood := member("ebb"), member("flood")
	parse := func(more string) *baseline.Baseline {
		b, err := baseline.Parse("b.yaml", []byte("findings:\n  - {fingerprint: "+ebb.CauseIdentity()+", reason: x"+more+"}\n"))
		require.NoError(t, err)
		return b
	}
	assert.Empty(t, parse("").Apply(source.Findings{ebb, flood}, "lint", nil, today).Left)
	assert.Equal(t, source.Findings{flood}, parse(", count: 1").Apply(source.Findings{ebb, flood}, "lint", nil, today).Left)
	assert.Equal(t, 1, parse("").Apply(nil, "lint", nil, today).Stale)
	kept, _ := baseline.Of(source.Findings{ebb, flood}, "lint", "known", parse(", verb: lint"))
	require.Len(t, kept.Entries, 1)
	assert.Empty(t, kept.Entries[0].Members)
	assert.Equal(t, "x", kept.Entries[0].Reason)
}

// TestReasonsOfPersons checks that an entry that a person edited stays apart from
// others with its cause, and that the others become one entry.
func TestReasonsOfPersons(t *testing.T) {
	ebb, flood, slack := member("ebb"), member("flood"), member("slack")
	older, err := baseline.Parse("b.yaml", []byte("findings:\n"+
		"  - {fingerprint: "+ebb.Identity()+", verb: lint, reason: agreed}\n"+
		"  - {fingerprint: "+flood.Identity()+", verb: lint, reason: known}\n"+
		"  - {fingerprint: "+slack.Identity()+", verb: lint, reason: known}\n"))
	require.NoError(t, err)
	made, n := baseline.Of(source.Findings{ebb, flood, slack}, "lint", "known", older)
	assert.Equal(t, 3, n)
	require.Len(t, made.Entries, 2)
	assert.Empty(t, made.Apply(source.Findings{ebb, flood, slack}, "lint", nil, today).Left)
}

// TestRuleAndFile checks entries for a rule in files.
func TestRuleAndFile(t *testing.T) {
	b, err := baseline.Parse("b.yaml", []byte("findings:\n  - {rule: tide-differs, file: api/berth-*.md, reason: x, expires: 2026-11-24}\n"))
	require.NoError(t, err)
	other := finding(1, "a")
	other.Rule = &source.Rule{Name: "wind-differs"}
	elsewhere := finding(1, "a")
	elsewhere.Position.File = "docs/api/more/berth-get.md"
	r := b.Apply(source.Findings{finding(1, "a"), finding(2, "b"), other, elsewhere}, "lint", nil, today)
	assert.Equal(t, source.Findings{other, elsewhere}, r.Left)
	require.Len(t, r.Suppressed, 2)
	assert.Equal(t, "x", r.Suppressed[0].Entry.Reason)

	later := b.Apply(source.Findings{finding(1, "a"), finding(2, "b")}, "lint", nil, today.AddDate(0, 0, 1))
	require.Len(t, later.Left, 3)
	assert.Equal(t, "baseline-expired", later.Left[0].Rule.Name)
	stale := b.Apply(nil, "lint", nil, today)
	require.Len(t, stale.Left, 1)
	assert.Equal(t, "no finding of the rule tide-differs is in api/berth-*.md; remove the entry", stale.Left[0].Message)
	assert.Empty(t, b.Apply(nil, "lint", func(name string) bool { return name == "tide-differs" }, today).Left)

	unknown, err := baseline.Parse("b.yaml", []byte("findings:\n  - {rule: tide-difers, file: api/berth-*.md, reason: x}\n"))
	require.NoError(t, err)
	stale = unknown.Apply(nil, "lint", nil, today)
	require.Len(t, stale.Left, 1)
	assert.Contains(t, stale.Left[0].Message, "correct or remove the entry: there is no rule \"tide-difers\"")

	made, n := baseline.Of(source.Findings{finding(1, "a"), elsewhere}, "lint", "known", b)
	assert.Equal(t, 1, n, "a finding that the entry covers needs no other")
	assert.Len(t, made.Entries, 2)
	assert.Empty(t, made.Apply(source.Findings{finding(1, "a"), elsewhere}, "lint", nil, today).Left)
}

// TestPatterns checks the patterns for files.
func TestPatterns(t *testing.T) {
	for pattern, want := range map[string]bool{
		"docs/api/berth-get.md": true, "api/berth-get.md": true, "*.md": true, "**/*.md": true, "docs/**": true, "docs/**/berth-get.md": true, "docs/**/api/berth-?et.md": true,
		"api": false, "docs/*.md": false, "berth": false, "pi/berth-get.md": false, "docs/api/berth-get.md/x": false,
	} {
		b, err := baseline.Parse("b.yaml", []byte("findings:\n  - {rule: tide-differs, file: \""+pattern+"\", reason: x}\n"))
		require.NoError(t, err, pattern)
		assert.Equal(t, want, len(b.Apply(source.Findings{finding(1, "a")}, "lint", nil, today).Suppressed) == 1, pattern)
	}
}

// draw returns findings of a few causes, some of them equal.
func draw(r *rand.Rand, n int) source.Findings {
	var list source.Findings
	for range n {
		f := member(fmt.Sprintf("m%d", r.IntN(9)))
		if r.IntN(3) == 0 {
			f = finding(r.IntN(3), fmt.Sprintf("on line %d", r.IntN(3)))
		}
		f.Position.File = fmt.Sprintf("docs/api/p%d.md", r.IntN(3))
		list = append(list, f)
	}
	return list
}

// TestRoundTrip checks that a baseline of findings, written and read again, suppresses
// exactly these, also if it was made over an older one.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		older, _ := baseline.Of(draw(r, r.IntN(30)), "lint", "known", nil)
		if seed%3 == 0 && len(older.Entries) > 0 {
			older.Entries[0].Reason = "agreed"
		}
		is := draw(r, r.IntN(30))
		made, n := baseline.Of(is, "lint", "known", older)
		assert.Equal(t, len(is), n)
		text, err := made.Format()
		require.NoError(t, err)
		known, err := baseline.Parse("known.yaml", text)
		require.NoError(t, err)
		result := known.Apply(is, "lint", nil, today)
		require.Empty(t, result.Left, "seed %d:\n%s", seed, text)
		require.Len(t, result.Suppressed, len(is))

		// One more is reported, whatever it is.
		more := append(is, member("new"))
		require.Len(t, known.Apply(more, "lint", nil, today).Left, 1, "seed %d", seed)
		if len(is) > 0 {
			require.Len(t, known.Apply(append(is, is[0]), "lint", nil, today).Left, 1, "seed %d:\n%s", seed, text)
		}
	}
}

// TestLongFindings checks that an entry has the beginning of a long text, and the rule.
func TestLongFindings(t *testing.T) {
	made, _ := baseline.Of(source.Findings{finding(1, strings.Repeat("ß", 150))}, "lint", "known", nil)
	assert.Equal(t, "api/berth-get.md: "+strings.Repeat("ß", 99)+"… [tide-differs]", made.Entries[0].Finding)
}

// TestEntriesOfAllVerbs checks that an entry without a verb stays one.
func TestEntriesOfAllVerbs(t *testing.T) {
	a := finding(1, "a")
	older, err := baseline.Parse("b.yaml", []byte("findings:\n  - {fingerprint: "+a.Identity()+", reason: known}\n"))
	require.NoError(t, err)
	made, _ := baseline.Of(source.Findings{a, a}, "lint", "known", older)
	require.Len(t, made.Entries, 1)
	assert.Empty(t, made.Apply(source.Findings{a, a}, "lint", nil, today).Left)
	assert.Len(t, made.Apply(source.Findings{a}, "drift --go", nil, today).Suppressed, 1)
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"findings:\n  - reason: x\n":                                        "b.yaml:2: the entry has no fingerprint, and no rule and file",
		"findings:\n  - fingerprint: x\n":                                   "b.yaml:2: the entry has no reason",
		"findings:\n  - fingerprint: x\n    reason: y\n    expires: soon\n": "b.yaml:2: expires: want a date such as 2027-01-31, not \"soon\"",
		"findings:\n  - fingerprint: x\n    reson: y\n":                     "b.yaml:3: unknown key \"reson\"; the keys are fingerprint, rule, file, ",
		"finding:\n  - reason: x\n":                                         "b.yaml:1: unknown key \"finding\"; the keys are findings",
		"- fingerprint: x\n":                                                "b.yaml:1: want keys and values; the keys are findings",
		"findings: x\n":                                                     "b.yaml:1: want a list of entries below the key findings",
		"findings:\n  - x\n":                                                "b.yaml:2: want keys and values; the keys are fingerprint",
		"findings:\n  - {fingerprint: x, reason: y}\n  - {fingerprint: x, reason: z}\n":             "b.yaml:3: the entry is for the same finding as the one at line 2",
		"findings:\n  - {fingerprint: x, reason: y, verb: lint}\n  - {fingerprint: x, reason: z}\n": "b.yaml:3: the entry is for the same finding as the one at line 2",
		"findings:\n  - {fingerprint: x, reason: y, verb: drift}\n":                                 "b.yaml:2: unknown verb \"drift\": want one of lint, drift --from, drift --metadata, drift --openapi, drift --permissions, drift --go",
		"findings:\n  - {fingerprint: x, reason: y, count: -1}\n":                                   "b.yaml:2: count: want a positive number of findings, not -1",
		"findings:\n  - {fingerprint: x, rule: y, file: z, reason: y}\n":                            "b.yaml:2: the entry has both a fingerprint and a rule or file",
		"findings:\n  - {rule: y, reason: y}\n":                                                     "b.yaml:2: the entry needs both a rule and a file",
		"findings:\n  - {rule: y, file: z, count: 2, reason: y}\n":                                  "b.yaml:2: an entry for a rule and a file has no count",
		"findings:\n  - {rule: y, file: \"[\", reason: y}\n":                                        "b.yaml:2: file: \"[\" is not a pattern such as api/user-*.md",
		"findings:\n  - {fingerprint: x, members: [abc], reason: y}\n":                              "b.yaml:2: members: \"abc\" is no beginning of a fingerprint",
		"findings:\n  - {rule: y, file: z, reason: y}\n  - {rule: y, file: z, reason: y}\n":         "b.yaml:3: the entry is for the same finding as the one at line 2",
		"findings: [":     "b.yaml: ",
		"findings: [~]\n": "b.yaml: entry 1 is empty",
	} {
		_, err := baseline.Parse("b.yaml", []byte(text))
		assert.ErrorContains(t, err, want)
	}
	empty, err := baseline.Parse("b.yaml", nil)
	require.NoError(t, err)
	assert.Empty(t, empty.Apply(nil, "lint", nil, today).Left)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("findings:\n  - fingerprint: x\n    reason: y\n    expires: 2027-01-31\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if b, err := baseline.Parse("b.yaml", text); err == nil {
			_, err := b.Format()
			require.NoError(t, err)
			r := b.Apply(source.Findings{finding(1, "a")}, "lint", nil, today)
			assert.LessOrEqual(t, len(r.Suppressed), 1)
		}
	})
}
