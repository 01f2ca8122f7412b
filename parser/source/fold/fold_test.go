package fold_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fold"
)

var (
	missing = &source.Rule{Name: "member-missing", Severity: source.Error}
	unknown = &source.Rule{Name: "type-unknown", Severity: source.Warning, Cause: source.OneName}
)

func about(subject string, severity source.Severity, message string) source.Finding {
	return source.Finding{Position: source.Position{File: "docs/resources/tide.md", Line: 7}, Rule: missing, Severity: severity, Subject: subject, Message: message}
}

func at(file string, line int, message string) source.Finding {
	return source.Finding{Position: source.Position{File: file, Line: line}, Rule: unknown, Severity: unknown.Severity, Message: message}
}

// texts returns the findings of groups as text.
func texts(groups []fold.Group) []string {
	var list []string
	for _, g := range groups {
		list = append(list, g.Finding().String())
	}
	return list
}

func ExampleOf() {
	var findings source.Findings
	for _, name := range []string{"ebb", "flood", "neap", "slack", "spring"} {
		findings = append(findings, about("harbor.port.tide/"+name, source.Error, "the member is not in the metadata"))
	}
	findings = append(findings, about("harbor.port.wind/north", source.Error, "the member is not in the metadata"))
	for _, g := range fold.Of(findings) {
		fmt.Println(g.Finding())
	}
	// Output:
	// docs/resources/tide.md:7: harbor.port.tide: the member is not in the metadata (5 times: ebb, flood, neap, …) [member-missing]
	// docs/resources/tide.md:7: harbor.port.wind/north: the member is not in the metadata [member-missing]
}

// TestDifferentMessages checks that the message of a group says what the first member
// is.
func TestDifferentMessages(t *testing.T) {
	assert.Equal(t, []string{"docs/resources/tide.md:7: harbor.port.tide: ebb: it is a string (2 times: ebb, flood) [member-missing]"},
		texts(fold.Of(source.Findings{about("harbor.port.tide/ebb", source.Error, "it is a string"), about("harbor.port.tide/flood", source.Error, "it is a number")})))
}

// TestSeverities checks that a group has the highest severity, and says how many
// members have it.
func TestSeverities(t *testing.T) {
	groups := fold.Of(source.Findings{about("GET /tides/{id}", source.Note, "the path was removed"), about("POST /tides", source.Error, "the path was removed"), about("PUT /tides", source.Note, "the path was removed")})
	require.Len(t, groups, 1)
	f := groups[0].Finding()
	assert.Equal(t, source.Error, f.Severity)
	assert.Equal(t, "/tides: the path was removed (3 times, 1 of them as error: POST /tides, GET /tides/{id}, PUT /tides)", f.Text())
}

// TestParameters checks that a group of parameters of one request line names the line
// once.
func TestParameters(t *testing.T) {
	depth, kind := about("POST /tides?depth", source.Error, "the parameter is new; it is a number"), about("POST /tides?kind", source.Error, "the parameter is new; it is a string")
	assert.Equal(t, []string{"docs/resources/tide.md:7: POST /tides: depth: the parameter is new; it is a number (2 times: depth, kind) [member-missing]"},
		texts(fold.Of(source.Findings{depth, kind})))
	other := about("PATCH /tides/{id}?kind", source.Error, "the parameter is new; it is a string")
	assert.Equal(t, []string{"docs/resources/tide.md:7: /tides: the parameter is new; it is a string (2 times: POST /tides?kind, PATCH /tides/{id}?kind) [member-missing]"},
		texts(fold.Of(source.Findings{kind, other})))
}

// TestPlaces checks that a group without a subject names the other places.
func TestPlaces(t *testing.T) {
	list := source.Findings{at("docs/api/a.md", 1, `no such type: "tyde"`), at("docs/api/a.md", 9, `no such type: "tyde"`), at("docs/api/b.md", 3, `no such type: "tyde"`), at("docs/api/b.md", 0, `no such type: "wynd"`)}
	assert.Equal(t, []string{
		`docs/api/a.md:1: no such type: "tyde" (3 times; also at line 9, b.md:3) [type-unknown]`,
		`docs/api/b.md: no such type: "wynd" [type-unknown]`,
	}, texts(fold.Of(list)))
	assert.Len(t, fold.Each(list), 4)
	assert.Equal(t, list[1], fold.Each(list)[1].Finding())
}

// TestKinds checks a group without a subject whose messages differ.
func TestKinds(t *testing.T) {
	row := &source.Rule{Name: "row-missing", Severity: source.Note, Cause: source.OnePage}
	list := source.Findings{at("docs/api/a.md", 1, "no row for ebb"), at("docs/api/a.md", 2, "no row for flood"), at("docs/api/b.md", 2, "no row for neap")}
	for i := range list {
		list[i].Rule = row
	}
	assert.Equal(t, []string{"docs/api/a.md:1: no row for ebb (and 1 like it: line 2) [row-missing]", "docs/api/b.md:2: no row for neap [row-missing]"}, texts(fold.Of(list)))
}

// TestSameSubject checks members that differ in their places only.
func TestSameSubject(t *testing.T) {
	a, b := about("harbor.port.tide", source.Error, "no such type"), about("harbor.port.tide", source.Error, "no such type")
	b.Position.Line = 8
	assert.Equal(t, []string{"docs/resources/tide.md:7: harbor.port.tide: no such type (2 times: line 7, line 8) [member-missing]"}, texts(fold.Of(source.Findings{a, b})))
}

// TestFingerprints checks that the fingerprint of a group stays when a member is
// corrected, and that a group of one has the fingerprint of its member.
func TestFingerprints(t *testing.T) {
	ebb, flood, neap := about("harbor.port.tide/ebb", source.Error, "x"), about("harbor.port.tide/flood", source.Error, "x"), about("harbor.port.tide/neap", source.Error, "x")
	all, rest := fold.Of(source.Findings{ebb, flood, neap})[0].Finding(), fold.Of(source.Findings{flood, neap})[0].Finding()
	assert.Equal(t, all.Identity(), rest.Identity())
	assert.Equal(t, ebb.CauseIdentity(), all.Identity())
	get, post, wind := about("GET /tides", source.Error, "x"), about("POST /tides", source.Error, "x"), about("GET /winds", source.Error, "x")
	lines, others := fold.Of(source.Findings{get, post})[0].Finding(), fold.Of(source.Findings{wind, wind})[0].Finding()
	assert.Equal(t, get.CauseIdentity(), lines.Identity())
	assert.NotEqual(t, lines.Identity(), others.Identity())
	assert.Equal(t, neap.Identity(), fold.Of(source.Findings{neap})[0].Finding().Identity())
	assert.Empty(t, fold.Of(nil))
}

// TestNothingIsLost checks that each finding is in one group, and that the groups
// depend on neither the number of findings with a cause nor on their order.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 1))
		var list source.Findings
		for range r.IntN(40) {
			f := about(fmt.Sprintf("harbor.port.t%d/m%d", r.IntN(4), r.IntN(9)), source.Severity(r.IntN(3)), "x")
			if r.IntN(2) == 0 {
				f = at(fmt.Sprintf("docs/api/p%d.md", r.IntN(3)), r.IntN(9), fmt.Sprintf("no such type: %d", r.IntN(3)))
			}
			list = append(list, f)
		}
		groups := fold.Of(list)
		var all source.Findings
		prints := map[string]bool{}
		for _, g := range groups {
			all = append(all, g.Members...)
			prints[g.Members[0].CauseIdentity()] = true
			for _, m := range g.Members {
				assert.Equal(t, g.Members[0].CauseIdentity(), m.CauseIdentity())
				assert.LessOrEqual(t, m.Severity, g.Finding().Severity)
			}
		}
		assert.ElementsMatch(t, list, all)
		assert.Len(t, prints, len(groups))
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		assert.Len(t, fold.Of(list), len(groups))
	}
}
