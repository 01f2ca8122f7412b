package source_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
)

// The rules of this test. Their names sort in the reverse order of their
// declarations.
var (
	ruleMoored = source.Declare(source.Rule{Name: "test-moored", Severity: source.Error, Summary: "A vessel is moored."})
	ruleAfloat = source.Declare(source.Rule{Name: "test-afloat", Severity: source.Warning, Summary: "A vessel is afloat."})
	ruleSeen   = source.Declare(source.Rule{Name: "test-seen", Severity: source.Note, Summary: "A vessel is seen."})
)

func at(line, col int) source.Position {
	return source.Position{File: "api/vessel-get.md", Line: line, Col: col}
}

func TestPosition(t *testing.T) {
	assert.Equal(t, "api/vessel-get.md:7:3", at(7, 3).String())
	assert.Equal(t, "api/vessel-get.md:7", at(7, 0).String())
	assert.Equal(t, "api/vessel-get.md", at(0, 0).String())
	assert.Equal(t, "api/vessel-get.md", at(0, 3).String(), "a column without a line is ignored")
	assert.Empty(t, source.Position{}.String())
	sorted := []source.Position{{File: "a", Line: 9, Col: 9}, {File: "b", Line: 1, Col: 9}, {File: "b", Line: 2, Col: 1}, {File: "b", Line: 2, Col: 2}}
	for i, p := range sorted {
		for j, q := range sorted {
			assert.Equal(t, i < j, p.Compare(q) < 0, "%v %v", p, q)
			assert.Equal(t, i == j, p.Compare(q) == 0, "%v %v", p, q)
		}
	}
}

func TestSeverities(t *testing.T) {
	for severity, name := range map[source.Severity]string{source.Note: "note", source.Warning: "warning", source.Error: "error"} {
		assert.Equal(t, name, severity.String())
		data, err := json.Marshal(severity)
		require.NoError(t, err)
		assert.Equal(t, `"`+name+`"`, string(data))
		parsed, err := source.ParseSeverity(name)
		require.NoError(t, err)
		assert.Equal(t, severity, parsed)
	}
	assert.True(t, source.Note < source.Warning && source.Warning < source.Error)
	_, err := source.ParseSeverity("fatal")
	assert.EqualError(t, err, `unknown severity "fatal": want error, warning or note`)
}

// TestRules checks that Rules is sorted and that a rule cannot be declared
// twice.
func TestRules(t *testing.T) {
	rules := source.Rules()
	assert.True(t, slices.IsSortedFunc(rules, func(a, b *source.Rule) int { return strings.Compare(a.Name, b.Name) }))
	for _, rule := range []*source.Rule{ruleMoored, ruleAfloat, ruleSeen} {
		assert.Contains(t, rules, rule)
	}
	assert.Equal(t, &source.Rule{Name: "test-moored", Severity: source.Error, Summary: "A vessel is moored."}, ruleMoored)
	assert.PanicsWithValue(t, "source: two rules have the name test-seen", func() { source.Declare(source.Rule{Name: "test-seen"}) })
	assert.Len(t, source.Rules(), len(rules), "the second rule is not declared")
}

func TestAdd(t *testing.T) {
	var l source.Findings
	l.Add(at(1, 1), ruleSeen, "all of\n\tthe  crew ")
	l.Add(at(1, 2), ruleSeen, "%d of %q", 2, "a\nb")
	l.AddFix(at(1, 3), ruleSeen, nil, "no fix")
	l.AddFix(at(1, 4), ruleSeen, []source.Edit{{Position: at(2, 1), Was: "a", With: "b"}}, "fix of %s", "it")
	assert.Equal(t, []string{
		"api/vessel-get.md:1:1: all of the crew [test-seen]", `api/vessel-get.md:1:2: 2 of "a\nb" [test-seen]`,
		"api/vessel-get.md:1:3: no fix [test-seen]", "api/vessel-get.md:1:4: fix of it [test-seen]",
	}, lines(l))
	assert.Nil(t, l[2].Fix)
	assert.Equal(t, &source.Fix{Edits: []source.Edit{{Position: at(2, 1), Was: "a", With: "b"}}}, l[3].Fix)
	assert.Same(t, ruleSeen, l[0].Rule)
}

// TestU19 holds a message to a length that a person reads.
func TestU19(t *testing.T) {
	var l source.Findings
	number := strings.Repeat("1", 1_000_000)
	l.Add(at(1, 1), ruleSeen, "the number %s is no Edm.Int32: it is above %d", number, 2147483647)
	assert.Equal(t, "the number "+number[:60]+"…"+number[:30]+" is no Edm.Int32: it is above 2147483647", l[0].Message)
	l.Add(at(1, 1), ruleSeen, "%s", strings.Repeat("ü", 2000)+" "+strings.Repeat("ny ", 1000))
	assert.LessOrEqual(t, len(l[1].Message), 1000)
	assert.True(t, utf8.ValidString(l[1].Message))
	assert.True(t, strings.HasSuffix(l[1].Message, "ny…") || strings.HasSuffix(l[1].Message, "…"))
	l.Add(at(1, 1), ruleSeen, "%s", strings.Repeat("a", 1000))
	assert.Len(t, l[2].Message, 1000, "a long word in a message that is not too long")
}

func lines(l source.Findings) []string {
	var all []string
	for _, f := range l {
		all = append(all, f.String())
	}
	return all
}

// TestSort checks that the order of adding does not matter and that duplicates
// are removed.
func TestSort(t *testing.T) {
	var sorted source.Findings
	sorted.Add(source.Position{File: "a.md"}, ruleSeen, "z")
	sorted.Add(at(1, 2), ruleSeen, "z")
	sorted.Add(at(1, 3), ruleAfloat, "b")
	sorted.Add(at(1, 3), ruleMoored, "a")
	sorted.Add(at(1, 3), ruleMoored, "b")
	sorted.Add(at(1, 3), ruleMoored, "a")
	sorted[5].Subject = "harbor.port.vessel"
	sorted.Add(at(2, 1), ruleAfloat, "a")
	want := lines(sorted)
	assert.Equal(t, "api/vessel-get.md:1:3: harbor.port.vessel: a [test-moored]", want[5])
	for range len(sorted) {
		first := sorted[0]
		sorted = append(sorted[1:], first)
		twice := slices.Concat(sorted, sorted)
		twice.Sort()
		assert.Equal(t, want, lines(twice))
	}
	other := slices.Clone(sorted[:1])
	other = append(other, other[0])
	other[1].Other = at(9, 9)
	other.Sort()
	assert.Len(t, other, 2, "they have different counterparts")
	fixed := slices.Clone(sorted[:1])
	fixed = append(fixed, fixed[0])
	fixed[1].Fix = &source.Fix{}
	fixed.Sort()
	assert.Len(t, fixed, 1, "a fix does not distinguish findings")
}

func TestCount(t *testing.T) {
	var l source.Findings
	for _, rule := range []*source.Rule{ruleSeen, ruleMoored, ruleSeen, ruleAfloat, ruleSeen} {
		l.Add(at(1, 1), rule, "x")
	}
	assert.Equal(t, 1, l.Count(source.Error))
	assert.Equal(t, 2, l.Count(source.Warning))
	assert.Equal(t, 5, l.Count(source.Note))
}

// TestIdentity checks that the identity does not depend on the line or the
// folder of the page, and depends on everything else.
func TestIdentity(t *testing.T) {
	base := source.Finding{Position: at(1, 1), Rule: ruleSeen, Message: "like that of line 12"}
	id := base.Identity()
	assert.Len(t, id, 32)
	for name, change := range map[string]func(*source.Finding){
		"line":    func(f *source.Finding) { f.Position = at(9, 9) },
		"folder":  func(f *source.Finding) { f.Position.File = "docs/v1.0/api/vessel-get.md" },
		"message": func(f *source.Finding) { f.Message = "like that of line 7" },
	} {
		f := base
		change(&f)
		assert.Equal(t, id, f.Identity(), name)
	}
	for name, change := range map[string]func(*source.Finding){
		"page":    func(f *source.Finding) { f.Position.File = "api/vessel-list.md" },
		"parent":  func(f *source.Finding) { f.Position.File = "resources/vessel-get.md" },
		"rule":    func(f *source.Finding) { f.Rule = ruleAfloat },
		"message": func(f *source.Finding) { f.Message = "like that of outline 12" },
		"subject": func(f *source.Finding) { f.Subject = "harbor.port.vessel" },
	} {
		f := base
		change(&f)
		assert.NotEqual(t, id, f.Identity(), name)
	}
	base.Fingerprint = "own"
	assert.Equal(t, "own", base.Identity())
	assert.Equal(t, "c4e36456f9d6af2b3eafb5f9796c7839", source.Finding{Position: at(3, 1), Rule: ruleSeen, Message: "like that of line 3"}.Identity(), "existing baselines have this fingerprint")
}

// Input that cannot be read is a finding of a declared rule.
func ExampleFindings() {
	var found source.Findings
	found.Add(source.Position{File: "api/vessel-get.md", Line: 7, Col: 3}, ruleAfloat, "no depth %q", "shoal")
	found.Add(source.Position{File: "api/vessel-get.md", Line: 2}, ruleSeen, "a comment")
	found.Sort()
	for _, f := range found {
		fmt.Println(f.Rule.Severity, f)
	}
	fmt.Println(found.Count(source.Warning), "to fix")
	// Output:
	// note api/vessel-get.md:2: a comment [test-seen]
	// warning api/vessel-get.md:7:3: no depth "shoal" [test-afloat]
	// 1 to fix
}

func TestLines(t *testing.T) {
	text := "ab\ncde\n\nf"
	at := source.Position{File: "a.md", Line: 4, Col: 3}
	for _, offsets := range [][]int{{0, 1, 2, 3, 6, 7, 8, 9, 20}, {8, 2, 3, 0, 9, 7}} {
		lines := at.Lines(text)
		for _, offset := range offsets {
			assert.Equal(t, at.At(text, offset), lines.At(offset), offset)
		}
	}
}
